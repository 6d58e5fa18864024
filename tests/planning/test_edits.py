"""Changes by hand: the plan stays whole, every rule broken or mended is said, the price right."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.geo.sources import travel_times
from siaga.geo.travel import TravelTimes
from siaga.model.language import LANGUAGES
from siaga.model.operation import Operation
from siaga.model.plan import Level, Plan, Post, Role
from siaga.model.problems import InputError
from siaga.pipeline import plan_operation
from siaga.planning.edit_json import (
    edit_from_json,
    edit_to_json,
    finding_from_json,
    finding_to_json,
    locks_from_json,
    locks_to_json,
)
from siaga.planning.edits import (
    Edit,
    EditResult,
    Lock,
    MoveOfficer,
    MoveStation,
    Subject,
    SwapOfficers,
    Unlock,
    apply_edit,
    apply_edits,
)
from siaga.planning.openings import duty_openings, post_openings, reserve_openings
from siaga.planning.plan_check import Change, Finding, Weight, check_plan, compare_findings
from siaga.planning.plan_cost import cost_of
from siaga.planning.plan_match import check_plan as check_match
from siaga.planning.supervision import build_supervision, supervision_openings
from siaga.planning.texts import say_reason
from support.builders import small_operation


@cache
def planned(officers: int = 90) -> tuple[Operation, Plan, TravelTimes]:
    """A small operation, its plan and its travel; 34 officers leave posts below doctrine."""
    operation = small_operation(officers=officers)
    travel = travel_times(operation)
    return operation, plan_operation(operation, travel=travel, stress_days=50), travel


def edit(change: Edit, officers: int = 90) -> EditResult:
    operation, plan, travel = planned(officers)
    return apply_edit(operation, plan, travel, change)


def refused(change: Edit, officers: int = 90, plan: Plan | None = None) -> str:
    operation, before, travel = planned(officers)
    with pytest.raises(InputError) as caught:
        apply_edit(operation, plan or before, travel, change)
    problem = caught.value.report.errors[0]
    assert all(problem.text(language).strip() for language in LANGUAGES)
    return problem.code


def full_and_other(plan: Plan) -> tuple[Post, Post]:
    """A post with stations to spare, and another of its district and pattern."""
    return next(
        (a, b)
        for a in plan.posts
        for b in plan.posts
        if a.id != b.id
        and len(a.stations) > 2
        and (a.district, a.pattern) == (b.district, b.pattern)
    )


def coded(findings: tuple[Finding, ...], change: Change) -> set[tuple[str, str]]:
    return {(f.place, f.reason.code) for f in findings if f.change is change}


def check(operation: Operation, plan: Plan) -> None:
    """Every part of the plan agrees with every other."""
    check_match(operation, plan)
    assert [p.officer for p in plan.placements] == [o.id for o in operation.available_officers]
    openings = (
        *supervision_openings(operation, plan.posts),
        *post_openings(operation, plan.posts),
        *duty_openings(operation),
        *reserve_openings(operation, plan.reserves),
    )
    there = Counter((p.role, p.place) for p in plan.placements)
    missing: Counter[str] = Counter()
    for o in openings:
        missing[o.place] += max(0, o.size - there[o.role, o.place])
    assert plan.unfilled == {place: n for place, n in missing.items() if n}
    known = {(o.role, o.place) for o in openings}
    assert all((p.role, p.place) in known or p.role is Role.SPARE for p in plan.placements)
    for place in known:
        leaders = [p.leader for p in plan.placements if (p.role, p.place) == place]
        assert sum(leaders) == min(1, len(leaders))
    seats = {t.id: set(t.officers) for t in plan.reserves.teams}
    for team, officers in seats.items():
        assert officers == {p.officer for p in plan.placements if p.place == team}
    assert plan.supervision == build_supervision(operation, plan.posts, plan.placements)
    for placement in plan.placements:
        for reason in placement.reasons:
            assert all(say_reason(reason, language) for language in LANGUAGES)


@st.composite
def edits(draw: st.DrawFn, operation: Operation, plan: Plan) -> Edit:
    officers = st.sampled_from([p.officer for p in plan.placements])
    places = sorted({(p.role, p.place) for p in plan.placements})
    kind = draw(st.sampled_from(["station", "swap", "move", "lock"]))
    if kind == "station":
        station = draw(st.sampled_from([s.id for s in operation.stations]))
        return MoveStation(station, draw(st.sampled_from(["", *(p.id for p in plan.posts)])))
    if kind == "swap":
        return SwapOfficers(draw(officers), draw(officers))
    if kind == "move":
        return MoveOfficer(draw(officers), *draw(st.sampled_from(places)))
    if draw(st.booleans()):
        return Lock(Subject.POST, draw(st.sampled_from([p.id for p in plan.posts])))
    return Lock(Subject.OFFICER, draw(officers))


@settings(max_examples=25, deadline=None)
@given(data=st.data(), officers=st.sampled_from([90, 34]))
def test_any_edits_leave_a_whole_plan_that_planning_anew_can_keep(
    data: st.DataObject, officers: int
) -> None:
    operation, start, travel = planned(officers)
    plan, done = start, []
    for _ in range(data.draw(st.integers(1, 6))):
        change = data.draw(edits(operation, plan))
        try:
            result = apply_edit(operation, plan, travel, change)
        except InputError:
            continue
        whole = compare_findings(
            check_plan(operation, plan, travel), check_plan(operation, result.plan, travel)
        )
        assert sorted(map(repr, result.findings)) == sorted(map(repr, whole))
        assert result.cost.before == cost_of(plan)
        assert result.cost.after == cost_of(result.plan)
        plan = result.plan
        done.append(change)
        check(operation, plan)
    assert apply_edits(operation, start, travel, done) == plan
    again = [edit_from_json(edit_to_json(change)) for change in done]
    assert again == done
    assert locks_from_json(locks_to_json(plan.locks)) == plan.locks
    anew = plan_operation(operation, travel=travel, stress_days=0, locks=plan.locks)
    for lock in plan.locks.posts:
        assert anew.post_of_station()[lock.hub].stations == lock.stations


def test_a_station_moved_past_the_limit_is_said_to_break_doctrine_and_costs_travel() -> None:
    operation, plan, travel = planned()
    source, target = full_and_other(plan)
    k = operation.doctrine.patterns[target.pattern].stations_per_group
    findings: tuple[Finding, ...] = ()
    for station in source.stations[: len(source.stations) - 1]:
        result = apply_edit(operation, plan, travel, MoveStation(station, target.id))
        plan, findings = result.plan, result.findings
    now = plan.post_of_station()[target.hub]
    assert len(now.stations) > k
    assert now.level is Level.THINNED
    assert any(f.place == target.id and "check.stations" in f.reason.code for f in findings)
    assert result.cost.change.travel == pytest.approx(
        result.cost.after.travel - result.cost.before.travel
    )
    assert plan.shortage.need >= planned()[1].shortage.need
    back = apply_edit(operation, plan, travel, MoveStation(source.stations[0], source.id))
    assert any(f.change in (Change.MENDED, Change.CHANGED) for f in back.findings)


def test_a_new_post_needs_a_team_and_nobody_is_there_yet() -> None:
    operation, plan, _ = planned()
    source, _ = full_and_other(plan)
    result = edit(MoveStation(source.stations[0]))
    opened = result.plan.post_of_station()[source.stations[0]]
    size = operation.doctrine.patterns[source.pattern].officers
    assert opened.stations == source.stations[:1]
    assert opened.id not in {post.id for post in plan.posts}
    assert result.cost.change.need == size
    assert result.plan.unfilled[opened.id] == size
    assert (opened.id, "check.team_short") in coded(result.findings, Change.BROKEN)
    assert result.plan.stress is None


def test_the_last_station_takes_its_post_along_and_frees_the_officers() -> None:
    operation, plan, _ = planned()
    lone = next(p for p in plan.posts if len(p.stations) == 1 and not _special(operation, p))
    target = next(p for p in plan.posts if p.district == lone.district and p is not lone)
    result = edit(MoveStation(lone.stations[0], target.id))
    assert lone.id not in {post.id for post in result.plan.posts}
    for placement in plan.officers_of(lone.id):
        now = next(p for p in result.plan.placements if p.officer == placement.officer)
        assert now.role is Role.SPARE
    assert result.cost.change.teams == -lone.team_size


def _special(operation: Operation, post: Post) -> bool:
    stations = {station.id: station for station in operation.stations}
    return stations[post.stations[0]].stands_alone


def test_a_special_station_put_with_others_is_a_hard_finding() -> None:
    operation, plan, _ = planned()
    special = next(s for s in operation.stations if s.special)
    target = next(
        p for p in plan.posts if p.district == special.district and special.id not in p.stations
    )
    result = edit(MoveStation(special.id, target.id))
    assert (target.id, "check.alone") in coded(result.findings, Change.BROKEN)
    assert (target.id, "check.pattern") in coded(result.findings, Change.BROKEN)
    assert result.plan.post_of_station()[special.id].level is Level.THINNED


def test_swapping_two_officers_changes_their_places_journeys_and_leaders() -> None:
    operation, plan, _ = planned()
    at_posts = [p for p in plan.placements if p.role is Role.POST]
    first, second = next((a, b) for a in at_posts for b in at_posts if a.place != b.place)
    result = edit(SwapOfficers(first.officer, second.officer))
    now = {p.officer: p for p in result.plan.placements}
    assert now[first.officer].place == second.place
    assert now[second.officer].place == first.place
    assert now[first.officer].reasons[0].code == "edit.officer"
    total = sum(p.minutes or 0 for p in result.plan.placements)
    assert result.cost.after.minutes == pytest.approx(total)
    check(operation, result.plan)


def test_the_own_village_is_said_and_mended_when_the_officer_leaves() -> None:
    operation, plan, travel = planned()
    homes = {o.id: o.home_village for o in operation.officers}
    villages = {s.id: s.village for s in operation.stations}
    placement, post = next(
        (p, post)
        for p in plan.placements
        for post in plan.posts
        if p.role is Role.SPARE and homes[p.officer] in {villages[s] for s in post.stations}
    )
    result = edit(MoveOfficer(placement.officer, Role.POST, post.id))
    assert (post.id, "check.own_village") in coded(result.findings, Change.BROKEN)
    assert (post.id, "check.team_over") in coded(result.findings, Change.BROKEN)
    assert [f.weight for f in result.findings if f.reason.code == "check.own_village"] == [
        Weight.HARD
    ]
    back = apply_edit(operation, result.plan, travel, MoveOfficer(placement.officer, Role.SPARE))
    assert (post.id, "check.own_village") in coded(back.findings, Change.MENDED)


def test_a_bko_team_torn_apart_is_said() -> None:
    operation, plan, travel = planned()
    teams = {o.id: o.team for o in operation.officers}
    idle = [p.officer for p in plan.placements if p.role is Role.SPARE]
    first, second = [officer for officer in idle if teams[officer] == "BKO-1"][:2]
    here = plan.posts[0]
    away = next(p for p in plan.posts if p.district != here.district)
    together = apply_edit(operation, plan, travel, MoveOfficer(first, Role.POST, here.id))
    assert "assignment.broken.team" not in {f.reason.code for f in together.findings}
    apart = apply_edit(operation, together.plan, travel, MoveOfficer(second, Role.POST, away.id))
    assert ("BKO-1", "assignment.broken.team") in coded(apart.findings, Change.BROKEN)
    told = {
        p.officer
        for p in apart.plan.placements
        if "assignment.broken.team" in {reason.code for reason in p.reasons}
    }
    assert told == {
        p.officer
        for p in apart.plan.placements
        if teams[p.officer] == "BKO-1" and p.role is not Role.SPARE
    }


def test_a_lone_officer_and_a_missing_senior_are_said() -> None:
    operation, plan, travel = planned()
    post = next(p for p in plan.posts if p.team_size == 2 and not plan.unfilled.get(p.id))
    leader = next(p for p in plan.officers_of(post.id) if p.leader)
    result = edit(MoveOfficer(leader.officer, Role.SPARE))
    broken = coded(result.findings, Change.BROKEN)
    assert (post.id, "check.team_short") in broken
    assert (post.id, "check.pair") in broken
    assert result.cost.change.missing == 1
    gone = next(p for p in result.plan.officers_of(post.id))
    empty = apply_edit(operation, result.plan, travel, MoveOfficer(gone.officer, Role.SPARE))
    hard = [f for f in empty.findings if f.reason.code == "check.team_short"]
    assert [f.weight for f in hard] == [Weight.HARD]


def test_locked_things_stay_until_they_are_released() -> None:
    operation, plan, travel = planned()
    source, target = full_and_other(plan)
    officer = plan.officers_of(source.id)[0].officer
    locked = edit(Lock(Subject.OFFICER, officer)).plan
    assert locked.locks.post_at(source.hub) is not None
    assert replace(locked, locks=plan.locks) == plan
    move = MoveStation(source.stations[0], target.id)
    assert refused(move, plan=locked) == "edit.locked_post"
    assert refused(MoveStation(target.stations[0], source.id), plan=locked) == "edit.locked_post"
    assert refused(MoveOfficer(officer, Role.SPARE), plan=locked) == "edit.locked_officer"
    assert refused(Unlock(Subject.POST, source.id), plan=locked) == "edit.post_holds_locked"
    assert refused(Lock(Subject.POST, source.id), plan=locked) == "edit.already_locked"
    assert refused(Lock(Subject.OFFICER, officer), plan=locked) == "edit.already_locked"
    free = apply_edits(
        operation, locked, travel,
        [Unlock(Subject.OFFICER, officer), Unlock(Subject.POST, source.id), move],
    )  # fmt: skip
    assert source.stations[0] in free.post_of_station()[target.hub].stations


def test_what_can_not_be_is_refused_with_its_remedy() -> None:
    plan = planned()[1]
    source, target = full_and_other(plan)
    far = next(p for p in plan.posts if p.district != source.district)
    lone = next(p for p in plan.posts if len(p.stations) == 1)
    station, someone = source.stations[0], plan.officers_of(source.id)[0]
    padal = next(p for p in plan.placements if p.role is Role.PADAL)
    spare = [p.officer for p in plan.placements if p.role is Role.SPARE]
    assert refused(MoveStation("x", source.id)) == "edit.station_unknown"
    assert refused(MoveStation(station, "x")) == "edit.post_unknown"
    assert refused(MoveStation(station, source.id)) == "edit.same_post"
    assert refused(MoveStation(station, far.id)) == "edit.other_district"
    assert refused(MoveStation(lone.stations[0])) == "edit.only_station"
    assert refused(SwapOfficers(someone.officer, "x")) == "edit.officer_unknown"
    assert refused(SwapOfficers(someone.officer, someone.officer)) == "edit.same_officer"
    assert refused(SwapOfficers(*spare[:2])) == "edit.swap_together"
    assert refused(MoveOfficer(someone.officer, Role.POST, source.id)) == "edit.same_place"
    assert refused(MoveOfficer(someone.officer, Role.POST, "x")) == "edit.place_unknown"
    assert refused(MoveOfficer(someone.officer, Role.DUTY, target.id)) == "edit.place_unknown"
    assert refused(MoveOfficer(someone.officer, Role.PADAL, padal.place)) == "edit.supervisor_full"
    assert refused(Unlock(Subject.POST, source.id)) == "edit.not_locked"
    assert refused(Unlock(Subject.OFFICER, someone.officer)) == "edit.not_locked"
    assert refused(Lock(Subject.POST, "x")) == "edit.post_unknown"
    assert refused(Lock(Subject.OFFICER, "x")) == "edit.officer_unknown"


@pytest.mark.parametrize(
    "document",
    [
        None, [], {}, {"kind": "x"}, {"kind": "move_station"},
        {"kind": "move_station", "station": 3},
        {"kind": "move_station", "station": "a", "extra": "b"}, {"kind": "lock", "subject": "x"},
        {"kind": "move_officer", "officer": "a", "role": "king"},
        {"kind": "swap_officers", "first": "a" * 300, "second": "b"},
        {"kind": "move_station", "station": "a", "__class__": "b"},
    ],
)  # fmt: skip
def test_a_damaged_edit_is_refused(document: object) -> None:
    with pytest.raises(InputError):
        edit_from_json(document)


def test_the_planners_own_plan_breaks_no_hard_rule() -> None:
    for officers in (90, 34):
        operation, plan, travel = planned(officers)
        hard = [f for f in check_plan(operation, plan, travel) if f.weight is Weight.HARD]
        assert hard == []
    for finding in check_plan(*planned(34)):
        assert all(say_reason(finding.reason, language) for language in LANGUAGES)
        assert finding_from_json(finding_to_json(finding)) == finding
