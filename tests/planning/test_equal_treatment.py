"""Equal treatment (R15): a supervisor must be able to trust both the alarm and the silence."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from scipy.stats import hypergeom

from siaga.model.operation import CandidatePair
from siaga.model.places import Tier
from siaga.planning.equal_treatment import (
    PostTreatment,
    audit,
    holm,
    tail_probability,
)

PAIRS = (CandidatePair("1", "Pasangan calon 1"), CandidatePair("2", "Pasangan calon 2"))


def post(district: str, *, below: bool, tier: Tier = Tier.KURANG_RAWAN) -> PostTreatment:
    return PostTreatment(district, tier, stations=4, officers=2, below=below, threat=10.0)


def test_the_tail_is_the_hypergeometric_one() -> None:
    for population, marked, drawn, seen in [(20, 5, 8, 3), (311, 9, 12, 0), (50, 50, 10, 10)]:
        expected = hypergeom.sf(seen - 1, population, marked, drawn)
        assert tail_probability(population, marked, drawn, seen) == pytest.approx(expected)


def test_the_tail_counts_every_way_of_drawing() -> None:
    marked = {0, 1, 2}
    draws = list(combinations(range(7), 4))
    counted = sum(len(marked & set(draw)) >= 2 for draw in draws) / len(draws)
    assert tail_probability(7, 3, 4, 2) == pytest.approx(counted)


def test_a_district_that_carries_the_cuts_is_named() -> None:
    posts = [post("16.07.01", below=True) for _ in range(10)]
    posts += [post(f"16.07.{n:02}", below=False) for n in range(2, 12) for _ in range(10)]
    found = audit(PAIRS, [], posts)
    assert [alarm.code for alarm in found.alarms] == ["equal.district"]
    assert found.alarms[0].values["district"] == "16.07.01"
    assert found.alarms[0].values["below"] == 10


def test_false_alarms_are_as_rare_as_promised() -> None:
    """Cuts that fall by lot must raise an alarm in one plan of a hundred at most."""
    lots = random.Random(7)
    plans, alarms = 400, 0
    for _ in range(plans):
        cut = set(lots.sample(range(200), 20))
        posts = [post(f"16.07.{n % 20:02}", below=n in cut) for n in range(200)]
        alarms += bool(audit((), [], posts).alarms)
    assert alarms <= 0.03 * plans


def test_tiers_are_not_mixed() -> None:
    """A district of many easy posts is not unfairly treated because its easy posts are thinned."""
    posts = [post("16.07.01", below=True) for _ in range(8)]
    posts += [post("16.07.02", below=False, tier=Tier.RAWAN) for _ in range(40)]
    assert not audit((), [], posts).alarms


def test_pairs_that_get_different_numbers_are_named() -> None:
    found = audit(PAIRS, [("1", 12), ("2", 8)], [])
    assert [row.officers for row in found.pairs] == [12, 8]
    assert found.alarms[0].code == "equal.pairs"


def test_one_officer_of_difference_is_no_alarm() -> None:
    assert not audit(PAIRS, [("1", 5), ("2", 4)], []).alarms


def test_a_pair_without_a_duty_counts_as_nothing_not_as_absent() -> None:
    found = audit(PAIRS, [("1", 6)], [])
    assert [row.officers for row in found.pairs] == [6, 0]
    assert found.alarms


def test_holm_stops_at_the_first_chance_that_is_too_large() -> None:
    keys = [(str(n), Tier.RAWAN) for n in range(4)]
    chances = dict(zip(keys, [0.001, 0.004, 0.02, 0.0001], strict=True))
    assert holm(chances, 0.01) == {keys[3], keys[0], keys[1]}
