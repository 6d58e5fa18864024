"""Ledger entries about the ledger itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from siaga.server.core.entries import entry


@entry("ledger.key_registered")
@dataclass(frozen=True)
class KeyRegistered:
    """An agency named the key with which it co-signs."""

    kind: ClassVar[str]
    vkey: str
    replaces: str | None
    """The key it used before."""


@entry("ledger.cosigned")
@dataclass(frozen=True)
class CheckpointCosigned:
    """An agency co-signed a checkpoint."""

    kind: ClassVar[str]
    size: int
    root: str
    """Hexadecimal."""
    key: str
    """Name and id of the key."""
    when: int
    """When its owner signed, in seconds since 1970, as the co-signature says."""


@entry("ledger.exported")
@dataclass(frozen=True)
class LedgerExported:
    """The operation's ledger was given out as a file, without personal values."""

    kind: ClassVar[str]
    size: int
