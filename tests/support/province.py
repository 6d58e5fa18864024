"""A province with several resorts, each with a plan's figures."""

from __future__ import annotations

from typing import Any

from siaga.server.core.models import Agency, Operation
from siaga.server.core.roles import AgencyKind, Role
from siaga.server.plan.models import PlanState
from support.api import make_data, make_plan
from support.desk import Desk


def summary(*, available: int, short: int, stations: int, below: int) -> dict[str, Any]:
    """A plan's figures; half of what is below comes back with half of what is missing."""
    half = short // 2
    curve = [(half, below // 2), (short, below)] if half and below > 1 else [(short, below)]
    return {
        "requirement": {"need": available + short, "available": available, "short": short},
        "posts_short": short,
        "stations": stations,
        "below": below,
        "curve": [
            {"officers": officers, "stations": mended, "weight": mended * 1.5}
            for officers, mended in curve
            if officers and mended
        ],
    }


def make_resort(
    desk: Desk, number: int, figures: dict[str, Any] | None, *, stations: int = 3
) -> Operation:
    """A resort of the desk's province with accepted data and, with ``figures``, a plan."""
    polda = desk.operation.agency.parent
    polres = Agency.objects.create(
        kind=AgencyKind.POLRES, name=f"Polres {number:02d}", parent=polda
    )
    operation = Operation.objects.create(
        slug=f"polres-{number:02d}", name=f"Operasi Polres {number:02d}",
        region_code=f"16.{number:02d}", region_name=f"Kabupaten {number:02d}",
        election="Pilkada 2024", voting_day=desk.operation.voting_day, agency=polres,
    )  # fmt: skip
    planner = desk.people[Role.PLANNER]
    data = make_data(operation, planner, stations=stations, officers=2)
    if figures is not None:
        make_plan(data, planner, number=1, state=PlanState.ISSUED, summary=figures)
    return operation


def make_province(desk: Desk, resorts: int = 3, *, stations: int = 3) -> Agency:
    """Resorts short by 10, 20, 30 … officers; the desk's own operation has no plan yet."""
    for number in range(1, resorts + 1):
        figures = summary(available=500, short=10 * number, stations=900, below=15 * number)
        make_resort(desk, number, figures, stations=stations)
    assert desk.operation.agency.parent is not None
    return desk.operation.agency.parent
