"""Equal treatment and score inputs: everybody who oversees, nobody else."""

from siaga.server.core.roles import Role
from support.desk import Desk
from support.planned_desk import make_planned_desk
from support.routes import POLICE, Route, slug

OVERSIGHT = POLICE | {Role.KPU, Role.BAWASLU}
PLANNING = POLICE - {Role.POLSEK}
"""Who sees a plan that is not issued."""


def planned(desk: Desk) -> None:
    make_planned_desk(desk)


ROUTES = [
    Route("equal-treatment", allowed=OVERSIGHT, kwargs=slug),
    Route("score", allowed=OVERSIGHT, kwargs=slug),
    Route(
        "station-score",
        allowed=PLANNING,
        setup=planned,
        kwargs=lambda desk: {**slug(desk), "station": "1607012001001"},
        special={Role.POLSEK: 404, Role.KPU: 404, Role.BAWASLU: 404},  # the plan is not issued
    ),
]
