"""Measured minutes: what somebody really needed must win, exactly where it was measured."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from siaga.geo.sources import travel_times
from siaga.geo.travel import KIND_CODES
from siaga.model.operation import MeasuredTime, Operation
from siaga.model.plan import TravelKind
from siaga.model.problems import InputError
from support.builders import small_operation

MEASURED = KIND_CODES.index(TravelKind.MEASURED)


def measured(*times: MeasuredTime) -> Operation:
    operation = small_operation()
    return replace(operation, travel=replace(operation.travel, measured=times))


def test_a_measured_pair_wins_both_ways_and_nothing_else_moves() -> None:
    plain = small_operation()
    one, two = plain.stations[0].id, plain.stations[7].id
    operation = measured(MeasuredTime(one, two, 240.0))
    before = travel_times(plain).block(plain.stations, plain.stations)
    after = travel_times(operation).block(operation.stations, operation.stations)
    assert after.minutes[0, 7] == after.minutes[7, 0] == 240.0
    changed = np.argwhere(before.minutes != after.minutes)
    assert {tuple(pair) for pair in changed.tolist()} == {(0, 7), (7, 0)}
    assert np.array_equal(after.kind == MEASURED, before.minutes != after.minutes)


def test_one_way_stays_one_way() -> None:
    """Upstream is not downstream."""
    plain = small_operation()
    one, two = plain.stations[0].id, plain.stations[7].id
    operation = measured(MeasuredTime(one, two, 240.0, symmetric=False))
    block = travel_times(operation).block(operation.stations, operation.stations)
    assert block.minutes[0, 7] == 240.0
    assert block.kind[7, 0] != MEASURED


def test_the_own_direction_wins_over_the_return_of_another() -> None:
    plain = small_operation()
    one, two = plain.stations[0].id, plain.stations[7].id
    operation = measured(MeasuredTime(two, one, 90.0), MeasuredTime(one, two, 240.0))
    block = travel_times(operation).block(operation.stations, operation.stations)
    assert (block.minutes[0, 7], block.minutes[7, 0]) == (240.0, 90.0)


def test_base_to_station_in_a_block_that_lists_a_place_twice() -> None:
    plain = small_operation()
    base, station = plain.bases[0], plain.stations[3]
    operation = measured(MeasuredTime(base.id, station.id, 33.0))
    block = travel_times(operation).block([base, base], [station, plain.stations[4], station])
    assert block.minutes[:, [0, 2]].tolist() == [[33.0, 33.0], [33.0, 33.0]]
    assert (block.kind[:, 1] != MEASURED).all()


def test_unknown_places_are_no_harm() -> None:
    operation = measured(MeasuredTime("nowhere", "neither", 5.0))
    block = travel_times(operation).block(operation.stations, operation.bases)
    assert (block.kind != MEASURED).all()


@pytest.mark.parametrize("minutes", [-1.0, float("nan"), float("inf")])
def test_impossible_minutes_are_refused(minutes: float) -> None:
    with pytest.raises(InputError) as refused:
        travel_times(measured(MeasuredTime("a", "b", minutes)))
    assert refused.value.report.errors[0].code == "measured.minutes"
