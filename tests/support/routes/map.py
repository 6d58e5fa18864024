"""The map desk, and the frame's language switch."""

from siaga.server.core.roles import Role
from siaga.server.plan.models.plans import PlanState
from support.builders import small_operation
from support.desk import Desk
from support.map_rows import data_rows, plan_rows
from support.plans import naive_plan
from support.routes import EVERY_ROLE, EVERYBODY, Route, slug


def with_data(desk: Desk) -> None:
    """An accepted data version."""
    data_rows(desk.operation, small_operation(), desk.people[Role.PLANNER])


def with_issued_plan(desk: Desk) -> None:
    """The same, and an issued plan of it."""
    planned, planner = small_operation(), desk.people[Role.PLANNER]
    version = data_rows(desk.operation, planned, planner)
    plan_rows(version, planned, naive_plan(planned), planner, state=PlanState.ISSUED)


def _first_station(desk: Desk) -> dict[str, str]:
    return {**slug(desk), "code": small_operation().stations[0].id}


ROUTES = [
    Route("language", "POST", allowed=EVERY_ROLE, ok=302, outsider=302,
          data=lambda desk: {"language": "en"}),
    Route("plan-map", allowed=EVERYBODY, kwargs=lambda desk: {**slug(desk), "number": 1},
          setup=with_issued_plan),
    Route("map-scene", allowed=EVERYBODY, kwargs=slug, setup=with_data),
    Route("map-areas", allowed=EVERYBODY, kwargs=lambda desk: {**slug(desk), "number": 1},
          setup=with_data),
    Route("map-picture", allowed=EVERYBODY, kwargs=slug, setup=with_data),
    Route("map-search", allowed=EVERYBODY, kwargs=slug, data=lambda desk: {"q": "TPS"},
          setup=with_data),
    Route("map-station", allowed=EVERYBODY, kwargs=_first_station, setup=with_data),
    Route("map-stations", allowed=EVERYBODY, kwargs=slug, setup=with_data),
    Route("basemap", allowed=(), refused=404, outsider=404),
]  # fmt: skip
