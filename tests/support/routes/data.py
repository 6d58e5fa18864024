"""Who may use the data desk's routes."""

from __future__ import annotations

from typing import Any

from siaga.server.core.roles import Role
from support.data_desk import accepted, proposal
from support.desk import Desk
from support.planned_desk import small_planned
from support.routes import EVERYBODY, Route, slug

STAFF = {Role.OPS_HEAD, Role.PLANNER}
UPLOADERS = {*STAFF, Role.INTELLIGENCE, Role.LOGISTICS, Role.KPU}
SEE_PEOPLE = {Role.COMMANDER, *STAFF, Role.PROVINCE}


def first(desk: Desk) -> dict[str, Any]:
    """The first version's address."""
    return {**slug(desk), "number": 1}


def one_of_each(desk: Desk) -> None:
    """Version 1 accepted, version 2 proposed."""
    accepted(desk)
    proposal(desk)


def somebody(desk: Desk) -> dict[str, Any]:
    """An officer's address."""
    return {**slug(desk), "code": small_planned().officers[0].id}


def table(desk: Desk) -> dict[str, Any]:
    """A template's address."""
    return {**slug(desk), "name": "stations"}


ROUTES = [
    Route("data", allowed=EVERYBODY, kwargs=slug),
    Route("data-current", allowed=EVERYBODY, ok=302, kwargs=slug),
    Route("data-template", allowed=EVERYBODY, kwargs=table),
    Route("data-upload", allowed=UPLOADERS, kwargs=slug),
    Route("data-upload", "POST", allowed=UPLOADERS, ok=422, kwargs=slug),
    Route("data-compare", allowed=EVERYBODY, kwargs=slug, setup=one_of_each),
    Route("data-version", allowed=EVERYBODY, kwargs=first, setup=one_of_each),
    Route("data-download", allowed=EVERYBODY, kwargs=first, setup=one_of_each),
    Route("data-stations", allowed=EVERYBODY, kwargs=first, setup=one_of_each),
    Route("data-officers", allowed=SEE_PEOPLE, kwargs=first, setup=one_of_each),
    Route("data-correct", "POST", allowed=UPLOADERS, ok=409, kwargs=first,
          data=lambda desk: {"sheet": "stations"}, setup=one_of_each),
    Route("data-accept", "POST", allowed=STAFF, ok=409, kwargs=first, setup=one_of_each,
          special={Role.OPS_HEAD: 302}),  # who accepted it clicked twice
    Route("data-discard", "POST", allowed=STAFF, ok=409, kwargs=first, setup=one_of_each),
    Route("data-rebase", "POST", allowed=UPLOADERS, ok=409, kwargs=first, setup=one_of_each),
    Route("data-restore", "POST", allowed=STAFF, ok=302, kwargs=first, setup=one_of_each),
    Route("data-erase", allowed={Role.OPS_HEAD}, kwargs=somebody, setup=one_of_each),
    Route("data-erase", "POST", allowed={Role.OPS_HEAD}, ok=422, kwargs=somebody,
          setup=one_of_each),
]  # fmt: skip
