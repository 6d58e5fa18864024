"""Locks: what people decided stays exactly, and a lock that can not hold is named."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.geo.sources import travel_times
from siaga.model.locks import LockedOfficer, LockedPost, Locks
from siaga.model.operation import Operation
from siaga.model.plan import Level, Plan, Post, Role
from siaga.model.problems import InputError
from siaga.pipeline import plan_operation
from siaga.planning.lock_texts import PROBLEMS
from siaga.planning.locks import check_locks
from siaga.planning.plan_locks import lock_everything, lock_of_officer, lock_of_post
from siaga.planning.plan_match import check_plan
from support.builders import small_operation


@cache
def planned(officers: int) -> tuple[Operation, Plan]:
    """A small operation and its plan: 90 officers are plenty, 34 leave posts below doctrine."""
    operation = small_operation(officers=officers)
    return operation, plan(operation)


def plan(operation: Operation, locks: Locks | None = None) -> Plan:
    return plan_operation(operation, locks=locks, stress_days=0, travel=travel_times(operation))


def shape(post: Post) -> tuple[object, ...]:
    """A post but for its number and reasons."""
    return replace(post, id="", reasons=())


def codes(operation: Operation, locks: Locks) -> set[str]:
    return {problem.code for problem in check_locks(operation, locks)}


@pytest.mark.parametrize("officers", [90, 34, 30])
def test_locking_everything_reproduces_the_plan(officers: int) -> None:
    operation, before = planned(officers)
    after = plan(operation, lock_everything(operation, before))
    assert [shape(post) for post in after.posts] == [shape(post) for post in before.posts]
    assert [(p.officer, p.role, p.place, p.minutes, p.leader) for p in after.placements] == [
        (p.officer, p.role, p.place, p.minutes, p.leader) for p in before.placements
    ]
    assert after.reserves == before.reserves
    assert after.supervision == before.supervision
    assert after.unfilled == before.unfilled
    assert after.shortage.need == before.shortage.need
    counted = [(r.district, r.tier, r.level, r.posts, r.stations) for r in after.shortage.rows]
    assert counted == [
        (r.district, r.tier, r.level, r.posts, r.stations) for r in before.shortage.rows
    ]


@settings(max_examples=12, deadline=None)
@given(data=st.data(), officers=st.sampled_from([90, 34, 30]))
def test_random_locks_are_kept_and_never_cost_less_than_freedom(
    data: st.DataObject, officers: int
) -> None:
    operation, before = planned(officers)
    posts = data.draw(st.lists(st.sampled_from(before.posts), max_size=8, unique_by=lambda p: p.id))
    people = data.draw(
        st.lists(st.sampled_from(before.placements), max_size=12, unique_by=lambda p: p.officer)
    )
    chosen = {post.id: post for post in posts}
    chosen |= {p.id: p for p in before.posts if any(f.place == p.id for f in people)}
    locks = Locks(
        tuple(lock_of_post(post) for post in chosen.values()),
        tuple(lock_of_officer(before, placement) for placement in people),
    )
    after = plan(operation, locks)
    check_plan(operation, after)
    assert after.locks == locks
    standing = {shape(post) for post in after.posts}
    assert {shape(post) for post in chosen.values()} <= standing
    where = {p.officer: p for p in after.placements}
    for lock in locks.officers:
        assert lock_of_officer(after, where[lock.officer]) == lock
    assert after.shortage.need >= before.shortage.need
    assert after.shortage.available == before.shortage.available
    bounds = {bound.step: bound for bound in after.bounds}
    assert bounds["posts.officers"].bound <= bounds["posts.officers"].value
    assert bounds["posts.officers"].value == after.shortage.need
    staffed = Counter((p.role, p.place) for p in after.placements)
    for post in after.posts:
        missing = after.unfilled.get(post.id, 0)
        assert staffed[Role.POST, post.id] == post.team_size - missing


def test_a_split_that_people_locked_costs_officers_and_is_paid_for() -> None:
    operation, before = planned(90)
    post = max(before.posts, key=lambda post: len(post.stations))
    lone = LockedPost(post.stations[:1], post.stations[0], post.pattern, Level.DOCTRINE)
    after = plan(operation, Locks((lone,)))
    assert after.post_of_station()[lone.hub].stations == lone.stations
    assert after.shortage.need >= before.shortage.need
    assert sum(len(p.stations) for p in after.posts) == len(operation.stations)


def test_locked_posts_are_not_thinned_and_the_others_give_way() -> None:
    poor, thinned = planned(34)
    full = planned(90)[1]
    assert any(post.level is not Level.DOCTRINE for post in thinned.posts)
    keep = [p for p in full.posts if len(p.stations) > 2][:2]
    after = plan(poor, Locks(tuple(lock_of_post(post) for post in keep)))
    for post in keep:
        kept = after.post_of_station()[post.hub]
        assert (kept.stations, kept.level) == (post.stations, Level.DOCTRINE)
    assert sum(p.team_size for p in after.posts) <= max(0, after.shortage.available)


def test_a_team_stays_in_the_district_where_some_of_it_is_locked() -> None:
    operation, before = planned(90)
    team = [o.id for o in operation.officers if o.team == "BKO-1"]
    post = next(p for p in before.posts if p.district == "99.01.02" and p.team_size > 1)
    locks = Locks((lock_of_post(post),), (LockedOfficer(team[0], Role.POST, post.hub),))
    after = plan(operation, locks)
    posts = {p.id: p for p in after.posts}
    serving = [p for p in after.placements if p.officer in team and p.role is Role.POST]
    assert {posts[p.place].district for p in serving} == {"99.01.02"}


def test_an_officer_kept_back_is_not_used_even_when_officers_run_out() -> None:
    operation, before = planned(34)
    serving = next(p for p in before.placements if p.role is Role.POST)
    unit = next(o.unit for o in operation.officers if o.id == serving.officer)
    after = plan(operation, Locks((), (LockedOfficer(serving.officer, Role.SPARE, unit),)))
    found = next(p for p in after.placements if p.officer == serving.officer)
    assert (found.role, found.place) == (Role.SPARE, unit)


def _post(operation: Operation, stations: tuple[str, ...], **changes: object) -> Locks:
    lock = LockedPost(stations, stations[0], "dua-delapan", Level.DOCTRINE)
    return Locks((replace(lock, **changes),))


def test_locks_the_data_contradict_are_each_named_with_a_remedy() -> None:
    operation, _ = planned(90)
    ids = [station.id for station in operation.stations]
    far = next(s.id for s in operation.stations if s.district != operation.stations[0].district)
    someone, bound = operation.officers[20], operation.officers[21]
    changed = replace(
        operation,
        officers=tuple(
            replace(o, available=False)
            if o == operation.officers[30]
            else replace(o, duty="KPU")
            if o == bound
            else o
            for o in operation.officers
        ),
    )

    def officer(role: Role, place: str, who: str = someone.id, team: int = 0) -> Locks:
        return Locks((), (LockedOfficer(who, role, place, team),))

    assert codes(changed, _post(changed, ("gone", ids[1]))) == {"locks.station_gone"}
    assert codes(changed, _post(changed, (ids[1], far))) == {"locks.two_districts"}
    assert codes(changed, _post(changed, (ids[1],), hub="x")) == {"locks.hub"}
    assert codes(changed, _post(changed, (ids[1],), pattern="x")) == {"locks.pattern_gone"}
    assert codes(changed, Locks((LockedPost((), "x", "x", Level.DOCTRINE),))) == {
        "locks.post_empty"
    }
    both = (*_post(changed, (ids[1], ids[2])).posts, *_post(changed, (ids[2],)).posts)
    assert codes(changed, Locks(both)) == {"locks.stations_twice"}
    assert codes(changed, officer(Role.DUTY, "KPU", "nobody")) == {"locks.officer_gone"}
    away = operation.officers[30].id
    assert codes(changed, officer(Role.DUTY, "KPU", away)) == {"locks.officer_away"}
    assert codes(changed, officer(Role.DUTY, "GUDANG", bound.id)) == {"locks.bound_elsewhere"}
    assert codes(changed, officer(Role.POST, ids[1])) == {"locks.post_not_locked"}
    assert codes(changed, officer(Role.DUTY, "x")) == {"locks.place_gone"}
    assert codes(changed, officer(Role.RESERVE, "KPU")) == {"locks.place_gone"}
    assert codes(changed, officer(Role.PADAL, "x")) == {"locks.place_gone"}
    assert codes(changed, officer(Role.PAMATWIL, "x")) == {"locks.place_gone"}
    assert codes(changed, officer(Role.SPARE, "x")) == {"locks.place_gone"}
    twice = (*officer(Role.DUTY, "KPU").officers, *officer(Role.DUTY, "GUDANG").officers)
    assert codes(changed, Locks((), twice)) == {"locks.officer_twice"}
    people = [o.id for o in changed.officers[40:44]]
    crowd = tuple(LockedOfficer(who, Role.DUTY, "KPU") for who in people[:3])
    assert codes(changed, Locks((), crowd)) == {"locks.place_full"}  # KPU has 3, one is bound
    crowd = tuple(LockedOfficer(who, Role.POST, ids[1]) for who in people[:3])
    assert codes(changed, replace(_post(changed, (ids[1],)), officers=crowd)) == {
        "locks.place_full"
    }
    bases = [b.id for b in changed.bases if b.reserve_teams]
    crowd = tuple(
        LockedOfficer(who, Role.RESERVE, base) for who, base in zip(people, bases, strict=False)
    )
    assert codes(changed, Locks((), crowd)) == {"locks.reserve_full"}


def test_a_clash_stops_planning_and_says_where_and_what_to_do() -> None:
    operation, _ = planned(90)
    locks = Locks((), (LockedOfficer(operation.officers[20].id, Role.DUTY, "tidak ada"),))
    with pytest.raises(InputError) as caught:
        plan(operation, locks)
    text = caught.value.report.errors[0].text("id")
    assert operation.officers[20].name in text
    assert "tidak ada" in text
    assert "lepaskan kunci" in text


def test_more_padal_than_a_district_has_are_refused() -> None:
    operation, _ = planned(90)
    seniors = [o.id for o in operation.officers[:3]]
    locks = Locks((), tuple(LockedOfficer(o, Role.PADAL, "99.01.01") for o in seniors))
    with pytest.raises(InputError, match=r"99\.01\.01"):
        plan(operation, locks)


def test_every_problem_has_a_remedy() -> None:
    keys = set(PROBLEMS.keys())
    heads = {key for key in keys if not key.endswith(".remedy")}
    assert {f"{key}.remedy" for key in heads} == keys - heads
