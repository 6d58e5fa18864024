"""The private key in a file: made once, readable by its owner alone, with or without passphrase."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from siaga.ledger.note import SigningKey
from siaga.ledger.texts import LedgerError


def make_key(path: Path, name: str, passphrase: str | None = None) -> SigningKey:
    """Make a new Ed25519 key in ``path`` (PKCS #8 PEM, mode 0600) to sign under ``name``.

    The file appears whole or not at all, and never replaces another: of two processes that start
    at once, one makes the key and the other reads it.

    Raises:
        LedgerError: when ``name`` can not name a key.
        OSError: when the folder can not be written.
    """
    key = SigningKey(name, Ed25519PrivateKey.generate())
    key.public()  # refuses a bad name before anything is written
    encryption: KeySerializationEncryption = (
        BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    )
    pem = key.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        os.link(fresh, path)
    except FileExistsError:
        return read_key(path, name, passphrase)
    finally:
        fresh.unlink()
    return key


def read_key(path: Path, name: str, passphrase: str | None = None) -> SigningKey:
    """The key in ``path``.

    Raises:
        LedgerError: when others may read the file, when it holds no Ed25519 key, or when the
            passphrase is not the right one.
        FileNotFoundError: when there is no such file.
    """
    mode = path.stat().st_mode & 0o777
    if mode & 0o077:
        raise LedgerError("key.open", path=path, mode=f"{mode:04o}")
    try:
        secret = passphrase.encode() if passphrase else None
        private = load_pem_private_key(path.read_bytes(), secret)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise LedgerError("key.file", path=path, what=error) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise LedgerError("key.file", path=path, what="Ed25519?")
    return SigningKey(name, private)
