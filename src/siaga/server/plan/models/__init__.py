"""Tables of the plan desk."""

from siaga.server.plan.models.data import (
    AreaRow,
    BaseRow,
    DataFile,
    DataState,
    DataVersion,
    OfficerRow,
    StationRow,
)
from siaga.server.plan.models.plans import (
    PlacementRow,
    PlanEdit,
    PlanPrint,
    PlanState,
    PlanStationRow,
    PlanVersion,
    PostRow,
    Presence,
)
from siaga.server.plan.models.province import BkoProposal
from siaga.server.plan.models.runs import PlanRun, RunState

__all__ = [
    "AreaRow",
    "BaseRow",
    "BkoProposal",
    "DataFile",
    "DataState",
    "DataVersion",
    "OfficerRow",
    "PlacementRow",
    "PlanEdit",
    "PlanPrint",
    "PlanRun",
    "PlanState",
    "PlanStationRow",
    "PlanVersion",
    "PostRow",
    "Presence",
    "RunState",
    "StationRow",
]
