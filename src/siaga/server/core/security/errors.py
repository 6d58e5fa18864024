"""Refusals and faults as calm pages: what happened, what is not lost, what to do next.

Views raise :class:`Refusal` for 409 and 413, :class:`~.throttle.Throttled` for 429; Django raises
the rest. A request that asks for JSON gets ``application/problem+json`` (RFC 9457).
"""

from __future__ import annotations

import errno
import sys
from typing import Final

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from siaga.model.language import Language
from siaga.server.language import as_language, say

_KNOWN: Final = (400, 403, 404, 409, 413, 429, 500, 503)


class Refusal(Exception):  # noqa: N818 - an answer to the person, not a fault
    """The step is refused with a status and a sentence that says why and what to do."""

    def __init__(self, status: int, text: str = "") -> None:
        super().__init__(status, text)
        self.status = status
        self.text = text


class Conflict(Refusal):
    """Somebody else has changed the same thing meanwhile (409)."""

    def __init__(self, text: str = "") -> None:
        super().__init__(409, text)


class TooLarge(Refusal):
    """More was sent than is taken (413)."""

    def __init__(self, text: str = "") -> None:
        super().__init__(413, text)


def refusal_page(
    request: HttpRequest, status: int, *, text: str = "", kind: str = "", seconds: int = 0
) -> HttpResponse:
    """The page of ``status``. It reads no database, so that it can speak of one that is gone."""
    language = _language(request)
    key = kind or str(status if status in _KNOWN else 500)
    title = say(f"errors.title_{key}", language)
    remedy = say(f"errors.remedy_{key}", language, seconds=seconds)
    if _wants_json(request):
        problem = {"type": "about:blank", "title": title, "status": status,
                   "detail": f"{text} {remedy}".strip()}  # fmt: skip
        return JsonResponse(problem, status=status, content_type="application/problem+json")
    context = {
        "language": language, "status": status, "title": title, "text": text, "remedy": remedy,
        "fault": status >= 500, "theme": request.COOKIES.get("siaga_theme", ""),
        "demo": settings.DEMO, "number": getattr(request, "siaga_id", ""),
    }  # fmt: skip
    response = HttpResponse(render_to_string("core/errors/page.html", context), status=status)
    response.headers.setdefault("Content-Language", language)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """400."""
    return refusal_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """403: the role does not allow it."""
    return refusal_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404: nothing there, or nothing for this person; they are not told which."""
    return refusal_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; a database that is away gets its own words and 503."""
    error = sys.exc_info()[1]
    full = out_of_space(error)
    if full or isinstance(error, OperationalError | InterfaceError):
        response = refusal_page(request, 503, kind="full" if full else "")
        response.headers["Retry-After"] = "30"
        return response
    return refusal_page(request, 500)


def out_of_space(error: BaseException | None) -> bool:
    """Whether what failed is the disk, or the quota, being full: SQLite, PostgreSQL or a file."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        if getattr(error, "sqlstate", "") == "53100" or (
            isinstance(error, OperationalError) and "disk is full" in str(error)
        ):
            return True
        error = error.__cause__ or error.__context__
    return False


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """The form is older than the sign-in, or comes from another site."""
    return refusal_page(request, 403, kind="csrf")


def _wants_json(request: HttpRequest) -> bool:
    accept = request.META.get("HTTP_ACCEPT", "")
    return "json" in accept and "text/html" not in accept


def _language(request: HttpRequest) -> Language:
    chosen = getattr(request, "language", None) or request.COOKIES.get(
        settings.LANGUAGE_COOKIE_NAME
    )
    return as_language(chosen)
