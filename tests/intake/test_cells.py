"""Cells: each spoiled value is named, with what to write instead, and never silently taken."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake import cells, codes
from siaga.intake.cells import BAD
from siaga.intake.columns import Column, Kind
from siaga.intake.schemas import OFFICERS, STATIONS, TABLES
from siaga.intake.tables import PARSERS


class Notes:
    def __init__(self) -> None:
        self.found: list[tuple[str, bool, dict[str, object]]] = []

    def __call__(self, code: str, /, *, error: bool = True, **values: object) -> None:
        self.found.append((code, error, values))

    @property
    def codes(self) -> list[str]:
        return [code for code, _, _ in self.found]


def parse(column: Column, cell: Any) -> tuple[object, Notes]:
    notes = Notes()
    return PARSERS[column.kind](cell, column, notes), notes


VOTERS = STATIONS.column("voters")
LAT = STATIONS.column("lat")
LON = STATIONS.column("lon")


@pytest.mark.parametrize(
    ("cell", "value"),
    [("300", 300), (300.0, 300), ("300,0", 300), ("0", 0), ("1e2", 100)],
)
def test_whole_numbers(cell: Any, value: int) -> None:
    read, notes = parse(VOTERS, cell)
    assert read == value
    assert not notes.found


@pytest.mark.parametrize(
    ("cell", "code", "meant"),
    [
        ("3OO", "cell.not_whole_meant", "300"),
        ("4l2", "cell.not_whole_meant", "412"),
        (1.234, "cell.not_whole_meant", "1234"),
        ("tiga ratus", "cell.not_whole", ""),
        ("12;5", "cell.not_whole", ""),
        ("-5", "cell.outside", None),
        ("nan", "cell.not_whole", ""),
        ("inf", "cell.not_whole", ""),
        ("9" * 400, "cell.not_whole", ""),
        ("٣٠٠", "cell.not_whole", ""),
        (True, "cell.not_whole", ""),
    ],
)
def test_what_is_no_whole_number(cell: Any, code: str, meant: str | None) -> None:
    value, notes = parse(VOTERS, cell)
    assert value is BAD
    assert notes.codes == [code]
    if meant is not None:
        assert notes.found[0][2].get("meant", "") == meant or code == "cell.not_whole"


@pytest.mark.parametrize("cell", ["1.234", "1,234", "1 234"])
def test_thousands_separators_are_understood_and_said(cell: str) -> None:
    """1.234 voters in an Indonesian sheet are not one voter and a bit."""
    value, notes = parse(VOTERS, cell)
    assert value == 1234
    assert notes.found == [("cell.thousands", False, {"value": cell, "meant": "1234"})]


@pytest.mark.parametrize(
    ("cell", "value"),
    [("-2,9784", -2.9784), ("-2.9784", -2.9784), (-2.9784, -2.9784), ("\u22122,5", -2.5)],
)
def test_degrees(cell: Any, value: float) -> None:
    assert parse(LAT, cell)[0] == value


@pytest.mark.parametrize(
    ("column", "cell", "meant"),
    [
        (LAT, "-2.978.425", "-2.978425"),
        (LAT, -2978425.0, "-2.978425"),
        (LON, "104.878.366", "104.878366"),
        (LON, 104878366.0, "104.878366"),
        (LON, "95123456", "95.123456"),
    ],
)
def test_coordinates_that_lost_their_point(column: Column, cell: Any, meant: str) -> None:
    value, notes = parse(column, cell)
    assert value is BAD
    assert notes.found[0][0] == "degrees.lost_point"
    assert notes.found[0][2]["meant"] == meant


def test_degrees_minutes_seconds_are_named() -> None:
    assert parse(LAT, "2°58'42\" LS")[1].codes == ["degrees.not_decimal"]


ID = STATIONS.column("id")


@pytest.mark.parametrize("cell", ["1,60701E+12", "1.60701E+12", "1.60701e12", "1,60701E+012"])
def test_codes_in_scientific_notation_are_lost_and_never_guessed(cell: str) -> None:
    value, notes = parse(ID, cell)
    assert value is BAD
    assert notes.codes == ["code.scientific"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1607011016001.0", "code.float"),
        ("1607011016001,0", "code.float"),
        (1607011016001.0, "code.number"),
        ("1.607011016001E+12", "code.float"),
    ],
)
def test_codes_with_all_their_digits_are_mended_and_said(cell: Any, code: str) -> None:
    value, notes = parse(ID, cell)
    assert value == "1607011016001"
    assert notes.codes == [code]
    assert not notes.found[0][1]


def test_codes_too_long_for_a_number_are_refused() -> None:
    """Past 2^53 a spreadsheet changes digits without a word."""
    assert parse(ID, 1.2345678901234567e17)[1].codes == ["code.digits_lost"]


def test_codes_keep_leading_zeros() -> None:
    assert parse(ID, "0012")[0] == "0012"
    assert parse(ID, "'0012")[0] == "0012"


VILLAGE = STATIONS.column("village")


@pytest.mark.parametrize(
    ("cell", "noted"),
    [
        ("16.07.01.1016", []),
        ("1607011016", []),
        ("16-07-01-1016", []),
        ("16.7.1.1016", ["area_code.lost_zero"]),
        (1607011016.0, ["code.number"]),
        ("1607011016.0", ["code.float"]),
    ],
)
def test_village_codes_dotted_or_not(cell: Any, noted: list[str]) -> None:
    value, notes = parse(VILLAGE, cell)
    assert value == "16.07.01.1016"
    assert notes.codes == noted


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("16.07.01", "area_code.wrong"),
        ("160701101", "area_code.wrong"),
        ("1607010001", "area_code.bps"),
        ("99.07.01.1016", "area_code.wrong"),
        ("Mariana", "area_code.wrong"),
        ("1,60701E+09", "code.scientific"),
        (16.07, "code.not_code"),
    ],
)
def test_what_is_no_village_code(cell: Any, code: str) -> None:
    value, notes = parse(VILLAGE, cell)
    assert value is BAD
    assert notes.codes == [code]


DAY = next(table for table in TABLES if table.name == "indicators").column("day")


@pytest.mark.parametrize(
    "cell",
    [
        "2024-11-27", "27/11/2024", "27-11-2024", "27.11.2024", "2024/11/27", "27 November 2024",
        "27 Nopember 2024", "Rabu, 27 November 2024", "2024-11-27 00:00:00", "27-Nov-2024",
        datetime.date(2024, 11, 27), datetime.datetime(2024, 11, 27, 0, 0),
    ],
)  # fmt: skip
def test_dates_as_people_write_them(cell: Any) -> None:
    value, notes = parse(DAY, cell)
    assert value == datetime.date(2024, 11, 27)
    assert not notes.found


def test_a_date_that_became_a_number_is_said() -> None:
    value, notes = parse(DAY, 45623.0)
    assert value == datetime.date(2024, 11, 27)
    assert notes.codes == ["date.number"]


@pytest.mark.parametrize("cell", ["31/02/2024", "besok", "11/27/2024", 3.0, "2024-13-01", True])
def test_what_is_no_date(cell: Any) -> None:
    assert parse(DAY, cell)[1].codes == ["date.unreadable"]


PHONE = OFFICERS.column("phone")


def test_phones_get_their_zero_back() -> None:
    value, notes = parse(PHONE, 81234567890.0)
    assert value == "081234567890"
    assert notes.codes == ["phone.lost_zero"]
    assert parse(PHONE, "+62 812-3456-7890")[0] == "+62 812-3456-7890"
    assert parse(PHONE, "8,12E+11")[1].codes == ["code.scientific"]


RANK = OFFICERS.column("rank")


@pytest.mark.parametrize(
    ("cell", "rank"), [("BRIPKA", "Bripka"), ("Brigadir", "Brigpol"), ("a k p", "AKP")]
)
def test_ranks_in_any_writing(cell: str, rank: str) -> None:
    assert parse(RANK, cell)[0] == rank


def test_an_unknown_rank_suggests_the_nearest() -> None:
    value, notes = parse(RANK, "Bripkaa")
    assert value is BAD
    assert notes.found[0][2]["meant"] == "Bripka"


def test_skills_are_split_and_each_unknown_one_is_named() -> None:
    skills = OFFICERS.column("skills")
    assert parse(skills, "perahu | P3K")[0] == {"boat", "first_aid"}
    value, notes = parse(skills, "perahu|terbang|menyelam")
    assert value is BAD
    assert len(notes.found) == 2


@pytest.mark.parametrize(
    ("cell", "value"), [("Ya", True), ("TIDAK", False), (True, True), (0, False)]
)
def test_flags(cell: Any, value: bool) -> None:
    assert parse(STATIONS.column("special"), cell)[0] is value


def test_no_word_of_a_list_means_two_things() -> None:
    """``r`` or ``k`` standing for two tiers would be read as whichever came first."""
    for table in TABLES:
        for column in table.columns:
            seen: dict[str, str] = {}
            for stored, words in column.choices.items():
                for word in (stored, *words):
                    key = word.casefold().replace(" ", "").replace("_", "")
                    assert seen.setdefault(key, stored) == stored, (column.name, word)


any_cell = st.one_of(
    st.text(max_size=40),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.from_regex(r"[+-]?\d{1,20}([.,]\d{1,5})?([eE][+-]?\d{1,4})?", fullmatch=True),
)


@given(st.sampled_from([column for table in TABLES for column in table.columns]), any_cell)
def test_no_cell_raises_and_no_bad_cell_is_silent(column: Column, cell: Any) -> None:
    cleaned = cells.clean(cell)
    if cleaned is None:
        return
    value, notes = parse(column, cleaned)
    failed = any(error for _, error, _ in notes.found)
    assert (value is BAD) == failed
    if column.kind is Kind.WHOLE and value is not BAD:
        assert isinstance(value, int)


@given(st.integers(1, 2**53 - 1))
def test_codes_stored_as_numbers_keep_every_digit(code: int) -> None:
    assert codes.parse_id(float(code), ID, Notes()) == str(code)


@given(st.from_regex(r"(1[1-9]|[2-8][0-9]|9[0-7])[0-9]{4}[123][0-9]{3}", fullmatch=True))
def test_dots_make_no_difference_to_a_village_code(digits: str) -> None:
    dotted = f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}.{digits[6:]}"
    assert parse(VILLAGE, digits)[0] == parse(VILLAGE, dotted)[0] == dotted
