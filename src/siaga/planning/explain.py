"""Why this officer, this group, this tier; the runner-up; the cost of forcing another choice.

Every cost is computed anew from the plan, with the same cost functions the planner minimised
(:mod:`siaga.planning.assignment_rules`, :func:`siaga.planning.posts.travel_weight`): an explanation
never repeats a number the plan only claims.
"""

from __future__ import annotations

import difflib

from siaga.geo.travel import TravelTimes
from siaga.model.language import Language
from siaga.model.operation import Operation
from siaga.model.plan import Plan
from siaga.model.problems import InputError, Problem, ProblemReport, Severity
from siaga.planning.explain_officer import explain_officer
from siaga.planning.explain_post import explain_post
from siaga.planning.explain_station import explain_station
from siaga.planning.explain_view import (
    Alternative,
    Explanation,
    PlanView,
    Section,
    SubjectKind,
    view_plan,
)
from siaga.planning.texts import REASONS, tell_reason

__all__ = [
    "Alternative",
    "Explanation",
    "Section",
    "SubjectKind",
    "explain",
    "explanation_lines",
]

_NEAREST = 5


def explain(operation: Operation, plan: Plan, travel: TravelTimes, subject: str) -> Explanation:
    """Explain an officer (NRP), a station (id) or a post (id) of ``plan``.

    Case and surrounding blanks of ``subject`` do not matter.

    Raises:
        InputError: ``subject`` is none of these (the nearest ids are named), or the plan was not
            made from this operation.
    """
    view = view_plan(operation, plan, travel)
    asked = subject.strip().casefold()
    for post in view.posts.values():
        if post.id.casefold() == asked:
            return explain_post(view, post)
    for station in operation.stations:
        if station.id.casefold() == asked:
            return explain_station(view, station)
    for officer in operation.officers:
        if officer.id.casefold() == asked:
            return explain_officer(view, officer)
    raise InputError(ProblemReport((_unknown(view, subject.strip()),)))


def explanation_lines(explanation: Explanation, language: Language) -> list[str]:
    """The explanation for people: a heading per section, its facts indented under it."""
    lines: list[str] = []
    for section in explanation.sections:
        lines.append(REASONS.say(section.heading, language))
        lines += [f"  {tell_reason(fact, language)}" for fact in section.facts]
    return lines


def _unknown(view: PlanView, subject: str) -> Problem:
    known = {name.casefold(): name for name in (*view.posts, *view.stations, *view.officers)}
    close = difflib.get_close_matches(subject.casefold(), known, n=_NEAREST, cutoff=0.5)
    nearest = ", ".join(known[name] for name in close)
    shown = subject if len(subject) <= 40 else f"{subject[:39]}…"
    example = nearest or ", ".join([*list(view.posts)[:1], *list(view.officers)[:1]])
    return Problem(
        code="explain.unknown",
        severity=Severity.ERROR,
        message=(
            f'"{shown}" bukan NRP, kode TPS, atau nomor pos dalam rencana ini',
            f'"{shown}" is no NRP, station id or post id of this plan',
        ),
        remedy=(
            f"tulis misalnya {example}" if example else "rencana ini kosong",
            f"write for example {example}" if example else "this plan is empty",
        ),
    )
