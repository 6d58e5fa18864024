"""Scenarios: the form, the list, one run with its progress."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from siaga.model.problems import InputError
from siaga.model.run import Run
from siaga.planning.edit_json import locks_to_json
from siaga.reports.plan_json import PlanFormatError
from siaga.server.core.access import Access, actor_of, may, operation_for
from siaga.server.core.middleware import language_of
from siaga.server.core.numbers import number_asked, whole_number
from siaga.server.language import say
from siaga.server.ops.beats import worker_lives
from siaga.server.plan.actions.runs import RunConflictError, RunRequest, cancel_run, start_run
from siaga.server.plan.models import DataVersion, PlanRun, PlanVersion
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.queries import runs as queries
from siaga.server.plan.queries.data import current_version
from siaga.server.plan.queries.plans import plans_with_locks
from siaga.server.plan.queries.scenario_form import Answers, ScenarioForm
from siaga.server.plan.scenario import settings_file
from siaga.server.plan.storing import planned_operation, standing_plan

RUNS_A_PAGE = 25
LONGEST_NAME = 120


@login_required
@require_GET
def run_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Every scenario, what came of it, and those at work with their progress."""
    operation, access = operation_for(actor_of(request), slug, PlanPermission.RUN_VIEW)
    views = queries.RunViews(language_of(request))
    active = queries.active_runs(access, views)
    ended = queries.runs_of(access).exclude(state__in=queries.ACTIVE)
    page = Paginator(ended, RUNS_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "operation": operation,
        "access": access,
        "active": active,
        "page": page,
        "rows": [views.view(run) for run in page],
        "data": current_version(operation),
        "may_start": may(access.actor, operation, PlanPermission.RUN_START),
        "workers": not active or worker_lives(),
    }
    return render(request, "plan/runs/runs.html", shown)


@login_required
@require_GET
def live(request: HttpRequest, slug: str) -> HttpResponse:
    """The runs at work, for the list; when one has ended the page is asked to load itself anew."""
    operation, access = operation_for(actor_of(request), slug, PlanPermission.RUN_VIEW)
    views = queries.RunViews(language_of(request))
    active = queries.active_runs(access, views)
    shown = {
        "operation": operation,
        "active": active,
        "may_start": may(access.actor, operation, PlanPermission.RUN_START),
        "workers": not active or worker_lives(),
    }
    response = render(request, "plan/runs/_active.html", shown)
    if request.GET.get("count") != str(len(active)):
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_GET
def run_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One scenario: what differs, how far it is, what came of it."""
    operation, access = operation_for(actor_of(request), slug, PlanPermission.RUN_VIEW)
    run = queries.run_for(access, number)
    view = queries.RunViews(language_of(request)).view(run, ahead=_ahead(run))
    shown = {
        "operation": operation,
        "access": access,
        "row": view,
        "may_start": may(access.actor, operation, PlanPermission.RUN_START),
        "workers": not view.active or worker_lives(),
        "steps": queries.ALL_STEPS,
    }
    if request.headers.get("HX-Request"):
        response = render(request, "plan/runs/_run.html", shown)
        if not view.active:
            response["HX-Refresh"] = "true"
        return response
    return render(request, "plan/runs/run.html", shown)


def _ahead(run: PlanRun) -> int:
    return PlanRun.objects.filter(
        operation=run.operation_id, state__in=queries.ACTIVE, number__lt=run.number
    ).count()


@login_required
@require_POST
def cancel(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask a run to end; told twice is harmless."""
    actor = actor_of(request)
    operation, access = operation_for(actor, slug, PlanPermission.RUN_START)
    queries.run_for(access, number)
    language = language_of(request)
    try:
        cancel_run(actor, operation, number=number)
    except RunConflictError as conflict:
        messages.info(request, say(f"runs.{conflict.code}", language))
    else:
        messages.success(request, say("runs.cancel_asked", language, number=number))
    return redirect("run", slug, number)


@dataclass(frozen=True)
class _Draft:
    """The form as it is to be shown."""

    form: ScenarioForm
    answers: Answers
    sent: dict[str, str]
    name: str
    seed: str
    token: str
    base: int | None


@login_required
@require_http_methods(["GET", "POST"])
def new_run(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of a new scenario; a right one starts it."""
    actor = actor_of(request)
    operation, access = operation_for(actor, slug, PlanPermission.RUN_START)
    data = current_version(operation)
    if data is None:
        return render(request, "plan/runs/new.html", {"operation": operation, "access": access})
    form = ScenarioForm(settings_file(data), language_of(request))
    if request.method == "GET":
        return _show(request, access, data, _blank(request, access, form))
    draft = _sent(request, form)
    request_, draft = _request(request, access, data, draft)
    if request_ is None:
        return _show(request, access, data, draft, status=400)
    run = start_run(actor, operation, request_)
    messages.success(request, say("runs.started", language_of(request), number=run.number))
    return redirect("run", slug, run.number)


def _blank(request: HttpRequest, access: Access, form: ScenarioForm) -> _Draft:
    """An empty form, or with ``?copy=3`` one filled as run 3 was."""
    copied = number_asked(request, "copy")
    token = str(uuid.uuid4())
    if copied is None:
        return _Draft(form, Answers(), {}, "", str(Run().seed), token, _base(request.GET))
    run = queries.run_for(access, copied)
    answers = Answers(run.settings, run.extra_officers)
    name = say("runs.copy_of", language_of(request), name=run.name)[:LONGEST_NAME]
    return _Draft(form, answers, {}, name, str(run.seed), token, None)


def _sent(request: HttpRequest, form: ScenarioForm) -> _Draft:
    sent = {key: str(value)[:200] for key, value in request.POST.items()}
    return _Draft(
        form,
        form.read(sent),
        sent,
        " ".join(sent.get("name", "").split())[:LONGEST_NAME],
        sent.get("seed", "").strip(),
        sent.get("token", ""),
        _base(request.POST),
    )


def _base(values: Any) -> int | None:
    return whole_number(values.get("locks"))


def _request(
    request: HttpRequest, access: Access, data: DataVersion, draft: _Draft
) -> tuple[RunRequest | None, _Draft]:
    """What is to be started; None, and the errors in the draft, when something is wrong."""
    language = language_of(request)
    errors = dict(draft.answers.errors)
    if not draft.name:
        errors["name"] = say("runs.name_missing", language)
    if whole_number(draft.seed) is None:
        errors["seed"] = say("runs.seed_wrong", language)
    try:
        token = uuid.UUID(draft.token)
    except ValueError:
        token = uuid.uuid4()
    base, locks = None, {}
    if draft.base is not None:
        base = plans_with_locks(access).filter(number=draft.base).first()
        try:
            locks = {} if base is None else _locks_of(base)
        except (InputError, PlanFormatError):
            errors["locks"] = say("runs.locks_unreadable", language)
    if errors:
        return None, replace(draft, answers=replace(draft.answers, errors=errors))
    asked = RunRequest(
        token=token,
        name=draft.name,
        data=data,
        seed=int(draft.seed),
        settings=draft.answers.overrides,
        extra_officers=draft.answers.extra_officers,
        base=base,
        locks=locks,
    )
    return asked, draft


def _locks_of(plan: PlanVersion) -> dict[str, Any]:
    with planned_operation(plan) as planned:
        return locks_to_json(standing_plan(plan, planned).locks)


def _show(
    request: HttpRequest, access: Access, data: DataVersion, draft: _Draft, status: int = 200
) -> HttpResponse:
    errors = draft.answers.errors
    groups = draft.form.groups(draft.answers.overrides, draft.sent, errors)
    shown = {
        "operation": access.operation,
        "access": access,
        "data": data,
        "quick": groups[0],
        "sections": groups[1:],
        "draft": draft,
        "errors": errors,
        "wrong_fields": [f for group in groups for f in group.fields if f.error],
        "extra": draft.sent.get("extra_officers", str(draft.answers.extra_officers)),
        "bases": list(plans_with_locks(access)[:50]),
    }
    return render(request, "plan/runs/new.html", shown, status=status)
