"""The force: officers and their ranks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

RANKS: Final[tuple[str, ...]] = (
    "Bharada", "Bharatu", "Bharaka", "Abripda", "Abriptu", "Abrip",
    "Bripda", "Briptu", "Brigpol", "Bripka", "Aipda", "Aiptu",
    "Ipda", "Iptu", "AKP", "Kompol", "AKBP", "Kombes",
)  # fmt: skip
"""Ranks of the Indonesian police, from lowest to highest."""


def rank_order(rank: str) -> int:
    """Position of ``rank`` on the ladder, 0 the lowest; KeyError when there is no such rank."""
    try:
        return RANKS.index(rank)
    except ValueError:
        raise KeyError(rank) from None


class Sex(StrEnum):
    """As the roster states it; used only where a duty asks for women officers."""

    FEMALE = "female"
    MALE = "male"


class Origin(StrEnum):
    """Where an officer belongs."""

    OWN = "own"
    """The resort's own strength."""
    BKO = "bko"
    """Attached reinforcement."""


class Skill(StrEnum):
    """Skills the planner knows how to use."""

    BOAT = "boat"
    FIRST_AID = "first_aid"
    NEGOTIATOR = "negotiator"
    DRIVER = "driver"


@dataclass(frozen=True, slots=True)
class Officer:
    """A member of the police. ``id`` is the NRP as text; ``unit`` a base id."""

    id: str
    name: str
    rank: str
    unit: str
    sex: Sex = Sex.MALE
    home_village: str = ""
    """Kemendagri code, or empty when not known."""
    skills: frozenset[Skill] = frozenset()
    origin: Origin = Origin.OWN
    team: str = ""
    """BKO team, kept together; empty for own strength."""
    available: bool = True
    duty: str = ""
    """A duty id this officer is already bound to; empty: free to plan."""
    phone: str = ""
