"""Maps: a station drawn in the wrong place sends a team to the wrong place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.model.operation import Operation
from siaga.model.places import Area, AreaLevel
from siaga.model.plan import Plan
from siaga.reports.deployment import Deployment
from siaga.reports.district_map import district_map
from siaga.reports.mapping import area_path, district_path, fit_projection, scale_bar_km

lon_lat = st.tuples(st.floats(95, 141), st.floats(-11, 6))


@given(st.lists(lon_lat, min_size=1, max_size=8))
def test_every_place_is_inside_the_drawing(points: list[tuple[float, float]]) -> None:
    projection = fit_projection(points, 1000)
    for lon, lat in points:
        x, y = projection.grid(lon, lat)
        assert 0 <= x <= projection.width
        assert 0 <= y <= projection.height


def test_north_is_up_and_east_is_right() -> None:
    projection = fit_projection([(104.0, -3.0), (105.0, -2.0)], 1000)
    west, south = projection.grid(104.0, -3.0)
    east, north = projection.grid(105.0, -2.0)
    assert west < east
    assert north < south


def test_a_kilometre_is_as_long_across_as_down() -> None:
    projection = fit_projection([(104.0, -3.0), (105.0, -2.0)], 100_000)
    x0, y0 = projection.grid(104.5, -2.5)
    x1, y1 = projection.grid(104.6, -2.6)
    across = (x1 - x0) / (0.1 * 111.32 * 0.99905)  # cos 2.5 degrees
    down = (y1 - y0) / (0.1 * 110.574)
    assert across == pytest.approx(down, rel=0.01)
    assert projection.per_km == pytest.approx(down, rel=0.001)


@given(st.floats(0.001, 20), st.floats(0.05, 0.5))
def test_the_scale_bar_is_a_round_number_that_fits(size: float, share: float) -> None:
    projection = fit_projection([(104.0, -3.0), (104.0 + size, -3.0 + size)], 1000)
    km = scale_bar_km(projection, share)
    assert km * projection.per_km <= 1000 * share * 1.0001
    assert f"{km:e}"[0] in "125"


def square(code: str, west: float) -> Area:
    ring = ((west, 0.0), (west + 1, 0.0), (west + 1, 1.0), (west, 1.0), (west, 0.0))
    return Area(code, code, AreaLevel.VILLAGE, "99.01.01", ((ring,),))


def test_the_outline_of_two_neighbours_has_no_border_between_them() -> None:
    projection = fit_projection([(0.0, 0.0), (2.0, 1.0)], 1000, margin=0)
    path = district_path([square("a", 0.0), square("b", 1.0)], projection)
    corners = re.findall(r"-?\d+[ -]-?\d+", path)
    assert path.count("M") == 1
    assert len(corners) <= 6  # four corners, and at most the two ends of the border that is gone


def test_a_village_too_small_to_see_is_no_broken_path() -> None:
    projection = fit_projection([(0.0, 0.0), (50.0, 50.0)], 100)
    speck = ((10.0, 10.0), (10.001, 10.0), (10.001, 10.001), (10.0, 10.0))
    assert area_path(Area("x", "x", AreaLevel.VILLAGE, "", ((speck,),)), projection) == ""


def test_a_kecamatan_map_draws_each_station_and_each_post_number(
    operation: Operation, plan: Plan
) -> None:
    deployment = Deployment(operation, plan)
    for district in deployment.districts:
        svg = district_map(deployment, district, "id")
        symbols = svg.count('stroke-width="0.9"')
        assert symbols == len(district.stations)
        for post in district.posts:
            assert f">{int(post.id.rsplit('-', 1)[-1])}</text>" in svg
        assert " km</text>" in svg
        assert ">U</text>" in svg
