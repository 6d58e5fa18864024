"""Why: the explanation of a post, an officer or a station; and a plan as GeoJSON."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router

from siaga.server.api.identity import caller, gate
from siaga.server.api.models import Scope
from siaga.server.api.ogc.layers import layers_of
from siaga.server.api.ogc.source import source_for
from siaga.server.api.queries import read
from siaga.server.api.schemas import ExplanationOut
from siaga.server.core.middleware import language_of
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.queries.draft_cards import card_of
from siaga.server.plan.queries.drafts import plan_for

router = Router(tags=["plans"])
PLAN = "/operations/{slug:slug}/plans/{int:number}"
Kind = Literal["post", "station", "officer"]
_DOWNLOADED = ("posts", "stations", "bases")


@router.get(
    PLAN + "/explanations/{kind}/{path:subject}",
    response=ExplanationOut,
    url_name="explanation",
)
def explanation(
    request: HttpRequest, slug: str, number: int, kind: Kind, subject: str
) -> dict[str, Any]:
    """Why a post is as it is, an officer where they are, a station at its tier.

    An officer's needs the role and the scope ``people``.
    """
    _, access = gate(request, slug, PlanPermission.ISSUED_VIEW)
    read.plan(access, number)
    identity = caller(request)
    sight = plan_for(identity.actor, slug, number)
    if Scope.PEOPLE not in identity.scopes:
        sight = replace(sight, people=False, names=False)
    card = card_of(sight, kind, subject, language_of(request))
    return {
        "plan": number,
        "subject": card.id,
        "explained": card.explained,
        "sections": [
            {"heading": section.heading, "facts": list(section.facts)} for section in card.sections
        ],
    }


@router.get(PLAN + "/geojson", response=dict[str, Any], url_name="plan-geojson")
def plan_geojson(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Stations, posts and bases of a plan as one GeoJSON file (RFC 7946), without people."""
    operation, access = gate(request, slug, PlanPermission.ISSUED_VIEW)
    source = replace(source_for(access, frozenset(), number), people=False)
    if source.plan is None:
        raise Http404
    features = [
        {**feature, "properties": {"layer": name, **feature["properties"]}}
        for name, (layer, rows) in layers_of(source).items()
        if name in _DOWNLOADED
        for feature in layer.features(source, list(rows.order_by(layer.key)))
    ]
    document = {"type": "FeatureCollection", "features": features}
    response = HttpResponse(
        json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")),
        content_type="application/geo+json",
    )
    name = f"{operation.slug}-rencana-{number}.geojson"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
