"""The ledger in the database: append in the caller's transaction, sequence, prove.

``record`` is what actions call.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime

from django.db.models import Max

from siaga.server.core.access import Access
from siaga.server.core.action import note_recorded
from siaga.server.core.entries import Personal, TypedEntry, facts_of
from siaga.server.core.models import LedgerEntry, Opening


def record(
    access: Access,
    facts: TypedEntry,
    *,
    object_type: str,
    object_id: str,
    reason: str = "",
    personal: Mapping[str, Personal] | None = None,
    happened: datetime | None = None,
) -> LedgerEntry:
    """Append one entry in the running transaction.

    ``reason`` is free text: the ledger commits to it and keeps it outside the hashed payload, so
    that it can be erased. ``happened`` is when it happened, when that is not now (UTC).

    Raises:
        ActionError: called outside an action.
    """
    now = datetime.now(UTC)
    entry_id = uuid.uuid4()
    note_recorded(facts.kind)
    sealed = dict(personal or {})
    if reason:
        sealed["reason"] = Personal(reason)
    openings = [
        Opening(
            entry_id=entry_id,
            field=name,
            subject=datum.subject,
            salt=secrets.token_bytes(32),
            value=datum.value,
        )
        for name, datum in sealed.items()
    ]
    person = access.actor.person
    payload = json.dumps(
        {
            "id": str(entry_id),
            "kind": facts.kind,
            "who": str(person.id),
            "role": access.role,
            "via": access.actor.via,
            "operation": str(access.operation.id) if access.operation else None,
            "recorded": now.isoformat(),
            "happened": (happened or now).isoformat(),
            "object": [object_type, object_id],
            "facts": facts_of(facts),
        },
        sort_keys=True,
        separators=(",", ":"),
    ).encode()
    last = LedgerEntry.objects.aggregate(last=Max("position"))["last"]
    entry = LedgerEntry.objects.create(
        id=entry_id,
        position=0 if last is None else last + 1,
        kind=facts.kind,
        operation=access.operation.id if access.operation else None,
        actor=person.id,
        object_type=object_type,
        object_id=object_id,
        recorded_at=now,
        payload=payload,
        leaf_hash=hashlib.sha256(b"\x00" + payload).digest(),
    )
    Opening.objects.bulk_create(openings)
    return entry
