"""Assignment: everyone has one place, rules hold, and nobody travels farther than need be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.model.doctrine import AssignmentRules, Strictness
from siaga.model.force import Officer, Origin, Sex, Skill
from siaga.model.operation import Operation
from siaga.model.plan import Opening, Role
from siaga.model.run import Run
from siaga.planning.assignment import Assignment, assign_officers
from siaga.planning.assignment_problem import cluster_of, measure_journeys
from siaga.planning.assignment_rules import (
    SOFT_BREACH_MINUTES,
    missing_covers,
    placement_cost,
    priority,
    team_cost,
)
from siaga.planning.assignment_search import FAIRNESS_SLACK, TOLERANCE
from siaga.planning.openings import duty_openings
from siaga.planning.texts import REASONS, say_reason
from support.builders import small_operation
from support.straight import StraightLine

TRAVEL = StraightLine()
HARD, SOFT, OFF = Strictness.HARD, Strictness.SOFT, Strictness.OFF


def with_rules(operation: Operation, **rules: object) -> Operation:
    """The operation under other assignment rules."""
    changed = replace(AssignmentRules(), **rules)  # type: ignore[arg-type]
    return replace(operation, doctrine=replace(operation.doctrine, assignment=changed))


def post(operation: Operation, station: int, size: int = 2, **values: object) -> Opening:
    """An opening at one of the stations, as a post of that station alone would make it."""
    at = operation.stations[station]
    made = Opening(
        Role.POST, f"P-{station:03d}", at.id, size, at.district, frozenset({at.village}),
        wants_pair=True,
    )  # fmt: skip
    return replace(made, **values)  # type: ignore[arg-type]


def officer(number: int, **values: object) -> Officer:
    """A numbered officer of the Polres with no home village on record."""
    made = Officer(f"{80000000 + number}", f"Personel {number:04d}", "Bripka", "POLRES")
    return replace(made, **values)  # type: ignore[arg-type]


def assign(operation: Operation, openings: Sequence[Opening], run: Run | None = None) -> Assignment:
    return assign_officers(operation, openings, TRAVEL, run=run or Run())


def teams_at(
    operation: Operation, openings: Sequence[Opening], found: Assignment
) -> list[list[Officer]]:
    """Officers by opening; no two openings of these tests share a place."""
    officers = {o.id: o for o in operation.officers}
    return [
        [officers[p.officer] for p in found.placements if (p.role, p.place) == (o.role, o.place)]
        for o in openings
    ]


def scattered(openings: Sequence[Opening], at: Sequence[Sequence[Officer]]) -> int:
    """Districts beyond the first that BKO teams serve in."""
    used: dict[str, set[str]] = {}
    for opening, there in zip(openings, at, strict=True):
        for member in there:
            if member.team:
                used.setdefault(member.team, set()).add(cluster_of(opening))
    return sum(len(districts) - 1 for districts in used.values())


def weigh(
    operation: Operation, openings: Sequence[Opening], at: Sequence[Sequence[Officer]]
) -> float:
    """What an assignment weighs by the rules as they are written, one officer at a time."""
    journeys = measure_journeys(operation, operation.available_officers, openings, TRAVEL)
    total = 0.0
    for o, (opening, there) in enumerate(zip(openings, at, strict=True)):
        for member in there:
            way = journeys.way(member.unit, o)[0]
            total += placement_cost(operation, member, opening, way)
        total += team_cost(operation, opening, there)
    apart = scattered(openings, at)
    keep = operation.doctrine.assignment.keep_teams
    if apart and keep is HARD:
        return float("inf")
    return total + (SOFT_BREACH_MINUTES * apart if keep is SOFT else 0.0)


def best_by_enumeration(operation: Operation, openings: Sequence[Opening]) -> float:
    """The least weight over every way to put every officer somewhere or nowhere."""
    officers = operation.available_officers
    best = float("inf")
    for choice in product(range(-1, len(openings)), repeat=len(officers)):
        sizes = Counter(choice)
        if any(sizes[o] > opening.size for o, opening in enumerate(openings)):
            continue
        at: list[list[Officer]] = [[] for _ in openings]
        for member, o in zip(officers, choice, strict=True):
            if o >= 0:
                at[o].append(member)
        best = min(best, weigh(operation, openings, at))
    return best


BASE = small_operation(districts=2, villages=2, per_village=2, officers=4, bko=0)


@st.composite
def tiny(draw: st.DrawFn) -> tuple[Operation, list[Opening]]:
    """Up to five officers, three openings, any rules."""
    strict = st.sampled_from(list(Strictness))
    rules = {
        "own_village": draw(strict),
        "boat_skill": draw(strict),
        "rank_mix": draw(strict),
        "keep_teams": draw(strict),
        "max_minutes_from_unit": draw(st.sampled_from([None, None, 25.0, 8.0])),
    }
    villages = sorted({s.village for s in BASE.stations})
    officers = [
        officer(
            number,
            rank=draw(st.sampled_from(["Bripda", "Bripka", "Ipda"])),
            unit=draw(st.sampled_from(["POLRES", "SEK-1", "SEK-2"])),
            sex=draw(st.sampled_from(list(Sex))),
            home_village=draw(st.sampled_from(["", *villages])),
            skills=draw(st.sampled_from([frozenset(), frozenset({Skill.BOAT})])),
            team=draw(st.sampled_from(["", "", "BKO-1", "BKO-2"])),
        )
        for number in range(draw(st.integers(1, 5)))
    ]
    operation = with_rules(replace(BASE, officers=tuple(officers), duties=()), **rules)
    stations = draw(st.permutations(range(len(BASE.stations))))
    openings = []
    for station in stations[: draw(st.integers(1, 3))]:
        kind = draw(st.sampled_from([Role.POST, Role.POST, Role.RESERVE, Role.PADAL]))
        opening = post(
            BASE, station, draw(st.integers(1, 2)),
            by_water=draw(st.booleans()), threat=draw(st.sampled_from([0.0, 55.0])),
            women=draw(st.integers(0, 1)),
        )  # fmt: skip
        if kind is not Role.POST:
            rank = "Ipda" if kind is Role.PADAL else ""
            opening = Opening(
                kind, f"R-{station}", opening.at, opening.size, opening.district, min_rank=rank
            )
        openings.append(opening)
    return operation, openings


@settings(max_examples=60, deadline=None)
@given(tiny())
def test_no_better_assignment_exists(case: tuple[Operation, list[Opening]]) -> None:
    """A chief who tries every other way by hand finds none better, whatever the rules."""
    operation, openings = case
    found = assign(operation, openings)
    at = teams_at(operation, openings, found)
    value, best = weigh(operation, openings, at), best_by_enumeration(operation, openings)
    minutes = sum(p.minutes or 0.0 for p in found.placements)
    # Penalties are thousands of minutes: what is left for slack and rounding is below one.
    assert value <= best + (FAIRNESS_SLACK + TOLERANCE) * max(minutes, 100.0) + 0.5
    assert value >= best - 0.5
    assert found.complete
    for bound in found.bounds:
        assert bound.bound <= bound.value + 1e-9


@settings(max_examples=25, deadline=None)
@given(tiny())
def test_out_of_time_still_gives_a_lawful_assignment(case: tuple[Operation, list[Opening]]) -> None:
    operation, openings = case
    found = assign(operation, openings, Run(time_limit=0.0))
    assert not found.complete
    assert [p.officer for p in found.placements] == [o.id for o in operation.officers]
    at = teams_at(operation, openings, found)
    assert weigh(operation, openings, at) < float("inf")
    best = best_by_enumeration(operation, openings)
    assert weigh(operation, openings, at) >= best - 0.5


def whole() -> tuple[Operation, tuple[Opening, ...]]:
    """A whole small operation with a post per second station, more places than officers."""
    operation = small_operation(districts=3, villages=4, per_village=5, officers=70, bko=10)
    posts = [
        post(operation, n, threat=float(n), by_water=operation.stations[n].access != "road")
        for n in range(0, len(operation.stations), 2)
    ]
    reserves = [Opening(Role.RESERVE, f"Q-{n}", f"SEK-{n}", 3, f"99.01.0{n}") for n in (1, 2, 3)]
    duties = duty_openings(operation)
    padal = [
        Opening(Role.PADAL, f"99.01.0{n}", f"PPK-{n}", 1, f"99.01.0{n}", min_rank="Ipda")
        for n in (1, 2, 3)
    ]
    return operation, (*padal, *posts, *duties, *reserves)


def test_everyone_has_one_place_and_hard_rules_hold() -> None:
    operation, openings = whole()
    operation = with_rules(operation, boat_skill=HARD, rank_mix=HARD)
    found = assign(operation, openings)
    assert [p.officer for p in found.placements] == [o.id for o in operation.available_officers]
    at = teams_at(operation, openings, found)
    assert weigh(operation, openings, at) < float("inf")
    for opening, there in zip(openings, at, strict=True):
        assert len(there) + found.unfilled.get(opening.place, 0) == opening.size
        assert all(member.home_village not in opening.villages for member in there)
        if opening.role is Role.PADAL:
            assert all(member.rank in ("Ipda", "Iptu", "AKP") for member in there)


def test_as_few_places_stay_empty_as_there_are_officers_missing() -> None:
    """One officer at home while a post is empty would be a planner's mistake."""
    operation, openings = whole()
    operation = with_rules(operation, keep_teams=OFF)
    found = assign(operation, openings)
    missing = sum(o.size for o in openings) - len(operation.available_officers)
    assert missing > 0
    assert sum(found.unfilled.values()) == missing
    assert not [p for p in found.placements if p.role is Role.SPARE]


def test_what_matters_least_goes_without_first() -> None:
    """With too few officers a supervisor's place or a threatened post must not be the empty one."""
    operation, openings = whole()
    found = assign(with_rules(operation, keep_teams=OFF), openings)
    empty = [priority(o) for o in openings if found.unfilled.get(o.place, 0) == o.size]
    full = [priority(o) for o in openings if o.place not in found.unfilled]
    assert empty
    assert max(empty) <= min(full) + 1  # a place half filled may lie between
    assert {o.place for o in openings if o.role is Role.RESERVE} <= set(found.unfilled)
    padal = {o.place for o in openings if o.role is Role.PADAL}
    assert not padal & set(found.unfilled)


def test_the_same_roster_in_another_order_gives_the_same_plan() -> None:
    operation, openings = whole()
    turned = replace(operation, officers=tuple(reversed(operation.officers)))
    first = {p.officer: p for p in assign(operation, openings).placements}
    second = {p.officer: p for p in assign(turned, openings).placements}
    assert first == second
    assert assign(operation, openings) == assign(operation, openings)


def test_an_officer_bound_to_a_duty_serves_there() -> None:
    operation, openings = whole()
    bound = [replace(o, duty="GUDANG") for o in operation.officers[20:22]]
    officers = (*operation.officers[:20], *bound, *operation.officers[22:])
    found = assign(replace(operation, officers=officers), openings)
    held = [p for p in found.placements if p.place == "GUDANG"]
    assert {p.officer for p in held} == {o.id for o in bound}
    assert all(p.reasons[0].code == "assignment.bound" for p in held)


def test_a_bko_team_serves_in_one_district() -> None:
    operation, openings = whole()
    at = teams_at(operation, openings, assign(operation, openings))
    assert scattered(openings, at) == 0


def test_a_team_that_must_be_split_is_named() -> None:
    """SOFT: better a split team than an empty post, and said aloud."""
    operation = small_operation(districts=2, villages=2, per_village=2, officers=4, bko=0)
    officers = tuple(officer(n, team="BKO-1") for n in range(4))
    operation = with_rules(replace(operation, officers=officers), keep_teams=SOFT)
    openings = [post(operation, 1), post(operation, len(operation.stations) - 1)]
    found = assign(operation, openings)
    assert not found.unfilled
    codes = {reason.code for p in found.placements for reason in p.reasons}
    assert "assignment.broken.team" in codes
    kept = assign(with_rules(operation, keep_teams=HARD), openings)
    assert sum(kept.unfilled.values()) == 2


def test_a_breach_is_named_only_where_it_happens() -> None:
    """A woman officer asked for twice with one on the roster: one place has her, one says so."""
    officers = (*(officer(n) for n in range(3)), officer(3, sex=Sex.FEMALE))
    operation = replace(BASE, officers=officers)
    openings = [post(BASE, 1, women=1), post(BASE, 2, women=1)]
    found = assign(operation, openings)
    named = Counter(reason.code for p in found.placements for reason in p.reasons)
    assert named["assignment.broken.women"] == 1
    assert named["assignment.needed.women"] == 1
    at = teams_at(operation, openings, found)
    assert (
        sum(bool(missing_covers(operation, *pair)) for pair in zip(openings, at, strict=True)) == 1
    )


def test_the_boatman_goes_where_the_water_is() -> None:
    boat = officer(0, skills=frozenset({Skill.BOAT}), unit="SEK-1")
    operation = replace(BASE, officers=(boat, *(officer(n, unit="SEK-2") for n in (1, 2, 3))))
    openings = [post(BASE, 1), post(BASE, 7, by_water=True)]
    found = assign(operation, openings)
    assert found.placements[0].place == openings[1].place
    assert "assignment.needed.boat" in {r.code for r in found.placements[0].reasons}


def test_a_shorter_longest_journey_is_taken_when_it_costs_next_to_nothing() -> None:
    """Two ways of the same total: nobody should be sent the whole long way for no gain."""
    officers = (officer(0, unit="POLRES"), officer(1, unit="SEK-1"))
    bases = {base.id: base for base in BASE.bases}
    a, b = BASE.stations[1], BASE.stations[2]
    # On one line: POLRES . SEK-1 . A . B at 0, 1, 2, 3 steps of about 11 km.
    line = [(bases["POLRES"], 0), (bases["SEK-1"], 1), (a, 2), (b, 3)]
    placed = {place.id: replace(place, lat=-2.8, lon=104.4 + 0.1 * step) for place, step in line}
    operation = replace(
        BASE,
        officers=officers,
        bases=tuple(placed.get(x.id, x) for x in BASE.bases),  # type: ignore[misc]
        stations=tuple(placed.get(x.id, x) for x in BASE.stations),  # type: ignore[misc]
    )
    found = assign(operation, [post(operation, 1, 1), post(operation, 2, 1)])
    where = {p.officer: p.place for p in found.placements}
    assert where[officers[0].id] == "P-001"
    assert where[officers[1].id] == "P-002"
    longest = next(b for b in found.bounds if b.step == "assignment.longest")
    assert longest.value == pytest.approx(longest.bound, abs=0.1)


def test_the_leader_is_the_highest_in_rank_then_the_longest_serving() -> None:
    ranks = ("Bripda", "Bripka", "Bripka")
    operation = replace(BASE, officers=tuple(officer(n, rank=r) for n, r in enumerate(ranks)))
    found = assign(operation, [post(BASE, 1, 3)])
    assert [p.leader for p in found.placements] == [False, True, False]


def test_every_reason_can_be_said_in_both_languages() -> None:
    operation, openings = whole()
    for placement in assign(operation, openings).placements:
        assert placement.reasons
        for reason in placement.reasons:
            assert reason.code in REASONS
            assert say_reason(reason, "id") != say_reason(reason, "en")


def test_nothing_to_fill_leaves_everyone_at_the_unit() -> None:
    found = assign(BASE, [])
    assert {p.role for p in found.placements} == {Role.SPARE}
    assert all(p.place == o.unit for p, o in zip(found.placements, BASE.officers, strict=True))
    assert found.complete
    nobody = assign(replace(BASE, officers=()), [post(BASE, 1)])
    assert nobody.placements == ()
    assert nobody.unfilled == {"P-001": 2}


def test_out_of_time_no_team_stands_idle_beside_empty_places() -> None:
    """A BKO team seated with its first officer at a lone post would leave the others unused."""
    operation = with_rules(small_operation(officers=0, bko=0), own_village=OFF, boat_skill=OFF)
    lone, crowded = operation.stations[0], operation.stations[-1]
    assert lone.district != crowded.district
    team = tuple(officer(n, origin=Origin.BKO, team="BKO-1", unit="POLRES") for n in range(6))
    operation = replace(operation, officers=team)
    openings = (
        post(operation, 0, size=1, threat=90.0),
        *(post(operation, -1 - n, size=2) for n in range(3)),
    )
    found = assign(operation, openings, Run(time_limit=0.0))
    assert sum(found.unfilled.values()) == 1
