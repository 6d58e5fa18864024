"""Smallest changes that would make the plan close, each verified by computing it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from siaga.geo.travel import TravelTimes
from siaga.model.doctrine import Pattern
from siaga.model.operation import Operation
from siaga.model.plan import Reason
from siaga.model.risk import RiskReport
from siaga.model.run import Run
from siaga.planning.grouping.fewest import quick_groups
from siaga.planning.grouping.problem import components
from siaga.planning.posts import Bucket, bucket_problem
from siaga.planning.requirement import reserve_officers

Values = dict[str, str | int | float]

_WIDER_GROUPS = 8
"""Most stations added to k when looking for a group size that closes."""
_LONGER = (1.25, 1.5, 2.0)
"""Factors tried on T."""


def find_remedies(
    operation: Operation,
    buckets: Sequence[Bucket],
    risk: RiskReport,
    travel: TravelTimes,
    groups: Mapping[str, int],
    need: int,
    available: int,
    run: Run,
) -> tuple[Reason, ...]:
    """Changes that would close the gap of ``need - available`` officers, smallest first.

    ``groups[pattern]`` is how many posts of each pattern the plan at doctrine has, those of
    stations that stand alone left out.

    A lower reserve share, a longer T or a larger k for one pattern, and always the officers
    missing. A change of k or T is reported only when grouping anew under it really needs no more
    than ``available``; where no single pattern can close the gap, the largest step says how many
    officers it would leave missing.
    """
    short = need - available
    remedies = list(_reserve_remedy(operation, short))
    partial: list[tuple[int, Reason]] = []
    for name in sorted({b.pattern.name for b in buckets if not b.alone}):
        pattern = operation.doctrine.patterns[name]
        concerned = [b for b in buckets if b.pattern.name == name and not b.alone]
        if run.expired():
            break
        other = need - groups[name] * pattern.officers
        remedies += _longer_limit(pattern, concerned, risk, travel, other, available, run)
        closing, best = _wider_group(pattern, concerned, risk, travel, short, other, available, run)
        remedies += closing
        partial += best
    remedies.append(Reason("shortage.remedy.officers", {"officers": short}))
    if not any(r.code.startswith("shortage.remedy.k") for r in remedies) and partial:
        remedies.append(min(partial, key=lambda item: item[0])[1])
    return tuple(remedies)


def _reserve_remedy(operation: Operation, short: int) -> list[Reason]:
    """The largest reserve share, in whole per cent, that frees enough officers."""
    force = len(operation.available_officers)
    targets = operation.targets
    held = reserve_officers(targets, force)
    for percent in range(math.ceil(targets.reserve_share * 100) - 1, -1, -1):
        kept = reserve_officers(replace(targets, reserve_share=percent / 100), force)
        if held - kept >= short:
            values = {
                "share": percent,
                "now": round(targets.reserve_share * 100, 1),
                "officers": held - kept,
            }
            return [Reason("shortage.remedy.reserve", values)]
    return []


def _groups_needed(
    buckets: Sequence[Bucket],
    risk: RiskReport,
    travel: TravelTimes,
    capacity: int,
    minutes: float,
    run: Run,
) -> int:
    """Groups these buckets take under other limits, found by grouping them."""
    total = 0
    for bucket in buckets:
        problem = bucket_problem(bucket, risk, travel, capacity=capacity, max_minutes=minutes)
        for rows in components(problem):
            total += len(quick_groups(problem.part(rows), run))
    return total


def _floor(buckets: Sequence[Bucket], capacity: int) -> int:
    return sum(math.ceil(len(bucket.stations) / capacity) for bucket in buckets)


def _longer_limit(
    pattern: Pattern,
    buckets: Sequence[Bucket],
    risk: RiskReport,
    travel: TravelTimes,
    other: int,
    available: int,
    run: Run,
) -> list[Reason]:
    k = pattern.stations_per_group
    if k == 1:
        return []
    if other + _floor(buckets, k) * pattern.officers > available:
        return []
    for factor in _LONGER:
        minutes = math.ceil(pattern.max_minutes * factor)
        groups = _groups_needed(buckets, risk, travel, k, minutes, run)
        total = other + groups * pattern.officers
        if total <= available:
            values: Values = {
                "pattern": pattern.name,
                "minutes": minutes,
                "now": pattern.max_minutes,
                "need": total,
                "available": available,
            }
            return [Reason("shortage.remedy.minutes", values)]
    return []


def _wider_group(
    pattern: Pattern,
    buckets: Sequence[Bucket],
    risk: RiskReport,
    travel: TravelTimes,
    short: int,
    other: int,
    available: int,
    run: Run,
) -> tuple[list[Reason], list[tuple[int, Reason]]]:
    """The smallest larger k that closes; else what the largest tried would leave missing."""
    k = pattern.stations_per_group
    last: list[tuple[int, Reason]] = []
    for capacity in range(k + 1, k + _WIDER_GROUPS + 1):
        closes = other + _floor(buckets, capacity) * pattern.officers <= available
        if not closes and capacity < k + _WIDER_GROUPS:
            continue
        groups = _groups_needed(buckets, risk, travel, capacity, pattern.max_minutes, run)
        total = other + groups * pattern.officers
        values: Values = {
            "pattern": pattern.name,
            "k": capacity,
            "now": k,
            "need": total,
            "available": available,
        }
        if total <= available:
            return [Reason("shortage.remedy.k", values)], []
        if total - available < short:
            partly: Values = {**values, "short": total - available}
            last = [(total - available, Reason("shortage.remedy.partly", partly))]
    return [], last
