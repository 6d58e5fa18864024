"""The sharing that mends most, exactly.

Officers that go one by one are a multiple-choice knapsack: every resort takes one step of its
curve, the steps' officers fit into what there is (Kellerer, Pferschy & Pisinger 2004, ch. 11);
dynamic programming solves it to the end in milliseconds, concave curves or not. Units that stay
whole, or that have each their own travel, make it a mixed-integer program for HiGHS, whose bound
is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from siaga.model.run import Run
from siaga.planning.facility.milp import Rows, solve
from siaga.planning.reinforcement_checks import no_whole_units
from siaga.planning.reinforcement_model import Mend, Resort, Unit, Wishes, mended_by

_WEIGHT_STEPS = 1000
"""Weights are compared in thousandths of a station, as whole numbers: no rounding decides."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Officers by resort and unit, the least for what they mend, and the bound."""

    given: Mapping[str, Mapping[str, int]]
    bound: float
    """No sharing mends more threat-weighted stations than this."""
    proven: bool = True


def choose(resorts: Sequence[Resort], units: Sequence[Unit], wishes: Wishes, run: Run) -> Choice:
    """The sharing that mends most; among those the one of least travel.

    Raises:
        InputError: whole units can not meet the least shares.
    """
    units = [unit for unit in units if unit.officers]
    # A fixed order makes the result independent of how resorts were listed.
    ordered = sorted(resorts, key=lambda resort: (-resort.short / max(1, resort.need), resort.id))
    if not units or not ordered:
        return Choice({}, 0.0)
    if len(units) == 1 and units[0].splittable:
        return _one_by_one(ordered, units[0], wishes)
    return _in_units(ordered, sorted(units, key=lambda unit: unit.id), wishes, run)


def _one_by_one(resorts: Sequence[Resort], unit: Unit, wishes: Wishes) -> Choice:
    total = unit.officers
    worth = np.full(total + 1, np.iinfo(np.int64).min, dtype=np.int64)
    worth[0] = 0
    costs = [round(wishes.minutes(unit, resort)) + 1 for resort in resorts]
    scale = total * max(costs) + 1  # one thousandth of a station outweighs all travel
    taken: list[np.ndarray] = []
    for resort, cost in zip(resorts, costs, strict=True):
        following = np.full_like(worth, np.iinfo(np.int64).min)
        chosen = np.zeros(total + 1, dtype=np.int64)
        for officers, mend in _options(resort, total):
            gain = _whole(mend.weight) * scale - officers * cost
            value = worth[: total + 1 - officers] + gain
            value[worth[: total + 1 - officers] == np.iinfo(np.int64).min] = np.iinfo(np.int64).min
            better = value > following[officers:]
            following[officers:][better] = value[better]
            chosen[officers:][better] = officers
        worth = following
        taken.append(chosen)
    at = int(np.argmax(worth))
    given: dict[str, dict[str, int]] = {}
    for resort, chosen in zip(reversed(resorts), reversed(taken), strict=True):
        officers = int(chosen[at])
        given[resort.id] = {unit.id: officers} if officers else {}
        at -= officers
    return Choice(given, _weight(resorts, given))


def _options(resort: Resort, total: int) -> list[tuple[int, Mend]]:
    """Officers worth giving to a resort, from its least share on, and what each mends."""
    sizes = {resort.minimum, *(mend.officers for mend in resort.curve)}
    return [
        (size, mended_by(resort.curve, size))
        for size in sorted(sizes)
        if resort.minimum <= size <= total
    ]


def _whole(weight: float) -> int:
    return round(weight * _WEIGHT_STEPS)


def _weight(resorts: Sequence[Resort], given: Mapping[str, Mapping[str, int]]) -> float:
    return sum(
        mended_by(resort.curve, sum(given.get(resort.id, {}).values())).weight for resort in resorts
    )


def _in_units(resorts: Sequence[Resort], units: Sequence[Unit], wishes: Wishes, run: Run) -> Choice:
    """Two programs: first the most that can be mended, then that much with least travel."""
    model = _Model(resorts, units, wishes)
    first = solve(
        model.worth, model.upper, model.integer, model.rows(), run=run, maximise=True, gap=0.5
    )
    if first.values is None:
        raise no_whole_units()
    reached = round(float(model.worth @ np.round(first.values)))
    given = model.given(first.values)
    if first.proven and not run.expired():
        second = solve(
            model.travel, model.upper, model.integer, model.rows(reached), run=run, gap=0.5
        )
        if second.values is not None:
            given = model.given(second.values)
    proven = first.proven
    bound = reached if proven else max(reached, first.bound)
    most = _weight(resorts, given)
    return Choice(given, most if proven else max(most, bound / _WEIGHT_STEPS), proven)


class _Model:
    """Variables: ``step[resort, mend]`` in {0, 1}, then ``officers[unit, resort]``.

    A whole unit's variable counts units (0 or 1), a splittable one's officers.
    """

    def __init__(self, resorts: Sequence[Resort], units: Sequence[Unit], wishes: Wishes) -> None:
        self.resorts, self.units = resorts, units
        self.steps = [(r, mend) for r, resort in enumerate(resorts) for mend in resort.curve]
        self.first = len(self.steps)
        count = self.first + len(units) * len(resorts)
        self.upper = np.ones(count)
        self.worth = np.zeros(count)
        self.travel = np.zeros(count)
        self.worth[: self.first] = [_whole(mend.weight) for _, mend in self.steps]
        for u, unit in enumerate(units):
            size = 1 if unit.splittable else unit.officers
            for r, resort in enumerate(resorts):
                at = self.at(u, r)
                self.upper[at] = unit.officers if unit.splittable else 1
                self.travel[at] = size * (round(wishes.minutes(unit, resort)) + 1)
        self.integer = np.ones(count, dtype=np.bool_)

    def at(self, unit: int, resort: int) -> int:
        """Column of ``officers[unit, resort]``."""
        return self.first + unit * len(self.resorts) + resort

    def rows(self, least_worth: int | None = None) -> Rows:
        """One step a resort; its officers are there; least shares; a unit is given once."""
        entries: list[tuple[int, int, float]] = []
        lower: list[float] = []
        upper: list[float] = []
        for r, resort in enumerate(self.resorts):
            steps = [i for i, (owner, _) in enumerate(self.steps) if owner == r]
            entries += [(len(lower), i, 1.0) for i in steps]
            lower.append(0.0)
            upper.append(1.0)
            sizes = [
                (self.at(u, r), 1.0 if unit.splittable else float(unit.officers))
                for u, unit in enumerate(self.units)
            ]
            entries += [(len(lower), column, size) for column, size in sizes]
            entries += [(len(lower), i, -float(self.steps[i][1].officers)) for i in steps]
            lower.append(0.0)
            upper.append(np.inf)
            entries += [(len(lower), column, size) for column, size in sizes]
            lower.append(float(resort.minimum))
            upper.append(np.inf)
        for u, unit in enumerate(self.units):
            entries += [(len(lower), self.at(u, r), 1.0) for r in range(len(self.resorts))]
            lower.append(0.0)
            upper.append(float(unit.officers) if unit.splittable else 1.0)
        if least_worth is not None:
            entries += [(len(lower), i, float(self.worth[i])) for i in range(self.first)]
            lower.append(least_worth - 0.5)
            upper.append(np.inf)
        row, column, value = zip(*entries, strict=True)
        return Rows(
            np.array(row, dtype=np.intp),
            np.array(column, dtype=np.intp),
            np.array(value, dtype=np.float64),
            np.array(lower),
            np.array(upper),
        )

    def given(self, values: np.ndarray) -> dict[str, dict[str, int]]:
        """Officers by resort and unit."""
        given: dict[str, dict[str, int]] = {resort.id: {} for resort in self.resorts}
        for u, unit in enumerate(self.units):
            for r, resort in enumerate(self.resorts):
                number = round(float(values[self.at(u, r)]))
                if number:
                    officers = number if unit.splittable else unit.officers
                    given[resort.id][unit.id] = officers
        return given
