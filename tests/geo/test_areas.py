"""Areas: a station counted to the wrong village gets the wrong officers."""

from __future__ import annotations

import pytest

from siaga.geo.areas import AreaIndex, outline
from siaga.model.places import Area, AreaLevel
from support.builders import VILLAGE_DEGREES, small_areas, small_operation, village_square


def test_every_station_is_found_in_its_own_village() -> None:
    operation = small_operation()
    index = AreaIndex(operation.areas)
    found = index.locate([s.lat for s in operation.stations], [s.lon for s in operation.stations])
    assert found == tuple(station.village for station in operation.stations)
    assert all(index.holds(s.village, s.lat, s.lon) for s in operation.stations)


def test_a_point_outside_every_area_has_no_village() -> None:
    index = AreaIndex(small_areas(2, 2))
    assert index.locate([0.0], [100.0]) == ("",)
    assert index.locate([], []) == ()


def test_a_point_on_a_border_belongs_to_the_first_village() -> None:
    index = AreaIndex(small_areas(1, 2))
    lat, lon = village_square(0, 1)
    assert index.locate([lat + 0.01], [lon]) == ("99.01.01.2001",)


def test_neighbours_are_those_that_touch() -> None:
    neighbours = AreaIndex(small_areas(3, 3)).neighbours()
    assert neighbours["99.01.02.2002"] == tuple(
        f"99.01.0{d}.200{v}" for d in (1, 2, 3) for v in (1, 2, 3) if (d, v) != (2, 2)
    )
    assert len(neighbours["99.01.01.2001"]) == 3
    assert AreaIndex(()).neighbours() == {}


def test_slivers_between_villages_are_bridged() -> None:
    lat, lon, side = 0.0, 100.0, VILLAGE_DEGREES
    areas = []
    for number, west in enumerate((lon, lon + side + 5e-6, lon + 3 * side)):
        east = west + side
        ring = ((west, lat), (east, lat), (east, lat + side), (west, lat + side), (west, lat))
        areas.append(Area(f"99.01.01.200{number}", "", AreaLevel.VILLAGE, "99.01.01", ((ring,),)))
    neighbours = AreaIndex(areas).neighbours()
    assert neighbours["99.01.01.2000"] == ("99.01.01.2001",)
    assert neighbours["99.01.01.2002"] == ()


def test_holes_are_outside_and_bowties_are_mended() -> None:
    outer = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0))
    hole = ((1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0), (1.0, 1.0))
    index = AreaIndex((Area("1.1.1.1", "", AreaLevel.VILLAGE, "1.1.1", ((outer, hole),)),))
    assert index.locate([1.5, 3.0], [1.5, 3.0]) == ("", "1.1.1.1")
    bowtie = ((0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0))
    assert outline(((bowtie,),)).is_valid


def test_districts_have_their_own_index() -> None:
    index = AreaIndex(small_areas(2, 2), AreaLevel.DISTRICT)
    assert index.areas == ()
    with pytest.raises(KeyError):
        index.shape("99.01.01")
