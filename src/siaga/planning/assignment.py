"""Named officers to posts, static duties, supervisors and reserve teams (DESIGN.md 4.4).

Least total minutes from the units, every hard rule kept and as few soft ones broken as can be: see
:mod:`siaga.planning.assignment_model` for the program, :mod:`siaga.planning.assignment_rules` for
what each rule weighs and who goes without when officers run out. Then fairness: the longest journey
is shortened as far as the total grows by no more than :data:`FAIRNESS_SLACK`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from siaga.geo.travel import TravelTimes
from siaga.model.doctrine import Strictness
from siaga.model.force import Officer
from siaga.model.operation import Operation
from siaga.model.plan import Bound, Opening, Placement, Reason, Role
from siaga.model.run import Run
from siaga.planning.assignment_people import (
    Naming,
    name_officers,
    officer_reasons,
    place_officers,
    stay_at_unit,
)
from siaga.planning.assignment_problem import (
    Journeys,
    Need,
    cluster_of,
    measure_journeys,
    state_needs,
    state_problem,
)
from siaga.planning.assignment_rules import placement_cost, team_cost
from siaga.planning.assignment_search import FAIRNESS_SLACK, Optimum, optimise
from siaga.planning.assignment_teams import join_teams

__all__ = [
    "FAIRNESS_SLACK",
    "Assignment",
    "assign_officers",
    "placement_cost",
    "scattered_teams",
    "team_cost",
]

_MOST_SPLITS: Final = 40


@dataclass(frozen=True, slots=True)
class Assignment:
    """Where everyone serves."""

    placements: tuple[Placement, ...]
    """One per available officer, in roster order."""
    unfilled: Mapping[str, int]
    """Place id -> officers missing there; only places that miss some."""
    bounds: tuple[Bound, ...]
    """``assignment.minutes`` (mean minutes of an officer's journey, with the least that the same
    rules allow) and ``assignment.longest`` (with the least within :data:`FAIRNESS_SLACK`)."""
    complete: bool
    """False when time ran out: valid all the same, within its bounds."""


def assign_officers(
    operation: Operation,
    openings: Sequence[Opening],
    travel: TravelTimes,
    *,
    run: Run,
    held: Mapping[str, tuple[Role, str]] | None = None,
) -> Assignment:
    """Put every available officer somewhere.

    Officers bound to a duty serve there, those of ``held`` (officer id -> role and place) where it
    says; the others fill ``openings``, and who is left stays at the unit (:attr:`Role.SPARE`).
    Running out of officers is not an error: see ``unfilled``.

    Raises:
        KeyError: when a unit, an opening's ``at`` or an officer's duty names nothing in the
            operation, which :mod:`siaga.intake` does not let happen.
    """
    run.progress("assignment", 0.0)
    wanted = [opening for opening in openings if opening.size > 0]
    locked = held or {}
    bound = _bind(operation, wanted, locked)
    fixed = {officer.id for there in bound for officer in there}
    fixed |= {officer for officer, (role, _) in locked.items() if role is Role.SPARE}
    officers = operation.available_officers
    journeys = measure_journeys(operation, officers, wanted, travel)
    needs = state_needs(operation, wanted, bound)
    open_ = [o for o, need in enumerate(needs) if need.size > 0]
    free = [officer for officer in officers if officer.id not in fixed]
    serving = _districts_of_teams(wanted, bound, locked)
    optimum, naming = _fill(
        operation, free, [needs[o] for o in open_], journeys.only(open_), run, serving
    )
    at = [list(there) for there in bound]
    for o, found in zip(open_, naming.at, strict=True):
        at[o].extend(found)
    placements = _write_down(operation, wanted, at, journeys, locked)
    run.progress("assignment", 1.0)
    return Assignment(
        placements,
        _unfilled(wanted, at),
        _bounds(placements, optimum),
        optimum.complete,
    )


def _bind(
    operation: Operation,
    openings: Sequence[Opening],
    locked: Mapping[str, tuple[Role, str]],
) -> list[list[Officer]]:
    """Officers that locks hold at an opening, or the roster binds to a duty, by opening."""
    bound: list[list[Officer]] = [[] for _ in openings]
    places = {(o.role, o.place): at for at, o in enumerate(openings)}
    for officer in operation.available_officers:
        place = locked.get(officer.id, (Role.DUTY, officer.duty))
        if place in places:
            bound[places[place]].append(officer)
    return bound


def _districts_of_teams(
    openings: Sequence[Opening],
    bound: Sequence[Sequence[Officer]],
    locked: Mapping[str, tuple[Role, str]],
) -> dict[str, frozenset[str]]:
    """BKO team -> the districts in which locks hold some of it."""
    found: dict[str, set[str]] = {}
    for opening, there in zip(openings, bound, strict=True):
        for officer in there:
            if officer.team and officer.id in locked:
                found.setdefault(officer.team, set()).add(cluster_of(opening))
    return {team: frozenset(districts) for team, districts in found.items()}


def _fill(
    operation: Operation,
    free: Sequence[Officer],
    needs: Sequence[Need],
    journeys: Journeys,
    run: Run,
    serving: Mapping[str, frozenset[str]],
) -> tuple[Optimum, Naming]:
    """Counts, then names; officers whose home village gets in the way are told apart meanwhile."""
    rule = operation.doctrine.assignment.own_village
    alone: frozenset[str] = frozenset()
    near = 0.0
    for attempt in range(_MOST_SPLITS):
        problem = join_teams(state_problem(operation, free, needs, journeys, alone), serving)
        optimum = optimise(problem, journeys.of(problem.classes), run, near=near)
        naming = name_officers(problem, optimum.count, rule is not Strictness.OFF)
        near = optimum.longest_bound
        if not naming.clashes:
            return optimum, naming
        run.progress("assignment", (attempt + 1) / _MOST_SPLITS)
        alone |= naming.clashes
    # Looked at one by one from the start, nobody can clash.
    everyone = frozenset(officer.id for officer in free)
    problem = join_teams(state_problem(operation, free, needs, journeys, everyone), serving)
    optimum = optimise(problem, journeys.of(problem.classes), run)
    return optimum, name_officers(problem, optimum.count, rule is not Strictness.OFF)


def _write_down(
    operation: Operation,
    openings: Sequence[Opening],
    at: Sequence[Sequence[Officer]],
    journeys: Journeys,
    locked: Mapping[str, tuple[Role, str]],
) -> tuple[Placement, ...]:
    """A placement with its reasons for every available officer, in roster order."""
    scattered = scattered_teams(operation, openings, at)
    placed: dict[str, Placement] = {}
    for o, (opening, there) in enumerate(zip(openings, at, strict=True)):
        why = []
        for officer in there:
            reasons = officer_reasons(operation, opening, officer, there, journeys, o)
            if officer.id in locked:
                reasons = (Reason("locks.officer"), *reasons[1:])
            elif opening.role is Role.DUTY and officer.duty == opening.place:
                reasons = (Reason("assignment.bound", {"duty": officer.duty}), *reasons[1:])
            why.append((*reasons, *scattered.get(officer.team, ())))
        ways = [journeys.way(officer.unit, o) for officer in there]
        for placement in place_officers(operation, opening, there, ways, why):
            placed[placement.officer] = placement
    return tuple(
        placed.get(officer.id) or stay_at_unit(officer, locked=officer.id in locked)
        for officer in operation.available_officers
    )


def scattered_teams(
    operation: Operation, openings: Sequence[Opening], at: Sequence[Sequence[Officer]]
) -> dict[str, tuple[Reason, ...]]:
    """BKO teams that serve in more than one district, with the reason that says so."""
    if operation.doctrine.assignment.keep_teams is Strictness.OFF:
        return {}
    districts: dict[str, set[str]] = {}
    for opening, there in zip(openings, at, strict=True):
        for officer in there:
            if officer.team:
                districts.setdefault(officer.team, set()).add(cluster_of(opening))
    return {
        team: (Reason("assignment.broken.team", {"team": team, "districts": len(used)}),)
        for team, used in districts.items()
        if len(used) > 1
    }


def _unfilled(openings: Sequence[Opening], at: Sequence[Sequence[Officer]]) -> dict[str, int]:
    """Place -> officers missing."""
    missing: dict[str, int] = {}
    for opening, there in zip(openings, at, strict=True):
        short = opening.size - len(there)
        if short > 0:
            missing[opening.place] = missing.get(opening.place, 0) + short
    return missing


def _bounds(placements: Sequence[Placement], optimum: Optimum) -> tuple[Bound, ...]:
    """Mean and longest journey with their bounds."""
    ways: NDArray[np.float64] = np.array(
        [p.minutes for p in placements if p.minutes is not None], dtype=np.float64
    )
    if not len(ways):
        return ()
    mean, longest = float(ways.mean()), float(ways.max())
    least = max(0.0, mean - max(0.0, optimum.excess) / len(ways))
    return (
        Bound("assignment.minutes", mean, least, "minutes", complete=optimum.complete),
        Bound(
            "assignment.longest",
            longest,
            min(longest, round(max(optimum.longest_bound, 0.0), 1)),
            "minutes",
            complete=optimum.complete,
        ),
    )
