"""Published guard plans: a chief must be able to trust "closes" and "short"."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siaga.model.problems import InputError
from siaga.planning.case_checks import is_rounding
from siaga.planning.cases import (
    CaseAssessment,
    CaseReport,
    Verdict,
    assess_cases,
    case_lines,
    cases_json,
    short_by_category,
)

TABLE = Path(__file__).parents[1] / "data" / "tps_cases.csv"
HEADER = TABLE.read_text(encoding="utf-8").splitlines()[0]
ROW = "Polres A,Pilkada,kurang_rawan,80,2,8,16,30,,,,,"


@pytest.fixture(scope="module")
def report() -> CaseReport:
    return assess_cases(TABLE)


def find(report: CaseReport, region: str, election: str) -> CaseAssessment:
    return next(
        c for c in report.cases if c.region.startswith(region) and c.election.startswith(election)
    )


def assess(tmp_path: Path, *rows: str, header: str = HEADER) -> CaseReport:
    path = tmp_path / "kasus.csv"
    path.write_text("\n".join((header, *rows)), encoding="utf-8")
    return assess_cases(path)


def whats(case: CaseAssessment) -> list[str]:
    return [found.what for found in case.inconsistencies]


@pytest.mark.parametrize(
    ("region", "election", "need", "available", "short", "verdict"),
    [
        ("Polda Aceh", "Pemilu 2024", 8545, 8543, 2, Verdict.SHORT),
        ("Polres Metro Jakarta Barat", "Pemilu 2024", 898, 900, 0, Verdict.CLOSES),
        ("Polres Banjarbaru", "PSU", 424, 425, 0, Verdict.CLOSES),
        ("Polres Bantul", "Pilur", 273 + 10, 458, 0, Verdict.CLOSES),
        ("Polres Banyuasin", "Pemilu 2024", 937, 893, 44, Verdict.SHORT),
        ("Polres Ogan Komering Ilir", "Pemilu 2024", 1080, 838, 242, Verdict.SHORT),
        ("Polda Maluku Utara", "Pilkada 2018", 2138, 3028, 0, Verdict.CLOSES),
        ("Polda Lampung", "Pilkada 2024", None, 5071, None, Verdict.UNKNOWN),
        ("Polres Banyuasin", "Pilkada 2024", None, None, None, Verdict.UNKNOWN),
    ],
)
def test_published_cases_are_answered_as_the_sources_say(
    report: CaseReport,
    region: str,
    election: str,
    need: int | None,
    available: int | None,
    short: int | None,
    verdict: Verdict,
) -> None:
    """domain.md 1.4 and 1.5."""
    case = find(report, region, election)
    assert (case.need_police, case.available, case.short, case.verdict) == (
        need,
        available,
        short,
        verdict,
    )


def test_banyuasin_2024_names_linmas_against_the_law_with_both_figures(
    report: CaseReport,
) -> None:
    case = find(report, "Polres Banyuasin", "Pemilu 2024")
    assert (case.need_linmas, case.linmas_by_law) == (5732, 5128)
    figures = {(f.what, f.published, f.implied) for f in case.inconsistencies}
    assert ("linmas_need_vs_law", 5732, 5128) in figures
    assert ("police_need", 893, 937) in figures
    assert short_by_category(case) == {"sangat_rawan": 0, "rawan": 0, "kurang_rawan": 44}
    assert (case.available_with_bko_on_top, case.verdict_with_bko_on_top) == (
        1122,
        Verdict.CLOSES,
    )


def test_a_plan_without_its_split_is_still_seen_to_be_short(report: CaseReport) -> None:
    """National 2019: even with the easiest pattern everywhere it could not close."""
    case = find(report, "Indonesia", "Pemilu 2019")
    assert case.need_police is None
    assert case.need_police_least == 404_749
    assert (case.verdict, case.short) == (Verdict.SHORT, 404_749 - 271_880)


def test_aceh_is_short_only_by_whole_groups(report: CaseReport) -> None:
    assert whats(find(report, "Polda Aceh", "Pemilu 2024")) == ["police_whole_groups"]


def test_categories_against_the_stated_total(report: CaseReport) -> None:
    case = find(report, "Polda Sulsel", "Pemilu 2024")
    assert [(f.published, f.implied) for f in case.inconsistencies] == [(26_357, 6_347)]


def test_a_round_figure_is_no_contradiction(report: CaseReport) -> None:
    """Jakarta Barat: "over 14,000" Linmas against 14,338 by law."""
    assert find(report, "Polres Metro Jakarta Barat", "Pemilu 2024").inconsistencies == ()
    assert is_rounding(14_000, 14_338)
    assert is_rounding(900, 898)
    assert not is_rounding(19_732, 19_734)
    assert not is_rounding(500, 599)
    assert not is_rounding(0, 10)


def test_findings_agree_with_what_the_collectors_of_the_table_noted(report: CaseReport) -> None:
    """A force that does not suffice was noted as INCONSISTENT, but for Aceh's rounding."""
    tokens: dict[tuple[str, str], str] = {}
    with TABLE.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            tokens.setdefault((row["region"], row["election"]), row["notes"].split(" ")[0])
    assert len(report.cases) == len(tokens) == 60
    hard = {"police_need", "police_need_least", "categories_vs_all"}
    found = {(c.region, c.election) for c in report.cases if hard & set(whats(c))}
    assert len(found) == 5
    assert all(tokens[case].startswith("INCONSISTENT") for case in found)


def test_json_has_one_object_per_case_with_the_promised_keys(report: CaseReport) -> None:
    listed = json.loads(cases_json(report))
    assert len(listed) == 60
    promised = [
        "region", "election", "need_police", "need_linmas", "linmas_by_law", "available",
        "short", "verdict", "inconsistencies",
    ]  # fmt: skip
    for case in listed:
        assert list(case)[: len(promised)] == promised
        for found in case["inconsistencies"]:
            assert {"what", "published", "implied"} <= found.keys()
    assert listed[0]["verdict"] == "short"


def test_lines_speak_both_languages(report: CaseReport) -> None:
    indonesian, english = (case_lines(report, language) for language in ("id", "en"))
    assert "KURANG 44 | kebutuhan 937" in indonesian[0]
    assert "SHORT BY 44 | need 937" in english[0]
    assert "5.732" in "\n".join(indonesian)
    assert len(indonesian) == len(english)


def test_totals_of_a_case_are_never_summed_over_its_rows(tmp_path: Path) -> None:
    rows = (
        "Polres A,Pilkada,kurang_rawan,80,2,8,16,30,,,,,",
        "Polres A,Pilkada,rawan,5,2,1,2,30,,,,,",
    )
    (case,) = assess(tmp_path, *rows).cases
    assert (case.need_police, case.available, case.verdict) == (30, 30, Verdict.CLOSES)


def test_pattern_variants_leave_a_range_and_no_guess(tmp_path: Path) -> None:
    """One count, two published patterns: 20 or 40 officers; 30 answers neither."""
    rows = ("A,P,kurang_rawan,80,2,8,16,30,,,,,", "A,P,kurang_rawan,80,2,4,8,30,,,,,")
    (case,) = assess(tmp_path, *rows).cases
    assert (case.need_police, case.need_police_least, case.need_police_most) == (None, 20, 40)
    assert case.verdict is Verdict.UNKNOWN
    enough = tuple(row.replace(",30,", ",40,") for row in rows)
    assert assess(tmp_path, *enough).cases[0].verdict is Verdict.CLOSES
    few = tuple(row.replace(",30,", ",19,") for row in rows)
    assert assess(tmp_path, *few).cases[0].verdict is Verdict.SHORT


def test_two_outlets_two_totals_are_both_named(tmp_path: Path) -> None:
    rows = ("A,P,kurang_rawan,80,2,8,16,30,,,,,", "A,P,rawan,5,2,1,2,28,,,,,")
    (case,) = assess(tmp_path, *rows).cases
    assert case.verdict is Verdict.UNKNOWN
    assert case.available is None
    assert [(f.what, f.published, f.implied) for f in case.inconsistencies] == [
        ("total_police_variants", 30, 28)
    ]


def test_reinforcement_larger_than_the_total_is_named(tmp_path: Path) -> None:
    (case,) = assess(tmp_path, "A,P,kurang_rawan,80,2,8,16,30,50,,,,").cases
    assert whats(case) == ["bko_exceeds_total"]


def test_no_stations_need_no_pattern(tmp_path: Path) -> None:
    rows = ("A,P,kurang_rawan,8,2,8,16,2,,,,,", "A,P,sangat_rawan,0,,,,2,,,,,")
    (case,) = assess(tmp_path, *rows).cases
    assert (case.need_police, case.verdict) == (2, Verdict.CLOSES)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (ROW.replace(",80,", ",-80,"), "n_tps"),
        (ROW.replace(",80,", ",8O,"), "n_tps"),
        (ROW.replace(",80,", ",80.5,"), "n_tps"),
        (ROW.replace(",80,", ",1e300,"), "n_tps"),
        (ROW.replace(",80,", f",{'9' * 400},"), "n_tps"),
        (ROW.replace(",2,8,", ",2,0,"), "tps_per_group"),
        (ROW.replace("kurang_rawan", "aman sekali"), "category"),
        (ROW.replace("Polres A", ""), "region"),
    ],
)
def test_a_bad_cell_is_named_with_row_column_and_remedy(
    tmp_path: Path, row: str, column: str
) -> None:
    with pytest.raises(InputError) as caught:
        assess(tmp_path, ROW, row)
    (problem,) = caught.value.report.errors
    assert (problem.file, problem.row, problem.column) == ("kasus.csv", 3, column)
    assert all(problem.remedy)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    header = HEADER.replace("tps_per_group,", "")
    with pytest.raises(InputError, match="tps_per_group"):
        assess(tmp_path, "A,P,rawan,80,2,16,30,,,,,", header=header)


@pytest.mark.parametrize("content", [b"", b"\x00" * 50, b"a,b,c\n1,2,3\n", b"\xff\xfe\x00"])
def test_a_file_that_is_no_such_table_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(InputError):
        assess_cases(path)
    with pytest.raises(InputError):
        assess_cases(tmp_path / "absent.csv")
    with pytest.raises(InputError):
        assess_cases(tmp_path)


def test_semicolons_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"{HEADER}\n{ROW}".replace(",", ";"), encoding="utf-8-sig")
    assert assess_cases(path).cases[0].need_police == 20


CELLS = st.one_of(
    st.sampled_from(("", "0", "1", "8", "kurang_rawan", "all", "khusus", "Polres A", "-3", "1.5")),
    st.integers(0, 10**7).map(str),
    st.text(max_size=8),
)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(st.lists(CELLS, min_size=11, max_size=14), max_size=6))
def test_any_table_is_answered_or_refused_and_never_fails(
    tmp_path: Path, rows: list[list[str]]
) -> None:
    stream = io.StringIO()
    csv.writer(stream).writerows([HEADER.split(","), *rows])
    path = tmp_path / "any.csv"
    path.write_text(stream.getvalue(), encoding="utf-8", errors="replace")
    try:
        result = assess_cases(path)
    except InputError as refused:
        problems = refused.report.errors
    else:
        problems = ()
        assert json.loads(cases_json(result))
        assert case_lines(result, "id")
    assert all(problem.text("id") and problem.text("en") for problem in problems)


COUNT = st.one_of(st.none(), st.integers(0, 5000))
PER = st.one_of(st.none(), st.integers(1, 20))


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(("kurang_rawan", "rawan", "sangat_rawan", "khusus", "all")),
            COUNT, PER, PER, PER,
        ),
        min_size=1, max_size=6,
    ),
    total=COUNT,
    more=st.integers(0, 500),
)  # fmt: skip
def test_more_officers_never_turn_closes_into_short(
    tmp_path: Path,
    rows: list[tuple[str, int | None, int | None, int | None, int | None]],
    total: int | None,
    more: int,
) -> None:
    def case_with(force: int | None) -> CaseAssessment:
        lines = [
            ",".join(["A", "P", *("" if v is None else str(v) for v in (*row, force))]) + ",,,,,"
            for row in rows
        ]
        return assess(tmp_path, *lines).cases[0]

    case = case_with(total)
    if case.verdict is Verdict.CLOSES:
        assert case.short == 0
        assert total is not None
        assert case_with(total + more).verdict is Verdict.CLOSES
    if case.verdict is Verdict.SHORT:
        assert case.short is not None
        assert case.short > 0
        assert total is not None
        assert case_with(total + case.short).verdict is not Verdict.SHORT
    if case.need_police is not None:
        assert case.need_police_least == case.need_police == case.need_police_most
