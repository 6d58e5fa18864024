"""Changes of a draft by hand. Each names the revision it was made on and makes the next one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Max
from django.http import Http404

from siaga.model.plan import Plan, Role
from siaga.planning.edit_json import (
    cost_to_json,
    edit_from_json,
    edit_to_json,
    finding_to_json,
    kind_of,
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
)
from siaga.planning.plan_check import Change, Finding, Weight
from siaga.server.core.access import Actor, authorise
from siaga.server.core.action import action
from siaga.server.core.entries import Personal
from siaga.server.core.ledger_store import record
from siaga.server.core.models import Operation
from siaga.server.plan.draft_rows import change_rows
from siaga.server.plan.entries import PlanEdited, PlanEditRedone, PlanEditUndone
from siaga.server.plan.models import PlanEdit, PlanState, PlanVersion
from siaga.server.plan.plan_summary import summary_of
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.workbench import Workbench, keep, replayed, snapshot_after, workbench


class DraftConflictError(Exception):
    """The draft is no longer what the editor saw.

    ``code``: ``changed`` (somebody else changed it), ``not_draft`` (it was checked meanwhile),
    ``nothing_undone`` or ``nothing_redone``.
    """

    def __init__(self, code: str, version: PlanVersion) -> None:
        self.code = code
        self.version = version
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Changed:
    """A draft after a change."""

    version: PlanVersion
    edit: PlanEdit
    result: EditResult | None
    """None when a change was taken back."""


@action
def edit_draft(
    actor: Actor, operation: Operation, *, number: int, revision: int, edit: Edit
) -> Changed:
    """Make ``edit`` on draft ``number`` as the editor saw it at ``revision``.

    Raises:
        DraftConflictError: the draft has changed since, or is no draft any more.
        InputError: the edit can not be made; nothing is written.
    """
    access = authorise(actor, operation, PlanPermission.DRAFT_EDIT)
    version = _locked(operation, number, revision)
    bench = workbench(version)
    result = apply_edit(bench.operation, bench.plan, bench.travel, edit)
    last = PlanEdit.objects.filter(plan=version).aggregate(last=Max("sequence"))["last"]
    sequence = (last or 0) + 1
    row = PlanEdit.objects.create(
        plan=version,
        sequence=sequence,
        kind=kind_of(edit),
        edit=edit_to_json(edit),
        findings=[finding_to_json(_nameless(finding)) for finding in result.findings],
        cost=cost_to_json(result.cost.change),
        snapshot=snapshot_after(bench, result.plan, sequence),
        made_by=actor.person,
    )
    _advance(version, bench, result.plan)
    record(
        access,
        _facts(version, row, edit, result),
        object_type="plan",
        object_id=str(version.pk),
        personal=_personal(operation, edit),
    )
    return Changed(version, row, result)


@action
def undo_edit(actor: Actor, operation: Operation, *, number: int, revision: int) -> Changed:
    """Take back the last change that holds.

    Raises:
        DraftConflictError: the draft has changed since, is no draft, or nothing can be taken back.
    """
    access = authorise(actor, operation, PlanPermission.DRAFT_EDIT)
    version = _locked(operation, number, revision)
    held = PlanEdit.objects.filter(plan=version, undone=False).defer("snapshot")
    row = held.order_by("-sequence").first()
    if row is None:
        raise DraftConflictError("nothing_undone", version)
    before = workbench(version)
    row.undone = True
    row.save(update_fields=["undone"])
    _advance(version, before, replayed(version))
    record(
        access,
        PlanEditUndone(number=number, revision=version.revision, sequence=row.sequence),
        object_type="plan",
        object_id=str(version.pk),
    )
    return Changed(version, row, None)


@action
def redo_edit(actor: Actor, operation: Operation, *, number: int, revision: int) -> Changed:
    """Make the change again that was taken back last, as long as nothing else was changed since.

    Raises:
        DraftConflictError: the draft has changed since, is no draft, or nothing can be made again.
        InputError: the change can not be made any more.
    """
    access = authorise(actor, operation, PlanPermission.DRAFT_EDIT)
    version = _locked(operation, number, revision)
    row = next_redo(version)
    if row is None:
        raise DraftConflictError("nothing_redone", version)
    bench = workbench(version)
    result = apply_edit(bench.operation, bench.plan, bench.travel, edit_from_json(row.edit))
    row.undone = False
    row.save(update_fields=["undone"])
    _advance(version, bench, result.plan)
    record(
        access,
        PlanEditRedone(number=number, revision=version.revision, sequence=row.sequence),
        object_type="plan",
        object_id=str(version.pk),
    )
    return Changed(version, row, result)


def next_redo(version: PlanVersion) -> PlanEdit | None:
    """The change that :func:`redo_edit` would make: the first taken back after the last one."""
    last = PlanEdit.objects.filter(plan=version, undone=False).aggregate(last=Max("sequence"))
    waiting = PlanEdit.objects.filter(plan=version, undone=True, sequence__gt=last["last"] or 0)
    return waiting.defer("snapshot").order_by("sequence").first()


def _locked(operation: Operation, number: int, revision: int) -> PlanVersion:
    """The draft, locked, at ``revision``.

    Raises:
        Http404: there is none of that number.
        DraftConflictError: it is at another revision, or no draft any more.
    """
    version = (
        PlanVersion.objects.select_for_update(of=("self",))
        .select_related("data", "run", "base")
        .filter(operation=operation, number=number)
        .first()
    )
    if version is None:
        raise Http404
    if version.state != PlanState.DRAFT.value:
        raise DraftConflictError("not_draft", version)
    if version.revision != revision:
        raise DraftConflictError("changed", version)
    return version


def _advance(version: PlanVersion, before: Workbench, after: Plan) -> None:
    """Bring rows, summary and revision to ``after``; keep it once that is committed."""
    change_rows(version, before.operation, before.plan, after)
    version.revision += 1
    version.summary = summary_of(before.operation, after)
    version.save(update_fields=["revision", "summary"])
    transaction.on_commit(lambda: keep(version, after))


def _nameless(finding: Finding) -> Finding:
    """``finding`` as it is kept: officers by number, their names stay in the data version (R9)."""
    values = {key: value for key, value in finding.reason.values.items() if key != "name"}
    return replace(finding, reason=replace(finding.reason, values=values))


def _facts(version: PlanVersion, row: PlanEdit, edit: Edit, result: EditResult) -> PlanEdited:
    broken = Counter(f.weight for f in result.findings if f.change is Change.BROKEN)
    station, post = "", ""
    if isinstance(edit, MoveStation):
        station, post = edit.station, edit.to_post
    elif isinstance(edit, MoveOfficer) and edit.role is Role.POST:
        post = edit.place
    elif isinstance(edit, Lock | Unlock) and edit.subject is Subject.POST:
        post = edit.id
    return PlanEdited(
        number=version.number,
        revision=version.revision,
        sequence=row.sequence,
        edit=row.kind,
        station=station,
        post=post,
        hard=broken[Weight.HARD],
        soft=broken[Weight.SOFT],
        mended=sum(f.change is Change.MENDED for f in result.findings),
        need=result.cost.change.need,
    )


def _personal(operation: Operation, edit: Edit) -> dict[str, Personal]:
    """Officers of ``edit``, kept outside the hashed entry."""
    officers: dict[str, str] = {}
    if isinstance(edit, SwapOfficers):
        officers = {"first": edit.first, "second": edit.second}
    elif isinstance(edit, MoveOfficer):
        officers = {"officer": edit.officer}
    elif isinstance(edit, Lock | Unlock) and edit.subject is Subject.OFFICER:
        officers = {"officer": edit.id}
    return {
        name: Personal(officer, subject=f"officer:{operation.pk}:{officer}")
        for name, officer in officers.items()
    }
