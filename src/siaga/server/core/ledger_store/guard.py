"""The database itself refuses to change what is on record.

Triggers on both databases: an entry can not be deleted, and the only change it ever sees is its
position, once; tiles and checkpoints grow and nothing else. PostgreSQL's ``TRUNCATE``, which asks
no trigger of a row, has one of its own. Whoever has the database's superuser
can take triggers away: against that stand signatures and the checkpoints that others keep.
"""

from __future__ import annotations

from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper

_ONCE: Final = ("id", "kind", "recorded_at", "payload", "leaf_hash")
_SAME: Final = {
    "postgresql": "{new} IS DISTINCT FROM {old}",
    "sqlite": "{new} IS NOT {old}",
}

# table -> (when an UPDATE is refused, what the database says)
_RULES: Final = {
    "core_ledgerentry": (
        "OLD.position IS NOT NULL OR NEW.position IS NULL OR {columns}",
        _ONCE,
        "ledger entries are never changed or deleted",
    ),
    "core_ledgertile": (
        "NEW.level <> OLD.level OR NEW.{index} <> OLD.{index} "
        "OR substr(NEW.hashes, 1, length(OLD.hashes)) <> OLD.hashes",
        (),
        "tiles of the ledger only grow",
    ),
    "core_checkpoint": (
        "{columns}",
        ("size", "root"),
        "checkpoints of the ledger are never changed or deleted",
    ),
}

_NAMES: Final = {"sqlite": ("kept", "same"), "postgresql": ("kept", "same", "whole")}


def statements(vendor: str) -> list[str]:
    """What makes the triggers, replacing those there are."""
    made = removal(vendor)
    for table, (refused, columns, message) in _RULES.items():
        same = " OR ".join(
            _SAME[vendor].format(new=f"NEW.{name}", old=f"OLD.{name}") for name in columns
        )
        condition = refused.format(columns=same, index='"index"')
        if vendor == "sqlite":
            body = f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        else:
            body = f"EXECUTE FUNCTION siaga_refuse('{message}')"
        each = "FOR EACH ROW"
        made += [
            f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} {each} {body}",
            f"CREATE TRIGGER {table}_same BEFORE UPDATE ON {table} {each} "
            f"WHEN ({condition}) {body}",
        ]
        if vendor == "postgresql":
            made.append(
                f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {body}"
            )
    return made


def removal(vendor: str) -> list[str]:
    """What takes the triggers away: for tests that empty the tables between them."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {table}_{name}" for table in _RULES
                for name in _NAMES[vendor]]  # fmt: skip
    drops = [f"DROP TRIGGER IF EXISTS {table}_{name} ON {table}" for table in _RULES
             for name in _NAMES[vendor]]  # fmt: skip
    function = (
        "CREATE OR REPLACE FUNCTION siaga_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$"
    )
    return [*drops, function]


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers; called after every migration, since SQLite loses them with its tables."""
    tables = set(connection.introspection.table_names())
    if not tables.issuperset(_RULES) or connection.vendor not in _SAME:
        return
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers that should be there and are not."""
    wanted = {f"{table}_{name}" for table in _RULES for name in _NAMES[connection.vendor]}
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = {row[0] for row in cursor.fetchall()}
    return sorted(wanted - found)


def after_migrate(**signal: Any) -> None:
    """Receiver of ``post_migrate``."""
    from django.db import connections

    install(connections[signal.get("using", "default")])
