"""Plans with their posts and placements."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from siaga.server.api import shapes
from siaga.server.api.endpoints.parameters import Code, Cursor, Limit
from siaga.server.api.identity import gate
from siaga.server.api.models import Scope
from siaga.server.api.paging import Page, page
from siaga.server.api.queries import read
from siaga.server.api.schemas import PlacementOut, PlanOut, PostOut
from siaga.server.plan.models import PlacementRow, PostRow
from siaga.server.plan.policy import PlanPermission

router = Router(tags=["plans"])
PLANS = "/operations/{slug:slug}/plans"


@router.get(PLANS, response=Page[PlanOut], url_name="plans")
def plans(request: HttpRequest, slug: str, limit: Limit = 100, cursor: Cursor = 0) -> Any:
    """Plans, newest first; drafts only for roles that may see them."""
    _, access = gate(request, slug, PlanPermission.ISSUED_VIEW)
    return page(
        request,
        read.plans(access),
        shapes.plan,
        key="number",
        cursor=cursor,
        limit=limit,
        descending=True,
    )


@router.get(PLANS + "/{int:number}", response=PlanOut, url_name="plan")
def plan(request: HttpRequest, slug: str, number: int) -> dict[str, Any]:
    """One plan with its figures."""
    _, access = gate(request, slug, PlanPermission.ISSUED_VIEW)
    return shapes.plan(read.plan(access, number))


@router.get(PLANS + "/{int:number}/posts", response=Page[PostOut], url_name="posts")
def posts(
    request: HttpRequest,
    slug: str,
    number: int,
    limit: Limit = 100,
    cursor: Cursor = 0,
    district: Code = "",
) -> Any:
    """Posts of a plan as it stands, hand edits included."""
    _, access = gate(request, slug, PlanPermission.ISSUED_VIEW)
    rows = PostRow.objects.filter(plan=read.plan(access, number))
    if district:
        rows = rows.filter(district=district)
    return page(request, rows, shapes.post, key="ordinal", cursor=cursor, limit=limit)


@router.get(PLANS + "/{int:number}/placements", response=Page[PlacementOut], url_name="placements")
def placements(
    request: HttpRequest,
    slug: str,
    number: int,
    limit: Limit = 100,
    cursor: Cursor = 0,
    place: Code = "",
) -> Any:
    """Who serves where, by number: needs the role, and the scope ``people``."""
    _, access = gate(request, slug, PlanPermission.PLACEMENT_VIEW, Scope.PEOPLE)
    rows = PlacementRow.objects.filter(plan=read.plan(access, number))
    if place:
        rows = rows.filter(place=place)
    return page(request, rows, shapes.placement, key="ordinal", cursor=cursor, limit=limit)
