"""Fresh confirmation: who approves or issues has shown their second factor minutes ago.

    def approve(request, slug, number):
        require_fresh(request)
        ...

The middleware answers :class:`NotFresh` with the page that asks for the code and leads back.
"""

from __future__ import annotations

import time
from typing import Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from siaga.server.core.models import Person

SECOND_FACTOR: Final = "siaga_second_factor"
"""Session: this session was opened, or later confirmed, with a second factor."""
CONFIRMED_AT: Final = "siaga_confirmed_at"
"""Session: when the person last proved who they are (seconds since 1970)."""
FRESH_SECONDS: Final = 600


class NotFresh(Exception):  # noqa: N818 - not an error: the person is asked to confirm
    """The last proof of who sits here is too old for this step."""


def confirmed(request: HttpRequest, *, second_factor: bool) -> None:
    """Note in the session that its person has just proven who they are."""
    request.session[CONFIRMED_AT] = int(time.time())
    if second_factor:
        request.session[SECOND_FACTOR] = True


def is_fresh(request: HttpRequest) -> bool:
    """Whether the last proof is at most ten minutes old; demo accounts need none in demo mode."""
    if isinstance(request.user, Person) and request.user.demo and settings.DEMO:
        return True
    last = request.session.get(CONFIRMED_AT, 0)
    return 0 <= time.time() - last <= FRESH_SECONDS


def require_fresh(request: HttpRequest) -> None:
    """Let the request through when its person has confirmed who they are minutes ago.

    Raises:
        NotFresh: they have not; the middleware asks them and leads back.
        PermissionDenied: the request has no browser session (an API token can not confirm).
    """
    if not hasattr(request, "session") or not request.user.is_authenticated:
        raise PermissionDenied("no session to confirm")
    if not is_fresh(request):
        raise NotFresh
