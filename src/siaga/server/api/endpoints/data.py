"""Data versions with their stations and officers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from siaga.server.api import shapes
from siaga.server.api.endpoints.parameters import Code, Cursor, Limit
from siaga.server.api.identity import gate
from siaga.server.api.models import Scope
from siaga.server.api.paging import Page, page
from siaga.server.api.schemas import DataVersionOut, OfficerOut, StationOut
from siaga.server.plan.models import OfficerRow, StationRow
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.queries.data import version_for, versions

router = Router(tags=["data"])
DATA = "/operations/{slug:slug}/data"


@router.get(DATA, response=Page[DataVersionOut], url_name="data-versions")
def data_versions(request: HttpRequest, slug: str, limit: Limit = 100, cursor: Cursor = 0) -> Any:
    """Versions of the operation's tables, newest first."""
    _, access = gate(request, slug, PlanPermission.DATA_VIEW)
    return page(
        request,
        versions(access),
        shapes.data_version,
        key="number",
        cursor=cursor,
        limit=limit,
        descending=True,
    )


@router.get(DATA + "/{int:number}", response=DataVersionOut, url_name="data-version")
def data_version(request: HttpRequest, slug: str, number: int) -> dict[str, Any]:
    """One version."""
    _, access = gate(request, slug, PlanPermission.DATA_VIEW)
    return shapes.data_version(version_for(access, number))


@router.get(DATA + "/{int:number}/stations", response=Page[StationOut], url_name="stations")
def stations(
    request: HttpRequest,
    slug: str,
    number: int,
    limit: Limit = 100,
    cursor: Cursor = 0,
    district: Code = "",
) -> Any:
    """Polling stations of a version, in the order of its table."""
    _, access = gate(request, slug, PlanPermission.DATA_VIEW)
    rows = StationRow.objects.filter(version=version_for(access, number))
    if district:
        rows = rows.filter(district=district)
    return page(request, rows, shapes.station, key="ordinal", cursor=cursor, limit=limit)


@router.get(DATA + "/{int:number}/officers", response=Page[OfficerOut], url_name="officers")
def officers(
    request: HttpRequest,
    slug: str,
    number: int,
    limit: Limit = 100,
    cursor: Cursor = 0,
    unit: Code = "",
) -> Any:
    """Officers of a version: needs the role, and the scope ``people``."""
    _, access = gate(request, slug, PlanPermission.DATA_PEOPLE, Scope.PEOPLE)
    rows = OfficerRow.objects.filter(version=version_for(access, number))
    if unit:
        rows = rows.filter(unit=unit)
    return page(request, rows, shapes.officer, key="ordinal", cursor=cursor, limit=limit)
