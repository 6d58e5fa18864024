"""The province's map: every station of every resort."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from siaga.server.core.access import actor_of, province_for
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.queries.map_payload import as_bytes
from siaga.server.plan.queries.map_picture import THEMES
from siaga.server.plan.queries.map_province import (
    ProvinceScene,
    province_areas,
    province_document,
    province_figures,
    province_picture,
    province_scene,
)
from siaga.server.plan.views.map_answers import kept_answer


def _scene(request: HttpRequest, agency_id: uuid.UUID) -> ProvinceScene:
    agency, _ = province_for(actor_of(request), agency_id, PlanPermission.PROVINCE_VIEW)
    return province_scene(agency)


@login_required
@require_safe
def province_map(request: HttpRequest, agency_id: uuid.UUID) -> HttpResponse:
    """The map of all stations, by tier and state."""
    scene = _scene(request, agency_id)
    theme = request.COOKIES.get("siaga_theme", "")
    shown = {
        "agency": scene.agency,
        "resorts": scene.resorts,
        "districts": [(r.operation.slug, r.operation.region_name) for r in scene.resorts],
        "figures": province_figures(scene),
        "plan": any(resort.plan for resort in scene.resorts),
        "theme": theme if theme in THEMES else "",
    }
    return render(request, "plan/map/province.html", shown)


@login_required
@require_safe
def scene(request: HttpRequest, agency_id: uuid.UUID) -> HttpResponse:
    """All stations as JSON columns."""
    found = _scene(request, agency_id)
    return kept_answer(
        request, f"province-{found.key}", "application/json",
        lambda: as_bytes(province_document(found)),
    )  # fmt: skip


@login_required
@require_safe
def areas(request: HttpRequest, agency_id: uuid.UUID) -> HttpResponse:
    """Outlines of the districts as JSON."""
    found = _scene(request, agency_id)
    return kept_answer(
        request, f"province-areas-{found.key}", "application/json",
        lambda: as_bytes(province_areas(found)),
    )  # fmt: skip


@login_required
@require_safe
def picture(request: HttpRequest, agency_id: uuid.UUID) -> HttpResponse:
    """The first picture of the map."""
    found = _scene(request, agency_id)
    theme = request.GET.get("theme", "light")
    if theme not in THEMES:
        raise Http404
    return kept_answer(
        request, f"province-picture-{theme}-{found.key}", "image/svg+xml",
        lambda: province_picture(found, theme).encode(),
    )  # fmt: skip
