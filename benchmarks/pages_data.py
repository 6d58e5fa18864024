"""A province to measure pages on: 18 resorts, 25,002 stations, a million ledger entries.

Every resort has the real Banyuasin data and its real plan; their rows are copied, so that each
table is as large, and each index as deep, as in a province. Two operations stand beside them:
``whole``, a single one with all 25,002 stations (benchmarks/pages_whole.py), and ``february``, with
the 2,564 stations of the February vote and two plans of them. Ledger entries are of the kinds the
desk writes, spread over the operations, and placed in the tree by the product's own sequencer.

    DATABASE_URL=… SIAGA_DATA_DIR=… python -m benchmarks.pages_data
"""

from __future__ import annotations

import os
import random
import sys
import time
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
RESORTS: Final = 18
ENTRIES: Final = int(os.environ.get("SIAGA_BENCH_ENTRIES", "1000000"))
BATCH: Final = 1000


@dataclass(frozen=True)
class Seeded:
    """What the pages are asked with."""

    session: str
    slug: str
    province: str
    station: str
    officer: str
    post: str
    february_station: str
    february_officer: str
    february_post: str
    whole_station: str


def seed() -> Seeded:
    """Fill an empty, migrated database."""
    from django.db import transaction

    from benchmarks.pages_whole import whole_operation

    with transaction.atomic():
        province, resorts = _agencies()
        people = _people(province)
        operations = _operations(resorts, people)
        first = _first_plan(operations[0], people[0])
        for place, operation in enumerate(operations[1:], start=1):
            _copy(first, operation, place)
        february = _february(province, people[0])
        whole = whole_operation(
            new_operation("whole", province, people[0]), first, people[0], copies=RESORTS
        )
    _entries(operations, [person.pk for person in people])
    _settle()
    plan = operations[0].plans.get()
    return Seeded(
        session=session_of(people[0]),
        slug=operations[0].slug,
        province=str(province.pk),
        **_subjects(plan, ""),
        **_subjects(february, "february_"),
        whole_station=whole.stations.order_by("ordinal")[12_000].code,
    )


def seed_resort() -> Seeded:
    """One resort with its data, its plan and a few thousand entries of the ledger."""
    from django.db import transaction

    with transaction.atomic():
        province, resorts = _agencies()
        people = _people(province)
        operation = new_operation("resort-01", resorts[0], people[0])
        plan = _first_plan(operation, people[0])
    _entries([operation], [person.pk for person in people], 5_000)
    return Seeded(
        session=session_of(people[0]),
        slug=operation.slug,
        province=str(province.pk),
        **_subjects(plan, ""),
        **_subjects(plan, "february_"),
        whole_station="",
    )


def _subjects(plan: Any, before: str) -> dict[str, str]:
    station = plan.stations.order_by("ordinal")[700]
    officer = plan.placements.filter(role="post").order_by("ordinal")[100].officer
    return {f"{before}station": station.code, f"{before}officer": officer,
            f"{before}post": station.post}  # fmt: skip


def _agencies() -> tuple[Any, list[Any]]:
    from siaga.server.core.models import Agency
    from siaga.server.core.roles import AgencyKind

    province = Agency.objects.create(kind=AgencyKind.POLDA, name="Polda Contoh")
    resorts = [
        Agency.objects.create(kind=AgencyKind.POLRES, name=f"Polres {n:02}", parent=province)
        for n in range(1, RESORTS + 1)
    ]
    return province, resorts


def _operations(resorts: list[Any], people: list[Any]) -> list[Any]:
    return [
        new_operation(f"resort-{number:02}", resort, people[0], region=f"16.{number:02}")
        for number, resort in enumerate(resorts, start=1)
    ]


def new_operation(slug: str, agency: Any, head: Any, region: str = "16.07") -> Any:
    """An operation of ``agency`` whose planning ``head`` leads."""
    from siaga.server.core.models import Membership, Operation
    from siaga.server.core.roles import Role

    operation = Operation.objects.create(
        slug=slug, name=f"Pilkada {slug}", region_code=region, region_name=f"Kabupaten {slug}",
        election="Pilkada 2024", voting_day=date(2024, 11, 27), agency=agency,
    )  # fmt: skip
    Membership.objects.create(person=head, agency=agency, operation=operation, role=Role.OPS_HEAD)
    return operation


def _people(province: Any) -> list[Any]:
    from siaga.server.core.models import Membership, Person
    from siaga.server.core.roles import Role

    people = [Person.objects.create(username=f"orang-{n}", name=f"Orang {n:04}") for n in range(40)]
    Membership.objects.create(person=people[0], agency=province, role=Role.PROVINCE)
    return people


def _first_plan(operation: Any, person: Any) -> Any:
    """The real data and the real plan of Banyuasin."""
    from siaga.pipeline import plan_operation
    from siaga.server.plan.storing import store_plan

    version, planned = _data(operation, person, "banyuasin", 1)
    return store_plan(
        operation, version, planned, plan_operation(planned), name="Rencana", created_by=person
    )


def _february(province: Any, person: Any) -> Any:
    """The operation of the February vote: two plans, two data versions; its first plan."""
    from siaga.pipeline import plan_operation
    from siaga.server.plan.storing import store_plan

    operation = new_operation("february", province, person)
    version, planned = _data(operation, person, "banyuasin-2024-02", 1)
    plan = plan_operation(planned)
    first, _ = (
        store_plan(operation, version, planned, plan, name=name, created_by=person)
        for name in ("Rencana A", "Rencana B")
    )
    _data(operation, person, "banyuasin", 2)
    return first


def _data(operation: Any, person: Any, example: str, number: int) -> tuple[Any, Any]:
    """An example's folder as an accepted data version with its rows, and what it holds."""
    import hashlib

    from siaga.intake.folder_files import read_files
    from siaga.server.plan.models import (
        AreaRow,
        BaseRow,
        DataFile,
        DataVersion,
        OfficerRow,
        StationRow,
    )
    from siaga.server.plan.models.data import DataState
    from siaga.server.plan.queries.data import pack
    from siaga.server.plan.queries.data_proposal import acceptance, counts_of

    folder = ROOT / "examples" / example
    files = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    planned, report = read_files(files)
    if planned is None:
        raise RuntimeError(report.errors)
    version = DataVersion.objects.create(
        operation=operation, number=number, state=DataState.ACCEPTED, created_by=person,
        decided_by=person, decided_at=datetime.now(UTC), counts=counts_of(planned),
    )  # fmt: skip
    DataFile.objects.bulk_create(
        DataFile(
            version=version, path=path, content=pack(content), size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        )
        for path, content in files.items()
    )  # fmt: skip
    rows = acceptance(version)
    for model, made in (
        (StationRow, rows.stations), (OfficerRow, rows.officers),
        (BaseRow, rows.bases), (AreaRow, rows.areas),
    ):  # fmt: skip
        model.objects.bulk_create(made, batch_size=BATCH)  # type: ignore[attr-defined]
    return version, planned


def _copy(plan: Any, operation: Any, place: int) -> None:
    """The data version and the plan once more, for another resort, beside the others."""
    from siaga.server.plan.models import DataVersion, PlanVersion

    data = DataVersion.objects.get(pk=plan.data_id)
    kept = {"files": list(data.files.all()), "stations": list(data.stations.all())}
    kept |= {name: list(getattr(data, name).all()) for name in ("officers", "bases", "areas")}
    data.pk, data.operation = uuid.uuid4(), operation
    data._state.adding = True
    data.save()
    for rows in kept.values():
        _again(rows, place, version=data)
    posts, stations, placements = (
        list(getattr(plan, name).all()) for name in ("posts", "stations", "placements")
    )
    copied = PlanVersion.objects.get(pk=plan.pk)
    copied.pk, copied.operation, copied.data, copied.run = uuid.uuid4(), operation, data, None
    copied._state.adding = True
    copied.save()
    for rows in (posts, stations, placements):
        _again(rows, place, plan=copied)


def _again(rows: list[Any], place: int, **changed: Any) -> None:
    east, south = (1.5 * (place % 6), 2.0 * (place // 6))
    for row in rows:
        row.pk = None
        row._state.adding = True
        if hasattr(row, "lon"):
            row.lon, row.lat = row.lon + east, row.lat - south
        for name, value in changed.items():
            setattr(row, name, value)
    if rows:
        type(rows[0]).objects.bulk_create(rows, batch_size=BATCH)


def _entries(operations: list[Any], people: list[uuid.UUID], count: int = ENTRIES) -> None:
    """So many entries, placed batch by batch."""
    from siaga.server.core.ledger_store.sequencer import sequence
    from siaga.server.core.models import LedgerEntry

    for batch in _batches(_made_entries(operations, people, count), 20_000):
        LedgerEntry.objects.bulk_create(batch, batch_size=BATCH)
        sequence()
        print(f"[pages] {LedgerEntry.objects.count()} entries", file=sys.stderr, flush=True)


def _made_entries(operations: list[Any], people: list[uuid.UUID], count: int) -> Iterator[Any]:
    from siaga.ledger.entry import Entry, entry_bytes
    from siaga.ledger.tree import leaf_hash
    from siaga.server.core.models import LedgerEntry

    lots = random.Random(20241127)
    start = datetime(2024, 9, 1, tzinfo=UTC)
    kinds = ("plan.edited", "data.proposed", "data.accepted", "run.started")
    model = Entry(
        id=uuid.uuid4(), kind=kinds[0], who=people[0], role="planner", via="browser",
        agency="Polres 01", operation="", happened=start, recorded=start, object_type="plan",
        object_id="", facts={"number": 1, "revision": 2, "sequence": 3}, personal={},
    )  # fmt: skip
    for number in range(count):
        operation = operations[lots.randrange(len(operations))]
        when = start + timedelta(seconds=8 * number)
        entry = replace(
            model, id=uuid.UUID(int=lots.getrandbits(128), version=4),
            kind=kinds[number % 4 if number % 50 == 0 else 0], who=people[number % len(people)],
            operation=str(operation.pk), happened=when, recorded=when,
            object_id=f"{operation.slug}-{number % 200}",
        )  # fmt: skip
        payload = entry_bytes(entry)
        yield LedgerEntry(
            id=entry.id, kind=entry.kind, operation=operation.pk, actor=entry.who,
            object_type=entry.object_type, object_id=entry.object_id, recorded_at=when,
            payload=payload, leaf_hash=leaf_hash(payload),
        )  # fmt: skip


def _batches(values: Iterable[Any], size: int) -> Iterator[list[Any]]:
    batch = []
    for value in values:
        batch.append(value)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def session_of(person: Any) -> str:
    """A session of ``person`` signed in with both factors."""
    from django.test import Client
    from django_otp.plugins.otp_totp.models import TOTPDevice

    from siaga.server.core.security.fresh import CONFIRMED_AT, SECOND_FACTOR

    TOTPDevice.objects.create(user=person, name="bench", confirmed=True)
    client = Client()
    client.force_login(person)
    session = client.session
    session[CONFIRMED_AT] = int(time.time())
    session[SECOND_FACTOR] = True
    session.save()
    return str(client.cookies["siaga_session"].value)


def _settle() -> None:
    """Let the database know how its tables look, as it does by itself after a while."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
