"""From counts per class to named officers, their leaders and the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from siaga.geo.travel import KIND_CODES
from siaga.model.force import Officer, rank_order
from siaga.model.operation import Operation
from siaga.model.plan import Opening, Placement, Reason, Role
from siaga.planning.assignment_problem import Journeys, Problem
from siaga.planning.assignment_rules import (
    SUPERVISORS,
    Cover,
    at_home,
    covers,
    has_rank,
    missing_covers,
)


@dataclass(frozen=True, slots=True)
class Naming:
    """Officers by opening."""

    at: tuple[tuple[Officer, ...], ...]
    """``at[o]``."""
    clashes: frozenset[str]
    """Officers who got their own village although the counts did not say so: they must be looked
    at one by one."""


def name_officers(problem: Problem, count: NDArray[np.int64], avoid_home: bool) -> Naming:
    """Give every counted place of a class to one of its members, by id.

    With ``avoid_home`` nobody gets the own village; where that can not be, fewest do, and those
    beyond what the counts paid for are named as clashes.
    """
    from scipy.optimize import linear_sum_assignment

    at: list[list[Officer]] = [[] for _ in problem.needs]
    clashes: set[str] = set()
    for c, members in enumerate(problem.classes):
        places = np.repeat(np.arange(count.shape[1]), count[c])
        barred = np.zeros((len(places), len(members)))
        if avoid_home:
            for row, o in enumerate(places):
                barred[row] = [at_home(member, problem.needs[o].opening) for member in members]
        rows, columns = linear_sum_assignment(barred)
        at_home_now = [members[m].id for r, m in zip(rows, columns, strict=True) if barred[r, m]]
        if len(at_home_now) > np.maximum(0, count[c] - problem.limit[c]).sum():
            clashes.update(at_home_now)
        for r, m in zip(rows, columns, strict=True):
            at[places[r]].append(members[m])
    return Naming(tuple(map(tuple, at)), frozenset(clashes))


def choose_leader(officers: Sequence[Officer]) -> Officer:
    """The highest in rank; of equals the one with the lower NRP, who has served longer."""
    return min(officers, key=lambda officer: (-rank_order(officer.rank), officer.id))


def place_officers(
    operation: Operation,
    opening: Opening,
    officers: Sequence[Officer],
    ways: Sequence[tuple[float, int]],
    reasons: Sequence[Sequence[Reason]],
    leader: Officer | None = None,
) -> tuple[Placement, ...]:
    """Placements at one opening, leader first; ``ways`` are (minutes, kind) and may be inf.

    The ``leader`` is the highest in rank unless given. Rules broken together are named with them.
    """
    if not officers:
        return ()
    leader = leader or choose_leader(officers)
    broken = breach_reasons(operation, opening, officers)
    placements = []
    for officer, (minutes, kind), why in zip(officers, ways, reasons, strict=True):
        leads = officer is leader
        known = minutes != float("inf")
        placements.append(
            Placement(
                officer=officer.id,
                role=opening.role,
                place=opening.place,
                minutes=round(float(minutes), 1) if known else None,
                minutes_kind=KIND_CODES[kind] if known else None,
                leader=leads,
                reasons=(*why, *(broken if leads else ())),
            )
        )
    return tuple(sorted(placements, key=lambda placement: not placement.leader))


def stay_at_unit(officer: Officer, *, locked: bool = False) -> Placement:
    """The placement of an officer nobody needs, or whom a lock keeps back."""
    code = "locks.spare" if locked else "assignment.spare"
    reason = Reason(code, {"unit": officer.unit})
    return Placement(officer.id, Role.SPARE, officer.unit, None, reasons=(reason,))


def breach_reasons(
    operation: Operation, opening: Opening, officers: Sequence[Officer]
) -> tuple[Reason, ...]:
    """Rules the officers at ``opening`` break together."""
    return tuple(
        breach_reason(cover, missing)
        for cover, missing in missing_covers(operation, opening, officers)
    )


def breach_reason(cover: Cover, missing: int) -> Reason:
    """That ``missing`` officers fewer than ``cover`` asks for meet it."""
    return Reason(f"assignment.broken.{cover.rule}", {"wanted": cover.wanted, "missing": missing})


def officer_reasons(
    operation: Operation,
    opening: Opening,
    officer: Officer,
    mates: Sequence[Officer],
    journeys: Journeys,
    o: int,
) -> tuple[Reason, ...]:
    """Why ``officer`` serves at ``opening``, beside ``mates`` (the officer among them).

    First the journey, then what the place needs of just this officer, then what is broken.
    """
    reasons = [_journey_reason(officer, journeys, o)]
    for cover in covers(operation, opening):
        meeting = sum(map(cover.holds, mates))
        if cover.holds(officer) and meeting <= cover.count:
            reasons.append(Reason(f"assignment.needed.{cover.rule}", {"wanted": cover.wanted}))
    supervises = opening.role in SUPERVISORS and opening.min_rank
    if supervises and has_rank(opening.min_rank, officer):
        reasons.append(Reason("assignment.needed.min_rank", {"wanted": opening.min_rank}))
    if officer.team:
        reasons.append(Reason("assignment.team", {"team": officer.team}))
    if at_home(officer, opening):
        reasons.append(Reason("assignment.broken.own_village", {"village": officer.home_village}))
    return tuple(reasons)


def _journey_reason(officer: Officer, journeys: Journeys, o: int) -> Reason:
    """Whether the unit is the nearest, or which nearer one is needed elsewhere."""
    ways = journeys.block.minutes[:, o]
    own = float(ways[journeys.units[officer.unit]])
    names = list(journeys.units)
    nearest = int(np.argmin(ways))
    values: dict[str, str | int | float] = {"unit": officer.unit, "minutes": round(own, 1)}
    if own <= float(ways[nearest]):
        return Reason("assignment.nearest", values)
    values |= {"nearest": names[nearest], "nearest_minutes": round(float(ways[nearest]), 1)}
    return Reason("assignment.least_total", values)
