"""The requirement: the number a chief asks the province for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.model.operation import Duty, SupervisionRules, Targets
from siaga.model.places import Tier
from siaga.model.problems import InputError
from siaga.model.risk import RiskReport, Vulnerability
from siaga.planning.requirement import (
    compute_requirement,
    duty_size,
    padal_count,
    reserve_officers,
    reserve_teams,
)
from support.builders import small_operation

OPERATION = small_operation(districts=2, villages=3, per_village=7)


def tiers(operation, choose) -> RiskReport:  # type: ignore[no-untyped-def]
    return RiskReport(
        {
            s.id: Vulnerability(s.id, 0.0, 0.0, Tier.KHUSUS if s.special else choose(i), False)
            for i, s in enumerate(operation.stations)
        }
    )


def test_groups_are_whole_per_district_and_tier() -> None:
    """21 stations per district at 2 per 8: three teams each, never 2.6."""
    need = compute_requirement(OPERATION, tiers(OPERATION, lambda i: Tier.KURANG_RAWAN))
    listed = [(r.district, r.tier, r.stations, r.groups, r.officers, r.linmas) for r in need.rows]
    assert listed == [
        ("99.01.01", Tier.KURANG_RAWAN, 20, 3, 6, 40),
        ("99.01.01", Tier.KHUSUS, 1, 1, 2, 2),
        ("99.01.02", Tier.KURANG_RAWAN, 21, 3, 6, 42),
    ]
    assert need.station_officers == 14
    assert need.linmas == need.linmas_by_law == 84


def test_need_adds_duties_reserve_and_supervision() -> None:
    need = compute_requirement(OPERATION, tiers(OPERATION, lambda i: Tier.KURANG_RAWAN))
    assert need.available == 70
    assert need.duty_officers == 3 + 2 + 2
    assert need.reserve_officers == 6  # 8 % of 70 is 6 officers: two whole teams of 3
    assert need.supervision_officers == 2 + 2
    assert need.need == 14 + 7 + 6 + 4
    assert need.short == 0


def test_what_is_missing_is_said() -> None:
    few = replace(OPERATION, officers=OPERATION.officers[:20])
    need = compute_requirement(few, tiers(few, lambda i: Tier.SANGAT_RAWAN))
    assert need.station_officers == 84
    assert need.short == need.need - 20 > 64


def test_special_stations_stand_alone() -> None:
    special = tuple(replace(s, special=i < 4) for i, s in enumerate(OPERATION.stations))
    operation = replace(OPERATION, stations=special)
    doctrine = replace(
        operation.doctrine,
        tier_patterns={**operation.doctrine.tier_patterns, Tier.KHUSUS: "dua-delapan"},
    )
    operation = replace(operation, doctrine=doctrine)
    need = compute_requirement(operation, tiers(operation, lambda i: Tier.RAWAN))
    khusus = next(r for r in need.rows if r.tier is Tier.KHUSUS)
    assert (khusus.stations, khusus.groups, khusus.officers) == (4, 4, 8)


def test_a_district_may_have_its_own_pattern() -> None:
    doctrine = replace(
        OPERATION.doctrine,
        district_patterns={("99.01.02", Tier.KURANG_RAWAN): "satu-satu"},
    )
    operation = replace(OPERATION, doctrine=doctrine)
    need = compute_requirement(operation, tiers(operation, lambda i: Tier.KURANG_RAWAN))
    assert [(r.pattern, r.officers) for r in need.rows if r.district == "99.01.02"] == [
        ("satu-satu", 21)
    ]


def test_a_tier_without_a_pattern_is_an_error_with_place_and_remedy() -> None:
    doctrine = replace(OPERATION.doctrine, tier_patterns={Tier.KHUSUS: "dua-satu"})
    operation = replace(OPERATION, doctrine=doctrine)
    with pytest.raises(InputError, match=r"operation\.toml: no guard pattern for rawan"):
        compute_requirement(operation, tiers(operation, lambda i: Tier.RAWAN))


def test_officers_bound_beyond_a_duty_s_size_are_counted() -> None:
    officers = tuple(
        replace(o, duty="PPK-1", available=i != 0) if i < 4 else o
        for i, o in enumerate(OPERATION.officers)
    )
    operation = replace(OPERATION, officers=officers)
    duty = next(d for d in operation.duties if d.id == "PPK-1")
    assert duty.officers == 1
    assert duty_size(operation, duty) == 3
    assert duty_size(operation, Duty("X", "X", "KPU", 5)) == 5


def test_reserve_is_whole_teams_and_at_least_one() -> None:
    assert reserve_teams(Targets(reserve_share=0.05, reserve_team_size=4), 616) == 7
    assert reserve_officers(Targets(reserve_share=0.05, reserve_team_size=4), 616) == 28
    assert reserve_teams(Targets(reserve_share=0.29, reserve_team_size=1), 100) == 29
    assert reserve_teams(Targets(reserve_share=0.0448, reserve_team_size=4), 616) == 7
    assert reserve_teams(Targets(reserve_share=0.01, reserve_team_size=4), 20) == 1
    assert reserve_teams(Targets(reserve_share=0.5, reserve_team_size=4), 3) == 0
    assert reserve_teams(Targets(reserve_share=0.0, reserve_team_size=4), 616) == 0


@given(posts=st.integers(0, 500), span=st.integers(1, 60))
def test_no_padal_looks_after_more_than_the_span(posts: int, span: int) -> None:
    count = padal_count(SupervisionRules(padal_span=span), posts)
    assert count * span >= posts
    assert (count - 1) * span < posts or count == 0
