"""Between every request and its view: headers, what an open session must still show, refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from siaga.server.core.access import actor_of
from siaga.server.core.models import Person
from siaga.server.core.roles import COMMAND_ROLES
from siaga.server.core.security.errors import Refusal, refusal_page
from siaga.server.core.security.fresh import SECOND_FACTOR, NotFresh
from siaga.server.core.security.sessions import touch
from siaga.server.core.security.sign_in import may_sign_in
from siaga.server.core.security.throttle import Throttled

Handler = Callable[[HttpRequest], HttpResponse]

PERMISSIONS_POLICY: Final = ", ".join(
    f"{name}=()"
    for name in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "geolocation",
        "gyroscope", "interest-cohort", "magnetometer", "microphone", "midi", "payment", "usb",
        "screen-wake-lock", "serial", "hid", "xr-spatial-tracking",
    )
)  # fmt: skip

_OPEN: Final = frozenset(
    {"sign-out", "language", "confirm", "account-second-factor", "second-factor-qr"}
)
"""Addresses that a session without its second factor may still use."""


class HeadersMiddleware:
    """Headers of every answer that Django's own middleware does not set."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add them; what depends on who asks is not kept by browsers or proxies."""
        response = self.get_response(request)
        headers = response.headers
        headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        headers.setdefault("X-Permitted-Cross-Domain-Policies", "none")
        headers.setdefault("Cache-Control", "private, no-store")
        return response


class AccountMiddleware:
    """An open session is looked at again with each request: the account may have changed since."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing before the address is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """End sessions of accounts that are closed; ask for a second factor that is owed."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        person = request.user
        if not isinstance(person, Person):
            return None
        if not may_sign_in(person):
            logout(request)
            return redirect("sign-in")
        touch(request)
        match = request.resolver_match
        name = match.view_name if match is not None else ""
        if name not in _OPEN and _owes_second_factor(request, person):
            query = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('confirm')}?{query}")
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Refusals that any view may raise become their pages."""
        if isinstance(error, NotFresh):
            return _ask_to_confirm(request)
        if isinstance(error, Throttled):
            response = refusal_page(request, 429, seconds=error.seconds)
            response.headers["Retry-After"] = str(error.seconds)
            return response
        if isinstance(error, Refusal):
            return refusal_page(request, error.status, text=error.text)
        if isinstance(error, RequestDataTooBig):
            return refusal_page(request, 413)
        return None


def _owes_second_factor(request: HttpRequest, person: Person) -> bool:
    """Whether a command role sits in a session that was opened without a second factor."""
    if request.session.get(SECOND_FACTOR) or (person.demo and settings.DEMO):
        return False
    return any(row.role in COMMAND_ROLES for row in actor_of(request).memberships)


def _ask_to_confirm(request: HttpRequest) -> HttpResponse:
    """To the page that asks, and back to the page from which the step was taken."""
    here = request.get_full_path()
    if request.method not in ("GET", "HEAD"):
        here = request.META.get("HTTP_REFERER", reverse("home"))
    url = f"{reverse('confirm')}?{urlencode({'next': here})}"
    if request.headers.get("HX-Request"):
        answer = HttpResponse(status=204)
        answer.headers["HX-Redirect"] = url
        return answer
    return redirect(url)
