"""Problems in the sheet's own grid, and cells mended in place."""

from __future__ import annotations

from typing import Any

import pytest

from siaga.intake.folder_files import read_files
from siaga.intake.rewrite import CellRef, CorrectionError, apply_corrections
from siaga.intake.schemas import OFFICERS, STATIONS
from siaga.intake.sheets import column_letter, open_sheet, sheet_keys
from siaga.intake.template import new_operation_files


def files_of(draft: Any) -> dict[str, bytes]:
    draft.write()
    return {
        path.relative_to(draft.path).as_posix(): path.read_bytes()
        for path in draft.path.rglob("*")
        if path.is_file()
    }


def spoiled(draft: Any) -> dict[str, bytes]:
    draft.stations[1]["voters"] = "3OO"
    draft.stations[3]["lat"] = ""
    draft.officers[0]["rank"] = "Brikpa"
    return files_of(draft)


def at(files: dict[str, bytes], table: str) -> Any:
    _, report = read_files(files)
    key = next(key for key in sheet_keys(files) if key.table == table)
    sheet = open_sheet(files, key, report.problems)
    assert sheet is not None
    return sheet


def test_each_problem_stands_at_the_cell_the_user_typed(draft: Any) -> None:
    sheet = at(spoiled(draft), "stations")
    assert sheet.problem_rows == sheet.error_rows == (3, 5)
    assert sheet.header_row == 1
    blocks = sheet.around_problems()
    assert [[row.number for row in block] for block in blocks] == [[2, 3, 4, 5, 6]]
    row = blocks[0][1]
    voters = [c.label for c in sheet.columns].index("dpt")
    assert row.cells[voters] == "3OO"
    assert [problem.code for problem in row.marks[voters]] == ["cell.not_whole_meant"]
    assert sheet.columns[voters].column is STATIONS.column("voters")
    assert sheet.columns[voters].letter == column_letter(voters)


def test_a_page_of_rows_is_a_window_and_never_the_whole(draft: Any) -> None:
    sheet = at(spoiled(draft), "stations")
    assert [row.number for row in sheet.page(2, 3)] == [2, 3, 4]
    assert sheet.page(sheet.total + 1, 5) == ()
    assert [row.number for row in sheet.around_problems(1, 1, 0)[0]] == [5]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_cell_mended_in_place_is_read_as_if_typed_in_the_sheet(draft: Any, kind: str) -> None:
    files = spoiled(draft)
    if kind == "xlsx":
        draft.xlsx("stations", merge=())
        files = files_of(draft) | {}
        draft.path.joinpath("stations.csv").unlink()
        files.pop("stations.csv")
    clean, _ = read_files(files)
    assert clean is None
    for table in ("stations", "officers"):
        sheet = at(files, table)
        labels = [c.label for c in sheet.columns]
        wanted = {
            "stations": {(3, "dpt"): "300", (5, "lintang"): "-2.98"},
            "officers": {(2, "pangkat"): "Bripka"},
        }[table]
        corrections = {
            CellRef(sheet.key.sheet, row, labels.index(label) + 1): text
            for (row, label), text in wanted.items()
        }
        name = sheet.key.file
        files[name] = apply_corrections(name, files[name], corrections)
    operation, report = read_files(files)
    assert operation is not None, [p.text("en") for p in report.errors]
    assert operation.stations[1].voters == 300
    assert operation.stations[3].lat == -2.98
    assert operation.officers[0].rank == "Bripka"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_correction_changes_nothing_else(kind: str, draft: Any, tools: Any) -> None:
    """Codes keep their zeros, numbers and dates stay, other sheets stay."""
    files = dict(new_operation_files("id"))
    if kind == "csv":
        files.pop("isian.xlsx")
        files |= {name: data for name, data in files_of(draft).items() if name.endswith(".csv")}
    before, _ = read_files(files)
    assert before is not None
    sheet = at(files, "officers")
    name = [c.label for c in sheet.columns].index("nama") + 1
    file = sheet.key.file
    files[file] = apply_corrections(
        file, files[file], {CellRef(sheet.key.sheet, 2, name): "Personel 9999"}
    )
    after, report = read_files(files)
    assert [p.code for p in report.problems] == []
    assert after is not None
    assert after.officers[0].name == "Personel 9999"
    assert after.officers[1:] == before.officers[1:]
    assert after.officers[0].id == before.officers[0].id
    for field in ("stations", "bases", "indicators"):
        assert getattr(after, field) == getattr(before, field)


def test_merged_cells_errors_and_formulas_survive_a_correction_elsewhere(
    draft: Any, tools: Any
) -> None:
    grid = draft.grid("stations")
    column = grid[0].index("nama_kecamatan")
    rank = grid[0].index("dpt")
    data = tools.workbook(
        grid,
        sheet="TPS",
        merge=[(1, column, 3, column, "Kecamatan Digabung")],
        formulas={(4, rank): ("=1+1", 2), (5, rank): ("=NA()", "#N/A"), (6, rank): ("=1+1", "")},
    )
    draft.raw["stations.csv"] = None
    draft.raw["stations.xlsx"] = data
    files = files_of(draft)
    _, before = read_files(files)
    files["stations.xlsx"] = apply_corrections(
        "stations.xlsx", data, {CellRef("TPS", 9, grid[0].index("catatan") + 1): "x"}
    )
    _, after = read_files(files)
    lost = [p.code for p in before.problems if p not in after.problems]
    assert set(lost) <= {"formula.value_used"}
    assert len(before.errors) == len(after.errors) >= 2


def test_settings_are_mended_line_by_line(draft: Any) -> None:
    draft.replace("reserve_share", "reserve_shaer")
    files = files_of(draft)
    sheet = at(files, "settings")
    (row,) = sheet.problem_rows
    line = sheet.page(row, 1)[0].cells[0]
    files["operation.toml"] = apply_corrections(
        "operation.toml",
        files["operation.toml"],
        {CellRef("", row, 1): line.replace("shaer", "share")},
    )
    assert at(files, "settings").problem_rows == ()


@pytest.mark.parametrize(
    "cell",
    [CellRef("", 0, 1), CellRef("", 999_999, 1), CellRef("", 5_000, 1), CellRef("", 2, 9999)],
)
def test_a_cell_out_of_reach_is_refused(cell: CellRef, draft: Any) -> None:
    files = files_of(draft)
    with pytest.raises(CorrectionError):
        apply_corrections("stations.csv", files["stations.csv"], {cell: "x"})


def test_the_officers_table_is_told_apart_so_that_it_can_be_withheld(draft: Any) -> None:
    tables = {key.table for key in sheet_keys(new_operation_files("id"))}
    assert tables >= {"settings", STATIONS.name, OFFICERS.name, "bases", "indicators"}
