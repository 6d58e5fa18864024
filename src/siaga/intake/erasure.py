"""Taking one officer's personal data out of the files of an operation (R9).

The row stays, with what the service needs to account for the plan: number, rank, unit, origin,
team, duty, availability. Name, sex, home village, skills, phone and every column that is not read
are emptied. A workbook is written anew, so that nothing is left in a corner of it.
"""

from __future__ import annotations

from typing import Final

from siaga.intake.cells import clean
from siaga.intake.codes import usual_length, with_zeros
from siaga.intake.collector import At, Problems
from siaga.intake.csv_files import find_delimiter, read_csv
from siaga.intake.folder_files import Files
from siaga.intake.grid import Grid
from siaga.intake.headers import find_header
from siaga.intake.rewrite import CellRef, csv_bytes, edit_rows, rewrite_workbook
from siaga.intake.schemas import OFFICERS
from siaga.intake.sheets import shown_cell
from siaga.intake.tables import read_table
from siaga.intake.upload import contents_of
from siaga.intake.upload_tables import workbook_tables
from siaga.intake.xlsx_files import ZIP_MARK, open_workbook

ERASED_NAME: Final = "(dihapus)"
"""Stands where the name was: a row without a name is no officer."""

KEPT: Final = frozenset({"id", "rank", "unit", "origin", "team", "available", "duty"})
"""Columns of service, which stay."""


def erase_officer(files: Files, officer: str) -> dict[str, bytes]:
    """The files that hold the officer ``officer`` (NRP as read), written anew without the person.

    Returns:
        Path -> new content, of changed files only; empty when the officer is in none or was erased
        before.
    """
    changed = {}
    for part in contents_of(files):
        if OFFICERS.name in part.contents:
            data = files[part.stored]
            written = _erase(part.stored, data, officer)
            if written is not None:
                changed[part.stored] = written
    return changed


def _erase(name: str, data: bytes, officer: str) -> bytes | None:
    if not data.startswith(ZIP_MARK):
        grid = read_csv(data, OFFICERS, At(name), Problems())
        changes = {} if grid is None else _changes(grid, officer)
        if grid is None or not changes:
            return None
        edit_rows(grid.rows, changes)
        return csv_bytes(grid.rows, find_delimiter(data, OFFICERS))
    workbook = open_workbook(data, At(name), Problems())
    if workbook is None:
        return None
    tables = workbook_tables(name, workbook, Problems()) or {}
    corrections: dict[CellRef, str] = {}
    for sheet, schema in tables.items():
        sheet_grid = workbook.grid(sheet, Problems()) if schema is OFFICERS else None
        if sheet_grid is not None:
            for (row, column), text in _changes(sheet_grid, officer).items():
                corrections[CellRef(sheet, row, column)] = text
    return rewrite_workbook(workbook, workbook.sheets, corrections) if corrections else None


def _changes(grid: Grid, officer: str) -> dict[tuple[int, int], str]:
    """1-based (row, column) -> text, for every filled cell of the officer's rows to be emptied."""
    silent = Problems()
    copy = Grid(grid.at, [list(row) for row in grid.rows], grid.is_text, grid.formulas,
                grid.failed, grid.merged)  # fmt: skip
    header = find_header(copy, OFFICERS, silent)
    table = read_table(copy, OFFICERS, silent)
    if header is None or table is None:
        return {}
    kept = {position for name, position in header.positions.items() if name in KEPT}
    length = usual_length(row.text("id") for row in table.rows)
    changes: dict[tuple[int, int], str] = {}
    for row in table.rows:
        code = row.text("id")
        if officer not in (code, with_zeros(code, length) if code.isdigit() else None):
            continue
        for position, cell in enumerate(grid.rows[row.number - 1]):
            text = ERASED_NAME if position == header.positions.get("name") else ""
            if position not in kept and clean(cell) is not None and shown_cell(cell) != text:
                changes[row.number, position + 1] = text
    return changes
