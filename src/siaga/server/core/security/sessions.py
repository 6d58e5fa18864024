"""Sessions as their owners see them: which browser, from where, since when; and ending them."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from siaga.server.core.models import Person, PersonSession
from siaga.server.core.security.client import device_of, network_of
from siaga.server.core.security.session_store import stored_key

SEEN_AT: Final = "siaga_seen_at"
_SEEN_EVERY: Final = 300
"""Seconds: "last seen" is written no more often."""


def open_session(request: HttpRequest, person: Person, method: str) -> None:
    """Sign ``person`` in under a new session key and put the session on their list."""
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    now = timezone.now()
    request.session[SEEN_AT] = int(time.time())
    request.session.save()
    PersonSession.objects.create(
        person=person, session_key=stored_key(request.session.session_key), method=method,
        device=device_of(request), network=network_of(request), started_at=now, seen_at=now,
    )  # fmt: skip
    _sweep(person)


def follow_key(request: HttpRequest, old_key: str | None) -> None:
    """The session has got a new key (after a change of password): keep it on the list."""
    PersonSession.objects.filter(session_key=stored_key(old_key)).update(
        session_key=stored_key(request.session.session_key)
    )


def touch(request: HttpRequest) -> None:
    """Note that the session is in use, every five minutes."""
    seen = request.session.get(SEEN_AT)
    if seen is None or time.time() - seen < _SEEN_EVERY:
        return
    request.session[SEEN_AT] = int(time.time())
    PersonSession.objects.filter(session_key=stored_key(request.session.session_key)).update(
        seen_at=timezone.now(), network=network_of(request)
    )


def open_sessions(person: Person) -> list[PersonSession]:
    """The sessions of ``person`` that have not run out, the latest used first."""
    oldest = timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return list(person.sessions.filter(seen_at__gte=oldest).order_by("-seen_at"))


def end_sessions(person: Person, *, but: str | None = None, only: int | None = None) -> int:
    """End sessions of ``person``: all, all ``but`` one session key, or ``only`` one by its id.

    Returns how many were ended.
    """
    rows = PersonSession.objects.filter(person=person)
    if but is not None:
        rows = rows.exclude(session_key=stored_key(but))
    if only is not None:
        rows = rows.filter(id=only)
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.filter(session_key__in=keys).delete()
    return len(keys)


def close_session(request: HttpRequest) -> None:
    """Take the request's own session off the list (signing out)."""
    PersonSession.objects.filter(session_key=stored_key(request.session.session_key)).delete()


def _sweep(person: Person) -> None:
    """Forget sessions that have run out."""
    oldest = timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    person.sessions.filter(seen_at__lt=oldest).delete()
