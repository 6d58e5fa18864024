"""Doctrine: how stations of a tier are guarded, in named fields.

A bare triple such as ``2-8-16`` is never stored: two orders are in use and it can not be told
which is meant (domain.md 1.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from siaga.model.places import Station, Tier


class Strictness(StrEnum):
    """How strictly a rule binds."""

    HARD = "hard"
    """Never broken; what can not be filled is reported as short."""
    SOFT = "soft"
    """Broken only where nothing else works, and named when it is."""
    OFF = "off"
    """Not looked at."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """How one team guards a group of stations (a post).

    The ``thin_*`` and ``patrol_*`` limits say how far a post may fall below doctrine when officers
    run out; ``None`` means that step is not allowed for this pattern.
    """

    name: str
    officers: int
    """Officers in the team."""
    stations_per_group: int
    """Most stations one team guards: k."""
    linmas_per_station: int
    max_minutes: float
    """Most minutes between any two stations of a group: T."""
    pair: Strictness = Strictness.SOFT
    """Officers work in pairs ("body system", domain.md 1.3)."""
    thin_stations_per_group: int | None = None
    thin_max_minutes: float | None = None
    patrol_officers: int | None = None
    patrol_stations_per_group: int | None = None
    patrol_max_minutes: float | None = None

    @property
    def can_thin(self) -> bool:
        """Whether doctrine lets larger groups be formed when officers run out."""
        return self.thin_stations_per_group is not None

    @property
    def can_patrol(self) -> bool:
        """Whether doctrine lets a mobile patrol stand in for standing guards."""
        return self.patrol_stations_per_group is not None


@dataclass(frozen=True, slots=True)
class AssignmentRules:
    """Rules for putting named officers on posts."""

    own_village: Strictness = Strictness.HARD
    """Never guard a station of the own village."""
    boat_skill: Strictness = Strictness.SOFT
    """A post reached by water has someone who handles a boat."""
    senior_rank: str = "Bripka"
    """Each post has at least one officer of this rank or above …"""
    rank_mix: Strictness = Strictness.SOFT
    """… as strictly as this."""
    keep_teams: Strictness = Strictness.HARD
    """A BKO team serves within one district (HARD) or as near together as can be (SOFT)."""
    max_minutes_from_unit: float | None = None
    """Longest journey from the unit to the post; None: no limit, minimised all the same."""


@dataclass(frozen=True, slots=True)
class Doctrine:
    """Patterns by name, and which tier (in which district) uses which pattern.

    ``tier_patterns[tier]`` is the rule; ``district_patterns[(district, tier)]`` overrides it, and
    a station's own ``pattern`` overrides both: one resort mixes group sizes by distance
    (domain.md 1.3).
    """

    patterns: Mapping[str, Pattern]
    tier_patterns: Mapping[Tier, str]
    district_patterns: Mapping[tuple[str, Tier], str] = field(default_factory=dict)
    assignment: AssignmentRules = field(default_factory=AssignmentRules)

    def pattern_for(self, station: Station, tier: Tier) -> Pattern:
        """The pattern that guards ``station`` at ``tier``; KeyError when doctrine names none."""
        name = (
            station.pattern
            or self.district_patterns.get((station.district, tier))
            or self.tier_patterns[tier]
        )
        return self.patterns[name]
