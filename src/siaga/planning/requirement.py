"""The arithmetic first: officers and Linmas needed, in whole groups, against who is there.

Published plans fail this step (domain.md 1.5); here it says by how many and where. Nothing is
placed on the map yet: each tier is counted by itself in whole groups. Over the map more can be
needed, where stations lie too far apart, or a little less, where two tiers share a pattern.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import Final

from siaga.model.doctrine import Pattern
from siaga.model.operation import Duty, Operation, SupervisionRules, Targets
from siaga.model.places import Station, Tier
from siaga.model.plan import NeedRow, Requirement
from siaga.model.problems import InputError, Problem, ProblemReport, Severity
from siaga.model.risk import RiskReport

LINMAS_BY_LAW: Final = 2
"""Linmas per station: one at the entrance, one at the exit (domain.md 4.7)."""

_ORDER: Final = tuple(Tier)


def compute_requirement(operation: Operation, risk: RiskReport) -> Requirement:
    """Officers and Linmas needed per district, tier and pattern, against the available force.

    A group is whole or it is not: ``ceil(stations / stations_per_group)`` teams; a special station
    is always a group of its own. Rows come by district code, tier and pattern name.

    Raises:
        InputError: doctrine names no pattern for a tier that occurs.
    """
    rows = _need_rows(operation, risk)
    groups: dict[str, int] = defaultdict(int)
    for row in rows:
        groups[row.district] += row.groups
    available = len(operation.available_officers)
    return Requirement(
        rows=rows,
        station_officers=sum(row.officers for row in rows),
        duty_officers=sum(duty_sizes(operation).values()),
        reserve_officers=reserve_officers(operation.targets, available),
        supervision_officers=(
            sum(padal_count(operation.supervision, count) for count in groups.values())
            + len(operation.supervision.rayons)
        ),
        linmas=sum(row.linmas for row in rows),
        linmas_by_law=LINMAS_BY_LAW * len(operation.stations),
        available=available,
    )


def duty_size(operation: Operation, duty: Duty) -> int:
    """Officers a duty takes: as many as it asks for, or as are already bound to it if more."""
    bound = sum(officer.duty == duty.id for officer in operation.available_officers)
    return max(duty.officers, bound)


def duty_sizes(operation: Operation) -> dict[str, int]:
    """:func:`duty_size` of every duty, by id: the roster is read once."""
    bound = Counter(officer.duty for officer in operation.available_officers)
    return {duty.id: max(duty.officers, bound[duty.id]) for duty in operation.duties}


def reserve_teams(targets: Targets, available: int) -> int:
    """Quick-reaction teams to hold back: the share of the force, in whole officers and whole teams.

    At least one team as soon as a share is asked for and the force could fill one.
    """
    size = targets.reserve_team_size
    if targets.reserve_share <= 0 or size <= 0 or available < size:
        return 0
    return max(1, round(targets.reserve_share * available) // size)


def reserve_officers(targets: Targets, available: int) -> int:
    """Officers in all reserve teams (see :func:`reserve_teams`)."""
    return reserve_teams(targets, available) * max(0, targets.reserve_team_size)


def padal_count(rules: SupervisionRules, posts: int) -> int:
    """Padal a district with ``posts`` posts needs: one, and one more each time the span is full."""
    if posts <= 0:
        return 0
    return math.ceil(posts / rules.padal_span) if rules.padal_span > 0 else 1


def _need_rows(operation: Operation, risk: RiskReport) -> tuple[NeedRow, ...]:
    cells: dict[tuple[str, Tier, str], list[Station]] = defaultdict(list)
    patterns: dict[tuple[str, Tier, str], Pattern] = {}
    missing: set[tuple[str, Tier]] = set()
    for station in operation.stations:
        tier = risk.stations[station.id].tier
        try:
            pattern = operation.doctrine.pattern_for(station, tier)
        except KeyError:
            missing.add((station.district, tier))
            continue
        cell = (station.district, tier, pattern.name)
        cells[cell].append(station)
        patterns[cell] = pattern
    if missing:
        raise InputError(ProblemReport(tuple(_no_pattern(*cell) for cell in sorted(missing))))
    ordered = sorted(cells, key=lambda cell: (cell[0], _ORDER.index(cell[1]), cell[2]))
    return tuple(_need_row(cell[0], cell[1], patterns[cell], cells[cell]) for cell in ordered)


def _need_row(district: str, tier: Tier, pattern: Pattern, stations: list[Station]) -> NeedRow:
    alone = sum(station.stands_alone for station in stations)
    groups = alone + math.ceil((len(stations) - alone) / pattern.stations_per_group)
    return NeedRow(
        district=district,
        tier=tier,
        pattern=pattern.name,
        stations=len(stations),
        groups=groups,
        officers=groups * pattern.officers,
        linmas=len(stations) * pattern.linmas_per_station,
    )


def _no_pattern(district: str, tier: Tier) -> Problem:
    return Problem(
        code="doctrine.no_pattern",
        severity=Severity.ERROR,
        message=(
            f"tidak ada pola pengamanan untuk TPS {tier.value} di kecamatan {district}",
            f"no guard pattern for {tier.value} stations in district {district}",
        ),
        remedy=(
            f"tulis pola untuk {tier.value} di [doctrine.tiers]",
            f"name a pattern for {tier.value} under [doctrine.tiers]",
        ),
        file="operation.toml",
    )
