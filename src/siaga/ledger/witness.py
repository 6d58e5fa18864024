"""What a co-signing agency does on its own computer (C2SP ``tlog-witness``): remember, check, sign.

Beside its key stands the last checkpoint that it signed. It signs a newer one only with proof that
this one continues it; a ledger that shows two histories is refused from then on.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from siaga.ledger.keys import read_key
from siaga.ledger.note import Note, PublicKey, read_checkpoint, read_note, read_vkey
from siaga.ledger.texts import LedgerError
from siaga.ledger.tree import HASH_BYTES, consistency_holds


class RefusedError(Exception):
    """Not signed; ``key`` names the reason (``need_key``, ``need_proof``, ``shrunk``, ``fork``)."""

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(key)


def memory_of(key_file: Path) -> Path:
    """Where the last checkpoint signed with ``key_file`` is remembered."""
    return key_file.with_name(f"{key_file.name}.last")


def read_proof(data: bytes) -> list[bytes]:
    """The hashes of a consistency proof as the server gives it; ValueError when it is none."""
    document = json.loads(data)
    steps = document["proof"] if isinstance(document, dict) else None
    if not isinstance(steps, list):
        raise ValueError("proof")
    path = [bytes.fromhex(step) for step in steps]
    if any(len(step) != HASH_BYTES for step in path):
        raise ValueError("proof")
    return path


def witness(
    data: bytes,
    key_file: Path,
    *,
    name: str,
    when: int,
    ledger: PublicKey | None = None,
    proof: Sequence[bytes] | None = None,
    passphrase: str | None = None,
) -> Note:
    """The checkpoint in ``data`` co-signed at ``when``; what was signed is remembered.

    Raises:
        LedgerError: no checkpoint, not signed by the ledger's key, or the key file is not usable.
        RefusedError: the checkpoint may not be signed, or more is needed to know.
        OSError: a file can not be read or written.
    """
    memory = memory_of(key_file)
    last = read_note(memory.read_bytes()) if memory.exists() else None
    note = read_note(data)
    if last is None and ledger is None:
        raise RefusedError("need_key")
    known = ledger or _ledger_key(memory)
    known.verify(note)
    new = read_checkpoint(note, known.name)
    if last is not None:
        old = read_checkpoint(last, known.name)
        if new.size < old.size:
            raise RefusedError("shrunk", old=old.size, new=new.size)
        if new.size == old.size and new.root != old.root:
            raise RefusedError("fork", old=old.size)
        if new.size > old.size:
            if proof is None and old.size:
                raise RefusedError("need_proof", old=old.size, new=new.size)
            if not consistency_holds(old.size, old.root, new.size, new.root, proof or ()):
                raise RefusedError("fork", old=old.size)
    signed = read_key(key_file, name, passphrase).cosign(note, when)
    _write(memory, signed.encode())
    _write(_key_memory(memory), f"{known.vkey()}\n".encode())
    return signed


def _key_memory(memory: Path) -> Path:
    return memory.with_name(f"{memory.name}.key")


def _ledger_key(memory: Path) -> PublicKey:
    """The ledger's key as it was given with the first signature."""
    try:
        return read_vkey(_key_memory(memory).read_text(encoding="utf-8"))
    except (FileNotFoundError, LedgerError) as error:
        raise RefusedError("need_key") from error


def _write(path: Path, data: bytes) -> None:
    """Replace ``path`` as a whole."""
    fresh = path.with_name(f".{path.name}.new")
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
