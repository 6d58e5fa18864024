"""``plan.xlsx``: one sheet per table, ready to filter and to print.

No cell is a formula: every text is written as text, whatever it begins with.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

from siaga.model.language import Language
from siaga.model.operation import Operation
from siaga.reports.stamp import Stamp
from siaga.reports.tables import Cell, Column, Table
from siaga.reports.texts import say

_FONT = "Calibri"
_HEAD = {
    "font_name": _FONT, "font_size": 10, "bold": True, "font_color": "#FFFFFF",
    "bg_color": "#12395B", "text_wrap": True, "valign": "vcenter", "border": 1,
    "border_color": "#12395B",
}  # fmt: skip
_BODY = {
    "font_name": _FONT, "font_size": 10, "valign": "top", "bottom": 1, "bottom_color": "#D5DBE1",
}  # fmt: skip
_NUMBERS = {"integer": "#,##0", "decimal": "#,##0.0", "degrees": "0.00000"}


def write_workbook(
    tables: Sequence[Table],
    path: Path,
    operation: Operation,
    language: Language,
    stamp: Stamp | None = None,
) -> None:
    """Write ``tables`` to ``path``; ``stamp`` stands at the foot of every printed page.

    Sheets are A4 landscape, fit to the width of a page, with the header on every page, frozen on
    screen and with filters. Codes and phone numbers are text, numbers are numbers.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties(
            {
                "title": f"{operation.unit_name} · {operation.election.name}",
                "author": "Siaga",
                # The voting day instead of now: the same plan gives the same file.
                "created": datetime.combine(operation.election.voting_day, time()),
            }
        )
        formats = _formats(book)
        for table in tables:
            sheet = book.add_worksheet(say(f"sheet.{table.key}", language))
            _fill(sheet, table, formats, language)
            _set_up_print(sheet, table, operation, language)
            if stamp is not None:
                _stamp(sheet, stamp, language)


def _formats(book: Any) -> dict[str, Any]:
    formats = {"head": book.add_format(_HEAD)}
    for kind in ("code", "text", "integer", "decimal", "degrees", "mixed"):
        body: dict[str, Any] = dict(_BODY)
        if kind in _NUMBERS:
            body["num_format"] = _NUMBERS[kind]
        elif kind == "code":
            body["num_format"] = "@"
        else:
            body["text_wrap"] = True
        formats[kind] = book.add_format(body)
    formats["mixed.number"] = book.add_format({**_BODY, "num_format": "#,##0", "align": "left"})
    return formats


def _fill(sheet: Any, table: Table, formats: dict[str, Any], language: Language) -> None:
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, say(f"column.{column.key}", language), formats["head"])
    sheet.set_row(0, 32)
    for row_number, row in enumerate(table.rows, start=1):
        for number, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            _write(sheet, row_number, number, column, cell, formats)
    last = max(1, len(table.rows))
    sheet.autofilter(0, 0, last, len(table.columns) - 1)
    sheet.freeze_panes(1, 1)


def _write(
    sheet: Any, row: int, number: int, column: Column, cell: Cell, formats: dict[str, Any]
) -> None:
    if cell is None:
        sheet.write_blank(row, number, None, formats[column.kind])
    elif isinstance(cell, str):
        sheet.write_string(row, number, cell, formats[column.kind])
    else:
        kind = "mixed.number" if column.kind == "mixed" else column.kind
        sheet.write_number(row, number, cell, formats[kind])


def _set_up_print(sheet: Any, table: Table, operation: Operation, language: Language) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
    title = say(f"sheet.{table.key}", language)
    # "&" starts a code in a header; doubled it is itself.
    owner = f"{operation.unit_name} · {operation.election.name}".replace("&", "&&")
    sheet.set_header(f"&L&8{owner}&R&8{title}")
    sheet.set_footer(f"&C&8{say('page', language)}")


_MOST_FOOTER = 255
"""Characters Excel takes in a footer, codes included."""


def _stamp(sheet: Any, stamp: Stamp, language: Language) -> None:
    words = f"{stamp.mark} · {stamp.line}" if stamp.mark else stamp.line
    end = f"&R&7{say('page', language)}"
    room = _MOST_FOOTER - len(end) - len("&L&7")
    sheet.set_footer(f"&L&7{words.replace('&', '&&')[:room]}{end}")
