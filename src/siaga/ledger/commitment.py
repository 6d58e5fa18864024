"""Salted commitments: personal data stays outside the tree, and what was said can be proven.

The entry carries ``SHA-256(domain || salt || canonical value)``. Whoever has the opening (salt and
value) can show what was recorded; without it 256 random bits hide even a value that could be
guessed. To erase a person's data (rule R9, UU 27/2022 articles 42-44) is to delete the openings:
the entry and the tree over it do not change.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from siaga.ledger.canonical import Plain, canonical_bytes

SALT_BYTES: Final = 32
DOMAIN: Final = b"siaga/commitment/v1\x00"


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens one commitment: 32 random bytes and the value itself."""

    salt: bytes
    value: Plain

    def __post_init__(self) -> None:
        if len(self.salt) != SALT_BYTES:
            raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(self.salt)}")

    def commitment(self) -> str:
        """The commitment as 64 lower-case hexadecimal digits."""
        return hashlib.sha256(DOMAIN + self.salt + canonical_bytes(self.value)).hexdigest()

    def opens(self, commitment: str) -> bool:
        """Whether ``commitment`` was made from this value with this salt."""
        return hmac.compare_digest(self.commitment().encode(), commitment.encode())


def seal(values: Mapping[str, Plain]) -> tuple[dict[str, str], dict[str, Opening]]:
    """Commitments for the entry and openings to keep apart, both by the values' names."""
    openings = {
        name: Opening(secrets.token_bytes(SALT_BYTES), value) for name, value in values.items()
    }
    return {name: opening.commitment() for name, opening in openings.items()}, openings
