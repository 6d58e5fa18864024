"""The way in: password, then the second factor, and only then a session.

Between the two steps the browser's anonymous session holds who has shown a password, for ten
minutes; it opens no page but the one that asks for the code.
"""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from siaga.server.core.models import Person
from siaga.server.core.security import second_factor
from siaga.server.core.security.client import network_of
from siaga.server.core.security.devices import known_device, remember_device
from siaga.server.core.security.fresh import confirmed
from siaga.server.core.security.sessions import open_session
from siaga.server.core.security.throttle import (
    CODE,
    DEVICE,
    NAME,
    NETWORK,
    PAIR,
    Attempt,
    admit,
    forgive,
)

_PENDING: Final = "siaga_pending"
_PENDING_SECONDS: Final = 600


@dataclass(frozen=True, slots=True)
class Pending:
    """Who has shown a password and still owes the second factor."""

    person: Person
    method: str
    following: str
    """Where they wanted to go."""


def may_sign_in(person: Person) -> bool:
    """Whether the account is open here: demo accounts are, in demo mode only."""
    return person.is_active and (settings.DEMO or not person.demo)


def person_by_password(request: HttpRequest, username: str, password: str) -> Person | None:
    """The person with this name and password, or None; takes equally long for unknown names.

    Raises:
        Throttled: too many failures before.
    """
    attempt = _admit_password(request, username)
    person = authenticate(request, username=username, password=password)
    if not isinstance(person, Person) or not may_sign_in(person):
        return None
    forgive(attempt)
    return person


def _admit_password(request: HttpRequest, username: str) -> Attempt:
    device = known_device(request, username)
    if device is not None:
        return admit([(DEVICE, f"{username}\x00{device}")])
    network = network_of(request)
    return admit([(PAIR, f"{username}\x00{network}")], [(NAME, username), (NETWORK, network)])


def admit_code(request: HttpRequest, person: Person) -> Attempt:
    """Count an attempt at the second factor, or at a confirmation.

    Raises:
        Throttled: too many failures before.
    """
    place = known_device(request, person.username) or network_of(request)
    return admit([(CODE, f"{person.pk}\x00{place}")], [(NAME, f"code\x00{person.pk}")])


def proceed(
    request: HttpRequest, person: Person, method: str, following: str, *, second: bool = False
) -> HttpResponse:
    """The password (or the agency's sign-in) is right: on to the code, to enrolment, or in.

    With ``second`` the agency's provider has checked a second factor that counts here.
    """
    if second or (person.demo and settings.DEMO):
        return complete(request, person, method, following, second=second)
    if second_factor.app_of(person) is not None:
        wait_for_code(request, person, method, following)
        return redirect("sign-in-code")
    if second_factor.is_required(person):
        wait_for_code(request, person, method, following)
        return redirect("sign-in-enrol")
    return complete(request, person, method, following, second=False)


def wait_for_code(request: HttpRequest, person: Person, method: str, following: str) -> None:
    """Keep in mind who has shown a password, under a new session key."""
    request.session.flush()
    request.session[_PENDING] = {
        "who": str(person.pk),
        "password": person.get_session_auth_hash(),
        "at": int(time.time()),
        "method": method,
        "next": following,
    }


def pending(request: HttpRequest) -> Pending | None:
    """Who has shown a password within ten minutes, and has not changed it since."""
    kept = request.session.get(_PENDING)
    if not isinstance(kept, dict) or not 0 <= time.time() - kept["at"] <= _PENDING_SECONDS:
        return None
    person = Person.objects.filter(pk=uuid.UUID(kept["who"])).first()
    if person is None or not may_sign_in(person):
        return None
    if person.get_session_auth_hash() != kept["password"]:
        return None
    return Pending(person, kept["method"], kept["next"])


def complete(
    request: HttpRequest, person: Person, method: str, following: str, *, second: bool
) -> HttpResponse:
    """Open the session and go where the person wanted to."""
    response = redirect(following)
    enter(request, response, person, method, second=second)
    return response


def enter(
    request: HttpRequest, response: HttpResponse, person: Person, method: str, *, second: bool
) -> None:
    """Open the session with whatever ``response`` there is."""
    request.session.pop(_PENDING, None)
    open_session(request, person, method)
    confirmed(request, second_factor=second)
    remember_device(request, response, person.username)


def safe_next(request: HttpRequest, wanted: str | None) -> str:
    """``wanted`` when it is a page of ours, else the first page."""
    allowed = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and allowed else resolve_url("home")
