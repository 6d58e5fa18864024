"""Doors of the API: a token, or the browser's session."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import HttpBearer
from ninja.security.apikey import APIKeyCookie
from ninja.utils import check_csrf

from siaga.server.api.identity import (
    Identity,
    identity_of_session,
    identity_of_token,
    keep,
)
from siaga.server.api.limits import REQUESTS


class TooOften(Exception):  # noqa: N818 - an answer, not a mistake
    """The caller asks more often than the server lets anybody."""

    def __init__(self, wait: float) -> None:
        self.wait = wait
        super().__init__(f"wait {wait:.0f} s")


def admit(request: HttpRequest, identity: Identity | None) -> Identity | None:
    """Let a known caller in, at their pace.

    Raises:
        TooOften: they have to wait.
    """
    if identity is None:
        return None
    key = str(identity.token.pk if identity.token else identity.actor.person.pk)
    wait = REQUESTS.take(key)
    if wait:
        raise TooOften(wait)
    return keep(request, identity)


class Token(HttpBearer):
    """``Authorization: Bearer siaga_…``."""

    def authenticate(self, request: HttpRequest, token: str) -> Identity | None:
        """The token's person."""
        return admit(request, identity_of_token(token))


class Session(APIKeyCookie):
    """The signed-in browser; what it sends carries the CSRF token."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Any:
        """The session's person."""
        identity = identity_of_session(request)
        if identity is not None and check_csrf(request):
            raise HttpError(403, "")
        return admit(request, identity)

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """Unused: the session is read by Django."""
        raise NotImplementedError
