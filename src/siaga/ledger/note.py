"""Signed notes and checkpoints (C2SP ``signed-note``, ``tlog-checkpoint``, ``tlog-cosignature``).

A checkpoint says in three lines how many entries a ledger has and what its root is. The server
signs it; other agencies co-sign it, and then neither can show anybody another history unnoticed.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass, replace
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from siaga.ledger.texts import LedgerError
from siaga.ledger.tree import HASH_BYTES

ED25519: Final = 0x01
"""Signature type of a log's own signature (C2SP ``signed-note``)."""
COSIGNATURE_V1: Final = 0x04
"""Signature type of a co-signature with its time (C2SP ``tlog-cosignature``)."""

MOST_SIGNATURES: Final = 100
LARGEST_NOTE: Final = 100_000
"""Bytes of a note that is read; a checkpoint has a few hundred."""

_DASH: Final = "\N{EM DASH} "
_SIZE: Final = re.compile(r"0|[1-9][0-9]{0,18}")
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: whose, by which key, and its bytes."""

    name: str
    key_id: bytes
    blob: bytes

    def line(self) -> str:
        """As it stands in the note, without its newline."""
        return f"{_DASH}{self.name} {base64.b64encode(self.key_id + self.blob).decode()}"


@dataclass(frozen=True, slots=True)
class Note:
    """Text that ends in a newline, with its signatures."""

    text: str
    signatures: tuple[Signature, ...] = ()

    def encode(self) -> bytes:
        """The note as a file."""
        lines = "".join(f"{signature.line()}\n" for signature in self.signatures)
        return f"{self.text}\n{lines}".encode()

    def with_signature(self, signature: Signature) -> Note:
        """The note with one signature more; the newest of one key stays alone."""
        kept = [
            other
            for other in self.signatures
            if (other.name, other.key_id) != (signature.name, signature.key_id)
        ]
        return replace(self, signatures=(*kept, signature))


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that verifies; ``kind`` is ED25519 or COSIGNATURE_V1."""

    name: str
    raw: bytes
    kind: int = ED25519

    def __post_init__(self) -> None:
        if not _name_is_valid(self.name):
            raise LedgerError("key.name", name=self.name)

    @property
    def key_id(self) -> bytes:
        """Four bytes that find the key: of ``SHA-256(name || 0x0A || kind || key)``."""
        seed = self.name.encode() + b"\n" + bytes([self.kind]) + self.raw
        return hashlib.sha256(seed).digest()[:4]

    def vkey(self) -> str:
        """``name+id+base64``: the form in which keys are published."""
        body = base64.b64encode(bytes([self.kind]) + self.raw).decode()
        return f"{self.name}+{self.key_id.hex()}+{body}"

    def find(self, note: Note) -> Signature | None:
        """This key's signature on ``note``, not verified."""
        for signature in note.signatures:
            if signature.name == self.name and signature.key_id == self.key_id:
                return signature
        return None

    def verify(self, note: Note) -> int | None:
        """Seconds since 1970 at which it was co-signed; None for a log's own signature.

        Raises:
            LedgerError: when ``note`` lacks this key's signature, or it does not match.
        """
        signature = self.find(note)
        if signature is None:
            raise LedgerError("note.unsigned", name=self.name)
        message, blob, when = note.text.encode(), signature.blob, None
        if self.kind == COSIGNATURE_V1:
            when, blob = int.from_bytes(blob[:8], "big"), blob[8:]
            message = _cosigned(note.text, when)
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(blob, message)
        except (InvalidSignature, ValueError) as error:
            raise LedgerError("note.signature", name=self.name) from error
        return when


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key that signs under ``name``."""

    name: str
    private: Ed25519PrivateKey

    def public(self, kind: int = ED25519) -> PublicKey:
        """The key that verifies."""
        raw = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return PublicKey(self.name, raw, kind)

    def sign(self, note: Note) -> Note:
        """``note`` with this log's signature."""
        blob = self.private.sign(note.text.encode())
        return note.with_signature(Signature(self.name, self.public().key_id, blob))

    def cosign(self, note: Note, when: int) -> Note:
        """``note`` with a co-signature made at ``when``, in seconds since 1970."""
        blob = when.to_bytes(8, "big") + self.private.sign(_cosigned(note.text, when))
        key_id = self.public(COSIGNATURE_V1).key_id
        return note.with_signature(Signature(self.name, key_id, blob))


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How many entries the ledger ``origin`` has, and the root over them."""

    origin: str
    size: int
    root: bytes

    def note(self) -> Note:
        """The checkpoint as a note to sign."""
        root = base64.b64encode(self.root).decode()
        return Note(f"{self.origin}\n{self.size}\n{root}\n")


def read_note(data: bytes) -> Note:
    """The note in ``data``, signatures not verified.

    Raises:
        LedgerError: when ``data`` is not exactly the form of C2SP ``signed-note``.
    """
    if len(data) > LARGEST_NOTE:
        raise LedgerError("note.form", what=f"{len(data)} > {LARGEST_NOTE} bytes")
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise LedgerError("note.form", what=f"UTF-8, byte {error.start}") from error
    if _CONTROL.search(whole):
        raise LedgerError("note.form", what="control character")
    text, gap, block = whole.rpartition("\n\n")
    if not gap or not block.endswith("\n"):
        raise LedgerError("note.form", what="no signature block")
    lines = block[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise LedgerError("note.form", what=f"{len(lines)} > {MOST_SIGNATURES} signatures")
    return Note(f"{text}\n", tuple(_signature(line) for line in lines))


def read_checkpoint(note: Note, origin: str | None = None) -> Checkpoint:
    """The checkpoint that ``note`` carries; later lines are extensions and are passed over.

    Raises:
        LedgerError: when it is no checkpoint, or one of another ledger than ``origin``.
    """
    lines = note.text[:-1].split("\n")
    if len(lines) < 3 or not all(lines):
        raise LedgerError("note.form", what="origin, size, root")
    found, size, root_text = lines[:3]
    if not _SIZE.fullmatch(size):
        raise LedgerError("note.form", what=f"size {size[:20]!r}")
    root = decode_base64(root_text)
    if root is None or len(root) != HASH_BYTES:
        raise LedgerError("note.form", what=f"root {root_text[:60]!r}")
    if origin is not None and found != origin:
        raise LedgerError("note.origin", found=found, expected=origin)
    return Checkpoint(found, int(size), root)


def read_vkey(text: str) -> PublicKey:
    """The key that :meth:`PublicKey.vkey` wrote.

    Raises:
        LedgerError: when the form, the type or the id is not right.
    """
    name, _, rest = text.strip().partition("+")
    id_text, _, body = rest.partition("+")
    raw = decode_base64(body)
    if raw is None or len(raw) != 33 or raw[0] not in (ED25519, COSIGNATURE_V1):
        raise LedgerError("key.form", what=text.strip()[:120])
    key = PublicKey(name, raw[1:], raw[0])
    if key.key_id.hex() != id_text:
        raise LedgerError("key.form", what=f"{id_text} != {key.key_id.hex()}")
    return key


def decode_base64(text: str) -> bytes | None:
    """The bytes of ``text`` when it is their one and only base64 form, else None."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if base64.b64encode(data).decode() == text else None


def _signature(line: str) -> Signature:
    name, _, body = line.removeprefix(_DASH).partition(" ")
    data = decode_base64(body)
    if not line.startswith(_DASH) or not _name_is_valid(name) or data is None or len(data) < 5:
        raise LedgerError("note.form", what=f"signature line {line[:80]!r}")
    return Signature(name, data[:4], data[4:])


def _cosigned(text: str, when: int) -> bytes:
    return f"cosignature/v1\ntime {when}\n{text}".encode()


def _name_is_valid(name: str) -> bool:
    return bool(name) and "+" not in name and name.isprintable() and not re.search(r"\s", name)
