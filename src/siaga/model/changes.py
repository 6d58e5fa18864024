"""Changes to a plan that is already made: who drops out, what closes, moves or is cut off."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.model.force import Officer
from siaga.model.places import Access


@dataclass(frozen=True, slots=True)
class StationMove:
    """A station at a new place, in the same village. ``access`` None: reached as before."""

    station: str
    lat: float
    lon: float
    access: Access | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes of one replan; empty: nothing happened."""

    dropped: tuple[str, ...] = ()
    """Ids of officers who can not serve."""
    added: tuple[Officer, ...] = ()
    """Officers who were not on the roster, or were not available."""
    closed: tuple[str, ...] = ()
    """Ids of stations that do not open."""
    moved: tuple[StationMove, ...] = ()
    blocked: tuple[str, ...] = ()
    """Codes of villages or districts nobody can travel into or out of. Who is inside serves
    inside; what nobody inside can fill is short."""
