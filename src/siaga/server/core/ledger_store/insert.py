"""Inserting one row with a statement that is built once: every action of the server does it."""

from __future__ import annotations

from typing import Any, Final, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models import Field, JSONField, Model

M = TypeVar("M", bound=Model)


class Insert(Generic[M]):
    """Inserts rows of one model; signals, defaults and what the database makes up are left out.

    On PostgreSQL the values go beside the statement instead of inside it (binary, so 600 bytes of
    payload are 600 bytes), and a statement used often is prepared: its text is sent, parsed and
    planned once in the life of a connection (``prepare_threshold``, docs/deployment.md).
    """

    def __init__(self, model: type[M], *, without: str = "") -> None:
        fields = [field for field in model._meta.concrete_fields if field.attname != without]
        names = ", ".join(f'"{field.column}"' for field in fields)
        places = ", ".join(["%s"] * len(fields))
        self._model = model
        self._fields: Final[dict[str, Field[Any, Any]]] = {field.attname: field for field in fields}
        self._wrapped: Final = {
            name: field for name, field in self._fields.items() if isinstance(field, JSONField)
        }
        """What psycopg does not know by its Python type."""
        self._names: Final = tuple(self._fields)
        self._sql: Final = f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places})'  # noqa: S608

    def __call__(self, **values: Any) -> M:
        """Insert a row with a value for every column; the row as if it had been read.

        Raises:
            KeyError: a column has no value.
            IntegrityError: the database refuses the row.
        """
        database = connections[DEFAULT_DB_ALIAS]
        given = [values[name] for name in self._names]
        prepared = self._wrapped if database.vendor == "postgresql" else self._fields
        for name, field in prepared.items():
            values[name] = field.get_db_prep_save(values[name], database)
        with _cursor(database) as cursor:
            cursor.execute(self._sql, [values[name] for name in self._names])
        return self._model.from_db(database.alias, self._names, given)


def _cursor(database: BaseDatabaseWrapper) -> CursorWrapper:
    """A cursor that binds values in the database server; Django's own binds in the client."""
    if database.vendor != "postgresql":
        return database.cursor()
    from psycopg import Cursor  # there where PostgreSQL is used

    database.ensure_connection()
    with database.wrap_database_errors:
        made: CursorWrapper = database._prepare_cursor(Cursor(database.connection))  # type: ignore[attr-defined]
    return made
