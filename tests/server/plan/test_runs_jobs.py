"""Runs in the background: what people start is planned, can be stopped, and survives the server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from siaga.model.locks import Locks
from siaga.planning.edit_json import locks_to_json
from siaga.planning.edits import Lock, Subject
from siaga.server.core.models import LedgerEntry
from siaga.server.core.roles import Role
from siaga.server.plan.actions.drafts import edit_draft
from siaga.server.plan.actions.runs import RunRequest, cancel_run, finish_run, start_run
from siaga.server.plan.jobs.child import Finished, Job, Progress, receive, send
from siaga.server.plan.jobs.errors import JobLostError, JobStoppedError
from siaga.server.plan.jobs.recovery import MOST_ATTEMPTS, STALE, recover
from siaga.server.plan.jobs.runs import Watcher, plan_run
from siaga.server.plan.jobs.watching import ChildKilledError, run_child
from siaga.server.plan.models import (
    DataVersion,
    PlanRun,
    PlanStationRow,
    PlanVersion,
    PostRow,
    RunState,
)
from siaga.server.plan.storing import planned_operation, standing_plan
from support.desk import Desk
from support.planned_desk import add_data, small_plan, small_planned


@pytest.fixture
def data(desk: Desk) -> DataVersion:
    return add_data(desk, 44)


def request_for(data: DataVersion, **changes: object) -> RunRequest:
    values = {"token": uuid.uuid4(), "name": "616", "data": data, "seed": 1, **changes}
    return RunRequest(**values)  # type: ignore[arg-type]


def started(desk: Desk, data: DataVersion, **changes: object) -> PlanRun:
    return start_run(desk.actor(Role.PLANNER), desk.operation, request_for(data, **changes))


def at_work(run: PlanRun, beat: datetime, attempts: int = 1) -> PlanRun:
    PlanRun.objects.filter(pk=run.pk).update(
        state=RunState.RUNNING, attempts=attempts, beat_at=beat, started_at=beat
    )
    run.refresh_from_db()
    return run


def test_a_scenario_becomes_a_draft_with_its_settings(desk: Desk, data: DataVersion) -> None:
    run = started(desk, data, settings={"targets.reserve_share": 0.2}, extra_officers=20)
    plan_run.call(str(run.pk))
    run.refresh_from_db()
    assert run.state == RunState.DONE, run.message
    plan = PlanVersion.objects.get(run=run)
    plain = small_plan(44).requirement
    assert plan.summary["officers"] == 64
    assert plan.summary["requirement"]["reserve"] > plain.reserve_officers
    assert plan.summary["stress"]["days"] > 0
    assert PostRow.objects.filter(plan=plan).count() == plan.summary["posts"]
    assert {row["step"] for row in run.bounds} >= {"posts.officers"}
    kinds = list(LedgerEntry.objects.order_by("position").values_list("kind", flat=True))
    assert kinds == ["run.started", "run.finished"]


def test_a_double_click_starts_one_run(desk: Desk, data: DataVersion) -> None:
    token = uuid.uuid4()
    first, second = (started(desk, data, token=token) for _ in range(2))
    assert first.pk == second.pk
    assert PlanRun.objects.count() == DBTaskResult.objects.count() == 1


def test_a_run_that_waits_is_cancelled_at_once_and_never_planned(
    desk: Desk, data: DataVersion
) -> None:
    run = started(desk, data)
    cancel_run(desk.actor(), desk.operation, number=run.number)
    plan_run.call(str(run.pk))
    run.refresh_from_db()
    assert run.state == RunState.CANCELLED
    assert not PlanVersion.objects.exists()


def test_cancelling_a_run_at_work_leaves_nothing(desk: Desk, data: DataVersion) -> None:
    run = at_work(started(desk, data), datetime.now(UTC))
    cancel_run(desk.actor(), desk.operation, number=run.number)
    assert not Watcher(run).tick(Progress("posts", 0.5))
    with pytest.raises(JobStoppedError):
        finish_run(run, small_planned(44), small_plan(44))
    assert not PlanVersion.objects.exists()


def test_the_planning_process_ends_as_soon_as_the_watcher_says_so() -> None:
    job = Job(small_planned(44), 1, Locks(), 10_000_000)
    pids: list[int] = []

    def stop(progress: Progress | None) -> bool:
        pids.extend(children_of(os.getpid()))
        return False

    with pytest.raises(JobStoppedError):
        run_child(job, stop, every=0.01)
    assert pids
    assert not any(alive(pid) for pid in pids)


def test_a_process_the_system_takes_is_named_as_such() -> None:
    job = Job(small_planned(44), 1, Locks(), 10_000_000)

    def take(progress: Progress | None) -> bool:
        for pid in children_of(os.getpid()):
            os.kill(pid, signal.SIGKILL)
        return True

    with pytest.raises(ChildKilledError):
        run_child(job, take, every=0.01)


def test_planning_ends_with_a_worker_that_is_killed() -> None:
    """The input of the process ends when its worker is gone, however it went."""
    child = subprocess.Popen(
        [sys.executable, "-m", "siaga.server.plan.jobs.child"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert child.stdin is not None
    assert child.stdout is not None
    send(child.stdin, Job(small_planned(44), 1, Locks(), 10_000_000))
    assert isinstance(receive(child.stdout), Progress)
    child.stdin.close()
    assert child.wait(timeout=30) == 3
    child.stdout.close()


def test_a_lock_that_contradicts_the_data_is_named_in_both_languages(
    desk: Desk, data: DataVersion
) -> None:
    lock = {"stations": ["0"], "hub": "0", "pattern": "dua-delapan", "level": "doctrine"}
    run = started(desk, data, locks={"posts": [lock], "officers": []})
    plan_run.call(str(run.pk))
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert len(run.message) == 2
    assert run.message[0] != run.message[1]
    assert LedgerEntry.objects.filter(kind="run.failed").count() == 1


def test_a_run_whose_worker_was_killed_is_continued(desk: Desk, data: DataVersion) -> None:
    now = datetime.now(UTC)
    run = at_work(started(desk, data), now - STALE - timedelta(seconds=1))
    DBTaskResult.objects.update(status="RUNNING", started_at=run.beat_at)
    assert recover(now) == 1
    run.refresh_from_db()
    assert run.state == RunState.QUEUED
    assert DBTaskResult.objects.filter(status="READY").count() == 1
    assert recover(now) == 0, "it is queued once"
    plan_run.call(str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.attempts) == (RunState.DONE, 2)


def test_a_living_run_is_left_alone(desk: Desk, data: DataVersion) -> None:
    now = datetime.now(UTC)
    run = at_work(started(desk, data), now - timedelta(seconds=5))
    assert recover(now) == 0
    run.refresh_from_db()
    assert run.state == RunState.RUNNING


def test_a_job_taken_and_never_begun_is_queued_again(desk: Desk, data: DataVersion) -> None:
    later = datetime.now(UTC) + 2 * STALE
    started(desk, data)
    DBTaskResult.objects.update(status="RUNNING", started_at=datetime.now(UTC))
    assert recover(later) == 1


def test_after_three_attempts_the_run_fails_and_says_what_to_do(
    desk: Desk, data: DataVersion
) -> None:
    now = datetime.now(UTC)
    run = at_work(started(desk, data), now - 2 * STALE, attempts=MOST_ATTEMPTS)
    assert recover(now) == 0
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert "memori" in run.message[0]
    assert "memory" in run.message[1]


def test_a_worker_taken_for_dead_can_not_overwrite_the_one_that_continued(
    desk: Desk, data: DataVersion
) -> None:
    now = datetime.now(UTC)
    slow = at_work(started(desk, data), now - 2 * STALE)
    recover(now)
    PlanRun.objects.filter(pk=slow.pk).update(state=RunState.RUNNING, attempts=2)
    with pytest.raises(JobLostError):
        Watcher(slow).tick(Progress("posts", 0.1))
    with pytest.raises(JobLostError):
        finish_run(slow, small_planned(44), small_plan(44))
    assert not PlanVersion.objects.exists()


def test_the_child_tells_steps_and_bounds_and_sends_the_whole_plan() -> None:
    heard: list[Progress] = []

    def listen(progress: Progress | None) -> bool:
        if progress is not None:
            heard.append(progress)
        return True

    answer = run_child(Job(small_planned(44), 20241127, Locks(), 300), listen, every=0.02)
    assert isinstance(answer, Finished)
    assert answer.plan == small_plan(44)
    assert any(progress.bounds for progress in heard)


def children_of(pid: int) -> list[int]:
    """Planning processes of ``pid``, by the kernel's own table."""
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as table:
        direct = [int(word) for word in table.read().split()]
    return [child for child in direct if b"plan.jobs.child" in command(child)]


def command(pid: int) -> bytes:
    with open(f"/proc/{pid}/cmdline", "rb") as line:
        return line.read()


def alive(pid: int) -> bool:
    return os.path.exists(f"/proc/{pid}")


def test_a_decision_locked_in_a_draft_is_kept_by_the_next_run(
    desk: Desk, data: DataVersion
) -> None:
    """What people decided survives planning anew, also with other officers."""
    first = started(desk, data)
    plan_run.call(str(first.pk))
    draft = PlanVersion.objects.get(run=first)
    kept = PostRow.objects.filter(plan=draft, stations__gt=2).first()
    assert kept is not None
    edit_draft(
        desk.actor(Role.PLANNER), desk.operation, number=draft.number, revision=0,
        edit=Lock(Subject.POST, kept.code),
    )  # fmt: skip
    draft.refresh_from_db()
    with planned_operation(draft) as planned:
        locks = locks_to_json(standing_plan(draft, planned).locks)
    assert len(locks["posts"]) == 1
    again = started(desk, data, base=draft, locks=locks, extra_officers=10, seed=2)
    plan_run.call(str(again.pk))
    again.refresh_from_db()
    assert again.state == RunState.DONE, again.message
    held = PostRow.objects.get(plan__run=again, locked=True)
    assert held.hub == kept.hub
    assert stations_of(held) == stations_of(kept)


def stations_of(post: PostRow) -> set[str]:
    rows = PlanStationRow.objects.filter(plan=post.plan, post=post.code)
    return set(rows.values_list("code", flat=True))
