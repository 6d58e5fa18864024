"""One grouping problem from start to end: fewest groups, then least travel, with both bounds."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from siaga.model.run import Run
from siaga.planning.grouping.fewest import fewest_groups
from siaga.planning.grouping.problem import (
    Grouping,
    GroupingProblem,
    Groups,
    Ints,
    as_groups,
    as_labels,
    components,
    travel_of,
)
from siaga.planning.grouping.travel_bound import ProofEffort, travel_bound


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work a solve may do. Counted in steps, never in seconds: results repeat."""

    steps_per_station: int = 5_000
    """Annealing trades per station, each start."""
    starts: int = 2
    """Annealing runs from the first groups found."""
    proof: ProofEffort = field(default_factory=ProofEffort)


@dataclass(slots=True)
class _Part:
    """A connected component of the compatibility graph, on its way to a solution."""

    members: Ints
    problem: GroupingProblem
    groups: Groups
    fewest: int
    complete: bool

    def offer(self, groups: Groups) -> None:
        """Take ``groups`` when they are fewer, or as many with less travel."""
        if len(groups) > len(self.groups):
            return
        fewer = len(groups) < len(self.groups)
        if fewer or travel_of(self.problem, groups) < travel_of(self.problem, self.groups) - 1e-9:
            self.groups = groups

    def shorten(self, start: Groups, run: Run, effort: Effort, turn: int) -> None:
        """Anneal from ``start`` and keep what is better; every second turn through conflicts."""
        from siaga.planning.grouping.annealing import anneal_travel

        if run.expired() or len(start) == len(self.problem):
            return
        labels = as_labels(start, len(self.problem))
        steps = effort.steps_per_station * len(self.problem)
        through = turn % 2 == 1 and not bool(self.problem.compatible.all())
        found = anneal_travel(
            self.problem, labels, steps, run.seed + turn, through_conflicts=through
        )
        groups = as_groups(found)
        if not through or _compatible(self.problem, groups):
            self.offer(groups)


class _Solution:
    """Groups of one problem, improved step by step, component by component."""

    def __init__(self, problem: GroupingProblem, run: Run, effort: Effort) -> None:
        self.problem = problem
        self._run = run
        self._effort = effort
        self._parts: list[_Part] = []
        for members in components(problem):
            part = problem.part(members)
            groups, fewest, complete = fewest_groups(part, run)
            self._parts.append(_Part(members, part, groups, fewest, complete))

    def groups(self) -> Groups:
        """All groups, as positions in the problem."""
        return tuple(
            sorted(
                tuple(int(part.members[i]) for i in group)
                for part in self._parts
                for group in part.groups
            )
        )

    def shorten(self, starts: int) -> None:
        """Anneal every component ``starts`` times from the groups it has."""
        for part in self._parts:
            for turn in range(starts):
                part.shorten(part.groups, self._run, self._effort, turn)

    def learn(self, hint: Groups) -> None:
        """Anneal from ``hint`` where its groups are compatible here and no more than there are."""
        for part in self._parts:
            position = {int(member): i for i, member in enumerate(part.members)}
            known = tuple(
                tuple(position[i] for i in group)
                for group in hint
                if all(i in position for i in group)
            )
            whole = sum(map(len, known)) == len(part.problem)
            if whole and len(known) <= len(part.groups) and _compatible(part.problem, known):
                part.offer(known)
                part.shorten(known, self._run, self._effort, 10)

    def prove(self) -> Grouping:
        """The groups with their bounds."""
        bound, complete = 0.0, True
        for part in self._parts:
            complete &= part.complete
            if self._run.expired():
                complete = False
                continue
            lower, ended = travel_bound(
                part.problem, part.groups, part.fewest, self._run, self._effort.proof
            )
            bound += lower
            complete &= ended
        groups = self.groups()
        return Grouping(
            groups=groups,
            fewest=sum(part.fewest for part in self._parts),
            travel=travel_of(self.problem, groups),
            travel_bound=bound,
            complete=complete,
        )


def _compatible(problem: GroupingProblem, groups: Groups) -> bool:
    return all(
        len(group) <= problem.capacity and bool(problem.compatible[np.ix_(group, group)].all())
        for group in groups
    )


def solve_grouping(problem: GroupingProblem, run: Run, effort: Effort | None = None) -> Grouping:
    """Partition ``problem`` into fewest groups with least travel.

    The components of the compatibility graph are solved one by one: they share no group, so both
    bounds add up. When time runs out the greedy partition stands, still valid, and what was proven.
    """
    effort = effort or Effort()
    solution = _Solution(problem, run, effort)
    solution.shorten(effort.starts)
    return solution.prove()


def solve_levels(
    stations: GroupingProblem, villages: GroupingProblem, run: Run, effort: Effort | None = None
) -> tuple[Grouping, Grouping]:
    """Solve the same stations at two levels, each learning from the other's groups.

    Args:
        stations: every station at its own place.
        villages: the same stations, in the same order, at their village's place.
        run: seed, time limit.
        effort: work to do; None: the usual.
    """
    effort = effort or Effort()
    fine = _Solution(stations, run, effort)
    fine.shorten(effort.starts)
    coarse = _Solution(villages, run, effort)
    coarse.learn(fine.groups())
    coarse.shorten(1)
    fine.learn(coarse.groups())
    return fine.prove(), coarse.prove()


def solve_all(
    pairs: Sequence[tuple[GroupingProblem, GroupingProblem | None]],
    run: Run,
    step: str,
    effort: Effort | None = None,
) -> list[tuple[Grouping, Grouping | None]]:
    """Solve independent problems side by side, larger ones first; progress goes out as ``step``.

    Results come in the order of ``pairs`` and do not depend on how many run at once.
    """

    def solve(
        pair: tuple[GroupingProblem, GroupingProblem | None],
    ) -> tuple[Grouping, Grouping | None]:
        if pair[1] is None:
            return solve_grouping(pair[0], run, effort), None
        return solve_levels(pair[0], pair[1], run, effort)

    order = sorted(range(len(pairs)), key=lambda number: -len(pairs[number][0]))
    total = max(1, sum(len(pair[0]) for pair in pairs))
    results: dict[int, tuple[Grouping, Grouping | None]] = {}
    done = 0
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        futures = {number: pool.submit(solve, pairs[number]) for number in order}
        for number in order:
            results[number] = futures[number].result()
            done += len(pairs[number][0])
            run.progress(step, done / total)
    return [results[number] for number in range(len(pairs))]
