"""Which stations the quick-reaction teams of a plan reach in time, over the real ways of travel."""

from __future__ import annotations

from typing import Any

import numpy as np

from siaga.geo.sources import travel_times
from siaga.server.plan.models import PlanVersion, StationRow
from siaga.server.plan.storing import planned_operation, stored_document


def reach_document(plan: PlanVersion) -> dict[str, Any]:
    """``{"target": minutes, "minutes": [minutes of the nearest team, -1 without a way]}``.

    One value a station, in the order of the map's data. Read anew with its document.
    """
    version = PlanVersion.objects.select_related("data").get(pk=plan.pk)
    reserves = stored_document(version)["reserves"]
    waiting = {team["base"] for team in reserves["teams"]}
    with planned_operation(version) as operation:
        bases = [base for base in operation.bases if base.id in waiting]
        found: dict[str, int] = {}
        if bases:
            block = travel_times(operation).block(bases, operation.stations)
            nearest = block.minutes.min(axis=0)
            found = {
                station.id: round(float(minutes))
                for station, minutes in zip(operation.stations, nearest, strict=True)
                if np.isfinite(minutes)
            }
    codes = StationRow.objects.filter(version=version.data).order_by("ordinal")
    return {
        "target": reserves["response_minutes"],
        "minutes": [found.get(code, -1) for code in codes.values_list("code", flat=True)],
    }
