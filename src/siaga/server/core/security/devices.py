"""The cookie of a browser that has signed in before (OWASP: device cookies against lock-out).

It opens nothing. It only says "this browser has signed in as that person before", so that the
throttle counts it apart from strangers.
"""

from __future__ import annotations

import hmac
import secrets
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE: Final = "siaga_device"
_SALT: Final = "siaga.device"
_AGE: Final = 180 * 24 * 3600
_PEOPLE: Final = 12
"""A browser remembers so many people: a shared computer of a staff room."""


def known_device(request: HttpRequest, username: str) -> str | None:
    """The number of the browser when ``username`` has signed in with it before."""
    content = _read(request)
    if content is None or _mark(username) not in content["who"]:
        return None
    return str(content["device"])


def remember_device(request: HttpRequest, response: HttpResponse, username: str) -> None:
    """Note in the browser that ``username`` has signed in with it."""
    content = _read(request) or {"device": secrets.token_urlsafe(16), "who": []}
    mark = _mark(username)
    content["who"] = [*(one for one in content["who"] if one != mark), mark][-_PEOPLE:]
    response.set_cookie(
        COOKIE,
        signing.dumps(content, salt=_SALT),
        max_age=_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def _read(request: HttpRequest) -> dict[str, Any] | None:
    try:
        content = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_AGE)
    except signing.BadSignature:
        return None
    return content if isinstance(content, dict) else None


def _mark(username: str) -> str:
    text = f"siaga/device\x00{username}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, "sha256").hexdigest()[:20]
