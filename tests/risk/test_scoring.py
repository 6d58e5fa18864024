"""Vulnerability scores: what a chief would be misled by if they were wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.geo.travel import TravelBlock
from siaga.model.operation import Operation
from siaga.model.places import BaseKind, Tier
from siaga.model.problems import InputError
from siaga.model.risk import (
    IndicatorDefinition,
    IndicatorValue,
    Score,
    TierThresholds,
    Vulnerability,
)
from siaga.risk.scoring import score_stations, tier_of
from siaga.risk.texts import ADMINISTRATIVE_CAP, FULL_SCORE, TRAVEL, input_label
from support.builders import small_operation
from support.straight import StraightLine

TRAVEL_TIMES = StraightLine()
ONE = small_operation(districts=1, villages=1, per_village=3, officers=10, bko=0)
STATION = ONE.stations[1]
DAY = date(2024, 11, 15)


def flagged(*values: IndicatorValue, operation: Operation = ONE) -> Vulnerability:
    """The vulnerability of :data:`STATION` with these values alone."""
    report = score_stations(replace(operation, indicators=values), TRAVEL_TIMES)
    return report.stations[STATION.id]


def flag(indicator: str, place: str = STATION.id, value: float = 1.0, **more: object):
    return IndicatorValue(indicator, place, value, "Bawaslu", **more)  # type: ignore[arg-type]


def points_of(result: Vulnerability, score: Score) -> float:
    return sum(part.points for part in result.inputs if part.score is score)


def test_two_scores_never_one() -> None:
    """Conflict and access stay apart: hard-to-reach places are not called dangerous."""
    hard, violent = flagged(flag("sulit")), flagged(flag("kekerasan"))
    assert (hard.threat, violent.threat) == (0.0, 45.0)
    assert hard.reach == pytest.approx(violent.reach + 30.0)


def test_every_point_names_its_source_date_and_whether_it_is_made_up() -> None:
    result = flagged(flag("kekerasan", day=DAY, synthetic=True))
    part = next(p for p in result.inputs if p.indicator == "kekerasan")
    assert (part.source, part.day, part.synthetic, part.place) == (
        "Bawaslu",
        DAY,
        True,
        STATION.id,
    )
    journey = next(p for p in result.inputs if p.indicator == TRAVEL)
    assert journey.place in {"POLRES", "SEK-1"}
    assert journey.source == "estimated"
    assert journey.minutes is not None
    assert journey.points == pytest.approx(60.0 * journey.minutes / 240.0)


def test_village_value_counts_for_all_its_stations_and_a_station_value_beats_it() -> None:
    values = (flag("kekerasan", STATION.village), flag("kekerasan", STATION.id, 0.0))
    report = score_stations(replace(ONE, indicators=values), TRAVEL_TIMES)
    threats = {s.id: report.stations[s.id].threat for s in ONE.stations}
    assert threats[STATION.id] == 0.0
    assert [t for s, t in threats.items() if s != STATION.id] == [45.0, 45.0]
    own = [p for p in report.stations[STATION.id].inputs if p.indicator == "kekerasan"]
    assert [p.value for p in own] == [0.0], "the zero that overrode the village must be seen"


def test_latest_day_counts_else_the_highest_and_the_others_are_counted() -> None:
    old, new = flag("kekerasan", day=date(2024, 1, 1)), flag("kekerasan", value=0.4, day=DAY)
    latest = flagged(old, new, flag("kekerasan", value=0.9))
    assert latest.threat == pytest.approx(18.0)
    assert next(p.passed_over for p in latest.inputs if p.indicator == "kekerasan") == 2
    undated = flagged(flag("kekerasan", value=0.2), flag("kekerasan", value=0.6))
    assert undated.threat == pytest.approx(27.0)


def test_administrative_flags_can_not_drown_violence() -> None:
    """Two voter-list flags give 12 points on paper and 10 in the score, said aloud."""
    result = flagged(flag("tms"), flag("dptb"))
    assert result.threat == 10.0
    cut = next(p for p in result.inputs if p.indicator == ADMINISTRATIVE_CAP)
    assert cut.points == pytest.approx(-2.0)


def test_a_sum_beyond_100_is_cut_and_says_so() -> None:
    definitions = tuple(replace(d, weight=80.0) for d in ONE.risk.indicators)
    operation = replace(ONE, risk=replace(ONE.risk, indicators=definitions))
    result = flagged(flag("kekerasan"), flag("intimidasi"), operation=operation)
    assert result.threat == 100.0
    assert next(p.points for p in result.inputs if p.indicator == FULL_SCORE) == -60.0


def test_given_tier_wins_and_special_is_khusus() -> None:
    given_, special, plain = ONE.stations[1], ONE.stations[2], ONE.stations[0]
    stations = (
        replace(plain, special=False, tier=None),
        replace(given_, tier=Tier.KURANG_RAWAN),
        replace(special, special=True, tier=None),
    )
    values = tuple(flag("kekerasan", s.id) for s in stations)
    report = score_stations(replace(ONE, stations=stations, indicators=values), TRAVEL_TIMES)
    tiers = [(v.tier, v.tier_given) for v in report.stations.values()]
    assert tiers == [
        (Tier.SANGAT_RAWAN, False),
        (Tier.KURANG_RAWAN, True),
        (Tier.KHUSUS, True),
    ]
    assert report.tier_counts[Tier.KHUSUS] == 1
    assert list(report.stations) == [s.id for s in stations]


def test_the_higher_of_the_two_rules_decides() -> None:
    assert tier_of(ONE.risk, 25.0, 0.0) is Tier.RAWAN
    assert tier_of(ONE.risk, 24.9, 85.0) is Tier.SANGAT_RAWAN
    assert tier_of(ONE.risk, 24.9, 59.9) is Tier.KURANG_RAWAN


def test_flips_name_every_weight_whose_ten_per_cent_change_the_tier() -> None:
    """45 points meet sangat_rawan exactly: 10 % less and the station falls to rawan."""
    result = flagged(flag("kekerasan"))
    assert [(f.indicator, f.change, f.tier) for f in result.flips] == [
        ("kekerasan", -0.1, Tier.RAWAN)
    ]
    assert flagged(flag("kekerasan"), flag("tms"), flag("dptb")).flips == ()


def brute_force_flips(operation: Operation) -> dict[str, set[tuple[str, float, Tier]]]:
    """Score everything again for each weight moved: slow, and surely right."""
    base = score_stations(operation, TRAVEL_TIMES).stations
    found: dict[str, set[tuple[str, float, Tier]]] = {s: set() for s in base}
    for definition in operation.risk.indicators:
        for change in (-0.1, 0.1):
            moved = tuple(
                replace(d, weight=d.weight * (1 + change)) if d is definition else d
                for d in operation.risk.indicators
            )
            risk = replace(operation.risk, indicators=moved)
            for station, v in score_stations(
                replace(operation, risk=risk), TRAVEL_TIMES
            ).stations.items():
                if v.tier is not base[station].tier:
                    found[station].add((definition.id, change, v.tier))
    for change in (-0.1, 0.1):
        weight = operation.risk.reach_minutes_weight * (1 + change)
        risk = replace(operation.risk, reach_minutes_weight=weight)
        for station, v in score_stations(
            replace(operation, risk=risk), TRAVEL_TIMES
        ).stations.items():
            if v.tier is not base[station].tier:
                found[station].add((TRAVEL, change, v.tier))
    return found


def test_fast_flips_equal_scoring_everything_again() -> None:
    base = small_operation(districts=2, villages=4, per_village=8)
    thresholds = TierThresholds(
        threat={Tier.RAWAN: 10.0, Tier.SANGAT_RAWAN: 45.0},
        reach={Tier.RAWAN: 6.0, Tier.SANGAT_RAWAN: 37.0},
    )
    operation = replace(base, risk=replace(base.risk, thresholds=thresholds))
    fast = {
        station: {(f.indicator, f.change, f.tier) for f in v.flips}
        for station, v in score_stations(operation, TRAVEL_TIMES).stations.items()
    }
    slow = brute_force_flips(operation)
    assert fast == slow
    assert {name for flips in slow.values() for name, _, _ in flips} >= {"kekerasan", TRAVEL}


def test_a_station_no_base_can_reach_has_full_travel_points() -> None:
    class NoWay:
        def block(self, origins, destinations):  # type: ignore[no-untyped-def]
            shape = (len(origins), len(destinations))
            return TravelBlock(np.full(shape, np.inf, np.float32), np.zeros(shape, np.uint8))

    report = score_stations(replace(ONE, indicators=()), NoWay())
    assert report.stations[STATION.id].reach == 60.0


def test_without_a_police_base_the_user_is_told_what_to_add() -> None:
    bases = tuple(b for b in ONE.bases if b.kind is BaseKind.KPU)
    with pytest.raises(InputError, match="add a police base"):
        score_stations(replace(ONE, bases=bases), TRAVEL_TIMES)
    risk = replace(ONE.risk, reach_minutes_weight=0.0)
    report = score_stations(replace(ONE, bases=bases, risk=risk, indicators=()), TRAVEL_TIMES)
    assert report.stations[STATION.id].reach == 0.0


@pytest.mark.parametrize(
    ("identity", "label_id", "label_en"),
    [
        ("eks_napi", "Pemilih", "Voters"),
        ("x", "Pemilih bekas narapidana", "x"),
        ("x", "x", "Heterogeneous population"),
        ("agama", "x", "x"),
        ("x", "Basis partai", "x"),
        ("catatanKriminal", "x", "x"),
    ],
)
def test_forbidden_inputs_are_refused_by_id_and_label(
    identity: str, label_id: str, label_en: str
) -> None:
    """R16: nobody is guarded harder for their record, faith, descent or party."""
    extra = IndicatorDefinition(
        identity, "own", label_id, label_en, Score.THREAT, 1.0, "Polres Contoh"
    )
    risk = replace(ONE.risk, indicators=(*ONE.risk.indicators, extra))
    with pytest.raises(InputError) as caught:
        score_stations(replace(ONE, risk=risk), TRAVEL_TIMES)
    assert [p.code for p in caught.value.report.errors] == ["indicator.forbidden"]


def test_settings_that_contradict_themselves_are_all_named_at_once() -> None:
    risk = replace(
        ONE.risk,
        indicators=(replace(ONE.risk.indicators[0], weight=-1.0), *ONE.risk.indicators[:1]),
        administrative_cap=float("nan"),
        reach_minutes_full=0.0,
        thresholds=TierThresholds(
            threat={Tier.RAWAN: 50.0, Tier.SANGAT_RAWAN: 20.0}, reach={Tier.KHUSUS: -1.0}
        ),
    )
    values = (flag("tidak-ada"), flag("kekerasan", value=1.5))
    with pytest.raises(InputError) as caught:
        score_stations(replace(ONE, risk=risk, indicators=values), TRAVEL_TIMES)
    assert {p.code for p in caught.value.report.errors} == {
        "risk.settings.weight",
        "risk.settings.id",
        "risk.settings.number",
        "risk.settings.thresholds",
        "risk.settings.tier",
        "risk.value.unknown",
        "risk.value.range",
    }


def test_labels_exist_for_indicators_and_for_the_parts_that_are_none() -> None:
    assert input_label(ONE.risk, "tms", "id") == "Pemilih TMS di DPT"
    for part in (TRAVEL, ADMINISTRATIVE_CAP, FULL_SCORE):
        assert input_label(ONE.risk, part, "id") != input_label(ONE.risk, part, "en")


NAMES = tuple(d.id for d in ONE.risk.indicators)
VALUES = st.lists(
    st.builds(
        IndicatorValue,
        st.sampled_from(NAMES),
        st.sampled_from((STATION.id, STATION.village)),
        st.integers(0, 20).map(lambda n: n / 20),
        st.sampled_from(("A", "B")),
        st.one_of(st.none(), st.dates(date(2024, 11, 1), date(2024, 11, 5))),
        st.booleans(),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(values=VALUES, seed=st.randoms(use_true_random=False))
def test_the_order_of_the_file_never_decides(values, seed) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(values)
    seed.shuffle(shuffled)
    definitions = list(ONE.risk.indicators)
    seed.shuffle(definitions)
    other = replace(ONE, risk=replace(ONE.risk, indicators=tuple(definitions)))
    one, two = flagged(*values), flagged(*shuffled, operation=other)
    assert (one.threat, one.reach, one.tier) == (two.threat, two.reach, two.tier)
    assert set(one.inputs) == set(two.inputs)
    assert set(one.flips) == set(two.flips)


@settings(max_examples=60, deadline=None)
@given(values=VALUES)
def test_inputs_add_up_to_the_score_and_the_cap_holds(values) -> None:  # type: ignore[no-untyped-def]
    result = flagged(*values)
    assert points_of(result, Score.THREAT) == pytest.approx(result.threat, abs=1e-6)
    assert points_of(result, Score.REACH) == pytest.approx(result.reach, abs=1e-6)
    assert 0.0 <= result.threat <= 100.0
    administrative = {"tms", "dptb", ADMINISTRATIVE_CAP}
    assert sum(p.points for p in result.inputs if p.indicator in administrative) <= 10.0 + 1e-9


@settings(max_examples=60, deadline=None)
@given(values=VALUES, indicator=st.sampled_from(NAMES))
def test_one_more_flag_never_lowers_a_score(values, indicator) -> None:  # type: ignore[no-untyped-def]
    others = tuple(v for v in values if v.indicator != indicator)
    before, after = flagged(*others), flagged(*others, flag(indicator))
    assert after.threat >= before.threat
    assert after.reach >= before.reach
    assert list(Tier).index(after.tier) >= list(Tier).index(before.tier)


@settings(max_examples=40, deadline=None)
@given(count=st.integers(0, 30), weight=st.floats(0.0, 100.0))
def test_any_heap_of_voter_list_flags_stays_below_one_violence_flag(count, weight) -> None:  # type: ignore[no-untyped-def]
    """domain.md 3.2: administrative flags are 50 times more frequent than violence flags."""
    heap = tuple(
        IndicatorDefinition(f"adm{i}", "V1", "Adm", "Adm", Score.THREAT, weight, "Siaga", True)
        for i in range(count)
    )
    risk = replace(ONE.risk, indicators=(*ONE.risk.indicators, *heap))
    operation = replace(ONE, risk=risk)
    paper = flagged(*(flag(d.id) for d in heap), operation=operation)
    violence = flagged(flag("kekerasan"), operation=operation)
    assert paper.threat <= risk.administrative_cap
    assert list(Tier).index(paper.tier) < list(Tier).index(violence.tier)
