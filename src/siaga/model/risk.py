"""Vulnerability: indicators, settings, and a station's two scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from siaga.model.places import Tier


class Score(StrEnum):
    """Two scores, never one: conflict and access are different dangers (domain.md 1.6)."""

    THREAT = "threat"
    """Kerawanan konflik."""
    REACH = "reach"
    """Keterjangkauan: how hard the station is to reach."""


@dataclass(frozen=True, slots=True)
class IndicatorDefinition:
    """One indicator of Bawaslu's list (domain.md 3.1) or of our own, with its weight.

    ``score`` is None for an indicator that is only shown: it has no part in either score.
    """

    id: str
    variable: str
    """Bawaslu variable ``V1`` … ``V8``, or ``own``."""
    label_id: str
    label_en: str
    score: Score | None
    weight: float
    weight_owner: str
    """Whose weight this is: "Bawaslu SE 112/2024", "Siaga", "Polres Banyuasin" …"""
    administrative: bool = False
    """An administrative flag (voter list, logistics …): its group is capped so that flags 50 times
    more frequent than violence do not drown it (domain.md 3.2)."""


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """An indicator seen at a station or at every station of a village.

    ``place`` is a station id or a village code. ``value`` lies in [0, 1].
    """

    indicator: str
    place: str
    value: float
    source: str
    day: date | None = None
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class TierThresholds:
    """Scores (0 to 100) from which a tier is reached; the higher of the two rules wins."""

    threat: Mapping[Tier, float]
    reach: Mapping[Tier, float]


@dataclass(frozen=True, slots=True)
class RiskSettings:
    """Which indicators count, how much, and where the tiers begin."""

    indicators: tuple[IndicatorDefinition, ...]
    thresholds: TierThresholds
    administrative_cap: float = 10.0
    """Most points all administrative flags together add to a score."""
    reach_minutes_full: float = 240.0
    """Minutes from the nearest police base at which the travel part of reach is full (domain.md
    1.6: 4 h by speedboat to Tanah Pilih)."""
    reach_minutes_weight: float = 60.0
    """Points of reach that travel time alone can give."""


@dataclass(frozen=True, slots=True)
class ScoreInput:
    """One addend of a score: which indicator gave how many points, on whose word."""

    indicator: str
    score: Score
    value: float
    weight: float
    points: float
    source: str
    day: date | None = None
    synthetic: bool = False
    place: str = ""
    """Where it was seen: a station id, a village code, or for the travel part the base id."""
    passed_over: int = 0
    """Older or lower values of this indicator at the same place that were not taken."""
    minutes: float | None = None
    """Travel part only: minutes from the nearest police base; inf when there is no way."""


@dataclass(frozen=True, slots=True)
class TierFlip:
    """The tier this station would have if one weight moved by ``change`` (-0.1 or +0.1)."""

    indicator: str
    change: float
    tier: Tier


@dataclass(frozen=True, slots=True)
class Vulnerability:
    """A station's two scores (0 to 100), its tier, and where both come from."""

    station: str
    threat: float
    reach: float
    tier: Tier
    tier_given: bool
    """True when the tier came with the input and not from the thresholds."""
    inputs: tuple[ScoreInput, ...] = ()
    flips: tuple[TierFlip, ...] = ()


@dataclass(frozen=True, slots=True)
class RiskReport:
    """The vulnerability of every station, by station id, in station order."""

    stations: Mapping[str, Vulnerability]
    tier_counts: Mapping[Tier, int] = field(default_factory=dict)
