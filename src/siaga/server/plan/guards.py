"""The database itself refuses changes of an issued plan: triggers, on SQLite and PostgreSQL.

They are taken out before migrations and put back after them: SQLite rebuilds a table to change it,
and loses or stumbles over triggers on the way.
"""

from __future__ import annotations

from typing import Any, Final

from django.apps import AppConfig
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate, pre_migrate

_PLAN: Final = "plan_planversion"
_FIXED: Final = "('issued', 'superseded')"
_KEPT: Final = (
    "operation_id", "number", "name", "data_id", "run_id", "base_id", "reason", "revision",
    "sha256", "document", "final", "summary", "created_by_id", "checked_by_id", "approved_by_id",
    "issued_by_id", "issued_at",
)  # fmt: skip
"""Columns of a plan that never change once it was issued."""
_ROWS: Final = ("plan_postrow", "plan_planstationrow", "plan_placementrow", "plan_planedit")
_WORDS: Final = "an issued plan never changes"
_AFTER: Final = "('issued', 'superseded', 'withdrawn')"
"""States an issued plan can come to."""


def _sqlite() -> list[str]:
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in _KEPT)
    return [
        f"CREATE TRIGGER siaga_issued BEFORE UPDATE ON {_PLAN} WHEN OLD.state IN {_FIXED} "
        f"AND (({changed}) OR NEW.state NOT IN {_AFTER}) "
        f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END",
        *(
            f"CREATE TRIGGER siaga_{event}_{table} BEFORE {event} ON {table} "  # noqa: S608
            f"WHEN (SELECT state FROM {_PLAN} WHERE id = NEW.plan_id) IN {_FIXED} "
            f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
            for table in _ROWS
            for event in ("INSERT", "UPDATE")
        ),
    ]


def _postgresql() -> list[str]:
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in _KEPT)
    changed = changed.replace("OLD.summary IS", "OLD.summary::text IS")
    changed = changed.replace("FROM NEW.summary", "FROM NEW.summary::text")
    refusal = f"RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'check_violation';"
    return [
        "CREATE FUNCTION siaga_issued_plan() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {refusal} END $$",
        "CREATE FUNCTION siaga_issued_row() RETURNS trigger LANGUAGE plpgsql AS "  # noqa: S608
        f"$$ BEGIN IF (SELECT state FROM {_PLAN} WHERE id = NEW.plan_id) IN {_FIXED} "
        f"THEN {refusal} END IF; RETURN NEW; END $$",
        f"CREATE TRIGGER siaga_issued BEFORE UPDATE ON {_PLAN} FOR EACH ROW "
        f"WHEN (OLD.state IN {_FIXED} AND (({changed}) OR NEW.state NOT IN {_AFTER})) "
        "EXECUTE FUNCTION siaga_issued_plan()",
        *(
            f"CREATE TRIGGER siaga_row BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW "
            "EXECUTE FUNCTION siaga_issued_row()"
            for table in _ROWS
        ),
    ]


def _removals(connection: BaseDatabaseWrapper, tables: set[str]) -> list[str]:
    if connection.vendor == "sqlite":
        names = [f"siaga_{event}_{table}" for table in _ROWS for event in ("INSERT", "UPDATE")]
        return [f"DROP TRIGGER IF EXISTS {name}" for name in ("siaga_issued", *names)]
    return [
        *(
            f"DROP TRIGGER IF EXISTS {name} ON {table}"
            for table, name in ((_PLAN, "siaga_issued"), *((row, "siaga_row") for row in _ROWS))
            if table in tables
        ),
        "DROP FUNCTION IF EXISTS siaga_issued_plan()",
        "DROP FUNCTION IF EXISTS siaga_issued_row()",
    ]


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the guards out."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for statement in _removals(connection, tables):
            cursor.execute(statement)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the guards in, anew when they are there; nothing while the tables are older than they."""
    remove(connection)
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if not {_PLAN, *_ROWS} <= tables:
            return
        description = connection.introspection.get_table_description(cursor, _PLAN)
        if not set(_KEPT) <= {column.name for column in description}:
            return
        for statement in _sqlite() if connection.vendor == "sqlite" else _postgresql():
            cursor.execute(statement)


def connect(config: AppConfig) -> None:
    """Take them out before and put them in after every migration of the app ``config``."""

    def before(using: str, **_: Any) -> None:
        remove(connections[using])

    def after(using: str, **_: Any) -> None:
        install(connections[using])

    pre_migrate.connect(before, sender=config, weak=False, dispatch_uid="siaga_guards")
    post_migrate.connect(after, sender=config, weak=False, dispatch_uid="siaga_guards")
