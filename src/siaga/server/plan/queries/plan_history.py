"""What happened to a plan, from the ledger: who, when, why, at which position."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from siaga.server.core.access import Access, find_access
from siaga.server.core.models import Opening, Person
from siaga.server.core.queries.ledger import entries_about
from siaga.server.plan.models import PlanVersion
from siaga.server.plan.policy import PlanPermission

KINDS: Final = (
    "plan.checked", "plan.returned", "plan.approved", "plan.issued", "plan.withdrawn",
    "plan.revised", "plan.printed",
)  # fmt: skip
PUBLIC_KINDS: Final = ("plan.checked", "plan.approved", "plan.issued", "plan.withdrawn")
"""Steps that everybody who may see the plan may see."""


@dataclass(frozen=True, slots=True)
class Event:
    """One step of a plan."""

    kind: str
    """As in the ledger: ``plan.approved``; its sentence is ``approval.event_approved``."""
    who: str
    """Empty once erased."""
    when: datetime
    position: int | None
    """In the ledger; None for the moment it takes to be placed."""
    reason: str
    facts: dict[str, Any]

    @property
    def text(self) -> str:
        """Key of its sentence."""
        return f"approval.event_{self.kind.rpartition('.')[2]}"


def history(access: Access, version: PlanVersion) -> list[Event]:
    """The steps of ``version``, newest first; all of them and their reasons only for who plans."""
    plans = find_access(access.actor, access.operation, PlanPermission.DRAFT_VIEW) is not None
    kinds = KINDS if plans else PUBLIC_KINDS
    rows = entries_about("plan", version.pk, kinds)
    if version.run_id is not None and plans:
        rows += entries_about("run", version.run_id, ("run.finished",))
    rows.sort(key=lambda row: row.recorded_at, reverse=True)
    openings = Opening.objects.filter(entry__in=rows, field="reason") if plans else ()
    reasons = {opening.entry_id: str(opening.value) for opening in openings}
    names = dict(
        Person.objects.filter(pk__in={row.actor for row in rows if row.actor}).values_list(
            "pk", "name"
        )
    )
    return [
        Event(
            row.kind,
            names.get(row.actor, "") if row.actor else "",
            row.recorded_at,
            row.position,
            reasons.get(row.pk, ""),
            json.loads(bytes(row.payload)).get("facts", {}),
        )
        for row in rows
    ]
