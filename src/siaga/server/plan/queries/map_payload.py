"""Stations, posts, bases and assignment of a scene as columns: one small answer for the map."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Final

from siaga.model.places import TIER_ORDER
from siaga.model.plan import Level
from siaga.server.plan.models import (
    BaseRow,
    PlacementRow,
    PlanStationRow,
    PlanVersion,
    PostRow,
    StationRow,
)
from siaga.server.plan.queries.map_scene import Scene

POINT_SCALE: Final = 100_000
"""Steps per degree of points: about 1 m."""
TIERS: Final = tuple(tier.value for tier in TIER_ORDER)
LEVELS: Final = tuple(level.value for level in Level)
ACCESSES: Final = ("road", "river", "sea")
UNKNOWN: Final = "-"

Document = dict[str, Any]


def scene_document(scene: Scene) -> Document:
    """Everything of ``scene`` but the outlines.

    Tiers, levels and ways are one character a place (an index, ``-`` unknown); coordinates are
    differences from the place before, in steps of :data:`POINT_SCALE`.
    """
    stations, posts = _stations(scene), _posts(scene)
    bases = _bases(scene)
    return {
        "v": 1,
        "scale": POINT_SCALE,
        "tiers": TIERS,
        "levels": LEVELS,
        "accesses": ACCESSES,
        **stations,
        "posts": posts,
        "bases": bases,
        **_assignment(scene, posts["id"], bases["id"]),
    }


def letters(values: Iterable[str], known: Sequence[str]) -> str:
    """One character a value: its index in ``known``, or ``-``."""
    index = {value: str(place) for place, value in enumerate(known)}
    return "".join(index.get(value, UNKNOWN) for value in values)


def deltas(values: Sequence[float]) -> list[int]:
    """Whole steps, each as the difference from the one before."""
    steps = [round(value * POINT_SCALE) for value in values]
    return steps[:1] + [after - before for before, after in pairwise(steps)]


def indexed(values: Sequence[str]) -> tuple[list[str], list[int]]:
    """Different values in order of appearance, and the index of each."""
    place: dict[str, int] = {}
    return_index = [place.setdefault(value, len(place)) for value in values]
    return list(place), return_index


def _stations(scene: Scene) -> Document:
    if scene.version is None:
        return _columns([], {})
    rows = list(
        StationRow.objects.filter(version=scene.version)
        .order_by("ordinal")
        .values_list(
            "code", "name", "district", "district_name", "village_name", "lat", "lon",
            "voters", "access",
        )
    )  # fmt: skip
    planned: dict[str, tuple[str, str, str]] = {}
    if scene.plan is not None:
        planned = {
            code: (tier, level, post)
            for code, tier, level, post in PlanStationRow.objects.filter(
                plan=scene.plan
            ).values_list("code", "tier", "level", "post")
        }
    return _columns(rows, planned)


def _columns(rows: list[Any], planned: dict[str, tuple[str, str, str]]) -> Document:
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(9)]
    codes, names, districts, district_names, villages, lats, lons, voters, accesses = columns
    district_codes, district_of = indexed(districts)
    name_of = dict(zip(districts, district_names, strict=True))
    village_names, village_of = indexed(villages)
    nothing = ("", "", "")
    found = [planned.get(code, nothing) for code in codes]
    post_codes, post_of = indexed([post for _, _, post in found])
    return {
        "districts": [[code, name_of[code]] for code in district_codes],
        "villages": village_names,
        "post_codes": post_codes,
        "stations": {
            "id": codes,
            "name": names,
            "d": district_of,
            "vi": village_of,
            "lat": deltas(lats),
            "lon": deltas(lons),
            "n": voters,
            "a": letters(accesses, ACCESSES),
            "t": letters((tier for tier, _, _ in found), TIERS),
            "l": letters((level for _, level, _ in found), LEVELS),
            "p": post_of,
        },
    }


_POST_FIELDS: Final = (
    "code", "district", "tier", "level", "access", "hub", "lat", "lon", "stations", "team_size",
    "officers", "max_minutes", "locked",
)  # fmt: skip


def _posts(scene: Scene) -> Document:
    rows: list[Any] = []
    if scene.plan is not None:
        rows = list(
            PostRow.objects.filter(plan=scene.plan).order_by("ordinal").values_list(*_POST_FIELDS)
        )
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in _POST_FIELDS]
    (
        code,
        district,
        tier,
        level,
        access,
        hub,
        lat,
        lon,
        stations,
        size,
        officers,
        minutes,
        locked,
    ) = columns
    return {
        "id": code,
        "d": district,
        "t": letters(tier, TIERS),
        "l": letters(level, LEVELS),
        "a": letters(access, ACCESSES),
        "hub": hub,
        "lat": deltas(lat),
        "lon": deltas(lon),
        "s": stations,
        "size": size,
        "o": officers,
        "m": [round(value) for value in minutes],
        "k": "".join("1" if value else "0" for value in locked),
    }


def _bases(scene: Scene) -> Document:
    rows: list[Any] = []
    if scene.version is not None:
        rows = list(
            BaseRow.objects.filter(version=scene.version)
            .order_by("id")
            .values_list("code", "name", "kind", "lat", "lon")
        )
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(5)]
    code, name, kind, lat, lon = columns
    return {"id": code, "name": name, "kind": kind, "lat": deltas(lat), "lon": deltas(lon)}


def _assignment(scene: Scene, posts: list[str], bases: list[str]) -> Document:
    """``lines``: [base, post, officers, minutes]; ``reserves``: [base, officers]. No names."""
    if scene.plan is None or not scene.placements:
        return {"lines": [], "reserves": []}
    post_place = {code: place for place, code in enumerate(posts)}
    base_place = {code: place for place, code in enumerate(bases)}
    going: Counter[tuple[int, int]] = Counter()
    minutes: dict[tuple[int, int], float] = {}
    waiting: Counter[int] = Counter()
    base_of_team = reserve_bases(scene)
    rows = PlacementRow.objects.filter(plan=scene.plan, role__in=("post", "reserve"))
    for role, unit, place, took in rows.values_list("role", "unit", "place", "minutes"):
        if role == "post" and unit in base_place and place in post_place:
            line = base_place[unit], post_place[place]
            going[line] += 1
            minutes[line] = max(minutes.get(line, 0.0), took or 0.0)
        elif role == "reserve" and (base := base_of_team.get(place, place)) in base_place:
            waiting[base_place[base]] += 1
    return {
        "lines": [
            [base, post, count, round(minutes[base, post])]
            for (base, post), count in sorted(going.items())
        ],
        "reserves": sorted([base, count] for base, count in waiting.items()),
    }


def reserve_bases(scene: Scene) -> dict[str, str]:
    """Where each quick-reaction team waits: only the plan's document says so."""
    if scene.plan is None:
        return {}
    rows = PlanVersion.objects.filter(pk=scene.plan.pk).values_list("final", "document")
    final, planned = rows.get()
    document = json.loads(zlib.decompress(bytes(final) or bytes(planned)))
    return {team["id"]: team["base"] for team in document["reserves"]["teams"]}


def as_bytes(document: Document) -> bytes:
    """The document as compact JSON."""
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()
