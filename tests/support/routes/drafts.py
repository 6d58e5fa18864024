"""The draft desk: lists, cards, changes by hand."""

from __future__ import annotations

from typing import Any

from siaga.server.core.roles import Role
from siaga.server.plan.models import PlanState, PlanVersion
from siaga.server.plan.queries.draft_cards import KINDS
from support.desk import Desk
from support.planned_desk import make_planned_desk, small_plan
from support.routes import EVERYBODY, POLICE, Route, slug

PLANNING = frozenset(
    {Role.COMMANDER, Role.OPS_HEAD, Role.PLANNER, Role.INTELLIGENCE, Role.LOGISTICS, Role.PROVINCE}
)
STAFF = frozenset({Role.OPS_HEAD, Role.PLANNER})


def draft(desk: Desk) -> None:
    """A draft of accepted data."""
    make_planned_desk(desk)


def issued(desk: Desk) -> None:
    """The same, issued."""
    plan = make_planned_desk(desk).plan
    PlanVersion.objects.filter(pk=plan.pk).update(state=PlanState.ISSUED.value)


def plan_one(desk: Desk) -> dict[str, Any]:
    return {**slug(desk), "number": 1}


def subject(kind: str) -> Any:
    """The address of the first post, officer or station."""
    plan = small_plan()
    found = {
        "post": plan.posts[0].id,
        "officer": plan.placements[0].officer,
        "station": plan.posts[0].stations[0],
    }[kind]
    return lambda desk: {**plan_one(desk), "kind": kind, "subject": found}


def a_move(desk: Desk) -> dict[str, Any]:
    """A station to a post of its own."""
    source = max(small_plan().posts, key=lambda post: len(post.stations))
    return {
        "revision": "0", "kind": "move_station", "station": source.stations[0], "to_post": "new",
    }  # fmt: skip


ROUTES = [
    Route("plan-posts", allowed=PLANNING, kwargs=plan_one, setup=draft),
    Route("plan-posts", allowed=EVERYBODY, kwargs=plan_one, setup=issued),
    Route("plan-stations", allowed=PLANNING, kwargs=plan_one, setup=draft),
    Route("plan-stations", allowed=EVERYBODY, kwargs=plan_one, setup=issued),
    Route("plan-officers", allowed=PLANNING, kwargs=plan_one, setup=draft),
    Route("plan-officers", allowed=POLICE, kwargs=plan_one, setup=issued),
    *(
        Route(name, allowed=POLICE if kind == "officer" else EVERYBODY, kwargs=subject(kind),
              setup=issued)
        for name in ("plan-card", "plan-subject")
        for kind in KINDS
    ),
    Route("plan-card", allowed=PLANNING, kwargs=subject("post"), setup=draft),
    Route("plan-edit", allowed=PLANNING, kwargs=plan_one, setup=draft),
    Route("plan-findings", allowed=PLANNING, kwargs=plan_one, setup=draft),
    Route("plan-findings", allowed=PLANNING, kwargs=plan_one, setup=issued),
    Route("plan-edits", "POST", allowed=STAFF, ok=302, kwargs=plan_one, data=a_move, setup=draft),
    Route("plan-undo", "POST", allowed=STAFF, ok=409, kwargs=plan_one,
          data=lambda desk: {"revision": "0"}, setup=draft),
    Route("plan-redo", "POST", allowed=STAFF, ok=409, kwargs=plan_one,
          data=lambda desk: {"revision": "0"}, setup=draft),
    Route("plan-presence", allowed=STAFF, kwargs=plan_one, setup=draft),
]  # fmt: skip
