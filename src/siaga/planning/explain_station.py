"""Why a station is in its tier and its post, and what another post would cost."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from siaga.model.doctrine import Pattern
from siaga.model.force import Officer
from siaga.model.places import Station
from siaga.model.plan import Level, Placement, Post, Reason, TravelKind
from siaga.model.risk import Score, ScoreInput, Vulnerability
from siaga.planning.explain_texts import (
    ACCESS_WORDS,
    KIND_WORDS,
    LEVEL_WORDS,
    SCORE_HEADINGS,
    WEIGHT_WORDS,
    Pair,
    both,
    evidence_words,
)
from siaga.planning.explain_view import (
    Alternative,
    Explanation,
    PlanView,
    Section,
    SubjectKind,
)
from siaga.planning.posts import travel_weight
from siaga.risk.scoring import travel_inputs
from siaga.risk.texts import PARTS, TRAVEL, input_label

UNIT = "risk-weighted minutes"


def explain_station(view: PlanView, station: Station) -> Explanation:
    """Scores with their inputs, the tier and what would flip it, the post and the next best one."""
    seen = view.plan.vulnerability[station.id]
    sections = [
        Section("explain.heading.station", (_head(station),)),
        *(Section(SCORE_HEADINGS[score], _score(view, station, seen, score)) for score in Score),
        Section("explain.heading.tier", _tier(view, station, seen)),
    ]
    post = view.post_of.get(station.id)
    if post is None:
        nobody = Section("explain.heading.post", (Reason("explain.nobody"),))
        return Explanation(station.id, SubjectKind.STATION, (*sections, nobody))
    facts, runner_up = other_post(view, station, post)
    sections += [
        Section("explain.heading.post", (_post(view, station, post), *post.reasons)),
        Section("explain.heading.people", tuple(people(view, post))),
        Section("explain.heading.other", facts),
    ]
    return Explanation(station.id, SubjectKind.STATION, tuple(sections), runner_up)


def people(view: PlanView, post: Post) -> Iterator[Reason]:
    """The officers of a post, leader first, and the places left empty."""
    placements = view.plan.officers_of(post.id)
    if not placements:
        yield Reason("explain.nobody")
    for placement in placements:
        yield person(view, view.officers[placement.officer], placement)
    missing = view.plan.unfilled.get(post.id, 0)
    if missing and placements:
        yield Reason("explain.unfilled", {"missing": missing})


def person(view: PlanView, officer: Officer, placement: Placement) -> Reason:
    """One officer at a post."""
    return Reason(
        "explain.person.leader" if placement.leader else "explain.person",
        {
            "rank": officer.rank,
            "name": officer.name,
            "officer": officer.id,
            "unit": view.unit_name(officer),
            "minutes": "?" if placement.minutes is None else placement.minutes,
        },
    )


def tier_name(tier: str) -> str:
    """``sangat_rawan`` as people write it."""
    return tier.replace("_", " ")


def _head(station: Station) -> Reason:
    return Reason(
        "explain.station",
        {
            "name": station.name,
            "village": station.village_name,
            "district": station.district_name,
            "voters": station.voters,
            **both("access", ACCESS_WORDS[station.access]),
        },
    )


def _score(
    view: PlanView, station: Station, seen: Vulnerability, score: Score
) -> tuple[Reason, ...]:
    value = seen.threat if score is Score.THREAT else seen.reach
    listed = [part for part in seen.inputs if part.score is score]
    facts = [Reason("explain.score", {"score": round(value, 1)})]
    facts += [_input(view, station, part) for part in listed]
    if not listed:
        facts.append(Reason("explain.score.nothing"))
    return tuple(facts)


def _label(view: PlanView, indicator: str) -> Pair:
    settings = view.operation.risk
    return input_label(settings, indicator, "id"), input_label(settings, indicator, "en")


def _input(view: PlanView, station: Station, part: ScoreInput) -> Reason:
    points = round(part.points, 1)
    if part.indicator == TRAVEL:
        if part.minutes is None:  # a plan read from a file may not carry the journey
            part = travel_inputs(view.operation, view.travel, [station]).get(station.id, part)
        return _travel_input(view, part, points)
    label = both("label", _label(view, part.indicator))
    if part.indicator in PARTS:
        return Reason("explain.input.cap", {"points": points, **label})
    owner = next(
        (d.weight_owner for d in view.operation.risk.indicators if d.id == part.indicator), "?"
    )
    evidence = evidence_words(part.source, part.day, part.synthetic, part.passed_over)
    return Reason(
        "explain.input",
        {
            "points": points,
            "weight": part.weight,
            "owner": owner,
            **label,
            **both("evidence", evidence),
        },
    )


def _travel_input(view: PlanView, part: ScoreInput, points: float) -> Reason:
    kind = both("kind", KIND_WORDS[TravelKind(part.source)])
    if part.minutes is None or not math.isfinite(part.minutes):
        return Reason("explain.input.no_way", {"points": points, **kind})
    base = view.bases[part.place].name if part.place in view.bases else part.place
    minutes = round(part.minutes, 1)
    return Reason(
        "explain.input.travel", {"points": points, "minutes": minutes, "base": base, **kind}
    )


def _tier(view: PlanView, station: Station, seen: Vulnerability) -> tuple[Reason, ...]:
    tier: dict[str, str | int | float] = {"tier": tier_name(seen.tier)}
    if seen.tier_given:
        special = station.special and station.tier is None
        return (Reason("explain.tier.special" if special else "explain.tier.given", tier),)
    flips = tuple(
        Reason(
            "explain.flip",
            {
                "tier": tier_name(flip.tier),
                **both("label", _label(view, flip.indicator)),
                **both("change", WEIGHT_WORDS[flip.change > 0]),
            },
        )
        for flip in seen.flips
    )
    return (Reason("explain.tier.scores", tier), *(flips or (Reason("explain.flip.none"),)))


def _post(view: PlanView, station: Station, post: Post) -> Reason:
    values: dict[str, str | int | float] = {
        "post": post.id,
        **both("level", LEVEL_WORDS[post.level]),
    }
    if post.hub == station.id:
        return Reason("explain.station.hub", values)
    hub = view.stations[post.hub]
    minutes = float(view.travel.block([hub], [station]).minutes[0, 0])
    name = f"{hub.name} {hub.village_name}"
    return Reason("explain.station.post", {**values, "hub": name, "minutes": round(minutes, 1)})


@dataclass(frozen=True, slots=True)
class _Move:
    """A station moved to another post."""

    post: Post
    cost: float
    """Risk-weighted minutes more, over both posts, each from its best hub."""
    across: float
    """Minutes between the two stations of the other post then farthest apart."""
    full: bool
    fits: bool


def other_post(
    view: PlanView, station: Station, post: Post
) -> tuple[tuple[Reason, ...], Alternative | None]:
    """The best other post for ``station``, in words and as an alternative.

    Posts of the same pattern in the same district are looked at, each at its own level's limits.
    When none has room within its limits, the one that would cost least is named with what forcing
    it breaks.
    """
    if station.stands_alone:
        return (Reason("explain.station.alone"),), None
    pattern = view.operation.doctrine.patterns[post.pattern]
    moves = _moves(view, station, post, pattern)
    fitting = [move for move in moves if move.fits]
    chosen = min(fitting or moves, key=lambda m: (m.cost, m.post.id), default=None)
    if chosen is None:
        return (Reason("explain.station.no_other", {"pattern": post.pattern}),), None
    k, limit = limits(pattern, chosen.post.level)
    values: dict[str, str | int | float] = {
        "post": chosen.post.id,
        "cost": round(chosen.cost, 1),
        "minutes": round(chosen.across, 1),
        "limit": limit,
        "k": k,
    }
    code = "move" if chosen.fits else "full" if chosen.full else "far"
    facts = [Reason(f"explain.station.{code}", values)]
    if len(post.stations) == 1 and post.team_size:
        freed: dict[str, str | int | float] = {"post": post.id, "officers": post.team_size}
        facts.append(Reason("explain.station.frees", freed))
    return tuple(facts), Alternative(chosen.post.id, round(chosen.cost, 3), UNIT, chosen.fits)


def limits(pattern: Pattern, level: Level) -> tuple[int, float]:
    """(most stations, most minutes apart) of a post at ``level``."""
    if level is Level.THINNED:
        return (
            pattern.thin_stations_per_group or pattern.stations_per_group,
            pattern.max_minutes if pattern.thin_max_minutes is None else pattern.thin_max_minutes,
        )
    if level is Level.PATROL:
        return (
            pattern.patrol_stations_per_group or pattern.stations_per_group,
            (
                pattern.max_minutes
                if pattern.patrol_max_minutes is None
                else pattern.patrol_max_minutes
            ),
        )
    return pattern.stations_per_group, pattern.max_minutes


def _moves(view: PlanView, station: Station, post: Post, pattern: Pattern) -> list[_Move]:
    """Every reachable move of ``station`` to a guarded post of its pattern and district."""
    others = [
        other
        for other in view.plan.posts
        if other.id != post.id
        and other.district == post.district
        and other.pattern == post.pattern
        and other.level is not Level.UNGUARDED
        and not any(view.stations[s].stands_alone for s in other.stations)
    ]
    if not others:
        return []
    left = [view.stations[s] for s in post.stations if s != station.id]
    saved = _travel(view, [*left, station])[0] - _travel(view, left)[0]
    members = [view.stations[s] for other in others for s in other.stations]
    there = view.travel.block([station], members).minutes[0]
    back = view.travel.block(members, [station]).minutes[:, 0]
    apart = np.maximum(there, back)
    moves: list[_Move] = []
    start = 0
    for other in others:
        end = start + len(other.stations)
        across = max(other.max_minutes, float(apart[start:end].max()))
        start = end
        if math.isfinite(across):
            moves.append(_move(view, station, other, pattern, saved, across))
    return moves


def _move(
    view: PlanView, station: Station, other: Post, pattern: Pattern, saved: float, across: float
) -> _Move:
    k, limit = limits(pattern, other.level)
    members = [view.stations[s] for s in other.stations]
    grown = _travel(view, [*members, station])[0] - _travel(view, members)[0]
    full = len(members) >= k
    return _Move(other, grown - saved, across, full, fits=not full and across <= limit + 1e-3)


def _travel(view: PlanView, stations: Sequence[Station]) -> tuple[float, int]:
    """Risk-weighted minutes of a group from its best hub, and that hub's position."""
    if len(stations) < 2:
        return 0.0, 0
    minutes: NDArray[np.float64] = view.travel.block(stations, stations).minutes.astype(np.float64)
    np.fill_diagonal(minutes, 0.0)
    threat = [view.plan.vulnerability[s.id].threat for s in stations]
    totals = minutes @ np.array([travel_weight(value) for value in threat])
    hub = int(np.argmin(totals))
    return float(totals[hub]), hub
