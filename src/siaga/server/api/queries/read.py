"""Reads of the API: scoped to one operation and to what the caller's role may see."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from siaga.server.core.access import Access
from siaga.server.core.models import Checkpoint, LedgerEntry, Operation
from siaga.server.plan.models import DataState, DataVersion, PlanRun, PlanState, PlanVersion
from siaga.server.plan.queries.data import versions
from siaga.server.plan.queries.plans import chosen_plan, visible_plans


def of(access: Access) -> Operation:
    """The operation access was granted to."""
    if access.operation is None:
        raise Http404
    return access.operation


def data_to_plan(access: Access, number: int) -> DataVersion:
    """The accepted version ``number``, or with 0 the one that counts; Http404 without."""
    rows = versions(access).filter(state=DataState.ACCEPTED).order_by("-number")
    found = rows.filter(number=number).first() if number else rows.first()
    if found is None:
        raise Http404
    return found


def plans(access: Access) -> QuerySet[PlanVersion]:
    """Plans the caller may see: drafts only with their permission; never the document."""
    return visible_plans(access).select_related("data", "run", "base", "issued_entry")


def plan(access: Access, number: int) -> PlanVersion:
    """One plan; Http404 when there is none for this caller."""
    found = chosen_plan(plans(access), number)
    assert found is not None
    return found


def issued_plan(operation: Operation) -> PlanVersion | None:
    """The plan in force."""
    rows = PlanVersion.objects.filter(operation=operation, state=PlanState.ISSUED)
    return rows.defer("document").select_related("data").first()


def runs(access: Access) -> QuerySet[PlanRun]:
    """Runs of the planner."""
    return PlanRun.objects.filter(operation=of(access)).select_related("data", "plan")


def run(access: Access, number: int) -> PlanRun:
    """One run; Http404 when there is none."""
    found = runs(access).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def entries(access: Access) -> QuerySet[LedgerEntry]:
    """Entries of the operation that stand in the tree."""
    return LedgerEntry.objects.filter(operation=of(access).id, position__isnull=False)


def checkpoint() -> Checkpoint:
    """The latest signed tree head; Http404 before the first."""
    found = Checkpoint.objects.order_by("-size").first()
    if found is None:
        raise Http404
    return found
