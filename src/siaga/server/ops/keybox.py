"""The installation's keys in a backup, locked with a passphrase.

scrypt (RFC 7914, N = 2^15, r = 8, p = 1: 32 MB and a tenth of a second a guess) makes the key for
AES-256-GCM. The parameters are stored beside the box, so that later versions may raise them.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from siaga.server.ops.failures import OperatorError

LEAST_PASSPHRASE: Final = 12
PATTERNS: Final = ("*.key", "*.pem")
_COST: Final = {"n": 1 << 15, "r": 8, "p": 1}
_MOST_COST: Final = {"n": 1 << 20, "r": 16, "p": 4}


def key_files(data_dir: Path) -> list[Path]:
    """Files of the data directory that are secret: the server's and the ledger's keys."""
    return sorted(path for pattern in PATTERNS for path in data_dir.glob(pattern))


def lock(files: Mapping[str, bytes], passphrase: str) -> bytes:
    """``files`` (name -> content) as one locked box.

    Raises:
        OperatorError: the passphrase is too short.
    """
    if len(passphrase) < LEAST_PASSPHRASE:
        raise OperatorError("passphrase.short", least=LEAST_PASSPHRASE)
    salt, nonce = os.urandom(16), os.urandom(12)
    plain = json.dumps(
        {name: base64.b64encode(content).decode() for name, content in files.items()}
    ).encode()
    sealed = AESGCM(_key(passphrase, salt, _COST)).encrypt(nonce, plain, b"siaga keys 1")
    box = {"salt": salt.hex(), "nonce": nonce.hex(), "cost": _COST,
           "sealed": base64.b64encode(sealed).decode()}  # fmt: skip
    return json.dumps(box).encode()


def unlock(box: bytes, passphrase: str) -> dict[str, bytes]:
    """The files of a box.

    Raises:
        OperatorError: not this passphrase, or the box was changed.
    """
    try:
        given = json.loads(box)
        cost = {name: int(given["cost"][name]) for name in _COST}
        if any(not 0 < cost[name] <= most for name, most in _MOST_COST.items()):
            raise ValueError("cost")
        key = _key(passphrase, bytes.fromhex(given["salt"]), cost)
        plain = AESGCM(key).decrypt(
            bytes.fromhex(given["nonce"]), base64.b64decode(given["sealed"]), b"siaga keys 1"
        )
    except (InvalidTag, KeyError, TypeError, ValueError):
        raise OperatorError("passphrase.wrong") from None
    return {name: base64.b64decode(content) for name, content in json.loads(plain).items()}


def _key(passphrase: str, salt: bytes, cost: Mapping[str, int]) -> bytes:
    return Scrypt(salt, 32, **cost).derive(passphrase.encode())
