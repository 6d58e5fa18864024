"""The layers: which rows each draws, how a row becomes a feature, what can be filtered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Max, Min, Q, QuerySet

from siaga.model.places import Access, BaseKind, Tier
from siaga.model.plan import Level
from siaga.model.plan import Role as Duty
from siaga.protocols.oapif import Box, Collection, Property, ValueType, feature
from siaga.server.api.ogc.areas import area_boxes
from siaga.server.api.ogc.source import Source
from siaga.server.api.texts.api import TEXTS
from siaga.server.plan.models import (
    AreaRow,
    BaseRow,
    PlacementRow,
    PlanStationRow,
    PostRow,
    StationRow,
)

Json = dict[str, Any]
Rows = QuerySet[Any]
Boxes = Sequence[Box]


@dataclass(frozen=True, slots=True)
class Layer:
    """One collection. ``key`` is unique in ``rows``, indexed, and the feature's id."""

    id: str
    key: str
    rows: Callable[[Source], Rows | None]
    """None: this source has no such layer, or the reader may not see it."""
    features: Callable[[Source, Sequence[Any]], list[Json]]
    within: Callable[[Source, Rows, Boxes], Rows]
    box: Callable[[Source, Rows], Box | None]
    filters: Callable[[Source], tuple[Property, ...]]
    timed: bool = False
    """Whether it holds on voting day only."""

    def collection(self, source: Source, rows: Rows, *, measured: bool) -> Collection:
        """The collection as it is told; extent and count only when ``measured``."""
        return Collection(
            self.id,
            TEXTS.pair(f"layer_{self.id}"),
            TEXTS.pair(f"layer_{self.id}_about"),
            properties=self.filters(source),
            box=self.box(source, rows) if measured else None,
            interval=source.voting_day if self.timed else None,
            count=rows.count() if measured else None,
        )


def _filter(name: str, *values: str, kind: ValueType = ValueType.STRING) -> Property:
    return Property(name, TEXTS.pair(f"field_{name}"), kind, values)


_TIER: Final = tuple(Tier)
_LEVEL: Final = tuple(Level)
_ACCESS: Final = tuple(Access)


def _point(lon: float, lat: float) -> Json:
    return {"type": "Point", "coordinates": [round(lon, 6), round(lat, 6)]}


def _points_within(_source: Source, rows: Rows, boxes: Boxes) -> Rows:
    inside = Q()
    for box in boxes:
        inside |= Q(lon__range=(box.west, box.east), lat__range=(box.south, box.north))
    return rows.filter(inside)


def _points_box(_source: Source, rows: Rows) -> Box | None:
    ends = rows.aggregate(west=Min("lon"), south=Min("lat"), east=Max("lon"), north=Max("lat"))
    if ends["west"] is None:
        return None
    return Box(ends["west"], ends["south"], ends["east"], ends["north"])


def _plain(row: Any, *names: str) -> Json:
    return {name: getattr(row, name) for name in names}


def _station_rows(source: Source) -> Rows | None:
    if source.plan is not None:
        return PlanStationRow.objects.filter(plan=source.plan)
    return StationRow.objects.filter(version=source.data) if source.data else None


def _station_features(source: Source, rows: Sequence[Any]) -> list[Json]:
    names = ["name", "district", "district_name", "village_name"]
    if source.plan is None:
        names += ["voters", "access"]
    else:
        names += ["tier", "level", "post"] + (["threat", "reach"] if source.scores else [])
    return [feature(row.code, _point(row.lon, row.lat), _plain(row, *names)) for row in rows]


def _station_filters(source: Source) -> tuple[Property, ...]:
    common = (_filter("district"), _filter("district_name"), _filter("village_name"))
    if source.plan is None:
        return (*common, _filter("access", *_ACCESS))
    return (
        *common,
        _filter("tier", *_TIER),
        _filter("level", *_LEVEL),
        _filter("post"),
    )


def _post_rows(source: Source) -> Rows | None:
    return PostRow.objects.filter(plan=source.plan) if source.plan else None


def _post_features(source: Source, rows: Sequence[Any]) -> list[Json]:
    names = [
        "district", "district_name", "tier", "pattern", "level", "hub", "stations",
        "team_size", "officers", "max_minutes", "access",
    ]  # fmt: skip
    names += ["threat"] if source.scores else []
    return [feature(row.code, _point(row.lon, row.lat), _plain(row, *names)) for row in rows]


def _base_rows(source: Source) -> Rows | None:
    return BaseRow.objects.filter(version=source.data) if source.data else None


def _base_features(_source: Source, rows: Sequence[Any]) -> list[Json]:
    return [
        feature(row.code, _point(row.lon, row.lat), _plain(row, "name", "kind")) for row in rows
    ]


def _area_rows(level: str) -> Callable[[Source], Rows | None]:
    def rows(source: Source) -> Rows | None:
        if source.data is None:
            return None
        return AreaRow.objects.filter(version=source.data, level=level)

    return rows


def _area_features(_source: Source, rows: Sequence[Any]) -> list[Json]:
    return [feature(row.code, row.geometry, _plain(row, "name", "parent")) for row in rows]


def _areas_within(level: str) -> Callable[[Source, Rows, Boxes], Rows]:
    def within(source: Source, rows: Rows, boxes: Boxes) -> Rows:
        known = area_boxes(source.data.pk, level) if source.data else {}
        touched = [code for code, box in known.items() if any(box.meets(one) for one in boxes)]
        return rows.filter(code__in=touched)

    return within


def _areas_box(level: str) -> Callable[[Source, Rows], Box | None]:
    def box(source: Source, _rows: Rows) -> Box | None:
        boxes = area_boxes(source.data.pk, level).values() if source.data else ()
        if not boxes:
            return None
        return Box(
            min(one.west for one in boxes),
            min(one.south for one in boxes),
            max(one.east for one in boxes),
            max(one.north for one in boxes),
        )

    return box


def _placement_rows(source: Source) -> Rows | None:
    if source.plan is None or not source.people:
        return None
    return PlacementRow.objects.filter(plan=source.plan)


def _places(source: Source, boxes: Boxes = ()) -> dict[str, tuple[float, float]]:
    """Place -> (lon, lat) of posts and bases, within ``boxes`` when there are some."""
    found: dict[str, tuple[float, float]] = {}
    for rows in (_base_rows(source), _post_rows(source)):
        if rows is not None:
            inside = _points_within(source, rows, boxes) if boxes else rows
            found |= {code: (lon, lat) for code, lon, lat in inside.values_list(
                "code", "lon", "lat")}  # fmt: skip
    return found


def _placement_features(source: Source, rows: Sequence[Any]) -> list[Json]:
    places = _places(source)
    names = ("unit", "role", "place", "leader", "minutes")
    return [
        feature(
            row.officer,
            _point(*places[row.place]) if row.place in places else None,
            _plain(row, *names),
        )
        for row in rows
    ]


def _placements_within(source: Source, rows: Rows, boxes: Boxes) -> Rows:
    return rows.filter(place__in=list(_places(source, boxes)))


def _placements_box(source: Source, _rows: Rows) -> Box | None:
    places = _places(source).values()
    if not places:
        return None
    lons, lats = [lon for lon, _ in places], [lat for _, lat in places]
    return Box(min(lons), min(lats), max(lons), max(lats))


LAYERS: Final[tuple[Layer, ...]] = (
    Layer(
        "stations", "code", _station_rows, _station_features, _points_within, _points_box,
        _station_filters,
    ),
    Layer(
        "posts", "code", _post_rows, _post_features, _points_within, _points_box,
        lambda _: (
            _filter("district"), _filter("district_name"), _filter("tier", *_TIER),
            _filter("level", *_LEVEL), _filter("pattern"), _filter("access", *_ACCESS),
        ),
        timed=True,
    ),
    Layer(
        "bases", "code", _base_rows, _base_features, _points_within, _points_box,
        lambda _: (_filter("name"), _filter("kind", *BaseKind)),
    ),
    Layer(
        "villages", "code", _area_rows("village"), _area_features, _areas_within("village"),
        _areas_box("village"), lambda _: (_filter("name"), _filter("parent")),
    ),
    Layer(
        "districts", "code", _area_rows("district"), _area_features, _areas_within("district"),
        _areas_box("district"), lambda _: (_filter("name"), _filter("parent")),
    ),
    Layer(
        "placements", "officer", _placement_rows, _placement_features, _placements_within,
        _placements_box,
        lambda _: (_filter("role", *Duty), _filter("place"), _filter("unit")),
        timed=True,
    ),
)  # fmt: skip


def layers_of(source: Source) -> dict[str, tuple[Layer, Rows]]:
    """Layer id -> the layer and its rows, those this reader has."""
    found = ((layer, layer.rows(source)) for layer in LAYERS)
    return {layer.id: (layer, rows) for layer, rows in found if rows is not None}
