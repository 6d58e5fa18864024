"""The province: all resorts at once, reinforcements shared by what they mend."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from siaga.protocols.problem import FieldError
from siaga.server.api.endpoints.parameters import Cursor, Limit, Officers
from siaga.server.api.identity import caller
from siaga.server.api.models import Scope
from siaga.server.api.once import once
from siaga.server.api.paging import Page, page
from siaga.server.api.problems import problem
from siaga.server.api.schemas import OverviewOut, ProposalOut, ProvinceOut, SharingOut
from siaga.server.core.access import Access, province_for
from siaga.server.core.middleware import language_of
from siaga.server.core.models import Agency
from siaga.server.core.roles import Role
from siaga.server.language import say
from siaga.server.plan.actions.province import propose_reinforcements
from siaga.server.plan.models import BkoProposal
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.province_sharing import (
    MOST_OFFICERS,
    MOST_UNITS,
    Wish,
    WishError,
    share_out,
    sharing_document,
    told,
)
from siaga.server.plan.queries import province as queries

router = Router(tags=["province"])
PROVINCE = "/provinces/{uuid:agency}"
Day = Annotated[
    str,
    Query(pattern=r"^(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8]))?$", description="Voting day."),
]


class UnitIn(Schema, extra="forbid"):
    """Reinforcements that stay together."""

    name: str = Field(min_length=1, max_length=40, pattern=r"^[^\u0000-\u001f\u007f-\u009f]+$")
    officers: int = Field(ge=1, le=MOST_OFFICERS)


class MinimumIn(Schema, extra="forbid"):
    """The least a resort must get."""

    slug: str = Field(max_length=60, pattern=r"^[-a-zA-Z0-9_]+$")
    officers: int = Field(ge=1, le=MOST_OFFICERS)


_SOMETHING: dict[str, Any] = {
    "anyOf": [
        {"properties": {"officers": {"minimum": 1}}, "required": ["officers"]},
        {"properties": {"units": {"minItems": 1}}, "required": ["units"]},
    ]
}


class WishIn(Schema, extra="forbid", json_schema_extra=_SOMETHING):
    """What there is to share: officers, units, or both."""

    officers: int = Field(0, ge=0, le=MOST_OFFICERS, description="Go anywhere, one by one.")
    units: list[UnitIn] = Field(default_factory=list, max_length=MOST_UNITS)
    minimums: list[MinimumIn] = Field(default_factory=list, max_length=100)
    day: date | None = None
    note: str = Field("", max_length=300, pattern=r"^[^\u0000]*$")


def _gate(
    request: HttpRequest,
    agency: UUID,
    permission: PlanPermission = PlanPermission.PROVINCE_VIEW,
    scope: Scope = Scope.READ,
) -> tuple[Agency, Access]:
    identity = caller(request)
    found = province_for(identity.actor, agency, permission)
    if identity.token and identity.token.operation_id:
        raise Http404
    identity.require(scope)
    return found


@router.get("/provinces", response=list[ProvinceOut], url_name="provinces")
def provinces(request: HttpRequest) -> list[dict[str, Any]]:
    """Provinces the caller belongs to."""
    identity = caller(request)
    identity.require(Scope.READ)
    if identity.token and identity.token.operation_id:
        return []
    own = [m.agency for m in identity.actor.memberships if m.role == Role.PROVINCE]
    return [{"agency": agency.id, "name": agency.name} for agency in own]


@router.get(PROVINCE + "/overview", response=OverviewOut, url_name="province-overview")
def overview(request: HttpRequest, agency: UUID, day: Day = "") -> dict[str, Any]:
    """Requirement against force of every resort, from the summaries of their plans."""
    found, _ = _gate(request, agency)
    view = queries.province_view(found, date.fromisoformat(day) if day else None)
    total = view.overview
    return {
        "agency": found.id,
        "name": found.name,
        "need": total.need,
        "available": total.available,
        "short": total.short,
        "stations": total.stations,
        "below": total.below,
        "resorts": [_resort(resort) for resort in view.resorts],
    }


def _resort(view: queries.ResortView) -> dict[str, Any]:
    row = view.row
    return {
        "slug": view.operation.slug,
        "name": view.operation.name,
        "voting_day": view.operation.voting_day,
        "plan": view.plan.number if view.plan else None,
        "plan_state": str(view.plan.state) if view.plan else "",
        "stations": row.stations,
        "need": row.need,
        "available": row.available,
        "short": row.short,
        "below": row.below,
        "verdict": row.verdict.value,
    }


@router.get(PROVINCE + "/sharing", response=SharingOut, url_name="province-sharing")
def sharing(request: HttpRequest, agency: UUID, officers: Officers, day: Day = "") -> Any:
    """``officers`` reinforcements shared by what they mend, with the proof; nothing is kept."""
    found, _ = _gate(request, agency)
    view = queries.province_view(found, date.fromisoformat(day) if day else None)
    wish = Wish(officers)
    document = sharing_document(view, wish, share_out(view, wish))
    return told(document, language_of(request))


@router.get(PROVINCE + "/proposals", response=Page[ProposalOut], url_name="proposals")
def proposals(request: HttpRequest, agency: UUID, limit: Limit = 100, cursor: Cursor = 0) -> Any:
    """Saved proposals, newest first."""
    found, access = _gate(request, agency)
    return page(
        request,
        queries.proposals(access, found),
        lambda row: _proposal(request, row),
        key="number",
        cursor=cursor,
        limit=limit,
        descending=True,
    )


@router.post(PROVINCE + "/proposals", response={201: ProposalOut}, url_name="proposal-save")
def proposal_save(request: HttpRequest, agency: UUID, asked: WishIn) -> HttpResponse:
    """Share and keep as a proposal, on the ledger. Nobody is moved by it."""
    _gate(request, agency, PlanPermission.PROVINCE_ALLOCATE, Scope.WRITE)
    wish = Wish(
        asked.officers,
        tuple((unit.name, unit.officers) for unit in asked.units),
        tuple((minimum.slug, minimum.officers) for minimum in asked.minimums),
    )

    def act() -> dict[str, Any]:
        made = propose_reinforcements(
            caller(request).actor, agency_id=agency, wish=wish, day=asked.day, note=asked.note
        )
        return _proposal(request, made)

    try:
        return once(request, 201, act)
    except WishError as error:
        text = say(error.key, language_of(request), **error.values)
        return problem(request, 422, errors=[FieldError(error.field, text)])


def _proposal(request: HttpRequest, row: BkoProposal) -> dict[str, Any]:
    return {
        "id": row.id,
        "officers": row.officers,
        "note": row.note,
        "created_at": row.created_at,
        "sharing": told(row.allocation, language_of(request)),
    }
