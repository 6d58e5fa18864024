"""Whether the tables of the ledger agree with each other and with what was signed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from django.db import connection

from siaga.ledger.entry import read_entry
from siaga.ledger.note import read_note
from siaga.ledger.texts import LedgerError
from siaga.ledger.tiles import WIDTH, Builder, MemoryTiles, append, tile_path
from siaga.ledger.tree import leaf_hash
from siaga.server.core.ledger_store import guard, sign
from siaga.server.core.models import Checkpoint, LedgerEntry, LedgerTile

CHUNK: Final = 2048
MOST_FOUND: Final = 20

Found = tuple[str, dict[str, object]]
"""Key of a sentence in the texts of ``ledger`` or ``ledger_check``, and its values."""


def placed_entries(first: int = 0) -> Iterator[LedgerEntry]:
    """Every placed entry from position ``first``, in order, a chunk at a time on any database."""
    while True:
        rows = list(LedgerEntry.objects.filter(position__gte=first).order_by("position")[:CHUNK])
        yield from rows
        if len(rows) < CHUNK:
            return
        last = rows[-1].position
        assert last is not None
        first = last + 1


def check_store(progress: Callable[[int], None] | None = None) -> list[Found]:
    """What is wrong with the stored ledger: entries, tiles, checkpoints, guards; at most 20.

    Reads everything: about a minute for a million entries. ``progress`` hears how many entries
    have been read.
    """
    found: list[Found] = [("ledger.no_guard", {"name": name}) for name in guard.missing(connection)]
    checkpoints = {row.size: row for row in Checkpoint.objects.order_by("size")}
    builder, mirror, pending = Builder(), MemoryTiles(), []
    size = 0
    for row in placed_entries():
        if row.position != builder.size:
            found.append(("ledger.bad_order", {"position": row.position, "expected": builder.size}))
            break
        payload = stored_bytes(row.payload)
        leaf = leaf_hash(payload)
        if leaf != stored_bytes(row.leaf_hash):
            found.append(("ledger.bad_leaf", {"position": row.position}))
        else:
            found += _check_columns(row, payload)
        found += _check_root(checkpoints, builder)
        builder.add(leaf)
        pending.append(leaf)
        if len(pending) == WIDTH:
            mirror.tiles.update(append(mirror, size, pending).tiles)
            size, pending = size + len(pending), []
            if progress:
                progress(size)
        if len(found) > MOST_FOUND:
            return found[:MOST_FOUND]
    mirror.tiles.update(append(mirror, size, pending).tiles)
    found += _check_root(checkpoints, builder)
    found += [
        ("ledger.lost_entries", {"size": size, "found": builder.size})
        for size in checkpoints
        if size > builder.size
    ]
    found += _check_tiles(mirror)
    return found[:MOST_FOUND]


def stored_bytes(value: object) -> bytes:
    """Bytes as either database has them; SQLite lets who tampers put a text in their place."""
    return value.encode() if isinstance(value, str) else bytes(value)  # type: ignore[call-overload]


def _check_columns(row: LedgerEntry, payload: bytes) -> list[Found]:
    """Columns beside the hashed payload decide in which journal an entry is seen."""
    try:
        entry = read_entry(payload)
    except LedgerError:
        return [("ledger_check.unreadable", {"position": row.position})]
    pairs = {
        "id": (row.id, entry.id),
        "kind": (row.kind, entry.kind),
        "operation": (str(row.operation or ""), entry.operation),
        "actor": (row.actor, entry.who),
        "object_type": (row.object_type, entry.object_type),
        "object_id": (row.object_id, entry.object_id),
        "recorded_at": (row.recorded_at, entry.recorded),
    }
    wrong = ", ".join(name for name, (stored, hashed) in pairs.items() if stored != hashed)
    values: dict[str, object] = {"position": row.position, "columns": wrong}
    return [("ledger_check.columns", values)] if wrong else []


def _check_root(checkpoints: dict[int, Checkpoint], builder: Builder) -> list[Found]:
    row = checkpoints.get(builder.size)
    if row is None:
        return []
    try:
        sign.own_public_key().verify(read_note(row.note.encode()))
    except LedgerError as error:
        return [("ledger.bad_note", {"size": row.size, "what": str(error)})]
    same = stored_bytes(row.root) == builder.root()
    return [] if same else [("ledger.bad_root", {"size": row.size})]


def _check_tiles(mirror: MemoryTiles) -> list[Found]:
    stored = {
        (row.level, row.index): stored_bytes(row.hashes)
        for row in LedgerTile.objects.order_by("level", "index").iterator()
    }
    different = {
        tile
        for tile in mirror.tiles.keys() | stored.keys()
        if mirror.tiles.get(tile) != stored.get(tile)
    }
    return [("ledger.bad_tile", {"tile": tile_path(*tile)}) for tile in sorted(different)]
