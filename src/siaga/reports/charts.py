"""Numbers of the charts in ``index.html``, as shares of the longest bar (percent)."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from siaga.model.places import TIER_ORDER, Tier
from siaga.model.plan import Level, ResponseTimes
from siaga.reports.deployment import Deployment
from siaga.reports.figures import Figures, journeys

LEVELS_BELOW: Final = (Level.THINNED, Level.PATROL, Level.UNGUARDED)
_BIN_MINUTES: Final = (10, 15, 30, 60, 120)
_MOST_BINS: Final = 10


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a bar: ``start`` and ``width`` in percent of the chart's width."""

    key: str
    count: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its label, its total and its pieces."""

    label: str
    total: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class TierNeed:
    """Need of one tier over the whole operation."""

    tier: Tier
    stations: int
    groups: int
    officers: int
    linmas: int


@dataclass(frozen=True, slots=True)
class JourneyBin:
    """Officers whose journey lasts from ``low`` to under ``high`` minutes."""

    low: int
    high: int | None
    count: int
    width: float


@dataclass(frozen=True, slots=True)
class Whisker:
    """A measured value with its 95 % interval, in percent of the scale."""

    value: float
    low: float
    high: float
    at: float
    from_: float
    to: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """One measure of the stress test: the plan and the naive plan on one scale."""

    key: str
    percent: bool
    plan: Whisker
    naive: Whisker


def _bar(label: str, parts: list[tuple[str, int]], longest: int) -> Bar:
    segments, start = [], 0.0
    for key, count in parts:
        width = 100 * count / longest if longest else 0.0
        if count:
            segments.append(Segment(key, count, round(start, 3), round(width, 3)))
        start += width
    return Bar(label, sum(count for _, count in parts), tuple(segments))


def requirement_bars(figures: Figures) -> tuple[Bar, Bar]:
    """Need by purpose, and force with what is missing, on one scale."""
    need = [
        ("station", figures.need_station),
        ("duty", figures.need_duty),
        ("reserve", figures.need_reserve),
        ("supervision", figures.need_supervision),
    ]
    force = [("available", figures.available), ("short", figures.short)]
    longest = max(figures.need, figures.available, 1)
    return _bar("need", need, longest), _bar("force", force, longest)


def tier_needs(deployment: Deployment) -> list[TierNeed]:
    """Need by tier, summed over districts and patterns; tiers without stations are left out."""
    rows = deployment.plan.requirement.rows
    found = []
    for tier in TIER_ORDER:
        mine = [row for row in rows if row.tier is tier]
        if mine:
            found.append(
                TierNeed(
                    tier,
                    sum(row.stations for row in mine),
                    sum(row.groups for row in mine),
                    sum(row.officers for row in mine),
                    sum(row.linmas for row in mine),
                )
            )
    return found


def shortage_bars(deployment: Deployment) -> list[Bar]:
    """Stations below doctrine by district and level, most first; counted from the posts."""
    counts: dict[str, dict[Level, int]] = defaultdict(lambda: defaultdict(int))
    for station in deployment.operation.stations:
        post = deployment.post_of.get(station.id)
        level = post.level if post else Level.UNGUARDED
        if level is not Level.DOCTRINE:
            counts[station.district][level] += 1
    order = sorted(counts, key=lambda code: (-sum(counts[code].values()), code))
    longest = max((sum(levels.values()) for levels in counts.values()), default=1)
    return [
        _bar(
            deployment.district_names[code],
            [(level.value, counts[code][level]) for level in LEVELS_BELOW],
            longest,
        )
        for code in order
    ]


def shortage_tiers(deployment: Deployment) -> list[Bar]:
    """Stations below doctrine by tier, from the highest tier down."""
    counts: dict[Tier, dict[Level, int]] = defaultdict(lambda: defaultdict(int))
    for station in deployment.operation.stations:
        post = deployment.post_of.get(station.id)
        level = post.level if post else Level.UNGUARDED
        if level is not Level.DOCTRINE:
            counts[deployment.plan.vulnerability[station.id].tier][level] += 1
    longest = max((sum(levels.values()) for levels in counts.values()), default=1)
    return [
        _bar(tier.value, [(level.value, counts[tier][level]) for level in LEVELS_BELOW], longest)
        for tier in reversed(TIER_ORDER)
        if tier in counts
    ]


def relief_bars(deployment: Deployment) -> list[tuple[int, int, Bar]]:
    """``(officers more, posts restored, bar of stations restored and still below)``."""
    relief = deployment.plan.shortage.relief
    longest = max((r.stations_restored + r.still_below for r in relief), default=1)
    return [
        (
            r.officers,
            r.posts_restored,
            _bar("", [("restored", r.stations_restored), ("below", r.still_below)], longest),
        )
        for r in relief
    ]


def journey_bins(deployment: Deployment) -> list[JourneyBin]:
    """Journeys from unit to post in at most ten even steps; the last is open when it is far."""
    minutes = journeys(deployment)
    if not minutes:
        return []
    longest = minutes[-1]
    step = next((s for s in _BIN_MINUTES if longest < s * _MOST_BINS), _BIN_MINUTES[-1])
    bins = min(_MOST_BINS, math.floor(longest / step) + 1)
    counts = [0] * bins
    for value in minutes:
        counts[min(bins - 1, math.floor(value / step))] += 1
    open_end = longest >= bins * step
    return [
        JourneyBin(
            low=i * step,
            high=None if open_end and i == bins - 1 else (i + 1) * step,
            count=count,
            width=round(100 * count / max(counts), 2),
        )
        for i, count in enumerate(counts)
    ]


def share_within(deployment: Deployment, limit: float) -> float | None:
    """Share of officers on posts whose journey takes at most ``limit`` minutes."""
    minutes = journeys(deployment)
    return sum(value <= limit for value in minutes) / len(minutes) if minutes else None


def comparisons(deployment: Deployment) -> list[Comparison]:
    """The stress test's measures, the plan beside the naive plan; empty when it was not run."""
    stress = deployment.plan.stress
    if stress is None:
        return []
    times = (stress.plan, stress.naive)
    longest = max((v for t in times for v in (*t.p90_ci, t.p90) if math.isfinite(v)), default=0.0)
    longest = longest or 1.0  # no incident, or nobody comes: nothing to draw to scale
    return [
        Comparison("within", True, *(_whisker(t, "within_target", 1.0) for t in times)),
        Comparison("median", False, *(_whisker(t, "median", longest * 1.05) for t in times)),
        Comparison("p90", False, *(_whisker(t, "p90", longest * 1.05) for t in times)),
    ]


def _whisker(times: ResponseTimes, measure: str, scale: float) -> Whisker:
    value: float = getattr(times, measure)
    low, high = getattr(times, f"{measure}_ci")

    def percent(number: float) -> float:
        return round(min(100.0, 100 * number / scale), 2) if math.isfinite(number) else 100.0

    return Whisker(value, low, high, percent(value), percent(low), percent(high))
