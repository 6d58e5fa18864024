"""Writes of runs: start, cancel, and how a run ends."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db.models import Max
from django.http import Http404

from siaga.model.operation import Operation as PlannedOperation
from siaga.model.plan import Plan
from siaga.server.core.access import Actor, authorise
from siaga.server.core.action import action
from siaga.server.core.ledger_store import record
from siaga.server.core.models import LedgerEntry, Operation
from siaga.server.language import say
from siaga.server.plan.entries_plans import RunCancelled, RunFailed, RunFinished, RunStarted
from siaga.server.plan.job_access import job_access
from siaga.server.plan.jobs.errors import JobLostError, JobStoppedError
from siaga.server.plan.models import DataVersion, PlanRun, PlanVersion, RunState
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.storing import document_bytes, sha256_of, store_plan


@dataclass(frozen=True, slots=True)
class RunRequest:
    """A scenario as asked for; its settings have been read and are within their limits."""

    token: uuid.UUID
    """Made by the form: the same form sent twice is one run."""
    name: str
    data: DataVersion
    seed: int
    settings: Mapping[str, Any] = field(default_factory=dict)
    extra_officers: int = 0
    base: PlanVersion | None = None
    """The plan whose locks it keeps."""
    locks: Mapping[str, Any] = field(default_factory=dict)

    @property
    def locked(self) -> int:
        """Posts and officers to be kept."""
        return len(self.locks.get("posts", ())) + len(self.locks.get("officers", ()))


class RunConflictError(Exception):
    """A run is no longer as it was seen; ``code`` says how (texts ``runs``)."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@action
def _start(actor: Actor, operation: Operation, request: RunRequest) -> PlanRun:
    from siaga.server.plan.jobs.runs import plan_run

    access = authorise(actor, operation, PlanPermission.RUN_START)
    Operation.objects.select_for_update().get(pk=operation.pk)
    if PlanRun.objects.filter(pk=request.token).exists():
        raise RunConflictError("repeated")
    last = PlanRun.objects.filter(operation=operation).aggregate(last=Max("number"))["last"]
    run = PlanRun.objects.create(
        id=request.token,
        operation=operation,
        number=(last or 0) + 1,
        name=request.name,
        data=request.data,
        settings=dict(request.settings),
        extra_officers=request.extra_officers,
        base=request.base,
        locks=dict(request.locks),
        seed=request.seed,
        created_by=actor.person,
    )
    record(
        access,
        RunStarted(
            number=run.number,
            data=request.data.number,
            settings={path: str(value) for path, value in sorted(request.settings.items())},
            extra_officers=run.extra_officers,
            locks=request.locked,
            seed=run.seed,
        ),
        object_type="run",
        object_id=str(run.id),
    )
    plan_run.enqueue(str(run.id))
    return run


def start_run(actor: Actor, operation: Operation, request: RunRequest) -> PlanRun:
    """Queue a scenario; sent twice, the run of the first time is returned.

    Raises:
        PermissionDenied: not with this role.
    """
    authorise(actor, operation, PlanPermission.RUN_START)
    try:
        return _start(actor, operation, request)
    except RunConflictError:
        found = PlanRun.objects.filter(operation=operation, pk=request.token).first()
        if found is None:
            raise Http404 from None
        return found


@action
def cancel_run(actor: Actor, operation: Operation, *, number: int) -> PlanRun:
    """Ask a run to end without a plan. One that waits ends at once, one at work within seconds.

    Raises:
        RunConflictError: ``over`` when it has ended, ``asked`` when somebody asked before.
    """
    access = authorise(actor, operation, PlanPermission.RUN_START)
    run = PlanRun.objects.select_for_update().get(operation=operation, number=number)
    if run.cancel_asked:
        raise RunConflictError("asked")
    if run.state not in (RunState.QUEUED, RunState.RUNNING):
        raise RunConflictError("over")
    run.cancel_asked = True
    if run.state == RunState.QUEUED:
        run.state = RunState.CANCELLED.value
        run.ended_at = datetime.now(UTC)
    run.save(update_fields=["cancel_asked", "state", "ended_at"])
    record(access, RunCancelled(number=run.number), object_type="run", object_id=str(run.id))
    return run


def end_cancelled(run: PlanRun) -> None:
    """Mark a run at work as ended; its cancelling is on record already."""
    PlanRun.objects.filter(pk=run.pk, state=RunState.RUNNING, attempts=run.attempts).update(
        state=RunState.CANCELLED.value, ended_at=datetime.now(UTC)
    )


@action
def finish_run(run: PlanRun, planned: PlannedOperation, plan: Plan) -> PlanVersion:
    """Keep the plan of a run as a new draft: plan, rows, summary and end, or nothing.

    Raises:
        JobLostError: another worker continued the run.
        JobStoppedError: somebody cancelled it in the last moment.
    """
    access = job_access(run.created_by, run.operation, PlanPermission.RUN_START)
    Operation.objects.select_for_update().get(pk=run.operation_id)
    mine = _mine(run)
    if mine.cancel_asked:
        raise JobStoppedError
    version = store_plan(
        run.operation, run.data, planned, plan, name=run.name, created_by=run.created_by, run=mine
    )
    _end(mine, RunState.DONE, step="", share=1.0)
    record(
        access,
        RunFinished(
            number=run.number,
            plan=version.number,
            sha256=sha256_of(document_bytes(version)),
            need=version.summary["need"],
            available=plan.requirement.available,
            short=plan.shortage.short,
        ),
        object_type="run",
        object_id=str(run.id),
    )
    return version


@action
def _fail(run: PlanRun, code: str, detail: tuple[str, str]) -> LedgerEntry:
    access = job_access(run.created_by, run.operation, PlanPermission.RUN_START)
    message = [
        say(f"runs.failed_{code}", "id", detail=detail[0]),
        say(f"runs.failed_{code}", "en", detail=detail[1]),
    ]
    _end(_mine(run), RunState.FAILED, message=message)
    return record(
        access, RunFailed(number=run.number, code=code), object_type="run", object_id=str(run.id)
    )


def fail_run(run: PlanRun, code: str, detail: tuple[str, str] = ("", "")) -> None:
    """End a run without a plan, and say why and what to do (texts ``runs.failed_<code>``).

    Nothing happens when another worker has continued it.
    """
    try:
        _fail(run, code, detail)
    except JobLostError:
        return


def _mine(run: PlanRun) -> PlanRun:
    """The run as it is now, locked, when it is still this attempt's."""
    found = (
        PlanRun.objects.select_for_update()
        .filter(pk=run.pk, state=RunState.RUNNING, attempts=run.attempts)
        .first()
    )
    if found is None:
        raise JobLostError
    return found


def _end(run: PlanRun, state: RunState, **changes: Any) -> None:
    values = {"state": state.value, "ended_at": datetime.now(UTC), **changes}
    for name, value in values.items():
        setattr(run, name, value)
    run.save(update_fields=list(values))
