"""Writes of prints: asked for by a person, made by a job, kept until the plan's state changes."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

from django.db.models import F

from siaga.model.language import Language
from siaga.server.core.access import Actor, authorise
from siaga.server.core.action import action
from siaga.server.core.ledger_store import record
from siaga.server.core.models import Operation
from siaga.server.language import say
from siaga.server.plan.entries_plans import PlanPrinted
from siaga.server.plan.models import PlanPrint, PlanVersion
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.printing import Kind, stamp_key

QUEUED, RUNNING, READY, FAILED = "queued", "running", "ready", "failed"


@action
def _ask(
    actor: Actor, operation: Operation, version: PlanVersion, kind: Kind, language: Language
) -> PlanPrint:
    from siaga.server.plan.jobs.prints import print_plan

    access = authorise(actor, operation, PlanPermission.PRINT)
    printed, _ = PlanPrint.objects.update_or_create(
        plan=version,
        kind=kind.key,
        language=language,
        defaults={
            "stamp": stamp_key(version),
            "state": QUEUED,
            "content": b"",
            "sha256": "",
            "message": [],
            "attempts": 0,
            "beat_at": None,
            "ready_at": None,
            "created_by": actor.person,
            "created_at": datetime.now(UTC),
        },
    )
    record(
        access,
        PlanPrinted(
            number=version.number, revision=version.revision, document=kind.key, language=language
        ),
        object_type="plan",
        object_id=str(version.id),
    )
    if kind.slow:
        print_plan.enqueue(printed.pk)
    return printed


def ask_print(
    actor: Actor, operation: Operation, version: PlanVersion, kind: Kind, language: Language
) -> PlanPrint:
    """Have ``kind`` of ``version`` made; one that is ready or under way is not made twice.

    Raises:
        PermissionDenied: not with this role.
    """
    authorise(actor, operation, PlanPermission.PRINT)
    found = PlanPrint.objects.filter(plan=version, kind=kind.key, language=language).first()
    if found is not None and found.state != FAILED and found.stamp == stamp_key(version):
        return found
    return _ask(actor, operation, version, kind, language)


def claim_print(print_id: int) -> PlanPrint | None:
    """Take a queued print for making; None when it is not there to take."""
    taken = PlanPrint.objects.filter(pk=print_id, state=QUEUED).update(
        state=RUNNING, attempts=F("attempts") + 1, beat_at=datetime.now(UTC)
    )
    if not taken:
        return None
    # Gone when a person was erased this very moment: whoever still wants it asks anew.
    rows = PlanPrint.objects.select_related(
        "plan__operation__agency", "plan__data", "plan__run", "plan__base", "plan__issued_entry"
    )
    return rows.filter(pk=print_id).first()


def finish_print(printed: PlanPrint, content: bytes) -> None:
    """Keep the finished document, unless it was asked for anew meanwhile."""
    _end(
        printed, state=READY, content=content, sha256=hashlib.sha256(content).hexdigest(),
        ready_at=datetime.now(UTC), message=[],
    )  # fmt: skip


def fail_print(printed: PlanPrint, code: str) -> None:
    """Say in both languages why there is no document (texts ``prints.failed_<code>``)."""
    message = [say(f"prints.failed_{code}", "id"), say(f"prints.failed_{code}", "en")]
    _end(printed, state=FAILED, message=message)


def _end(printed: PlanPrint, **changes: Any) -> None:
    mine = PlanPrint.objects.filter(
        pk=printed.pk, state=RUNNING, attempts=printed.attempts, stamp=printed.stamp
    )
    mine.update(**changes)
