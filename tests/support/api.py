"""What the tests of API and map layers stand on: rows of every kind, tokens, requests."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from siaga.server.api.identity import new_secret
from siaga.server.api.models import ApiToken, Scope
from siaga.server.core.models import Checkpoint, LedgerEntry, Operation, Person
from siaga.server.core.roles import Role
from siaga.server.plan.models import (
    AreaRow,
    BaseRow,
    DataState,
    DataVersion,
    OfficerRow,
    PlacementRow,
    PlanRun,
    PlanState,
    PlanStationRow,
    PlanVersion,
    PostRow,
    RunState,
    StationRow,
)
from support.desk import Desk

NOW = datetime(2024, 11, 1, 3, 0, tzinfo=UTC)
DISTRICT, VILLAGE = "16.07.01", "16.07.01.2001"


@dataclass(frozen=True)
class ApiDesk:
    """The desk, its accepted data, a draft (1) and an issued plan (2)."""

    desk: Desk
    data: DataVersion
    draft: PlanVersion
    issued: PlanVersion
    run: PlanRun

    def token(self, role: Role = Role.OPS_HEAD, *scopes: Scope, **fields: Any) -> str:
        """A token of the person of ``role``; every scope when none is named."""
        return make_token(self.desk.people[role], *scopes, **fields)

    def get(self, path: str, role: Role = Role.OPS_HEAD, **headers: str) -> Any:
        """Ask the API with a token of ``role``."""
        return ask(path, self.token(role), **headers)


def make_token(
    person: Person, *scopes: Scope, operation: Operation | None = None, **fields: Any
) -> str:
    """A token of ``person``, its text."""
    text, prefix, secret_hash = new_secret()
    given: dict[str, Any] = {"expires_at": timezone.now() + timedelta(days=1), **fields}
    ApiToken.objects.create(
        person=person,
        operation=operation,
        name="uji",
        prefix=prefix,
        secret_hash=secret_hash,
        scopes=[scope.value for scope in scopes or tuple(Scope)],
        **given,
    )
    return text


def with_token(_client: Client, person: Person) -> dict[str, str]:
    """Sign in as a program does."""
    return {"Authorization": f"Bearer {make_token(person)}"}


def ask(path: str, token: str = "", **headers: str) -> Any:
    """GET ``path`` with ``token``."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    if token:
        given["Authorization"] = f"Bearer {token}"
    return Client().get(path, headers=given)


def make_api_desk(desk: Desk, *, stations: int = 7, officers: int = 5) -> ApiDesk:
    """Fill the desk's operation."""
    planner = desk.people[Role.PLANNER]
    data = make_data(desk.operation, planner, stations=stations, officers=officers)
    run = PlanRun.objects.create(
        operation=desk.operation, number=1, name="616", data=data, seed=1,
        state=RunState.DONE, created_by=planner,
    )  # fmt: skip
    draft = make_plan(data, planner, number=1, state=PlanState.DRAFT, run=run)
    issued = make_plan(data, planner, number=2, state=PlanState.ISSUED)
    for position in range(5):
        make_entry(desk.operation, planner, position)
    make_checkpoint()
    return ApiDesk(desk, data, draft, issued, run)


def make_data(
    operation: Operation, person: Person, *, stations: int, officers: int, number: int = 1
) -> DataVersion:
    """An accepted version: stations along a line, numbered officers, a base, two areas."""
    data = DataVersion.objects.create(
        operation=operation, number=number, state=DataState.ACCEPTED, created_by=person,
        decided_by=person, decided_at=NOW, counts={"stations": stations, "officers": officers},
    )  # fmt: skip
    StationRow.objects.bulk_create(
        StationRow(
            version=data, ordinal=n, code=f"{VILLAGE}-{n:05d}", name=f"TPS {n}",
            district=DISTRICT, district_name="Betung", village=VILLAGE, village_name="Taja Indah",
            lat=-2.9 - n / 1e5, lon=104.5 + n / 1e5, voters=480, access="road",
        )
        for n in range(stations)
    )  # fmt: skip
    OfficerRow.objects.bulk_create(
        OfficerRow(
            version=data, ordinal=n, code=f"{80000000 + n}", name=f"Personel {n:04d}",
            rank="Bripka", unit="polsek-betung", phone="0812", home_village=VILLAGE,
        )
        for n in range(officers)
    )  # fmt: skip
    BaseRow.objects.create(
        version=data, code="polsek-betung", name="Polsek Betung", kind="polsek",
        lat=-2.91, lon=104.51,
    )  # fmt: skip
    ring = [[104.4, -3.0], [104.6, -3.0], [104.6, -2.8], [104.4, -2.8], [104.4, -3.0]]
    outline = {"type": "Polygon", "coordinates": [ring]}
    AreaRow.objects.create(
        version=data, code=DISTRICT, name="Betung", level="district", parent="16.07",
        geometry=outline,
    )  # fmt: skip
    AreaRow.objects.create(
        version=data, code=VILLAGE, name="Taja Indah", level="village", parent=DISTRICT,
        geometry=outline,
    )  # fmt: skip
    AreaRow.objects.create(
        version=data, code=f"{DISTRICT}.2002", name="Tanpa Batas", level="village",
        parent=DISTRICT, geometry=None,
    )  # fmt: skip
    return data


def make_plan(
    data: DataVersion,
    person: Person,
    *,
    number: int,
    state: PlanState,
    run: PlanRun | None = None,
    summary: dict[str, Any] | None = None,
) -> PlanVersion:
    """A plan over all stations of ``data``, two a post, an officer at each."""
    plan = PlanVersion.objects.create(
        operation=data.operation, number=number, name=f"Rencana {number}", data=data, run=run,
        state=PlanState.DRAFT, document=b"", summary=summary or {}, created_by=person,
    )  # fmt: skip
    stations = list(StationRow.objects.filter(version=data).order_by("ordinal"))
    posts = [stations[first : first + 2] for first in range(0, len(stations), 2)]
    PostRow.objects.bulk_create(
        PostRow(
            plan=plan, ordinal=n, code=f"P-01-{n:05d}", district=DISTRICT,
            district_name="Betung", tier="rawan", pattern="rawan", level="doctrine",
            hub=group[0].code, lat=group[0].lat, lon=group[0].lon, stations=len(group),
            team_size=2, officers=1, max_minutes=12.5, travel=3.0, access="road", threat=10.0,
        )
        for n, group in enumerate(posts)
    )  # fmt: skip
    PlanStationRow.objects.bulk_create(
        PlanStationRow(
            plan=plan, ordinal=row.ordinal, code=row.code, name=row.name, district=row.district,
            district_name=row.district_name, village_name=row.village_name, lat=row.lat,
            lon=row.lon, post=f"P-01-{row.ordinal // 2:05d}", level="doctrine", tier="rawan",
            threat=10.0, reach=5.0,
        )
        for row in stations
    )  # fmt: skip
    officers = OfficerRow.objects.filter(version=data).order_by("ordinal")
    PlacementRow.objects.bulk_create(
        PlacementRow(
            plan=plan, ordinal=row.ordinal, officer=row.code, unit=row.unit,
            role="post" if row.ordinal < len(posts) else "reserve",
            place=f"P-01-{row.ordinal:05d}" if row.ordinal < len(posts) else "polsek-betung",
            minutes=4.0, leader=row.ordinal == 0,
        )
        for row in officers
    )  # fmt: skip
    if state is PlanState.ISSUED:
        issue(plan)
    elif state is not PlanState.DRAFT:
        PlanVersion.objects.filter(pk=plan.pk).update(state=state)
    return plan


def issue(plan: PlanVersion) -> None:
    """Put ``plan`` in force: from then on it takes no more rows."""
    plan.state, plan.issued_at, plan.issued_by = PlanState.ISSUED, NOW, plan.created_by
    plan.save(update_fields=["state", "issued_at", "issued_by"])


def make_checkpoint() -> Checkpoint:
    """A signed tree head."""
    return Checkpoint.objects.create(
        size=5, root=b"\x01" * 32, note="siaga.example/ledger\n5\n", signed_at=NOW
    )


def make_entry(operation: Operation, person: Person, position: int) -> LedgerEntry:
    """An entry that stands in the tree."""
    payload = b'{"n":%d}' % position
    return LedgerEntry.objects.create(
        position=position, kind="test.entry", operation=operation.id, actor=person.id,
        recorded_at=NOW, payload=payload, leaf_hash=hashlib.sha256(b"\x00" + payload).digest(),
    )  # fmt: skip
