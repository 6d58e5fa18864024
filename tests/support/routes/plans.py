"""Scenarios, comparison, approval and prints: who plans, who approves, who prints."""

from __future__ import annotations

from typing import Any

from siaga.server.core.roles import Role
from siaga.server.plan.actions.prints import ask_print
from siaga.server.plan.jobs.prints import make_print
from siaga.server.plan.printing import KINDS
from support.approving import issued_plan
from support.desk import Desk
from support.planned_desk import make_planned_desk
from support.routes import EVERYBODY, POLICE, Route, slug

STAFF = {Role.OPS_HEAD, Role.PLANNER}
PLANNING = POLICE - {Role.POLSEK}
"""Who sees scenarios and plans that are not issued."""


def planned(desk: Desk) -> None:
    make_planned_desk(desk)


def issued(desk: Desk) -> None:
    issued_plan(make_planned_desk(desk))


def printed(desk: Desk) -> None:
    plan = issued_plan(make_planned_desk(desk))
    row = ask_print(desk.actor(), desk.operation, plan, KINDS["geojson"], "id")
    make_print(row.pk)


def first(desk: Desk) -> dict[str, Any]:
    return {**slug(desk), "number": 1}


def document(desk: Desk) -> dict[str, Any]:
    return {**first(desk), "kind": "geojson", "language": "id"}


def two_plans(desk: Desk) -> dict[str, Any]:
    return {"plan": "1"}


HIDDEN = dict.fromkeys(EVERYBODY - PLANNING, 404)
"""A draft is not there for them: not even its number tells anything."""

ROUTES = [
    Route("runs", allowed=PLANNING, kwargs=slug),
    Route("runs-live", allowed=PLANNING, kwargs=slug),
    Route("run", allowed=PLANNING, kwargs=first, setup=planned),
    Route("run-new", allowed=STAFF, kwargs=slug, setup=planned),
    Route("run-new", "POST", allowed=STAFF, ok=400, kwargs=slug, setup=planned),
    Route("run-cancel", "POST", allowed=STAFF, ok=302, kwargs=first, setup=planned),
    Route("compare", allowed=PLANNING, kwargs=slug, data=two_plans, setup=planned),
    Route("plans", allowed=EVERYBODY, kwargs=slug),
    Route("plan", allowed=EVERYBODY, kwargs=first, setup=issued),
    Route("plan", allowed=PLANNING, kwargs=first, setup=planned, special=HIDDEN),
    Route("plan-check", "POST", allowed=STAFF, ok=302, kwargs=first, setup=planned),
    Route("plan-return", "POST", allowed=STAFF | {Role.COMMANDER}, ok=302, kwargs=first,
          setup=planned),
    Route("plan-approve", "POST", allowed={Role.COMMANDER, Role.OPS_HEAD}, ok=302, kwargs=first,
          setup=planned),
    Route("plan-issue", "POST", allowed={Role.COMMANDER}, ok=302, kwargs=first, setup=planned),
    Route("plan-withdraw", "POST", allowed=STAFF, ok=302, kwargs=first, setup=planned),
    Route("plan-revise", "POST", allowed=STAFF, ok=302, kwargs=first, setup=planned),
    Route("prints", allowed=POLICE, kwargs=first, setup=issued),
    Route("print-make", "POST", allowed=POLICE, ok=302, kwargs=document, setup=issued),
    Route("print-file", allowed=POLICE, kwargs=document, setup=printed),
]  # fmt: skip
