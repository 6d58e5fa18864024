"""Switching the language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from siaga.server.core.models import Person
from siaga.server.core.security.sign_in import safe_next
from siaga.server.language import as_language


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Show everything in the chosen language from now on, and go back to the same page.

    A preference and no act: it is kept in the browser and with the account, not in the ledger.
    """
    language = as_language(request.POST.get("language"))
    if isinstance(request.user, Person) and request.user.language != language:
        Person.objects.filter(pk=request.user.pk).update(language=language)
    response = redirect(safe_next(request, request.POST.get("next")))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip
    return response
