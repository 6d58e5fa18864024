"""The API, with a token that has every scope: roles decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from siaga.server.core.roles import Role
from siaga.server.plan.models import RunState
from support.api import issue, make_checkpoint, with_token
from support.desk import Desk
from support.planned_desk import add_run, make_planned_desk, small_plan
from support.routes import EVERY_ROLE, EVERYBODY, POLICE, Route, slug

PLANNING = POLICE - {Role.POLSEK}
STAFF = {Role.OPS_HEAD, Role.PLANNER}
LEDGER = POLICE | {Role.KPU, Role.BAWASLU}
POST = small_plan().posts[0].id


def _filled(desk: Desk) -> None:
    planned = make_planned_desk(desk)
    issue(planned.plan)
    make_checkpoint()
    add_run(desk, planned.data, RunState.QUEUED)


def _one(desk: Desk) -> dict[str, Any]:
    return {**slug(desk), "number": 1}


def _queued(desk: Desk) -> dict[str, Any]:
    return {**slug(desk), "number": 2}


def _agency(desk: Desk) -> dict[str, Any]:
    return {"agency": desk.operation.agency.parent_id}


def _nothing(_desk: Desk) -> Mapping[str, Any]:
    return {}


def _api(name: str, allowed: Any, method: str = "GET", **fields: Any) -> Route:
    given: dict[str, Any] = {
        "kwargs": slug, "setup": _filled, "sign_in": with_token, "anonymous": 401, **fields,
    }  # fmt: skip
    special = given.pop("special", {})
    if given["kwargs"] is not _nothing and "refused" not in given:
        # The administrator of the installation has no part in any operation.
        special = {Role.ADMIN: 403, **special}
    return Route(f"api:{name}", method, allowed=allowed, special=special, **given)


ROUTES = [
    Route("api:openapi-json", allowed=EVERY_ROLE, outsider=200, anonymous=200),
    Route("api:api-root", refused=404, anonymous=404),
    _api("me", EVERY_ROLE, kwargs=_nothing, outsider=200),
    _api("operations", EVERY_ROLE, kwargs=_nothing, outsider=200),
    _api("operation", EVERYBODY),
    _api("data-versions", EVERYBODY),
    _api("data-version", EVERYBODY, kwargs=_one),
    _api("stations", EVERYBODY, kwargs=_one),
    _api("officers", STAFF | {Role.COMMANDER, Role.PROVINCE}, kwargs=_one),
    _api("plans", EVERYBODY),
    _api("plan", EVERYBODY, kwargs=_one),
    _api("posts", EVERYBODY, kwargs=_one),
    _api("placements", POLICE, kwargs=_one),
    _api("plan-geojson", EVERYBODY, kwargs=_one),
    _api(
        "explanation",
        EVERYBODY,
        kwargs=lambda desk: {**_one(desk), "kind": "post", "subject": POST},
    ),
    _api("runs", PLANNING),
    _api("run-start", STAFF, "POST", ok=201, json=True, data=lambda _: {"name": "616 + 80"}),
    _api("run", PLANNING, kwargs=_one),
    _api("run-cancel", STAFF, "POST", ok=202, json=True, kwargs=_queued),
    _api("comparison", PLANNING, data=lambda _: {"a": 1, "b": 1}),
    _api("ledger-entries", LEDGER, special={Role.ADMIN: 200}),
    _api("ledger-checkpoint", LEDGER, special={Role.ADMIN: 200}),
    _api("provinces", EVERY_ROLE, kwargs=_nothing, outsider=200),
    _api("province-overview", {Role.PROVINCE}, kwargs=_agency, refused=404),
    _api(
        "province-sharing",
        {Role.PROVINCE},
        kwargs=_agency,
        refused=404,
        data=lambda _: {"officers": 5},
    ),
    _api("proposals", {Role.PROVINCE}, kwargs=_agency, refused=404),
    _api(
        "proposal-save",
        {Role.PROVINCE},
        "POST",
        ok=201,
        json=True,
        kwargs=_agency,
        refused=404,
        data=lambda _: {"officers": 5},
    ),
]
