"""The stations of a scene as a table: the map's other half, for keyboards, prints and exports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q, QuerySet

from siaga.model.places import TIER_ORDER
from siaga.model.plan import Level
from siaga.server.plan.models import PlanStationRow, StationRow
from siaga.server.plan.queries.map_scene import Scene

PAGE_SIZE: Final = 100
SORTS: Final = ("ordinal", "code", "name", "village_name", "district_name", "tier", "level", "post",
                "voters", "access", "threat", "reach")  # fmt: skip
SCORES: Final = frozenset({"threat", "reach"})
"""Shown, and sorted by, only for who may see scores."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader filters and sorts by; unknown values are as if not given."""

    text: str = ""
    tier: str = ""
    level: str = ""
    district: str = ""
    sort: str = "ordinal"

    @classmethod
    def from_query(cls, query: Any) -> Wanted:
        """From the address's query."""
        tier, level = query.get("tier", ""), query.get("level", "")
        sort = query.get("sort", "ordinal")
        return cls(
            text=clean(query.get("q", "")),
            tier=tier if tier in {value.value for value in TIER_ORDER} else "",
            level=level if level in {*(value.value for value in Level), "below"} else "",
            district=clean(query.get("district", ""))[:20],
            sort=sort if sort.removeprefix("-") in SORTS else "ordinal",
        )


def clean(text: str) -> str:
    """What a reader typed, short and without the sign that PostgreSQL refuses."""
    return text.replace("\0", "").strip()[:80]


def districts_of(scene: Scene) -> list[tuple[str, str]]:
    """Code and name of the scene's districts, by name."""
    if scene.version is None:
        return []
    rows = StationRow.objects.filter(version=scene.version)
    found = rows.order_by().values_list("district", "district_name").distinct()
    return sorted(found, key=lambda pair: pair[1])


def stations_of(scene: Scene, wanted: Wanted) -> QuerySet[Any]:
    """The rows wanted: of the plan when there is one, else of the data."""
    if scene.plan is None:
        rows: QuerySet[Any] = StationRow.objects.filter(version=scene.version)
    else:
        rows = PlanStationRow.objects.filter(plan=scene.plan)
        if wanted.tier:
            rows = rows.filter(tier=wanted.tier)
        if wanted.level == "below":
            rows = rows.exclude(level=Level.DOCTRINE.value)
        elif wanted.level:
            rows = rows.filter(level=wanted.level)
    if wanted.district:
        rows = rows.filter(district=wanted.district)
    if wanted.text:
        rows = rows.filter(matching(wanted.text))
    known = {field.name for field in rows.model._meta.get_fields()}
    if not scene.scores:
        known -= SCORES
    sort = wanted.sort if wanted.sort.removeprefix("-") in known else "ordinal"
    return rows.order_by(sort, "ordinal")


def matching(text: str) -> Q:
    """Stations whose id, name or village has ``text`` in it."""
    return Q(code__icontains=text) | Q(name__icontains=text) | Q(village_name__icontains=text)
