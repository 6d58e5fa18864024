"""Every request gets a number, a log line without personal data, and a place in the histogram."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from siaga.server.ops.metrics import REQUEST_SECONDS

log = logging.getLogger("siaga.request")

UNKNOWN = "unknown"
"""Route of addresses nobody serves: what was asked for is not kept."""


class RequestMiddleware:
    """Outermost: sees what every other layer has answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then note how it went."""
        request.siaga_id = uuid.uuid4().hex[:16]  # type: ignore[attr-defined]
        started = time.perf_counter()
        response = self.get_response(request)
        seconds = time.perf_counter() - started
        response.headers["X-Request-ID"] = request_id(request)
        route = route_of(request)
        method = request.method if request.method in _METHODS else "OTHER"
        REQUEST_SECONDS.labels(method, route, f"{response.status_code // 100}xx").observe(seconds)
        if route not in _QUIET or response.status_code >= 500:
            log.log(
                logging.ERROR if response.status_code >= 500 else logging.INFO,
                "request",
                extra={
                    "request_id": request_id(request),
                    "method": method,
                    "route": route,
                    "status": response.status_code,
                    "ms": round(seconds * 1000, 1),
                    "role": _roles(request),
                    "address": request.META.get("REMOTE_ADDR")
                    if settings.ENVIRONMENT.log_addresses
                    else None,
                },
            )
        return response


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_QUIET = frozenset({"static", "health", "health-live", "metrics"})
"""Routes whose good answers would only fill the log."""


def request_id(request: HttpRequest) -> str:
    """The number of the request: shown on error pages, written in the log."""
    return getattr(request, "siaga_id", "-")


def route_of(request: HttpRequest) -> str:
    """The name of the route that answers: never the path, which holds ids and names."""
    match = request.resolver_match
    if match is not None:
        return match.view_name or match.route or UNKNOWN
    if request.path_info.startswith(settings.STATIC_URL):
        return "static"
    return UNKNOWN


def _roles(request: HttpRequest) -> str | None:
    """The roles of the person, when a gate has read them; costs no query."""
    memberships = getattr(getattr(request, "siaga_actor", None), "_memberships", None)
    return ",".join(sorted({str(row.role) for row in memberships})) if memberships else None
