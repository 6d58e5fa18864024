"""A list as a file: CSV that opens right in Indonesian Excel, or XLSX that keeps leading zeros."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from siaga.model.language import Language
from siaga.reports.csv_files import csv_cell


def table_csv(headers: Sequence[str], rows: Iterable[Sequence[Any]], language: Language) -> bytes:
    """UTF-8 with its mark, ``;`` between cells, no cell that a spreadsheet takes for a formula."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows([[csv_cell(cell, language) for cell in row] for row in rows])
    return target.getvalue().encode("utf-8-sig")


def table_xlsx(title: str, headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """One sheet; texts stay texts, so that a code keeps its zeros and no cell is a formula."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": datetime.datetime(2024, 11, 27)})
    head = book.add_format({"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF"})
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet(title[:31])
    sheet.freeze_panes(1, 1)
    widths = [len(header) + 2 for header in headers]
    sheet.write_row(0, 0, headers, head)
    for index, row in enumerate(rows, start=1):
        for position, cell in enumerate(row):
            if cell is None or cell == "":
                continue
            if isinstance(cell, int | float):
                sheet.write_number(index, position, cell)
            else:
                sheet.write_string(index, position, str(cell), text)
            widths[position] = max(widths[position], min(40, len(str(cell)) + 1))
    for position, width in enumerate(widths):
        sheet.set_column(position, position, width)
    book.close()
    return target.getvalue()
