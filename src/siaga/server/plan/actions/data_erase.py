"""Erasing an officer's personal data from every version; the ledger stays verifiable (R9)."""

from __future__ import annotations

from django.db import transaction

from siaga.intake.erasure import ERASED_NAME
from siaga.server.core.access import Actor, authorise
from siaga.server.core.action import action
from siaga.server.core.ledger_store import erase_openings, record
from siaga.server.core.models import Operation
from siaga.server.plan.actions.data import DataConflictError, lock_data, roster_subject
from siaga.server.plan.entries import DataErased
from siaga.server.plan.models import DataFile, DataVersion, OfficerRow, PlanPrint
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.queries.data import fingerprint, pack
from siaga.server.plan.queries.data_erasure import Erasure
from siaga.server.plan.workbench import forget


def officer_subject(operation: Operation, code: str) -> str:
    """What openings about an officer are kept under."""
    return f"officer:{operation.id}:{code}"


@action
def erase_officer_data(
    actor: Actor, operation: Operation, erasure: Erasure, *, reason: str
) -> list[int]:
    """Write what :func:`prepare_erasure` made: rows, files, commitments. There is no way back.

    The number (NRP), rank and unit stay: an issued plan must remain accountable. Returns the
    numbers of the versions changed.

    Raises:
        DataConflictError: ``changed`` when a version was mended meanwhile; nothing is written then.
    """
    access = authorise(actor, operation, PlanPermission.DATA_ERASE)
    lock_data(operation)
    files = 0
    for erased in erasure.versions:
        version = erased.version
        if fingerprint(version) != erased.seen:
            raise DataConflictError("changed", number=version.number)
        for path, content in erased.files.items():
            files += DataFile.objects.filter(version=version, path=path).update(
                content=pack(content), size=len(content), sha256=erased.hashes[path]
            )
        DataVersion.objects.filter(pk=version.pk).update(
            problems=erased.check, difference=erased.difference
        )
    OfficerRow.objects.filter(version__operation=operation, code=erasure.code).update(
        name=ERASED_NAME, home_village="", phone="", sex="", skills=""
    )
    # Kept documents hold names; they are made anew when somebody asks.
    PlanPrint.objects.filter(plan__operation=operation).delete()
    subjects = [roster_subject(erased.version.pk) for erased in erasure.versions if erased.files]
    subjects.append(officer_subject(operation, erasure.code))
    openings = erase_openings(subjects)
    # What this process keeps in memory goes at once; others no longer find theirs.
    transaction.on_commit(forget)
    numbers = [erased.version.number for erased in erasure.versions if erased.files]
    record(
        access,
        DataErased(versions=numbers, files=files, openings=openings),
        object_type="data",
        object_id="",
        reason=reason,
    )
    return numbers
