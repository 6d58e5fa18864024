"""Two plans side by side: the figures are each plan's own, and nobody moves who stays."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from siaga.geo.sources import travel_times
from siaga.model.operation import Operation
from siaga.model.plan import Level, Plan, Role
from siaga.pipeline import plan_operation
from siaga.planning.compare import MoveKind, compare_plans
from siaga.planning.edits import MoveOfficer, MoveStation, SwapOfficers, apply_edit
from siaga.planning.plan_match import match_posts
from support.builders import small_operation


@cache
def planned(officers: int) -> tuple[Operation, Plan]:
    operation = small_operation(officers=officers)
    return operation, plan_operation(operation, stress_days=50)


def test_a_plan_beside_itself_differs_in_nothing() -> None:
    operation, plan = planned(90)
    found = compare_plans(operation, plan, operation, plan)
    assert found.a == found.b
    assert found.cost_a == found.cost_b
    assert (found.officers, found.stations, found.guard) == ((), (), ())
    assert found.posts == tuple((post.id, post.id) for post in plan.posts)
    assert (found.posts_gone, found.posts_new) == ((), ())


def test_other_numbers_on_the_same_posts_move_nobody() -> None:
    operation, plan = planned(90)
    names = {post.id: f"X-{n:03d}" for n, post in enumerate(reversed(plan.posts))}
    renamed = replace(
        plan,
        posts=tuple(replace(post, id=names[post.id]) for post in plan.posts),
        placements=tuple(replace(p, place=names.get(p.place, p.place)) for p in plan.placements),
        unfilled={names.get(place, place): n for place, n in plan.unfilled.items()},
    )
    found = compare_plans(operation, plan, operation, renamed)
    assert dict(found.posts) == names
    assert (found.officers, found.stations, found.guard) == ((), (), ())


def test_a_swap_moves_two_and_a_station_moves_alone() -> None:
    operation, plan = planned(90)
    travel = travel_times(operation)
    at_posts = [p for p in plan.placements if p.role is Role.POST]
    first, second = next((a, b) for a in at_posts for b in at_posts if a.place != b.place)
    swapped = apply_edit(operation, plan, travel, SwapOfficers(first.officer, second.officer)).plan
    found = compare_plans(operation, plan, operation, swapped)
    assert {(m.officer, m.kind, m.from_place, m.to_place) for m in found.officers} == {
        (first.officer, MoveKind.MOVES, first.place, second.place),
        (second.officer, MoveKind.MOVES, second.place, first.place),
    }
    assert found.moves[MoveKind.MOVES] == 2
    source = max(plan.posts, key=lambda post: len(post.stations))
    moved = apply_edit(operation, plan, travel, MoveStation(source.stations[0])).plan
    found = compare_plans(operation, plan, operation, moved)
    assert [(s.station, s.from_post) for s in found.stations] == [(source.stations[0], source.id)]
    assert len(found.posts_new) == 1
    assert found.b.posts == found.a.posts + 1
    # Nobody stands at the new post yet.
    assert [(g.station, g.after, g.better) for g in found.guard] == [
        (source.stations[0], Level.UNGUARDED, False)
    ]


def test_more_officers_call_up_mend_posts_and_say_who_joins() -> None:
    few, few_plan = planned(34)
    many, many_plan = planned(90)
    found = compare_plans(few, few_plan, many, many_plan)
    joined = {m.officer for m in found.officers if m.kind is MoveKind.JOINS}
    here = {o.id for o in few.officers}
    assert joined == {p.officer for p in many_plan.placements if p.officer not in here}
    assert found.a.posts_short > 0
    assert found.b.posts_short == 0
    assert found.guard
    assert all(change.better for change in found.guard)
    assert found.b.posts_at(Level.DOCTRINE) == found.b.posts
    assert sum(count for _, count in found.a.stations_by_level) == len(few.stations)
    back = compare_plans(many, many_plan, few, few_plan)
    assert not any(change.better for change in back.guard)
    assert {m.officer for m in back.officers if m.kind is MoveKind.LEAVES} == joined
    assert {m.officer for m in back.officers} == {m.officer for m in found.officers}


def test_stations_that_only_one_plan_has_are_listed() -> None:
    operation, plan = planned(90)
    gone = operation.stations[1].id
    smaller = replace(operation, stations=tuple(s for s in operation.stations if s.id != gone))
    again = plan_operation(smaller, stress_days=0)
    found = compare_plans(operation, plan, smaller, again)
    move = next(m for m in found.stations if m.station == gone)
    assert move.to_post == ""
    assert found.b.stress is None
    assert found.a.stress is not None


def test_standby_to_a_place_and_back_is_told_apart() -> None:
    operation, plan = planned(90)
    idle = next(p for p in plan.placements if p.role is Role.SPARE)
    edit = MoveOfficer(idle.officer, Role.POST, plan.posts[0].id)
    after = apply_edit(operation, plan, travel_times(operation), edit).plan
    up = compare_plans(operation, plan, operation, after)
    down = compare_plans(operation, after, operation, plan)
    assert [m.kind for m in up.officers] == [MoveKind.CALLED_UP]
    assert [m.kind for m in down.officers] == [MoveKind.RELEASED]
    assert up.a.spare == up.b.spare + 1


def test_matched_posts_share_stations_and_each_is_matched_once() -> None:
    few, many = planned(34)[1], planned(90)[1]
    matched = match_posts(few.posts, many.posts)
    after = {post.id: set(post.stations) for post in many.posts}
    for post in few.posts:
        if post.id in matched:
            assert set(post.stations) & after[matched[post.id]]
    assert len(set(matched.values())) == len(matched)
    assert match_posts(many.posts, ()) == {}
