"""Ledger entries of the API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from siaga.server.core.entries import entry


@entry("token.created")
@dataclass(frozen=True)
class TokenCreated:
    """Somebody made a token for a program."""

    kind: ClassVar[str]
    prefix: str
    scopes: list[str]
    days: int
    operation: str | None
    """Id of the only operation it opens."""


@entry("token.revoked")
@dataclass(frozen=True)
class TokenRevoked:
    """Its owner took a token back."""

    kind: ClassVar[str]
    prefix: str
