"""The sequencer: gives entries that are committed their place in the tree, in batches.

Writers insert entries without a position and without waiting for each other. After its commit a
writer tries to become the sequencer; one does, and carries what the others committed meanwhile (as
Trillian's log signer does). While a process is busy its writers only say that there is work, and
one thread does it for all of them five times a second: batches grow with the load. On SQLite
there is one writer at a time anyway, and the entry is placed inside the writer's own transaction.
"""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections.abc import Iterable, Sequence
from typing import Final

from django.db import connection, transaction
from django.db.models import Max

from siaga.ledger import tiles
from siaga.ledger.tree import HASH_BYTES
from siaga.server.core.models import LedgerEntry

BATCH: Final = 4096
"""Most entries of one batch: 2.5 MB of hashes and index entries at most in one transaction."""
ROUNDS: Final = 32
"""Most batches that one writer carries before it goes on with its own work."""
LOCK: Final = 0x5349_4147_41
"""Number of PostgreSQL's advisory lock that the sequencer holds: ``SIAGA``."""

PAUSE: Final = 0.2
"""Seconds between two batches of one process; at rest an entry is placed at once."""

_log = logging.getLogger(__name__)
_busy = threading.Lock()
_wanted = threading.Event()


class _Carrier:
    """The thread that carries for a busy process; there only while there is something to carry."""

    def __init__(self) -> None:
        self.guard = threading.Lock()
        self.thread: threading.Thread | None = None
        self.last = -PAUSE


_carrier = _Carrier()


def appended(entry: LedgerEntry) -> None:
    """Called when ``entry`` was inserted: place it now (SQLite) or after the commit."""
    if places_at_once():
        sequence()
        entry.refresh_from_db(fields=["position"])
    else:
        transaction.on_commit(after_commit, robust=True)


def places_at_once() -> bool:
    """Whether the running transaction is the only one that writes: then it places its entries."""
    return connection.vendor == "sqlite"


def after_commit() -> None:
    """See to it that what was committed is placed: now when at rest, else by the carrier."""
    with _carrier.guard:
        _wanted.set()
        if time.monotonic() - _carrier.last < PAUSE:
            if _carrier.thread is None:
                _carrier.thread = threading.Thread(target=_carry, name="ledger", daemon=True)
                _carrier.thread.start()
            return
        _carrier.last = time.monotonic()
    _run()


def settled() -> None:
    """Wait until this process has placed what its writers committed: at shutdown, and in tests."""
    with _carrier.guard:
        thread = _carrier.thread
    if thread is not None:
        thread.join()


def _carry() -> None:
    """The carrier's work; it ends when a pause brought nothing new."""
    try:
        while True:
            time.sleep(PAUSE)
            with _carrier.guard:
                if not _wanted.is_set():
                    _carrier.thread = None
                    return
                _carrier.last = time.monotonic()
            _run(patient=True)
    except Exception:  # the database went away; the next entry, reader or start tries again
        _log.exception("ledger entries wait for their position")
        with _carrier.guard:
            _carrier.thread = None
    finally:
        connection.close()


def _run(*, patient: bool = False) -> None:
    """Become the sequencer unless somebody is; whoever is looks again before it goes.

    A thread first says that there is work and then tries the lock; the holder first gives the lock
    back and then looks whether there is work. So an entry is never left behind by both.
    ``patient`` leaves entries that came within the last pause for the next one: of many busy
    processes one carries for all, since what another has just placed leaves none that is older.
    """
    while _wanted.is_set() and _busy.acquire(blocking=False):
        try:
            _wanted.clear()
            for _ in range(ROUNDS):
                age = _oldest()
                if age is None:
                    break
                if patient and abs(age) < PAUSE:  # below zero: the clocks differ
                    _wanted.set()
                    return
                if not _batch(wait=False):
                    break
            else:
                _wanted.set()
                return
        finally:
            _busy.release()


def sequence() -> int:
    """Place every entry that this transaction can see; waits for its turn. How many were placed."""
    total = 0
    while True:
        placed = _batch(wait=True)
        total += placed
        if placed < BATCH:
            return total


def position_of(entry_id: uuid.UUID) -> int:
    """Position of an entry, placing it now when the sequencer has not come to it yet.

    Raises:
        LedgerEntry.DoesNotExist: there is no such entry.
    """
    found = LedgerEntry.objects.values_list("position", flat=True)
    position = found.get(pk=entry_id)
    if position is None:
        sequence()
        position = found.get(pk=entry_id)
    assert position is not None
    return position


def tree_size() -> int:
    """How many entries the tree has."""
    last = LedgerEntry.objects.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


class StoredTiles:
    """Tiles as the database has them, fetched one by one or, known beforehand, all at once."""

    def __init__(self, wanted: Iterable[tiles.Tile] = ()) -> None:
        self._kept: dict[tiles.Tile, bytes] = dict.fromkeys(wanted, b"")
        if self._kept:
            self._kept.update(_read_tiles(list(self._kept)))

    def tile(self, level: int, index: int) -> bytes:
        """The tile's hashes, or empty."""
        if (level, index) not in self._kept:
            self._kept[level, index] = _read_tiles([(level, index)]).get((level, index), b"")
        return self._kept[level, index]


def right_edge(size: int) -> list[tiles.Tile]:
    """The last tile of every level of a tree of ``size`` that is not full: what an append reads."""
    edge, level = [], 0
    while size:
        index, filled = divmod(size, tiles.WIDTH)
        if filled:
            edge.append((level, index))
        size, level = index, level + 1
    return edge


def _oldest() -> float | None:
    """Seconds since the first of the waiting entries was recorded; None when none waits.

    Without the lock: who finds nothing to do never stands in the way of who does.
    """
    if connection.vendor == "sqlite":
        return PAUSE
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT extract(epoch FROM clock_timestamp() - recorded_at)::float8 "
            "FROM core_ledgerentry WHERE position IS NULL ORDER BY recorded_at, id LIMIT 1"
        )
        row: tuple[float] | None = cursor.fetchone()
    return row[0] if row else None


def _batch(*, wait: bool) -> int:
    """Place one batch; 0 when there is nothing, or when another is at it and we do not wait."""
    with transaction.atomic():
        if not _lock(wait=wait):
            return 0
        placed = _place()
        if placed:
            start = placed[0][0]
            assert [position for position, _ in placed] == [*range(start, start + len(placed))]
            result = tiles.append(
                StoredTiles(right_edge(start)), start, [leaf for _, leaf in placed]
            )
            _write_tiles(result.tiles.items())
    return len(placed)


def _lock(*, wait: bool) -> bool:
    """Take the sequencer's lock until the transaction ends."""
    if connection.vendor == "sqlite":
        return True  # the transaction began with the write lock (BEGIN IMMEDIATE)
    function = "pg_advisory_xact_lock" if wait else "pg_try_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [LOCK])
        row = cursor.fetchone()
    return wait or bool(row and row[0])


def _place() -> list[tuple[int, bytes]]:
    """Give waiting entries the next positions; [(position, leaf hash)] in order.

    A statement of its own after the lock was taken: it sees what the last holder committed.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE core_ledgerentry SET position = placed.position
            FROM (
                SELECT id, row_number() OVER (ORDER BY recorded_at, id)
                    + COALESCE((SELECT max(position) FROM core_ledgerentry), -1) AS position
                FROM (
                    SELECT id, recorded_at FROM core_ledgerentry WHERE position IS NULL
                    ORDER BY recorded_at, id LIMIT %s
                ) AS waiting
            ) AS placed
            WHERE core_ledgerentry.id = placed.id
            RETURNING core_ledgerentry.position, core_ledgerentry.leaf_hash
            """,
            [BATCH],
        )
        rows: Sequence[tuple[int, bytes | memoryview]] = cursor.fetchall()
    return sorted((position, bytes(leaf)) for position, leaf in rows)


def _read_tiles(wanted: Sequence[tiles.Tile]) -> dict[tiles.Tile, bytes]:
    condition = " OR ".join(['(level = %s AND "index" = %s)'] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT level, "index", hashes FROM core_ledgertile WHERE {condition}',  # noqa: S608
            [part for tile in wanted for part in tile],
        )
        return {(level, index): bytes(hashes) for level, index, hashes in cursor.fetchall()}


def _write_tiles(changed: Iterable[tuple[tiles.Tile, bytes]]) -> None:
    with connection.cursor() as cursor:
        for (level, index), hashes in changed:
            assert len(hashes) % HASH_BYTES == 0
            cursor.execute(
                """
                INSERT INTO core_ledgertile (level, "index", hashes) VALUES (%s, %s, %s)
                ON CONFLICT (level, "index") DO UPDATE SET hashes = excluded.hashes
                """,
                [level, index, hashes],
            )
