"""One's own account: password, second factor, sessions, language."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from siaga.server.core.access import actor_of
from siaga.server.core.actions import accounts as actions
from siaga.server.core.middleware import language_of
from siaga.server.core.security import oidc, second_factor
from siaga.server.core.security.forms import (
    ChangePasswordForm,
    CodeForm,
    ConfirmPasswordForm,
    mark_invalid,
)
from siaga.server.core.security.fresh import confirmed, require_fresh
from siaga.server.core.security.session_store import stored_key
from siaga.server.core.security.sessions import follow_key, open_sessions
from siaga.server.core.security.sign_in import admit_code, safe_next
from siaga.server.core.security.throttle import Throttled, forgive
from siaga.server.core.views.sign_in import take_any_code
from siaga.server.language import say


@login_required
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Everything about one's account on one page."""
    actor = actor_of(request)
    person = actor.person
    context = {
        "person": person,
        "memberships": person.memberships.select_related("agency", "operation").order_by("id"),
        "app": second_factor.app_of(person),
        "required": second_factor.is_required(person),
        "codes_left": second_factor.recovery_codes_left(person),
        "sessions": open_sessions(person),
        "session_key": stored_key(request.session.session_key),
        "oidc": oidc.provider_name(),
        "identity": person.identities.filter(issuer=oidc.issuer()).first(),
    }
    return render(request, "core/accounts/account.html", context)


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change one's password; every other session ends."""
    form = ChangePasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _password_changed(request, form):
        messages.success(request, say("accounts.password_changed", language_of(request)))
        return redirect("account")
    mark_invalid(form)
    context = {"form": form}
    status = 400 if form.is_bound else 200
    return render(request, "core/accounts/password.html", context, status=status)


def _password_changed(request: HttpRequest, form: ChangePasswordForm) -> bool:
    """Check the old password, set the new one, keep this session; False: the form says why."""
    language = language_of(request)
    actor = actor_of(request)
    given = form.cleaned_data
    if given["new_password"] != given["repeated"]:
        form.add_error("repeated", say("accounts.not_the_same", language))
        return False
    try:
        attempt = admit_code(request, actor.person)
    except Throttled as throttled:
        form.add_error(None, say("accounts.wait", language, seconds=throttled.seconds))
        return False
    if not actor.person.check_password(given["old_password"]):
        form.add_error("old_password", say("accounts.wrong_old_password", language))
        return False
    forgive(attempt)
    old_key = request.session.session_key
    try:
        person = actions.set_password(actor, password=given["new_password"], keep_session=old_key)
    except ValidationError as error:
        form.add_error("new_password", error)
        return False
    update_session_auth_hash(request, person)
    follow_key(request, old_key)
    return True


@sensitive_post_parameters("code")
@login_required
@require_http_methods(["GET", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """Enrol an authenticator app, or replace the one there is."""
    actor = actor_of(request)
    if second_factor.app_of(actor.person) is not None:
        require_fresh(request)
    device = second_factor.begin_enrolment(actor.person)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            attempt = admit_code(request, actor.person)
            codes = actions.enrol_second_factor(actor, code=form.cleaned_data["code"])
        except Throttled as throttled:
            wait = say("accounts.wait", language_of(request), seconds=throttled.seconds)
            form.add_error("code", wait)
        except actions.WrongCodeError:
            form.add_error("code", say("accounts.wrong_first_code", language_of(request)))
        else:
            forgive(attempt)
            confirmed(request, second_factor=True)
            return render(request, "core/accounts/recovery_codes.html", {"codes": codes})
    mark_invalid(form)
    context = {
        "form": form, "secret": second_factor.secret_text(device), "person": actor.person,
        "required": second_factor.is_required(actor.person),
    }  # fmt: skip
    status = 400 if form.is_bound else 200
    return render(request, "core/accounts/enrol.html", context, status=status)


@login_required
@require_POST
def remove_second_factor(request: HttpRequest) -> HttpResponse:
    """Go back to a password alone, where no role forbids it."""
    require_fresh(request)
    try:
        actions.remove_second_factor(actor_of(request))
    except actions.NotAllowedError as refused:
        messages.error(request, say(refused.key, language_of(request), **refused.values))
    else:
        messages.success(request, say("accounts.second_factor_removed", language_of(request)))
    return redirect("account")


@login_required
@require_POST
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Ten new recovery codes."""
    require_fresh(request)
    if second_factor.app_of(actor_of(request).person) is None:
        return redirect("account-second-factor")
    codes = actions.make_recovery_codes(actor_of(request))
    return render(request, "core/accounts/recovery_codes.html", {"codes": codes})


@login_required
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End one session (``session``), or all others."""
    wanted = request.POST.get("session", "")
    only = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 19 else None
    if wanted and only is None:
        return redirect("account")
    count = actions.end_own_sessions(actor_of(request), keep=request.session.session_key, only=only)
    messages.success(request, say("accounts.sessions_ended", language_of(request), count=count))
    return redirect("account")


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Prove once more who sits here, before a step that binds others."""
    person = actor_of(request).person
    following = safe_next(request, request.POST.get("next") or request.GET.get("next"))
    by_code = second_factor.app_of(person) is not None
    if not by_code and second_factor.is_required(person):
        return redirect("account-second-factor")
    form_class = CodeForm if by_code else ConfirmPasswordForm
    form = form_class(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                attempt = admit_code(request, person)
            except Throttled as throttled:
                status = 429
                wait = say("accounts.wait", language_of(request), seconds=throttled.seconds)
                form.add_error(None, wait)
            else:
                if _proven(request, form.cleaned_data):
                    forgive(attempt)
                    confirmed(request, second_factor=by_code)
                    return redirect(following)
                key = "accounts.wrong_code" if by_code else "accounts.wrong_old_password"
                form.add_error(None, say(key, language_of(request)))
    mark_invalid(form)
    context = {"form": form, "next": following, "by_code": by_code}
    return render(request, "core/accounts/confirm.html", context, status=status)


def _proven(request: HttpRequest, given: dict[str, str]) -> bool:
    person = actor_of(request).person
    if "code" in given:
        return take_any_code(person, given["code"])
    return person.check_password(given["password"])
