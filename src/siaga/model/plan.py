"""The plan: what comes out, every number with its reason and its bound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from siaga.model.locks import Locks
from siaga.model.places import Access, Tier
from siaga.model.risk import Vulnerability


class TravelKind(StrEnum):
    """Where a travel time comes from."""

    ESTIMATED = "estimated"
    NETWORK = "network"
    MEASURED = "measured"


class Level(StrEnum):
    """How a post stands to doctrine."""

    DOCTRINE = "doctrine"
    THINNED = "thinned"
    PATROL = "patrol"
    UNGUARDED = "unguarded"
    """No officer is left for it: said aloud, never hidden."""


class Role(StrEnum):
    """What an officer does on the day."""

    POST = "post"
    DUTY = "duty"
    RESERVE = "reserve"
    PADAL = "padal"
    PAMATWIL = "pamatwil"
    SPARE = "spare"
    """Not needed anywhere: stays at the unit."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, as a code with its values; the sentence is made in the reader's language.

    ``code`` is a key of :data:`siaga.planning.texts.REASONS`.
    """

    code: str
    values: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bound:
    """A step's value with a proven lower (minimise) or upper (maximise) bound."""

    step: str
    """``posts.officers``, ``posts.travel.village``, ``posts.travel.station``,
    ``assignment.minutes``, ``reserves.expected`` …"""
    value: float
    bound: float
    unit: str
    maximise: bool = False
    complete: bool = True
    """False when a time limit stopped the step before it was done."""

    @property
    def gap(self) -> float:
        """Relative distance between value and bound; 0 when proven optimal."""
        if self.value == self.bound:
            return 0.0
        return abs(self.value - self.bound) / max(abs(self.value), 1e-9)


@dataclass(frozen=True, slots=True)
class NeedRow:
    """Officers and Linmas needed for one tier in one district, in whole groups, by arithmetic."""

    district: str
    tier: Tier
    pattern: str
    stations: int
    groups: int
    officers: int
    linmas: int


@dataclass(frozen=True, slots=True)
class Requirement:
    """Need against force, before any grouping over the map (DESIGN.md 4.1)."""

    rows: tuple[NeedRow, ...]
    station_officers: int
    duty_officers: int
    reserve_officers: int
    supervision_officers: int
    linmas: int
    linmas_by_law: int
    """2 per station (domain.md 4.7)."""
    available: int

    @property
    def need(self) -> int:
        """Officers needed in all."""
        return (
            self.station_officers
            + self.duty_officers
            + self.reserve_officers
            + self.supervision_officers
        )

    @property
    def short(self) -> int:
        """Officers missing; 0 when the plan closes."""
        return max(0, self.need - self.available)


@dataclass(frozen=True, slots=True)
class Post:
    """A group of stations one team guards (pos pengamanan)."""

    id: str
    """``P-<district number>-<running number>``, stable for the same input."""
    district: str
    tier: Tier
    pattern: str
    level: Level
    stations: tuple[str, ...]
    hub: str
    """Station the team is based at: least risk-weighted travel to the others."""
    team_size: int
    """Officers this post needs."""
    max_minutes: float
    """Minutes between the two stations farthest apart."""
    travel: float
    """Risk-weighted minutes from the hub to the stations: what grouping minimises."""
    access: Access
    """How the team reaches its stations: water as soon as one station needs it."""
    threat: float
    """Highest threat of its stations."""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one officer serves. ``place`` is a post, duty, base, district or rayon id by role."""

    officer: str
    role: Role
    place: str
    minutes: float | None
    """Minutes from the unit to the place; None where the officer does not travel."""
    minutes_kind: TravelKind | None = None
    leader: bool = False
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """Places to fill: what assignment takes in.

    ``at`` is the id of the station or base officers travel to; ``villages`` the villages guarded.
    """

    role: Role
    place: str
    at: str
    size: int
    district: str = ""
    villages: frozenset[str] = frozenset()
    min_rank: str = ""
    skills: frozenset[str] = frozenset()
    women: int = 0
    by_water: bool = False
    threat: float = 0.0
    wants_pair: bool = False
    """Whether the rank-mix rule applies: it does to posts."""


@dataclass(frozen=True, slots=True)
class ShortageRow:
    """Posts below doctrine in one tier of one district."""

    district: str
    tier: Tier
    level: Level
    posts: int
    stations: int
    officers_saved: int


@dataclass(frozen=True, slots=True)
class Relief:
    """What ``officers`` more would mend."""

    officers: int
    posts_restored: int
    stations_restored: int
    still_below: int
    """Stations still below doctrine."""
    by_district: Mapping[str, int] = field(default_factory=dict)
    """Stations restored per district code."""


@dataclass(frozen=True, slots=True)
class Shortage:
    """What is below doctrine and what more officers would mend (DESIGN.md 4.3)."""

    need: int
    """Officers needed for every post at doctrine, over the map."""
    available: int
    """Officers left for posts after duties, reserve and supervision."""
    rows: tuple[ShortageRow, ...] = ()
    relief: tuple[Relief, ...] = ()
    remedies: tuple[Reason, ...] = ()
    """Smallest changes that would make it close, best first."""

    @property
    def short(self) -> int:
        """Officers missing to guard every post at doctrine."""
        return max(0, self.need - self.available)


@dataclass(frozen=True, slots=True)
class ReserveTeam:
    """A quick-reaction team and where it waits."""

    id: str
    base: str
    size: int
    officers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reserves:
    """Quick-reaction teams placed by expected covering (MEXCLP, Daskin 1983)."""

    teams: tuple[ReserveTeam, ...]
    response_minutes: float
    covered_share: float
    """Threat-weighted share of stations with at least one team within target, none busy."""
    expected_share: float
    """The same, allowing for busy teams."""
    asked_teams: int = 0
    """Teams the targets ask for; more than there are when the bases have no room."""


@dataclass(frozen=True, slots=True)
class Supervisor:
    """A supervisor, what they look after, and whom they call."""

    officer: str
    role: Role
    place: str
    """District code (Padal) or rayon id (Pamatwil)."""
    posts: tuple[str, ...]
    reports_to: str
    """Officer id, or empty for the command post."""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Supervision:
    """The chain of command on the day, with a number at every level."""

    supervisors: tuple[Supervisor, ...]
    command_phone: str = ""
    gaps: tuple[Reason, ...] = ()
    """Where the chain is broken: nobody named, or no number to call."""


@dataclass(frozen=True, slots=True)
class ResponseTimes:
    """Response times of one simulated plan, with 95 % intervals over days (minutes)."""

    median: float
    median_ci: tuple[float, float]
    p90: float
    p90_ci: tuple[float, float]
    within_target: float
    within_target_ci: tuple[float, float]
    unanswered: float
    """Share of incidents at stations that no team can reach at all."""


@dataclass(frozen=True, slots=True)
class StressTest:
    """Voting day simulated many times, the plan beside a naive plan on the same incidents."""

    days: int
    incidents: int
    target_minutes: float
    plan: ResponseTimes
    naive: ResponseTimes


@dataclass(frozen=True, slots=True)
class Plan:
    """A deployment with everything needed to explain, print and check it."""

    operation: str
    seed: int
    complete: bool
    """False when interrupted or out of time: still valid, with its bounds."""
    vulnerability: Mapping[str, Vulnerability]
    """By station id."""
    requirement: Requirement
    posts: tuple[Post, ...]
    placements: tuple[Placement, ...]
    """One per available officer."""
    shortage: Shortage
    reserves: Reserves
    supervision: Supervision
    stress: StressTest | None
    bounds: tuple[Bound, ...]
    unfilled: Mapping[str, int] = field(default_factory=dict)
    """Openings short of officers: place id -> how many."""
    locks: Locks = field(default_factory=Locks)
    """Decisions people made, which this plan keeps and planning anew will keep."""

    def post_of_station(self) -> dict[str, Post]:
        """Station id -> its post."""
        return {station: post for post in self.posts for station in post.stations}

    def officers_of(self, place: str) -> tuple[Placement, ...]:
        """Placements at ``place``, leader first."""
        found = [placement for placement in self.placements if placement.place == place]
        return tuple(sorted(found, key=lambda placement: not placement.leader))
