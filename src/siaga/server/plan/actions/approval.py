"""Writes of approval: draft -> checked -> approved by a second person -> issued.

Every step names the revision its person has seen and carries the SHA-256 of the plan.json that was
checked. Going back, withdrawing and changing an issued plan need a reason.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import Http404

from siaga.server.core.access import Access, Actor, authorise, find_access
from siaga.server.core.action import action
from siaga.server.core.ledger_store import record
from siaga.server.core.models import Operation
from siaga.server.plan.entries_plans import (
    PlanApproved,
    PlanChecked,
    PlanIssued,
    PlanReturned,
    PlanRevised,
    PlanWithdrawn,
)
from siaga.server.plan.models import PlacementRow, PlanState, PlanStationRow, PlanVersion, PostRow
from siaga.server.plan.plan_summary import Summary, summary_of
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.storing import document_bytes, pack_document, plan_bytes, sha256_of
from siaga.server.plan.workbench import workbench

LONGEST_REASON: Final = 300
_BATCH: Final = 500


class ApprovalConflictError(Exception):
    """A plan is not as it was seen; ``code`` says how (texts ``approval.conflict_<code>``)."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class SamePersonError(PermissionDenied):
    """Who made, changed or checked a plan does not approve it."""


@dataclass(frozen=True, slots=True)
class Check:
    """A draft ready to be closed: everything that takes time, before anything is written."""

    plan_id: uuid.UUID
    revision: int
    content: bytes
    """plan.json as it stands."""
    summary: Summary


def prepare_check(version: PlanVersion) -> Check:
    """Read ``version`` as it stands.

    Raises:
        InputError: its data or an edit can no longer be read.
        PlanFormatError: its document is damaged.
    """
    bench = workbench(version)
    return Check(
        version.pk,
        version.revision,
        plan_bytes(bench.operation, bench.plan),
        summary_of(bench.operation, bench.plan),
    )


@action
def check_plan(actor: Actor, operation: Operation, check: Check) -> PlanVersion:
    """Close a draft for changes: from now on its plan.json and hash stand.

    Raises:
        ApprovalConflictError: ``changed`` when somebody edited it meanwhile, ``not_draft``.
    """
    access = authorise(actor, operation, PlanPermission.CHECK)
    version = _locked(operation, check.plan_id, check.revision, PlanState.DRAFT)
    _write(
        version,
        state=PlanState.CHECKED.value,
        final=pack_document(check.content),
        sha256=sha256_of(check.content),
        summary=check.summary,
        checked_by=actor.person,
        checked_at=datetime.now(UTC),
    )
    record(
        access,
        PlanChecked(number=version.number, revision=version.revision, sha256=version.sha256),
        object_type="plan",
        object_id=str(version.id),
    )
    return version


@action
def return_plan(
    actor: Actor, operation: Operation, *, plan_id: uuid.UUID, revision: int, reason: str
) -> PlanVersion:
    """Send a checked or approved plan back to its editors.

    Raises:
        ApprovalConflictError: ``changed``, ``not_waiting``, ``no_reason``.
    """
    access = find_access(actor, operation, PlanPermission.APPROVE) or authorise(
        actor, operation, PlanPermission.CHECK
    )
    version = _locked(operation, plan_id, revision, PlanState.CHECKED, PlanState.APPROVED)
    reason = _reason(reason)
    record(
        access,
        PlanReturned(number=version.number, revision=version.revision, sha256=version.sha256),
        object_type="plan",
        object_id=str(version.id),
        reason=reason,
    )
    _write(
        version,
        state=PlanState.DRAFT.value,
        final=b"",
        sha256="",
        checked_by=None,
        checked_at=None,
        approved_by=None,
        approved_at=None,
    )
    return version


@action
def approve_plan(
    actor: Actor, operation: Operation, *, plan_id: uuid.UUID, revision: int
) -> PlanVersion:
    """Approve a checked plan: by a second person, who neither made, changed nor checked it.

    Raises:
        SamePersonError: they did.
        ApprovalConflictError: ``changed``, ``not_checked``.
        PlanFormatError: the document is not the one that was checked.
    """
    authorise(actor, operation, PlanPermission.APPROVE)
    version = _locked(operation, plan_id, revision, PlanState.CHECKED)
    access = approval_access(actor, operation, version)
    document_bytes(version)
    _write(
        version,
        state=PlanState.APPROVED.value,
        approved_by=actor.person,
        approved_at=datetime.now(UTC),
    )
    record(
        access,
        PlanApproved(number=version.number, revision=version.revision, sha256=version.sha256),
        object_type="plan",
        object_id=str(version.id),
    )
    return version


def approval_access(actor: Actor, operation: Operation, version: PlanVersion) -> Access:
    """The grant to approve ``version``.

    Raises:
        SamePersonError: the actor could approve, had they not made, changed or checked it.
        PermissionDenied: not with this role.
        Http404: the actor has no part in the operation.
    """
    found = find_access(actor, operation, PlanPermission.APPROVE, authors_of(version))
    if found is not None:
        return found
    authorise(actor, operation, PlanPermission.APPROVE)
    raise SamePersonError(PlanPermission.APPROVE)


def authors_of(version: PlanVersion) -> set[uuid.UUID]:
    """Who made, changed or checked ``version``; an edit that was undone counts too."""
    found: set[uuid.UUID | None] = {version.created_by_id, version.checked_by_id}
    found.update(version.edits.values_list("made_by", flat=True))
    if version.run is not None:
        found.add(version.run.created_by_id)
    return {person for person in found if person is not None}


@action
def issue_plan(
    actor: Actor, operation: Operation, *, plan_id: uuid.UUID, revision: int
) -> PlanVersion:
    """Issue an approved plan as the order; the one in force until then is superseded with it.

    Raises:
        ApprovalConflictError: ``changed``, ``not_approved``.
        PlanFormatError: the document is not the one that was checked.
    """
    access = authorise(actor, operation, PlanPermission.ISSUE)
    version = _locked(operation, plan_id, revision, PlanState.APPROVED)
    document_bytes(version)
    before = PlanVersion.objects.filter(operation=operation, state=PlanState.ISSUED).first()
    entry = record(
        access,
        PlanIssued(
            number=version.number,
            revision=version.revision,
            sha256=version.sha256,
            supersedes=None if before is None else before.number,
        ),
        object_type="plan",
        object_id=str(version.id),
    )
    if before is not None:
        _write(before, state=PlanState.SUPERSEDED.value)
    _write(
        version,
        state=PlanState.ISSUED.value,
        issued_by=actor.person,
        issued_at=datetime.now(UTC),
        issued_entry=entry,
    )
    return version


@action
def withdraw_plan(
    actor: Actor, operation: Operation, *, plan_id: uuid.UUID, revision: int, reason: str
) -> PlanVersion:
    """Take a plan back for good; an issued one only who may issue, and nothing replaces it.

    Raises:
        ApprovalConflictError: ``changed``, ``over``, ``no_reason``.
    """
    state = (
        PlanVersion.objects.filter(operation=operation, pk=plan_id)
        .values_list("state", flat=True)
        .first()
    )
    drafted = state == PlanState.DRAFT
    access = authorise(
        actor, operation, PlanPermission.DRAFT_EDIT if drafted else PlanPermission.ISSUE
    )
    fixed = (PlanState.CHECKED, PlanState.APPROVED, PlanState.ISSUED)
    version = _locked(operation, plan_id, revision, *((PlanState.DRAFT,) if drafted else fixed))
    reason = _reason(reason)
    record(
        access,
        PlanWithdrawn(number=version.number, revision=version.revision, was=version.state),
        object_type="plan",
        object_id=str(version.id),
        reason=reason,
    )
    _write(version, state=PlanState.WITHDRAWN.value)
    return version


@action
def revise_plan(
    actor: Actor, operation: Operation, *, plan_id: uuid.UUID, reason: str
) -> PlanVersion:
    """Make a new draft from a plan that can no longer be changed.

    Raises:
        ApprovalConflictError: ``not_fixed`` (it can be changed itself), ``no_reason``.
        PlanFormatError: its document is not the one that was checked.
    """
    access = authorise(actor, operation, PlanPermission.DRAFT_EDIT)
    Operation.objects.select_for_update().get(pk=operation.pk)
    base = PlanVersion.objects.filter(operation=operation, pk=plan_id).first()
    if base is None:
        raise Http404
    if not base.final or base.state not in (PlanState.ISSUED, PlanState.SUPERSEDED):
        raise ApprovalConflictError("not_fixed")
    document_bytes(base)
    reason = _reason(reason)
    last = PlanVersion.objects.filter(operation=operation).aggregate(last=Max("number"))["last"]
    draft = PlanVersion.objects.create(
        operation=operation,
        number=last + 1,
        name=base.name,
        data=base.data,
        base=base,
        reason=reason,
        document=base.final,
        summary=base.summary,
        created_by=actor.person,
    )
    for rows in (PostRow, PlanStationRow, PlacementRow):
        _copy_rows(rows, base, draft)
    record(
        access,
        PlanRevised(number=draft.number, base=base.number, base_sha256=base.sha256),
        object_type="plan",
        object_id=str(draft.id),
        reason=reason,
    )
    return draft


def _copy_rows(model: type[Any], base: PlanVersion, draft: PlanVersion) -> None:
    rows = list(model.objects.filter(plan=base).order_by("ordinal"))
    for row in rows:
        row.pk = None
        row.plan = draft
        row._state.adding = True
    model.objects.bulk_create(rows, batch_size=_BATCH)


_NOT: Final = {
    (PlanState.DRAFT,): "not_draft",
    (PlanState.CHECKED,): "not_checked",
    (PlanState.APPROVED,): "not_approved",
    (PlanState.CHECKED, PlanState.APPROVED): "not_waiting",
}


def _locked(
    operation: Operation, plan_id: uuid.UUID, revision: int, *states: PlanState
) -> PlanVersion:
    """The plan as it is now, locked, in one of ``states`` and at the revision that was seen."""
    Operation.objects.select_for_update().get(pk=operation.pk)
    version = (
        PlanVersion.objects.select_for_update(of=("self",))
        .select_related("run")
        .filter(operation=operation, pk=plan_id)
        .first()
    )
    if version is None:
        raise Http404
    if version.state not in states:
        raise ApprovalConflictError(_NOT.get(states, "over"))
    if version.revision != revision:
        raise ApprovalConflictError("changed")
    return version


def _reason(text: str) -> str:
    """The reason, one line.

    Raises:
        ApprovalConflictError: ``no_reason``.
    """
    reason = " ".join(text.split())[:LONGEST_REASON]
    if not reason:
        raise ApprovalConflictError("no_reason")
    return reason


def _write(version: PlanVersion, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(version, name, value)
    version.save(update_fields=list(changes))
