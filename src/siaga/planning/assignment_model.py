"""The assignment as a mixed-integer program: its rows, and its columns as they are asked for.

With ``x[c, o]`` officers of class ``c`` at opening ``o``::

    min   sum cost[c, o] x[c, o] + idle + empty places + breaches + scattered teams
    s.t.  sum_o x[c, o] + idle[c]                     = count[c]      every class
          sum_c x[c, o] + empty[o] + last[o]          = size[o]       every opening
          sum_c weight[s, c] x[c, o(s)] + breach[s]  >= least[s]      every rule
          sum_{c in t, o in k} x[c, o]               <= count[t] z[t, k]
          sum_k z[t, k] - scattered[t]               <= 1             every BKO team

An ``x`` column touches four kinds of rows and there are classes times openings of them, of which a
solution uses some hundred: they are priced in by :mod:`siaga.planning.assignment_solver`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from siaga.planning.assignment_problem import Problem
from siaga.planning.assignment_rules import SOFT_BREACH_MINUTES

if TYPE_CHECKING:
    from scipy.sparse import csc_array, csr_array

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns with their entries, in compressed column form."""

    cost: FloatArray
    upper: FloatArray
    integer: NDArray[np.bool_]
    matrix: csc_array

    def __len__(self) -> int:
        return len(self.cost)


class Rows:
    """Rows of the program and the columns that are always there."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        classes, openings = problem.cost.shape
        self.rules = len(problem.rule_opening)
        self.first_opening = classes
        self.first_rule = classes + openings
        self.first_link = self.first_rule + self.rules
        self.first_team = self.first_link + problem.teams * problem.clusters
        self.count = self.first_team + problem.teams
        free = np.full(self.count, -np.inf)
        self.lower, self.upper = free, -free
        self.lower[:classes] = self.upper[:classes] = problem.count
        ends = slice(self.first_opening, self.first_rule)
        self.lower[ends] = self.upper[ends] = problem.size
        self.lower[self.first_rule : self.first_link] = problem.rule_least
        self.upper[self.first_link : self.first_team] = 0.0
        self.upper[self.first_team :] = 1.0
        self._rules_of = _rules_by_opening(problem)

    def standing(self) -> Columns:
        """Idle officers, empty places, breaches, and the districts of teams."""
        p = self.problem
        classes, openings = p.cost.shape
        soft = np.flatnonzero(p.rule_soft)
        parts = [
            _Block(p.idle_cost, p.count, np.arange(classes)),
            _Block(p.empty_weight, p.size - 1, self.first_opening + np.arange(openings)),
            _Block(
                p.empty_weight + p.last_weight,
                np.ones(openings),
                self.first_opening + np.arange(openings),
            ),
            _Block(
                np.full(len(soft), SOFT_BREACH_MINUTES), p.rule_least[soft], self.first_rule + soft
            ),
        ]
        singles = [part.columns(self.count) for part in parts]
        return join(*singles, self._team_columns())

    def _team_columns(self) -> Columns:
        """``z[t, k]``, and how many districts too many a team is spread over where it may be."""
        p = self.problem
        links = p.teams * p.clusters
        t = np.repeat(np.arange(p.teams), p.clusters)
        people = np.bincount(p.team[p.team >= 0], p.count[p.team >= 0], minlength=p.teams)
        extra = 0 if p.teams_hard else p.teams
        row = np.concatenate(
            [self.first_link + np.arange(links), self.first_team + t,
             self.first_team + np.arange(extra)]
        )  # fmt: skip
        column = np.concatenate([np.arange(links), np.arange(links), links + np.arange(extra)])
        value = np.concatenate([-people[t], np.ones(links), -np.ones(extra)])
        n = links + extra
        matrix = _matrix((value, (row, column)), (self.count, n))
        cost = np.concatenate([np.zeros(links), np.full(extra, SOFT_BREACH_MINUTES)])
        upper = np.concatenate([np.ones(links), np.full(extra, float(p.clusters))])
        return Columns(cost, upper, np.arange(n) < links, matrix)

    def officers(self, codes: IntArray) -> Columns:
        """The ``x`` columns named by ``codes``, see :func:`decode`."""
        p = self.problem
        layer, c, o = decode(codes, p.cost.shape)
        n = len(codes)
        every = np.arange(n)
        rules, weights, of = self._rule_entries(c, o)
        teamed = np.flatnonzero(p.team[c] >= 0)
        link = self.first_link + p.team[c[teamed]] * p.clusters + p.cluster[o[teamed]]
        row = np.concatenate([c, self.first_opening + o, self.first_rule + rules, link])
        column = np.concatenate([every, every, of, teamed])
        value = np.concatenate([np.ones(2 * n), weights, np.ones(len(teamed))])
        matrix = _matrix((value, (row, column)), (self.count, n))
        cost = p.cost[c, o] + layer * p.home_penalty
        upper = np.where(layer == 0, p.limit[c, o], p.home_limit[c, o]).astype(np.float64)
        return Columns(cost, upper, np.ones(n, dtype=np.bool_), matrix)

    def _rule_entries(self, c: IntArray, o: IntArray) -> tuple[IntArray, FloatArray, IntArray]:
        """(rule, weight, column) of every rule entry of the columns ``(c, o)``."""
        first, ruled = self._rules_of.indptr, self._rules_of.indices
        many = np.diff(first)[o]
        of = np.repeat(np.arange(len(o)), many)
        within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        rules = ruled[np.repeat(first[o], many) + within].astype(np.int64)
        weights = self.problem.rule_weight[rules, c[of]]
        kept = weights != 0
        return rules[kept], weights[kept], of[kept]

    def reduced_cost(self, dual: FloatArray) -> FloatArray:
        """``reduced_cost[c, o]`` of an officer's column at the row prices ``dual``."""
        p = self.problem
        price = dual[: self.first_opening, None] + dual[None, self.first_opening : self.first_rule]
        if self.rules:
            rule_dual = dual[self.first_rule : self.first_link]
            weighted = self.problem.rule_weight * rule_dual[:, None]
            price = price + (self._rules_of @ weighted).T
        if p.teams:
            link = dual[self.first_link : self.first_team].reshape(p.teams, p.clusters)
            teamed = p.team >= 0
            price[teamed] += link[p.team[teamed]][:, p.cluster]
        return p.cost - price


def decode(codes: IntArray, shape: tuple[int, ...]) -> tuple[IntArray, IntArray, IntArray]:
    """(layer, class, opening) of column codes ``(layer * classes + class) * openings + opening``.

    Layer 1 holds officers in their own village.
    """
    classes, openings = shape
    layer, rest = np.divmod(codes, classes * openings)
    c, o = np.divmod(rest, openings)
    return layer, c, o


def _rules_by_opening(problem: Problem) -> csr_array:
    """1 where rule ``s`` is about opening ``o``: ``[o, s]``."""
    rules = len(problem.rule_opening)
    entries = (np.ones(rules), (problem.rule_opening, np.arange(rules)))
    from scipy.sparse import coo_array, csr_array

    return csr_array(coo_array(entries, shape=(problem.cost.shape[1], rules)))


def _matrix(entries: Any, shape: tuple[int, int]) -> csc_array:
    """By columns. SciPy is loaded here: who only reads or edits a plan does not pay for it."""
    from scipy.sparse import coo_array, csc_array

    return csc_array(coo_array(entries, shape=shape))


@dataclass(frozen=True, slots=True)
class _Block:
    """Continuous columns with a single 1 each."""

    cost: Any
    upper: Any
    row: IntArray

    def columns(self, rows: int) -> Columns:
        n = len(self.row)
        entries = (np.ones(n), (self.row, np.arange(n)))
        matrix = _matrix(entries, (rows, n))
        cost = np.asarray(self.cost, dtype=np.float64)
        upper = np.asarray(self.upper, dtype=np.float64)
        return Columns(cost, upper, np.zeros(n, dtype=np.bool_), matrix)


def join(*parts: Columns) -> Columns:
    """The columns of ``parts`` side by side."""
    from scipy.sparse import csc_array, hstack

    return Columns(
        np.concatenate([part.cost for part in parts]),
        np.concatenate([part.upper for part in parts]),
        np.concatenate([part.integer for part in parts]),
        csc_array(hstack([part.matrix for part in parts], format="csc")),
    )
