"""The stress test compares plans; a chief decides on what it says, so it must not flatter."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from siaga.model.plan import Level, Reserves
from siaga.model.run import Run
from siaga.simulation.engine import Answers
from siaga.simulation.incidents import Incidents, draw_incidents
from siaga.simulation.naive import naive_posts, naive_reserves
from siaga.simulation.stress import response_times, stress_test
from siaga.simulation.teams import teams_of
from support.builders import small_operation
from support.plans import naive_plan
from support.straight import StraightLine

OPERATION = small_operation()
PLAN = naive_plan(OPERATION)
TRAVEL = StraightLine()


def test_the_same_seed_gives_the_same_figures() -> None:
    """A figure in a report must come out again when somebody checks it."""
    first = stress_test(OPERATION, PLAN, TRAVEL, days=200, run=Run(seed=5))
    assert first == stress_test(OPERATION, PLAN, TRAVEL, days=200, run=Run(seed=5))
    assert first != stress_test(OPERATION, PLAN, TRAVEL, days=200, run=Run(seed=6))


def test_more_days_narrow_the_interval() -> None:
    """The uncertainty shown is real: it shrinks with the number of days."""
    few = stress_test(OPERATION, PLAN, TRAVEL, days=200).plan.within_target_ci
    many = stress_test(OPERATION, PLAN, TRAVEL, days=3200).plan.within_target_ci
    assert many[1] - many[0] < (few[1] - few[0]) / 2


def test_without_reserves_more_incidents_wait_or_stay_unanswered() -> None:
    """Taking the reserve away can not look like an improvement."""
    bare = replace(PLAN, reserves=Reserves((), 30.0, 0.0, 0.0))
    full = stress_test(OPERATION, PLAN, TRAVEL, days=500)
    less = stress_test(OPERATION, bare, TRAVEL, days=500)
    assert less.plan.within_target <= full.plan.within_target
    assert less.plan.p90 >= full.plan.p90


def test_an_unmanned_post_answers_nothing() -> None:
    """A post with no officers on it must not count as a guard."""
    post = PLAN.posts[0]
    teams = teams_of(OPERATION, PLAN.posts, (), {post.id: post.team_size}, TRAVEL)
    where = [i for i, s in enumerate(OPERATION.stations) if s.id in post.stations]
    assert (teams.own[where] == -1).all()
    assert np.isinf(teams.own_minutes[where]).all()


def test_the_naive_plan_has_no_more_officers_than_ours() -> None:
    """What planning bought must not be bought with people."""
    ours = sum(post.team_size - PLAN.unfilled.get(post.id, 0) for post in PLAN.posts)
    naive = naive_posts(OPERATION, PLAN)
    assert sum(post.team_size for post in naive if post.level is not Level.UNGUARDED) <= ours
    assert len(naive_reserves(OPERATION, PLAN)) == len(PLAN.reserves.teams)
    assert sorted(s for post in naive for s in post.stations) == sorted(
        station.id for station in OPERATION.stations
    )


def test_incidents_follow_threat_and_keep_to_the_day() -> None:
    """A dangerous station has more incidents; none falls outside the day."""
    incidents = draw_incidents(OPERATION, PLAN, 4000, 3)
    threat = np.array([PLAN.vulnerability[s.id].threat for s in OPERATION.stations])
    counts = np.bincount(incidents.station, minlength=len(threat))
    assert counts[threat > 25].mean() > counts[threat < 5].mean()
    assert (incidents.minute >= 0).all()
    assert (incidents.minute <= 17 * 60).all()
    for day in range(100):
        minutes = incidents.minute[incidents.first[day] : incidents.first[day + 1]]
        assert (np.diff(minutes) >= 0).all()


def test_an_incident_nobody_reaches_counts_against_the_plan() -> None:
    """Unanswered calls may not vanish from the share within target."""
    incidents = Incidents(
        np.array([0, 4]), np.array([0.0, 1.0, 2.0, 3.0]), np.zeros(4, np.int64), np.ones(4)
    )
    answers = Answers(np.array([0, 0, 0, -1]), np.array([10.0, 11.0, 52.0, np.inf]))
    times = response_times(incidents, answers, 30.0)
    assert times.within_target == 0.5
    assert times.unanswered == 0.25
    assert times.median == 10.0
    assert np.isinf(times.p90)


def test_no_incident_at_all_is_a_quiet_day_and_not_a_crash() -> None:
    quiet = replace(OPERATION, targets=replace(OPERATION.targets, incidents_per_day=0.0))
    result = stress_test(quiet, PLAN, TRAVEL, days=50)
    assert result.incidents == 0
    assert result.plan.within_target == 1.0


def test_less_than_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        stress_test(OPERATION, PLAN, TRAVEL, days=0)
