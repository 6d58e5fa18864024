"""Tables written anew after a cell was changed: same rows, same columns, same values.

A text file keeps its delimiter. A workbook is written anew, each sheet with every cell at its
place: values, codes with leading zeros, dates, merged cells and cells in error stay what they
are. Colours, notes on cells and formulas are not kept (a formula leaves its last value), and
neither is anything a workbook hides: what was taken out of a cell is in no corner of the file.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from siaga.intake.collector import At, Problems
from siaga.intake.csv_files import find_delimiter, read_csv
from siaga.intake.grid import Cell, Grid
from siaga.intake.limits import MAX_COLUMNS, MAX_ROWS
from siaga.intake.schemas import TABLES
from siaga.intake.xlsx_files import ZIP_MARK, Workbook, open_workbook

_NUMBER: Final = re.compile(r"^-?(0|[1-9]\d{0,14})(\.\d{1,12})?$", re.ASCII)
_CELL_CHARACTERS: Final = 2_000
"""Most characters of a corrected cell."""


class CellRef(NamedTuple):
    """A cell: ``row`` and ``column`` count from 1, as the spreadsheet does (A is 1)."""

    sheet: str
    """Empty in a text file."""
    row: int
    column: int


Corrections = Mapping[CellRef, str]


class CorrectionError(ValueError):
    """A correction that can not be made: its sheet is not there, or its cell lies too far out."""


def apply_corrections(name: str, data: bytes, corrections: Corrections) -> bytes:
    """The table file ``data`` with the text of cells replaced; an empty text empties the cell.

    ``name`` is the file's name in the folder: it says which table, and so which delimiter fits.
    A line of ``operation.toml`` is the one cell of its row.

    Raises:
        CorrectionError: a cell is not there, a text is too long, or the file can not be read.
    """
    for cell, text in corrections.items():
        if not (1 <= cell.row <= MAX_ROWS and 1 <= cell.column <= MAX_COLUMNS):
            raise CorrectionError(f"row {cell.row}, column {cell.column} is out of reach")
        if len(text) > _CELL_CHARACTERS:
            raise CorrectionError(f"more than {_CELL_CHARACTERS} characters in one cell")
    if data.startswith(ZIP_MARK):
        workbook = open_workbook(data, At(name), Problems())
        if workbook is None:
            raise CorrectionError("the workbook can not be read")
        return rewrite_workbook(workbook, workbook.sheets, corrections)
    if name.endswith(".toml"):
        return _correct_lines(data, corrections)
    return _correct_csv(name, data, corrections)


def _correct_lines(data: bytes, corrections: Corrections) -> bytes:
    lines = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")
    for cell, text in corrections.items():
        if cell.row > len(lines) or cell.column != 1 or "\n" in text or "\r" in text:
            raise CorrectionError(f"line {cell.row} is not there")
        lines[cell.row - 1] = text
    return "\n".join(lines).encode("utf-8")


def _correct_csv(name: str, data: bytes, corrections: Corrections) -> bytes:
    schema = next((s for s in TABLES if name.rpartition(".")[0] == s.name), TABLES[0])
    grid = read_csv(data, schema, At(name), Problems())
    if grid is None:
        raise CorrectionError("the table can not be read")
    edit_rows(grid.rows, {(c.row, c.column): text for c, text in corrections.items()})
    return csv_bytes(grid.rows, find_delimiter(data, schema))


def csv_bytes(rows: Iterable[Sequence[Cell]], delimiter: str = ";") -> bytes:
    """Rows as CSV: UTF-8 with its mark, CRLF, as Indonesian Excel opens it."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows(rows)
    return target.getvalue().encode("utf-8-sig")


def edit_rows(rows: list[list[Cell]], changes: Mapping[tuple[int, int], str]) -> None:
    """Put texts into ``rows`` at 1-based (row, column); a number stays a number.

    Raises:
        CorrectionError: the row lies more than one below the last.
    """
    for (row, column), text in sorted(changes.items()):
        if row > len(rows) + 1:
            raise CorrectionError(f"row {row} is not there")
        if row == len(rows) + 1:
            rows.append([])
        cells = rows[row - 1]
        cells.extend([""] * (column - len(cells)))
        cells[column - 1] = _typed(text, cells[column - 1])


def _typed(text: str, before: Cell) -> Cell:
    """A number where a number stood and one was typed; text otherwise, so no code loses a zero."""
    was_number = isinstance(before, int | float) and not isinstance(before, bool)
    return float(text) if was_number and _NUMBER.match(text) else text


def rewrite_workbook(
    workbook: Workbook, sheets: Sequence[str], corrections: Corrections | None = None
) -> bytes:
    """The named sheets of ``workbook`` as a new one, with ``corrections``.

    The same for the same content, byte by byte.

    Raises:
        CorrectionError: a sheet is not there or can not be read.
    """
    changes: dict[str, dict[tuple[int, int], str]] = {}
    for cell, text in (corrections or {}).items():
        changes.setdefault(cell.sheet, {})[cell.row, cell.column] = text
    unknown = changes.keys() - set(sheets)
    if unknown:
        raise CorrectionError(f"there is no sheet {min(unknown)}")
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": datetime.datetime(2024, 11, 27)})
    formats = {
        "text": book.add_format({"num_format": "@"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "time": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        "span": book.add_format({"num_format": "[h]:mm:ss"}),
    }
    for sheet in sheets:
        grid = workbook.grid(sheet, Problems())
        if grid is None:
            raise CorrectionError(f"the sheet {sheet} can not be read")
        try:
            _write_sheet(book.add_worksheet(sheet), grid, changes.get(sheet, {}), formats)
        except XlsxWriterException as failure:  # a sheet name or merge Excel itself would refuse
            raise CorrectionError(f"the sheet {sheet} can not be written") from failure
    book.close()
    return target.getvalue()


def _write_sheet(
    page: Any, grid: Grid, changes: Mapping[tuple[int, int], str], formats: Mapping[str, Any]
) -> None:
    rows = [list(row) for row in grid.rows]
    merged = []
    for top, left, bottom, right in grid.merged:
        touched = any(
            top <= row - 1 <= bottom and left <= column - 1 <= right for row, column in changes
        )
        if touched:  # one cell of several is now another: each gets its own
            _fill(rows, (top, left, bottom, right))
        elif (bottom, right) != (top, left):
            merged.append((top, left, bottom, right))
    edit_rows(rows, changes)
    for area in merged:
        page.merge_range(*area, "")
    for index, row in enumerate(rows):
        for position, cell in enumerate(row):
            here = (index, position)
            if (index + 1, position + 1) not in changes:
                if here in grid.failed:
                    page.write_formula(*here, "=NA()", None, "#N/A")
                    continue
                if grid.formulas.get(here) is False:
                    page.write_formula(*here, "=NA()", None, "")
                    continue
            _write_cell(page, here, cell, formats)


def _fill(rows: list[list[Cell]], area: tuple[int, int, int, int]) -> None:
    top, left, bottom, right = area
    value = rows[top][left] if top < len(rows) and left < len(rows[top]) else None
    for index in range(top, min(bottom, len(rows) - 1) + 1):
        for position in range(left, min(right, len(rows[index]) - 1) + 1):
            rows[index][position] = value


def _write_cell(page: Any, here: tuple[int, int], cell: Cell, formats: Mapping[str, Any]) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        page.write_boolean(*here, cell)
    elif isinstance(cell, int | float):
        page.write_number(*here, cell)
    elif isinstance(cell, datetime.datetime):
        page.write_datetime(*here, cell, formats["time"])
    elif isinstance(cell, datetime.date):
        page.write_datetime(*here, cell, formats["date"])
    elif isinstance(cell, datetime.time | datetime.timedelta):
        page.write_datetime(*here, cell, formats["span"])
    else:
        page.write_string(*here, cell[:32_767], formats["text"])
