"""The assignment as arrays: classes of like officers against openings.

Officers who differ in nothing a rule asks about (unit, rank as far as some rule names it, skills
asked for, sex where women are asked for, BKO team) form one class; the solver counts officers of a
class instead of naming them. Home villages are not part of the class: nearly every officer would be
alone in one. They limit how many of a class may serve at an opening, and where the naming
(:mod:`siaga.planning.assignment_people`) then still finds nobody, the officers in question leave
their class and the problem is solved again: the counting is a relaxation, so its bound holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from siaga.geo.travel import Place, TravelBlock, TravelTimes
from siaga.model.doctrine import Strictness
from siaga.model.force import Officer
from siaga.model.operation import Operation
from siaga.model.plan import Opening
from siaga.planning.assignment_rules import (
    SOFT_BREACH_MINUTES,
    SUPERVISORS,
    UNFILLED_STEP_MINUTES,
    Cover,
    covers,
    has_rank,
    unfilled_weight,
)


@dataclass(frozen=True, slots=True)
class Journeys:
    """Minutes from units to openings."""

    block: TravelBlock
    """``minutes[unit, opening]`` and their kind."""
    units: dict[str, int]
    """Base id -> row of ``block``."""

    def way(self, unit: str, o: int) -> tuple[float, int]:
        """(minutes, kind) from ``unit`` to opening ``o``."""
        row = self.units[unit]
        return float(self.block.minutes[row, o]), int(self.block.kind[row, o])

    def of(self, classes: Sequence[Sequence[Officer]]) -> NDArray[np.float64]:
        """``minutes[c, o]`` for the unit of each class."""
        rows = [self.units[members[0].unit] for members in classes]
        minutes = self.block.minutes[rows].astype(np.float64)
        return minutes.reshape(len(rows), self.block.minutes.shape[1])

    def only(self, openings: Sequence[int]) -> Journeys:
        """The same units, to ``openings`` alone."""
        at = np.asarray(openings, dtype=np.int64)
        return Journeys(TravelBlock(self.block.minutes[:, at], self.block.kind[:, at]), self.units)


@dataclass(frozen=True, slots=True)
class Need:
    """An opening less the officers already bound to it."""

    opening: Opening
    size: int
    covers: tuple[tuple[Cover, int], ...]
    """Each rule with how many more officers must meet it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Classes against openings; ``c`` runs over classes, ``o`` over openings, ``s`` over rules."""

    classes: tuple[tuple[Officer, ...], ...]
    needs: tuple[Need, ...]
    count: NDArray[np.int64]
    """``count[c]``: officers in the class."""
    size: NDArray[np.int64]
    """``size[o]``: officers still to be found."""
    cost: NDArray[np.float64]
    """``cost[c, o]`` of one officer; inf where a hard rule forbids it."""
    limit: NDArray[np.int64]
    """``limit[c, o]``: most officers of the class at that cost."""
    home_limit: NDArray[np.int64]
    """``home_limit[c, o]``: most more of them, each in the own village, against a penalty."""
    home_penalty: float
    idle_cost: NDArray[np.float64]
    """``idle_cost[c]`` of an officer without a place."""
    rule_opening: NDArray[np.int64]
    """``rule_opening[s]``: the opening rule ``s`` is about."""
    rule_weight: NDArray[np.float64]
    """``rule_weight[s, c]``: what one officer of class ``c`` adds …"""
    rule_least: NDArray[np.float64]
    """``rule_least[s]``: … to a sum that must reach this."""
    rule_soft: NDArray[np.bool_]
    """``rule_soft[s]``: whether it may fall short against a penalty each."""
    empty_weight: NDArray[np.float64]
    """``empty_weight[o]`` of one place left empty."""
    last_weight: float
    """What an opening left without anybody weighs on top."""
    unit: NDArray[np.int64]
    """``unit[c]``: number of the unit the class belongs to."""
    team: NDArray[np.int64]
    """``team[c]``: number of the BKO team, -1 for none."""
    cluster: NDArray[np.int64]
    """``cluster[o]``: number of the district (or base) the opening lies in."""
    teams_hard: bool

    @property
    def teams(self) -> int:
        """How many teams must keep together."""
        return int(self.team.max(initial=-1)) + 1

    @property
    def clusters(self) -> int:
        """How many districts (or bases) there are."""
        return int(self.cluster.max(initial=-1)) + 1


def measure_journeys(
    operation: Operation, officers: Sequence[Officer], openings: Sequence[Opening],
    travel: TravelTimes,
) -> Journeys:  # fmt: skip
    """Minutes from every unit that has one of ``officers`` to every opening.

    Raises:
        KeyError: when a unit or an opening names no base or station of the operation.
    """
    bases = {base.id: base for base in operation.bases}
    places: dict[str, Place] = {**{s.id: s for s in operation.stations}, **bases}
    units = {unit: row for row, unit in enumerate(sorted({o.unit for o in officers}))}
    origins = [bases[unit] for unit in units]
    block = travel.block(origins, [places[opening.at] for opening in openings])
    return Journeys(block, units)


def state_needs(
    operation: Operation, openings: Sequence[Opening], bound: Sequence[Sequence[Officer]]
) -> tuple[Need, ...]:
    """What each opening still needs once ``bound[opening]`` serve there."""
    needs = []
    for opening, there in zip(openings, bound, strict=True):
        asked = [(c, c.count - sum(map(c.holds, there))) for c in covers(operation, opening)]
        size = max(0, opening.size - len(there))
        still = tuple((c, min(short, size)) for c, short in asked if short > 0 and size > 0)
        needs.append(Need(opening, size, still))
    return tuple(needs)


def classify(
    operation: Operation, officers: Sequence[Officer], needs: Sequence[Need], alone: frozenset[str]
) -> tuple[tuple[Officer, ...], ...]:
    """Classes of officers no rule tells apart, in order of id; ``alone`` stay by themselves."""
    asked = {(c.rule, c.wanted): c for need in needs for c, _ in need.covers}
    supervisor_ranks = sorted({n.opening.min_rank for n in needs if n.opening.min_rank})
    keep_teams = operation.doctrine.assignment.keep_teams is not Strictness.OFF
    classes: dict[tuple[object, ...], list[Officer]] = {}
    for officer in sorted(officers, key=lambda officer: officer.id):
        traits = tuple(cover.holds(officer) for cover in asked.values())
        ranks = tuple(has_rank(rank, officer) for rank in supervisor_ranks)
        team = officer.team if keep_teams else ""
        lone = officer.id if officer.id in alone else ""
        classes.setdefault((officer.unit, traits, ranks, team, lone), []).append(officer)
    return tuple(tuple(members) for members in classes.values())


def state_problem(
    operation: Operation,
    officers: Sequence[Officer],
    needs: Sequence[Need],
    journeys: Journeys,
    alone: frozenset[str] = frozenset(),
) -> Problem:
    """The problem of filling ``needs`` with ``officers``.

    ``alone`` officers form a class each, so that their home village is looked at exactly.
    """
    rules = operation.doctrine.assignment
    classes = classify(operation, officers, needs, alone)
    shape = (len(classes), len(needs))
    count = np.array([len(members) for members in classes], dtype=np.int64)
    size = np.array([need.size for need in needs], dtype=np.int64)
    home = _count_at_home(classes, needs)
    cost = journeys.of(classes)
    cost[~_allowed(operation, classes, needs, cost)] = np.inf
    most = np.minimum(count[:, None], size[None, :])
    limit, home_limit = most, np.zeros(shape, dtype=np.int64)
    if rules.own_village is not Strictness.OFF:
        limit = np.minimum(most, count[:, None] - home)
        if rules.own_village is Strictness.SOFT:
            home_limit = np.minimum(most, home)
    rule_opening, rule_weight, rule_least, rule_soft = _state_rules(classes, needs)
    keep = rules.keep_teams
    team, cluster = _state_teams(classes, needs, keep is not Strictness.OFF)
    return Problem(
        classes=classes,
        needs=tuple(needs),
        count=count,
        size=size,
        cost=cost,
        limit=limit,
        home_limit=home_limit,
        home_penalty=SOFT_BREACH_MINUTES,
        idle_cost=np.zeros(len(classes)),
        rule_opening=rule_opening,
        rule_weight=rule_weight,
        rule_least=rule_least,
        rule_soft=rule_soft,
        empty_weight=np.array([unfilled_weight(need.opening) for need in needs]),
        last_weight=UNFILLED_STEP_MINUTES / 2,
        unit=np.array([journeys.units[members[0].unit] for members in classes], dtype=np.int64),
        team=team,
        cluster=cluster,
        teams_hard=keep is Strictness.HARD,
    )


def _allowed(
    operation: Operation,
    classes: Sequence[Sequence[Officer]],
    needs: Sequence[Need],
    minutes: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """``allowed[c, o]``: :func:`is_allowed` but for the home village, which is counted apart."""
    most = operation.doctrine.assignment.max_minutes_from_unit
    allowed = np.isfinite(minutes)
    if most is not None:
        allowed &= minutes <= most
    for o, need in enumerate(needs):
        if need.opening.role in SUPERVISORS and need.opening.min_rank:
            rank = need.opening.min_rank
            ranked = [has_rank(rank, members[0]) for members in classes]
            allowed[:, o] &= np.array(ranked, dtype=np.bool_)
    return allowed


def _count_at_home(
    classes: Sequence[Sequence[Officer]], needs: Sequence[Need]
) -> NDArray[np.int64]:
    """``home[c, o]``: members of the class whose own village the opening guards."""
    guards: dict[str, list[int]] = {}
    for o, need in enumerate(needs):
        for village in need.opening.villages:
            guards.setdefault(village, []).append(o)
    home = np.zeros((len(classes), len(needs)), dtype=np.int64)
    for c, members in enumerate(classes):
        for officer in members:
            if officer.home_village:
                home[c, guards.get(officer.home_village, [])] += 1
    return home


def _state_rules(
    classes: Sequence[Sequence[Officer]], needs: Sequence[Need]
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Covers as rows ``sum of weight[s, c] * officers >= least[s]``.

    A soft cover counts those who meet it. A hard one binds only where somebody serves: each who
    does not meet it needs one who does, as far as ``size - 1`` go round. Only one officer can be
    asked for by a hard rule, so this is exact; a second row, at most ``size - 1`` who do not meet
    it, tightens the relaxation.
    """
    known: dict[tuple[str, str], NDArray[np.float64]] = {}
    opening: list[int] = []
    weight: list[NDArray[np.float64]] = []
    least: list[float] = []
    soft: list[bool] = []
    for o, need in enumerate(needs):
        for cover, short in need.covers:
            if (cover.rule, cover.wanted) not in known:
                held = [cover.holds(members[0]) for members in classes]
                known[cover.rule, cover.wanted] = np.array(held, dtype=np.float64)
            meets = known[cover.rule, cover.wanted]
            if not cover.hard:
                rows = [(meets, float(short))]
            else:
                others = need.size - 1
                rows = [(others * meets - (1 - meets), 0.0), (meets - 1, -float(others))]
            for row, bottom in rows:
                opening.append(o)
                weight.append(row)
                least.append(bottom)
                soft.append(not cover.hard)
    matrix = np.array(weight).reshape(len(weight), len(classes))
    return (
        np.array(opening, dtype=np.int64),
        matrix,
        np.array(least, dtype=np.float64),
        np.array(soft, dtype=np.bool_),
    )


def cluster_of(opening: Opening) -> str:
    """What counts as one place for a team: the district, or the base where none is given."""
    return opening.district or opening.at


def _state_teams(
    classes: Sequence[Sequence[Officer]], needs: Sequence[Need], keep: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """``team[c]`` and ``cluster[o]`` as numbers."""
    names = sorted({members[0].team for members in classes if members[0].team}) if keep else []
    numbers = {name: number for number, name in enumerate(names)}
    clusters = sorted({cluster_of(need.opening) for need in needs})
    places = {name: number for number, name in enumerate(clusters)}
    return (
        np.array([numbers.get(members[0].team, -1) for members in classes], dtype=np.int64),
        np.array([places[cluster_of(need.opening)] for need in needs], dtype=np.int64),
    )
