"""The figures of a plan that lists, comparisons and the province read, without its document."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import asdict
from typing import Any

from siaga.model.operation import Operation
from siaga.model.places import TIER_ORDER
from siaga.model.plan import Level, Plan, ResponseTimes, Role
from siaga.planning.reinforcement_model import curve_of_plan

Summary = dict[str, Any]


def summary_of(operation: Operation, plan: Plan) -> Summary:
    """``PlanVersion.summary`` of ``plan``.

    Keys: ``complete``, ``seed``, ``officers``; ``need`` (officers for every post at doctrine over
    the map, and all else); ``requirement`` (the same by arithmetic, before any map, and its
    parts); ``posts_need``, ``posts_available``, ``posts_short`` (over the map); ``posts``,
    ``stations``, ``below``, ``levels`` (level -> posts and stations); ``tiers``; ``travel``
    (risk-weighted minutes inside posts), ``journey`` (mean and longest minutes from unit to post);
    ``reserves``; ``stress`` (None when it was not run); ``bounds``; ``relief`` (what more officers
    mend) and ``curve`` (the same, as the province shares it out); ``placed`` (role -> officers);
    ``unfilled``; ``locks``. What has no finite number is None.
    """
    below = [post for post in plan.posts if post.level is not Level.DOCTRINE]
    need = plan.requirement
    return {
        "complete": plan.complete,
        "seed": plan.seed,
        "officers": len(operation.available_officers),
        "need": plan.shortage.need
        + need.duty_officers
        + need.reserve_officers
        + need.supervision_officers,
        "requirement": {
            "need": need.need,
            "available": need.available,
            "short": need.short,
            "station": need.station_officers,
            "duty": need.duty_officers,
            "reserve": need.reserve_officers,
            "supervision": need.supervision_officers,
            "linmas": need.linmas,
            "linmas_by_law": need.linmas_by_law,
        },
        "posts_need": plan.shortage.need,
        "posts_available": plan.shortage.available,
        "posts_short": plan.shortage.short,
        "posts": len(plan.posts),
        "stations": len(operation.stations),
        "below": sum(len(post.stations) for post in below),
        "posts_below": len(below),
        "levels": _levels(plan),
        "tiers": _tiers(plan),
        "travel": finite(sum(post.travel for post in plan.posts)),
        "journey": _journey(plan),
        "reserves": {
            "teams": len(plan.reserves.teams),
            "asked": plan.reserves.asked_teams,
            "minutes": finite(plan.reserves.response_minutes),
            "covered": finite(plan.reserves.covered_share),
            "expected": finite(plan.reserves.expected_share),
        },
        "stress": _stress(plan),
        "bounds": [
            {
                "step": bound.step,
                "value": finite(bound.value),
                "bound": finite(bound.bound),
                "gap": finite(bound.gap),
                "unit": bound.unit,
                "maximise": bound.maximise,
                "complete": bound.complete,
            }
            for bound in plan.bounds
        ],
        "relief": [
            {**asdict(step), "by_district": dict(step.by_district)} for step in plan.shortage.relief
        ],
        "curve": [asdict(step) for step in curve_of_plan(plan)],
        "placed": dict(Counter(row.role.value for row in plan.placements)),
        "unfilled": sum(plan.unfilled.values()),
        "locks": {"posts": len(plan.locks.posts), "officers": len(plan.locks.officers)},
    }


def finite(value: float | None) -> float | None:
    """A plain float; None where there is no finite number, for JSON has none."""
    return float(value) if value is not None and math.isfinite(value) else None


def _levels(plan: Plan) -> Summary:
    found: dict[str, dict[str, int]] = {level.value: {"posts": 0, "stations": 0} for level in Level}
    for post in plan.posts:
        found[post.level.value]["posts"] += 1
        found[post.level.value]["stations"] += len(post.stations)
    return found


def _tiers(plan: Plan) -> Summary:
    placed = Counter(row.place for row in plan.placements if row.role is Role.POST)
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for post in plan.posts:
        found[post.tier.value].update(
            posts=1,
            stations=len(post.stations),
            officers=placed[post.id],
            asked=post.team_size,
            below=len(post.stations) if post.level is not Level.DOCTRINE else 0,
        )
    names = ("posts", "stations", "officers", "asked", "below")
    return {tier.value: {name: found[tier.value][name] for name in names} for tier in TIER_ORDER}


def _journey(plan: Plan) -> Summary:
    minutes = [
        row.minutes
        for row in plan.placements
        if row.role is Role.POST and row.minutes is not None and math.isfinite(row.minutes)
    ]
    if not minutes:
        return {"mean": None, "longest": None, "total": 0.0}
    total = float(sum(minutes))
    return {"mean": total / len(minutes), "longest": float(max(minutes)), "total": total}


def _stress(plan: Plan) -> Summary | None:
    if plan.stress is None:
        return None
    return {
        "days": int(plan.stress.days),
        "incidents": int(plan.stress.incidents),
        "target_minutes": finite(plan.stress.target_minutes),
        "plan": _times(plan.stress.plan),
        "naive": _times(plan.stress.naive),
    }


def _times(times: ResponseTimes) -> Summary:
    return {
        "median": finite(times.median),
        "median_ci": [finite(value) for value in times.median_ci],
        "p90": finite(times.p90),
        "p90_ci": [finite(value) for value in times.p90_ci],
        "within_target": finite(times.within_target),
        "within_target_ci": [finite(value) for value in times.within_target_ci],
        "unanswered": finite(times.unanswered),
    }
