"""The export as a file, from the database, as a stream."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import IO, Final

from siaga.ledger.commitment import Opening as PureOpening
from siaga.ledger.export import Export, Line, write_export
from siaga.ledger.note import Note, read_note
from siaga.server.core.ledger_store import sign
from siaga.server.core.models import Checkpoint, LedgerEntry, Opening

CHUNK: Final = 2000
MOST_CHECKPOINTS: Final = 200
"""The newest; those that were co-signed are all in."""

Progress = Callable[[int, int], None]
"""Hears (entries written, of how many)."""


def export_ledger(
    target: IO[bytes],
    *,
    operation: uuid.UUID | None = None,
    openings: bool = False,
    size: int | None = None,
    progress: Progress | None = None,
) -> int:
    """Write the ledger up to the checkpoint of ``size`` (or one signed now) into ``target``.

    With ``operation`` its entries are in full and others as hashes. How many entries, in all.

    Raises:
        LedgerError, KeyLostError: the ledger's key can not be used.
    """
    if size is None:
        size = sign.checkpoint(fresh=True).size
    export = Export(
        key=sign.signing_key(),
        origin=sign.origin(),
        checkpoints=tuple(_checkpoints(size)),
        cosigners=tuple(sign.cosigner_keys()),
        operation=str(operation) if operation else "",
    )
    return write_export(export, _lines(size, operation, openings, progress), target)


def _checkpoints(size: int) -> list[Note]:
    notes: list[Note] = []
    rows = (
        Checkpoint.objects.filter(size__lte=size).order_by("-size").values_list("note", flat=True)
    )
    for number, text in enumerate(rows.iterator()):
        note = read_note(text.encode())
        if number < MOST_CHECKPOINTS or len(note.signatures) > 1:
            notes.append(note)
    return notes[::-1]


def _lines(
    size: int, operation: uuid.UUID | None, openings: bool, progress: Progress | None
) -> Iterator[Line]:
    columns = ("id", "operation", "payload", "leaf_hash")
    for first in range(0, size, CHUNK):
        last = min(first + CHUNK, size)
        rows = (
            LedgerEntry.objects.filter(position__gte=first, position__lt=last)
            .order_by("position")
            .values_list(*columns)
        )
        opened = _openings(first, last, operation) if openings else {}
        for entry_id, its_operation, payload, leaf in rows:
            shown = operation is None or its_operation == operation
            yield Line(
                bytes(payload) if shown else None, bytes(leaf), tuple(opened.get(entry_id, ()))
            )
        if progress:
            progress(last, size)


def _openings(
    first: int, last: int, operation: uuid.UUID | None
) -> dict[uuid.UUID, list[tuple[uuid.UUID, str, PureOpening]]]:
    rows = Opening.objects.filter(entry__position__gte=first, entry__position__lt=last)
    if operation is not None:
        rows = rows.filter(entry__operation=operation)
    found: dict[uuid.UUID, list[tuple[uuid.UUID, str, PureOpening]]] = {}
    for row in rows:
        pure = PureOpening(bytes(row.salt), row.value)
        found.setdefault(row.entry_id, []).append((row.entry_id, row.field, pure))
    return found
