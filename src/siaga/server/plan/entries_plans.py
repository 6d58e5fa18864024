"""Ledger entries of runs, approval and prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from siaga.server.core.entries import entry


@entry("run.started")
@dataclass(frozen=True)
class RunStarted:
    """A scenario was put in the queue."""

    kind: ClassVar[str]
    number: int
    data: int
    """Number of the data version."""
    settings: dict[str, str]
    """Path -> value of every setting that differs from the data's."""
    extra_officers: int
    locks: int
    """Posts and officers that planning has to keep."""
    seed: int


@entry("run.cancelled")
@dataclass(frozen=True)
class RunCancelled:
    """Somebody asked a run to end without a plan."""

    kind: ClassVar[str]
    number: int


@entry("run.finished")
@dataclass(frozen=True)
class RunFinished:
    """A run made a plan."""

    kind: ClassVar[str]
    number: int
    plan: int
    """Number of the draft it became."""
    sha256: str
    """Of its plan.json, without names."""
    need: int
    available: int
    short: int


@entry("run.failed")
@dataclass(frozen=True)
class RunFailed:
    """A run ended without a plan; nothing of it was kept."""

    kind: ClassVar[str]
    number: int
    code: str


@entry("plan.checked")
@dataclass(frozen=True)
class PlanChecked:
    """Somebody checked a draft and closed it for changes."""

    kind: ClassVar[str]
    number: int
    revision: int
    sha256: str
    """Of plan.json as it was checked, without names."""


@entry("plan.returned")
@dataclass(frozen=True)
class PlanReturned:
    """A checked or approved plan went back to its editors."""

    kind: ClassVar[str]
    number: int
    revision: int
    sha256: str


@entry("plan.approved")
@dataclass(frozen=True)
class PlanApproved:
    """A second person approved a checked plan."""

    kind: ClassVar[str]
    number: int
    revision: int
    sha256: str


@entry("plan.issued")
@dataclass(frozen=True)
class PlanIssued:
    """An approved plan became the order; from now on nothing in it changes."""

    kind: ClassVar[str]
    number: int
    revision: int
    sha256: str
    supersedes: int | None
    """Number of the plan that was in force until then."""


@entry("plan.withdrawn")
@dataclass(frozen=True)
class PlanWithdrawn:
    """A plan was taken back and is no longer to be used."""

    kind: ClassVar[str]
    number: int
    revision: int
    was: str
    """The state it was withdrawn from."""


@entry("plan.revised")
@dataclass(frozen=True)
class PlanRevised:
    """A new draft was made from a plan that can not be changed."""

    kind: ClassVar[str]
    number: int
    base: int
    base_sha256: str


@entry("plan.printed")
@dataclass(frozen=True)
class PlanPrinted:
    """A document was asked for."""

    kind: ClassVar[str]
    number: int
    revision: int
    document: str
    language: str
