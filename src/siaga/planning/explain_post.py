"""Why a post is as it is: its stations, its level, its team, and who else might serve there."""

from __future__ import annotations

from collections.abc import Iterator

from siaga.model.plan import Level, Post, Reason
from siaga.planning.explain_exchange import Exchanges, as_alternative, exchange_facts
from siaga.planning.explain_station import people, tier_name
from siaga.planning.explain_texts import LEVEL_WORDS, ROLE_WORDS, both
from siaga.planning.explain_view import (
    Alternative,
    Explanation,
    PlanView,
    Section,
    SubjectKind,
)
from siaga.planning.supervision import commander_of_post


def explain_post(view: PlanView, post: Post) -> Explanation:
    """Members, level and why, team and commander, and the cheapest change of its team."""
    other, runner_up = _other_officer(view, post)
    sections = (
        Section("explain.heading.post", (_head(view, post), *post.reasons, *_below(view, post))),
        Section("explain.heading.stations", tuple(_stations(view, post))),
        Section("explain.heading.people", (*people(view, post), _commander(view, post))),
        Section("explain.heading.other", other),
    )
    return Explanation(post.id, SubjectKind.POST, sections, runner_up)


def _head(view: PlanView, post: Post) -> Reason:
    return Reason(
        "explain.post",
        {
            "post": post.id,
            "district": view.stations[post.hub].district_name,
            "tier": tier_name(post.tier),
            "pattern": post.pattern,
            "stations": len(post.stations),
            "team": post.team_size,
            "minutes": round(post.max_minutes, 1),
            **both("level", LEVEL_WORDS[post.level]),
        },
    )


def _below(view: PlanView, post: Post) -> Iterator[Reason]:
    """Why a post is below doctrine: what was short, and who came first."""
    if post.level is Level.DOCTRINE:
        return
    shortage = view.plan.shortage
    yield Reason("explain.post.below", {"need": shortage.need, "available": shortage.available})
    kept = [
        other.threat
        for other in view.plan.posts
        if other.level is Level.DOCTRINE and other.pattern == post.pattern
    ]
    if kept:
        yield Reason(
            "explain.post.kept",
            {"threat": round(post.threat, 1), "kept": round(min(kept), 1)},
        )


def _stations(view: PlanView, post: Post) -> Iterator[Reason]:
    members = [view.stations[station] for station in post.stations]
    minutes = view.travel.block([view.stations[post.hub]], members).minutes[0]
    for station, away in zip(members, minutes, strict=True):
        seen = view.plan.vulnerability[station.id]
        yield Reason(
            "explain.post.station",
            {
                "name": station.name,
                "village": station.village_name,
                "minutes": 0 if station.id == post.hub else round(float(away), 1),
                "threat": round(seen.threat, 1),
                "tier": tier_name(seen.tier),
            },
        )


def _commander(view: PlanView, post: Post) -> Reason:
    commander = commander_of_post(view.plan.supervision).get(post.id)
    if commander is None or commander.officer not in view.officers:
        phone = view.plan.supervision.command_phone or "?"
        return Reason("explain.post.no_commander", {"phone": phone})
    officer = view.officers[commander.officer]
    return Reason(
        "explain.post.commander",
        {
            "role": ROLE_WORDS[commander.role][0],
            "rank": officer.rank,
            "name": officer.name,
            "phone": commander.phone or "?",
        },
    )


def _other_officer(view: PlanView, post: Post) -> tuple[tuple[Reason, ...], Alternative | None]:
    """The cheapest exchange that brings somebody else into the team."""
    team = [view.officers[placement.officer] for placement in view.plan.officers_of(post.id)]
    exchanges = Exchanges(view)
    best = exchanges.best_for_post(team)
    if best is None or best.second is None:
        return (Reason("explain.exchange.none"),), None
    return exchange_facts(view, exchanges, best), as_alternative(best, best.second.id)
