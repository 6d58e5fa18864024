"""What another choice of officers would cost: exchanges priced as the assignment prices them.

Every exchange that puts one officer elsewhere is looked at: with each officer who serves at another
place, with each one on standby, and into each empty place. Its cost is the exact change of what
:mod:`siaga.planning.assignment` minimises, team rules and BKO teams included.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from siaga.model.doctrine import Strictness
from siaga.model.force import Officer
from siaga.model.plan import Reason, Role
from siaga.planning.assignment_problem import Journeys, cluster_of, measure_journeys
from siaga.planning.assignment_rules import (
    SOFT_BREACH_MINUTES,
    UNFILLED_STEP_MINUTES,
    missing_covers,
    placement_cost,
    team_cost,
)
from siaga.planning.explain_texts import RULE_WORDS, both, change_words
from siaga.planning.explain_view import Alternative, PlanView


@dataclass(frozen=True, slots=True)
class Exchange:
    """One officer elsewhere, and who takes the place left.

    Positions are those of ``PlanView.openings``; None is standby at the unit.
    """

    first: Officer
    first_to: int | None
    second: Officer | None
    """Who comes instead; None where the place stays empty."""
    second_to: int | None
    minutes: float
    """Change of the sum of journeys."""
    cost: float
    """Change of the objective: minutes, broken rules and empty places together."""


class Exchanges:
    """Prices exchanges of one plan."""

    def __init__(self, view: PlanView) -> None:
        self._view = view
        self._openings = view.openings
        self._journeys: Journeys = measure_journeys(
            view.operation, view.operation.available_officers, view.openings, view.travel
        )
        self._at: dict[str, int] = {
            officer.id: position for position, there in view.staff.items() for officer in there
        }
        self._team_cost: dict[int, float] = {}
        self._teams = _teams(view)

    def best_for(self, officer: Officer) -> Exchange | None:
        """The cheapest allowed exchange that puts ``officer`` elsewhere; None if there is none."""
        return min(self._all_for(officer), key=_order, default=None)

    def best_from_other_unit(self, officer: Officer) -> Exchange | None:
        """The cheapest allowed exchange with an officer of another unit; None if there is none."""
        found = (
            exchange
            for exchange in self._all_for(officer)
            if exchange.second is not None and exchange.second.unit != officer.unit
        )
        return min(found, key=_order, default=None)

    def best_for_post(self, officers: Sequence[Officer]) -> Exchange | None:
        """The cheapest allowed exchange that brings somebody else in for one of ``officers``."""
        found = (
            exchange
            for officer in officers
            for exchange in self._all_for(officer)
            if exchange.second is not None
        )
        return min(found, key=_order, default=None)

    def minutes(self, officer: Officer, position: int | None) -> float:
        """Minutes from the officer's unit; 0 on standby."""
        return 0.0 if position is None else self._journeys.way(officer.unit, position)[0]

    def _all_for(self, officer: Officer) -> Iterator[Exchange]:
        here = self._at.get(officer.id)
        if officer.duty:
            return
        for position, opening in enumerate(self._openings):
            if position != here and len(self._staff(position)) < opening.size:
                yield from self._price(officer, position, None, None)
        for other in self._view.operation.available_officers:
            there = self._at.get(other.id)
            if there != here and not other.duty:
                yield from self._price(officer, there, other, here)

    def _price(
        self, first: Officer, first_to: int | None, second: Officer | None, second_to: int | None
    ) -> Iterator[Exchange]:
        """The exchange with its cost; nothing when a hard rule forbids it."""
        here = self._at.get(first.id)
        moves = {first.id: first_to}
        if second is not None:
            moves[second.id] = second_to
        alone = self._single(first, first_to) - self._single(first, here)
        minutes = self.minutes(first, first_to) - self.minutes(first, here)
        if second is not None:
            alone += self._single(second, second_to) - self._single(second, first_to)
            minutes += self.minutes(second, second_to) - self.minutes(second, first_to)
        if not math.isfinite(alone):
            return
        together = sum(
            self._with(position, moves) - self._now(position)
            for position in {here, first_to} - {None}
            if position is not None
        )
        cost = alone + together + self._scatter(moves)
        if math.isfinite(cost):
            yield Exchange(first, first_to, second, second_to, minutes, cost)

    def _single(self, officer: Officer, position: int | None) -> float:
        if position is None:
            return 0.0
        opening = self._openings[position]
        return placement_cost(
            self._view.operation, officer, opening, self.minutes(officer, position)
        )

    def _staff(self, position: int) -> list[Officer]:
        return self._view.staff.get(position, [])

    def _now(self, position: int) -> float:
        if position not in self._team_cost:
            self._team_cost[position] = team_cost(
                self._view.operation, self._openings[position], self._staff(position)
            )
        return self._team_cost[position]

    def _with(self, position: int, moves: Mapping[str, int | None]) -> float:
        return team_cost(
            self._view.operation, self._openings[position], self.staff_after(position, moves)
        )

    def staff_after(self, position: int, moves: Mapping[str, int | None]) -> list[Officer]:
        """Officers at ``position`` once ``moves`` (officer id -> position) are made."""
        stay = [officer for officer in self._staff(position) if officer.id not in moves]
        come = [self._view.officers[who] for who, to in moves.items() if to == position]
        return stay + come

    def _scatter(self, moves: Mapping[str, int | None]) -> float:
        """Change of what BKO teams in more than one district weigh; infinity where hard."""
        keep = self._view.operation.doctrine.assignment.keep_teams
        if keep is Strictness.OFF:
            return 0.0
        change = 0.0
        for team in {self._view.officers[who].team for who in moves} - {""}:
            before = self._districts(team, {})
            after = self._districts(team, moves)
            if keep is Strictness.HARD and after > max(1, before):
                return math.inf
            if keep is Strictness.SOFT:
                change += (max(1, after) - max(1, before)) * SOFT_BREACH_MINUTES
        return change

    def _districts(self, team: str, moves: Mapping[str, int | None]) -> int:
        places = (moves.get(who, self._at.get(who)) for who in self._teams[team])
        return len({cluster_of(self._openings[p]) for p in places if p is not None})


def _order(exchange: Exchange) -> tuple[float, float, str, str]:
    second = exchange.second.id if exchange.second else ""
    return (round(exchange.cost, 6), exchange.minutes, second, exchange.first.id)


def _teams(view: PlanView) -> dict[str, list[str]]:
    teams: dict[str, list[str]] = {}
    for officer in view.operation.available_officers:
        if officer.team:
            teams.setdefault(officer.team, []).append(officer.id)
    return teams


def exchange_facts(view: PlanView, exchanges: Exchanges, exchange: Exchange) -> tuple[Reason, ...]:
    """The exchange in words: who goes where, what it changes, what it breaks."""
    values: dict[str, str | int | float] = {
        **_goes(view, exchanges, "first", exchange.first, exchange.first_to),
        **both("change", change_words(exchange.minutes)),
    }
    code = "explain.swap"
    if exchange.second is None:
        standby = view.placements[exchange.first.id].role is Role.SPARE
        code = "explain.move.spare" if standby else "explain.move"
    elif exchange.second_to is None:  # read from the side of the one who takes over
        values |= _goes(view, exchanges, "first", exchange.second, None)
        values |= _goes(view, exchanges, "second", exchange.first, exchange.first_to)
        code = "explain.replace"
    else:
        values |= _goes(view, exchanges, "second", exchange.second, exchange.second_to)
        code = "explain.replace" if exchange.first_to is None else code
    facts = [Reason(code, values), *_broken_rules(view, exchanges, exchange)]
    if exchange.cost - exchange.minutes >= UNFILLED_STEP_MINUTES / 2:
        facts.append(Reason("explain.exchange.empties"))
    elif exchange.cost < -0.05:
        facts.append(Reason("explain.exchange.fairer"))
    return tuple(facts)


def _goes(
    view: PlanView, exchanges: Exchanges, name: str, officer: Officer, to: int | None
) -> dict[str, str | int | float]:
    """Who goes where, as values named after ``name``."""
    return {
        name: officer.name,
        f"{name}_rank": officer.rank,
        f"{name}_place": _place(view, officer, to),
        f"{name}_minutes": round(exchanges.minutes(officer, to), 1),
    }


def as_alternative(exchange: Exchange, choice: str) -> Alternative:
    """The exchange as the runner-up ``choice``."""
    return Alternative(choice, round(exchange.cost, 3), "minutes", allowed=True)


def place_id(view: PlanView, officer: Officer, position: int | None) -> str:
    """The id of the place at ``position``: the unit for standby."""
    return officer.unit if position is None else view.openings[position].place


def _place(view: PlanView, officer: Officer, position: int | None) -> str:
    if position is None:
        return view.unit_name(officer)
    opening = view.openings[position]
    return view.place_name(opening.role, opening.place)


def _broken_rules(view: PlanView, exchanges: Exchanges, exchange: Exchange) -> Iterator[Reason]:
    """Soft rules broken after the exchange at a place where they hold now."""
    moves = {exchange.first.id: exchange.first_to}
    if exchange.second is not None:
        moves[exchange.second.id] = exchange.second_to
    here = view.opening_at.get(
        (view.placements[exchange.first.id].role, view.placements[exchange.first.id].place)
    )
    for position in (here, exchange.first_to):
        if position is None:
            continue
        opening = view.openings[position]
        now = {
            (cover.rule, cover.wanted)
            for cover, _ in missing_covers(view.operation, opening, view.staff.get(position, []))
        }
        after = missing_covers(view.operation, opening, exchanges.staff_after(position, moves))
        for cover, _ in after:
            if (cover.rule, cover.wanted) not in now:
                yield Reason(
                    "explain.exchange.rule",
                    {
                        "place": view.place_name(opening.role, opening.place),
                        **both("rule", RULE_WORDS[cover.rule]),
                    },
                )
