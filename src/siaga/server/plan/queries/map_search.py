"""Find on the map: stations by id, name or village, posts by id, officers by number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from siaga.server.core.access import Actor, may
from siaga.server.plan.models import OfficerRow, PlacementRow, PostRow
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.queries.map_scene import Scene
from siaga.server.plan.queries.map_table import Wanted, clean, stations_of

MOST: Final = 12
"""Answers of each kind."""
LEAST_LETTERS: Final = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: ``kind`` is ``station``, ``post`` or ``officer``."""

    kind: str
    code: str
    label: str
    note: str


def search(actor: Actor, scene: Scene, text: str) -> list[Hit]:
    """What of ``scene`` matches ``text`` and this reader may see; nothing below two letters."""
    text = clean(text)
    if len(text) < LEAST_LETTERS or scene.version is None:
        return []
    stations = stations_of(scene, Wanted(text=text))[:MOST]
    hits = [
        Hit("station", row.code, f"{row.name or row.code}, {row.village_name}", row.district_name)
        for row in stations
    ]
    if scene.plan is None:
        return hits
    posts = PostRow.objects.filter(plan=scene.plan, code__icontains=text).order_by("ordinal")
    hits += [Hit("post", row.code, row.code, row.district_name) for row in posts[:MOST]]
    return hits + _officers(actor, scene, text)


def _officers(actor: Actor, scene: Scene, text: str) -> list[Hit]:
    if not may(actor, scene.operation, PlanPermission.PLACEMENT_VIEW):
        return []
    placed = PlacementRow.objects.filter(plan=scene.plan)
    found = list(placed.filter(officer__icontains=text).order_by("ordinal")[:MOST])
    names: dict[str, str] = {}
    if may(actor, scene.operation, PlanPermission.DATA_PEOPLE):
        people = OfficerRow.objects.filter(version=scene.version)
        if len(found) < MOST:
            named = people.filter(name__icontains=text).order_by("ordinal")
            codes = list(named.values_list("code", flat=True)[: MOST - len(found)])
            known = {row.officer for row in found}
            found += [r for r in placed.filter(officer__in=codes) if r.officer not in known]
        wanted = [row.officer for row in found]
        names = dict(people.filter(code__in=wanted).values_list("code", "name"))
    return [
        Hit("officer", row.officer, names.get(row.officer) or row.officer, row.place)
        for row in found
    ]
