"""Plans: their list, one with its history, and the steps from draft to order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from siaga.model.problems import InputError
from siaga.reports.plan_json import PlanFormatError
from siaga.server.core.access import Access, Actor, actor_of, may, operation_for
from siaga.server.core.middleware import language_of
from siaga.server.core.models import Operation
from siaga.server.core.numbers import whole_number
from siaga.server.core.security.fresh import require_fresh
from siaga.server.language import say
from siaga.server.plan.actions import approval as actions
from siaga.server.plan.models import PlanState, PlanVersion
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.queries.plan_history import history
from siaga.server.plan.queries.plans import plan_for, plans_of
from siaga.server.plan.queries.runs import RunViews

PLANS_A_PAGE = 25
STATES = (PlanState.DRAFT, PlanState.CHECKED, PlanState.APPROVED, PlanState.ISSUED)


@login_required
@require_GET
def plan_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Every plan this reader may see, with its state."""
    operation, access = operation_for(actor_of(request), slug, PlanPermission.ISSUED_VIEW)
    state = request.GET.get("state", "")
    found = plans_of(access)
    if state in set(PlanState):
        found = found.filter(state=state)
    page = Paginator(found, PLANS_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "operation": operation,
        "access": access,
        "page": page,
        "state": state,
        "states": [each.value for each in PlanState],
        "issued": plans_of(access).filter(state=PlanState.ISSUED).first(),
        "drafts": may(access.actor, operation, PlanPermission.DRAFT_VIEW),
    }
    return render(request, "plan/approval/plans.html", shown)


@login_required
@require_GET
def plan_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One plan: its figures, where it stands, what can be done next, what happened to it."""
    operation, access = operation_for(actor_of(request), slug, PlanPermission.ISSUED_VIEW)
    version = plan_for(access, number)
    return render(request, "plan/approval/plan.html", _page(request, access, operation, version))


def _page(
    request: HttpRequest, access: Access, operation: Operation, version: PlanVersion
) -> dict[str, Any]:
    views = RunViews(language_of(request))
    plans = may(access.actor, operation, PlanPermission.DRAFT_VIEW)
    return {
        "operation": operation,
        "access": access,
        "plan": version,
        "summary": version.summary,
        "bounds": [views.bound(row) for row in version.summary.get("bounds", ())],
        "changes": views.changes(version.run) if version.run and plans else (),
        "events": history(access, version),
        "edits": version.edits.filter(undone=False).count(),
        "steps": STATES,
        "step": STATES.index(PlanState(version.state)) if version.state in STATES else -1,
        "later": plans_of(access).filter(base=version).first(),
        "replaced_by": _replaced_by(access, version),
        "plans": plans,
        **_rights(access.actor, operation, version),
    }


def _replaced_by(access: Access, version: PlanVersion) -> PlanVersion | None:
    if version.state != PlanState.SUPERSEDED or version.issued_at is None:
        return None
    later = plans_of(access).filter(issued_at__gt=version.issued_at)
    return later.order_by("issued_at").first()


def _rights(actor: Actor, operation: Operation, version: PlanVersion) -> dict[str, bool]:
    """What this reader may do next with ``version``; the actions check again."""
    state = version.state
    staff = may(actor, operation, PlanPermission.DRAFT_EDIT)
    issues = may(actor, operation, PlanPermission.ISSUE)
    approves = may(actor, operation, PlanPermission.APPROVE)
    checks = may(actor, operation, PlanPermission.CHECK)
    fixed = state in (PlanState.ISSUED, PlanState.SUPERSEDED)
    own = False
    if state == PlanState.CHECKED and approves:
        try:
            actions.approval_access(actor, operation, version)
        except actions.SamePersonError:
            own = True
    drafted = state == PlanState.DRAFT
    return {
        "may_edit": drafted and staff,
        "may_check": drafted and checks,
        "may_return": state in (PlanState.CHECKED, PlanState.APPROVED) and (approves or checks),
        "may_approve": state == PlanState.CHECKED and approves and not own,
        "own": own,
        "may_issue": state == PlanState.APPROVED and issues,
        "may_withdraw": staff if drafted else issues and state in STATES,
        "may_revise": fixed and staff,
        "may_print": may(actor, operation, PlanPermission.PRINT),
    }


Step = Callable[[Actor, Operation, PlanVersion, int], PlanVersion]


def _take(request: HttpRequest, slug: str, number: int, name: str, step: Step) -> HttpResponse:
    """Take one step with the plan ``number`` and lead to what came of it."""
    actor = actor_of(request)
    operation, access = operation_for(actor, slug, PlanPermission.DRAFT_VIEW)
    version = plan_for(access, number)
    language = language_of(request)
    seen = whole_number(request.POST.get("revision"))
    try:
        made = step(actor, operation, version, -1 if seen is None else seen)
    except actions.ApprovalConflictError as conflict:
        messages.error(request, say(f"approval.conflict_{conflict.code}", language, number=number))
        return redirect("plan", slug, number)
    except actions.SamePersonError:
        messages.error(request, say("approval.same_person", language))
        shown = _page(request, access, operation, version)
        return render(request, "plan/approval/plan.html", shown, status=403)
    except InputError as error:
        messages.error(request, error.report.errors[0].text(language))
        return redirect("plan", slug, number)
    except PlanFormatError:
        messages.error(request, say("approval.conflict_damaged", language, number=number))
        return redirect("plan", slug, number)
    text = say(f"approval.done_{name}", language, number=made.number, base=number)
    messages.success(request, text)
    return redirect("plan", slug, made.number)


@login_required
@require_POST
def check(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Close a draft for changes."""

    def step(actor: Actor, operation: Operation, version: PlanVersion, seen: int) -> PlanVersion:
        _require(actor, operation, PlanPermission.CHECK)
        if version.state != PlanState.DRAFT:
            raise actions.ApprovalConflictError("not_draft")
        if version.revision != seen:
            raise actions.ApprovalConflictError("changed")
        return actions.check_plan(actor, operation, actions.prepare_check(version))

    return _take(request, slug, number, "check", step)


def _require(actor: Actor, operation: Operation, permission: PlanPermission) -> None:
    """Refuse before the work that takes time."""
    if not may(actor, operation, permission):
        raise PermissionDenied(permission)


@login_required
@require_POST
def send_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Send a plan back to its editors, with a reason."""

    def step(actor: Actor, operation: Operation, version: PlanVersion, seen: int) -> PlanVersion:
        reason = request.POST.get("reason", "")
        return actions.return_plan(
            actor, operation, plan_id=version.pk, revision=seen, reason=reason
        )

    return _take(request, slug, number, "return", step)


@login_required
@require_POST
def approve(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Approve a checked plan, as a second person."""

    def step(actor: Actor, operation: Operation, version: PlanVersion, seen: int) -> PlanVersion:
        _require(actor, operation, PlanPermission.APPROVE)
        require_fresh(request)
        return actions.approve_plan(actor, operation, plan_id=version.pk, revision=seen)

    return _take(request, slug, number, "approve", step)


@login_required
@require_POST
def issue(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Issue an approved plan as the order."""

    def step(actor: Actor, operation: Operation, version: PlanVersion, seen: int) -> PlanVersion:
        _require(actor, operation, PlanPermission.ISSUE)
        require_fresh(request)
        return actions.issue_plan(actor, operation, plan_id=version.pk, revision=seen)

    return _take(request, slug, number, "issue", step)


@login_required
@require_POST
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take a plan back for good, with a reason."""

    def step(actor: Actor, operation: Operation, version: PlanVersion, seen: int) -> PlanVersion:
        if version.state != PlanState.DRAFT:
            _require(actor, operation, PlanPermission.ISSUE)
            require_fresh(request)
        reason = request.POST.get("reason", "")
        return actions.withdraw_plan(
            actor, operation, plan_id=version.pk, revision=seen, reason=reason
        )

    return _take(request, slug, number, "withdraw", step)


@login_required
@require_POST
def revise(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Make a new draft from an issued plan, with a reason."""

    def step(actor: Actor, operation: Operation, version: PlanVersion, _: int) -> PlanVersion:
        reason = request.POST.get("reason", "")
        return actions.revise_plan(actor, operation, plan_id=version.pk, reason=reason)

    return _take(request, slug, number, "revise", step)
