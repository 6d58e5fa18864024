"""A table file to rows of values: which file, which sheet, which rows are data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from siaga.intake import cells, codes
from siaga.intake.cells import BAD, Bad, Parser, clean
from siaga.intake.collector import At, Problems
from siaga.intake.columns import Column, Kind, TableSchema
from siaga.intake.grid import Cell, Grid
from siaga.intake.headers import Header, find_header, plain

_TOTALS: Final = re.compile(
    r"^\s*(sub\s*-?\s*)?(grand\s+)?(total|jumlah|jml|rekap\w*|sum)\b", re.IGNORECASE
)
_NUMBERING: Final = re.compile(r"^\(?(\d{1,2})\)?(?:[.,]0)?$")

PARSERS: Final[Mapping[Kind, Parser]] = {
    Kind.TEXT: cells.parse_text,
    Kind.ID: codes.parse_id,
    Kind.VILLAGE: codes.parse_village,
    Kind.DISTRICT: codes.parse_district,
    Kind.WHOLE: cells.parse_whole,
    Kind.NUMBER: cells.parse_number,
    Kind.LATITUDE: cells.parse_degrees,
    Kind.LONGITUDE: cells.parse_degrees,
    Kind.CHOICE: cells.parse_choice,
    Kind.CHOICES: cells.parse_choices,
    Kind.FLAG: cells.parse_flag,
    Kind.DATE: cells.parse_date,
    Kind.PHONE: cells.parse_phone,
}


@dataclass(slots=True)
class Row:
    """One data row. ``values[name]`` is None where the cell is empty."""

    number: int
    """As the spreadsheet shows it."""
    values: dict[str, object]
    bad: set[str] = field(default_factory=set)
    """Columns whose problem has been noted; their value is None."""

    def text(self, name: str) -> str:
        """A text value, empty when there is none."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def word(self, name: str, default: str) -> str:
        """A text value, ``default`` when there is none."""
        return self.text(name) or default


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table and where each value stands."""

    at: At
    schema: TableSchema
    labels: Mapping[str, str]
    """Column name -> header as the user wrote it."""
    rows: Sequence[Row]

    def where(self, row: Row, column: str = "") -> At:
        """The place of a value, with the user's own header."""
        return self.at.cell(row.number, self.labels.get(column, column))


def file_name(path: Path, folder: Path) -> str:
    """The name of a file as messages show it: relative to the operation folder."""
    return path.relative_to(folder).as_posix()


def read_table(grid: Grid, schema: TableSchema, problems: Problems) -> Table | None:
    """The rows of ``grid``; None, with the problem noted, when no header is found.

    Blank lines, totals, repeated headers and numbering rows are passed over with a warning.
    Every other row is there, its unreadable cells in ``bad``.
    """
    header = find_header(grid, schema, problems)
    if header is None:
        return None
    _fill_merged(grid, header, problems)
    positions = dict(header.positions)
    labels = {name: header.labels[position] for name, position in positions.items()}
    if schema.required - positions.keys():
        return Table(grid.at, schema, labels, ())  # rows would all be wrong for one reason
    readers = [
        _ColumnReader(
            schema.column(name), position, labels[name], PARSERS[schema.column(name).kind],
            grid, problems,
        )
        for name, position in positions.items()
    ]  # fmt: skip
    rows = [_read_row(grid, index, readers) for index in _data_rows(grid, header, schema, problems)]
    if not rows:
        note = problems.warn if schema.optional else problems.error
        note("table.no_rows", grid.at, table=schema.name)
    _note_unnamed(grid, header, rows, problems)
    return Table(grid.at, schema, labels, rows)


def _fill_merged(grid: Grid, header: Header, problems: Problems) -> None:
    """Write the value of cells merged downwards into each row, as the eye reads them."""
    for top, left, bottom, right in grid.merged:
        if top <= header.last_row or bottom <= top or bottom >= len(grid.rows):
            continue
        if not any(left <= position <= right for position in header.positions.values()):
            continue
        value = grid.rows[top][left] if left < len(grid.rows[top]) else None
        label = header.labels[left] if left < len(header.labels) else ""
        if value in ("", None):
            continue
        problems.warn("cells.merged", grid.at.cell(top + 1, label), first=top + 1, last=bottom + 1)
        for index in range(top + 1, bottom + 1):
            if left < len(grid.rows[index]):
                grid.rows[index][left] = value


def _data_rows(
    grid: Grid, header: Header, schema: TableSchema, problems: Problems
) -> Iterator[int]:
    """Indexes of the rows that hold data."""
    known = {plain(label) for label in header.labels if label}
    first_blank, blanks, pending = 0, 0, 0
    for index in range(header.last_row + 1, len(grid.rows)):
        filled = [cell for cell in grid.rows[index] if clean(cell) is not None]
        if not filled:
            pending += 1
            continue
        if pending:  # blank lines after the last row are nobody's concern
            first_blank = first_blank or index - pending + 1
            blanks, pending = blanks + pending, 0
        at = grid.at.cell(index + 1)
        if index == header.last_row + 1 and _is_numbering(filled):
            problems.warn("row.numbering", at)
        elif len(filled) > 1 and all(isinstance(c, str) and plain(c) in known for c in filled):
            problems.warn("row.header_again", at)
        elif _is_total(grid.rows[index], header, schema):
            problems.warn("row.total", at)
        else:
            yield index
    if blanks:
        problems.warn("row.blank", grid.at.cell(first_blank), count=blanks)


def _is_numbering(filled: Sequence[Cell]) -> bool:
    """Whether the row under the header is ``(1) (2) (3) …``."""
    if len(filled) < 3:
        return False
    numbers = [_NUMBERING.match(str(cell).strip()) for cell in filled]
    return all(
        found is not None and int(found[1]) == position
        for position, found in enumerate(numbers, start=1)
    )


def _is_total(row: Sequence[Cell], header: Header, schema: TableSchema) -> bool:
    """Whether a cell says total and no cell names a row."""
    says = [cell for cell in row if isinstance(cell, str) and cell and _TOTALS.match(cell)]
    if not says:
        return False
    required = [header.positions[name] for name in schema.required if name in header.positions]
    missing = [p for p in required if p >= len(row) or clean(row[p]) is None or row[p] in says]
    key = header.positions.get(schema.key, 0)
    return (
        key >= len(row)
        or clean(row[key]) is None
        or row[key] in says
        or len(missing) * 2 > len(required)
    )


@dataclass(slots=True)
class _ColumnReader:
    """Reads one column row by row; notes problems at the cell it is at.

    One per column and not one per cell: a table of 5,000 rows has 75,000 cells.
    """

    column: Column
    position: int
    label: str
    parser: Parser
    grid: Grid
    problems: Problems
    row: int = 0
    """1-based row being read."""

    @property
    def at(self) -> At:
        """The place of the cell being read."""
        return self.grid.at.cell(self.row, self.label)

    def __call__(self, code: str, /, *, error: bool = True, **values: object) -> None:
        (self.problems.error if error else self.problems.warn)(code, self.at, **values)

    def read(self, index: int, cell: Cell) -> object:
        """The value in row ``index``; None when empty, BAD when its problem was noted."""
        self.row = index + 1
        grid = self.grid
        if (grid.formulas or grid.failed) and not self._has_value(index):
            return BAD
        if cell is None:
            if not self.column.required:
                return None
            self("cell.empty", example=self.column.example)
            return BAD
        return self.parser(cell, self.column, self)

    def _has_value(self, index: int) -> bool:
        """Whether the cell holds a value: a formula's last one does, with a warning."""
        here = (index, self.position)
        if here in self.grid.failed:
            self("cell.error_value")
            return False
        stored = self.grid.formulas.get(here)
        if stored is None:
            return True
        if not stored:
            self("formula.no_value")
            return False
        self("formula.value_used", error=False, value=self.grid.rows[index][self.position])
        return True


def _read_row(grid: Grid, index: int, readers: Sequence[_ColumnReader]) -> Row:
    cells_of_row = grid.rows[index]
    width = len(cells_of_row)
    row = Row(index + 1, {})
    for reader in readers:
        position = reader.position
        value = reader.read(index, clean(cells_of_row[position]) if position < width else None)
        name = reader.column.name
        if isinstance(value, Bad):
            row.bad.add(name)
            value = None
        row.values[name] = value
    return row


def _note_unnamed(grid: Grid, header: Header, rows: Sequence[Row], problems: Problems) -> None:
    """Cells under no header: a decimal comma in a comma-separated file, or stray notes.

    Empty cells too many at the end of a text row do no harm, unless the row can not be read: then
    they say why.
    """
    noted: set[int] = set()
    width = len(header.labels)
    for row in rows:
        cells_of_row = grid.rows[row.number - 1]
        if grid.is_text and len(cells_of_row) > width:
            if row.bad or any(clean(cell) is not None for cell in cells_of_row[width:]):
                problems.error(
                    "row.too_long", grid.at.cell(row.number),
                    cells=len(cells_of_row), headers=width,
                )  # fmt: skip
            continue
        for position, cell in enumerate(cells_of_row):
            named = position < width and header.labels[position]
            if not named and position not in noted and clean(cell) is not None:
                noted.add(position)
                problems.warn(
                    "column.unnamed", grid.at.cell(row.number), position=position + 1, value=cell
                )


__all__ = ["BAD", "PARSERS", "Row", "Table", "file_name", "read_table"]
