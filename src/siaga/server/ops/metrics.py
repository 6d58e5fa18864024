"""Measures for Prometheus: requests by route, jobs, ledger, database connections.

Every process writes its numbers into files of the directory that the supervisor has made
(``PROMETHEUS_MULTIPROC_DIR``), so that one answer covers all of them.
"""

from __future__ import annotations

import ipaddress
import os
import secrets
from collections.abc import Iterable, Iterator
from typing import Final

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Count, Max
from django.http import HttpRequest
from django.utils import timezone
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from siaga import __version__

_OWN: Final = CollectorRegistry()
REQUEST_SECONDS: Final = Histogram(
    "siaga_http_request_seconds",
    "Time from request to answer",
    ("method", "route", "status"),
    registry=_OWN,
    buckets=(0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10),
)
PROXY_HEADERS: Final = (
    "HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO", "HTTP_X_REAL_IP",
)  # fmt: skip


def may_read_metrics(request: HttpRequest) -> bool:
    """Whether the request has the token, or comes from this machine and not through a proxy.

    A proxy on this machine also comes from loopback; its headers give it away.
    """
    token = settings.ENVIRONMENT.metrics_token
    given = request.META.get("HTTP_AUTHORIZATION", "")
    if token and secrets.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return True
    if any(header in request.META for header in PROXY_HEADERS):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def exposition() -> bytes:
    """Everything in Prometheus' text format."""
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(_Registry(_OWN))
    registry.register(_State())
    return generate_latest(registry)


class _Registry(Collector):
    """Another registry as a collector."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry

    def collect(self) -> Iterable[Metric]:
        return self.registry.collect()


class _State(Collector):
    """What the database says at this moment."""

    def collect(self) -> Iterator[Metric]:
        yield _gauge("siaga_build_info", "Version of Siaga", [((__version__,), 1)], ("version",))
        yield from _jobs()
        yield from _ledger()
        yield from _pool()


def _gauge(
    name: str,
    text: str,
    samples: Iterable[tuple[tuple[str, ...], float]],
    labels: tuple[str, ...] = (),
) -> Metric:
    family = GaugeMetricFamily(name, text, labels=labels)
    for values, value in samples:
        family.add_metric(values, value)
    return family


def _jobs() -> Iterator[Metric]:
    from django_tasks_db.models import DBTaskResult

    from siaga.server.ops.beats import last_beat

    states = DBTaskResult.objects.order_by().values("status").annotate(count=Count("id"))
    yield _gauge(
        "siaga_jobs",
        "Background jobs by state",
        [((str(row["status"]).lower(),), row["count"]) for row in states],
        ("state",),
    )
    beat = last_beat()
    if beat is not None:
        age = (timezone.now() - beat).total_seconds()
        yield _gauge("siaga_job_beat_age_seconds", "Since a job worker last beat", [((), age)])


def _ledger() -> Iterator[Metric]:
    from siaga.server.core.models import Checkpoint, LedgerEntry

    last = LedgerEntry.objects.aggregate(last=Max("position"))["last"]
    pending = LedgerEntry.objects.filter(position=None).count()
    signed = Checkpoint.objects.aggregate(size=Max("size"))["size"]
    size = 0 if last is None else last + 1
    yield _gauge("siaga_ledger_entries", "Entries in the ledger's tree", [((), size)])
    yield _gauge("siaga_ledger_pending", "Entries not yet in the tree", [((), pending)])
    yield _gauge("siaga_ledger_checkpoint_entries", "Entries signed for", [((), signed or 0)])


def _pool() -> Iterator[Metric]:
    connection = connections[DEFAULT_DB_ALIAS]
    pool = getattr(connection, "pool", None)
    if pool is None:
        return
    stats = pool.get_stats()
    process = str(os.getpid())
    for name, key, text in (
        ("siaga_db_pool_connections", "pool_size", "Connections this process holds"),
        ("siaga_db_pool_free", "pool_available", "Connections nobody uses"),
        ("siaga_db_pool_waiting", "requests_waiting", "Requests that wait for a connection"),
    ):
        yield _gauge(name, text, [((process,), stats.get(key, 0))], ("pid",))
