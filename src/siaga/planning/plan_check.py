"""A plan against its doctrine: every rule it breaks, as findings with their weight.

The rules are those the planner keeps (:mod:`siaga.planning.assignment_rules`,
:func:`siaga.planning.replan_posts.limits`); here they are looked at in a plan that people may have
changed by hand, where nothing is forbidden and everything is said (R4).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from siaga.geo.travel import TravelTimes
from siaga.model.doctrine import Strictness
from siaga.model.force import Officer
from siaga.model.operation import Operation
from siaga.model.places import Station
from siaga.model.plan import Level, Opening, Plan, Post, Reason, Role
from siaga.planning.assignment import scattered_teams
from siaga.planning.assignment_people import breach_reason
from siaga.planning.assignment_rules import SUPERVISORS, at_home, has_rank, missing_covers
from siaga.planning.explain_view import PlanView, view_plan
from siaga.planning.replan_posts import limits

_NAMED: Final = 3
"""Stations that a finding names; more of them help nobody."""


class Weight(StrEnum):
    """How much a finding weighs."""

    HARD = "hard"
    """Doctrine's hard rules and limits: the planner would never do this."""
    SOFT = "soft"
    """Below doctrine, or a soft rule: the planner does this only where nothing else works."""
    NOTICE = "notice"
    """Worth knowing."""


class Change(StrEnum):
    """What an edit did to a finding."""

    STANDING = "standing"
    BROKEN = "broken"
    MENDED = "mended"
    CHANGED = "changed"
    """Was there before, with other numbers."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule broken at a place, or mended there."""

    weight: Weight
    role: Role
    """With ``place``: where. A post, a duty … as in :class:`siaga.model.plan.Placement`."""
    place: str
    reason: Reason
    """Code of :data:`siaga.planning.texts.REASONS`."""
    officer: str = ""
    """Whom it is about; empty: the whole place."""
    change: Change = Change.STANDING


Places = Collection[tuple[Role, str]]


def check_plan(operation: Operation, plan: Plan, travel: TravelTimes) -> tuple[Finding, ...]:
    """Everything in ``plan`` that breaks doctrine: posts in order, then duties and the rest.

    Raises:
        InputError: the plan and the operation do not match.
    """
    return check_view(view_plan(operation, plan, travel))


def check_view(
    view: PlanView, places: Places | None = None, teams: Collection[str] | None = None
) -> tuple[Finding, ...]:
    """As :func:`check_plan`, for ``places`` and BKO ``teams`` alone; None: all of them."""
    found: list[Finding] = []
    for post in view.plan.posts:
        if places is None or (Role.POST, post.id) in places:
            found += check_post(view, post)
    for o, opening in enumerate(view.openings):
        key = (opening.role, opening.place)
        if opening.role is not Role.POST and (places is None or key in places):
            found += _check_staff(view, opening, view.staff.get(o, []))
    return (*found, *_check_teams(view, teams))


def check_post(view: PlanView, post: Post) -> Iterator[Finding]:
    """Limits, patterns and people of one post."""
    for weight, reason in (*_check_level(post), *_check_limits(view, post), *_mixes(view, post)):
        yield Finding(weight, Role.POST, post.id, reason)
    position = view.opening_at.get((Role.POST, post.id))
    if position is None:
        return
    opening, there = view.openings[position], view.staff.get(position, [])
    yield from _check_staff(view, opening, there)
    pattern = view.operation.doctrine.patterns[post.pattern]
    if pattern.pair is not Strictness.OFF and post.team_size > 1 and len(there) == 1:
        reason = Reason("check.pair", {"pattern": pattern.name})
        yield Finding(_weight(pattern.pair), Role.POST, post.id, reason)


def _check_level(post: Post) -> Iterator[tuple[Weight, Reason]]:
    if post.level is Level.UNGUARDED:
        yield Weight.HARD, Reason("check.unguarded", {"stations": len(post.stations)})
    elif post.level is Level.PATROL:
        yield Weight.SOFT, Reason("check.patrol", {"stations": len(post.stations)})


def _check_limits(view: PlanView, post: Post) -> Iterator[tuple[Weight, Reason]]:
    """Stations and minutes against the pattern, and against how far it may be thinned."""
    if post.level is Level.UNGUARDED:
        return
    pattern = view.operation.doctrine.patterns[post.pattern]
    k, most = limits(pattern, Level.DOCTRINE)
    widest, farthest = limits(pattern, post.level)
    widest, farthest = max(widest, k), max(farthest, most)
    count = len(post.stations)
    if count > widest:
        yield Weight.HARD, Reason("check.stations", {"stations": count, "k": widest})
    elif count > k and post.level is Level.THINNED:
        values = {"stations": count, "k": k, "limit": widest}
        yield Weight.SOFT, Reason("check.stations.thinned", values)
    if count == 1:
        return
    minutes = post.max_minutes
    if not np.isfinite(minutes):
        yield Weight.HARD, Reason("check.no_way")
    elif minutes > farthest:
        shown = {"minutes": round(minutes, 1), "limit": farthest}
        yield Weight.HARD, Reason("check.minutes", shown)
    elif minutes > most and post.level is Level.THINNED:
        shown = {"minutes": round(minutes, 1), "most": most, "limit": farthest}
        yield Weight.SOFT, Reason("check.minutes.thinned", shown)


def _mixes(view: PlanView, post: Post) -> Iterator[tuple[Weight, Reason]]:
    """Stations that doctrine guards by another pattern, or alone."""
    doctrine = view.operation.doctrine
    others: dict[str, list[Station]] = {}
    for station in (view.stations[s] for s in post.stations):
        tier = view.plan.vulnerability[station.id].tier
        wanted = doctrine.pattern_for(station, tier).name
        if wanted != post.pattern:
            others.setdefault(wanted, []).append(station)
        if station.stands_alone and len(post.stations) > 1:
            yield Weight.HARD, Reason("check.alone", {"station": station.name})
    for wanted, stations in others.items():
        named = ", ".join(s.name for s in stations[:_NAMED])
        values: dict[str, str | int | float] = {
            "count": len(stations),
            "wanted": wanted,
            "pattern": post.pattern,
            "stations": named + (" …" if len(stations) > _NAMED else ""),
        }
        yield Weight.HARD, Reason("check.pattern", values)


def _check_staff(view: PlanView, opening: Opening, there: list[Officer]) -> Iterator[Finding]:
    """The people at an opening: how many, what they must meet together, each by themself."""
    role, place = opening.role, opening.place
    size, count = opening.size, len(there)
    if count < size:
        weight = Weight.SOFT if count else Weight.HARD
        reason = Reason("check.team_short", {"missing": size - count, "size": size})
        yield Finding(weight, role, place, reason)
    elif count > size:
        reason = Reason("check.team_over", {"extra": count - size, "size": size})
        yield Finding(Weight.NOTICE, role, place, reason)
    for cover, missing in missing_covers(view.operation, opening, there) if there else ():
        weight = Weight.HARD if cover.hard else Weight.SOFT
        yield Finding(weight, role, place, breach_reason(cover, missing))
    for officer in there:
        for weight, reason in _check_officer(view, opening, officer):
            yield Finding(weight, role, place, reason, officer.id)


def _check_officer(
    view: PlanView, opening: Opening, officer: Officer
) -> Iterator[tuple[Weight, Reason]]:
    """The rules of :func:`siaga.planning.assignment_rules.is_allowed`, each by its name."""
    rules = view.operation.doctrine.assignment
    name = officer.name
    if rules.own_village is not Strictness.OFF and at_home(officer, opening):
        reason = Reason("check.own_village", {"name": name, "village": officer.home_village})
        yield _weight(rules.own_village), reason
    minutes = view.placements[officer.id].minutes
    most = rules.max_minutes_from_unit
    if minutes is None:
        yield Weight.HARD, Reason("check.no_way_officer", {"name": name})
    elif most is not None and minutes > most:
        yield Weight.HARD, Reason("check.far", {"name": name, "minutes": minutes, "limit": most})
    wanted = opening.min_rank
    if opening.role in SUPERVISORS and wanted and not has_rank(wanted, officer):
        values = {"name": name, "rank": officer.rank, "wanted": wanted}
        yield Weight.HARD, Reason("check.supervisor_rank", values)
    if officer.duty and (opening.role, opening.place) != (Role.DUTY, officer.duty):
        yield Weight.HARD, Reason("check.bound", {"name": name, "duty": officer.duty})


def _check_teams(view: PlanView, teams: Collection[str] | None) -> Iterator[Finding]:
    """BKO teams that serve in more than one district."""
    if teams is not None and not teams:
        return
    at = [view.staff.get(o, []) for o in range(len(view.openings))]
    keep = view.operation.doctrine.assignment.keep_teams
    for team, reasons in scattered_teams(view.operation, view.openings, at).items():
        if teams is None or team in teams:
            for reason in reasons:
                yield Finding(_weight(keep), Role.SPARE, team, reason)


def _weight(strictness: Strictness) -> Weight:
    return Weight.HARD if strictness is Strictness.HARD else Weight.SOFT


def compare_findings(
    before: Collection[Finding], after: Collection[Finding]
) -> tuple[Finding, ...]:
    """What is broken, changed and mended between two checks, in that order."""
    old = {_key(finding): finding for finding in before}
    new = {_key(finding): finding for finding in after}
    worse = {
        key
        for key, finding in new.items()
        if key not in old or (finding.weight is Weight.HARD and old[key].weight is not Weight.HARD)
    }
    broken = [_as(new[key], Change.BROKEN) for key in new if key in worse]
    changed = [
        _as(new[key], Change.CHANGED)
        for key in new
        if key not in worse
        and (new[key].reason, new[key].weight) != (old[key].reason, old[key].weight)
    ]
    mended = [_as(old[key], Change.MENDED) for key in old if key not in new]
    return (*broken, *changed, *mended)


def _key(finding: Finding) -> tuple[Role, str, str, str, str]:
    rule = finding.reason.code.removesuffix(".thinned")
    wanted = str(finding.reason.values.get("wanted", ""))
    return finding.role, finding.place, rule, wanted, finding.officer


def _as(finding: Finding, change: Change) -> Finding:
    return Finding(
        finding.weight, finding.role, finding.place, finding.reason, finding.officer, change
    )
