"""A plan looked at from all sides: what the explanations read, and what they are made of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

from siaga.geo.travel import TravelTimes
from siaga.model.force import Officer
from siaga.model.operation import Operation
from siaga.model.places import Base, Station
from siaga.model.plan import Opening, Placement, Plan, Post, Reason, Role
from siaga.planning.openings import duty_openings, post_openings, reserve_openings
from siaga.planning.plan_match import check_plan
from siaga.planning.supervision import supervision_openings


class SubjectKind(StrEnum):
    """What can be explained."""

    OFFICER = "officer"
    STATION = "station"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Section:
    """Facts under one heading; both are codes of :data:`siaga.planning.texts.REASONS`."""

    heading: str
    facts: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """The best other choice, and what forcing it costs."""

    choice: str
    """Post id, place id or officer id chosen instead."""
    cost: float
    """Change of what the planner minimises; may be below 0 where fairness spoke against it."""
    unit: str
    """``minutes`` or ``risk-weighted minutes``."""
    allowed: bool
    """Whether doctrine and rules allow it."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why something is as it is in a plan, as codes and values; sentences are made on demand."""

    subject: str
    kind: SubjectKind
    sections: tuple[Section, ...]
    runner_up: Alternative | None = None
    """None when there is no other choice at all."""

    @property
    def facts(self) -> tuple[Reason, ...]:
        """Every fact, without the headings."""
        return tuple(fact for section in self.sections for fact in section.facts)


@dataclass(frozen=True)
class PlanView:
    """An operation and its plan, indexed."""

    operation: Operation
    plan: Plan
    travel: TravelTimes
    stations: dict[str, Station]
    bases: dict[str, Base]
    officers: dict[str, Officer]
    posts: dict[str, Post]
    post_of: dict[str, Post]
    """By station id."""
    placements: dict[str, Placement]
    """By officer id."""
    openings: tuple[Opening, ...]
    """Every place to fill, as assignment saw them."""
    opening_at: dict[tuple[Role, str], int] = field(default_factory=dict)
    """(role, place) -> position in ``openings``."""
    staff: dict[int, list[Officer]] = field(default_factory=dict)
    """Position in ``openings`` -> officers there."""

    def unit_name(self, officer: Officer) -> str:
        """The name of an officer's unit, for print."""
        base = self.bases.get(officer.unit)
        return base.name if base else officer.unit

    def place_name(self, role: Role, place: str) -> str:
        """The name of a place, for print; a post's id is its name."""
        if role is Role.DUTY:
            return next((d.name for d in self.operation.duties if d.id == place), place)
        if role is Role.PADAL:
            names = {s.district: s.district_name for s in self.operation.stations}
            return names.get(place, place)
        if role is Role.PAMATWIL:
            rayons = {r.id: r.name for r in self.operation.supervision.rayons}
            return rayons.get(place) or place
        if role is Role.SPARE:
            return self.bases[place].name if place in self.bases else place
        return place


def view_plan(operation: Operation, plan: Plan, travel: TravelTimes) -> PlanView:
    """Index ``plan`` against the operation it was made from.

    Raises:
        InputError: the plan and the operation do not match.
    """
    check_plan(operation, plan)
    stations = {station.id: station for station in operation.stations}
    officers = {officer.id: officer for officer in operation.officers}
    bases = {base.id: base for base in operation.bases}
    openings = (
        *supervision_openings(operation, plan.posts),
        *post_openings(operation, plan.posts),
        *duty_openings(operation),
        *reserve_openings(operation, plan.reserves),
    )
    opening_at = {(opening.role, opening.place): o for o, opening in enumerate(openings)}
    staff: dict[int, list[Officer]] = defaultdict(list)
    for placement in plan.placements:
        position = opening_at.get((placement.role, placement.place))
        if position is not None:
            staff[position].append(officers[placement.officer])
    return PlanView(
        operation=operation,
        plan=plan,
        travel=travel,
        stations=stations,
        bases=bases,
        officers=officers,
        posts={post.id: post for post in plan.posts},
        post_of=plan.post_of_station(),
        placements={placement.officer: placement for placement in plan.placements},
        openings=openings,
        opening_at=opening_at,
        staff=dict(staff),
    )
