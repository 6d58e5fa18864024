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


@entry("data.corrected")
@dataclass(frozen=True)
class DataCorrected:
    """Cells of a proposal were mended in place and it was checked again."""

    kind: ClassVar[str]
    number: int
    files: dict[str, str]
    """Path -> SHA-256 of each file without people that changed."""
    errors: int
    warnings: int


@entry("data.accepted")
@dataclass(frozen=True)
class DataAccepted:
    """A proposal was accepted as a whole and counts from now on."""

    kind: ClassVar[str]
    number: int
    replaces: int | None
    counts: dict[str, int]


@entry("data.discarded")
@dataclass(frozen=True)
class DataDiscarded:
    """A proposal was discarded; its files are gone."""

    kind: ClassVar[str]
    number: int


@entry("data.erased")
@dataclass(frozen=True)
class DataErased:
    """An officer's personal data were erased from every version (R9)."""

    kind: ClassVar[str]
    versions: list[int]
    """Numbers of the versions that held them."""
    files: int
    """Files written anew."""
    openings: int
    """Commitments of the ledger that can no longer be opened."""


@entry("bko.proposed")
@dataclass(frozen=True)
class BkoProposed:
    """A province shared reinforcements over its resorts by what they mend."""

    kind: ClassVar[str]
    officers: int
    mended: int
    still_below: int
    shares: dict[str, int]
    """Slug of the operation -> officers."""
    plans: dict[str, int]
    """Slug of the operation -> number of the plan the figures come from."""


@entry("plan.edited")
@dataclass(frozen=True)
class PlanEdited:
    """A draft was changed by hand; officers concerned are committed to and not shown (R9)."""

    kind: ClassVar[str]
    number: int
    revision: int
    """The draft's revision after the change."""
    sequence: int
    edit: str
    """``move_station``, ``swap_officers``, ``move_officer``, ``lock`` or ``unlock``."""
    station: str
    post: str
    """The post gone to or locked; empty where there is none, or a new one."""
    hard: int
    """Hard rules this broke."""
    soft: int
    mended: int
    need: int
    """Officers more that the posts need at doctrine; below 0: fewer."""


@entry("plan.edit_undone")
@dataclass(frozen=True)
class PlanEditUndone:
    """The last change of a draft was taken back."""

    kind: ClassVar[str]
    number: int
    revision: int
    sequence: int


@entry("plan.edit_redone")
@dataclass(frozen=True)
class PlanEditRedone:
    """A change that had been taken back was made again."""

    kind: ClassVar[str]
    number: int
    revision: int
    sequence: int
