"""How few moves a repair can do with: bounds that settle it without opening the whole problem.

A repair weighs places left empty, then moves, far above minutes. Both can be bounded from below by
counting, and more sharply by a small linear program over kinds of officers and groups of places in
which only eligibility counts and not distance. A repair that meets a bound is the best there is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from siaga.model.run import Run
from siaga.planning.assignment_problem import Problem
from siaga.planning.assignment_rules import MOVE_MINUTES, SUPERVISORS
from siaga.planning.assignment_search import least_relaxed

AWAY = -1
"""Stands for "at no opening": a spare officer, a new one, or one whose place is gone."""

_MOST_PATTERNS = 12

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair to be made: an assignment problem, one class per officer, and who is where."""

    problem: Problem
    """With moves weighed in its costs."""
    stay: IntArray
    """``stay[c]``: the opening officer ``c`` serves at, or :data:`AWAY`."""
    homeless: BoolArray
    """``homeless[c]``: whose place is gone or out of reach; moves in any case."""

    @property
    def serving(self) -> IntArray:
        """Officers who have a place they may keep."""
        return np.flatnonzero(self.stay != AWAY)

    @property
    def there(self) -> IntArray:
        """``there[o]``: officers who may stay at each opening."""
        return np.bincount(self.stay[self.serving], minlength=len(self.problem.size))

    def likely(self) -> BoolArray:
        """``likely[c, o]``: staying, anybody to where somebody is missing, the idle to anywhere.

        So it holds every chain of two: an idle officer takes the place of one who fills a gap.
        """
        likely = np.zeros(self.problem.cost.shape, dtype=np.bool_)
        likely[self.serving, self.stay[self.serving]] = True
        likely[self.stay == AWAY] = True
        likely[:, self.there < self.problem.size] = True
        return likely

    def moves(self, count: IntArray) -> int:
        """People who do not stay where they were, the idle who are given a place included."""
        stayed = int(count[self.serving, self.stay[self.serving]].sum())
        idle = (self.stay == AWAY) & ~self.homeless
        return len(self.serving) - stayed + int(self.homeless.sum()) + int(count[idle].sum())

    def empty_weight(self, count: IntArray) -> float:
        """What the places ``count`` leaves empty weigh."""
        return float((self.problem.size - count.sum(axis=0)) @ self.problem.empty_weight)

    def fits(self) -> BoolArray:
        """``fits[c, o]``: whether officer ``c`` may serve at opening ``o``, distance aside."""
        some = self.problem.limit + self.problem.home_limit > 0
        return np.asarray(np.isfinite(self.problem.cost) & some)


def is_certain(repair: Repair, count: IntArray) -> bool:
    """Whether no assignment at all leaves less empty, or as little with fewer moves.

    Less by weight: a move is worth making for a step of priority, and for nothing smaller.
    """
    moves = repair.moves(count) - int(repair.homeless.sum())
    value = repair.empty_weight(count) + MOVE_MINUTES * moves
    return value <= least_weight(repair) + 1.0


def fewest_moves(repair: Repair, count: IntArray) -> int:
    """Moves that no assignment can do without that leaves as little empty as ``count``.

    Whose place is gone moves in any case, and the rest follows from :func:`least_weight`.
    """
    return _moves_left(repair, count, least_weight(repair))


def proven_moves(repair: Repair, count: IntArray, run: Run) -> int:
    """The same, sharper and slower: from the whole relaxation, minutes and soft rules left out."""
    if run.expired():
        return 0
    problem = repair.problem
    weight = np.where(repair.homeless, 0.0, MOVE_MINUTES)[:, None]
    cost = np.where(np.isfinite(problem.cost), weight, np.inf)
    cost[repair.serving, repair.stay[repair.serving]] = 0.0
    hard = np.flatnonzero(~problem.rule_soft)
    bare = replace(
        problem,
        cost=cost,
        home_penalty=0.0,
        rule_opening=problem.rule_opening[hard],
        rule_weight=problem.rule_weight[hard],
        rule_least=problem.rule_least[hard],
        rule_soft=problem.rule_soft[hard],
    )
    return _moves_left(repair, count, least_relaxed(bare, run, repair.likely()))


def _moves_left(repair: Repair, count: IntArray, bound: float) -> int:
    """Moves that remain of ``bound`` once what ``count`` leaves empty is taken off."""
    left = (bound - repair.empty_weight(count)) / MOVE_MINUTES
    return int(repair.homeless.sum()) + max(0, int(np.ceil(left - 1e-4)))


def least_weight(repair: Repair) -> float:
    """Lower bound of empty places and moves by weight, moves of the homeless not counted.

    Places are pooled into groups of one weight, officers into kinds: the group they serve in, the
    groups they may serve in, and the groups with a gap they fit into. With ``y[k, g]`` officers of
    kind ``k`` in group ``g``::

        min   moves + empty places + shuffles
        s.t.  sum_g y[k, g] <= officers of kind k;  sum_k y[k, g] + empty[g] = size of g
              idle officers in g who fit none of its gaps <= those who leave g + shuffle[g]

    The last holds because such an officer takes the place of another, who leaves the group or
    moves inside it (a shuffle). Distances and the rules teams meet together are left out.
    """
    from scipy.optimize import linprog

    kinds = _kinds(repair)
    groups = len(kinds.size)
    many, own = kinds.many, kinds.own
    k, g = np.nonzero(kinds.fits)
    serving = own != AWAY
    move = np.where(kinds.homeless, 0.0, MOVE_MINUTES)
    stays = own[k] == g
    # Idle costs nothing to those without a place and a move to the others, counted from there.
    cost = np.where(stays, -MOVE_MINUTES, np.where(serving[k], 0.0, move[k]))
    base = MOVE_MINUTES * float(many[serving].sum())
    pairs, n = np.arange(len(k)), len(k)
    upper = np.zeros((len(many) + groups, n + 2 * groups))
    upper[k, pairs] = 1.0
    leaving = len(many) + g
    unfit = ~serving[k] & ~kinds.gaps[k, g]
    upper[leaving[unfit], pairs[unfit]] = 1.0
    upper[leaving[stays], pairs[stays]] = 1.0
    upper[len(many) + np.arange(groups), n + groups + np.arange(groups)] = -1.0
    stayers = np.bincount(own[serving], many[serving], minlength=groups)
    equal = np.zeros((groups, n + 2 * groups))
    equal[g, pairs] = 1.0
    equal[np.arange(groups), n + np.arange(groups)] = 1.0
    found = linprog(
        np.concatenate([cost, kinds.weight, np.full(groups, MOVE_MINUTES)]),
        A_ub=upper,
        b_ub=np.concatenate([many, stayers]),
        A_eq=equal,
        b_eq=kinds.size,
        method="highs",
    )
    return base + float(found.fun) if found.success else 0.0


@dataclass(frozen=True, slots=True)
class _Kinds:
    """Officers by kind and places by group."""

    many: FloatArray
    """``many[k]`` officers."""
    own: IntArray
    """``own[k]``: group served in, or :data:`AWAY`."""
    homeless: BoolArray
    fits: BoolArray
    """``fits[k, g]``."""
    gaps: BoolArray
    """``gaps[k, g]``: fits into a place of the group that somebody is missing at."""
    size: FloatArray
    """``size[g]`` places."""
    weight: FloatArray
    """``weight[g]`` of one of them empty."""


def _kinds(repair: Repair) -> _Kinds:
    problem, fits = repair.problem, repair.fits()
    pattern = _patterns(fits[repair.stay == AWAY])
    keys = [
        (float(weight), need.opening.min_rank if need.opening.role in SUPERVISORS else "", part)
        for weight, need, part in zip(problem.empty_weight, problem.needs, pattern, strict=True)
    ]
    names = sorted(set(keys))
    group = np.array([names.index(key) for key in keys], dtype=np.int64)
    belongs = np.zeros((len(keys), len(names)))
    belongs[np.arange(len(keys)), group] = 1.0
    gaps = fits & np.asarray(repair.there < problem.size)[None, :]
    own = np.where(repair.stay == AWAY, AWAY, group[repair.stay])
    traits = np.concatenate(
        [
            own[:, None],
            repair.homeless[:, None],
            fits.astype(float) @ belongs > 0,
            gaps.astype(float) @ belongs > 0,
        ],
        axis=1,
    ).astype(np.int64)
    # Staying needs no leave.
    serving = repair.serving
    traits[serving, 2 + own[serving]] = 1
    kinds, many = np.unique(traits, axis=0, return_counts=True)
    count = len(names)
    return _Kinds(
        many=many.astype(np.float64),
        own=kinds[:, 0],
        homeless=kinds[:, 1].astype(np.bool_),
        fits=kinds[:, 2 : 2 + count].astype(np.bool_),
        gaps=kinds[:, 2 + count :].astype(np.bool_),
        size=np.bincount(group, problem.size, minlength=count).astype(np.float64),
        weight=np.array([weight for weight, _, _ in names]),
    )


def _patterns(fits: BoolArray) -> list[int]:
    """Number of each opening's column of ``fits[idle officer, o]``: places alike to the idle.

    Idle officers tied to a few places bind only as sharply as these are told apart. Many idle
    officers hardly bind at all; then all places count as alike.
    """
    columns, number = np.unique(fits, axis=1, return_inverse=True)
    if columns.shape[1] > _MOST_PATTERNS:
        return [0] * fits.shape[1]
    return [int(n) for n in np.ravel(number)]
