"""Workbooks to grids: unpacked under limits first, then read by calamine from the safe copy."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from siaga.intake.collector import At, Problems
from siaga.intake.columns import TableSchema
from siaga.intake.grid import Grid
from siaga.intake.headers import header_score, plain
from siaga.intake.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from siaga.intake.xlsx_parts import SheetScan, Unpacked, scan_sheets, unpack

OLE_MARK: Final = b"\xd0\xcf\x11\xe0"
ZIP_MARK: Final = b"PK"

_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")


class Workbook:
    """One XLSX file, its sheets read on demand.

    Raises nothing for what the file holds: :func:`open_workbook` notes the problem instead.
    """

    def __init__(self, inner: CalamineWorkbook, scans: dict[str, SheetScan], at: At) -> None:
        self._inner = inner
        self._scans = scans
        self._grids: dict[str, Grid | None] = {}
        self.at = at
        self.sheets: tuple[str, ...] = tuple(
            sheet.name
            for sheet in inner.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible
        ) or tuple(inner.sheet_names)
        self.all_sheets: tuple[str, ...] = tuple(inner.sheet_names)
        """With hidden ones, which are not read."""

    def grid(self, sheet: str, problems: Problems) -> Grid | None:
        """The cells of ``sheet``; None, with the problem noted once, when not readable."""
        if sheet not in self._grids:
            self._grids[sheet] = self._read(sheet, problems)
        return self._grids[sheet]

    def _read(self, sheet: str, problems: Problems) -> Grid | None:
        at = At(self.at.file, sheet)
        scan = self._scans.get(sheet, SheetScan())
        if scan.rows > MAX_ROWS:
            problems.error("table.too_many_rows", at, limit=MAX_ROWS)
            return None
        if scan.columns > MAX_COLUMNS or scan.rows * scan.columns > MAX_CELLS:
            problems.error("table.too_many_columns", at, limit=MAX_COLUMNS)
            return None
        try:
            inner = self._inner.get_sheet_by_name(sheet)
            rows = inner.to_python(skip_empty_area=False)
            merged = tuple(
                (top, left, bottom, right)
                for (top, left), (bottom, right) in inner.merged_cell_ranges or ()
            )
        except BaseException as failure:
            _only_reading(failure)
            problems.error("xlsx.broken", at)
            return None
        return Grid(
            at,
            [list(row) for row in rows],
            is_text=False,
            formulas=scan.formulas,
            failed=scan.failed,
            merged=merged,
        )


def _only_reading(failure: BaseException) -> None:
    """Raise ``failure`` again unless it comes from reading a broken file.

    A panic inside calamine arrives as a ``BaseException`` of its own, so ``Exception`` is too
    narrow here; interrupts must pass.
    """
    if isinstance(failure, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
        raise failure


def open_workbook(data: bytes, at: At, problems: Problems) -> Workbook | None:
    """The workbook in ``data``; None, with the problem noted, when it can not be read."""
    if data.startswith(OLE_MARK):
        encrypted = _ENCRYPTED_STREAM in data
        problems.error("xlsx.encrypted" if encrypted else "xlsx.old", at)
        return None
    unpacked = unpack(data, at, problems)
    if unpacked is None:
        return None
    try:
        inner = CalamineWorkbook.from_filelike(io.BytesIO(unpacked.packed))
        names = inner.sheet_names
    except PasswordError:
        problems.error("xlsx.encrypted", at)
        return None
    except CalamineError:
        problems.error("xlsx.broken", at)
        return None
    except BaseException as failure:
        _only_reading(failure)
        problems.error("xlsx.broken", at)
        return None
    if not names:
        problems.error("xlsx.broken", at)
        return None
    return Workbook(inner, scan_sheets(unpacked), at)


def choose_sheet(
    workbook: Workbook, schema: TableSchema, problems: Problems, *, optional: bool = False
) -> Grid | None:
    """The sheet that holds ``schema``'s table, saying which when there was a choice.

    With ``optional``, None without a problem when no sheet fits: the workbook holds other tables.
    """
    scored: list[tuple[tuple[int, int, int], str, Grid]] = []
    wanted = [plain(name) for name in schema.sheets]
    for sheet in workbook.sheets:
        grid = workbook.grid(sheet, problems)
        if grid is None or not _has_content(grid.rows):
            continue
        named = 1 if plain(sheet) in wanted else 0
        required, found = header_score(grid.rows, schema)
        scored.append(((named, required, found), sheet, grid))
    if optional:
        scored = [
            (score, sheet, grid)
            for score, sheet, grid in scored
            if score[0] or score[1] == len(schema.required)
        ]
    if not scored:
        if not optional and not problems.has_errors:
            problems.error("xlsx.no_content", workbook.at)
        return None
    if not optional:  # the header decides, the name only between equals
        scored = [((required, named, found), s, g) for (named, required, found), s, g in scored]
    best = max(score for score, _, _ in scored)
    fitting = [(sheet, grid) for score, sheet, grid in scored if score == best]
    sheet, grid = fitting[0]
    if len(fitting) > 1 and best[0]:
        others = ", ".join(name for name, _ in fitting[1:])
        problems.warn("sheet.several", At(workbook.at.file, sheet), sheet=sheet, others=others)
    elif len(scored) > 1 and not optional:
        problems.warn("sheet.chosen", At(workbook.at.file, sheet), sheet=sheet, table=schema.name)
    return grid


def _has_content(rows: Sequence[Sequence[object]]) -> bool:
    return any(cell not in ("", None) for row in rows for cell in row)


__all__ = ["OLE_MARK", "ZIP_MARK", "Unpacked", "Workbook", "choose_sheet", "open_workbook"]
