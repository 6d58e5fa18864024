"""What the JavaScript of ``index.html`` reads: compact rows, no phone numbers.

Rows are lists to keep the file small; the order of their fields is written beside each function
and in ``html/data.js``, which gives them their names back.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

from siaga.model.language import LANGUAGES
from siaga.model.places import TIER_ORDER
from siaga.model.plan import Placement, Post, Reason, Role
from siaga.model.risk import Vulnerability
from siaga.reports.deployment import Deployment
from siaga.reports.mapping import Projection
from siaga.reports.page_texts import PAGE
from siaga.reports.texts import WORDS, reason_text

_WORD_KINDS = ("tier", "level", "role", "access", "position", "kind", "origin", "score")


class _Pool:
    """Values numbered in the order they are first seen."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._numbers: dict[Any, int] = {}

    def number(self, value: Any) -> int:
        if value not in self._numbers:
            self._numbers[value] = len(self.values)
            self.values.append(value)
        return self._numbers[value]


def page_data(deployment: Deployment, projection: Projection) -> str:
    """JSON to stand inside a ``script`` element: no ``<``, ``>`` or ``&`` is left in it."""
    sentences, sources = _Pool(), _Pool()
    places = _Numbers(deployment)
    document = {
        "texts": _texts(),
        "districts": _districts(deployment, places),
        "stations": [
            _station(deployment, i, projection, places, sources)
            for i in range(len(deployment.operation.stations))
        ],
        "posts": [_post(deployment, post, places, sentences) for post in deployment.plan.posts],
        "people": [_person(deployment, p, places, sentences) for p in deployment.plan.placements],
        "bases": _bases(deployment, projection, places),
        "teams": _teams(deployment, places),
        "indicators": {
            d.id: [d.label_id, d.label_en, d.weight_owner]
            for d in deployment.operation.risk.indicators
        },
        "sentences": sentences.values,
        "sources": sources.values,
        "map": [projection.width, projection.height],
        "operation": deployment.operation.id,
    }
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


class _Numbers:
    """Positions of stations, posts, officers, districts and bases in their lists."""

    def __init__(self, deployment: Deployment) -> None:
        operation, plan = deployment.operation, deployment.plan
        self.station = {s.id: i for i, s in enumerate(operation.stations)}
        self.base = {b.id: i for i, b in enumerate(operation.bases)}
        self.post = {p.id: i for i, p in enumerate(plan.posts)}
        self.person = {p.officer: i for i, p in enumerate(plan.placements)}
        self.district = {d.code: i for i, d in enumerate(deployment.districts)}

    def people(self, officers: Sequence[str]) -> list[int]:
        """Positions of those officers who have a placement."""
        return [self.person[officer] for officer in officers if officer in self.person]


def _texts() -> dict[str, dict[str, str]]:
    keys = [key for key in PAGE.keys() if key.startswith("js.")]  # noqa: SIM118 - not a dict
    words = [key for key in WORDS.keys() if key.split(".")[0] in _WORD_KINDS]  # noqa: SIM118
    return {
        language: {
            **{key[3:]: PAGE.pair(key)[side] for key in keys},
            **{key: WORDS.pair(key)[side] for key in words},
        }
        for side, language in enumerate(LANGUAGES)
    }


def _districts(deployment: Deployment, places: _Numbers) -> list[list[Any]]:
    """``[name, code, padals (people), polsek name, polsek is its own]``."""
    return [
        [
            district.name,
            district.code,
            places.people([s.officer for s in deployment.padals.get(district.code, ())]),
            district.polsek.name if district.polsek else "",
            int(district.polsek_own),
        ]
        for district in deployment.districts
    ]


def _station(
    deployment: Deployment, number: int, projection: Projection, places: _Numbers, sources: _Pool
) -> list[Any]:
    """``[id, name, village, district, voters, tier, threat, reach, access, position, special,
    post or -1, x, y, inputs, flips, tier given]``."""
    station = deployment.operation.stations[number]
    scores = deployment.plan.vulnerability[station.id]
    post = deployment.post_of.get(station.id)
    return [
        station.id,
        station.name,
        station.village_name,
        places.district[station.district],
        station.voters,
        TIER_ORDER.index(scores.tier),
        _rounded(scores.threat),
        _rounded(scores.reach),
        station.access.value,
        station.position.value,
        int(station.special),
        places.post[post.id] if post else -1,
        *projection.grid(station.lon, station.lat),
        _inputs(scores, sources),
        [[f.indicator, round(f.change, 3), TIER_ORDER.index(f.tier)] for f in scores.flips],
        int(scores.tier_given),
    ]


def _inputs(scores: Vulnerability, sources: _Pool) -> list[list[Any]]:
    """``[indicator, score, value, points, source]``; source ``[text, day, synthetic]``."""
    return [
        [
            value.indicator,
            value.score.value,
            _rounded(value.value, 3),
            _rounded(value.points),
            sources.number(
                (value.source, value.day.isoformat() if value.day else "", int(value.synthetic))
            ),
        ]
        for value in scores.inputs
    ]


def _reason_numbers(reasons: Sequence[Reason], sentences: _Pool) -> list[int]:
    return [
        sentences.number(tuple(reason_text(reason, language) for language in LANGUAGES))
        for reason in reasons
    ]


def _post(deployment: Deployment, post: Post, places: _Numbers, sentences: _Pool) -> list[Any]:
    """``[id, district, tier, pattern, level, stations, hub, size, crew (people), max minutes,
    access, threat, voters, padal (person) or -1, reasons]``."""
    padal = deployment.padal_of_post.get(post.id)
    return [
        post.id,
        places.district[post.district],
        TIER_ORDER.index(post.tier),
        post.pattern,
        post.level.value,
        [places.station[station] for station in post.stations],
        places.station[post.hub],
        post.team_size,
        places.people([p.officer for p in deployment.crews.get(post.id, ())]),
        _rounded(post.max_minutes),
        post.access.value,
        _rounded(post.threat),
        deployment.voters(post),
        places.person.get(padal.officer, -1) if padal else -1,
        _reason_numbers(post.reasons, sentences),
    ]


def _person(
    deployment: Deployment, placement: Placement, places: _Numbers, sentences: _Pool
) -> list[Any]:
    """``[nrp, rank, name, unit, origin, role, place name, post or -1, district or -1, minutes,
    kind, leader, reasons]``."""
    officer = deployment.officers[placement.officer]
    on_post = placement.role is Role.POST
    return [
        officer.id,
        officer.rank,
        officer.name,
        deployment.unit_name(officer),
        officer.origin.value,
        placement.role.value,
        deployment.place_name(placement),
        places.post.get(placement.place, -1) if on_post else -1,
        places.district.get(deployment.district_of(placement), -1),
        _rounded(placement.minutes),
        placement.minutes_kind.value if placement.minutes_kind else "",
        int(placement.leader),
        _reason_numbers(placement.reasons, sentences),
    ]


def _bases(deployment: Deployment, projection: Projection, places: _Numbers) -> list[list[Any]]:
    """``[name, kind, district or -1, x, y, access, position]``."""
    return [
        [
            base.name,
            base.kind.value,
            places.district.get(base.district, -1),
            *projection.grid(base.lon, base.lat),
            base.access.value,
            base.position.value,
        ]
        for base in deployment.operation.bases
    ]


def _teams(deployment: Deployment, places: _Numbers) -> list[list[Any]]:
    """``[id, base or -1, size, officers (people)]``."""
    return [
        [team.id, places.base.get(team.base, -1), team.size, places.people(team.officers)]
        for team in deployment.plan.reserves.teams
    ]


def _rounded(value: float | None, decimals: int = 1) -> float | int | None:
    """A finite number, whole ones as integers to save space; None where there is none."""
    if value is None or not math.isfinite(value):
        return None
    number = round(float(value), decimals)
    return int(number) if number.is_integer() else number
