"""Manners of ``/api/`` and ``/ogc/``: language, problem+json, entity tags, strict parameters."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from hashlib import sha256
from typing import Any, Final

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from siaga.protocols.problem import MEDIA_TYPE
from siaga.server.api.problems import problem
from siaga.server.core.middleware import language_of
from siaga.server.language import say

log = logging.getLogger(__name__)

PREFIXES: Final = ("/api/", "/ogc/")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


class RefusalsMiddleware:
    """Outermost: what Django refuses before an address is looked at is a problem as well."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """A host that is none, a body that is too large: told as everything else."""
        response = self.get_response(request)
        if request.path.startswith(PREFIXES) and response.status_code >= 400:
            return _as_problem(request, response)
        return response


class ApiMiddleware:
    """Programs get what programs understand, also when Django itself refuses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, in ``Accept-Language`` when the request names one of ours."""
        if not request.path.startswith(PREFIXES):
            return self.get_response(request)
        wanted = request.headers.get("Accept-Language", "").strip().lower()[:2]
        if wanted in ("id", "en"):
            request.language = wanted  # type: ignore[attr-defined]
        with translation.override(language_of(request)):
            response = self._answer(request)
        response.headers["Content-Language"] = language_of(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.headers["Vary"] = "Accept-Language, Authorization, Cookie"
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if _has_control(request):
            return problem(request, 400, say("api.control_character", language_of(request)))
        response = self.get_response(request)
        if response.status_code >= 400:
            return _as_problem(request, response)
        return _with_tag(request, response)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """A query parameter the API does not know is an error, not a wish silently dropped."""
        if not request.path.startswith("/api/v1/"):
            return None
        from siaga.server.api.service import api  # it imports this module for its errors

        return api.check_query(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """An exception of a view below ``/ogc/``; the API's own are handled where they arise."""
        if not request.path.startswith(PREFIXES):
            return None
        return exception_problem(request, error)


def exception_problem(request: HttpRequest, error: Exception) -> HttpResponse:
    """The answer to an exception; what nobody foresaw is logged and told as 500."""
    if isinstance(error, Http404):
        return problem(request, 404)
    if isinstance(error, PermissionDenied):
        return problem(request, 403)
    if isinstance(error, RequestDataTooBig):
        return problem(request, 413)
    log.error("unexpected error at %s", request.path, exc_info=error)
    return problem(request, 500)


def _has_control(request: HttpRequest) -> bool:
    texts = [request.path]
    for name, values in request.GET.lists():
        # What is no token is unknown, not malformed; it is compared and goes nowhere else.
        texts += [name] if name == "token" else [name, *values]
    return any(_CONTROL.search(text) for text in texts)


def _as_problem(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if response.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
        return response
    told = problem(request, response.status_code)
    for header in ("Allow", "Retry-After"):
        if header in response.headers:
            told.headers[header] = response.headers[header]
    return told


def _with_tag(request: HttpRequest, response: Any) -> Any:
    """``ETag`` over the content; 304 without content when the reader has it already."""
    if request.method not in ("GET", "HEAD") or response.status_code != 200 or response.streaming:
        return response
    if "ETag" not in response.headers:
        tagged = response.content + language_of(request).encode()
        response.headers["ETag"] = f'"{sha256(tagged).hexdigest()[:32]}"'
    tag = response.headers["ETag"]
    known = [part.strip().removeprefix("W/") for part in _if_none_match(request)]
    if tag in known or "*" in known:
        unchanged = HttpResponse(status=304)
        unchanged.headers["ETag"] = tag
        del unchanged.headers["Content-Type"]
        return unchanged
    return response


def _if_none_match(request: HttpRequest) -> list[str]:
    return request.headers.get("If-None-Match", "").split(",")
