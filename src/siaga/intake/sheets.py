"""The tables of a folder as their sheets show them, with the problems at their cells.

A window is taken, never the whole: rows with problems and their neighbours, or a page of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from siaga.intake.cells import clean, number_text
from siaga.intake.collector import At, Problems, shown
from siaga.intake.columns import Column, TableSchema
from siaga.intake.csv_files import decode, read_csv
from siaga.intake.folder import SETTINGS_FILE
from siaga.intake.folder_files import Files
from siaga.intake.grid import Cell, Grid
from siaga.intake.headers import find_header
from siaga.intake.schemas import TABLES
from siaga.intake.sources import WORKBOOK_FILE
from siaga.intake.upload_tables import workbook_tables
from siaga.intake.xlsx_files import ZIP_MARK, Workbook, choose_sheet, open_workbook
from siaga.model.problems import Problem, Severity

MAX_SHOWN_CELL: Final = 300
"""Characters of a cell that are shown; what is longer ends in an ellipsis and is not edited."""


@dataclass(frozen=True, slots=True)
class SheetKey:
    """Names a sheet of a folder: ``sheet`` is empty in a text file."""

    file: str
    sheet: str
    table: str
    """Schema name, or ``settings``."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its letter, its header as written, and what it is when it is known."""

    letter: str
    label: str
    column: Column | None = None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row as the sheet shows it. ``marks`` maps a 0-based column to its problems."""

    number: int
    cells: tuple[str, ...]
    marks: Mapping[int, tuple[Problem, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    """Problems of the row that belong to no cell of it."""
    is_header: bool = False

    @property
    def severity(self) -> Severity | None:
        """The worst of its problems; None when it has none."""
        found = [*self.problems, *(p for marks in self.marks.values() for p in marks)]
        if not found:
            return None
        errors = any(problem.severity is Severity.ERROR for problem in found)
        return Severity.ERROR if errors else Severity.WARNING


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole sheet and where its problems are; :meth:`rows` takes a window of it."""

    key: SheetKey
    columns: tuple[SheetColumn, ...]
    header_row: int
    """1-based; 0 when no header was found."""
    problems: tuple[Problem, ...]
    """Problems of the sheet as a whole."""
    problem_rows: tuple[int, ...]
    """Rows that have a problem, errors and warnings, ascending."""
    error_rows: tuple[int, ...]
    total: int
    """Rows of the sheet."""
    _cells: Sequence[Sequence[Cell]]
    _placed: Mapping[int, Mapping[int, tuple[Problem, ...]]]
    """Row -> column (-1: none) -> problems."""

    @property
    def cells(self) -> Sequence[Sequence[Cell]]:
        """Every cell, row by row."""
        return self._cells

    def with_cells(self, cells: Sequence[Sequence[Cell]]) -> Sheet:
        """The same sheet over ``cells`` that are kept in another way."""
        return replace(self, _cells=cells)

    def rows(self, numbers: Iterable[int]) -> tuple[SheetRow, ...]:
        """The rows of these numbers, in their order; numbers that are not there are left out."""
        return tuple(self._row(number) for number in numbers if 1 <= number <= self.total)

    def page(self, first: int, count: int) -> tuple[SheetRow, ...]:
        """``count`` rows from row ``first`` on."""
        return self.rows(range(first, first + count))

    def around_problems(
        self, start: int = 0, count: int = 50, context: int = 1, *, errors_only: bool = False
    ) -> tuple[tuple[SheetRow, ...], ...]:
        """Blocks of neighbouring rows: problem rows ``start`` to ``start + count`` and context.

        ``start`` counts problem rows. Blocks that touch are one.
        """
        rows = self.error_rows if errors_only else self.problem_rows
        blocks: list[list[int]] = []
        for number in rows[start : start + count]:
            around = range(max(1, number - context), min(self.total, number + context) + 1)
            if blocks and around.start <= blocks[-1][-1] + 1:
                blocks[-1].extend(n for n in around if n > blocks[-1][-1])
            else:
                blocks.append([*around])
        return tuple(self.rows(block) for block in blocks)

    def _row(self, number: int) -> SheetRow:
        width = len(self.columns)
        cells = [shown_cell(cell) for cell in self._cells[number - 1][:width]]
        cells += [""] * (width - len(cells))
        placed = self._placed.get(number, {})
        return SheetRow(
            number,
            tuple(cells),
            {column: found for column, found in placed.items() if column >= 0},
            placed.get(-1, ()),
            is_header=number == self.header_row,
        )


def shown_cell(cell: Cell) -> str:
    """A cell as the sheet shows it."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    text = number_text(cell) if isinstance(cell, int | float) else str(cell)
    return text if len(text) <= MAX_SHOWN_CELL else text[: MAX_SHOWN_CELL - 1] + "…"


def column_letter(position: int) -> str:
    """0 -> ``A``, 25 -> ``Z``, 26 -> ``AA``."""
    letters = ""
    position += 1
    while position:
        position, left = divmod(position - 1, 26)
        letters = chr(65 + left) + letters
    return letters


def sheet_keys(files: Files) -> tuple[SheetKey, ...]:
    """Every sheet of the folder that can be shown, settings first, then by table."""
    keys = [SheetKey(SETTINGS_FILE, "", "settings")] if SETTINGS_FILE in files else []
    for schema in TABLES:
        for name in (f"{schema.name}.csv", f"{schema.name}.xlsx"):
            if name in files:
                packed = files[name].startswith(ZIP_MARK)
                grid = _grid(name, "", files[name], schema) if packed else None
                keys.append(SheetKey(name, grid.at.sheet if grid else "", schema.name))
    if WORKBOOK_FILE in files:
        workbook = open_workbook(files[WORKBOOK_FILE], At(WORKBOOK_FILE), Problems())
        if workbook is not None:
            tables = workbook_tables(WORKBOOK_FILE, workbook, Problems()) or {}
            keys += [SheetKey(WORKBOOK_FILE, sheet, s.name) for sheet, s in tables.items()]
    return tuple(keys)


def open_sheet(files: Files, key: SheetKey, problems: Sequence[Problem]) -> Sheet | None:
    """The sheet of ``key`` with those of ``problems`` that are its own; None when unreadable."""
    data = files.get(key.file)
    if data is None:
        return None
    if key.table == "settings":
        return _settings_sheet(key, data, problems)
    schema = next((schema for schema in TABLES if schema.name == key.table), None)
    grid = None if schema is None else _grid(key.file, key.sheet, data, schema)
    if schema is None or grid is None:
        return None
    return _sheet(key, grid, schema, problems)


def _grid(name: str, sheet: str, data: bytes, schema: TableSchema) -> Grid | None:
    """The cells, read the way :class:`siaga.intake.sources.Sources` reads them."""
    silent = Problems()
    if not data.startswith(ZIP_MARK):
        return read_csv(data, schema, At(name), silent)
    workbook: Workbook | None = open_workbook(data, At(name), silent)
    if workbook is None:
        return None
    if sheet:
        return workbook.grid(sheet, silent) if sheet in workbook.sheets else None
    return choose_sheet(workbook, schema, silent)


def _settings_sheet(key: SheetKey, data: bytes, problems: Sequence[Problem]) -> Sheet | None:
    """``operation.toml`` as a sheet of one column: a line is a row."""
    text = decode(data, At(key.file), Problems())
    if text is None:
        return None
    lines: list[list[Cell]] = [[line] for line in text.replace("\r\n", "\n").split("\n")]
    placed: dict[int, dict[int, list[Problem]]] = {}
    whole: list[Problem] = []
    for problem in _own(key, problems):
        if problem.row is None or problem.row > len(lines):
            whole.append(problem)
        else:
            placed.setdefault(problem.row, {}).setdefault(0, []).append(problem)
    columns = (SheetColumn("", key.file),)
    return _made(key, columns, 0, whole, placed, lines)


def _own(key: SheetKey, problems: Sequence[Problem]) -> list[Problem]:
    sheet = shown(key.sheet)
    return [p for p in problems if p.file == key.file and (not p.sheet or p.sheet == sheet)]


def _sheet(key: SheetKey, grid: Grid, schema: TableSchema, problems: Sequence[Problem]) -> Sheet:
    header = find_header(grid, schema, Problems())
    width = max((len(row) for row in grid.rows), default=0)
    while width > 1 and all(clean(cell) is None for row in grid.rows for cell in row[width - 1 :]):
        width -= 1
    labels = [*header.labels[:width]] if header is not None else []
    labels += [""] * (width - len(labels))
    known: dict[int, Column] = {}
    if header is not None:
        known = {position: schema.column(name) for name, position in header.positions.items()}
    columns = tuple(
        SheetColumn(column_letter(position), label, known.get(position))
        for position, label in enumerate(labels)
    )
    by_label: dict[str, int] = {}
    for position, label in enumerate(labels):
        by_label.setdefault(shown(label), position)
    for position, column in known.items():
        by_label.setdefault(column.name, position)
    placed: dict[int, dict[int, list[Problem]]] = {}
    whole: list[Problem] = []
    for problem in _own(key, problems):
        if problem.row is None or not 1 <= problem.row <= len(grid.rows):
            whole.append(problem)
            continue
        position = by_label.get(problem.column, -1) if problem.column else -1
        placed.setdefault(problem.row, {}).setdefault(position, []).append(problem)
    header_row = 0 if header is None else header.last_row + 1
    return _made(key, columns, header_row, whole, placed, grid.rows)


def _made(
    key: SheetKey,
    columns: tuple[SheetColumn, ...],
    header_row: int,
    whole: Sequence[Problem],
    placed: Mapping[int, Mapping[int, Sequence[Problem]]],
    cells: Sequence[Sequence[Cell]],
) -> Sheet:
    errors = sorted(
        row
        for row, found in placed.items()
        if any(p.severity is Severity.ERROR for marks in found.values() for p in marks)
    )
    return Sheet(
        key=key,
        columns=columns,
        header_row=header_row,
        problems=tuple(whole),
        problem_rows=tuple(sorted(placed)),
        error_rows=tuple(errors),
        total=len(cells),
        _cells=cells,
        _placed={
            row: {column: tuple(problems) for column, problems in found.items()}
            for row, found in placed.items()
        },
    )
