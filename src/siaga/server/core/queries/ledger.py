"""Reads of the ledger: the journal of an operation, one entry with its proof, checkpoints."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.http import Http404

from siaga.ledger import tree
from siaga.ledger.commitment import Opening as PureOpening
from siaga.ledger.entry import Entry, read_entry
from siaga.ledger.note import read_note
from siaga.ledger.tiles import TiledTree
from siaga.server.core.access import Access, may
from siaga.server.core.ledger_store import sign
from siaga.server.core.ledger_store.sequencer import StoredTiles
from siaga.server.core.models import Checkpoint, LedgerEntry, LedgerKey, Opening, Person
from siaga.server.core.policy import CorePermission
from siaga.server.core.roles import POLICE_ROLES

PAGE = 50
OUT_OF_ORDER = 10_000
"""Positions by which an entry may stand before one that was recorded earlier: two batches."""
MOST_WAITING = 20


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asked to see; everything when empty. Days are the operation's own."""

    kind: str = ""
    object_type: str = ""
    object_id: str = ""
    first_day: date | None = None
    last_day: date | None = None
    before: int | None = None
    """Only positions below."""
    after: int | None = None
    """Only positions above."""


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One line of the journal."""

    row: LedgerEntry
    entry: Entry
    name: str
    """Of who acted; empty once erased, or for the server itself."""


@dataclass(frozen=True, slots=True)
class JournalPage:
    """Newest first, with the positions at which the neighbours begin."""

    rows: tuple[JournalRow, ...]
    waiting: tuple[JournalRow, ...]
    """On record and not yet placed in the tree; a moment's work of the sequencer."""
    newer: int | None
    older: int | None


@dataclass(frozen=True, slots=True)
class PersonalValue:
    """What an entry commits to: shown, erased, or kept from this reader."""

    field: str
    commitment: str
    state: str
    """``shown``, ``hidden`` or ``erased``."""
    value: object = None


@dataclass(frozen=True, slots=True)
class Proof:
    """That an entry is in the tree of a signed checkpoint."""

    checkpoint: Checkpoint
    index: int
    leaf: bytes
    path: tuple[bytes, ...]
    holds: bool


def journal(access: Access, filters: Filters) -> JournalPage:
    """A page of the operation's journal; four queries whatever its size."""
    found = _filtered(access, filters)
    if filters.after is not None:
        rows = list(found.filter(position__gt=filters.after).order_by("position")[: PAGE + 1])
        more, rows = len(rows) > PAGE, rows[:PAGE][::-1]
        newer = rows[0].position if more and rows else None
        older = rows[-1].position if rows else None
    else:
        if filters.before is not None:
            found = found.filter(position__lt=filters.before)
        rows = list(found.order_by("-position")[: PAGE + 1])
        more, rows = len(rows) > PAGE, rows[:PAGE]
        newer = rows[0].position if filters.before is not None and rows else None
        older = rows[-1].position if more else None
    waiting: list[LedgerEntry] = []
    if filters == Filters():
        waiting = list(
            LedgerEntry.objects.filter(operation=_id(access), position=None).order_by(
                "-recorded_at"
            )[:MOST_WAITING]
        )
    told = _told([*waiting, *rows])
    return JournalPage(tuple(told[len(waiting) :]), tuple(told[: len(waiting)]), newer, older)


def entry_at(access: Access, position: int) -> JournalRow:
    """One entry of the operation; Http404 when there is none at ``position``."""
    row = LedgerEntry.objects.filter(operation=_id(access), position=position).first()
    if row is None:
        raise Http404
    return _told([row])[0]


def entries_about(object_type: str, object_id: object, kinds: Collection[str]) -> list[LedgerEntry]:
    """Entries of these kinds about one object, newest first; also those not yet in the tree."""
    halves = (half.filter(kind__in=kinds) for half in _about(object_type, object_id))
    # One that gets its place between the two questions is in both answers.
    return list({row.pk: row for half in halves for row in half}.values())


def last_entry_about(
    object_type: str, object_id: object, *, but: Collection[str] = ()
) -> LedgerEntry | None:
    """The newest entry about one object that is of none of the kinds in ``but``."""
    halves = (half.exclude(kind__in=but) for half in _about(object_type, object_id))
    return next((row for half in halves for row in half[:1]), None)


def _about(object_type: str, object_id: object) -> tuple[QuerySet[LedgerEntry], ...]:
    """Entries about one object, those that wait for their place first.

    Asked apart: each half has an index of its own, together they would walk the whole ledger.
    """
    about = LedgerEntry.objects.filter(object_type=object_type, object_id=str(object_id))
    return (
        about.filter(position__isnull=True).order_by("-recorded_at"),
        about.filter(position__isnull=False).order_by("-position"),
    )


def personal_values(access: Access, found: JournalRow) -> list[PersonalValue]:
    """What ``found`` commits to, as far as this reader may see it; reasons everybody may.

    Accounts are for who sees the people of the operation, officers for police roles.
    """
    openings = {opening.field: opening for opening in Opening.objects.filter(entry=found.row)}
    police = access.role in POLICE_ROLES
    accounts = may(access.actor, access.operation, CorePermission.PEOPLE_VIEW)
    values = []
    for field, commitment in sorted(found.entry.personal.items()):
        opening = openings.get(field)
        if opening is None:
            values.append(PersonalValue(field, commitment, "erased"))
        elif opening.subject and not (
            accounts if opening.subject.startswith("person:") else police
        ):
            values.append(PersonalValue(field, commitment, "hidden"))
        else:
            opens = PureOpening(bytes(opening.salt), opening.value).opens(commitment)
            state = "shown" if opens else "wrong"
            values.append(PersonalValue(field, commitment, state, opening.value))
    return values


def inclusion(position: int, *, size: int | None = None) -> Proof:
    """Proof that the entry at ``position`` is under a checkpoint: the newest, or that of ``size``.

    A checkpoint is signed now when none covers the entry yet.

    Raises:
        Http404: no entry at ``position``, or no checkpoint of ``size`` that covers it.
    """
    row = LedgerEntry.objects.filter(position=position).only("leaf_hash").first()
    if row is None:
        raise Http404
    if size is None:
        checkpoint = sign.checkpoint()
        if checkpoint.size <= position:
            checkpoint = sign.checkpoint(fresh=True)
    else:
        checkpoint = checkpoint_of(size)
        if checkpoint.size <= position:
            raise Http404
    path = tree.inclusion_proof(TiledTree(StoredTiles()), position, checkpoint.size)
    leaf = bytes(row.leaf_hash)
    holds = tree.inclusion_holds(leaf, position, checkpoint.size, path, bytes(checkpoint.root))
    return Proof(checkpoint, position, leaf, tuple(path), holds)


def consistency(old: int, new: int) -> tuple[Checkpoint, Checkpoint, list[bytes]]:
    """Proof that the checkpoint of ``new`` continues that of ``old``.

    Raises:
        Http404: there is no checkpoint of one of the two sizes, or ``old`` is the later.
    """
    if old > new:
        raise Http404
    first, second = checkpoint_of(old), checkpoint_of(new)
    return first, second, tree.consistency_proof(TiledTree(StoredTiles()), old, new)


def checkpoints(limit: int = 20) -> list[tuple[Checkpoint, dict[str, datetime]]]:
    """The newest checkpoints, each with who co-signed it and when."""
    keys = sign.cosigner_keys()
    rows = Checkpoint.objects.order_by("-size")[:limit]
    zone = ZoneInfo("UTC")
    return [
        (row, {name: datetime.fromtimestamp(when, zone)
               for name, when in sign.cosigned_by(row, keys).items()})
        for row in rows
    ]  # fmt: skip


def agency_key(access: Access) -> LedgerKey | None:
    """The key with which the reader's agency co-signs now."""
    return LedgerKey.objects.filter(agency__name=access.agency, retired_at=None).first()


def cosigning_agencies() -> list[LedgerKey]:
    """Keys that co-sign now, with their agencies."""
    rows = LedgerKey.objects.filter(retired_at=None).exclude(agency=None)
    return list(rows.select_related("agency").order_by("agency__name"))


def signature_lines(checkpoint: Checkpoint) -> int:
    """How many signatures a checkpoint carries, its own included."""
    return len(read_note(checkpoint.note.encode()).signatures)


def checkpoint_of(size: int) -> Checkpoint:
    """The checkpoint of ``size``; Http404 when none was signed at it."""
    row = Checkpoint.objects.filter(size=size).first()
    if row is None:
        raise Http404
    return row


def _id(access: Access) -> uuid.UUID:
    assert access.operation is not None
    return access.operation.id


def _filtered(access: Access, filters: Filters) -> QuerySet[LedgerEntry]:
    found = LedgerEntry.objects.filter(operation=_id(access), position__isnull=False)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.object_type:
        found = found.filter(object_type=filters.object_type)
    if filters.object_id:
        found = found.filter(object_id=filters.object_id)
    assert access.operation is not None
    zone = ZoneInfo(access.operation.timezone)
    if filters.first_day is not None:
        begin = datetime.combine(filters.first_day, time(), zone)
        found = found.filter(
            recorded_at__gte=begin, position__gte=_position_near(begin) - OUT_OF_ORDER
        )
    if filters.last_day is not None:
        end = datetime.combine(filters.last_day, time(), zone) + timedelta(days=1)
        highest = _position_near(end) + OUT_OF_ORDER
        found = found.filter(recorded_at__lt=end, position__lte=highest)
    return found


def _position_near(moment: datetime) -> int:
    """Position of the last entry recorded before ``moment``: bounds the walk along positions."""
    row = (
        LedgerEntry.objects.filter(recorded_at__lt=moment, position__isnull=False)
        .order_by("-recorded_at")
        .values_list("position", flat=True)
        .first()
    )
    return -1 if row is None else row


def _told(rows: Sequence[LedgerEntry]) -> list[JournalRow]:
    """Rows with their entries and the names of who acted, in one query."""
    entries = [read_entry(bytes(row.payload)) for row in rows]
    people = {entry.who for entry in entries if entry.who is not None}
    names = dict(Person.objects.filter(pk__in=people, erased_at=None).values_list("pk", "name"))
    return [
        JournalRow(row, entry, names.get(entry.who, "") if entry.who else "")
        for row, entry in zip(rows, entries, strict=True)
    ]
