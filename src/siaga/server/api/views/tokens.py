"""Pages of one's own tokens."""

from __future__ import annotations

import uuid
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from siaga.server.api.actions import tokens as actions
from siaga.server.api.models import Scope
from siaga.server.api.queries.tokens import own_tokens, valid_token
from siaga.server.core.access import actor_of, visible_operations
from siaga.server.core.middleware import language_of
from siaga.server.core.security.fresh import require_fresh
from siaga.server.language import say

DAYS: Final = (7, 30, 90, 180)
_DEFAULT_DAYS: Final = 30


@login_required
@require_GET
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens, and how to connect QGIS."""
    actor = actor_of(request)
    context = {
        "lines": own_tokens(actor, timezone.now()),
        "addresses": [
            (operation.name, request.build_absolute_uri(f"/ogc/o/{operation.slug}/"))
            for operation in visible_operations(actor)
        ],
    }
    return render(request, "api/tokens.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a token; its text is on the answer and nowhere else."""
    require_fresh(request)
    actor = actor_of(request)
    problem = ""
    if request.method == "POST":
        try:
            made = actions.create_token(
                actor,
                name=request.POST.get("name", ""),
                scopes=[scope for scope in Scope if scope in request.POST.getlist("scopes")],
                days=_whole(request.POST.get("days", "")),
                operation_slug=request.POST.get("operation", ""),
            )
        except actions.TokenError as error:
            problem = say(error.key, language_of(request), **error.values)
        else:
            return render(request, "api/token_made.html", {"made": made})
    context = {
        "problem": problem,
        "given": request.POST,
        "scopes": [
            (scope.value, f"tokens.scope_{scope.value}", scope in _chosen(request))
            for scope in Scope
        ],
        "days": [(count, count == _days(request)) for count in DAYS],
        "operations": visible_operations(actor),
    }
    return render(request, "api/token_new.html", context, status=400 if problem else 200)


@login_required
@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, token_id: uuid.UUID) -> HttpResponse:
    """Take a token back, once it is clear what that does."""
    actor = actor_of(request)
    if request.method == "GET":
        context = {"token": valid_token(actor, token_id)}
        return render(request, "api/token_revoke.html", context)
    revoked = actions.revoke_token(actor, token_id=token_id)
    text = say("tokens.was_revoked", language_of(request), prefix=revoked.prefix)
    messages.success(request, text)
    return redirect("tokens")


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _days(request: HttpRequest) -> int:
    return _whole(request.POST.get("days", "")) or _DEFAULT_DAYS


def _chosen(request: HttpRequest) -> list[str]:
    return request.POST.getlist("scopes") if request.method == "POST" else [Scope.LAYERS]
