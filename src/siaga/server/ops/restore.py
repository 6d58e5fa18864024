"""``siaga restore``: an installation comes back from one file, or everything stays as it was.

The archive is checked byte by byte first. SQLite: the database is built in a new file beside the
old one and takes its place when it is complete and proven. PostgreSQL: all happens in one
transaction. The new database gets the schema the archive was made with, is filled, and is then
brought up to date, so that backups from before an upgrade come back as well.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from siaga.server.core.models import LedgerEntry, Person
from siaga.server.environment import Environment
from siaga.server.ops import keybox, rows, schema
from siaga.server.ops.archive import (
    CHUNK,
    FILES,
    KEYS,
    TABLES,
    Archive,
    Manifest,
    disk_error,
    sync_folder,
)
from siaga.server.ops.backup import ledger_head
from siaga.server.ops.failures import OperatorError

RESTORING: Final = ".restoring"
_OUR_TABLES: Final = ("core_", "plan_", "api_", "django_", "auth_", "otp_")


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back."""

    manifest: Manifest
    rows: int
    kept: Path | None
    """The database that was there before (SQLite), under another name."""


def restore_backup(
    path: Path, environment: Environment, *, passphrase: str | None = None, replace: bool = False
) -> Restored:
    """Bring ``path`` back; the caller holds the installation's lock.

    Without a ``passphrase`` the keys of this installation stay.

    Raises:
        OperatorError: the archive is not whole, the passphrase is wrong, there is something here
            and ``replace`` was not asked for, or what came back is not what was saved.
    """
    with Archive(path) as archive:
        keys = _keys(archive, passphrase)
        schema.targets(archive.manifest.steps)  # refuses what comes from a newer version
        stamp = f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
        drafts = _draft_files(archive, keys, environment.data_dir)
        try:
            with _target(stamp, replace=replace) as kept:
                count = _fill(archive)
                _prove(archive)
            _place_files(drafts, stamp)
        except DatabaseError as error:
            raise _database_error(path, error) from error
        finally:
            for draft in drafts:
                draft.unlink(missing_ok=True)
    return Restored(archive.manifest, count, kept)


def is_empty() -> bool:
    """Whether nobody has an account here and nothing is on record."""
    found = schema.read_schema()
    if found.fresh:
        return True
    tables = connections[DEFAULT_DB_ALIAS].introspection.table_names()
    return not any(
        model._meta.db_table in tables and model._base_manager.exists()
        for model in (Person, LedgerEntry)
    )


def _keys(archive: Archive, passphrase: str | None) -> dict[str, bytes]:
    if passphrase is None:
        return {}
    if KEYS not in archive.manifest.members:
        raise OperatorError("archive.no_keys", path=archive.path)
    return keybox.unlock(archive.open(KEYS).read(), passphrase)


@contextmanager
def _target(stamp: str, *, replace: bool) -> Iterator[Path | None]:
    """Where the rows go: when the block ends well it is the database, otherwise nothing happened.

    Raises:
        OperatorError: there is something here already.
    """
    schema.ensure_reachable()
    empty = is_empty()
    if not replace and not empty:
        raise OperatorError("restore.filled", where=schema.database_name())
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql":
        with transaction.atomic():
            _drop_tables()
            yield None
        return
    database = Path(connection.settings_dict["NAME"])
    draft = database.with_name(database.name + RESTORING)
    kept = database.with_name(f"{database.name}.{stamp}")
    with connection.cursor() as cursor:  # so that no log file of the old one is left to the new one
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    _remove_database(draft)
    try:
        connection.settings_dict["NAME"] = str(draft)
        yield None if empty else kept
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        os.chmod(draft, 0o600)
        if not empty:
            os.link(database, kept)
        os.replace(draft, database)
        sync_folder(database.parent)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(database)
        _remove_database(draft)


def _remove_database(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _drop_tables() -> None:
    """Drop what an earlier Siaga left in the schema; other programs' tables stay."""
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(_OUR_TABLES):
                cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")


def _fill(archive: Archive) -> int:
    """Schema as it was, rows, then today's schema; how many rows came back."""
    connection = connections[DEFAULT_DB_ALIAS]
    steps = archive.manifest.steps
    executor = MigrationExecutor(connection)
    executor.migrate(schema.targets(steps))
    models = rows.tables(schema.models_at(steps))
    saved = {
        name.removeprefix(TABLES).removesuffix(".jsonl"): name
        for name in archive.manifest.members
        if name.startswith(TABLES)
    }
    if saved.keys() != models.keys():
        odd = ", ".join(sorted(saved.keys() ^ models.keys()))
        raise OperatorError("archive.table", part=odd, problem="?")
    total = 0
    with transaction.atomic():
        with connection.cursor() as cursor:  # rows may come before those they point to
            sqlite = connection.vendor == "sqlite"
            cursor.execute(
                "PRAGMA defer_foreign_keys=ON" if sqlite else "SET CONSTRAINTS ALL DEFERRED"
            )
        for name, model in models.items():
            # Rows that a migration itself has made.
            model._base_manager.all()._raw_delete(DEFAULT_DB_ALIAS)
            with archive.open(saved[name]) as source:
                count = rows.read_rows(model, source, name, DEFAULT_DB_ALIAS)
            if count != archive.manifest.members[saved[name]].rows:
                raise OperatorError("archive.table", part=name, problem=count)
            total += count
        connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
            cursor.execute(statement)
    call_command("migrate", interactive=False, verbosity=0)
    return total


def _prove(archive: Archive) -> None:
    """The ledger that came back has the root that was saved, and every count is right."""
    found, saved = ledger_head(), archive.manifest.ledger
    if (found.entries, found.root) != (saved.entries, saved.root):
        raise OperatorError("restore.ledger", found=found.entries, saved=saved.entries)


def _draft_files(archive: Archive, keys: dict[str, bytes], data_dir: Path) -> dict[Path, Path]:
    """Write files and keys beside their places: draft -> place."""
    drafts: dict[Path, Path] = {}
    try:
        for name in archive.manifest.members:
            if name.startswith(FILES):
                place = data_dir / name.removeprefix(FILES)
                place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                drafts[_draft_of(place)] = place
                with archive.open(name) as source, _private(_draft_of(place)) as target:
                    while data := source.read(CHUNK):
                        target.write(data)
        for name, content in keys.items():
            if "/" in name or name.startswith("."):
                raise OperatorError("archive.members", path=archive.path)
            place = data_dir / name
            drafts[_draft_of(place)] = place
            with _private(_draft_of(place)) as target:
                target.write(content)
    except OSError as error:
        for draft in drafts:
            draft.unlink(missing_ok=True)
        raise disk_error(data_dir, error) from None
    return drafts


def _draft_of(place: Path) -> Path:
    return place.with_name(place.name + RESTORING)


@contextmanager
def _private(path: Path) -> Iterator[IO[bytes]]:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _place_files(drafts: dict[Path, Path], stamp: str) -> None:
    for draft, place in drafts.items():
        if place.exists() and place.read_bytes() != draft.read_bytes():
            os.link(place, place.with_name(f"{place.name}.{stamp}"))
        os.replace(draft, place)
        sync_folder(place.parent)


def _database_error(path: Path, error: DatabaseError) -> OperatorError:
    text = str(error).strip().splitlines()[0]
    if "full" in text or "No space" in text:
        return OperatorError("disk.full", path=schema.database_name())
    return OperatorError("restore.failed", path=path, problem=text)
