"""Appending: what every action does once."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from siaga.ledger.commitment import seal
from siaga.ledger.entry import Entry, entry_bytes
from siaga.ledger.tree import leaf_hash
from siaga.server.core.access import Access
from siaga.server.core.action import note_recorded
from siaga.server.core.entries import Personal, TypedEntry, facts_of
from siaga.server.core.ledger_store import sequencer
from siaga.server.core.ledger_store.insert import Insert
from siaga.server.core.models import LedgerEntry, Opening

_ENTRY: Final = Insert(LedgerEntry)
_OPENING: Final = Insert(Opening, without="id")


def record(
    access: Access,
    facts: TypedEntry,
    *,
    object_type: str,
    object_id: str,
    reason: str = "",
    personal: Mapping[str, Personal] | None = None,
    happened: datetime | None = None,
    entry_id: uuid.UUID | None = None,
) -> LedgerEntry:
    """Append one entry in the running transaction; writers do not wait for each other.

    ``reason`` is free text: the ledger commits to it and keeps it outside the hashed payload, so
    that it can be erased. ``happened`` is when it happened, when that is not now (UTC);
    ``entry_id`` the id that a device gave the action, so that sending twice is noticed.

    Raises:
        ActionError: called outside an action.
        LedgerError: a fact can not be recorded (a fraction, a foreign type, more than 64 kB).
    """
    now = datetime.now(UTC)
    note_recorded(facts.kind)
    sealed = dict(personal or {})
    if reason:
        sealed["reason"] = Personal(reason)
    commitments, openings = seal({name: datum.value for name, datum in sealed.items()})
    person, operation = access.actor.person, access.operation
    entry = Entry(
        id=entry_id or uuid.uuid4(),
        kind=facts.kind,
        who=person.id,
        role=str(access.role),  # the text itself, not a member of an enumeration
        via=access.actor.via,
        agency=access.agency,
        operation=str(operation.id) if operation else "",
        happened=happened or now,
        recorded=now,
        object_type=object_type,
        object_id=object_id,
        facts=facts_of(facts),
        personal=commitments,
    )
    payload = entry_bytes(entry)
    row = _ENTRY(
        id=entry.id,
        position=None,
        kind=entry.kind,
        operation=operation.id if operation else None,
        actor=person.id,
        object_type=object_type,
        object_id=object_id,
        recorded_at=now,
        payload=payload,
        leaf_hash=leaf_hash(payload),
    )
    for name, opening in openings.items():
        _OPENING(
            entry_id=entry.id,
            field=name,
            subject=sealed[name].subject,
            salt=opening.salt,
            value=opening.value,
        )
    sequencer.appended(row)
    return row
