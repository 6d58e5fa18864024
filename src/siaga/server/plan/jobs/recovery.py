"""Jobs whose worker was killed are found by their silence and continued."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from siaga.server.core.repeating import repeating
from siaga.server.plan.actions.prints import QUEUED, RUNNING, fail_print
from siaga.server.plan.actions.runs import end_cancelled, fail_run
from siaga.server.plan.jobs.prints import print_plan
from siaga.server.plan.jobs.runs import plan_run
from siaga.server.plan.models import PlanPrint, PlanRun, RunState

log = logging.getLogger("siaga.jobs")

STALE: Final = timedelta(seconds=30)
"""A worker silent for fifteen beats is gone; a busy database may delay a few."""
PRINT_STALE: Final = timedelta(minutes=5)
"""No document takes longer to make."""
MOST_ATTEMPTS: Final = 3
EVERY_SECONDS: Final = 15.0


def recover(now: datetime | None = None) -> int:
    """Continue every run and print whose worker is gone; returns how many were queued again."""
    now = now or datetime.now(UTC)
    return _silent_runs(now) + _forgotten_runs(now) + _prints(now)


def _prints(now: datetime) -> int:
    """Documents whose worker is gone; making one takes seconds, so it writes no beat in between."""
    count = 0
    late = now - PRINT_STALE
    waiting = Q(state=QUEUED, created_at__lt=now - STALE) | Q(state=RUNNING, beat_at__lt=late)
    for printed in PlanPrint.objects.filter(waiting).defer("content"):
        if printed.state == QUEUED and is_coming(printed.pk, now):
            continue
        if printed.state == RUNNING and printed.attempts >= MOST_ATTEMPTS:
            fail_print(printed, "attempts")
            continue
        with transaction.atomic():
            again = PlanPrint.objects.filter(
                pk=printed.pk, state=printed.state, attempts=printed.attempts
            ).update(state=QUEUED)
            if again:
                enqueue_again(print_plan, printed.pk)
                count += 1
    return count


def _silent_runs(now: datetime) -> int:
    """Runs at work whose worker no longer says that it lives."""
    count = 0
    silent = PlanRun.objects.filter(state=RunState.RUNNING, beat_at__lt=now - STALE)
    for run in silent.select_related("operation__agency", "created_by"):
        if run.cancel_asked:
            end_cancelled(run)
        elif run.attempts >= MOST_ATTEMPTS:
            fail_run(run, "attempts")
        else:
            count += _requeue(run)
    return count


def _requeue(run: PlanRun) -> int:
    with transaction.atomic():
        again = PlanRun.objects.filter(
            pk=run.pk, state=RunState.RUNNING, attempts=run.attempts, beat_at=run.beat_at
        ).update(state=RunState.QUEUED.value, step="", share=0.0, bounds=[])
        if again:
            enqueue_again(plan_run, str(run.pk))
            log.warning("run queued again", extra={"run": str(run.pk), "attempt": run.attempts})
    return again


def _forgotten_runs(now: datetime) -> int:
    """Queued runs whose worker died between taking the job and beginning the run."""
    count = 0
    for run in PlanRun.objects.filter(state=RunState.QUEUED, created_at__lt=now - STALE):
        if not is_coming(str(run.pk), now):
            enqueue_again(plan_run, str(run.pk))
            count += 1
    return count


def is_coming(argument: str | int, now: datetime) -> bool:
    """Whether a job with ``argument`` waits, or was taken just now."""
    return _jobs(argument).filter(
        Q(status="READY") | Q(status="RUNNING", started_at__gte=now - STALE)
    ).exists()  # fmt: skip


def enqueue_again(job: Task[..., None], argument: str | int) -> None:
    """Queue ``job`` anew; what its dead worker left as running is closed."""
    with transaction.atomic():
        _jobs(argument).filter(status="RUNNING").update(
            status="FAILED", finished_at=datetime.now(UTC)
        )
        job.enqueue(argument)


def _jobs(argument: str | int) -> QuerySet[DBTaskResult[..., None]]:
    return DBTaskResult.objects.filter(args_kwargs={"args": [argument], "kwargs": {}})


@contextmanager
def recovering() -> Iterator[None]:
    """Recover now and every fifteen seconds, in a thread of its own, for as long as the block runs.

    A database that is away for a while is waited for.
    """
    with repeating(
        recover, every=EVERY_SECONDS, name="recovery", log=log, complaint="recovery waits"
    ):
        yield
