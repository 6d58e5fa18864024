"""Probes for load balancers and monitoring; they say nothing about anybody."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from siaga.server.ops import beats, metrics, schema


@require_safe
@never_cache
def live(_request: HttpRequest) -> HttpResponse:
    """200 as long as this process answers at all."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(_request: HttpRequest) -> HttpResponse:
    """200 when requests can be served; ``degraded`` when only background jobs can not.

    503 without a database, or with one that is not up to date: this server should get no requests.
    """
    checks = {"database": "failed", "migrations": "unknown", "worker": "unknown"}
    try:
        migrated = schema.read_schema()
        checks["database"] = "ok"
        checks["migrations"] = "failed" if migrated.missing or migrated.unknown else "ok"
        if checks["migrations"] == "ok":
            checks["worker"] = "ok" if beats.worker_lives() else "late"
    except (DatabaseError, OSError):
        pass  # what was found out so far is the answer
    failed = "failed" in checks.values()
    status = "failed" if failed else "ok" if checks["worker"] == "ok" else "degraded"
    return JsonResponse({"status": status, "checks": checks}, status=503 if failed else 200)


@require_safe
@never_cache
def prometheus(request: HttpRequest) -> HttpResponse:
    """Measures, for this machine or for who has the token."""
    if not metrics.may_read_metrics(request):
        return HttpResponseForbidden()
    return HttpResponse(metrics.exposition(), content_type="text/plain; version=0.0.4")
