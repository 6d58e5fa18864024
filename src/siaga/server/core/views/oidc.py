"""Signing in with the agency's OpenID provider, and joining an account to it."""

from __future__ import annotations

import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from siaga.server.core.access import Actor, actor_of
from siaga.server.core.actions import accounts as actions
from siaga.server.core.middleware import language_of
from siaga.server.core.models import OutsideIdentity, Person
from siaga.server.core.security import oidc
from siaga.server.core.security.fresh import require_fresh
from siaga.server.core.security.passwords import person_of_link
from siaga.server.core.security.sign_in import may_sign_in, proceed, safe_next
from siaga.server.language import say

_log = logging.getLogger(__name__)


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """To the provider, for signing in or (with the one-time link's ``who``) for an invitation."""
    who, token = request.GET.get("who", ""), request.GET.get("token", "")
    purpose = "invitation" if who else "sign-in"
    following = safe_next(request, request.GET.get("next"))
    try:
        return redirect(oidc.begin(request, oidc.Start(purpose, following, who[:40], token[:80])))
    except oidc.OidcError as error:
        return _sorry(request, error)


@login_required
@require_POST
def link(request: HttpRequest) -> HttpResponse:
    """To the provider, for joining the account one is signed in to.

    The answer is a page with a link: the policy lets no form lead away from this server.
    """
    require_fresh(request)
    try:
        url = oidc.begin(request, oidc.Start("link", reverse("account")))
    except oidc.OidcError as error:
        return _sorry(request, error)
    context = {"url": url, "oidc": oidc.provider_name()}
    return render(request, "core/accounts/oidc_link.html", context)


@login_required
@require_POST
def unlink(request: HttpRequest) -> HttpResponse:
    """Part the account from its identity."""
    require_fresh(request)
    language = language_of(request)
    try:
        actions.remove_identity(actor_of(request), issuer=oidc.issuer())
    except actions.NotAllowedError as refused:
        messages.error(request, say(refused.key, language, **refused.values))
    else:
        messages.success(request, say("accounts.identity_removed", language))
    return redirect("account")


@require_GET
def callback(request: HttpRequest) -> HttpResponse:
    """Back from the provider."""
    try:
        begun, identity = oidc.finish(request)
        if begun.purpose == "link":
            return _link(request, identity)
        person = _person(begun, identity)
    except oidc.OidcError as error:
        return _sorry(request, error)
    except actions.NotAllowedError as refused:
        return _sorry(request, oidc.OidcError(refused.key))
    return proceed(request, person, "oidc", begun.following, second=identity.second_factor)


def _link(request: HttpRequest, identity: oidc.Identity) -> HttpResponse:
    if not request.user.is_authenticated:
        raise oidc.OidcError("accounts.oidc_late")
    actions.link_identity(actor_of(request), issuer=identity.issuer, subject=identity.subject)
    messages.success(request, say("accounts.identity_linked", language_of(request)))
    return redirect("account")


def _person(begun: oidc.Start, identity: oidc.Identity) -> Person:
    """Whose account the identity opens; an invitation joins it first."""
    if begun.purpose == "invitation":
        invited = person_of_link(begun.who, begun.token)
        if invited is None or not may_sign_in(invited):
            raise oidc.OidcError("accounts.oidc_late")
        actions.link_identity(Actor(invited), issuer=identity.issuer, subject=identity.subject)
        return invited
    known = OutsideIdentity.objects.select_related("person").filter(
        issuer=identity.issuer, subject=identity.subject
    )
    found = known.first()
    if found is None or not may_sign_in(found.person):
        raise oidc.OidcError("accounts.oidc_unknown")
    return found.person


def _sorry(request: HttpRequest, error: oidc.OidcError) -> HttpResponse:
    _log.warning("oidc refused: %s", error)
    return render(request, "core/accounts/oidc_error.html", {"text": error.key}, status=400)
