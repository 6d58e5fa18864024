"""Every error of API and map layers as problem+json (RFC 9457), in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from siaga.protocols.problem import MEDIA_TYPE, FieldError, ProblemDetails
from siaga.server.core.middleware import language_of
from siaga.server.language import has, say


def problem(
    request: HttpRequest,
    status: int,
    detail: str = "",
    *,
    kind: str = "about:blank",
    errors: Sequence[FieldError] = (),
) -> HttpResponse:
    """The answer; without ``detail`` it says what a status of this kind means here."""
    language = language_of(request)
    if not detail and has(f"api.status_{status}"):
        detail = say(f"api.status_{status}", language)
    details = ProblemDetails(status, detail, kind=kind, instance=request.path, errors=tuple(errors))
    response = HttpResponse(
        json.dumps(details.document(), ensure_ascii=False),
        status=status,
        content_type=MEDIA_TYPE,
    )
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="Siaga"'
    return response


def too_often(request: HttpRequest, wait: float) -> HttpResponse:
    """429 with the seconds to wait."""
    seconds = max(1, round(wait + 0.5))
    detail = say("api.too_often", language_of(request), seconds=seconds)
    response = problem(request, 429, detail)
    response["Retry-After"] = str(seconds)
    return response
