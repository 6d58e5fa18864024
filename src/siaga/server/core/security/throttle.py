"""Throttle of sign-in: guessing gets slow, and nobody can lock a commander out for long.

Failed attempts are counted under several keys at once:

- a browser that signed in as this person before carries a signed cookie and is counted alone
  (OWASP "device cookies"), so that strangers who guess can not keep it out;
- everybody else under (user name, network) with a delay that doubles up to five minutes, under the
  user name over all networks up to two minutes, and under the network over all names up to one.

An attempt is counted before it is tried and taken back when it succeeds: many workers that try at
once do not get more attempts than one. Keys are hashes with the installation's secret.
"""

from __future__ import annotations

import hmac
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from siaga.server.core.models import SignInTally


@dataclass(frozen=True, slots=True)
class Limit:
    """How many failures are free, and how long one waits after them (seconds)."""

    kind: str
    free: int
    first: int
    longest: int
    forget: int
    """After so long without an attempt all failures are forgotten."""

    def delay(self, failures: int) -> int:
        """Seconds to wait after ``failures``: none, then doubling up to the longest."""
        over = failures - self.free
        return 0 if over < 0 else min(self.longest, self.first << min(over, 20))


PAIR: Final = Limit("pair", free=5, first=4, longest=300, forget=3600)
NAME: Final = Limit("name", free=20, first=4, longest=120, forget=3600)
NETWORK: Final = Limit("network", free=60, first=2, longest=60, forget=900)
DEVICE: Final = Limit("device", free=8, first=4, longest=300, forget=3600)
CODE: Final = Limit("code", free=5, first=4, longest=300, forget=3600)


class Throttled(Exception):  # noqa: N818 - an answer, not a fault
    """Too many failures; ``seconds`` until the next attempt."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt that was let through and counts as failed until it is forgiven."""

    own: tuple[str, ...]
    """Keys of this person or browser alone: a success clears them."""
    shared: tuple[str, ...]
    """Keys that others count under too: a success takes back its own count only."""


def admit(
    own: Sequence[tuple[Limit, str]],
    shared: Sequence[tuple[Limit, str]] = (),
    *,
    now: datetime | None = None,
) -> Attempt:
    """Let one attempt through and count it.

    Raises:
        Throttled: one of the keys has to wait; nothing is counted then.
    """
    now = now or timezone.now()
    limits = {_key(limit, value): limit for limit, value in (*own, *shared)}
    keys = sorted(limits)
    with transaction.atomic():
        fresh = [SignInTally(key=key, failures=0, last_at=now) for key in keys]
        SignInTally.objects.bulk_create(fresh, ignore_conflicts=True)
        # One order of locking for everybody: no two workers wait for each other.
        rows = list(SignInTally.objects.select_for_update().filter(key__in=keys).order_by("key"))
        waits = [row.blocked_until - now for row in rows if row.blocked_until is not None]
        longest = max(waits, default=timedelta())
        if longest > timedelta():
            raise Throttled(math.ceil(longest.total_seconds()))
        for row in rows:
            limit = limits[row.key]
            forgotten = now - row.last_at > timedelta(seconds=limit.forget)
            row.failures = 1 if forgotten else row.failures + 1
            row.last_at = now
            row.blocked_until = now + timedelta(seconds=limit.delay(row.failures))
        SignInTally.objects.bulk_update(rows, ["failures", "last_at", "blocked_until"])
    return Attempt(
        tuple(_key(limit, value) for limit, value in own),
        tuple(_key(limit, value) for limit, value in shared),
    )


def forgive(attempt: Attempt, *, now: datetime | None = None) -> None:
    """The attempt has succeeded. Rows that nobody needs any more are swept on the way."""
    now = now or timezone.now()
    with transaction.atomic():
        SignInTally.objects.filter(key__in=attempt.own).delete()
        SignInTally.objects.filter(key__in=attempt.shared, failures__gt=0).update(
            failures=F("failures") - 1, blocked_until=None
        )
        SignInTally.objects.filter(last_at__lt=now - timedelta(days=1)).delete()


def _key(limit: Limit, value: str) -> str:
    text = f"siaga/throttle/{limit.kind}\x00{value}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, "sha256").hexdigest()
