"""Officers moved by hand: who sits where, and the placements that say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from siaga.model.force import Officer
from siaga.model.plan import Opening, Placement, Post, Reason, Role
from siaga.model.problems import InputError, ProblemReport
from siaga.planning.assignment import scattered_teams
from siaga.planning.assignment_people import officer_reasons, place_officers
from siaga.planning.assignment_problem import Journeys, measure_journeys
from siaga.planning.assignment_rules import SUPERVISORS
from siaga.planning.explain_view import PlanView
from siaga.planning.lock_texts import problem
from siaga.planning.openings import post_openings
from siaga.planning.supervision import supervision_openings

Place = tuple[Role, str]

_FIXED = ("locks.", "assignment.bound")
"""Reasons that outlive a change around the officer."""


class Seats:
    """Where everyone serves, while an edit changes it; ``posts`` are those after the edit."""

    def __init__(self, view: PlanView, posts: Sequence[Post]) -> None:
        self.view = view
        self.posts = posts
        self.openings: tuple[Opening, ...] = view.openings
        if posts is not view.plan.posts:
            kept = [o for o in view.openings if o.role in (Role.DUTY, Role.RESERVE)]
            self.openings = (
                *supervision_openings(view.operation, posts),
                *post_openings(view.operation, posts),
                *kept,
            )
        self.opening_at = {(o.role, o.place): o for o in self.openings}
        self.place_of: dict[str, Place] = {
            p.officer: (p.role, p.place) for p in view.plan.placements
        }
        self.touched: set[Place] = set()
        self.teams: set[str] = set()
        """BKO teams with an officer who moved."""
        for officer, (role, place) in list(self.place_of.items()):
            if role in (Role.POST, *SUPERVISORS) and (role, place) not in self.opening_at:
                self._seat(officer, (Role.SPARE, view.officers[officer].unit))

    def swap(self, first: str, second: str) -> None:
        """Two officers take each other's place.

        Raises:
            InputError: one of them is not there, they are locked, or nothing would change.
        """
        here, there = self._movable(first), self._movable(second)
        if first == second:
            raise _refusal("edit.same_officer")
        if here == there or here[0] is there[0] is Role.SPARE:
            raise _refusal("edit.swap_together", place=self.view.place_name(*here))
        self._seat(first, self._own_unit(first, there))
        self._seat(second, self._own_unit(second, here))

    def move(self, officer: str, role: Role, place: str) -> None:
        """An officer goes to another place.

        Raises:
            InputError: officer or place are not there, the officer is locked, the place is that of
                a supervisor who is there, or nothing would change.
        """
        now = self._movable(officer)
        goal = self._own_unit(officer, (role, place))
        if goal == now:
            raise _refusal("edit.same_place", **self._names(officer, now))
        if role is not Role.SPARE and goal not in self.opening_at:
            raise _refusal("edit.place_unknown", place=place)
        if role in SUPERVISORS:
            there = sum(at == goal for at in self.place_of.values())
            if there >= self.opening_at[goal].size:
                raise _refusal("edit.supervisor_full", place=self.view.place_name(*goal))
        self._seat(officer, goal)

    def touch_supervisors(self, district: str) -> None:
        """Where the supervisors of ``district`` are, and how many, may follow from its posts."""
        self.touched.add((Role.PADAL, district))
        for rayon in self.view.operation.supervision.rayons:
            if district in rayon.districts:
                self.touched.add((Role.PAMATWIL, rayon.id))

    def _movable(self, officer: str) -> Place:
        """Where ``officer`` is now; refused when nowhere or locked."""
        if officer not in self.place_of:
            raise _refusal("edit.officer_unknown", officer=officer)
        if self.view.plan.locks.of_officer(officer) is not None:
            raise _refusal("edit.locked_officer", **self._names(officer, self.place_of[officer]))
        return self.place_of[officer]

    def _names(self, officer: str, place: Place) -> dict[str, str]:
        name = self.view.officers[officer].name
        return {"name": name, "officer": officer, "place": self.view.place_name(*place)}

    def _own_unit(self, officer: str, place: Place) -> Place:
        return (Role.SPARE, self.view.officers[officer].unit) if place[0] is Role.SPARE else place

    def _seat(self, officer: str, place: Place) -> None:
        self.touched |= {self.place_of[officer], place}
        self.place_of[officer] = place
        if self.view.officers[officer].team:
            self.teams.add(self.view.officers[officer].team)


def write_people(seats: Seats) -> tuple[Placement, ...]:
    """A placement for everyone, in the plan's order; untouched places keep theirs."""
    view = seats.view
    there: dict[Place, list[Officer]] = {}
    for officer, place in seats.place_of.items():
        if place in seats.touched:
            there.setdefault(place, []).append(view.officers[officer])
    touched = [o for o in seats.openings if (o.role, o.place) in there]
    journeys = measure_journeys(
        view.operation, view.operation.available_officers, touched, view.travel
    )
    written: dict[str, Placement] = {}
    for o, opening in enumerate(touched):
        for placement in _write_place(
            view, opening, there[opening.role, opening.place], journeys, o
        ):
            written[placement.officer] = placement
    for officer, place in seats.place_of.items():
        old = view.placements[officer]
        if place[0] is Role.SPARE and (old.role, old.place) != place:
            values = {"place": view.place_name(old.role, old.place), "unit": place[1]}
            reason = Reason("edit.released", values)
            written[officer] = Placement(officer, Role.SPARE, place[1], None, reasons=(reason,))
    found = tuple(written.get(p.officer, p) for p in view.plan.placements)
    return _name_scattered(seats, found) if seats.teams else found


def _write_place(
    view: PlanView, opening: Opening, officers: Sequence[Officer], journeys: Journeys, o: int
) -> tuple[Placement, ...]:
    ways = [journeys.way(officer.unit, o) for officer in officers]
    why = []
    for officer, (minutes, _) in zip(officers, ways, strict=True):
        reasons = officer_reasons(view.operation, opening, officer, officers, journeys, o)
        old = view.placements[officer.id]
        came = (old.role, old.place) != (opening.role, opening.place)
        first = old.reasons[0] if old.reasons and not came else None
        if came or (first is not None and first.code.startswith("edit.officer")):
            reasons = (_by_hand(officer, minutes), *reasons[1:])
        elif first is not None and first.code.startswith(_FIXED):
            reasons = (first, *reasons[1:])
        why.append(reasons)
    return place_officers(view.operation, opening, officers, ways, why)


def _by_hand(officer: Officer, minutes: float) -> Reason:
    if minutes == float("inf"):
        return Reason("edit.officer.no_way", {"unit": officer.unit})
    return Reason("edit.officer", {"unit": officer.unit, "minutes": round(minutes, 1)})


def _name_scattered(seats: Seats, placements: Sequence[Placement]) -> tuple[Placement, ...]:
    """``placements`` with every officer of a moved one's BKO team told where the team is."""
    officers = seats.view.officers
    by_place: dict[Place, list[Officer]] = {}
    for p in placements:
        by_place.setdefault((p.role, p.place), []).append(officers[p.officer])
    at = [by_place.get((o.role, o.place), []) for o in seats.openings]
    scattered: Mapping[str, tuple[Reason, ...]] = scattered_teams(
        seats.view.operation, seats.openings, at
    )
    found = []
    for p in placements:
        team = officers[p.officer].team
        if team in seats.teams:
            kept = tuple(r for r in p.reasons if r.code != "assignment.broken.team")
            extra = scattered.get(team, ()) if p.role is not Role.SPARE else ()
            p = replace(p, reasons=(*kept, *extra))
        found.append(p)
    return tuple(found)


def _refusal(code: str, **values: object) -> InputError:
    return InputError(ProblemReport((problem(code, **values),)))
