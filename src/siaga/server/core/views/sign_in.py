"""Signing in and out: password, code, enrolment."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from siaga.server.core.access import Actor
from siaga.server.core.actions import accounts as actions
from siaga.server.core.middleware import language_of
from siaga.server.core.models import Person
from siaga.server.core.security import oidc, second_factor
from siaga.server.core.security.forms import CodeForm, SignInForm, mark_invalid
from siaga.server.core.security.sessions import close_session
from siaga.server.core.security.sign_in import (
    Pending,
    admit_code,
    complete,
    enter,
    pending,
    person_by_password,
    proceed,
    safe_next,
)
from siaga.server.core.security.throttle import Throttled, forgive
from siaga.server.language import say


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password."""
    following = safe_next(request, request.POST.get("next") or request.GET.get("next"))
    if request.user.is_authenticated:
        return redirect(following)
    form = SignInForm(request.POST if request.method == "POST" else None)
    status, wait = 200, None
    if form.is_valid():
        try:
            person = person_by_password(
                request, form.cleaned_data["username"], form.cleaned_data["password"]
            )
        except Throttled as throttled:
            status, wait = 429, throttled.seconds
        else:
            if person is not None:
                return proceed(request, person, "password", following)
            status = 400
            form.add_error(None, say("accounts.wrong_password", language_of(request)))
    elif form.is_bound:
        status = 400
    mark_invalid(form)
    context = {"form": form, "next": following, "wait": wait, "oidc": oidc.provider_name()}
    if settings.DEMO:
        context["demo_people"] = _demo_people()
    return _answer(request, "core/accounts/sign_in.html", context, status, wait)


@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second step: a code of the app, or a recovery code."""
    waiting = pending(request)
    if waiting is None:
        return redirect("sign-in")
    form = CodeForm(request.POST if request.method == "POST" else None)
    status, wait = 200, None
    if form.is_valid():
        try:
            attempt = admit_code(request, waiting.person)
        except Throttled as throttled:
            status, wait = 429, throttled.seconds
        else:
            if take_any_code(waiting.person, form.cleaned_data["code"]):
                forgive(attempt)
                return complete(
                    request, waiting.person, waiting.method, waiting.following, second=True
                )
            status = 400
            form.add_error("code", say("accounts.wrong_code", language_of(request)))
    elif form.is_bound:
        status = 400
    mark_invalid(form)
    context = {"form": form, "wait": wait, "person": waiting.person}
    return _answer(request, "core/accounts/code.html", context, status, wait)


def take_any_code(person: Person, code: str) -> bool:
    """Take a code of the app, or use up a recovery code (which is put on record)."""
    if not second_factor.looks_like_recovery(code):
        return second_factor.take_app_code(person, code)
    try:
        actions.use_recovery_code(Actor(person), code=code)
    except actions.WrongCodeError:
        return False
    return True


@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """A command role without a second factor enrols one before it gets in."""
    waiting = pending(request)
    if waiting is None or second_factor.app_of(waiting.person) is not None:
        return redirect("sign-in")
    device = second_factor.begin_enrolment(waiting.person)
    form = CodeForm(request.POST if request.method == "POST" else None)
    status, wait = 200, None
    if form.is_valid():
        try:
            attempt = admit_code(request, waiting.person)
        except Throttled as throttled:
            status, wait = 429, throttled.seconds
        else:
            codes = _enrolled(waiting, form.cleaned_data["code"])
            if codes is not None:
                forgive(attempt)
                return _show_codes(request, waiting, codes)
            status = 400
            form.add_error("code", say("accounts.wrong_first_code", language_of(request)))
    elif form.is_bound:
        status = 400
    mark_invalid(form)
    context = {
        "form": form, "wait": wait, "secret": second_factor.secret_text(device),
        "person": waiting.person, "required": True,
    }  # fmt: skip
    return _answer(request, "core/accounts/enrol.html", context, status, wait)


def _enrolled(waiting: Pending, code: str) -> list[str] | None:
    try:
        return actions.enrol_second_factor(Actor(waiting.person), code=code)
    except actions.WrongCodeError:
        return None


def _show_codes(request: HttpRequest, waiting: Pending, codes: list[str]) -> HttpResponse:
    """The recovery codes, once; the session is open from here on."""
    context = {"codes": codes, "following": waiting.following, "gate": True}
    response = HttpResponse()
    enter(request, response, waiting.person, waiting.method, second=True)
    page = render(request, "core/accounts/recovery_codes.html", context)
    page.cookies.update(response.cookies)
    return page


@require_GET
def qr(request: HttpRequest) -> HttpResponse:
    """The secret that is being enrolled, as a picture for the app's camera."""
    waiting = pending(request)
    person = request.user if isinstance(request.user, Person) else waiting and waiting.person
    if not person:
        return redirect("sign-in")
    device = second_factor.begin_enrolment(person)
    return HttpResponse(second_factor.qr_svg(device), content_type="image/svg+xml")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    close_session(request)
    logout(request)
    return redirect("sign-in")


def _demo_people() -> list[dict[str, object]]:
    """The demo accounts, so that whoever opens the demo need not look for their names."""
    found = Person.objects.filter(demo=True, is_active=True).order_by("created_at")
    return [
        {
            "username": person.username,
            "name": person.name,
            "roles": sorted({row.role for row in person.memberships.all()}),
        }
        for person in found.prefetch_related("memberships")[:40]
    ]


def _answer(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object],
    status: int,
    wait: int | None,
) -> HttpResponse:
    response = render(request, template, dict(context), status=status)
    if wait is not None:
        response.headers["Retry-After"] = str(wait)
    return response
