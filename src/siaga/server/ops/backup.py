"""``siaga backup``: the whole installation in one file, while everybody works on.

All tables are read in one transaction that sees one moment: a snapshot of SQLite's write-ahead log,
or ``REPEATABLE READ`` on PostgreSQL. Nobody waits for it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from siaga import __version__
from siaga.ledger.tiles import Builder
from siaga.ledger.tree import leaf_hash
from siaga.server.core.models import Checkpoint, LedgerEntry
from siaga.server.environment import Environment
from siaga.server.ops import keybox, rows, schema
from siaga.server.ops.archive import (
    CHUNK,
    FILES,
    KEYS,
    TABLES,
    Archive,
    ArchiveWriter,
    LedgerHead,
    Manifest,
    disk_error,
    whole_file,
)
from siaga.server.ops.failures import OperatorError

LAST_BACKUP: Final = "last-backup.json"
"""In the data directory: when, where, which; the doctor and the metrics read it."""
_NOT_SAVED: Final = (
    "*.key", "*.pem", "*.sqlite3", "*.sqlite3-*", "*.lock", "*.part", ".*", LAST_BACKUP,
    "backups", "*.before-restore-*",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Saved:
    """A backup that was made."""

    path: Path
    bytes: int
    sha256: str
    """Of the file: written down elsewhere, it shows whether the file is still the same."""
    manifest: Manifest

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(member.rows for member in self.manifest.members.values())


def save_backup(
    path: Path, environment: Environment, passphrase: str | None = None, *, counts: bool = True
) -> Saved:
    """Write the installation into ``path``, which must not be there, and read it back.

    With a ``passphrase`` the keys are in it, locked; without one they are left out. ``counts``:
    the doctor takes it for the installation's last backup.

    Raises:
        OperatorError: the database is not up to date, its ledger contradicts what was signed, or
            the file can not be written whole.
    """
    steps = _known_steps()
    with whole_file(path) as file:
        writer = ArchiveWriter(file)
        with one_moment():
            # As the database is, not as this version would have it: before an upgrade they differ.
            for name, model in rows.tables(schema.models_at(steps)).items():
                with writer.member(f"{TABLES}{name}.jsonl") as member:
                    rows.write_rows(model, member)
            head = ledger_head()
        _write_files(writer, environment.data_dir)
        if passphrase is not None:
            _write_keys(writer, environment, passphrase)
        manifest = Manifest(
            siaga=__version__,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            database=connections[DEFAULT_DB_ALIAS].vendor,
            steps=steps,
            ledger=head,
            keys="left out" if passphrase is None else "locked",
            members=writer.members,
        )
        writer.finish(manifest)
    with Archive(path):
        pass  # every byte has been read back and is as it was written
    saved = Saved(path, path.stat().st_size, _sha256(path), manifest)
    if counts:
        _remember(saved, environment.data_dir)
    return saved


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction that reads one moment of the database and blocks nobody."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "sqlite":
        # Ours begin as writers; this one only reads and must not hold the writers up.
        usual = connection.transaction_mode  # type: ignore[attr-defined]
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
        try:
            with transaction.atomic():
                yield
        finally:
            connection.transaction_mode = usual  # type: ignore[attr-defined]
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def ledger_head() -> LedgerHead:
    """Size and root of the ledger, computed from the entries themselves.

    Raises:
        OperatorError: an entry is missing, or the tree is not the one that was signed.
    """
    signed = {row.size: bytes(row.root) for row in Checkpoint.objects.only("size", "root")}
    builder = Builder()
    placed = LedgerEntry.objects.filter(position__isnull=False).order_by("position")
    for position, payload in placed.values_list("position", "payload").iterator(chunk_size=2000):
        if position != builder.size:
            raise OperatorError("ledger.gap", position=builder.size)
        builder.add(leaf_hash(bytes(payload)))
        if builder.size in signed and signed[builder.size] != builder.root():
            raise OperatorError("ledger.root", size=builder.size)
    if any(size > builder.size for size in signed):
        raise OperatorError("ledger.gap", position=builder.size)
    pending = LedgerEntry.objects.filter(position__isnull=True).count()
    return LedgerHead(builder.size, builder.root().hex() if builder.size else "", pending)


def last_backup(data_dir: Path) -> dict[str, str]:
    """What the last backup left behind: ``created``, ``path``, ``sha256``; empty: none yet."""
    try:
        return dict(json.loads((data_dir / LAST_BACKUP).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def files_of(data_dir: Path) -> list[Path]:
    """Files of the data directory that belong into a backup, beside database and keys."""
    found = []
    for path in sorted(data_dir.rglob("*")):
        parts = path.relative_to(data_dir).parts
        if path.is_symlink() or not path.is_file():
            continue
        if not any(Path(part).match(pattern) for part in parts for pattern in _NOT_SAVED):
            found.append(path)
    return found


def _known_steps() -> tuple[str, ...]:
    schema.ensure_reachable()
    found = schema.read_schema()
    if found.unknown:
        raise OperatorError(
            "database.newer", where=schema.database_name(), steps=", ".join(found.unknown)
        )
    return found.applied


def _write_files(writer: ArchiveWriter, data_dir: Path) -> None:
    for path in files_of(data_dir):
        name = path.relative_to(data_dir).as_posix()
        with path.open("rb") as source, writer.member(f"{FILES}{name}") as member:
            while data := source.read(CHUNK):
                member.write(data)


def _write_keys(writer: ArchiveWriter, environment: Environment, passphrase: str) -> None:
    files = {path.name: path.read_bytes() for path in keybox.key_files(environment.data_dir)}
    with writer.member(KEYS) as member:
        member.write(keybox.lock(files, passphrase))


def _remember(saved: Saved, data_dir: Path) -> None:
    entry = {"created": saved.manifest.created, "path": str(saved.path.absolute()),
             "sha256": saved.sha256}  # fmt: skip
    try:
        (data_dir / LAST_BACKUP).write_text(json.dumps(entry), encoding="utf-8")
    except OSError as error:
        raise disk_error(data_dir / LAST_BACKUP, error) from None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
