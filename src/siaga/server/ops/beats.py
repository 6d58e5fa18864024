"""The heartbeat of job workers, so that a page, a probe and the doctor can tell when none works."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Final

from django.db import DatabaseError
from django.utils import timezone

from siaga.server.core.models import WorkerBeat
from siaga.server.core.repeating import repeating

EVERY_SECONDS: Final = 10.0
LATE_AFTER: Final = timedelta(seconds=45)
"""A worker that missed four beats counts as gone."""
FORGET_AFTER: Final = timedelta(days=1)

log = logging.getLogger("siaga.jobs")


def last_beat() -> datetime | None:
    """When any job worker last said that it lives (UTC); None: none ever did, or all ended."""
    return WorkerBeat.objects.order_by("-beat_at").values_list("beat_at", flat=True).first()


def worker_lives(now: datetime | None = None) -> bool:
    """Whether a job worker is there."""
    beat = last_beat()
    return beat is not None and (now or timezone.now()) - beat < LATE_AFTER


def beat(name: str, started: datetime) -> None:
    """Say once that ``name`` lives; rows of workers long gone are removed."""
    now = timezone.now()
    WorkerBeat.objects.update_or_create(
        name=name,
        defaults={"beat_at": now},
        create_defaults={"started_at": started, "beat_at": now},
    )
    WorkerBeat.objects.filter(beat_at__lt=now - FORGET_AFTER).delete()


@contextmanager
def beating(number: int = 1) -> Iterator[None]:
    """Beat in a thread of its own for as long as the block runs."""
    name = f"{socket.gethostname()}:{os.getpid()}:{number}"
    started = timezone.now()
    try:
        with repeating(
            lambda: beat(name, started),
            every=EVERY_SECONDS, name="beat", log=log, complaint="beat not written",
        ):  # fmt: skip
            yield
    finally:
        with suppress(DatabaseError, OSError):
            WorkerBeat.objects.filter(name=name).delete()
