"""Estimated travel times: a wrong one puts a team where it can not be in time."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.geo.estimated import (
    EstimatedTravel,
    great_circle_between,
    great_circle_km,
    interchange_jetties,
    unit_vectors,
)
from siaga.geo.sources import travel_times
from siaga.geo.travel import KIND_CODES
from siaga.model.operation import TravelMode
from siaga.model.places import Access, Base, BaseKind
from siaga.model.plan import TravelKind
from siaga.model.problems import InputError
from support.builders import small_operation

PER_KM = {Access.ROAD: 3.0, Access.RIVER: 4.0, Access.SEA: 2.0}
TRANSFER = {Access.ROAD: 2.0, Access.RIVER: 5.0, Access.SEA: 7.0}


def base(name: str, lat: float, lon: float, access: Access, kind: BaseKind = BaseKind.PPK) -> Base:
    return Base(name, name, kind, lat, lon, access=access)


def jetty(name: str, lat: float, lon: float, access: Access = Access.ROAD) -> Base:
    return base(name, lat, lon, access, BaseKind.JETTY)


def minutes(travel: EstimatedTravel, origin: Base, destination: Base) -> float:
    return float(travel.block([origin], [destination]).minutes[0, 0])


HERE = base("here", -2.5, 104.5, Access.ROAD)
THERE = base("there", -2.7, 104.8, Access.ROAD)
KM = great_circle_between(-2.5, 104.5, -2.7, 104.8)


def test_distance_is_the_haversine() -> None:
    assert pytest.approx(111.195, rel=1e-4) == great_circle_between(0, 100, 1, 100)
    vectors = unit_vectors(np.array([-2.5, -2.7]), np.array([104.5, 104.8]))
    assert great_circle_km(vectors, vectors)[0, 1] == pytest.approx(KM, rel=1e-6)


@given(
    st.lists(st.tuples(st.floats(-11, 6), st.floats(95, 141)), min_size=1, max_size=12, unique=True)
)
def test_distance_matches_haversine_anywhere_in_indonesia(
    points: list[tuple[float, float]],
) -> None:
    lat, lon = (np.array(side) for side in zip(*points, strict=True))
    vectors = unit_vectors(lat, lon)
    km = great_circle_km(vectors, vectors)
    assert np.array_equal(km, km.T)
    assert not km.diagonal().any()
    for i, here in enumerate(points):
        for j, there in enumerate(points):
            assert km[i, j] == pytest.approx(
                great_circle_between(*here, *there), rel=2e-6, abs=1e-4
            )


def test_road_to_road_is_one_leg_with_boarding_and_landing() -> None:
    travel = EstimatedTravel(PER_KM, TRANSFER)
    assert minutes(travel, HERE, THERE) == pytest.approx(3.0 * KM + 4.0, rel=1e-5)


def test_river_to_sea_goes_at_the_slower_mode() -> None:
    travel = EstimatedTravel(PER_KM, TRANSFER)
    river, sea = replace(HERE, access=Access.RIVER), replace(THERE, access=Access.SEA)
    assert minutes(travel, river, sea) == pytest.approx(4.0 * KM + 12.0, rel=1e-5)


def test_road_and_river_meet_only_at_the_jetty_that_is_shortest() -> None:
    """Without the jetty a team would seem to drive onto the water."""
    river = replace(THERE, access=Access.RIVER)
    jetties = [jetty("far", -3.5, 104.0), jetty("near", -2.6, 104.5), jetty("other", -2.5, 105.2)]
    travel = EstimatedTravel(PER_KM, TRANSFER, jetties)
    ways = [
        3.0 * great_circle_between(HERE.lat, HERE.lon, j.lat, j.lon)
        + 4.0
        + 4.0 * great_circle_between(j.lat, j.lon, river.lat, river.lon)
        + 10.0
        for j in jetties
    ]
    assert minutes(travel, HERE, river) == pytest.approx(min(ways), rel=1e-5)
    assert minutes(travel, river, HERE) == minutes(travel, HERE, river)


def test_without_a_jetty_changing_costs_both_transfers_and_the_slower_mode() -> None:
    travel = EstimatedTravel(PER_KM, TRANSFER)
    river = replace(THERE, access=Access.RIVER)
    assert minutes(travel, HERE, river) == pytest.approx(4.0 * KM + 14.0, rel=1e-5)


def test_a_jetty_itself_is_reached_by_either_mode() -> None:
    stop = jetty("jetty", THERE.lat, THERE.lon)
    travel = EstimatedTravel(PER_KM, TRANSFER, [stop, jetty("second", -2.9, 104.9)])
    assert minutes(travel, HERE, stop) == pytest.approx(3.0 * KM + 4.0, rel=1e-5)
    boat = replace(HERE, access=Access.RIVER)
    assert minutes(travel, boat, stop) == pytest.approx(4.0 * KM + 10.0, rel=1e-5)


def test_two_jetties_are_as_far_apart_as_the_faster_of_road_and_river() -> None:
    one, two = jetty("one", HERE.lat, HERE.lon), jetty("two", THERE.lat, THERE.lon)
    travel = EstimatedTravel(PER_KM, TRANSFER, [one, two])
    assert minutes(travel, one, two) == pytest.approx(3.0 * KM + 4.0, rel=1e-5)
    fast = EstimatedTravel({**PER_KM, Access.RIVER: 1.0}, TRANSFER, [one, two])
    assert minutes(fast, one, two) == pytest.approx(1.0 * KM + 10.0, rel=1e-5)


def test_only_jetties_reached_by_road_are_interchanges_when_some_are() -> None:
    """A landing in the middle of an island would else be driven to."""
    road, river = jetty("a", 0, 100), jetty("b", 0, 101, Access.RIVER)
    assert interchange_jetties([road, river, HERE]) == (road,)
    assert interchange_jetties([river, HERE]) == (river,)
    assert interchange_jetties([HERE]) == ()


def test_a_whole_operation_is_symmetric_and_zero_at_home() -> None:
    operation = small_operation()
    block = travel_times(operation).block(operation.stations, operation.stations)
    assert np.array_equal(block.minutes, block.minutes.T)
    assert not block.minutes.diagonal().any()
    off = ~np.eye(len(operation.stations), dtype=bool)
    assert (block.minutes[off] > 0).all()
    assert (block.kind == KIND_CODES.index(TravelKind.ESTIMATED)).all()
    assert block.minutes.dtype == np.float32


def test_one_mode_obeys_the_triangle_inequality() -> None:
    """Going through a third place must never look faster than going straight."""
    operation = small_operation()
    road = [s for s in operation.stations if s.access is Access.ROAD]
    m = travel_times(operation).block(road, road).minutes.astype(float)
    for middle in range(len(road)):
        assert (m <= m[:, [middle]] + m[[middle]] + 1e-3).all()


def test_a_block_does_not_depend_on_what_else_is_asked() -> None:
    """The same journey takes the same minutes in every step of the plan."""
    operation = small_operation()
    travel = travel_times(operation)
    whole = travel.block(operation.bases, operation.stations).minutes
    for column in range(0, len(operation.stations), 7):
        alone = travel.block(operation.bases, operation.stations[column : column + 1]).minutes
        assert np.array_equal(whole[:, column : column + 1], alone)


def test_empty_lists_give_empty_blocks() -> None:
    operation = small_operation()
    travel = travel_times(operation)
    assert travel.block([], operation.stations).minutes.shape == (0, len(operation.stations))
    assert travel.block(operation.bases, []).minutes.shape == (len(operation.bases), 0)


@pytest.mark.parametrize(
    ("mode", "code"),
    [
        (TravelMode(Access.ROAD, 0.0, 1.4, 2.0), "travel.number"),
        (TravelMode(Access.ROAD, 30.0, 0.5, 2.0), "travel.number"),
        (TravelMode(Access.ROAD, 30.0, 1.4, -1.0), "travel.number"),
        (TravelMode(Access.ROAD, math.nan, 1.4, 2.0), "travel.number"),
    ],
)
def test_an_impossible_mode_is_refused_with_its_remedy(mode: TravelMode, code: str) -> None:
    operation = small_operation()
    modes = {**operation.travel.modes, Access.ROAD: mode}
    broken = replace(operation, travel=replace(operation.travel, modes=modes))
    with pytest.raises(InputError) as refused:
        travel_times(broken)
    assert [problem.code for problem in refused.value.report.errors] == [code]


def test_a_mode_in_use_but_not_set_is_refused() -> None:
    operation = small_operation()
    modes = {Access.ROAD: operation.travel.modes[Access.ROAD]}
    broken = replace(operation, travel=replace(operation.travel, modes=modes))
    with pytest.raises(InputError, match="river"):
        travel_times(broken)
