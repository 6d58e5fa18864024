"""Finding the header row of a grid, and which of its cells is which column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from siaga.intake.collector import At, Problems, nearest
from siaga.intake.columns import TableSchema
from siaga.intake.forbidden import is_sensitive_trait, is_vote_count
from siaga.intake.grid import Grid

_LOOKED_AT: Final = 40
"""Rows at the top of a sheet among which the header is looked for."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header is and which grid column holds which schema column."""

    last_row: int
    """0-based index of the last header row; data begin below."""
    first_row: int
    labels: tuple[str, ...]
    """Header as written, per grid column."""
    positions: Mapping[str, int]
    """Schema column name -> 0-based grid column, first one found."""


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """``text`` without case, spaces and punctuation: how headers and words are compared."""
    return re.sub(r"[\W_]+", "", text.casefold())


@lru_cache(maxsize=16)
def _names(headers: tuple[tuple[str, ...], ...]) -> Mapping[str, int]:
    names: dict[str, int] = {}
    for official in (True, False):  # an official header wins over another column's alias
        for index, column_headers in enumerate(headers):
            for header in column_headers[:2] if official else column_headers[2:]:
                names.setdefault(plain(header), index)
    return names


def known_headers(schema: TableSchema) -> Mapping[str, str]:
    """Plain header -> schema column name."""
    names = _names(tuple(column.headers for column in schema.columns))
    return {header: schema.columns[index].name for header, index in names.items()}


def header_score(rows: Sequence[Sequence[object]], schema: TableSchema) -> tuple[int, int]:
    """How well a grid fits ``schema``: (required columns found, columns found)."""
    header = _best(rows, known_headers(schema), schema)
    if header is None:
        return (0, 0)
    return (len(schema.required & header.positions.keys()), len(header.positions))


def _match(labels: Sequence[str], known: Mapping[str, str]) -> dict[str, int]:
    positions: dict[str, int] = {}
    for position, label in enumerate(labels):
        name = known.get(plain(label)) if label else None
        if name is not None:
            positions.setdefault(name, position)
    return positions


def _text(cell: object) -> str:
    return cell.strip() if isinstance(cell, str) else ""


def _best(
    rows: Sequence[Sequence[object]], known: Mapping[str, str], schema: TableSchema
) -> Header | None:
    """The row, or two rows joined over merged cells, that match most columns."""
    best: Header | None = None
    best_score = (0, 0)
    looked_at = rows[:_LOOKED_AT]
    for index, row in enumerate(looked_at):
        labels = [_text(cell) for cell in row]
        single = _match(labels, known)
        candidates = [Header(index, index, tuple(labels), single)]
        if index + 1 < len(looked_at):
            below = [_text(cell) for cell in looked_at[index + 1]]
            joined = _joined(labels, below, known)
            candidates.append(Header(index + 1, index, tuple(joined), _match(joined, known)))
        for candidate in candidates:
            found = candidate.positions.keys()
            score = (len(schema.required & found), len(found))
            if score > best_score:
                best, best_score = candidate, score
    return best


def _joined(above: Sequence[str], below: Sequence[str], known: Mapping[str, str]) -> list[str]:
    """Labels of a header over two rows: the lower cell where it is a label, else the upper."""
    width = max(len(above), len(below))
    upper = [*above, *[""] * (width - len(above))]
    lower = [*below, *[""] * (width - len(below))]
    pairs = zip(upper, lower, strict=True)
    return [low if plain(low) in known or not up else up for up, low in pairs]


def find_header(grid: Grid, schema: TableSchema, problems: Problems) -> Header | None:
    """The header of ``grid``; None, with the problem noted, when there is none.

    Notes missing and doubled columns, columns that are not read (with the header probably
    meant), vote-count columns (R1, an error) and traits of people (R16, a warning).
    """
    at = grid.at
    known = known_headers(schema)
    header = _best(grid.rows, known, schema)
    if header is None or not schema.required & header.positions.keys():
        problems.error(
            "header.missing", at, columns=", ".join(sorted(schema.required)), table=schema.name
        )
        return None
    at = at.cell(header.last_row + 1)
    unread = _note_unread(header, schema, known, at, problems)
    for column in schema.columns:
        if column.required and column.name not in header.positions:
            meant = nearest(column.indonesian, unread) or nearest(column.name, unread)
            problems.error(
                "column.missing_near" if meant else "column.missing",
                at.cell(at.row, column.name),
                name=column.name,
                indonesian=column.indonesian,
                meant=meant,
            )
    return header


def _note_unread(
    header: Header, schema: TableSchema, known: Mapping[str, str], at: At, problems: Problems
) -> list[str]:
    """Note every labelled column that is not read; returns their labels."""
    unread: list[str] = []
    for position, label in enumerate(header.labels):
        if not label:
            continue
        here = at.cell(at.row, label)
        name = known.get(plain(label))
        if name is not None:
            if header.positions[name] != position:
                first = header.labels[header.positions[name]]
                problems.error("column.twice", here, name=name, first=first)
        elif is_vote_count(label):
            problems.error("column.vote_count", here, name=label)
        elif is_sensitive_trait(label):
            problems.warn("column.sensitive", here, name=label)
        elif plain(label) not in _RUNNING_NUMBER:
            unread.append(label)
            meant = nearest(label, (c for col in schema.columns for c in col.headers))
            code = "column.unknown_near" if meant else "column.unknown"
            problems.warn(code, here, name=label, meant=meant)
    return unread


_RUNNING_NUMBER: Final = frozenset({"no", "nomor", "nourut", "nomorurut", "nu", "number"})
"""A running number says nothing and needs no warning."""
