"""The map desk."""

from siaga.server.core.roles import Role
from siaga.server.plan.models import PlanVersion
from siaga.server.plan.models.plans import PlanState
from support.desk import Desk
from support.planned_desk import add_data, make_planned_desk, small_planned
from support.routes import EVERYBODY, POLICE, Route, slug


def with_data(desk: Desk) -> None:
    """An accepted data version."""
    add_data(desk)


def with_issued_plan(desk: Desk) -> None:
    """The same, and an issued plan of it."""
    plan = make_planned_desk(desk).plan
    PlanVersion.objects.filter(pk=plan.pk).update(state=PlanState.ISSUED)


def _first_station(desk: Desk) -> dict[str, str]:
    return {**slug(desk), "code": small_planned().stations[0].id}


def _province(desk: Desk) -> dict[str, object]:
    return {"agency_id": desk.operation.agency.parent_id}


ROUTES = [
    Route("plan-map", allowed=EVERYBODY, kwargs=lambda desk: {**slug(desk), "number": 1},
          setup=with_issued_plan),
    Route("map-scene", allowed=EVERYBODY, kwargs=slug, setup=with_data),
    Route("map-areas", allowed=EVERYBODY, kwargs=lambda desk: {**slug(desk), "number": 1},
          setup=with_data),
    Route("map-picture", allowed=EVERYBODY, kwargs=slug, setup=with_data),
    Route("map-search", allowed=EVERYBODY, kwargs=slug, data=lambda desk: {"q": "TPS"},
          setup=with_data),
    Route("map-station", allowed=EVERYBODY, kwargs=_first_station, setup=with_data),
    Route("map-base", allowed=EVERYBODY, kwargs=lambda desk: {**slug(desk), "code": "POLRES"},
          setup=with_data),
    Route("map-reach", allowed=POLICE, kwargs=slug, setup=with_issued_plan),
    Route("map-stations", allowed=EVERYBODY, kwargs=slug, setup=with_data),
    *(
        Route(name, allowed={Role.PROVINCE}, refused=404, kwargs=_province, setup=with_data)
        for name in ("province-map", "province-map-scene", "province-map-areas",
                     "province-map-picture")
    ),
    Route("basemap", allowed=(), refused=404, outsider=404),
]  # fmt: skip
