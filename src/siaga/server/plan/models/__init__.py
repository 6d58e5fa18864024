"""Tables of the plan desk."""

from siaga.server.plan.models.data import (
    AreaRow,
    BaseRow,
    DataFile,
    DataVersion,
    OfficerRow,
    StationRow,
)
from siaga.server.plan.models.plans import (
    PlacementRow,
    PlanEdit,
    PlanPrint,
    PlanStationRow,
    PlanVersion,
    PostRow,
    Presence,
)
from siaga.server.plan.models.province import BkoProposal
from siaga.server.plan.models.runs import PlanRun

__all__ = [
    "AreaRow",
    "BaseRow",
    "BkoProposal",
    "DataFile",
    "DataVersion",
    "OfficerRow",
    "PlacementRow",
    "PlanEdit",
    "PlanPrint",
    "PlanRun",
    "PlanStationRow",
    "PlanVersion",
    "PostRow",
    "Presence",
    "StationRow",
]
