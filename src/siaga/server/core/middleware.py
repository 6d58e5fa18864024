"""What every request gets: a language."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from siaga.model.language import Language
from siaga.server.core.models import Person
from siaga.server.language import as_language


class LanguageMiddleware:
    """Sets ``request.language``: the cookie's choice, else the person's, else Indonesian."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the chosen language."""
        language = _chosen(request)
        request.language = language  # type: ignore[attr-defined]
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def _chosen(request: HttpRequest) -> Language:
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if cookie:
        return as_language(cookie)
    if isinstance(request.user, Person):
        return as_language(request.user.language)
    return "id"


def language_of(request: HttpRequest) -> Language:
    """The request's language."""
    return as_language(getattr(request, "language", None))
