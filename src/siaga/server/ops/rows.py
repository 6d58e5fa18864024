"""Tables as JSON lines and back, the same for every database.

The first line names the columns, each further line is a row as a list. Bytes are base64; times, ids
and decimal numbers are text, as Django's own fields read them.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import IO, Any, Final
from uuid import UUID

from django.db import models
from django.db.models.sql import InsertQuery

from siaga.server.ops.archive import MemberWriter
from siaga.server.ops.failures import OperatorError

CHUNK: Final = 500
LEFT_OUT: Final = frozenset(
    {
        "sessions.session", "core.personsession",  # everybody signs in again
        "core.workerbeat", "core.signintally",  # of this moment only
        "contenttypes.contenttype", "auth.permission",  # made anew by every installation
    }
)  # fmt: skip
"""Tables that are not saved."""

Model = type[models.Model]


def tables(found: Iterable[Model]) -> dict[str, Model]:
    """``app.model`` -> its model, for every table that is saved, in a fixed order."""
    named = {model._meta.label_lower: model for model in found
             if model._meta.managed and not model._meta.proxy}  # fmt: skip
    return {name: named[name] for name in sorted(named) if name not in LEFT_OUT}


def write_rows(model: Model, target: MemberWriter) -> None:
    """Every row of ``model``, in the order of its key."""
    names = [field.attname for field in model._meta.concrete_fields]
    target.write(_line(names))
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=CHUNK):
        target.write(_line([_plain(value) for value in row]))
        target.rows += 1


def read_rows(model: Model, source: IO[bytes], name: str, using: str) -> int:
    """Insert every row as it was saved; how many there were.

    Raises:
        OperatorError: the columns are not those of ``model``, or a line can not be read.
    """
    lines = iter(source)
    try:
        names = json.loads(next(lines))
        fields = [model._meta.get_field(given) for given in _field_names(model, names)]
        count = 0
        for chunk in _chunks(lines):
            objects = [_object(model, fields, json.loads(line)) for line in chunk]
            _insert(model, fields, objects, using)
            count += len(objects)
    except (ValueError, StopIteration, KeyError) as error:
        raise OperatorError("archive.table", part=name, problem=error) from error
    return count


def _field_names(model: Model, names: Sequence[str]) -> list[str]:
    ours = {field.attname: field.name for field in model._meta.concrete_fields}
    if set(ours) != set(names):
        raise ValueError(f"columns {sorted(set(ours) ^ set(names))}")
    return [ours[name] for name in names]


def _object(model: Model, fields: Sequence[Any], row: Sequence[Any]) -> models.Model:
    values = {}
    for field, value in zip(fields, row, strict=True):
        values[field.attname] = value if value is None else field.to_python(value)
    return model(**values)


def _insert(
    model: Model, fields: Sequence[Any], objects: Sequence[models.Model], using: str
) -> None:
    """Insert rows as they are: no "now" of ``auto_now_add`` takes a saved value's place.

    Django's own loader of fixtures does the same, one row at a time.
    """
    from django.db import connections

    most = connections[using].ops.bulk_batch_size(list(fields), list(objects))
    rest = iter(objects)
    while part := list(islice(rest, max(1, most))):
        query = InsertQuery(model)
        query.insert_values(list(fields), part, raw=True)
        query.get_compiler(using=using).execute_sql()


def _chunks(lines: Iterator[bytes]) -> Iterator[list[bytes]]:
    while chunk := list(islice(lines, CHUNK)):
        yield chunk


def _line(values: Sequence[Any]) -> bytes:
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode() + b"\n"


def _plain(value: Any) -> Any:
    """A column's value as JSON knows it."""
    if isinstance(value, bytes | memoryview | bytearray):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    return value
