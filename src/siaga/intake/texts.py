"""Sentences of every problem intake can note: what is wrong, and what to write instead."""

from __future__ import annotations

from typing import Final

from siaga.intake.texts_cells import CELLS
from siaga.intake.texts_files import FILES
from siaga.intake.texts_places import PLACES
from siaga.intake.texts_settings import SETTINGS
from siaga.model.language import Catalog

Sentences = dict[str, tuple[str, str, str, str]]
"""Code -> (what is wrong, in Indonesian, English; what to do, in Indonesian, English)."""

_ALL: Final[Sentences] = {**FILES, **CELLS, **PLACES, **SETTINGS}

MESSAGES: Final = Catalog({code: said[:2] for code, said in _ALL.items()})
REMEDIES: Final = Catalog({code: said[2:] for code, said in _ALL.items()})

CODES: Final = tuple(_ALL)
"""Every code, in the order of the documentation."""

SUMMARY: Final = Catalog(
    {
        "head.error": ("Kesalahan ({count}):", "Errors ({count}):"),
        "head.warning": ("Peringatan ({count}):", "Warnings ({count}):"),
        "more_rows": (
            "dan {count} lagi yang sama, baris {rows}",
            "and {count} more like it, rows {rows}",
        ),
        "more": ("dan {count} lagi yang sama", "and {count} more like it"),
        "errors": (
            "{errors} kesalahan, {warnings} peringatan: rencana belum dapat dibuat.",
            "{errors} errors, {warnings} warnings: no plan can be made yet.",
        ),
        "warnings": (
            "Tidak ada kesalahan, {warnings} peringatan: rencana dapat dibuat.",
            "No errors, {warnings} warnings: a plan can be made.",
        ),
        "clean": (
            "Tidak ada kesalahan, tidak ada peringatan.",
            "No errors, no warnings.",
        ),
    }
)
