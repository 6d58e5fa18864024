"""Checkpoints: signed when asked for, kept, and co-signed by other agencies.

The ledger's key is made at the first signature, in ``ledger.pem`` of the data folder, readable by
the server's user alone. Its public half is kept in the database: a database that comes back
without its key is noticed and not quietly signed by another.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from siaga.ledger import tree
from siaga.ledger.keys import make_key, read_key
from siaga.ledger.note import (
    COSIGNATURE_V1,
    Note,
    PublicKey,
    SigningKey,
    read_note,
    read_vkey,
)
from siaga.ledger.note import Checkpoint as Head
from siaga.ledger.texts import LedgerError
from siaga.ledger.tiles import TiledTree
from siaga.server.core.ledger_store.sequencer import StoredTiles, right_edge, sequence, tree_size
from siaga.server.core.models import Checkpoint, LedgerKey

FRESH: Final = timedelta(minutes=1)
"""A checkpoint younger than this is given out again although the ledger has grown."""
FUTURE: Final = 600
"""Seconds by which a co-signer's clock may be ahead of ours."""


class KeyLostError(RuntimeError):
    """The key file is not that of this ledger; ``path`` is where it is looked for."""

    def __init__(self, path: Path, vkey: str) -> None:
        self.path, self.vkey = path, vkey
        super().__init__(f"{path} does not hold the key of this ledger ({vkey})")


def key_path() -> Path:
    """Where the private key is."""
    return Path(settings.DATA_DIR) / "ledger.pem"


def signing_key() -> SigningKey:
    """The ledger's key; made now when the ledger has none yet.

    Raises:
        KeyLostError: the ledger has a key and the file is gone or holds another.
        LedgerError: the file can be read by others, or is damaged.
    """
    own = _own_row()
    path = key_path()
    if own is None:
        with transaction.atomic():
            key = make_key(path, _new_name(path))
            LedgerKey.objects.get_or_create(vkey=key.public().vkey())
        own = _own_row()
        assert own is not None
    public = read_vkey(own.vkey)
    try:
        key = read_key(path, public.name)
    except FileNotFoundError as error:
        raise KeyLostError(path, own.vkey) from error
    if key.public() != public:
        raise KeyLostError(path, own.vkey)
    return key


def own_public_key() -> PublicKey:
    """The ledger's public key, made with its private one when there is none yet."""
    own = _own_row()
    return signing_key().public() if own is None else read_vkey(own.vkey)


def origin() -> str:
    """The ledger's name, first line of each checkpoint; given with its key, for good."""
    return own_public_key().name


def cosigner_keys() -> list[PublicKey]:
    """Keys of the agencies that co-sign, also those that are retired."""
    rows = LedgerKey.objects.exclude(agency=None).order_by("id")
    return [read_vkey(row.vkey) for row in rows]


def checkpoint(*, fresh: bool = False) -> Checkpoint:
    """The newest checkpoint. ``fresh``: one over everything that is committed now.

    Otherwise the last one is given again while it covers everything or is younger than a minute,
    so that who asks often does not make many.
    """
    last = Checkpoint.objects.order_by("-size").first()
    now = datetime.now(UTC)
    if last is not None and not fresh and now - last.signed_at < FRESH:
        return last
    key = signing_key()
    sequence()
    size = tree_size()
    if last is not None and last.size == size:
        return last
    root = tree.root(TiledTree(StoredTiles(right_edge(size))), size)
    note = key.sign(Head(key.name, size, root).note())
    made, _new = Checkpoint.objects.get_or_create(
        size=size, defaults={"root": root, "note": note.encode().decode(), "signed_at": now}
    )
    return made


def accept_cosignature(data: bytes, key: PublicKey) -> tuple[Checkpoint, int]:
    """Add ``key``'s co-signature in ``data`` to the checkpoint it is for; (checkpoint, when).

    Only that one signature is taken over. The caller has opened a transaction.

    Raises:
        LedgerError: no note, not our checkpoint, or the signature does not match.
    """
    note = read_note(data)
    when = key.verify(note)
    if when is None or when > time.time() + FUTURE:
        raise LedgerError("note.signature", name=key.name)
    lines = note.text.split("\n")
    size = int(lines[1]) if len(lines) > 2 and lines[1].isdecimal() and len(lines[1]) < 19 else -1
    row = Checkpoint.objects.select_for_update().filter(size=size).first()
    kept = read_note(row.note.encode()) if row else Note("")
    if row is None or kept.text != note.text:
        raise LedgerError("note.origin", found=lines[0][:120], expected=f"{origin()}, {size}")
    signature = key.find(note)
    assert signature is not None
    row.note = kept.with_signature(signature).encode().decode()
    row.save(update_fields=["note"])
    return row, when


def cosigned_by(row: Checkpoint, keys: list[PublicKey]) -> dict[str, int]:
    """Name of a key -> when it co-signed ``row``, for those of ``keys`` that did."""
    note = read_note(row.note.encode())
    found: dict[str, int] = {}
    for key in keys:
        if key.kind == COSIGNATURE_V1 and key.find(note):
            found[key.name] = key.verify(note) or 0
    return found


def _own_row() -> LedgerKey | None:
    return LedgerKey.objects.filter(agency=None, retired_at=None).order_by("id").first()


def _new_name(path: Path) -> str:
    """``siaga.example.go.id/ledger``; without a public host name, one that is random."""
    public = [
        host
        for host in settings.ALLOWED_HOSTS
        if "." in host.strip(".") and not host[:1].isdigit() and host != "localhost"
    ]
    if public:
        return f"{public[0].strip('.')}/ledger"
    probe = make_key(path, "siaga/ledger").public()
    return f"siaga-{probe.raw.hex()[:8]}/ledger"
