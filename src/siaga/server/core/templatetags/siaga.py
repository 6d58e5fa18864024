"""``{% load siaga %}``: sentences, numbers, dates and permissions in templates."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.template import Context

from siaga.model.language import format_date, format_number, format_percent
from siaga.server.core.access import actor_of, may, policy_table
from siaga.server.language import as_language
from siaga.server.language import say as say_in

register = template.Library()

ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


def _language(context: Context) -> Any:
    return as_language(context.get("language"))


@register.simple_tag(takes_context=True)
def say(context: Context, key: str, **values: object) -> str:
    """``{% say 'data.title' count=3 %}``: the sentence in the reader's language; escaped."""
    return say_in(key, _language(context), **values)


@register.simple_tag(takes_context=True)
def term(context: Context, what: str, value: str) -> str:
    """``{% term 'tier' row.tier %}``: a fixed word of the desk, ``terms.<what>_<value>``."""
    return say_in(f"terms.{what}_{value}", _language(context))


@register.simple_tag(takes_context=True)
def number(context: Context, value: float | None, decimals: int = 0) -> str:
    """``{% number 1234.5 1 %}``: ``1.234,5``; a dash when there is none."""
    # A name Django can not resolve is an empty text.
    there = value if isinstance(value, int | float) else float("nan")
    return format_number(there, _language(context), decimals)


@register.simple_tag(takes_context=True)
def percent(context: Context, share: float | None, decimals: int = 1) -> str:
    """A share in [0, 1] as a percentage."""
    return format_percent(float("nan") if share is None else share, _language(context), decimals)


@register.simple_tag(takes_context=True)
def day(context: Context, value: date | None, weekday: bool = False) -> str:
    """A date in words."""
    return "" if value is None else format_date(value, _language(context), weekday=weekday)


@register.simple_tag(takes_context=True)
def moment(context: Context, value: datetime | None, zone: str = "") -> str:
    """A point in time, local with its zone: ``27 November 2024 06.30 WIB``."""
    if value is None:
        return ""
    operation = context.get("operation")
    name = zone or getattr(operation, "timezone", "") or "Asia/Jakarta"
    local = value.astimezone(ZoneInfo(name))
    language = _language(context)
    clock = local.strftime("%H.%M" if language == "id" else "%H:%M")
    return f"{format_date(local.date(), language)} {clock} {ZONES.get(name, local.tzname())}"


@register.simple_tag(takes_context=True)
def can(context: Context, permission: str, operation: Any = None) -> bool:
    """``{% can 'plan.edit' as editing %}``: whether to show a button for ``operation``."""
    found = next((known for known in policy_table() if known == permission), None)
    if not isinstance(found, StrEnum):
        raise template.TemplateSyntaxError(f"unknown permission {permission!r}")
    return may(actor_of(context["request"]), operation or context.get("operation"), found)
