"""The dry run as it is shown: sheets with their problems, what changes, what was sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from siaga.intake.columns import Column
from siaga.intake.diff import Plain
from siaga.intake.rewrite import CellRef, Corrections, apply_corrections
from siaga.intake.schemas import BASES, INDICATORS, MEASURED, OFFICERS, STATIONS
from siaga.intake.sheets import (
    MAX_SHOWN_CELL,
    Sheet,
    SheetColumn,
    SheetKey,
    SheetRow,
    open_sheet,
)
from siaga.intake.upload import Part, Upload
from siaga.model.language import Language, format_number
from siaga.model.problems import Problem, ProblemReport, Severity
from siaga.server.core.numbers import whole_number
from siaga.server.plan.models import DataFile, DataVersion
from siaga.server.plan.queries.data import version_files
from siaga.server.plan.queries.data_codec import CheckDocument, load_check
from siaga.server.plan.queries.data_proposal import PEOPLE_TABLE
from siaga.server.plan.queries.packed import LastUsed, PackedRows

ROWS_A_PAGE: Final = 25
"""Rows with problems on one page of the grid."""
FEW_COLUMNS: Final = 7
"""A table of so many columns is drawn whole."""
PLAIN_PROBLEMS: Final = 200
"""Most problems listed that belong to no sheet."""

TABLES: Final = {
    "stations": STATIONS, "officers": OFFICERS, "bases": BASES, "indicators": INDICATORS,
    "measured": MEASURED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SheetTab:
    """A sheet to choose, with how much is wrong in it."""

    key: SheetKey
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Scope:
    """A check as one reader may see it: sheets of persons are not for everybody."""

    problems: tuple[Problem, ...]
    tabs: tuple[SheetTab, ...]
    elsewhere: tuple[Problem, ...]
    """Problems that belong to no sheet: files missing, outlines, the archive."""
    hidden: int
    """Problems in sheets this reader may not see."""


def scoped(check: CheckDocument, *, people: bool) -> Scope:
    """``check`` for a reader who may (or may not) see persons."""
    shut = {
        (key.file, key.sheet) for key in check.sheets if key.table == PEOPLE_TABLE and not people
    }
    shut_files = {file for file, sheet in shut if not sheet}
    seen = tuple(
        problem
        for problem in check.problems
        if (problem.file, problem.sheet) not in shut and problem.file not in shut_files
    )
    keys = [key for key in check.sheets if (key.file, key.sheet) not in shut]
    tabs = tuple(_tab(key, seen) for key in keys)
    places = {(key.file, key.sheet) for key in keys} | {(key.file, "") for key in keys}
    elsewhere = tuple(p for p in seen if (p.file, p.sheet) not in places)
    return Scope(seen, tabs, elsewhere, len(check.problems) - len(seen))


def _tab(key: SheetKey, problems: Sequence[Problem]) -> SheetTab:
    own = Counter(p.severity for p in problems if p.file == key.file and p.sheet in ("", key.sheet))
    return SheetTab(key, own[Severity.ERROR], own[Severity.WARNING])


def chosen_tab(scope: Scope, table: str) -> SheetTab | None:
    """The tab of ``table``; without one the first with errors, with warnings, else the first."""
    for tab in scope.tabs:
        if tab.key.table == table:
            return tab
    ranked = sorted(scope.tabs, key=lambda tab: (not tab.errors, not tab.warnings))
    return ranked[0] if ranked else None


_sheets: Final[LastUsed[Sheet | None]] = LastUsed(6)
_checks: Final[LastUsed[CheckDocument]] = LastUsed(4)


def load_sheet(version: DataVersion, key: SheetKey, problems: Sequence[Problem]) -> Sheet | None:
    """The sheet of ``version``; only its own file is read.

    Kept for the next page of it, packed, until the file or the check is another. A sheet of persons
    is read anew each time, so that nothing of somebody erased stays in memory.
    """

    def opened() -> Sheet | None:
        return open_sheet(version_files(version, paths=(key.file,)), key, problems)

    def packed() -> Sheet | None:
        sheet = opened()
        return None if sheet is None else sheet.with_cells(PackedRows(sheet.cells))

    if key.table == PEOPLE_TABLE:
        return opened()
    stored = DataFile.objects.filter(version=version, path=key.file).values_list("sha256").first()
    # Of one check a reader sees all problems or those that are not of persons: their number tells.
    return _sheets.get((version.pk, stored, _mark(version), len(problems), key), packed)


def check_of(version: DataVersion) -> CheckDocument:
    """The check stored with ``version``, read once as long as it stays the same."""
    return _checks.get((version.pk, _mark(version)), lambda: load_check(version.problems))


def _mark(version: DataVersion) -> bytes:
    """Changes with the check of ``version``."""
    return sha256(bytes(version.problems)).digest()


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as it is drawn."""

    text: str
    name: str
    """Name of its input; empty when it is not edited here."""
    severity: str
    """``error``, ``warning`` or empty."""
    anchor: str
    problems: tuple[int, ...]
    """Numbers of its problems on this page, from 1."""
    unused: bool
    letter: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row as it is drawn."""

    number: int
    cells: tuple[GridCell, ...]
    is_header: bool
    severity: str


@dataclass(frozen=True, slots=True)
class GridProblem:
    """A problem beside the grid, with the cell it points at."""

    number: int
    problem: Problem
    anchor: str


@dataclass(frozen=True, slots=True)
class GridPage:
    """A window of a sheet."""

    sheet: Sheet
    header: GridRow | None
    blocks: tuple[tuple[GridRow, ...], ...]
    problems: tuple[GridProblem, ...]
    whole: tuple[Problem, ...]
    """Problems of the sheet as a whole."""
    page: int
    pages: int
    row: int
    """Row that is open for editing as a whole; 0 for none."""
    columns: tuple[SheetColumn, ...]
    """Columns drawn: all, or those that name the row and those with a problem."""

    @property
    def columns_left_out(self) -> int:
        """How many columns are not drawn."""
        return len(self.sheet.columns) - len(self.columns)


def grid_page(sheet: Sheet, query: Mapping[str, str], *, editable: bool) -> GridPage:
    """The window ``query`` asks for: ``page`` of problem rows, or around ``row``."""
    row = number_in(query.get("row"), 0)
    pages = max(1, -(-len(sheet.problem_rows) // ROWS_A_PAGE))
    page = min(max(1, number_in(query.get("page"), 1)), pages)
    blocks: tuple[tuple[SheetRow, ...], ...]
    if 1 <= row <= sheet.total:
        blocks = (sheet.page(max(1, row - 3), 7),)
    elif sheet.problem_rows:
        row = 0
        blocks = sheet.around_problems((page - 1) * ROWS_A_PAGE, ROWS_A_PAGE)
    else:
        row = 0
        blocks = (sheet.page(1, ROWS_A_PAGE),)
    numbered: list[GridProblem] = []
    shown = _shown_columns(sheet, blocks, everything=bool(row) or query.get("columns") == "all")
    drawn = tuple(
        tuple(
            _draw(sheet, line, shown, numbered, editable=editable, whole=line.number == row)
            for line in block
            if not (line.is_header and line.severity is None)
        )
        for block in blocks
    )
    header = None
    if sheet.header_row:
        line = sheet.rows((sheet.header_row,))[0]
        bare = replace(line, marks={}, problems=())
        header = _draw(sheet, bare, shown, [], editable=False, whole=False)
    return GridPage(
        sheet, header, tuple(block for block in drawn if block), tuple(numbered), sheet.problems,
        page, pages, row, tuple(sheet.columns[position] for position in shown),
    )  # fmt: skip


def _shown_columns(
    sheet: Sheet, blocks: Sequence[Sequence[SheetRow]], *, everything: bool
) -> tuple[int, ...]:
    """Positions to draw: a wide table shows what names a row, and where something is wrong."""
    width = len(sheet.columns)
    lines = [line for block in blocks for line in block]
    marked = {position for line in lines for position in line.marks}
    if everything or width <= FEW_COLUMNS or not marked or any(line.problems for line in lines):
        return tuple(range(width))
    return tuple(sorted({0, 1} | marked))


def number_in(text: str | None, default: int) -> int:
    """A whole number of a query; ``default`` when it is none."""
    number = whole_number(text)
    return default if number is None else number


def _draw(
    sheet: Sheet,
    line: SheetRow,
    shown: Sequence[int],
    numbered: list[GridProblem],
    *,
    editable: bool,
    whole: bool,
) -> GridRow:
    cells = []
    open_row = whole or bool(line.problems)
    first_of_row = len(numbered)
    for position in shown:
        text = line.cells[position]
        found = line.marks.get(position, ())
        anchor = f"r{line.number}c{position + 1}"
        numbers = []
        for problem in found:
            numbered.append(GridProblem(len(numbered) + 1, problem, anchor))
            numbers.append(len(numbered))
        errors = any(problem.severity is Severity.ERROR for problem in found)
        short = len(text) < MAX_SHOWN_CELL
        cells.append(
            GridCell(
                text=text,
                name=f"c-{line.number}-{position + 1}"
                if editable and short and (found or open_row)
                else "",
                severity=("error" if errors else "warning") if found else "",
                anchor=anchor,
                problems=tuple(numbers),
                unused=sheet.columns[position].column is None and sheet.header_row > 0,
                letter=sheet.columns[position].letter,
            )
        )
    for problem in line.problems:
        numbered.append(GridProblem(len(numbered) + 1, problem, f"r{line.number}"))
    severity = "" if len(numbered) == first_of_row or line.severity is None else line.severity.value
    return GridRow(line.number, tuple(cells), line.is_header, severity)


def typed_corrections(sheet: Sheet, fields: Mapping[str, str]) -> Corrections:
    """Cells of the form that differ from the sheet; fields named ``c-<row>-<column>``."""
    changes: dict[CellRef, str] = {}
    for name, text in fields.items():
        parts = name.split("-")
        if len(parts) != 3 or parts[0] != "c" or not (parts[1] + parts[2]).isdecimal():
            continue
        row, column = int(parts[1][:9]), int(parts[2][:9])
        shown = sheet.rows((row,))
        before = shown[0].cells[column - 1] if shown and column <= len(shown[0].cells) else None
        if before is not None and before != text:
            changes[CellRef(sheet.key.sheet, row, column)] = text
    return changes


def corrected_upload(
    version: DataVersion, check: CheckDocument, key: SheetKey, corrections: Corrections
) -> Upload:
    """The proposal's files with cells replaced, to be checked again.

    Raises:
        CorrectionError: a cell is not there.
    """
    files = version_files(version)
    files[key.file] = apply_corrections(key.file, files[key.file], corrections)
    kept = tuple(part for part in check.kept if part.stored != key.file)
    received = check.received
    for part in check.kept:
        if part.stored == key.file:  # what is mended is no longer as it was
            received = (
                *received,
                Part(part.stored, part.contents, part.stored, len(files[key.file])),
            )
    of_upload = tuple(p for p in check.problems if _of_upload(p))
    return Upload(files, received, kept, check.replaced, ProblemReport(of_upload))


def _of_upload(problem: Problem) -> bool:
    """Whether receiving said it: reading says everything else again."""
    return problem.code.startswith("upload.") and problem.code not in (
        "upload.other_region", "upload.long_code",
    )  # fmt: skip


def column_of(section: str, field: str) -> Column | None:
    """The column a field of the model is written in."""
    schema = TABLES.get(section)
    return None if schema is None else next((c for c in schema.columns if c.name == field), None)


def value_text(section: str, field: str, value: Plain, language: Language) -> str:
    """A stored value as its table has it: the choice's word, the language's decimal sign."""
    column = column_of(section, field)
    side = 0 if language == "id" else 1
    if value is None or value == "":
        return "\N{EN DASH}"
    if isinstance(value, bool):
        return (("ya", "yes") if value else ("tidak", "no"))[side]
    if isinstance(value, float):
        decimals = 6 if field in ("lat", "lon") else 2
        text = format_number(value, language, decimals)
        sign = "," if language == "id" else "."
        return text.rstrip("0").rstrip(sign) if field not in ("lat", "lon") else text
    if isinstance(value, int):
        return format_number(value, language)
    if column is not None and column.choices:
        words = [column.choices.get(part, (part,)) for part in value.split("|")]
        return ", ".join(word[min(side, len(word) - 1)] for word in words)
    return value
