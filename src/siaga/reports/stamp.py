"""What a print says of itself on every page: which plan, in which state, where on record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stamp:
    """A line for the foot of every page, and a mark across it while the plan is no order."""

    line: str
    """``Rencana 3 · revisi 2 · TERBIT 27 November 2024 · jurnal 118 · 5f3a…``, in the language of
    the print."""
    mark: str = ""
    """``DRAF / DRAFT``; empty on the order in force."""


def stamp_fields(stamp: Stamp | None) -> dict[str, str]:
    """The stamp as a template takes it; empty texts without one."""
    return {"stamp": stamp.line, "mark": stamp.mark} if stamp else {"stamp": "", "mark": ""}
