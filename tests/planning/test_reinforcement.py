"""Reinforcements go where they mend most, and nobody is favoured."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.model.language import LANGUAGES
from siaga.model.places import Tier
from siaga.model.plan import NeedRow, Relief, Requirement, Shortage
from siaga.model.problems import InputError
from siaga.planning.cases import assess_cases
from siaga.planning.reinforcement import (
    Mend,
    Resort,
    Unit,
    Verdict,
    Wishes,
    loose,
    province_overview,
    share_reinforcements,
)
from siaga.planning.reinforcement_model import (
    curve_of_requirement,
    curve_of_shortage,
    mended_by,
)
from siaga.planning.texts import say_reason

CASES = Path(__file__).parents[2] / "examples" / "tps_cases.csv"


@st.composite
def resort_lists(draw: st.DrawFn, most: int = 3) -> list[Resort]:
    resorts = []
    for number in range(draw(st.integers(1, most))):
        steps = draw(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 5)), max_size=3))
        officers = stations = 0
        curve = []
        for cost, gain in steps:
            officers += cost
            stations += gain
            weight = (
                stations * draw(st.sampled_from([1.0, 1.5, 3.0]))
                if not curve
                else (curve[-1].weight + gain)
            )
            curve.append(Mend(officers, stations, weight))
        short = officers + draw(st.integers(0, 2))
        resorts.append(
            Resort(
                f"resort-{number}",
                need=20 + short,
                available=20,
                stations=60,
                below=stations,
                curve=tuple(curve),
                minimum=draw(st.sampled_from([0, 0, 1])),
                minutes=float(draw(st.integers(0, 90))),
            )
        )
    return resorts


def splits(total: int, parts: int) -> list[tuple[int, ...]]:
    """Every way to give at most ``total`` to ``parts``."""
    return [
        split for split in itertools.product(range(total + 1), repeat=parts) if sum(split) <= total
    ]


def weight_of(resorts: Sequence[Resort], split: Sequence[int]) -> float:
    return sum(
        mended_by(resort.curve, officers).weight
        for resort, officers in zip(resorts, split, strict=True)
    )


@settings(deadline=None, max_examples=60)
@given(resort_lists(), st.integers(3, 9))
def test_no_other_sharing_mends_more(resorts: list[Resort], total: int) -> None:
    sharing = share_reinforcements(resorts, (loose(total),))
    best = max(
        weight_of(resorts, split)
        for split in splits(total, len(resorts))
        if all(officers >= r.minimum for officers, r in zip(split, resorts, strict=True))
    )
    assert sharing.bound.value == pytest.approx(best)
    assert sharing.bound.gap < 1e-9


@settings(deadline=None, max_examples=30)
@given(resort_lists(), st.lists(st.integers(1, 4), min_size=2, max_size=4))
def test_whole_units_are_shared_best_and_stay_whole(
    resorts: list[Resort], sizes: list[int]
) -> None:
    resorts = [
        Resort(r.id, r.need, r.available, r.stations, r.below, r.curve, minutes=r.minutes)
        for r in resorts
    ]
    units = [Unit(f"unit-{n}", size) for n, size in enumerate(sizes)]
    sharing = share_reinforcements(resorts, units)
    best = 0.0
    for places in itertools.product(range(len(resorts) + 1), repeat=len(units)):
        split = [0] * (len(resorts) + 1)
        for size, place in zip(sizes, places, strict=True):
            split[place] += size
        best = max(best, weight_of(resorts, split[:-1]))
    assert sharing.bound.value == pytest.approx(best)
    for unit in units:
        seats = [share.units[unit.id] for share in sharing.shares if unit.id in share.units]
        assert seats in ([], [unit.officers])


@settings(deadline=None, max_examples=40)
@given(resort_lists(), st.integers(3, 12), st.randoms())
def test_the_order_of_the_list_favours_nobody(
    resorts: list[Resort], total: int, random: object
) -> None:
    mixed = list(resorts)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    straight = share_reinforcements(resorts, (loose(total),))
    shuffled = share_reinforcements(mixed, (loose(total),))
    assert {s.resort: s.officers for s in straight.shares} == {
        s.resort: s.officers for s in shuffled.shares
    }


@settings(deadline=None, max_examples=40)
@given(resort_lists(), st.integers(3, 14), st.booleans())
def test_every_officer_is_accounted_for_and_every_number_says_why(
    resorts: list[Resort], total: int, split: bool
) -> None:
    units = (loose(total),) if split else (loose(total), Unit("SST", 2, region="A"))
    total = sum(unit.officers for unit in units)
    sharing = share_reinforcements(resorts, units)
    given_out = sum(share.officers for share in sharing.shares)
    assert given_out + sum(sharing.held.values()) == total
    for resort, share in zip(resorts, sharing.shares, strict=True):
        assert share.officers >= resort.minimum
        assert share.officers == sum(share.units.values())
        assert share.mended + share.still_below == resort.below
        assert share.reasons
    for reason in (*sharing.reasons, *(r for share in sharing.shares for r in share.reasons)):
        assert all(say_reason(reason, language) for language in LANGUAGES)


def test_more_officers_never_mend_less() -> None:
    curve = (Mend(10, 4, 6.0), Mend(20, 30, 40.0))
    resorts = [Resort("a", 120, 100, 90, 30, curve), Resort("b", 115, 100, 90, 30, curve)]
    weights = [share_reinforcements(resorts, (loose(total),)).bound.value for total in range(45)]
    assert weights == sorted(weights)


def test_travel_decides_only_between_equals() -> None:
    curve = (Mend(10, 8, 10.0),)
    near = Resort("near", 110, 100, 50, 8, curve, minutes=30)
    far = Resort("far", 110, 100, 50, 8, curve, minutes=240)
    sharing = share_reinforcements((far, near), (loose(10),))
    assert [share.officers for share in sharing.shares] == [0, 10]
    worse = Resort("far", 110, 100, 50, 9, (Mend(10, 9, 10.1),), minutes=240)
    sharing = share_reinforcements((worse, near), (loose(10),))
    assert [share.officers for share in sharing.shares] == [10, 0]


def test_a_unit_stays_in_its_region_when_that_costs_nothing() -> None:
    curve = (Mend(10, 8, 10.0),)
    resorts = (
        Resort("east", 110, 100, 50, 8, curve, region="east"),
        Resort("west", 110, 100, 50, 8, curve, region="west"),
    )
    units = (Unit("brimob-west", 10, region="west"), Unit("brimob-east", 10, region="east"))
    sharing = share_reinforcements(resorts, units, wishes=Wishes(45.0))
    assert [set(share.units) for share in sharing.shares] == [{"brimob-east"}, {"brimob-west"}]


def test_officers_that_mend_nothing_go_where_most_is_missing() -> None:
    resorts = (
        Resort("small", 40, 20, 30, 10, (Mend(20, 10, 10.0),)),
        Resort("large", 400, 380, 300, 10, (Mend(20, 10, 10.0),)),
    )
    sharing = share_reinforcements(resorts, (loose(8),))
    assert [share.officers for share in sharing.shares] == [8, 0]
    assert sharing.shares[0].rest == 8
    assert sharing.mended == 0


def test_officers_nobody_is_short_of_stay_with_the_province() -> None:
    resort = Resort("a", 30, 28, 20, 4, (Mend(2, 4, 4.0),))
    sharing = share_reinforcements((resort,), (loose(10),))
    assert sharing.shares[0].officers == 2
    assert sharing.held == {"BKO": 8}
    assert any("cadangan Polda" in say_reason(reason, "id") for reason in sharing.reasons)


def test_what_the_next_ten_would_mend_is_said() -> None:
    resort = Resort("a", 130, 100, 90, 30, (Mend(10, 12, 12.0), Mend(30, 30, 30.0)))
    other = Resort("b", 120, 100, 90, 9, (Mend(20, 9, 9.0),))
    sharing = share_reinforcements((resort, other), (loose(20),))
    assert "10 personel lagi akan memulihkan 18 TPS lagi" in [
        say_reason(reason, "id") for reason in sharing.reasons
    ]


@pytest.mark.parametrize(
    ("resorts", "units", "said"),
    [
        ([Resort("a", 1, 1, 1, 0), Resort("a", 1, 1, 1, 0)], [loose(1)], "tertulis dua kali"),
        ([Resort("a", -1, 1, 1, 0)], [loose(1)], "tulis 0 atau lebih"),
        ([Resort("a", 9, 1, 9, 9, (Mend(2, 3, 3.0), Mend(3, 2, 2.0)))], [loose(1)], "turun"),
        ([Resort("a", 9, 1, 9, 9, minimum=5)], [loose(3)], "kurangi jatah minimum 2 personel"),
        ([Resort("a", 9, 1, 9, 9)], [Unit("u", -3)], "satuan u"),
        (
            [Resort("a", 9, 1, 9, 9, minimum=1), Resort("b", 9, 1, 9, 9, minimum=1)],
            [Unit("SSK", 30)],
            "izinkan satu satuan dibagi",
        ),
    ],
)
def test_what_can_not_be_shared_is_told_with_its_remedy(
    resorts: list[Resort], units: list[Unit], said: str
) -> None:
    with pytest.raises(InputError) as caught:
        share_reinforcements(resorts, units)
    assert said in "\n".join(p.text("id") for p in caught.value.report.errors)


def test_a_plans_relief_becomes_proven_steps() -> None:
    relief = (Relief(10, 4, 20, 80), Relief(20, 8, 20, 80), Relief(80, 40, 100, 0))
    curve = curve_of_shortage(Shortage(250, 200, relief=relief), 100, 150.0)
    assert curve == (Mend(10, 20, 30.0), Mend(50, 100, 150.0))


def requirement(available: int, *rows: tuple[Tier, int, int, int], fixed: int = 0) -> Requirement:
    """Rows: tier, stations, groups, officers."""
    needs = tuple(NeedRow("16.07.01", t, t.value, n, g, o, 2 * n) for t, n, g, o in rows)
    return Requirement(needs, sum(o for *_, o in rows), fixed, 0, 0, 0, 0, available)


def test_without_a_plan_the_highest_tiers_are_filled_first() -> None:
    need = requirement(13, (Tier.KURANG_RAWAN, 16, 2, 4), (Tier.SANGAT_RAWAN, 4, 4, 8), fixed=3)
    assert curve_of_requirement(need) == (Mend(2, 8, 8.0),)
    assert need.short == 2


@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(Tier)), st.integers(1, 40), st.integers(1, 8), st.integers(1, 3)
        ),
        min_size=1,
        max_size=5,
    ),
    st.integers(0, 60),
    st.integers(0, 80),
)
def test_with_everyone_who_is_missing_nothing_is_below(
    rows: list[tuple[Tier, int, int, int]], fixed: int, available: int
) -> None:
    whole = [(tier, max(n, groups), groups, groups * size) for tier, n, groups, size in rows]
    need = requirement(available, *whole, fixed=fixed)
    curve = curve_of_requirement(need)
    assert (curve[-1].officers if curve else 0) == need.short
    assert all(low.officers < high.officers for low, high in itertools.pairwise(curve))
    assert not curve or curve[-1].stations <= sum(n for _, n, *_ in whole)


def published_resorts() -> list[Resort]:
    """Resorts whose published plan does not close, by their own arithmetic."""
    resorts = []
    for case in assess_cases(CASES).cases:
        if case.verdict.value != "short" or not case.region.startswith("Polres"):
            continue
        rows = [
            (Tier(need.category), need.stations, need.groups, need.police.least)
            for need in case.categories
            if need.category != "all" and need.stations and need.groups and need.police.least
        ]
        if not rows or case.available is None:
            continue
        demand = requirement(case.available, *rows)
        curve = curve_of_requirement(demand)
        below = curve[-1].stations if curve else 0
        resorts.append(
            Resort(
                f"{case.region}, {case.election}",
                demand.need,
                case.available,
                sum(n for _, n, *_ in rows),
                below,
                curve,
            )
        )
    return resorts


def test_published_plans_that_do_not_close_are_mended_by_what_is_missing() -> None:
    resorts = published_resorts()
    names = [resort.id for resort in resorts]
    assert "Polres Banyuasin, Pemilu 2024" in names
    overview = province_overview(resorts)
    banyuasin = overview.rows[names.index("Polres Banyuasin, Pemilu 2024")]
    assert (banyuasin.need, banyuasin.short, banyuasin.verdict) == (937, 44, Verdict.SHORT)
    enough = share_reinforcements(resorts, (loose(overview.short),))
    assert enough.still_below == 0
    half = share_reinforcements(resorts, (loose(overview.short // 2),))
    assert 0 < half.mended < enough.mended
    assert half.bound.gap < 1e-9


def test_surplus_at_one_resort_fills_no_gap_at_another() -> None:
    overview = province_overview(
        (Resort("a", 100, 150, 50, 0), Resort("b", 100, 90, 50, 5), Resort("c", 0, 0, 0, 0))
    )
    assert overview.short == 10
    assert [row.verdict for row in overview.rows] == [
        Verdict.CLOSES,
        Verdict.SHORT,
        Verdict.UNKNOWN,
    ]
