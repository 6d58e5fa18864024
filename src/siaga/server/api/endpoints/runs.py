"""Runs of the planner: list, start, cancel; two plans side by side."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from siaga.planning.compare import compare_plans
from siaga.server.api import shapes
from siaga.server.api.endpoints.parameters import Cursor, Limit, Number
from siaga.server.api.identity import caller, gate
from siaga.server.api.models import Scope
from siaga.server.api.once import once
from siaga.server.api.paging import Page, page
from siaga.server.api.problems import problem
from siaga.server.api.queries import read
from siaga.server.api.run_requests import RunIn, run_request
from siaga.server.api.schemas import ComparisonOut, RunOut
from siaga.server.core.access import authorise
from siaga.server.core.middleware import language_of
from siaga.server.plan.actions.runs import RunConflictError, cancel_run, start_run
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.workbench import workbench

router = Router(tags=["runs"])
RUNS = "/operations/{slug:slug}/runs"


@router.get(RUNS, response=Page[RunOut], url_name="runs")
def runs(request: HttpRequest, slug: str, limit: Limit = 100, cursor: Cursor = 0) -> Any:
    """Runs, newest first."""
    _, access = gate(request, slug, PlanPermission.RUN_VIEW)
    language = language_of(request)
    return page(
        request,
        read.runs(access),
        lambda row: shapes.run(row, language),
        key="number",
        cursor=cursor,
        limit=limit,
        descending=True,
    )


@router.post(RUNS, response={201: RunOut}, url_name="run-start")
def run_start(request: HttpRequest, slug: str, asked: RunIn) -> HttpResponse:
    """Queue a scenario. With an ``Idempotency-Key`` it is queued once, however often it arrives."""
    operation, access = gate(request, slug, PlanPermission.RUN_START, Scope.WRITE)
    actor = caller(request).actor
    data = read.data_to_plan(access, asked.data_version)
    key = request.headers.get("Idempotency-Key", "")
    planned = run_request(asked, data, f"{actor.person.pk}:{key}" if key else "")

    def act() -> dict[str, Any]:
        run = start_run(actor, operation, planned)
        return shapes.run(read.run(access, run.number), language_of(request))

    return once(request, 201, act)


@router.get(RUNS + "/{int:number}", response=RunOut, url_name="run")
def run(request: HttpRequest, slug: str, number: int) -> dict[str, Any]:
    """One run with its progress and bounds."""
    _, access = gate(request, slug, PlanPermission.RUN_VIEW)
    return shapes.run(read.run(access, number), language_of(request))


@router.post(RUNS + "/{int:number}/cancel", response={202: RunOut}, url_name="run-cancel")
def run_cancel(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask a run to end without a plan; 409 when it has ended or was asked before."""
    operation, access = gate(request, slug, PlanPermission.RUN_START, Scope.WRITE)
    read.run(access, number)

    def act() -> dict[str, Any]:
        cancel_run(caller(request).actor, operation, number=number)
        return shapes.run(read.run(access, number), language_of(request))

    try:
        return once(request, 202, act)
    except RunConflictError:
        return problem(request, 409)


@router.get("/operations/{slug:slug}/comparison", response=ComparisonOut, url_name="comparison")
def comparison(request: HttpRequest, slug: str, a: Number, b: Number) -> dict[str, Any]:
    """Plans ``a`` and ``b`` side by side: figures of each, and what moves from a to b."""
    operation, access = gate(request, slug, PlanPermission.DRAFT_VIEW)
    authorise(access.actor, operation, PlanPermission.RUN_VIEW)
    first, second = read.plan(access, a), read.plan(access, b)
    one, other = workbench(first), workbench(second)
    found = compare_plans(one.operation, one.plan, other.operation, other.plan)
    return {
        "a": shapes.plan(first),
        "b": shapes.plan(second),
        "officers": {kind.value: count for kind, count in found.moves.items()},
        "stations_moved": len(found.stations),
        "posts_gone": list(found.posts_gone),
        "posts_new": list(found.posts_new),
        "guard": [shapes.plain(change) for change in found.guard],
    }
