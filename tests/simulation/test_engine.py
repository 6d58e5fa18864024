"""The stress test must mean what it says: the fast engine is checked against an independent one."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.peers.simpy_day import simulate_with_simpy
from siaga.simulation.engine import simulate
from siaga.simulation.incidents import Incidents
from siaga.simulation.teams import Teams


def make_day(seed: int, days: int, rate: float, stations: int, posts: int, reserve: int):
    """Random incidents and teams; some stations without a guard, some out of reach."""
    rng = np.random.default_rng(seed)
    counts = rng.poisson(rate, days)
    first = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    minute = np.concatenate([np.sort(rng.random(n) * 600) for n in counts]) if days else counts
    incidents = Incidents(
        first,
        minute.astype(np.float64),
        rng.integers(0, stations, first[-1]),
        rng.exponential(60.0, first[-1]),
    )
    own = rng.integers(-1, posts, stations) if posts else np.full(stations, -1)
    own_minutes = np.where(own >= 0, rng.random(stations) * 40, np.inf)
    reserve_minutes = rng.random((reserve, stations)) * 120
    reserve_minutes[rng.random((reserve, stations)) < 0.1] = np.inf
    return incidents, Teams(own.astype(np.int64), own_minutes, posts, reserve_minutes)


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    days=st.integers(1, 6),
    rate=st.floats(0.0, 40.0),
    stations=st.integers(1, 20),
    posts=st.integers(0, 5),
    reserve=st.integers(0, 4),
)
def test_compiled_engine_reproduces_simpy_event_by_event(
    seed, days, rate, stations, posts, reserve
):
    """Same teams sent, same arrival to the last bit, busy teams and queues included."""
    incidents, teams = make_day(seed, days, rate, stations, posts, reserve)
    fast, slow = simulate(incidents, teams), simulate_with_simpy(incidents, teams)
    np.testing.assert_array_equal(fast.team, slow.team)
    np.testing.assert_array_equal(fast.arrival, slow.arrival)


def test_a_busy_team_is_not_in_two_places():
    """One team, two incidents at once: the second waits for the way back as well."""
    incidents = Incidents(
        np.array([0, 2]), np.array([0.0, 1.0]), np.array([0, 0]), np.array([60.0, 60.0])
    )
    teams = Teams(np.array([-1]), np.array([np.inf]), 0, np.array([[10.0]]))
    answers = simulate(incidents, teams)
    np.testing.assert_allclose(answers.arrival, [10.0, 90.0])


def test_the_own_post_team_goes_first_and_only_to_its_own_stations():
    """A guard next door may not leave his post for somebody else's."""
    incidents = Incidents(
        np.array([0, 2]), np.array([0.0, 5.0]), np.array([0, 1]), np.array([30.0, 30.0])
    )
    teams = Teams(np.array([0, -1]), np.array([2.0, np.inf]), 1, np.array([[50.0, 40.0]]))
    answers = simulate(incidents, teams)
    assert list(answers.team) == [0, 1]
    np.testing.assert_allclose(answers.arrival, [2.0, 45.0])


def test_a_station_out_of_everyones_reach_is_said_to_be_unanswered():
    incidents = Incidents(np.array([0, 1]), np.array([3.0]), np.array([0]), np.array([5.0]))
    teams = Teams(np.array([-1]), np.array([np.inf]), 0, np.array([[np.inf]]))
    answers = simulate(incidents, teams)
    assert answers.team[0] == -1
    assert np.isinf(answers.arrival[0])
