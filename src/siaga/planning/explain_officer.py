"""Why an officer serves where they do, and what it would cost to send them elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from siaga.model.doctrine import Strictness
from siaga.model.force import Officer
from siaga.model.plan import Opening, Placement, Reason, Role
from siaga.planning.assignment_rules import at_home, covers
from siaga.planning.explain_exchange import Exchanges, as_alternative, exchange_facts, place_id
from siaga.planning.explain_texts import ROLE_WORDS, both
from siaga.planning.explain_view import (
    Alternative,
    Explanation,
    PlanView,
    Section,
    SubjectKind,
)


def explain_officer(view: PlanView, officer: Officer) -> Explanation:
    """The place, why it is this one, the rules met there, and the best other place."""
    placement = view.placements.get(officer.id)
    if placement is None:
        head = Section(
            "explain.heading.officer", (Reason("explain.officer.away", _names(view, officer)),)
        )
        return Explanation(officer.id, SubjectKind.OFFICER, (head,))
    sections = [
        Section("explain.heading.officer", (_head(view, officer, placement),)),
        Section("explain.heading.why", placement.reasons),
    ]
    position = view.opening_at.get((placement.role, placement.place))
    if position is not None:
        rules = tuple(_rules(view, officer, placement, view.openings[position]))
        if rules:
            sections.append(Section("explain.heading.rules", rules))
    other, runner_up = _other_place(view, officer)
    sections.append(Section("explain.heading.other", other))
    return Explanation(officer.id, SubjectKind.OFFICER, tuple(sections), runner_up)


def _names(view: PlanView, officer: Officer) -> dict[str, str | int | float]:
    return {
        "rank": officer.rank,
        "name": officer.name,
        "officer": officer.id,
        "unit": view.unit_name(officer),
    }


def _head(view: PlanView, officer: Officer, placement: Placement) -> Reason:
    names = _names(view, officer)
    if placement.role is Role.SPARE:
        return Reason("explain.officer.spare", names)
    return Reason(
        "explain.officer",
        {
            **names,
            "place": view.place_name(placement.role, placement.place),
            **both("role", ROLE_WORDS[placement.role]),
        },
    )


def _rules(
    view: PlanView, officer: Officer, placement: Placement, opening: Opening
) -> Iterator[Reason]:
    """Rules that bear on the officer or the place, each with how far it is met."""
    rules = view.operation.doctrine.assignment
    asked = rules.own_village is not Strictness.OFF and officer.home_village and opening.villages
    if asked and not at_home(officer, opening):
        yield Reason("explain.rule.own_village")
    if rules.max_minutes_from_unit is not None and placement.minutes is not None:
        yield Reason(
            "explain.rule.max_minutes",
            {"minutes": placement.minutes, "limit": rules.max_minutes_from_unit},
        )
    position = view.opening_at[placement.role, placement.place]
    there = view.staff.get(position, [])
    for cover in covers(view.operation, opening):
        yield Reason(
            f"explain.rule.{cover.rule}",
            {
                "wanted": cover.wanted,
                "met": sum(map(cover.holds, there)),
                "count": cover.count,
            },
        )
    if officer.team and rules.keep_teams is not Strictness.OFF:
        districts = {
            view.openings[at].district or view.openings[at].at
            for at, staff in view.staff.items()
            if any(mate.team == officer.team for mate in staff)
        }
        if len(districts) == 1:
            yield Reason("explain.rule.team", {"team": officer.team})


def _other_place(view: PlanView, officer: Officer) -> tuple[tuple[Reason, ...], Alternative | None]:
    """The cheapest exchange that puts the officer elsewhere.

    When that is with a colleague of the same unit, who often travels as far, the cheapest with
    another unit is named too.
    """
    if officer.duty:
        return (Reason("explain.exchange.bound"),), None
    exchanges = Exchanges(view)
    best = exchanges.best_for(officer)
    if best is None:
        return (Reason("explain.exchange.none"),), None
    choice = place_id(view, officer, best.first_to)
    facts = exchange_facts(view, exchanges, best)
    if best.second is not None and best.second.unit == officer.unit:
        farther = exchanges.best_from_other_unit(officer)
        if farther is not None:
            facts += (
                Reason("explain.exchange.other_unit"),
                *exchange_facts(view, exchanges, farther),
            )
    return facts, as_alternative(best, choice)
