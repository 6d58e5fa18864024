"""All stations of a province on one map: the same columns as an operation's, joined."""

from __future__ import annotations

import gzip
import hashlib
import json
import uuid
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count

from siaga.model.places import TIER_ORDER
from siaga.model.plan import Level
from siaga.server.core.models import Agency, Operation
from siaga.server.plan.models import DataVersion, PlanStationRow, PlanVersion, StationRow
from siaga.server.plan.queries.map_areas import SCALE, areas_document
from siaga.server.plan.queries.map_figures import MapFigures
from siaga.server.plan.queries.map_kept import KEEPER
from siaga.server.plan.queries.map_payload import (
    LEVELS,
    POINT_SCALE,
    TIERS,
    Document,
    deltas,
    indexed,
    letters,
)
from siaga.server.plan.queries.map_picture import Dot, draw
from siaga.server.plan.queries.province import province_view

_PLANNED: Final = ("plan_id", "code", "name", "village_name", "lat", "lon", "tier", "level")
_UNPLANNED: Final = ("version_id", "code", "name", "village_name", "lat", "lon")


@dataclass(frozen=True, slots=True)
class Resort:
    """An operation as the province's map shows it: with its plan, or with its data alone."""

    operation: Operation
    plan: PlanVersion | None
    version: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class ProvinceScene:
    """The resorts of a province that have data."""

    agency: Agency
    resorts: tuple[Resort, ...]

    @property
    def key(self) -> str:
        """Changes whenever what is drawn changes."""
        parts = [
            f"{r.version}.{r.plan.id.hex if r.plan else ''}.{r.plan.revision if r.plan else 0}"
            for r in self.resorts
        ]
        return hashlib.sha256("|".join(parts).encode()).hexdigest()


def province_scene(agency: Agency) -> ProvinceScene:
    """Every resort with its plan in force, else its newest plan, else its accepted data."""
    resorts = []
    for view in province_view(agency).resorts:
        shown: uuid.UUID | None = getattr(view.operation, "shown_data", None)
        version = view.plan.data_id if view.plan else shown
        if version is not None:
            resorts.append(Resort(view.operation, view.plan, version))
    return ProvinceScene(agency, tuple(resorts))


def province_document(scene: ProvinceScene) -> Document:
    """Stations of all resorts; ``cards`` holds the slug and plan of each resort."""
    rows = _rows(scene)
    place_of, codes, names, villages, lats, lons, tiers, levels = [
        list(column) for column in zip(*rows, strict=True)
    ] or [[] for _ in range(8)]
    village_names, village_of = indexed(villages)
    return {
        "v": 1,
        "scale": POINT_SCALE,
        "tiers": TIERS,
        "levels": LEVELS,
        "accesses": [],
        "districts": [[r.operation.slug, r.operation.region_name] for r in scene.resorts],
        "cards": [
            [r.operation.slug, r.plan.number if r.plan else None] for r in scene.resorts
        ],
        "villages": village_names,
        "post_codes": [],
        "stations": {
            "id": codes, "name": names, "d": place_of, "vi": village_of, "lat": deltas(lats),
            "lon": deltas(lons), "n": [], "a": "", "t": letters(tiers, TIERS),
            "l": letters(levels, LEVELS), "p": [],
        },
        "posts": {
            "id": [], "d": [], "t": "", "l": "", "a": "", "hub": [], "lat": [], "lon": [],
            "s": [], "size": [], "o": [], "m": [], "k": "",
        },
        "bases": {"id": [], "name": [], "kind": [], "lat": [], "lon": []},
        "lines": [],
        "reserves": [],
    }  # fmt: skip


def _rows(scene: ProvinceScene) -> list[tuple[Any, ...]]:
    """Place of the resort, code, name, village, latitude, longitude, tier, level."""
    by_plan = {r.plan.pk: place for place, r in enumerate(scene.resorts) if r.plan}
    by_data = {r.version: place for place, r in enumerate(scene.resorts) if not r.plan}
    planned = PlanStationRow.objects.filter(plan__in=by_plan).order_by("plan_id", "ordinal")
    rows = [(by_plan[plan], *rest) for plan, *rest in planned.values_list(*_PLANNED)]
    if by_data:
        bare = StationRow.objects.filter(version__in=by_data).order_by("version_id", "ordinal")
        rows += [(by_data[key], *rest, "", "") for key, *rest in bare.values_list(*_UNPLANNED)]
    return rows


def province_picture(scene: ProvinceScene, theme: str) -> str:
    """Every station as a dot, with the names of the resorts."""
    dots = [Dot(lon, lat, tier, str(place)) for place, _, _, _, lat, lon, tier, _ in _rows(scene)]
    names = {str(place): r.operation.region_name for place, r in enumerate(scene.resorts)}
    return draw([], dots, names, (), theme)


def province_areas(scene: ProvinceScene) -> Document:
    """Outlines of the districts of all resorts."""
    found: list[list[Any]] = []
    for resort in scene.resorts:
        found += [[resort.operation.slug, rings] for _, rings in district_outlines(resort.version)]
    return {"scale": SCALE, "villages": [], "districts": found}


def district_outlines(version: uuid.UUID | None) -> list[list[Any]]:
    """Each district of a data version with the rings around it; made once for each version."""

    def outlines() -> bytes:
        return json.dumps(areas_document(DataVersion(pk=version))["districts"]).encode()

    kept = KEEPER.get(f"outlines-{version}", outlines)
    return list(json.loads(gzip.decompress(kept.body)))


def province_figures(scene: ProvinceScene) -> MapFigures:
    """Stations by tier and level over all resorts."""
    planned = PlanStationRow.objects.filter(plan__in=[r.plan for r in scene.resorts if r.plan])
    tiers = dict(planned.order_by().values_list("tier").annotate(n=Count("id")))
    levels = dict(planned.order_by().values_list("level").annotate(n=Count("id")))
    bare = StationRow.objects.filter(version__in=[r.version for r in scene.resorts if not r.plan])
    return MapFigures(
        stations=sum(tiers.values()) + bare.count(),
        tiers=tuple((t.value, tiers[t.value]) for t in TIER_ORDER if t.value in tiers),
        levels=tuple((v.value, levels[v.value]) for v in Level if v.value in levels),
    )
