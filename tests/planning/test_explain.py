"""Explanations: an order nobody can explain is an order nobody follows."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import pytest

from siaga.geo.sources import travel_times
from siaga.model.doctrine import Strictness
from siaga.model.language import LANGUAGES
from siaga.model.operation import Operation
from siaga.model.places import Tier
from siaga.model.plan import Level, Plan, Reserves, ReserveTeam, Role
from siaga.model.problems import InputError
from siaga.planning.assignment_rules import (
    SOFT_BREACH_MINUTES,
    placement_cost,
    team_cost,
)
from siaga.planning.explain import Explanation, SubjectKind, explain, explanation_lines
from siaga.planning.explain_exchange import Exchanges
from siaga.planning.explain_texts import EXPLAIN
from siaga.planning.explain_view import PlanView, view_plan
from siaga.planning.posts import travel_weight
from siaga.planning.texts import REASONS
from support.builders import small_operation
from support.planned import plan_steps

RESERVES = Reserves((ReserveTeam("Q-1", "SEK-1", 3),), 30.0, 1.0, 1.0)


@cache
def planned(officers: int = 70, keep: Strictness = Strictness.HARD) -> tuple[Operation, Plan]:
    base = small_operation(districts=2, villages=4, per_village=5, officers=officers)
    rules = replace(base.doctrine.assignment, keep_teams=keep)
    operation = replace(base, doctrine=replace(base.doctrine, assignment=rules))
    return operation, plan_steps(operation, RESERVES)


def ask(subject: str, officers: int = 70) -> Explanation:
    operation, plan = planned(officers)
    return explain(operation, plan, travel_times(operation), subject)


def codes(explanation: Explanation) -> set[str]:
    return {fact.code for fact in explanation.facts}


def objective(view: PlanView, exchanges: Exchanges, at: dict[str, int | None]) -> float:
    """What assignment minimises, from nothing but who is where."""
    operation = view.operation
    staff = {
        o: [view.officers[who] for who, place in at.items() if place == o]
        for o in range(len(view.openings))
    }
    total = sum(
        placement_cost(operation, officer, view.openings[o], exchanges.minutes(officer, o))
        for o, there in staff.items()
        for officer in there
    )
    total += sum(team_cost(operation, view.openings[o], there) for o, there in staff.items())
    spread: dict[str, set[str]] = {}
    for o, there in staff.items():
        for officer in there:
            if officer.team:
                spread.setdefault(officer.team, set()).add(view.openings[o].district)
    extra = sum(max(0, len(districts) - 1) for districts in spread.values())
    if operation.doctrine.assignment.keep_teams is Strictness.HARD:
        return math.inf if extra else total
    return total + SOFT_BREACH_MINUTES * extra


@pytest.mark.parametrize("officers", [45, 70])
@pytest.mark.parametrize("keep", [Strictness.HARD, Strictness.SOFT])
def test_the_runner_up_is_the_best_of_all_exchanges_at_its_real_cost(
    officers: int, keep: Strictness
) -> None:
    """Every exchange is made in earnest and the whole objective counted again."""
    operation, plan = planned(officers, keep)
    view = view_plan(operation, plan, travel_times(operation))
    exchanges = Exchanges(view)
    at: dict[str, int | None] = {
        p.officer: view.opening_at.get((p.role, p.place)) for p in plan.placements
    }
    now = objective(view, exchanges, at)
    assert math.isfinite(now)
    sizes = [opening.size for opening in view.openings]
    for officer in [*operation.available_officers[:3], *operation.available_officers[-2:]]:
        here = at[officer.id]
        trials = [
            {**at, officer.id: there, other: here} for other, there in at.items() if there != here
        ] + [
            {**at, officer.id: o}
            for o, size in enumerate(sizes)
            if o != here and sum(place == o for place in at.values()) < size
        ]
        costs = [objective(view, exchanges, trial) - now for trial in trials]
        best = exchanges.best_for(officer)
        if best is None:
            assert not any(math.isfinite(cost) for cost in costs)
        else:
            assert best.cost == pytest.approx(min(costs), abs=0.02)


def test_an_officer_is_told_why_and_what_else() -> None:
    _operation, plan = planned()
    placement = next(p for p in plan.placements if p.role is Role.POST and p.leader)
    told = ask(placement.officer)
    assert told.kind is SubjectKind.OFFICER
    assert "explain.officer" in codes(told)
    assert all(reason in told.facts for reason in placement.reasons)
    assert told.runner_up is not None
    assert told.runner_up.unit == "minutes"
    assert told.runner_up.choice != placement.place


def test_a_swap_with_a_colleague_does_not_hide_what_another_unit_would_cost() -> None:
    operation, plan = planned()
    view = view_plan(operation, plan, travel_times(operation))
    exchanges = Exchanges(view)
    told = 0
    for officer in operation.available_officers:
        best = exchanges.best_for(officer)
        if best is None or best.second is None or best.second.unit != officer.unit:
            continue
        farther = exchanges.best_from_other_unit(officer)
        assert farther is None or farther.cost >= best.cost
        assert ("explain.exchange.other_unit" in codes(ask(officer.id))) == (farther is not None)
        told += 1
        if told == 5:
            break
    assert told


def test_a_bound_and_an_absent_officer_are_explained_too() -> None:
    base, _ = planned()
    officers = (
        replace(base.officers[8], duty="KPU"),
        replace(base.officers[9], available=False),
    )
    operation = replace(base, officers=(*base.officers[:8], *officers, *base.officers[10:]))
    plan = plan_steps(operation, RESERVES)
    travel = travel_times(operation)
    bound = explain(operation, plan, travel, officers[0].id)
    assert "explain.exchange.bound" in codes(bound)
    assert bound.runner_up is None
    away = explain(operation, plan, travel, officers[1].id)
    assert codes(away) == {"explain.officer.away"}


def test_a_station_shows_every_point_of_both_scores() -> None:
    operation, plan = planned()
    station = max(operation.stations, key=lambda s: len(plan.vulnerability[s.id].inputs))
    seen = plan.vulnerability[station.id]
    told = ask(station.id)
    points = [f.values["points"] for f in told.facts if f.code.startswith("explain.input")]
    assert len(points) == len(seen.inputs)
    assert sum(float(p) for p in points) == pytest.approx(seen.threat + seen.reach, abs=0.5)
    assert told.kind is SubjectKind.STATION


def test_a_plan_read_from_a_file_still_tells_the_journey_behind_reach() -> None:
    """``plan.json`` may carry points without the base and minutes they came from."""
    operation, plan = planned()
    station = operation.stations[3]
    told = ask(station.id)
    bare = {
        name: replace(v, inputs=tuple(replace(p, minutes=None, place="") for p in v.inputs))
        for name, v in plan.vulnerability.items()
    }
    again = explain(
        operation, replace(plan, vulnerability=bare), travel_times(operation), station.id
    )
    assert again.facts == told.facts
    assert "explain.input.travel" in codes(again)


def test_a_tier_that_hangs_on_one_weight_says_so() -> None:
    operation, plan = planned()
    station = next(
        s for s in operation.stations if plan.vulnerability[s.id].flips and not s.special
    )
    assert "explain.flip" in codes(ask(station.id))
    special = next(s for s in operation.stations if s.special)
    assert "explain.tier.given" in codes(ask(special.id))


def test_moving_a_station_costs_what_a_recount_of_both_posts_says() -> None:
    operation, plan = planned()
    travel = travel_times(operation)
    stations = {s.id: s for s in operation.stations}

    def travel_of(members: tuple[str, ...]) -> float:
        places = [stations[m] for m in members]
        minutes = travel.block(places, places).minutes
        return min(
            sum(
                float(minutes[h, i]) * travel_weight(plan.vulnerability[m].threat)
                for i, m in enumerate(members)
                if i != h
            )
            for h in range(len(members))
        )

    checked = 0
    for post in plan.posts:
        told = ask(post.stations[-1])
        move = told.runner_up
        if move is None or len(post.stations) < 2:
            continue
        other = next(p for p in plan.posts if p.id == move.choice)
        after = travel_of(post.stations[:-1]) + travel_of((*other.stations, post.stations[-1]))
        before = travel_of(post.stations) + travel_of(other.stations)
        assert move.cost == pytest.approx(after - before, abs=0.02)
        limit = operation.doctrine.patterns[post.pattern].stations_per_group
        assert not move.allowed or len(other.stations) < limit
        checked += 1
    assert checked


def test_a_full_post_is_named_as_full_and_not_offered() -> None:
    """With two groups of eight and no room, forcing a station in breaks doctrine aloud."""
    base = small_operation(districts=1, villages=1, per_village=17, officers=40, bko=0)
    quiet = tuple(replace(s, tier=s.tier or Tier.KURANG_RAWAN) for s in base.stations)
    operation = replace(base, stations=quiet)
    plan = plan_steps(operation, RESERVES)
    told = explain(operation, plan, travel_times(operation), operation.stations[5].id)
    assert "explain.station.full" in codes(told)
    assert told.runner_up is not None
    assert not told.runner_up.allowed


def test_a_post_names_its_members_team_and_commander() -> None:
    operation, plan = planned()
    post = next(p for p in plan.posts if len(p.stations) > 3)
    told = ask(post.id.lower())
    assert told.subject == post.id
    members = [f for f in told.facts if f.code == "explain.post.station"]
    assert len(members) == len(post.stations)
    assert {"explain.person.leader", "explain.person", "explain.post.commander"} <= codes(told)
    assert told.runner_up is not None
    assert told.runner_up.choice in {o.id for o in operation.officers}


def test_a_post_below_doctrine_says_what_was_short() -> None:
    _operation, plan = planned(25)
    below = [p for p in plan.posts if p.level is not Level.DOCTRINE]
    assert below
    for post in below:
        told = ask(post.id, 25)
        assert "explain.post.below" in codes(told)
        if post.level is Level.UNGUARDED:
            assert "explain.nobody" in codes(told)


@pytest.mark.parametrize("officers", [0, 25, 70])
def test_everything_in_a_plan_can_be_explained_in_both_languages(officers: int) -> None:
    """Nothing a user may ask about ends in a traceback or a raw code."""
    operation, plan = planned(officers)
    travel = travel_times(operation)
    subjects = [
        *(p.id for p in plan.posts[::3]),
        *(s.id for s in operation.stations[::4]),
        *(o.id for o in operation.officers[::6]),
    ]
    for subject in subjects:
        told = explain(operation, plan, travel, subject)
        for language in LANGUAGES:
            lines = explanation_lines(told, language)
            assert lines
            assert not any("{" in line or "explain." in line for line in lines)


def test_an_unknown_subject_is_answered_with_the_nearest_ids() -> None:
    with pytest.raises(InputError, match=r'"P-01-01" is no NRP.*P-01-001'):
        ask("P-01-01")
    with pytest.raises(InputError, match="write for example"):
        ask("")
    with pytest.raises(InputError):
        ask("x" * 10_000)


def test_a_plan_of_another_operation_is_refused_in_words() -> None:
    operation, plan = planned()
    other = replace(operation, stations=operation.stations[:-1])
    with pytest.raises(InputError, match="run siaga plan again"):
        explain(other, plan, travel_times(other), plan.posts[0].id)


def test_every_sentence_of_the_explanations_is_in_the_catalog() -> None:
    assert all(REASONS.pair(code) == pair for code, pair in EXPLAIN.items())
