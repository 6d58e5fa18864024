"""The database before the server starts: reachable, not from the future, brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, models
from django.db.migrations.executor import MigrationExecutor

from siaga.server.ops.failures import OperatorError

_MIGRATION_LOCK = 0x51A6A
"""PostgreSQL advisory lock of whoever upgrades: two hosts that start at once take turns."""


@dataclass(frozen=True, slots=True)
class Schema:
    """How a database stands to this version of Siaga."""

    applied: tuple[str, ...]
    missing: tuple[str, ...]
    """Steps this version has and the database has not."""
    unknown: tuple[str, ...]
    """Steps the database has and this version does not know: it is from a newer Siaga."""

    @property
    def fresh(self) -> bool:
        """Whether nothing was ever set up here."""
        return not self.applied


def database_name(settings: dict[str, Any] | None = None) -> str:
    """The database as people may see it: never with its password."""
    given = connections[DEFAULT_DB_ALIAS].settings_dict if settings is None else settings
    if given["ENGINE"].endswith("sqlite3"):
        return str(given["NAME"])
    host = given["HOST"] or "localhost"
    port = f":{given['PORT']}" if given["PORT"] else ""
    return f"postgresql://{host}{port}/{given['NAME']}"


def ensure_reachable() -> None:
    """Open the database once.

    Raises:
        OperatorError: it can not be opened.
    """
    connection: Any = connections[DEFAULT_DB_ALIAS]  # the driver is the backend's own
    try:
        if connection.vendor == "postgresql":
            _connect_directly(connection)
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            if connection.vendor == "sqlite":
                cursor.execute("SELECT count(*) FROM sqlite_master")
    except (DatabaseError, connection.Database.Error, OSError) as error:
        key = "database.file" if connection.vendor == "sqlite" else "database.unreachable"
        raise OperatorError(key, where=database_name(), problem=_first_line(error)) from None


def _connect_directly(connection: Any) -> None:
    """Once past the pool: the pool retries in silence, a plain connection says what is wrong."""
    parameters = {
        key: value
        for key, value in connection.get_connection_params().items()
        if key not in ("pool", "assume_role", "isolation_level")
    }
    connection.Database.connect(**parameters).close()


def read_schema() -> Schema:
    """Compare the database's steps with this version's."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    loader = executor.loader
    known = set(loader.disk_migrations)
    replaced = {old for migration in loader.disk_migrations.values() for old in migration.replaces}
    applied = set(loader.applied_migrations or {})
    ours = {app for app, _ in known}
    return Schema(
        applied=tuple(sorted(f"{app}.{name}" for app, name in applied)),
        missing=tuple(
            f"{step.app_label}.{step.name}"
            for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())
        ),
        unknown=tuple(
            sorted(f"{app}.{name}" for app, name in applied - known - replaced if app in ours)
        ),
    )


def targets(steps: Iterable[str]) -> list[tuple[str, str]]:
    """The last of ``steps`` in each app: where to migrate to have exactly these.

    Raises:
        OperatorError: this version does not know one of them.
    """
    graph = MigrationExecutor(connections[DEFAULT_DB_ALIAS]).loader.graph
    known = {(app, name) for app, _, name in (step.partition(".") for step in steps)}
    if foreign := sorted(".".join(node) for node in known if node not in graph.nodes):
        raise OperatorError("database.newer", where="-", steps=", ".join(foreign))
    return sorted(
        node
        for node in known
        if not any(child.key in known and child.key[0] == node[0]
                   for child in graph.node_map[node].children)
    )  # fmt: skip


def models_at(steps: Iterable[str]) -> list[type[models.Model]]:
    """The models as they were when exactly ``steps`` had been applied."""
    loader = MigrationExecutor(connections[DEFAULT_DB_ALIAS]).loader
    state = loader.project_state(targets(steps))
    return list(state.apps.get_models(include_auto_created=True))


def upgrade(save: Callable[[], Path], say: Callable[[str, dict[str, object]], None]) -> None:
    """Bring the database up to date; ``save`` makes a backup before a filled one is changed.

    Raises:
        OperatorError: it comes from a newer Siaga, or a step failed.
    """
    with _turn():
        schema = read_schema()
        if schema.unknown:
            raise OperatorError(
                "database.newer", where=database_name(), steps=", ".join(schema.unknown)
            )
        if not schema.missing:
            return
        backup = None if schema.fresh else save()
        say("migrate.running", {"count": len(schema.missing)})
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except (DatabaseError, OSError) as error:
            raise OperatorError(
                "migrate.failed", problem=_first_line(error), backup=backup or "-"
            ) from error


@contextmanager
def _turn() -> Iterator[None]:
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor != "postgresql":
        yield  # one directory, one server: its lock is enough
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATION_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATION_LOCK])


def close_all() -> None:
    """Close connections and pools, before this process becomes another program."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def _first_line(error: BaseException) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
