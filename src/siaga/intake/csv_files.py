"""Text tables to grids: encoding and delimiter are found out, and said when not UTF-8."""

from __future__ import annotations

import csv
import io
from typing import Final

from siaga.intake.collector import At, Problems
from siaga.intake.columns import TableSchema
from siaga.intake.grid import Cell, Grid
from siaga.intake.headers import header_score
from siaga.intake.limits import MAX_COLUMNS, MAX_ROWS

DELIMITERS: Final = (";", ",", "\t", "|")

_LOOKED_AT: Final = 60
"""Records parsed to find the delimiter."""

_MAX_CELL: Final = 1_000_000
"""Most characters of one cell; more means that a quotation mark was never closed."""


def find_delimiter(data: bytes, schema: TableSchema) -> str:
    """The delimiter :func:`read_csv` reads these bytes with."""
    text = decode(data, At(), Problems())
    return "," if text is None else _delimiter(_without_hint(text), schema)


def _without_hint(text: str) -> str:
    """``text`` without a first line such as ``sep=;``, which Excel does not show as a row."""
    first_line, _, rest = text.partition("\n")
    hint = first_line.strip().casefold()
    return rest if hint.startswith("sep=") and len(hint) <= 5 else text


def text_rows(text: str, delimiter: str) -> list[list[str]]:
    """The first records of ``text``, enough to find a header in."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    try:
        for record in reader:
            rows.append(record[:MAX_COLUMNS])
            if len(rows) >= _LOOKED_AT:
                break
    except csv.Error:
        pass  # said when the whole file is read
    return rows


def read_csv(data: bytes, schema: TableSchema, at: At, problems: Problems) -> Grid | None:
    """The grid of a CSV file's bytes; None, with the problem noted, when it is not text."""
    text = decode(data, at, problems)
    if text is None:
        return None
    text = _without_hint(text)
    delimiter = _delimiter(text, schema)
    rows: list[list[Cell]] = []
    csv.field_size_limit(_MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for record in reader:
            rows.append(list(record))
            if len(rows) > MAX_ROWS:
                problems.error("table.too_many_rows", at, limit=MAX_ROWS)
                return None
            if len(record) > MAX_COLUMNS:
                problems.error("table.too_many_columns", at.cell(len(rows)), limit=MAX_COLUMNS)
                return None
    except csv.Error:
        problems.error("csv.broken", at.cell(len(rows) + 1))
        return None
    return Grid(at, rows, is_text=True)


def decode(data: bytes, at: At, problems: Problems) -> str | None:
    """Bytes of a text file as text: UTF-8, UTF-16 with its mark, else Windows-1252 / Latin-1."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            problems.error("file.not_text", at)
            return None
    if b"\x00" in data:
        return _decode_bare_utf16(data, at, problems)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        row = data.count(b"\n", 0, failure.start) + 1
    controls = sum(
        data.count(bytes((code,))) for code in (*range(1, 9), *range(14, 27), *range(28, 32))
    )
    if controls > len(data) // 100:
        problems.error("file.not_text", at)
        return None
    problems.warn("file.encoding", at, row=row)
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _decode_bare_utf16(data: bytes, at: At, problems: Problems) -> str | None:
    """UTF-16 without its mark, told by where the zero bytes lie."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    if max(even, odd) > len(data) // 4 and len(data) % 2 == 0:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            text = "\x00"
        if "\x00" not in text:
            return text
    problems.error("file.not_text", at)
    return None


def _delimiter(text: str, schema: TableSchema) -> str:
    """The delimiter with which most headers of ``schema`` are found; comma when none are."""
    best, best_score = ",", (0, 0, 0)
    for delimiter in DELIMITERS:
        rows = text_rows(text, delimiter)
        width = max((len(row) for row in rows), default=0)
        score = (*header_score(rows, schema), width)
        if score > best_score:
            best, best_score = delimiter, score
    return best
