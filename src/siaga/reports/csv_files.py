"""CSV files that open right in Indonesian Excel and carry no formula."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from siaga.model.language import Language
from siaga.reports.tables import Cell, Table
from siaga.reports.texts import say

_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""First characters a spreadsheet takes for the start of a formula, full-width ones too."""


def write_csv_files(tables: Sequence[Table], folder: Path, language: Language) -> None:
    """Write each table to ``folder``: ``;`` between cells, UTF-8 with BOM, CRLF.

    The BOM tells Excel the encoding; ``;`` is the separator where the comma is the decimal sign.
    English files have decimal points and the same separator.
    """
    folder.mkdir()
    for table in tables:
        path = folder / f"{_file_name(say(f'sheet.{table.key}', language))}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
            writer.writerow([say(f"column.{c.key}", language) for c in table.columns])
            writer.writerows([[csv_cell(cell, language) for cell in row] for row in table.rows])


def csv_cell(cell: Cell, language: Language) -> str:
    """One cell as text: numbers with the language's decimal sign, text that can be no formula.

    A text that a spreadsheet would take for a formula gets an apostrophe in front, also when only
    blanks stand before its sign. Numbers are not texts: ``-2.5`` stays a number.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = cell.replace("\x00", "")
        return f"'{text}" if _is_formula(text) else text
    text = f"{cell:.10g}" if isinstance(cell, float) else str(cell)
    return text.replace(".", ",") if language == "id" else text


def _is_formula(text: str) -> bool:
    return text.startswith(_DANGEROUS) or text.lstrip().startswith(_DANGEROUS)


def _file_name(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
