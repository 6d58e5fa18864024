"""``{% load frame %}``: the parts of the frame around every page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone

from siaga.model.language import Language
from siaga.server.core.access import actor_of
from siaga.server.core.models import Operation, Person
from siaga.server.core.navigation import Beyond, Link, navigation, places_beyond
from siaga.server.language import as_language, say

register = template.Library()


@register.simple_tag(takes_context=True)
def nav_groups(context: Context) -> list[tuple[str, list[Link]]]:
    """The navigation of the page's operation; empty for who is not signed in."""
    operation, request = context.get("operation"), context.get("request")
    if not isinstance(operation, Operation) or request is None:
        return []
    if not isinstance(getattr(request, "user", None), Person):
        return []
    return navigation(actor_of(request), operation, request.path)


@register.simple_tag(takes_context=True)
def beyond(context: Context) -> list[Beyond]:
    """What the reader has above operations, for the account's menu."""
    request = context.get("request")
    if request is None or not isinstance(getattr(request, "user", None), Person):
        return []
    return places_beyond(actor_of(request))


def age_in_words(seconds: float, language: Language) -> str:
    """How long ago: ``3 jam yang lalu``."""
    minutes, hours, days = int(seconds // 60), int(seconds // 3600), int(seconds // 86400)
    if minutes < 1:
        return say("frame.ago_now", language)
    if hours < 1:
        return say("frame.ago_minutes", language, n=minutes)
    if days < 1:
        return say("frame.ago_hour" if hours == 1 else "frame.ago_hours", language, n=hours)
    return say("frame.ago_day" if days == 1 else "frame.ago_days", language, n=days)


@register.simple_tag(takes_context=True)
def ago(context: Context, value: datetime | None) -> str:
    """``{% ago version.decided_at %}``: the age of a datum in words."""
    if value is None:
        return ""
    language: Any = as_language(context.get("language"))
    return age_in_words((timezone.now() - value).total_seconds(), language)
