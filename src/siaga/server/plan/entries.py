"""Ledger entries of the plan desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from siaga.server.core.entries import entry


@entry("data.proposed")
@dataclass(frozen=True)
class DataProposed:
    """Tables were uploaded and checked."""

    kind: ClassVar[str]
    number: int
    based_on: int | None
    files: dict[str, str]
    """Path -> commitment or SHA-256 of a file without people."""
    errors: int
    warnings: int
