"""A one-time link: setting one's password, or joining the account to the agency's sign-in."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from siaga.server.core.access import Actor
from siaga.server.core.actions import accounts as actions
from siaga.server.core.middleware import language_of
from siaga.server.core.models import Person
from siaga.server.core.security import oidc
from siaga.server.core.security.forms import NewPasswordForm, mark_invalid
from siaga.server.core.security.passwords import person_of_link
from siaga.server.core.security.sign_in import may_sign_in
from siaga.server.language import say


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, who: uuid.UUID, token: str) -> HttpResponse:
    """Set a password with a link that works once and for 48 hours."""
    person = person_of_link(who, token)
    if person is None or not may_sign_in(person):
        return render(request, "core/accounts/link_void.html", status=410)
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _password_set(request, person, form):
        messages.success(request, say("accounts.password_set", language_of(request)))
        return redirect("sign-in")
    mark_invalid(form)
    context = {
        "form": form, "person": person, "oidc": oidc.provider_name(), "who": who, "token": token,
    }  # fmt: skip
    status = 400 if form.is_bound else 200
    return render(request, "core/accounts/invitation.html", context, status=status)


def _password_set(request: HttpRequest, person: Person, form: NewPasswordForm) -> bool:
    given = form.cleaned_data
    if given["new_password"] != given["repeated"]:
        form.add_error("repeated", say("accounts.not_the_same", language_of(request)))
        return False
    try:
        actions.set_password(Actor(person), password=given["new_password"], by_link=True)
    except ValidationError as error:
        form.add_error("new_password", error)
        return False
    return True
