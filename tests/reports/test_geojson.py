"""plan.geojson: what a GIS opens."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import shapely
from hypothesis import given
from hypothesis import strategies as st

from siaga.model.operation import Operation
from siaga.model.plan import Plan
from siaga.reports.geojson import convex_hull


def features(output: Path, kind: str) -> list[dict[str, Any]]:
    collection = json.loads((output / "plan.geojson").read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    return [f for f in collection["features"] if f["properties"]["kind"] == kind]


def test_every_station_base_and_post_is_there_once(
    output: Path, operation: Operation, plan: Plan
) -> None:
    assert [f["properties"]["station"] for f in features(output, "station")] == [
        s.id for s in operation.stations
    ]
    assert [f["properties"]["base"] for f in features(output, "base")] == [
        b.id for b in operation.bases
    ]
    assert [f["properties"]["post"] for f in features(output, "post")] == [p.id for p in plan.posts]


def test_positions_are_lon_lat(output: Path, operation: Operation) -> None:
    """Swapped, Banyuasin would lie in the Barents Sea."""
    lon, lat = features(output, "station")[0]["geometry"]["coordinates"]
    assert lon == operation.stations[0].lon
    assert lat == operation.stations[0].lat


def test_a_post_holds_its_stations(output: Path, operation: Operation) -> None:
    places = {s.id: shapely.Point(s.lon, s.lat) for s in operation.stations}
    for feature in features(output, "post"):
        outline = shapely.geometry.shape(feature["geometry"])
        assert outline.is_valid
        for station in feature["properties"]["stations"]:
            assert outline.distance(places[station]) < 1e-9


def test_outlines_turn_counter_clockwise(output: Path) -> None:
    """RFC 7946 section 3.1.6."""
    polygons = [f for f in features(output, "post") if f["geometry"]["type"] == "Polygon"]
    assert polygons
    for feature in polygons:
        assert shapely.geometry.shape(feature["geometry"]).exterior.is_ccw


@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=1, max_size=12))
def test_the_hull_is_the_convex_hull(points: list[tuple[int, int]]) -> None:
    hull = convex_hull([(float(x), float(y)) for x, y in points])
    expected = shapely.MultiPoint(points).convex_hull
    found = shapely.MultiPoint(hull).convex_hull
    assert found.equals(expected)
    assert len(hull) == len(set(hull))
