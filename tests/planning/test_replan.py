"""Replan: what changed is mended, and nobody is moved who need not be."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.geo.sources import travel_times
from siaga.model.changes import Changes, StationMove
from siaga.model.doctrine import AssignmentRules, Strictness
from siaga.model.force import Officer, Skill
from siaga.model.language import LANGUAGES
from siaga.model.operation import MeasuredTime, Operation
from siaga.model.plan import (
    Level,
    Opening,
    Placement,
    Plan,
    Post,
    Reserves,
    ReserveTeam,
    Role,
)
from siaga.model.run import Run
from siaga.planning.assignment_rules import (
    MOVE_MINUTES,
    SOFT_BREACH_MINUTES,
    missing_covers,
    placement_cost,
    unfilled_weight,
)
from siaga.planning.locks import check_locks
from siaga.planning.openings import duty_openings, post_openings, reserve_openings
from siaga.planning.plan_locks import lock_everything
from siaga.planning.replan import Replanned, move_lines, replan
from siaga.planning.replan_operation import apply_changes, change_travel
from siaga.planning.replan_people import repair_people
from siaga.planning.replan_posts import limits
from siaga.planning.supervision import build_supervision, supervision_openings
from siaga.planning.texts import REASONS
from support.builders import small_operation
from support.planned import plan_steps
from support.straight import StraightLine

RESERVES = Reserves((ReserveTeam("Q-1", "SEK-1", 3), ReserveTeam("Q-2", "SEK-2", 3)), 30.0, 1, 1)


@cache
def _planned(officers: int) -> tuple[Operation, Plan]:
    """A small operation with its plan; 90 officers leave some spare, 45 leave posts thinned."""
    operation = small_operation(officers=officers)
    return operation, plan_steps(operation, RESERVES)


def planned(officers: int = 90) -> tuple[Operation, Plan]:
    """The same operation and plan each time it is asked for."""
    return _planned(officers)


def change(changes: Changes, officers: int = 90) -> Replanned:
    operation, plan = planned(officers)
    return replan(operation, plan, travel_times(operation), changes, run=Run())


def where(plan: Plan) -> dict[str, tuple[Role, str]]:
    """Role and place by officer."""
    return {p.officer: (p.role, p.place) for p in plan.placements}


def check(found: Replanned, officers: int = 90) -> None:
    """Every part of the plan agrees with every other."""
    operation, plan = found.operation, found.plan
    assert [p.officer for p in plan.placements] == [o.id for o in operation.available_officers]
    stations = [s for post in plan.posts for s in post.stations]
    assert sorted(stations) == sorted(s.id for s in operation.stations)
    openings = {
        (o.role, o.place): o
        for o in (
            *supervision_openings(operation, plan.posts),
            *post_openings(operation, plan.posts),
            *duty_openings(operation),
            *reserve_openings(operation, plan.reserves),
        )
    }
    counted: dict[tuple[Role, str], int] = dict.fromkeys(openings, 0)
    for placement in plan.placements:
        if placement.role is Role.SPARE:
            assert placement.minutes is None
        else:
            counted[placement.role, placement.place] += 1
    short = {
        place: openings[role, place].size - many
        for (role, place), many in counted.items()
        if many < openings[role, place].size
    }
    assert short == plan.unfilled
    leaders = {(p.role, p.place) for p in plan.placements if p.leader}
    assert leaders == {key for key, many in counted.items() if many}
    for team in plan.reserves.teams:
        serving = {p.officer for p in plan.placements if p.place == team.id}
        assert set(team.officers) == serving
    assert plan.supervision == build_supervision(operation, plan.posts, plan.placements)
    assert set(plan.vulnerability) == {s.id for s in operation.stations}
    before = where(planned(officers)[1])
    moved = {
        officer
        for officer, place in where(plan).items()
        if place != before.get(officer, (Role.SPARE, place[1]))
    }
    assert moved == {move.officer for move in found.moves}
    for move in found.moves:
        assert all(reason.code in REASONS for reason in move.reasons)
    for language in LANGUAGES:
        assert all(line.strip() for line in move_lines(found, language))


def test_no_change_gives_the_same_plan_back() -> None:
    operation, plan = planned()
    found = change(Changes())
    assert found.plan is plan
    assert found.operation is operation
    assert move_lines(found, "en") == ["Nothing changes."]


def test_drop_outs_with_spare_officers_move_one_each_and_nobody_else() -> None:
    """A repair that reshuffles half the force at midnight is worse than the gap."""
    _, plan = planned()
    assert [p for p in plan.placements if p.role is Role.SPARE]
    dropped = tuple(p.officer for p in plan.placements if p.role is Role.POST)[::7][:5]
    found = change(Changes(dropped=dropped))
    check(found)
    assert not found.plan.unfilled
    assert len(found.moves) == len(dropped)
    assert {move.from_role for move in found.moves} == {Role.SPARE}
    touched = {where(plan)[officer][1] for officer in dropped}
    old = {p.officer: p for p in plan.placements}
    moved = {move.officer for move in found.moves}
    for placement in found.plan.placements:
        if placement.officer not in moved and placement.place not in touched:
            assert placement == old[placement.officer]
    (bound,) = [b for b in found.plan.bounds if b.step == "replan.moves"]
    assert bound.value == bound.bound == len(dropped)


def test_a_spare_officer_who_drops_out_moves_nobody() -> None:
    _, plan = planned()
    spare = next(p.officer for p in plan.placements if p.role is Role.SPARE)
    found = change(Changes(dropped=(spare,)))
    check(found)
    assert found.moves == ()
    assert "Nobody needs to move." in move_lines(found, "en")


def test_without_spare_officers_the_reserve_is_thinned_and_what_is_short_is_said() -> None:
    _, plan = planned(45)
    spare = sum(p.role is Role.SPARE for p in plan.placements)
    post_officers = [p.officer for p in plan.placements if p.role is Role.POST]
    dropped = tuple(post_officers[: spare + 2])
    found = change(Changes(dropped=dropped), 45)
    check(found, 45)
    more = sum(found.plan.unfilled.values()) - sum(plan.unfilled.values())
    assert more == len(dropped) - spare
    assert set(found.plan.unfilled) <= {"Q-1", "Q-2"} | set(plan.unfilled)
    assert any("still short" in line for line in move_lines(found, "en"))


def test_a_leader_who_drops_out_is_followed_by_the_one_who_stayed_or_came() -> None:
    _, plan = planned()
    leader = next(p for p in plan.placements if p.leader and p.role is Role.POST)
    found = change(Changes(dropped=(leader.officer,)))
    check(found)
    leads = [p.officer for p in found.plan.placements if p.place == leader.place and p.leader]
    assert len(leads) == 1
    mates = [p for p in plan.placements if p.place == leader.place and not p.leader]
    if mates and leads[0] == mates[0].officer:
        assert leads[0] in {p.officer for p in found.new_leaders}


def test_new_officers_fill_what_was_short() -> None:
    operation, plan = planned(45)
    dropped = tuple(p.officer for p in plan.placements if p.role is Role.POST)[:6]
    short = change(Changes(dropped=dropped), 45)
    assert short.plan.unfilled
    extra = tuple(Officer(f"9900000{n}", f"Personel 900{n}", "Bripka", "POLRES") for n in range(9))
    found = replan(
        short.operation, short.plan, travel_times(operation), Changes(added=extra), run=Run()
    )
    assert not found.plan.unfilled
    assert {move.officer for move in found.moves} <= {o.id for o in extra}
    assert len(found.moves) == sum(short.plan.unfilled.values())
    assert all(move.from_role is None for move in found.moves)


def test_a_closed_station_leaves_its_post_and_its_officers_stay() -> None:
    _, plan = planned()
    post = max(plan.posts, key=lambda post: len(post.stations))
    found = change(Changes(closed=post.stations[:1]))
    check(found)
    assert found.moves == ()
    assert found.changed == (post.id,)
    (now,) = [p for p in found.plan.posts if p.id == post.id]
    assert set(now.stations) == set(post.stations) - {post.stations[0]}
    assert [p for p in found.plan.posts if p.id != post.id] == [
        p for p in plan.posts if p.id != post.id
    ]


def test_a_post_without_stations_is_dropped_and_its_team_is_free() -> None:
    _, plan = planned()
    post = next(post for post in plan.posts if len(post.stations) == 1)
    found = change(Changes(closed=post.stations))
    check(found)
    assert found.closed == (post.id,)
    freed = {p.officer for p in plan.placements if p.place == post.id}
    assert {move.officer for move in found.moves} == freed
    assert all(r.code == "replan.place_gone" for m in found.moves for r in m.reasons[:1])


def shared_post() -> Post:
    """A post of several stations at doctrine."""
    _, plan = planned()
    return max(plan.posts, key=lambda post: (post.level is Level.DOCTRINE, len(post.stations)))


def test_a_station_that_moves_a_little_keeps_its_post() -> None:
    operation, _ = planned()
    station = next(s for s in operation.stations if s.id == shared_post().stations[0])
    step = StationMove(station.id, station.lat + 0.001, station.lon)
    found = change(Changes(moved=(step,)))
    check(found)
    assert found.moves == ()
    assert found.plan.post_of_station()[station.id].id == shared_post().id


def test_a_station_that_moves_far_joins_or_opens_a_post_within_its_limits() -> None:
    operation, plan = planned()
    station = next(s for s in operation.stations if s.id == shared_post().stations[0])
    far = StationMove(station.id, station.lat + 1.5, station.lon)
    found = change(Changes(moved=(far,)))
    check(found)
    home = found.plan.post_of_station()[station.id]
    assert home.id != shared_post().id
    assert home.id in found.opened
    assert {move.to_place for move in found.moves} == {home.id}
    for post in found.plan.posts:
        k, minutes = limits(operation.doctrine.patterns[post.pattern], post.level)
        if post.id in (*found.opened, *found.changed):
            assert len(post.stations) <= k
            assert post.max_minutes <= minutes + 1e-6
    others = {p.id: p for p in plan.posts if p.id != shared_post().id}
    assert all(others[p.id] == p for p in found.plan.posts if p.id in others)


def test_minutes_measured_to_the_old_place_do_not_follow_a_station() -> None:
    operation, _ = planned()
    station = operation.stations[3]
    measured = MeasuredTime("POLRES", station.id, 1.0)
    travel = replace(operation.travel, measured=(measured,))
    operation = replace(operation, travel=travel)
    changes = Changes(moved=(StationMove(station.id, station.lat + 0.5, station.lon),))
    changed = apply_changes(operation, changes)
    assert changed.travel.measured == ()
    now = change_travel(changed, travel_times(operation), changes)
    moved = next(s for s in changed.stations if s.id == station.id)
    base = next(b for b in changed.bases if b.id == "POLRES")
    assert now.block([base], [moved]).minutes[0, 0] > 60


@pytest.mark.parametrize("area", ["99.01.02", "99.01.02.2002"])
def test_nobody_crosses_into_a_blocked_area(area: str) -> None:
    """A road under water is no road: those inside serve inside, the rest is short, and said."""
    operation, _ = planned()
    changes = Changes(blocked=(area,))
    found = change(changes)
    check(found)
    now = change_travel(found.operation, travel_times(operation), changes)
    bases = {b.id: b for b in operation.bases}
    stations = {s.id: s for s in operation.stations}
    units = {o.id: bases[o.unit] for o in operation.officers}
    for placement in found.plan.placements:
        if placement.role is Role.POST:
            hub = next(p.hub for p in found.plan.posts if p.id == placement.place)
            minutes = now.block([units[placement.officer]], [stations[hub]]).minutes[0, 0]
            assert minutes < float("inf")
    inside = {s.id for s in operation.stations if f"{s.village}.".startswith(f"{area}.")}
    for post in found.plan.posts:
        assert set(post.stations) <= inside or not set(post.stations) & inside
    assert bool(found.plan.unfilled) == (area == "99.01.02.2002")  # no unit lies in that village
    twice = replan(found.operation, found.plan, now, changes, run=Run())
    assert twice.moves == ()
    assert where(twice.plan) == where(found.plan)


def test_the_same_changes_give_the_same_plan() -> None:
    _, plan = planned()
    changes = Changes(dropped=tuple(p.officer for p in plan.placements)[10:30:4])
    assert change(changes).plan == change(changes).plan


def test_out_of_time_the_gaps_are_filled_all_the_same() -> None:
    operation, plan = planned()
    dropped = tuple(p.officer for p in plan.placements if p.role is Role.POST)[:3]
    run = Run(time_limit=0.0)
    found = replan(operation, plan, travel_times(operation), Changes(dropped=dropped), run=run)
    check(found)
    assert not found.plan.complete
    assert not found.plan.unfilled


def test_lines_name_who_moves_from_where_to_where_and_why() -> None:
    operation, plan = planned()
    gone = next(p for p in plan.placements if p.role is Role.POST)
    found = change(Changes(dropped=(gone.officer,)))
    names = {o.id: o.name for o in operation.officers}
    (move,) = found.moves
    english = " ".join(move_lines(found, "en"))
    assert f"{names[move.officer]} " in english
    assert f"post {gone.place}" in english
    assert f"replaces {names[gone.officer]}" in english
    indonesian = " ".join(move_lines(found, "id"))
    assert f"menggantikan {names[gone.officer]} yang berhalangan" in indonesian


# --- against enumeration -------------------------------------------------------------------------

BASE = small_operation(districts=2, villages=2, per_village=2, officers=4, bko=0)
TRAVEL = StraightLine()


@st.composite
def broken_plans(draw: st.DrawFn) -> tuple[Operation, list[Opening], dict[str, int]]:
    """Up to five officers with a place or none, up to three openings, some of them short."""
    strict = st.sampled_from(list(Strictness))
    rules = replace(
        AssignmentRules(),
        own_village=draw(strict), boat_skill=draw(strict), rank_mix=draw(strict),
        keep_teams=Strictness.OFF,
    )  # fmt: skip
    villages = sorted({s.village for s in BASE.stations})
    officers = tuple(
        Officer(
            f"{80000000 + n}", f"Personel {n:04d}",
            draw(st.sampled_from(["Bripda", "Bripka"])),
            draw(st.sampled_from(["POLRES", "SEK-1", "SEK-2"])),
            home_village=draw(st.sampled_from(["", *villages])),
            skills=draw(st.sampled_from([frozenset(), frozenset({Skill.BOAT})])),
        )
        for n in range(draw(st.integers(1, 5)))
    )  # fmt: skip
    doctrine = replace(BASE.doctrine, assignment=rules)
    operation = replace(BASE, officers=officers, doctrine=doctrine, duties=())
    openings = [
        Opening(
            Role.POST, f"P-{n}", BASE.stations[n].id, draw(st.integers(1, 2)),
            BASE.stations[n].district, frozenset({BASE.stations[n].village}),
            by_water=draw(st.booleans()), threat=draw(st.sampled_from([0.0, 55.0])),
            wants_pair=True,
        )
        for n in draw(st.permutations(range(8)))[: draw(st.integers(1, 3))]
    ]  # fmt: skip
    before: dict[str, int] = {}
    for member in officers:
        o = draw(st.integers(-1, len(openings) - 1))
        if o >= 0 and sum(there == o for there in before.values()) < openings[o].size:
            before[member.id] = o
    return operation, openings, before


def weigh(
    operation: Operation, openings: list[Opening], before: dict[str, int], at: list[list[Officer]]
) -> float:
    """Empty places, then moves, then rules and minutes."""
    bases = {b.id: b for b in operation.bases}
    stations = {s.id: s for s in operation.stations}
    total = MOVE_MINUTES * len(before)
    for o, (opening, there) in enumerate(zip(openings, at, strict=True)):
        for member in there:
            block = TRAVEL.block([bases[member.unit]], [stations[opening.at]])
            minutes = float(block.minutes[0, 0])
            if before.get(member.id) == o:
                total += minutes - MOVE_MINUTES
            else:
                total += placement_cost(operation, member, opening, minutes)
                total += 0.0 if member.id in before else MOVE_MINUTES
        missing = missing_covers(operation, opening, there)
        if any(cover.hard for cover, _ in missing):
            return float("inf")
        total += SOFT_BREACH_MINUTES * sum(short for _, short in missing)
        total += (opening.size - len(there)) * unfilled_weight(opening)
    return total


@settings(max_examples=60, deadline=None)
@given(broken_plans())
def test_no_repair_moves_fewer(case: tuple[Operation, list[Opening], dict[str, int]]) -> None:
    """Whoever tries every repair by hand finds none that fills as much with fewer moves."""
    operation, openings, before = case
    _, plan = planned()
    placements = tuple(
        Placement(member, Role.POST, openings[o].place, 1.0) for member, o in before.items()
    )
    found = repair_people(operation, replace(plan, placements=placements), openings, TRAVEL, Run())
    now = [list(there) for there in found.at]
    value, best = weigh(operation, openings, before, now), float("inf")
    fewest = len(operation.officers)
    for choice in product(range(-1, len(openings)), repeat=len(operation.officers)):
        at: list[list[Officer]] = [[] for _ in openings]
        for member, o in zip(operation.officers, choice, strict=True):
            if o >= 0:
                at[o].append(member)
        if any(len(there) > o.size for o, there in zip(openings, at, strict=True)):
            continue
        weight = weigh(operation, openings, before, at)
        best = min(best, weight)
        if weight < float("inf") and empty(openings, at) <= empty(openings, now):
            moved = sum(
                before.get(m.id, -1) != o for m, o in zip(operation.officers, choice, strict=True)
            )
            fewest = min(fewest, moved)
    assert value == pytest.approx(best, abs=1.0)
    assert found.fewest <= fewest


def empty(openings: list[Opening], at: list[list[Officer]]) -> float:
    """What the places left empty weigh."""
    return sum(
        (o.size - len(there)) * unfilled_weight(o) for o, there in zip(openings, at, strict=True)
    )


def test_locks_that_an_event_broke_are_gone_and_the_others_stay() -> None:
    operation, plan = planned()
    locked = replace(plan, locks=lock_everything(operation, plan))
    station = max(plan.posts, key=lambda post: len(post.stations)).stations[0]
    leaver = next(p.officer for p in plan.placements if p.role is Role.DUTY)
    changes = Changes(closed=(station,), dropped=(leaver,))
    found = replan(operation, locked, travel_times(operation), changes, run=Run())
    stations = {s for lock in found.plan.locks.posts for s in lock.stations}
    assert station not in stations
    assert len(found.plan.locks.posts) == len(plan.posts) - 1
    assert found.plan.locks.of_officer(leaver) is None
    assert check_locks(found.operation, found.plan.locks) == ()
