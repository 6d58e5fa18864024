"""The province's pages: all resorts, and reinforcements shared by what they mend."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from siaga.model.problems import InputError
from siaga.server.core.access import actor_of, province_for
from siaga.server.core.middleware import language_of
from siaga.server.core.roles import Role
from siaga.server.language import say
from siaga.server.plan.actions.province import propose_reinforcements
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.province_sharing import (
    MOST_OFFICERS,
    Wish,
    WishError,
    read_wish,
    share_out,
    sharing_document,
    shown,
)
from siaga.server.plan.queries import province as queries
from siaga.server.plan.queries.province_map import (
    HEIGHT,
    WIDTH,
    circles,
    outlines,
    outlines_key,
)
from siaga.server.plan.views.map_answers import kept_answer


@login_required
@require_GET
def provinces(request: HttpRequest) -> HttpResponse:
    """The reader's provinces; the only one is opened at once."""
    own = [m.agency for m in actor_of(request).memberships if m.role == Role.PROVINCE]
    if not own:
        raise PermissionDenied(PlanPermission.PROVINCE_VIEW)
    if len(own) == 1:
        return redirect("province", agency_id=own[0].id)
    return render(request, "plan/province/choose.html", {"agencies": own})


@login_required
@require_GET
def province(request: HttpRequest, agency_id: uuid.UUID) -> HttpResponse:
    """Every resort of a province; with ``officers`` or ``units`` also their sharing."""
    agency, access = province_for(actor_of(request), agency_id, PlanPermission.PROVINCE_VIEW)
    view = queries.province_view(agency, _day(request.GET.get("day", "")))
    context = {
        **_page(view),
        "fields": _fields(request.GET.dict(), view),
        "proposals": queries.proposals(access, agency)[: queries.PROPOSALS_SHOWN],
    }
    try:
        wish = read_wish(request.GET.dict())
        context |= _shared(request, view, wish)
    except (WishError, InputError) as error:
        context["problems"] = _problems(request, error)
    status = 400 if "problems" in context else 200
    return render(request, "plan/province/province.html", context, status=status)


@login_required
@require_GET
def picture(request: HttpRequest, agency_id: uuid.UUID) -> HttpResponse:
    """The outlines beneath the circles of the province's page, for the day it shows."""
    agency, _ = province_for(actor_of(request), agency_id, PlanPermission.PROVINCE_VIEW)
    resorts = queries.province_view(agency, _day(request.GET.get("day", ""))).resorts
    return kept_answer(
        request, outlines_key(resorts), "image/svg+xml", lambda: outlines(resorts).encode()
    )


@login_required
@require_POST
def propose(request: HttpRequest, agency_id: uuid.UUID) -> HttpResponse:
    """Keep a sharing as a proposal."""
    agency, access = province_for(actor_of(request), agency_id, PlanPermission.PROVINCE_ALLOCATE)
    given = request.POST.dict()
    try:
        proposal = propose_reinforcements(
            actor_of(request),
            agency_id=agency.id,
            wish=read_wish(given),
            day=_day(given.get("day", "")),
            note=given.get("note", ""),
        )
    except (WishError, InputError) as error:
        view = queries.province_view(agency, _day(given.get("day", "")))
        context = {
            **_page(view),
            "fields": _fields(given, view),
            "proposals": queries.proposals(access, agency)[: queries.PROPOSALS_SHOWN],
            "problems": _problems(request, error),
        }
        return render(request, "plan/province/province.html", context, status=400)
    saved = say("province.saved", language_of(request), officers=proposal.officers)
    messages.success(request, saved)
    return redirect("province-proposal", agency_id=agency.id, proposal_id=proposal.id)


@login_required
@require_GET
def proposal(request: HttpRequest, agency_id: uuid.UUID, proposal_id: uuid.UUID) -> HttpResponse:
    """A saved proposal, as it was."""
    agency, access = province_for(actor_of(request), agency_id, PlanPermission.PROVINCE_VIEW)
    found = queries.proposal(access, agency, proposal_id)
    wish = found.allocation["wish"]
    again = [("officers", wish["officers"])]
    again += [("units", "\n".join(f"{name} = {size}" for name, size in wish["units"]))]
    again += [(f"minimum.{slug}", count) for slug, count in wish["minimums"]]
    context = {
        "agency": agency,
        "proposal": found,
        "sharing": shown(found.allocation, language_of(request)),
        "again": [(name, value) for name, value in again if value],
    }
    return render(request, "plan/province/proposal.html", context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _page(view: queries.ProvinceView) -> dict[str, Any]:
    verdicts = [resort.row.verdict for resort in view.resorts]
    return {
        "agency": view.agency,
        "view": view,
        "circles": circles(view.resorts),
        "sheet": {"width": WIDTH, "height": HEIGHT},
        "short_resorts": verdicts.count(queries.Verdict.SHORT),
        "unknown_resorts": verdicts.count(queries.Verdict.UNKNOWN),
    }


def _fields(given: dict[str, str], view: queries.ProvinceView) -> dict[str, Any]:
    """What was typed, to be shown again."""
    return {
        "officers": given.get("officers", "")[:20],
        "units": given.get("units", "")[:4000],
        "note": given.get("note", "")[:300],
        "most": MOST_OFFICERS,
        "minimums": [
            (
                f"minimum.{resort.operation.slug}",
                resort.operation.name,
                given.get(f"minimum.{resort.operation.slug}", "")[:20],
            )
            for resort in view.resorts
        ],
    }


def _shared(request: HttpRequest, view: queries.ProvinceView, wish: Wish) -> dict[str, Any]:
    if wish.total == 0:
        return {}
    document = sharing_document(view, wish, share_out(view, wish))
    return {"sharing": shown(document, language_of(request))}


def _problems(request: HttpRequest, error: WishError | InputError) -> list[tuple[str, str]]:
    """(field, sentence) of what can not be used."""
    language = language_of(request)
    if isinstance(error, WishError):
        return [(error.field, say(error.key, language, **error.values))]
    return [("officers", problem.text(language)) for problem in error.report.errors]
