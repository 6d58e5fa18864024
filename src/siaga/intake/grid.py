"""A grid of cells as a spreadsheet shows it, whatever file it came from."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from siaga.intake.collector import At

Cell = str | float | int | bool | datetime.date | datetime.time | datetime.timedelta | None


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells of one sheet. ``rows[i]`` is what the spreadsheet shows as row ``i + 1``."""

    at: At
    rows: list[list[Cell]]
    is_text: bool
    """From a text file: each record has its own length, and every cell is text."""
    formulas: Mapping[tuple[int, int], bool] = field(default_factory=dict)
    """0-based (row, column) of formulas -> whether their last value is stored."""
    failed: frozenset[tuple[int, int]] = frozenset()
    """0-based (row, column) of cells that show an error such as ``#N/A``."""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """0-based (first row, first column, last row, last column) of merged cells."""
