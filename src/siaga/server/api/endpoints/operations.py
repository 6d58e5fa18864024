"""Who the caller is, and the operations they have a part in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from siaga.server.api import shapes
from siaga.server.api.endpoints.parameters import Limit, SlugCursor
from siaga.server.api.identity import caller, gate
from siaga.server.api.models import Scope
from siaga.server.api.paging import Page, page
from siaga.server.api.queries import read
from siaga.server.api.schemas import MeOut, OperationDetailOut, OperationOut
from siaga.server.core.access import visible_operations
from siaga.server.core.models import Operation
from siaga.server.core.policy import CorePermission
from siaga.server.plan.queries.data import current_version

router = Router(tags=["operations"])


@router.get("/me", response=MeOut, url_name="me")
def me(request: HttpRequest) -> dict[str, Any]:
    """The caller: their roles, and what this token may be used for."""
    identity = caller(request)
    person = identity.actor.person
    slugs = dict(
        Operation.objects.filter(
            id__in=[m.operation_id for m in identity.actor.memberships if m.operation_id]
        ).values_list("id", "slug")
    )
    return {
        "username": person.username,
        "name": person.name,
        "language": person.language,
        "scopes": sorted(identity.scopes),
        "token_expires_at": identity.token.expires_at if identity.token else None,
        "roles": [
            {
                "role": row.role,
                "agency": row.agency.name,
                "operation": slugs.get(row.operation_id) if row.operation_id else None,
            }
            for row in identity.actor.memberships
        ],
    }


@router.get("/operations", response=Page[OperationOut], url_name="operations")
def operations(request: HttpRequest, limit: Limit = 100, cursor: SlugCursor = "") -> Any:
    """Operations the caller has a part in, by slug."""
    identity = caller(request)
    identity.require(Scope.READ)
    own = [row.id for row in visible_operations(identity.actor)]
    rows = Operation.objects.filter(id__in=own).select_related("agency")
    if identity.token and identity.token.operation_id:
        rows = rows.filter(id=identity.token.operation_id)
    return page(request, rows, shapes.operation, key="slug", cursor=cursor, limit=limit)


@router.get("/operations/{slug:slug}", response=OperationDetailOut, url_name="operation")
def operation(request: HttpRequest, slug: str) -> dict[str, Any]:
    """One operation, its data that count and its plan in force."""
    found, _ = gate(request, slug, CorePermission.OPERATION_VIEW)
    data, plan = current_version(found), read.issued_plan(found)
    return shapes.operation(found) | {
        "data_version": data.number if data else None,
        "issued_plan": plan.number if plan else None,
    }
