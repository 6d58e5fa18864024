"""``{% load plan_desk %}``: words of runs and plans."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.template import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from siaga.server.language import as_language, has, say
from siaga.server.plan.models import PlanVersion

register = template.Library()

_CLASSES = {"queued": "draft", "running": "running", "done": "issued", "failed": "failed"}


@register.simple_tag(takes_context=True)
def step_name(context: Context, step: str) -> str:
    """``{% step_name run.step %}``: what the planner does now."""
    key = f"runs.step_{step}"
    return say(key if has(key) else "runs.step_reading", as_language(context.get("language")))


@register.simple_tag(takes_context=True)
def duration(context: Context, seconds: int | None) -> str:
    """``{% duration 95 %}``: ``1 mnt 35 dtk``."""
    language = as_language(context.get("language"))
    if seconds is None:
        return "\N{EN DASH}"
    if seconds < 60:
        return say("runs.seconds", language, seconds=seconds)
    return say("runs.minutes", language, minutes=seconds // 60, seconds=seconds % 60)


@register.simple_tag
def run_class(state: str) -> str:
    """The style of a run's state: ``status-{% run_class run.state %}``."""
    return _CLASSES.get(state, "cancelled")


@register.simple_tag
def plan_class(state: str) -> str:
    """The style of a plan's state: ``status-{% plan_class plan.state %}``."""
    return "cancelled" if state == "withdrawn" else state


@register.simple_tag(takes_context=True)
def print_name(context: Context, kind: str) -> str:
    """``{% print_name 'annex' %}``: what a document is called."""
    key = f"prints.kind_{kind}"
    return say(key, as_language(context.get("language"))) if has(key) else kind


@register.simple_tag(takes_context=True)
def print_about(context: Context, kind: str) -> str:
    """``{% print_about 'annex' %}``: what a document holds."""
    return say(f"prints.about_{kind}", as_language(context.get("language")))


@register.simple_tag
def plan_options(
    choices: Sequence[PlanVersion], chosen: Sequence[PlanVersion], place: int
) -> SafeString:
    """The options of one of the selects of a comparison: the plan chosen at ``place`` is marked."""
    here = chosen[place].number if place < len(chosen) else None
    if here is None and place < 2 and place < len(choices) and not chosen:
        here = choices[place].number
    return format_html_join(
        "",
        '<option value="{}"{}>{} · {}</option>',
        (
            (plan.number, SafeString(" selected") if plan.number == here else "", plan.number,
             plan.name)
            for plan in choices
        ),
    )  # fmt: skip
