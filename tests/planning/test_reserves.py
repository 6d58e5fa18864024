"""Reserve teams: as many as the targets hold back, where they most likely come in time."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations_with_replacement

import numpy as np
import pytest

from siaga.geo.sources import travel_times
from siaga.model.run import Run
from siaga.planning.reserves import place_reserves
from siaga.risk.scoring import score_stations
from support.builders import small_operation


@pytest.fixture(scope="module")
def situation():
    operation = small_operation()
    travel = travel_times(operation)
    return operation, score_stations(operation, travel), travel


def with_targets(operation, **targets):
    return replace(operation, targets=replace(operation.targets, **targets))


def expected_shares(operation, risk, travel, places):
    """(share within reach, share that finds a free team), straight from the definition."""
    threat = np.array([risk.stations[station.id].threat for station in operation.stations])
    bases = {base.id: base for base in operation.bases}
    minutes = travel.block([bases[place] for place in places], operation.stations).minutes
    within = (minutes <= operation.targets.response_minutes).sum(axis=0)
    free = 1 - np.power(operation.targets.busy_probability, within, dtype=float)
    return threat[within > 0].sum() / threat.sum(), threat @ free / threat.sum()


def test_no_other_choice_of_bases_answers_more_calls(situation):
    """A chief who moves a team by hand must not find a better place."""
    operation, risk, travel = situation
    operation = with_targets(operation, response_minutes=20.0)
    reserves, bounds = place_reserves(operation, risk, travel, run=Run())
    room = {base.id: base.reserve_teams for base in operation.bases if base.reserve_teams}
    count = len(reserves.teams)
    best = max(
        expected_shares(operation, risk, travel, places)[1]
        for places in combinations_with_replacement(room, count)
        if all(places.count(place) <= room[place] for place in places)
    )
    assert reserves.expected_share == pytest.approx(best)
    assert bounds[0].step == "reserves.expected"
    assert bounds[0].maximise
    assert bounds[0].value == pytest.approx(best)
    assert bounds[0].bound == pytest.approx(best)


def test_the_shares_follow_from_the_teams(situation):
    """The figures in the plan can be checked from the teams it lists."""
    operation, risk, travel = situation
    reserves, _ = place_reserves(operation, risk, travel, run=Run())
    places = [team.base for team in reserves.teams]
    covered, expected = expected_shares(operation, risk, travel, places)
    assert reserves.covered_share == pytest.approx(covered)
    assert reserves.expected_share == pytest.approx(expected)
    assert reserves.expected_share <= reserves.covered_share


def test_no_base_holds_more_teams_than_it_has_room_for(situation):
    operation, risk, travel = situation
    operation = with_targets(operation, reserve_share=0.25)
    reserves, _ = place_reserves(operation, risk, travel, run=Run())
    room = {base.id: base.reserve_teams for base in operation.bases}
    places = [team.base for team in reserves.teams]
    assert all(places.count(place) <= room[place] for place in places)
    assert [team.id for team in reserves.teams] == [
        f"R-{number:02d}" for number in range(1, len(places) + 1)
    ]
    assert {team.size for team in reserves.teams} == {operation.targets.reserve_team_size}


def test_too_little_room_is_told_and_not_hidden(situation):
    """More teams asked for than the bases can take: the plan names both numbers."""
    operation, risk, travel = situation
    operation = with_targets(operation, reserve_share=0.9)
    reserves, _ = place_reserves(operation, risk, travel, run=Run())
    assert len(reserves.teams) == sum(base.reserve_teams for base in operation.bases)
    assert reserves.asked_teams == 21


def test_no_base_with_room_is_a_plan_without_reserves(situation):
    operation, risk, travel = situation
    bases = tuple(replace(base, reserve_teams=0) for base in operation.bases)
    reserves, bounds = place_reserves(replace(operation, bases=bases), risk, travel, run=Run())
    assert (reserves.teams, reserves.expected_share, reserves.asked_teams) == ((), 0.0, 2)
    assert bounds[0].gap == 0.0


def test_without_any_threat_every_station_counts_the_same(situation):
    operation, risk, travel = situation
    calm = replace(
        risk,
        stations={
            key: replace(vulnerability, threat=0.0) for key, vulnerability in risk.stations.items()
        },
    )
    reserves, _ = place_reserves(operation, calm, travel, run=Run())
    assert 0.0 < reserves.expected_share <= reserves.covered_share <= 1.0
