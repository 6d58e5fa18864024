"""A plan of the library as rows of the desk, and back.

``PlanVersion.document`` holds plan.json as it was planned; ``PlanEdit`` rows change it; the rows of
posts, stations and placements show it as it stands; ``final`` is plan.json as it was checked.
Names and phone numbers of officers are in none of them: they stay in the data version, so that
erasing a person there leaves every hash valid (R9). Everything here runs in the caller's
transaction and appends nothing to the ledger: actions do.

    planned_operation(version)     with: the operation that was planned, its networks on disk
    stored_plan(version, planned)  the plan before its edits
    standing_plan(version, planned)  the plan as it stands
    store_plan(...)                a new draft with rows and summary
    write_rows(...)                the rows anew
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from django.db.models import Max

from siaga.geo.sources import travel_times
from siaga.model.operation import Operation as PlannedOperation
from siaga.model.plan import Plan, Post, Role
from siaga.planning.edit_json import edit_from_json
from siaga.planning.edits import apply_edits
from siaga.reports.plan_json import PlanFormatError, plan_text
from siaga.reports.plan_reader import plan_from_document
from siaga.server.core.models import Operation, Person
from siaga.server.plan.models import (
    DataVersion,
    PlacementRow,
    PlanEdit,
    PlanRun,
    PlanState,
    PlanStationRow,
    PlanVersion,
    PostRow,
)
from siaga.server.plan.plan_summary import summary_of
from siaga.server.plan.queries.data import operation_with_files
from siaga.server.plan.scenario import scenario_of, with_scenario

_BATCH: Final = 500
"""Rows written in one statement."""
_SHORT: Final = 120
"""Characters of a name of a place."""


def plan_bytes(planned: PlannedOperation, plan: Plan) -> bytes:
    """``plan.json`` of ``plan`` without names and phone numbers of officers."""
    nameless = tuple(replace(officer, name="", phone="") for officer in planned.officers)
    chain = tuple(replace(each, phone="") for each in plan.supervision.supervisors)
    return plan_text(
        replace(planned, officers=nameless),
        replace(plan, supervision=replace(plan.supervision, supervisors=chain)),
    ).encode()


def sha256_of(content: bytes) -> str:
    """What the ledger carries of a plan.json."""
    return hashlib.sha256(content).hexdigest()


def pack_document(content: bytes) -> bytes:
    """plan.json as it is stored."""
    return zlib.compress(content, 6)


def document_bytes(version: PlanVersion) -> bytes:
    """plan.json of ``version``: as it was checked, or while it is a draft as it was planned.

    Raises:
        PlanFormatError: it is not the one that was checked: somebody changed the table by hand.
    """
    if not version.final:
        return zlib.decompress(bytes(version.document))
    try:
        content = zlib.decompress(bytes(version.final))
    except zlib.error:
        content = b""
    if sha256_of(content) != version.sha256:
        raise PlanFormatError(Path(f"plan-{version.number}.json"), "not_a_plan")
    return content


def stored_document(version: PlanVersion) -> dict[str, Any]:
    """The same, parsed."""
    document: dict[str, Any] = json.loads(document_bytes(version))
    return document


@contextmanager
def planned_operation(version: PlanVersion) -> Iterator[PlannedOperation]:
    """The operation ``version`` plans: its data, with the scenario's settings and officers.

    Its networks lie on disk until the block ends.

    Raises:
        InputError: the data or the scenario can no longer be read.
    """
    with operation_with_files(version.data) as operation:
        yield with_scenario(version.data, operation, scenario_of(version))


def stored_plan(version: PlanVersion, planned: PlannedOperation) -> Plan:
    """The plan of ``version`` as it was planned, before its edits; ``planned`` knows the phones.

    Raises:
        PlanFormatError: the stored document is damaged.
    """
    return plan_in(bytes(version.document), version, planned)


def standing_plan(version: PlanVersion, planned: PlannedOperation) -> Plan:
    """The plan of ``version`` as it stands: as it was checked, or with the edits of a draft.

    Raises:
        PlanFormatError: the stored document is damaged.
        InputError: an edit can no longer be made.
    """
    if version.final:
        document_bytes(version)  # nothing is shown or printed of a plan that was tampered with
        return plan_in(bytes(version.final), version, planned)
    plan = stored_plan(version, planned)
    edits = PlanEdit.objects.filter(plan=version, undone=False).order_by("sequence")
    made = [edit_from_json(row.edit) for row in edits]
    return apply_edits(planned, plan, travel_times(planned), made) if made else plan


def plan_in(packed: bytes, version: PlanVersion, planned: PlannedOperation) -> Plan:
    """The plan in a packed plan.json of ``version``; ``planned`` knows the phones."""
    document = json.loads(zlib.decompress(packed))
    plan = plan_from_document(document, Path(f"plan-{version.number}.json"))
    phones = {officer.id: officer.phone for officer in planned.officers}
    chain = plan.supervision.supervisors
    return replace(
        plan,
        reserves=replace(plan.reserves, asked_teams=version.summary["reserves"]["asked"]),
        supervision=replace(
            plan.supervision,
            supervisors=tuple(replace(s, phone=phones.get(s.officer, "")) for s in chain),
        ),
    )


def store_plan(
    operation: Operation,
    data: DataVersion,
    planned: PlannedOperation,
    plan: Plan,
    *,
    name: str,
    created_by: Person,
    run: PlanRun | None = None,
    base: PlanVersion | None = None,
    reason: str = "",
) -> PlanVersion:
    """Keep ``plan`` of ``planned`` as a new draft with its rows and summary.

    ``planned`` is the operation that was planned: the data's, with the scenario's settings and
    officers. Call inside a transaction; whoever calls has locked the operation's row.
    """
    last = PlanVersion.objects.filter(operation=operation).aggregate(last=Max("number"))["last"]
    version = PlanVersion.objects.create(
        operation=operation,
        number=(last or 0) + 1,
        name=name,
        data=data,
        run=run,
        base=base,
        reason=reason,
        state=PlanState.DRAFT.value,
        document=pack_document(plan_bytes(planned, plan)),
        summary=summary_of(planned, plan),
        created_by=created_by,
    )
    write_rows(version, planned, plan)
    return version


def write_rows(version: PlanVersion, planned: PlannedOperation, plan: Plan) -> None:
    """Write the rows of ``version`` anew from ``plan``, whatever was there before."""
    for rows in (PostRow, PlanStationRow, PlacementRow):
        rows.objects.filter(plan=version).delete()
    PostRow.objects.bulk_create(post_rows(version, planned, plan), batch_size=_BATCH)
    PlanStationRow.objects.bulk_create(station_rows(version, planned, plan), batch_size=_BATCH)
    PlacementRow.objects.bulk_create(placement_rows(version, planned, plan), batch_size=_BATCH)


def post_rows(version: PlanVersion, planned: PlannedOperation, plan: Plan) -> list[PostRow]:
    """The posts of ``plan``, placed at their hubs, in the plan's order."""
    stations = {station.id: station for station in planned.stations}
    placed = Counter(row.place for row in plan.placements if row.role is Role.POST)
    locked = {lock.hub for lock in plan.locks.posts}
    found = []
    for ordinal, post in enumerate(plan.posts):
        hub = stations[post.hub]
        found.append(
            PostRow(
                plan=version, ordinal=ordinal, code=post.id, district=post.district,
                district_name=hub.district_name[:_SHORT], tier=post.tier.value,
                pattern=post.pattern[:40], level=post.level.value, hub=post.hub,
                lat=hub.lat, lon=hub.lon, stations=len(post.stations),
                team_size=post.team_size, officers=placed[post.id],
                max_minutes=post.max_minutes, travel=post.travel, access=post.access.value,
                threat=post.threat, locked=post.hub in locked,
            )
        )  # fmt: skip
    return found


def station_rows(
    version: PlanVersion, planned: PlannedOperation, plan: Plan
) -> list[PlanStationRow]:
    """The stations with their posts and scores, in the data's order."""
    post_of: dict[str, Post] = plan.post_of_station()
    found = []
    for ordinal, station in enumerate(planned.stations):
        post, scores = post_of.get(station.id), plan.vulnerability[station.id]
        found.append(
            PlanStationRow(
                plan=version, ordinal=ordinal, code=station.id, name=station.name[:160],
                district=station.district, district_name=station.district_name[:_SHORT],
                village_name=station.village_name[:_SHORT], lat=station.lat, lon=station.lon,
                post=post.id if post else "", level=post.level.value if post else "unguarded",
                tier=scores.tier.value, threat=scores.threat, reach=scores.reach,
            )
        )  # fmt: skip
    return found


def placement_rows(
    version: PlanVersion, planned: PlannedOperation, plan: Plan
) -> list[PlacementRow]:
    """Where everybody serves, without names (R9)."""
    units = {officer.id: officer.unit for officer in planned.officers}
    locked = {lock.officer for lock in plan.locks.officers}
    return [
        PlacementRow(
            plan=version, ordinal=ordinal, officer=row.officer,
            unit=units.get(row.officer, "")[:60], role=row.role.value, place=row.place[:60],
            minutes=row.minutes, leader=row.leader, locked=row.officer in locked,
        )
        for ordinal, row in enumerate(plan.placements)
    ]  # fmt: skip
