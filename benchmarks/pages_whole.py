"""One operation with all 25,002 stations of a province: the largest lists, maps and tables.

Nobody plans 25,002 stations by copying a plan; but a list, a map and a table of the scores read
rows and a plan.json, and those are here as large as they can become. A proposal with a problem in
every tenth row waits beside the accepted data.
"""

from __future__ import annotations

import csv
import io
import json
import uuid
from datetime import UTC, datetime
from typing import Any, Final

BATCH: Final = 1000


def whole_operation(operation: Any, plan: Any, person: Any, copies: int) -> Any:
    """Fill ``operation`` with ``copies`` of ``plan`` and its data side by side; its plan."""
    from siaga.server.plan.models import DataVersion

    data = DataVersion.objects.get(pk=plan.data_id)
    files = list(data.files.all())
    own = DataVersion.objects.create(
        operation=operation, number=1, state=data.state, created_by=person, decided_by=person,
        decided_at=datetime.now(UTC), counts=_times(data.counts, copies),
    )  # fmt: skip
    for file in files:
        file.pk, file.version = None, own
        file.save(force_insert=True)
    for name in ("stations", "officers", "bases", "areas"):
        _copies(list(getattr(data, name).all()), copies, ("code",), version=own)
    made = _plan(operation, plan, own, person, copies)
    for name, codes in (
        ("posts", ("code", "hub")), ("stations", ("code", "post")),
        ("placements", ("officer", "place")),
    ):  # fmt: skip
        _copies(list(getattr(plan, name).all()), copies, codes, plan=made)
    _broken_proposal(operation, own, person, files, copies)
    return made


def _times(counts: dict[str, Any], copies: int) -> dict[str, Any]:
    return {name: value * copies for name, value in counts.items()}


def _copies(rows: list[Any], copies: int, codes: tuple[str, ...], **changed: Any) -> None:
    """``rows`` so often, each copy further east or south with codes of its own."""
    made = []
    count = len(rows)
    for place in range(copies):
        for row in rows:
            values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
            del values["id"]
            for name in codes:
                if values[name]:
                    values[name] = f"{values[name]}-{place:02}"
            if "ordinal" in values:
                values["ordinal"] += place * count
            if "lon" in values:
                values["lon"] += 1.5 * (place % 6)
                values["lat"] -= 2.0 * (place // 6)
            values.pop("version_id", None)
            values.pop("plan_id", None)
            made.append(type(row)(**values, **changed))
    type(rows[0]).objects.bulk_create(made, batch_size=BATCH)


def _plan(operation: Any, plan: Any, data: Any, person: Any, copies: int) -> Any:
    """The plan's row; its plan.json lists every station with the inputs of its scores."""
    from siaga.server.plan.models import PlanVersion
    from siaga.server.plan.storing import pack_document, stored_document

    document = stored_document(plan)
    document["stations"] = [
        {**station, "id": f"{station['id']}-{place:02}"}
        for place in range(copies)
        for station in document["stations"]
    ]
    return PlanVersion.objects.create(
        operation=operation, number=1, name="Rencana", data=data, summary=plan.summary,
        document=pack_document(_as_written(document)), created_by=person,
    )  # fmt: skip


def _as_written(document: dict[str, Any]) -> bytes:
    """A record a line, as plan.json is written."""
    parts = []
    for key, value in document.items():
        text = json.dumps(value)
        if isinstance(value, list) and value:
            text = "[\n" + ",\n".join(f"    {json.dumps(record)}" for record in value) + "\n  ]"
        parts.append(f"  {json.dumps(key)}: {text}")
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _broken_proposal(operation: Any, base: Any, person: Any, files: list[Any], copies: int) -> None:
    """Data version 2: the table of all stations, with no voters' number in every tenth row."""
    from siaga.server.plan.models import DataFile, DataVersion
    from siaga.server.plan.queries.data import pack, unpack
    from siaga.server.plan.queries.data_proposal import propose

    table = next(unpack(file.content) for file in files if file.path == "stations.csv")
    made, refused = propose(
        operation, [("stations.csv", _broken(table, copies))], base, token=uuid.uuid4()
    )
    if made is None:
        raise RuntimeError(refused.report.errors)
    version = DataVersion.objects.create(
        operation=operation, number=2, based_on=base, created_by=person,
        counts=dict(made.counts), errors=made.errors, warnings=made.warnings,
        problems=made.check, difference=made.difference,
    )  # fmt: skip
    DataFile.objects.bulk_create(
        DataFile(version=version, path=path, content=pack(content), size=len(content),
                 sha256=made.hashes[path])
        for path, content in made.files.items()
    )  # fmt: skip


def _broken(table: bytes, copies: int) -> bytes:
    header, *rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    voters = header.index("dpt")
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(header)
    for place in range(copies):
        for number, row in enumerate(rows):
            cells = [f"{row[0]}{place:02}", *row[1:]]
            if number % 10 == 0:
                cells[voters] = "?"
            writer.writerow(cells)
    return target.getvalue().encode()
