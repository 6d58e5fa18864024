"""Workbook and CSV: open right in Indonesian Excel, and run nothing."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.model.operation import Operation
from siaga.model.plan import Plan
from siaga.reports.csv_files import csv_cell, write_csv_files
from siaga.reports.tables import plan_tables
from siaga.reports.workbook import write_workbook

SHEETS = ["Ringkasan", "Pos", "Personel", "TPS", "Regu reaksi cepat", "Kekurangan", "Alasan"]
PAYLOAD = '=HYPERLINK("http://evil.example","klik")'


@pytest.fixture(scope="module")
def book(output: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(output / "plan.xlsx")


def rows(book: openpyxl.Workbook, sheet: str) -> list[dict[str, object]]:
    head, *body = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in body]


def test_sheets_stand_in_reading_order(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == SHEETS


def test_every_sheet_filters_freezes_and_prints_on_a4(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.auto_filter.ref
        assert sheet.freeze_panes == "B2"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)  # 1 is what the format takes by default
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.oddFooter.center.text == "Halaman &P dari &N"


def test_codes_are_text_and_numbers_are_numbers(
    book: openpyxl.Workbook, operation: Operation
) -> None:
    """An NRP as a number loses its zeros and turns into 1,6E+12."""
    people = rows(book, "Personel")
    assert {row["NRP"] for row in people} == {o.id for o in operation.available_officers}
    stations = rows(book, "TPS")
    assert [row["Kode TPS"] for row in stations] == [s.id for s in operation.stations]
    assert all(isinstance(row["Pemilih (DPT)"], int) for row in stations)
    assert all(isinstance(row["Lintang"], float) for row in stations)


def test_each_station_names_its_post(book: openpyxl.Workbook, plan: Plan) -> None:
    found = {str(row["Kode TPS"]): row["Pos"] for row in rows(book, "TPS")}
    assert found == {station: post.id for station, post in plan.post_of_station().items()}


def test_the_summary_is_honest_about_what_is_missing(book: openpyxl.Workbook, plan: Plan) -> None:
    summary = {str(row["Uraian"]): row["Nilai"] for row in rows(book, "Ringkasan")}
    assert summary["Kekurangan menurut hitungan"] == plan.requirement.short
    assert summary["Kekurangan di peta"] == plan.shortage.short
    assert summary["Kebutuhan personel menurut pola"] == plan.requirement.need


def hostile(operation: Operation, text: str) -> Operation:
    """The operation with ``text`` wherever a user may write."""
    officers = tuple(replace(o, name=text, phone=text) for o in operation.officers)
    stations = tuple(replace(s, name=text, village_name=text) for s in operation.stations)
    bases = tuple(replace(b, name=text, phone=text) for b in operation.bases)
    return replace(operation, officers=officers, stations=stations, bases=bases, unit_name=text)


@pytest.mark.parametrize("text", [PAYLOAD, "+1", "-1+1", "@SUM(A1)", "\t=1", "http://evil.example"])
def test_no_cell_of_the_workbook_is_a_formula_or_a_link(
    operation: Operation, plan: Plan, tmp_path: Path, text: str
) -> None:
    """A name in the roster must not run in the chief's Excel."""
    attacked = hostile(operation, text)
    write_workbook(plan_tables(attacked, plan, "id"), tmp_path / "p.xlsx", attacked, "id")
    book = openpyxl.load_workbook(tmp_path / "p.xlsx")
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert [c.coordinate for c in cells if c.data_type == "f" or c.hyperlink] == []
    assert any(cell.value == text for cell in cells)


def test_no_csv_cell_is_a_formula(operation: Operation, plan: Plan, tmp_path: Path) -> None:
    attacked = hostile(operation, PAYLOAD)
    write_csv_files(plan_tables(attacked, plan, "id"), tmp_path / "csv", "id")
    for path in (tmp_path / "csv").iterdir():
        text = path.read_text(encoding="utf-8-sig")
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=";"):
            assert not [cell for cell in row if cell.startswith(("=", "+", "@"))]


@given(st.text())
def test_a_text_cell_never_begins_as_a_formula_and_keeps_its_words(text: str) -> None:
    shown = csv_cell(text, "id")
    assert not shown.lstrip().startswith(("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d"))
    assert shown.removeprefix("'") == text.replace("\x00", "").removeprefix("'")


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_numbers_have_a_decimal_comma_in_indonesian_and_no_apostrophe(value: float) -> None:
    shown = csv_cell(value, "id")
    assert "." not in shown
    assert float(shown.replace(",", ".")) == pytest.approx(value, rel=1e-8)
    assert "," not in csv_cell(value, "en")


def test_csv_files_have_a_bom_and_semicolons(output: Path) -> None:
    """Without them Indonesian Excel puts a whole row in one cell and breaks accents."""
    for path in (output / "csv").iterdir():
        raw = path.read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        assert b";" in raw.splitlines()[0]
        assert raw.endswith(b"\r\n")


def test_english_tables_are_complete(operation: Operation, plan: Plan) -> None:
    tables = plan_tables(operation, plan, "en")
    assert all(table.rows for table in tables)
    words = {str(row[2]) for row in tables[1].rows}
    assert words <= {"Low", "Vulnerable", "Highly vulnerable", "Special"}
