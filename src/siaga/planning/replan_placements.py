"""Placements after a repair, and who moved from where to where, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from siaga.model.force import Officer
from siaga.model.operation import Operation
from siaga.model.plan import Placement, Plan, Reason, Role
from siaga.planning.assignment_people import (
    choose_leader,
    officer_reasons,
    place_officers,
    stay_at_unit,
)
from siaga.planning.replan_people import RepairedPeople
from siaga.planning.replan_posts import RepairedPosts


@dataclass(frozen=True, slots=True)
class Move:
    """One officer who serves elsewhere than before."""

    officer: str
    from_role: Role | None
    """None: was not on the plan."""
    from_place: str
    to_role: Role
    to_place: str
    reasons: tuple[Reason, ...]
    """First why there is a place to fill (or none any more), then why this officer."""


def write_placements(
    changed: Operation, plan: Plan, people: RepairedPeople, repaired: RepairedPosts
) -> tuple[Placement, ...]:
    """A placement for every available officer, in roster order.

    Who stays among the same people at the same post keeps the very placement; a leader who stays
    keeps leading.
    """
    old = {placement.officer: placement for placement in plan.placements}
    teams: dict[tuple[Role, str], set[str]] = {}
    for placement in plan.placements:
        teams.setdefault((placement.role, placement.place), set()).add(placement.officer)
    placed: dict[str, Placement] = {}
    for o, (opening, there) in enumerate(zip(people.openings, people.at, strict=True)):
        before = teams.get((opening.role, opening.place), set())
        same = before == {officer.id for officer in there}
        if same and opening.place not in repaired.changed:
            placed.update((officer.id, old[officer.id]) for officer in there)
            continue
        for placement in _place(changed, people, old, o):
            placed[placement.officer] = placement
    return tuple(
        placed.get(officer.id) or _idle(officer, old) for officer in changed.available_officers
    )


def _place(
    changed: Operation, people: RepairedPeople, old: Mapping[str, Placement], o: int
) -> tuple[Placement, ...]:
    """Placements at an opening whose people or place changed."""
    opening, there = people.openings[o], people.at[o]
    why = []
    for officer in there:
        reasons = officer_reasons(changed, opening, officer, there, people.journeys, o)
        if opening.role is Role.DUTY and officer.duty == opening.place:
            reasons = (Reason("assignment.bound", {"duty": officer.duty}), *reasons[1:])
        elif people.before.get(officer.id) != o:
            reasons = (Reason("replan.came", {"unit": officer.unit}), *reasons)
        why.append(reasons)
    ways = [people.journeys.way(officer.unit, o) for officer in there]
    leading = [f for f in there if people.before.get(f.id) == o and old[f.id].leader]
    leader = leading[0] if leading else choose_leader(there) if there else None
    return place_officers(changed, opening, there, ways, why, leader)


def _idle(officer: Officer, old: Mapping[str, Placement]) -> Placement:
    placement = old.get(officer.id)
    if placement is not None and placement.role is Role.SPARE:
        return placement
    return stay_at_unit(officer)


def list_moves(
    changed: Operation,
    plan: Plan,
    people: RepairedPeople,
    placements: Sequence[Placement],
    repaired: RepairedPosts,
) -> tuple[Move, ...]:
    """Everyone whose role or place differs, in roster order.

    A new officer who is not needed anywhere has not moved.
    """
    old = {placement.officer: placement for placement in plan.placements}
    causes = _Causes(changed, plan, people, repaired, placements)
    moves = []
    for placement in placements:
        before = old.get(placement.officer)
        if before is None and placement.role is Role.SPARE:
            continue
        if before is not None and (before.role, before.place) == (placement.role, placement.place):
            continue
        moves.append(
            Move(
                officer=placement.officer,
                from_role=before.role if before else None,
                from_place=before.place if before else "",
                to_role=placement.role,
                to_place=placement.place,
                reasons=causes.of(before, placement),
            )
        )
    return tuple(moves)


class _Causes:
    """Why places came to be empty, each cause handed out once."""

    def __init__(
        self,
        changed: Operation,
        plan: Plan,
        people: RepairedPeople,
        repaired: RepairedPosts,
        placements: Sequence[Placement],
    ) -> None:
        self.people = people
        self.repaired = repaired
        self.names = {officer.id: officer.name for officer in changed.officers}
        now = {p.officer: (p.role, p.place) for p in placements}
        self.left: dict[tuple[Role, str], list[Reason]] = {}
        for p in plan.placements:
            if p.officer not in now:
                reason = Reason("replan.replaces", {"name": self.names[p.officer]})
            elif now[p.officer] != (p.role, p.place):
                reason = Reason("replan.follows", {"name": self.names[p.officer]})
            else:
                continue
            self.left.setdefault((p.role, p.place), []).append(reason)
        self.openings = {(o.role, o.place) for o in people.openings}

    def of(self, before: Placement | None, now: Placement) -> tuple[Reason, ...]:
        """The reasons of one move."""
        found = [self._arrival(now)] if now.role is not Role.SPARE else []
        found.extend(self._departure(before))
        if now.minutes is not None:
            unit = next(str(r.values["unit"]) for r in now.reasons if "unit" in r.values)
            found.append(Reason("replan.way", {"minutes": now.minutes, "unit": unit}))
        return tuple(found)

    def _arrival(self, now: Placement) -> Reason:
        """Why there is a place to fill."""
        if now.place in self.repaired.opened:
            return Reason("replan.new_post", {"place": now.place})
        waiting = self.left.get((now.role, now.place))
        return waiting.pop(0) if waiting else Reason("replan.was_short", {"place": now.place})

    def _departure(self, before: Placement | None) -> list[Reason]:
        """Why the officer could not stay; nothing when the place still stands."""
        if before is None or before.role is Role.SPARE:
            return []
        if (before.role, before.place) not in self.openings:
            return [Reason("replan.place_gone", {"place": before.place})]
        if before.officer in self.people.displaced:
            return [Reason("replan.cut_off", {"place": before.place})]
        return []
