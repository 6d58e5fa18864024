"""``{% load data_desk %}``: problems, values and column headers in the reader's language."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from siaga.intake.diff import Plain
from siaga.model.problems import Problem
from siaga.server.language import as_language, has, say
from siaga.server.plan.queries.data_check import column_of, value_text

register = template.Library()


def _language(context: Context) -> Any:
    return as_language(context.get("language"))


@register.simple_tag(takes_context=True)
def problem_place(context: Context, problem: Problem) -> str:
    """Where: file, sheet, row, column."""
    return problem.place(_language(context))


@register.simple_tag(takes_context=True)
def problem_message(context: Context, problem: Problem) -> str:
    """What is wrong."""
    return _sentence(problem.message[0 if _language(context) == "id" else 1])


@register.simple_tag(takes_context=True)
def problem_remedy(context: Context, problem: Problem) -> str:
    """What to do."""
    return _sentence(problem.remedy[0 if _language(context) == "id" else 1])


def _sentence(text: str) -> str:
    """A clause as a sentence: capital first letter (but never of a code), full stop."""
    if text.partition(" ")[0].isalpha():
        text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


@register.simple_tag(takes_context=True)
def header(context: Context, section: str, field: str) -> str:
    """The header of a field as its table has it; the field itself where there is no column."""
    column = column_of(section, field)
    return field if column is None else column.header(_language(context))


@register.simple_tag(takes_context=True)
def value(context: Context, section: str, field: str, stored: Plain) -> str:
    """A stored value as the table has it."""
    return value_text(section, field, stored, _language(context))


@register.simple_tag(takes_context=True)
def content(context: Context, name: str) -> str:
    """What a file holds, in words."""
    key = f"data.content_{name.replace('/', '_')}"
    return say(key, _language(context)) if has(key) else name


@register.filter
def kilobytes(size: int) -> int:
    """Bytes as whole kilobytes, at least 1."""
    return max(1, round(size / 1024))
