"""Cards of posts, officers and stations: as a piece of the map's panel, and as a page."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from siaga.server.core.access import actor_of
from siaga.server.core.middleware import language_of
from siaga.server.plan.queries.draft_cards import card_of
from siaga.server.plan.queries.drafts import plan_for


@login_required
@require_safe
def card(request: HttpRequest, slug: str, number: int, kind: str, subject: str) -> HttpResponse:
    """``/o/<slug>/plans/<number>/card/<station|post|officer>/<id>``: a piece of HTML."""
    return render(request, "plan/drafts/card.html", _shown(request, slug, number, kind, subject))


@login_required
@require_safe
def subject(request: HttpRequest, slug: str, number: int, kind: str, subject: str) -> HttpResponse:
    """The same card as a page of its own."""
    shown = _shown(request, slug, number, kind, subject)
    return render(request, "plan/drafts/subject.html", shown)


def _shown(request: HttpRequest, slug: str, number: int, kind: str, subject: str) -> dict[str, Any]:
    sight = plan_for(actor_of(request), slug, number)
    return {
        "operation": sight.operation,
        "access": sight.access,
        "sight": sight,
        "plan": sight.version,
        "tab": f"{kind}s",
        "card": card_of(sight, kind, subject, language_of(request)),
    }
