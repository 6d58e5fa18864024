"""What the sharing of reinforcements works on: resorts with relief curves, and units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from siaga.model.places import TIER_ORDER
from siaga.model.plan import Level, Plan, Requirement, Shortage
from siaga.planning.buckets import travel_weight


@dataclass(frozen=True, slots=True)
class Mend:
    """What ``officers`` more bring back to doctrine, all smaller steps included."""

    officers: int
    stations: int
    weight: float
    """Stations weighed by threat: 1 without, 3 at threat 100."""


Curve = tuple[Mend, ...]
"""Proven steps by rising officers; between two steps the lower one holds."""

NOTHING = Mend(0, 0, 0.0)


@dataclass(frozen=True, slots=True)
class Resort:
    """A resort as the province sees it."""

    id: str
    need: int
    """Officers for everything: stations, duties, reserve, supervision."""
    available: int
    stations: int
    below: int
    """Stations below doctrine."""
    curve: Curve = ()
    missing: int | None = None
    """Officers missing over the map, when a plan says so; None: need less available."""
    minimum: int = 0
    """Least share of the reinforcements."""
    minutes: float = 0.0
    """Travel from where reinforcements gather."""
    region: str = ""

    @property
    def short(self) -> int:
        """Officers missing; 0 when it closes."""
        return max(0, self.need - self.available) if self.missing is None else self.missing


@dataclass(frozen=True, slots=True)
class Unit:
    """Reinforcements that come together. Splittable: officers go one by one."""

    id: str
    officers: int
    splittable: bool = False
    region: str = ""
    """Where the unit is at home; empty: nowhere in particular."""
    minutes: Mapping[str, float] = field(default_factory=dict)
    """Travel to a resort, where it differs from the resort's own figure."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What decides between sharings that mend equally much; never against mending more."""

    outside_region_minutes: float = 60.0
    """A resort outside the unit's region counts as this much farther."""

    def minutes(self, unit: Unit, resort: Resort) -> float:
        """Minutes an officer of ``unit`` counts for at ``resort``."""
        travel = unit.minutes.get(resort.id, resort.minutes)
        away = bool(unit.region) and unit.region != resort.region
        return travel + (self.outside_region_minutes if away else 0.0)


def loose(officers: int) -> Unit:
    """Officers that go anywhere, one by one."""
    return Unit("BKO", officers, splittable=True)


def mended_by(curve: Curve, officers: int) -> Mend:
    """The highest step ``officers`` pay for."""
    paid = [mend for mend in curve if mend.officers <= officers]
    return paid[-1] if paid else NOTHING


def curve_of_plan(plan: Plan) -> Curve:
    """The relief a plan found, and its last step: with everyone who is missing nothing is below.

    A restored station weighs as the stations below doctrine do on average: the plan tells how many
    come back, not which.
    """
    weight = weight_below(plan)
    return curve_of_shortage(plan.shortage, stations_below(plan), weight)


def curve_of_shortage(shortage: Shortage, below: int, weight: float) -> Curve:
    """As :func:`curve_of_plan`, from its parts; ``weight`` is that of all ``below`` stations."""
    each = weight / below if below else 0.0
    steps = [(relief.officers, relief.stations_restored) for relief in shortage.relief]
    steps = [step for step in steps if step[0] < shortage.short]
    if below and shortage.short:
        steps.append((shortage.short, below))
    curve: list[Mend] = []
    for officers, stations in steps:
        if stations > (curve[-1].stations if curve else 0):
            curve.append(Mend(officers, stations, stations * each))
    return tuple(curve)


def stations_below(plan: Plan) -> int:
    """Stations whose post is below doctrine."""
    return sum(len(post.stations) for post in plan.posts if post.level is not Level.DOCTRINE)


def weight_below(plan: Plan) -> float:
    """The same, each station weighed by its threat."""
    return sum(
        travel_weight(plan.vulnerability[station].threat)
        for post in plan.posts
        if post.level is not Level.DOCTRINE
        for station in post.stations
    )


def curve_of_requirement(requirement: Requirement) -> Curve:
    """What officers would mend by the arithmetic alone, before there is a plan.

    The groups of the highest tiers are filled first from the force that is left after duties,
    reserve and supervision, and what is missing is the lowest tiers' groups; filling up brings
    the highest of those back first. Every station weighs 1: threat is not known yet.
    """
    fixed = (
        requirement.duty_officers + requirement.reserve_officers + requirement.supervision_officers
    )
    left = max(0, requirement.available - fixed)
    rows = sorted(
        requirement.rows,
        key=lambda row: (-TIER_ORDER.index(row.tier), row.district, row.pattern),
    )
    owed = max(0, fixed - requirement.available)
    curve: list[Mend] = []
    spent = stations = 0
    for row in rows:
        size = row.officers // row.groups if row.groups else 0
        guarded = 0
        for group in range(row.groups):
            held = (row.stations * (group + 1)) // row.groups - guarded
            guarded += held
            if left >= size and not owed and not spent:
                left -= size
                continue
            spent += size
            stations += held
            curve.append(Mend(owed + spent - left, stations, float(stations)))
    return _rising(curve)


def _rising(curve: Sequence[Mend]) -> Curve:
    """The best of each number of officers, and none that brings nothing more."""
    kept: list[Mend] = []
    for mend in curve:
        if kept and mend.officers == kept[-1].officers:
            kept[-1] = mend
        elif mend.officers > 0 and mend.stations > (kept[-1].stations if kept else 0):
            kept.append(mend)
    return tuple(kept)
