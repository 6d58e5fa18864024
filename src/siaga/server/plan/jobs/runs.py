"""The job that plans a scenario."""

from __future__ import annotations

import logging
import time
import uuid
from datetime import UTC, datetime
from typing import Any, Final

from django.db import DatabaseError
from django.db.models import F
from django_tasks import task

from siaga.model.plan import Bound
from siaga.model.problems import InputError
from siaga.pipeline import STRESS_DAYS
from siaga.planning.edit_json import locks_from_json
from siaga.server.plan.actions.runs import end_cancelled, fail_run, finish_run
from siaga.server.plan.jobs.child import Broken, Finished, Job, Progress, Refused
from siaga.server.plan.jobs.errors import JobLostError, JobStoppedError
from siaga.server.plan.jobs.watching import ChildKilledError, run_child
from siaga.server.plan.models import PlanRun, RunState
from siaga.server.plan.plan_summary import finite
from siaga.server.plan.queries.data import operation_with_files
from siaga.server.plan.scenario import scenario_of_run, with_scenario

log = logging.getLogger("siaga.jobs")

_BEAT_SECONDS: Final = 2.0
"""A worker writes that it lives at least this often."""


@task()
def plan_run(run_id: str) -> None:
    """Plan the scenario of ``run_id``; harmless when somebody else has it or it is over."""
    attempt = _claim(uuid.UUID(run_id))
    if attempt is None:
        return
    run = PlanRun.objects.select_related("operation", "data", "created_by", "base").get(pk=run_id)
    try:
        _plan(run)
    except JobStoppedError:
        end_cancelled(run)
    except JobLostError:
        log.warning("run continued elsewhere", extra={"run": run_id})
    except InputError as error:
        problem = error.report.errors[0]
        fail_run(run, "input", detail=(problem.text("id"), problem.text("en")))
    except ChildKilledError as end:
        log.error("planning process ended", extra={"run": run_id, "exit_code": end.code})
        fail_run(run, "killed")
    except OSError as error:
        log.exception("run failed", extra={"run": run_id})
        fail_run(run, "disk", detail=(str(error.strerror), str(error.strerror)))
    except DatabaseError:
        log.exception("run not stored", extra={"run": run_id})
        fail_run(run, "database")
    except Exception:
        log.exception("run failed", extra={"run": run_id})
        fail_run(run, "broken")


def _claim(run_id: uuid.UUID) -> int | None:
    """Take the queued run; the number of this attempt, None when it is not there to take."""
    now = datetime.now(UTC)
    taken = PlanRun.objects.filter(pk=run_id, state=RunState.QUEUED).update(
        state=RunState.RUNNING.value, attempts=F("attempts") + 1, started_at=now, beat_at=now,
        step="reading", share=0.0, bounds=[],
    )  # fmt: skip
    if not taken:
        return None
    attempts: int = PlanRun.objects.values_list("attempts", flat=True).get(pk=run_id)
    return attempts


def _plan(run: PlanRun) -> None:
    with operation_with_files(run.data) as read:
        operation = with_scenario(run.data, read, scenario_of_run(run))
        watcher = Watcher(run)
        if not watcher.tick(None):
            raise JobStoppedError
        job = Job(operation, run.seed, locks_from_json(run.locks), STRESS_DAYS)
        answer = run_child(job, watcher.tick)
    match answer:
        case Finished(plan=plan):
            watcher.tick(Progress("storing", 0.0, plan.bounds))
            finish_run(run, operation, plan)
        case Refused(sentences=sentences):
            fail_run(run, "input", detail=sentences[0])
        case Broken(trace=trace, memory=memory):
            log.error("planning failed", extra={"run": str(run.pk), "trace": trace})
            fail_run(run, "memory" if memory else "broken")


class Watcher:
    """Writes progress of one attempt, and looks whether somebody cancelled."""

    def __init__(self, run: PlanRun) -> None:
        self._run = run
        self._wrote = 0.0

    def tick(self, progress: Progress | None) -> bool:
        """Write ``progress`` when there is some, or the beat when it is due; False: cancelled.

        Raises:
            JobLostError: the run is no longer this attempt's.
        """
        now = time.monotonic()
        mine = PlanRun.objects.filter(
            pk=self._run.pk, state=RunState.RUNNING, attempts=self._run.attempts
        )
        if progress is not None or now - self._wrote >= _BEAT_SECONDS:
            changes: dict[str, Any] = {"beat_at": datetime.now(UTC)}
            if progress is not None:
                changes |= {
                    "step": progress.step[:60],
                    "share": progress.share,
                    "bounds": [_bound(bound) for bound in progress.bounds],
                }
            if not mine.update(**changes):
                raise JobLostError
            self._wrote = now
        asked = mine.values_list("cancel_asked", flat=True).first()
        if asked is None:
            raise JobLostError
        return not asked


def _bound(bound: Bound) -> dict[str, Any]:
    return {
        "step": bound.step,
        "value": finite(bound.value),
        "bound": finite(bound.bound),
        "unit": bound.unit,
        "complete": bound.complete,
    }
