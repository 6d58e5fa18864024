"""Which table of the operation folder a sent file is: by its headers, then by its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from siaga.intake.collector import At, Problems
from siaga.intake.columns import TableSchema
from siaga.intake.csv_files import DELIMITERS, decode, text_rows
from siaga.intake.forbidden import is_vote_count
from siaga.intake.headers import header_score, plain
from siaga.intake.schemas import TABLES
from siaga.intake.xlsx_files import Workbook

_NAMES: Final = {
    "stations": ("stations", "tps", "tempatpemungutansuara"),
    "officers": ("officers", "personel", "personil", "anggota", "roster"),
    "bases": ("bases", "pangkalan", "satuan"),
    "indicators": ("indicators", "indikator", "kerawanan"),
    "travel/measured": ("measured", "waktutempuh", "ukur"),
}
"""Plain words in a file's or sheet's name -> its table."""


def table_named(name: str) -> TableSchema | None:
    """The table a file or sheet is called after; None when its name says none, or several."""
    stem = re.sub(r"(?i)\.(csv|xlsx|txt|tsv)$", "", name)
    word = plain(stem.rpartition("/")[2])
    exact = [s for s in TABLES if word in (*_NAMES[s.name], *(plain(n) for n in s.sheets))]
    if len(exact) == 1:
        return exact[0]
    parts = {plain(part) for part in re.split(r"[\W_]+|(?<=\D)(?=\d)", stem)}
    found = [schema for schema in TABLES if parts & set(_NAMES[schema.name])]
    return found[0] if len(found) == 1 else None


def table_headed(rows: Sequence[Sequence[object]]) -> TableSchema | None:
    """The table whose required headers are all there; with several, that with most columns."""
    best: TableSchema | None = None
    best_score = (0.0, 0)
    for schema in TABLES:
        required, found = header_score(rows, schema)
        score = (required / len(schema.required), found)
        if required == len(schema.required) and score > best_score:
            best, best_score = schema, score
    return best


def text_table(name: str, data: bytes, problems: Problems) -> TableSchema | None:
    """The table in a text file; None, with the problem noted, when it can not be told."""
    text = decode(data, At(name), Problems())
    rows: list[list[str]] = []
    headed: TableSchema | None = None
    for delimiter in DELIMITERS:
        rows = text_rows(text or "", delimiter)
        headed = table_headed(rows)
        if headed is not None:
            break
    return _agreed(name, headed, problems)


def _agreed(name: str, headed: TableSchema | None, problems: Problems) -> TableSchema | None:
    """The headers decide; the name is for a table that misses a column, to be told so."""
    named = table_named(name)
    if headed is None and named is None:
        problems.error("upload.table_unknown", At(name))
        return None
    if headed is None:
        return named
    if named is not None and named is not headed:
        problems.warn("upload.other_name", At(name), named=named.name, table=headed.name)
    return headed


def workbook_tables(
    name: str, workbook: Workbook, problems: Problems
) -> dict[str, TableSchema] | None:
    """Sheet -> its table, for every sheet that holds one; None, with the problem noted, for none.

    A sheet named after a table holds it even when a column is missing, so that reading can say
    which. A workbook with one filled sheet may be named instead.
    """
    _refuse_vote_counts(name, workbook, problems)
    found: dict[str, TableSchema] = {}
    filled: list[str] = []
    for sheet in workbook.sheets:
        grid = workbook.grid(sheet, problems)
        if grid is None or not any(cell not in ("", None) for row in grid.rows for cell in row):
            continue
        filled.append(sheet)
        table = table_headed(grid.rows) or table_named(sheet)
        if table is not None:
            found[sheet] = table
    if problems.has_errors:
        return None
    if not filled:
        problems.error("xlsx.no_content", At(name))
        return None
    if len(filled) == 1:
        table = _agreed(name, found.get(filled[0]), problems)
        return None if table is None else {filled[0]: table}
    if not found:
        problems.error("upload.table_unknown", At(name))
        return None
    for sheet in filled:
        if sheet not in found and plain(sheet) not in _NOTES:
            problems.warn("upload.sheet_unused", At(name, sheet), sheet=sheet)
    return found


def _refuse_vote_counts(name: str, workbook: Workbook, problems: Problems) -> None:
    """No sheet may hold results, read or not, shown or hidden: the file would be kept (R1)."""
    for sheet in workbook.all_sheets:
        grid = workbook.grid(sheet, Problems())
        rows = [] if grid is None else grid.rows[:_HEADER_ROWS]
        labels = [cell for row in rows for cell in row if isinstance(cell, str)]
        for label in (sheet, *labels):
            if len(label) <= _LONGEST_LABEL and is_vote_count(label):
                problems.error("upload.vote_count", At(name, sheet), name=label)
                break


_HEADER_ROWS: Final = 3
_LONGEST_LABEL: Final = 40
"""Longer texts are sentences, such as the template's own note about this rule."""

_NOTES: Final = frozenset({"petunjuk", "howtofillin", "keterangan", "notes", "readme"})
"""Sheets of explanations: the template has one."""
