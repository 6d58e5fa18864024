"""Plans for their list and their page, in what this reader may see."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from siaga.server.core.access import Access, find_access
from siaga.server.plan.models import PlacementRow, PlanState, PlanVersion, PostRow
from siaga.server.plan.policy import PlanPermission

PUBLIC_STATES = (PlanState.ISSUED.value, PlanState.SUPERSEDED.value)
"""States of plans that everybody in the operation may see."""


def visible_plans(access: Access) -> QuerySet[PlanVersion]:
    """Plans this reader may see, newest first, without their documents.

    The issued ones, and drafts for who plans: the one place where that is decided.
    """
    operation = access.operation
    if operation is None:
        return PlanVersion.objects.none()
    found = PlanVersion.objects.filter(operation=operation)
    if find_access(access.actor, operation, PlanPermission.DRAFT_VIEW) is None:
        found = found.filter(state__in=PUBLIC_STATES)
    return found.defer("document", "final").order_by("-number")


def chosen_plan(plans: QuerySet[PlanVersion], number: int | None) -> PlanVersion | None:
    """The plan ``number`` of ``plans``; without a number the issued one, else the first.

    None: there is none to choose.

    Raises:
        Http404: no plan of that number among them.
    """
    if number is None:
        return plans.filter(state=PlanState.ISSUED).first() or plans.first()
    found = plans.filter(number=number).first()
    if found is None:
        raise Http404
    return found


def plans_of(access: Access) -> QuerySet[PlanVersion]:
    """Plans this reader may see, with the people and things their pages name."""
    return (
        visible_plans(access)
        .select_related(
            "data", "run", "base", "created_by", "checked_by", "approved_by", "issued_by",
            "issued_entry",
        )
        .defer("document", "final", "base__document", "base__final", "data__problems",
               "data__difference")
    )  # fmt: skip


def plan_for(access: Access, number: int) -> PlanVersion:
    """Plan ``number``.

    Raises:
        Http404: there is none that this reader may see.
    """
    found = chosen_plan(plans_of(access), number)
    assert found is not None
    return found


def plans_with_locks(access: Access) -> QuerySet[PlanVersion]:
    """Plans in which somebody locked a post or an officer."""
    posts = PostRow.objects.filter(plan=OuterRef("pk"), locked=True)
    placements = PlacementRow.objects.filter(plan=OuterRef("pk"), locked=True)
    return (
        plans_of(access)
        .filter(Exists(posts) | Exists(placements))
        .exclude(state=PlanState.WITHDRAWN)
    )
