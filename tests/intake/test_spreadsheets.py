"""Spreadsheet traps: header rows, totals, merged cells, formulas, sheets, encodings, bad files."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest

from siaga.intake import limits

TITLE = ["DAFTAR TPS KABUPATEN CONTOH"]


def test_title_rows_above_the_header(draft) -> None:
    """Official lists have a title, an empty line, then the header; rows count from the top."""
    grid = [TITLE, [], *draft.grid("stations")]
    grid[4][6] = "3OO"
    draft.xlsx("stations", grid)
    problem = draft.error("cell.not_whole_meant")
    assert (problem.row, problem.column, problem.sheet) == (5, "dpt", "Sheet1")
    assert problem.text("en") == (
        'stations.xlsx, sheet "Sheet1", row 5, column "dpt": "3OO" is not a whole number; '
        "write 300 if that is meant"
    )


def test_merged_header_over_two_rows(draft) -> None:
    grid = draft.grid("stations")
    upper, lower = list(grid[0]), [""] * len(grid[0])
    lower[7], lower[8] = "Lintang", "Bujur"
    upper[7] = "Koordinat"
    upper[8] = ""
    draft.xlsx("stations", [upper, lower, *grid[1:]], merge=[(0, 7, 0, 8, "Koordinat")])
    operation, report = draft.read()
    assert not report.problems
    assert operation is not None
    assert len(operation.stations) == 12


def test_column_numbers_under_the_header_are_passed_over(draft) -> None:
    grid = draft.grid("stations")
    grid.insert(1, [f"({number})" for number in range(1, len(grid[0]) + 1)])
    draft.xlsx("stations", grid)
    assert draft.warning("row.numbering").row == 2


@pytest.mark.parametrize("word", ["TOTAL", "Jumlah", "Sub Total", "JML"])
def test_totals_row_is_not_a_station(draft, word: str) -> None:
    grid = [*draft.grid("stations"), [word, "", "", "", "", "", 4878]]
    draft.xlsx("stations", grid)
    assert draft.warning("row.total").row == 14


def test_a_village_called_jumlah_is_no_total(draft) -> None:
    draft.stations[0]["village_name"] = "Jumlah Baru"
    assert not draft.codes()


def test_blank_lines_and_a_header_repeated_are_passed_over(draft, tools) -> None:
    grid = draft.grid("stations")
    rows = [*grid[:3], [""], ["", ""], grid[0], *grid[3:], [], []]
    draft.raw["stations.csv"] = tools.csv_bytes(rows)
    _, report = draft.read()
    found = {problem.code: problem for problem in report.problems}
    assert found.keys() == {"row.blank", "row.header_again"}
    assert found["row.blank"].row == 4
    assert "2 blank rows" in found["row.blank"].message[1]
    assert found["row.header_again"].row == 6


def test_merged_data_cells_count_for_every_row(draft) -> None:
    grid = draft.grid("stations")
    for row in (1, 2):
        grid[row][3] = ""
    draft.xlsx("stations", grid, merge=[(1, 3, 2, 3, "Suka Maju")])
    operation, report = draft.read()
    assert [problem.code for problem in report.problems] == ["cells.merged"]
    assert operation is not None
    assert {station.village_name for station in operation.stations[:2]} == {"Suka Maju"}


def test_formula_uses_its_last_value_and_says_so(draft) -> None:
    grid = draft.grid("stations")
    grid[1][6] = ""
    draft.xlsx("stations", grid, formulas={(1, 6): ("=400+12", 412)})
    problem = draft.warning("formula.value_used")
    assert (problem.row, problem.column) == (2, "dpt")


def test_formula_never_calculated_is_an_error(draft) -> None:
    grid = draft.grid("stations")
    grid[1][6] = ""
    draft.xlsx("stations", grid, formulas={(1, 6): ("=400+12", "")})
    draft.error("formula.no_value")


def test_excel_error_in_a_cell_is_named(draft) -> None:
    grid = draft.grid("stations")
    grid[1][6] = ""
    draft.xlsx("stations", grid, formulas={(1, 6): ("=NA()", "#N/A")})
    draft.error("cell.error_value")


def test_the_sheet_whose_header_fits_is_chosen_and_said(draft) -> None:
    draft.xlsx(
        "stations", draft.grid("stations"), sheet="Data",
        others={"Catatan": [["halo"]], "Rekap": [["kecamatan", "dpt"], ["X", 1]]},
    )  # fmt: skip
    problem = draft.warning("sheet.chosen")
    assert problem.sheet == "Data"


def test_two_sheets_that_fit_equally_are_said(draft) -> None:
    grid = draft.grid("stations")
    draft.xlsx("stations", grid, sheet="A", others={"B": grid})
    assert "B" in draft.warning("sheet.several").message[1]


def test_latin_1_is_read_and_said(draft, tools) -> None:
    draft.stations[0]["note"] = "Café Désa"
    draft.raw["stations.csv"] = tools.csv_bytes(draft.grid("stations"), encoding="latin-1")
    operation, report = draft.read()
    assert [problem.code for problem in report.problems] == ["file.encoding"]
    assert "row 2" in report.problems[0].message[1]
    assert operation is not None
    assert operation.stations[0].note == "Café Désa"


def test_excel_separator_hint_is_not_a_row(draft, tools) -> None:
    draft.stations[0]["voters"] = "x"
    draft.raw["stations.csv"] = b"sep=;\r\n" + tools.csv_bytes(draft.grid("stations"))
    assert draft.error("cell.not_whole").row == 2


def test_line_breaks_inside_quotes_count_as_one_row(draft) -> None:
    draft.stations[0]["note"] = "dua\nbaris"
    draft.stations[1]["voters"] = "x"
    assert draft.error("cell.not_whole").row == 3


def test_decimal_comma_in_a_comma_separated_file(draft) -> None:
    """The row falls apart; the message says why instead of calling every cell wrong."""
    lines = [",".join(str(cell) for cell in row) for row in draft.grid("bases")]
    lines[1] = lines[1].replace("-2.975", "-2,975")
    draft.raw["bases.csv"] = "\n".join(lines).encode()
    _, report = draft.read()
    found = [problem for problem in report.problems if problem.code == "row.too_long"]
    assert found[0].row == 2
    assert "semicolons" in found[0].remedy[1]


def test_an_open_quotation_mark_is_named(draft) -> None:
    draft.raw["stations.csv"] = b'kode_tps;dpt\n1;"' + b"x" * 1_100_000
    assert "csv.broken" in draft.codes()


def test_unknown_and_unnamed_columns_are_said(draft) -> None:
    grid = draft.grid("stations")
    for row, extra in zip(grid, ["Keteranganx", *["abc"] * 12], strict=True):
        row.append(extra)
    for row in grid[1:]:
        row.append("stray")
    draft.xlsx("stations", grid)
    _, report = draft.read()
    assert [problem.code for problem in report.problems] == [
        "column.unknown_near",
        "column.unnamed",
    ]


def test_a_misspelt_required_column_is_recognised(draft) -> None:
    grid = draft.grid("stations")
    grid[0][2] = "kode_dsa"
    draft.xlsx("stations", grid)
    codes = draft.codes()
    assert "column.missing_near" in codes
    assert "cell.empty" not in codes


def test_a_column_written_twice_is_refused(draft) -> None:
    grid = draft.grid("stations")
    grid[0][-1] = "DPT"
    draft.xlsx("stations", grid)
    draft.error("column.twice")


@pytest.mark.parametrize(
    "header", ["Perolehan Suara", "suara_sah", "Suara Paslon 1", "Total Votes", "C-Hasil"]
)
def test_vote_counts_are_refused(draft, header: str) -> None:
    """R1: police do not record vote counts."""
    grid = draft.grid("stations")
    for row, extra in zip(grid, [header, *["12"] * 12], strict=True):
        row.append(extra)
    draft.xlsx("stations", grid)
    draft.error("column.vote_count")


@pytest.mark.parametrize("header", ["Surat Suara", "Tempat Pemungutan Suara", "Kotak suara"])
def test_ballot_papers_are_no_vote_counts(draft, header: str) -> None:
    grid = draft.grid("stations")
    for row, extra in zip(grid, [header, *["12"] * 12], strict=True):
        row.append(extra)
    draft.xlsx("stations", grid)
    assert "column.vote_count" not in draft.codes()


@pytest.mark.parametrize("header", ["Agama", "suku", "Partai"])
def test_traits_of_people_are_not_read_and_said(draft, header: str) -> None:
    grid = draft.grid("officers")
    for row, extra in zip(grid, [header, *["x"] * len(draft.officers)], strict=True):
        row.append(extra)
    draft.xlsx("officers", grid)
    draft.warning("column.sensitive")


def test_csv_named_xlsx_and_the_other_way_round(draft, tools) -> None:
    draft.raw["stations.csv"] = tools.workbook(draft.grid("stations"))
    draft.raw["officers.csv"] = None
    draft.raw["officers.xlsx"] = tools.csv_bytes(draft.grid("officers"))
    operation, report = draft.read()
    assert operation is not None
    assert [problem.code for problem in report.problems] == ["file.really_xlsx", "file.really_csv"]


def test_locked_and_old_workbooks_are_told_apart(draft) -> None:
    mark = b"\xd0\xcf\x11\xe0"
    draft.raw["stations.csv"] = None
    draft.raw["stations.xlsx"] = mark + "EncryptedPackage".encode("utf-16-le")
    draft.error("xlsx.encrypted")
    draft.raw["stations.xlsx"] = mark + bytes(100)
    draft.error("xlsx.old")


def test_a_cut_off_workbook_is_an_error(draft, tools) -> None:
    draft.raw["stations.csv"] = None
    draft.raw["stations.xlsx"] = tools.workbook(draft.grid("stations"))[:-300]
    draft.error("xlsx.broken")


def test_a_zip_that_is_no_workbook(draft) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("foto.jpg", "x")
    draft.raw["stations.csv"] = None
    draft.raw["stations.xlsx"] = target.getvalue()
    draft.error("xlsx.not_workbook")


def test_a_file_over_the_limit_is_not_read(draft, monkeypatch: pytest.MonkeyPatch) -> None:
    """300 MB must not fill the memory of an office laptop."""
    draft.write()
    with (draft.path / "stations.csv").open("r+b") as stream:
        stream.truncate(300 * limits.MEGABYTE)  # sparse: takes no room
    draft.raw["stations.csv"] = None
    problem = draft.error("file.too_large")
    assert "300 MB" in problem.message[1]


def bomb(size: int) -> bytes:
    """A workbook whose sheet unpacks to ``size`` bytes of nothing."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as stream:
            for _ in range(size // limits.MEGABYTE):
                stream.write(bytes(limits.MEGABYTE))
    return target.getvalue()


def test_a_zip_bomb_is_refused_by_what_it_states(draft) -> None:
    draft.raw["stations.csv"] = None
    draft.raw["stations.xlsx"] = bomb(250 * limits.MEGABYTE)
    assert len(draft.raw["stations.xlsx"]) < limits.MEGABYTE
    draft.error("xlsx.bomb")


def test_a_zip_bomb_that_lies_about_its_size_is_refused_too(draft) -> None:
    """The size in a zip's directory is only a claim."""
    honest = bomb(30 * limits.MEGABYTE)
    size = struct.pack("<I", 30 * limits.MEGABYTE)
    assert size in honest
    draft.raw["stations.csv"] = None
    draft.raw["stations.xlsx"] = honest.replace(size, struct.pack("<I", 1000))
    codes = draft.codes()
    assert codes in (["xlsx.bomb"], ["xlsx.broken"])


def test_unpacking_is_counted_and_cut(draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siaga.intake.xlsx_parts._stated_bomb", lambda *_: False)
    monkeypatch.setattr("siaga.intake.xlsx_parts.MAX_UNPACKED_BYTES", 4 * limits.MEGABYTE)
    draft.raw["stations.csv"] = None
    draft.raw["stations.xlsx"] = bomb(8 * limits.MEGABYTE)
    draft.error("xlsx.bomb")


def test_one_cell_at_the_far_corner_does_not_fill_the_memory(draft, tools) -> None:
    """Two cells can span 17 billion: 1,048,576 rows of 16,384 columns."""
    plain = tools.workbook([["kode_tps"], ["x"]])
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b'r="A2"', b'r="XFD1048576"')
                content = content.replace(b'<row r="2"', b'<row r="1048576"')
            new.writestr(name, content)
    draft.raw["stations.csv"] = None
    draft.raw["stations.xlsx"] = target.getvalue()
    assert "table.too_many_rows" in draft.codes()


def test_too_many_rows_are_refused(draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siaga.intake.csv_files.MAX_ROWS", 16)
    draft.error("table.too_many_rows")


@pytest.mark.parametrize("content", [b"", b"\n\n", b";;;\n;;\n"])
def test_an_empty_file_is_said(draft, content: bytes) -> None:
    draft.raw["stations.csv"] = content
    draft.error("file.empty")


def test_a_picture_named_csv_is_no_text(draft) -> None:
    draft.raw["stations.csv"] = b"\x89PNG\r\n\x1a\n" + zlib.compress(b"x" * 999) + bytes(50)
    draft.error("file.not_text")
