"""A data version and a plan as rows, straight from the model's values: what the map draws."""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime

from siaga.model.operation import Operation as PlannedOperation
from siaga.model.plan import Plan
from siaga.reports.plan_json import plan_document
from siaga.server.core.models import Operation, Person
from siaga.server.plan.models import (
    AreaRow,
    BaseRow,
    DataVersion,
    OfficerRow,
    PlacementRow,
    PlanStationRow,
    PlanVersion,
    PostRow,
    StationRow,
)
from siaga.server.plan.models.data import DataState
from siaga.server.plan.models.plans import PlanState


def data_rows(
    operation: Operation, planned: PlannedOperation, person: Person, number: int = 1
) -> DataVersion:
    """An accepted data version with its rows."""
    version = DataVersion.objects.create(
        operation=operation, number=number, state=DataState.ACCEPTED, created_by=person,
        decided_by=person, decided_at=datetime(2024, 11, 20, 1, 0, tzinfo=UTC),
        counts={"stations": len(planned.stations), "officers": len(planned.officers)},
    )  # fmt: skip
    StationRow.objects.bulk_create(
        (
            StationRow(
                version=version, ordinal=place, code=s.id, name=s.name, district=s.district,
                district_name=s.district_name, village=s.village, village_name=s.village_name,
                lat=s.lat, lon=s.lon, voters=s.voters, access=s.access.value,
            )
            for place, s in enumerate(planned.stations)
        ),
        batch_size=500,
    )  # fmt: skip
    OfficerRow.objects.bulk_create(
        (
            OfficerRow(
                version=version, ordinal=place, code=o.id, name=o.name, rank=o.rank, unit=o.unit,
                home_village=o.home_village or "", phone=o.phone,
            )
            for place, o in enumerate(planned.officers)
        ),
        batch_size=500,
    )  # fmt: skip
    BaseRow.objects.bulk_create(
        BaseRow(version=version, code=b.id, name=b.name, kind=b.kind.value, lat=b.lat, lon=b.lon)
        for b in planned.bases
    )
    AreaRow.objects.bulk_create(
        AreaRow(
            version=version, code=a.code, name=a.name, level=a.level.value, parent=a.parent,
            geometry={"type": "MultiPolygon", "coordinates": a.polygon} if a.polygon else None,
        )
        for a in planned.areas
    )  # fmt: skip
    return version


def plan_rows(
    version: DataVersion,
    planned: PlannedOperation,
    plan: Plan,
    person: Person,
    *,
    number: int = 1,
    state: PlanState = PlanState.DRAFT,
) -> PlanVersion:
    """A plan of ``version`` with its rows."""
    document = json.dumps(plan_document(planned, plan)).encode()
    made = PlanVersion.objects.create(
        operation=version.operation, number=number, name=f"Rencana {number}", data=version,
        state=state, document=zlib.compress(document), created_by=person,
    )  # fmt: skip
    stations = {station.id: station for station in planned.stations}
    names = {station.district: station.district_name for station in planned.stations}
    post_of = plan.post_of_station()
    placed: dict[str, int] = {}
    for placement in plan.placements:
        placed[placement.place] = placed.get(placement.place, 0) + 1
    PostRow.objects.bulk_create(
        PostRow(
            plan=made, ordinal=place, code=p.id, district=p.district,
            district_name=names[p.district], tier=p.tier.value, pattern=p.pattern,
            level=p.level.value, hub=p.hub, lat=stations[p.hub].lat, lon=stations[p.hub].lon,
            stations=len(p.stations), team_size=p.team_size, officers=placed.get(p.id, 0),
            max_minutes=p.max_minutes, travel=p.travel, access=p.access.value, threat=p.threat,
        )
        for place, p in enumerate(plan.posts)
    )  # fmt: skip
    PlanStationRow.objects.bulk_create(
        (
            PlanStationRow(
                plan=made, ordinal=place, code=s.id, name=s.name, district=s.district,
                district_name=s.district_name, village_name=s.village_name, lat=s.lat, lon=s.lon,
                post=post_of[s.id].id if s.id in post_of else "",
                level=post_of[s.id].level.value if s.id in post_of else "unguarded",
                tier=plan.vulnerability[s.id].tier.value,
                threat=plan.vulnerability[s.id].threat,
                reach=plan.vulnerability[s.id].reach,
            )
            for place, s in enumerate(planned.stations)
        ),
        batch_size=500,
    )  # fmt: skip
    units = {officer.id: officer.unit for officer in planned.officers}
    PlacementRow.objects.bulk_create(
        PlacementRow(
            plan=made, ordinal=place, officer=p.officer, unit=units[p.officer],
            role=p.role.value, place=p.place, minutes=p.minutes, leader=p.leader,
        )
        for place, p in enumerate(plan.placements)
    )  # fmt: skip
    return made
