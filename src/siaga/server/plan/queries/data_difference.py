"""What changed between two versions, kept so that a page of it is read without the rest.

A ZIP in memory: ``summary.json`` with the counts, and the rows of each section a page at a time.
A province's 25,000 changed stations are five hundred pages; one is read in milliseconds.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from siaga.intake.diff import Change, Entry, FieldChange, OperationDiff, SectionDiff

CHANGES_A_PAGE: Final = 50

Row = tuple[str, Entry | Change]
"""(``added``, ``changed`` or ``gone``; the row)."""


@dataclass(frozen=True, slots=True)
class SectionSummary:
    """A section's counts."""

    section: str
    added: int
    changed: int
    gone: int
    unchanged: int
    fields: tuple[tuple[str, int], ...]
    """(Field, in how many rows it changed), most first."""

    @property
    def total(self) -> int:
        """Rows that are listed."""
        return self.added + self.changed + self.gone

    @property
    def pages(self) -> int:
        """Pages of rows, at least one."""
        return max(1, -(-self.total // CHANGES_A_PAGE))


@dataclass(frozen=True, slots=True)
class ChangePage:
    """A page of one section's rows: changed first, then gone, then added."""

    section: SectionSummary
    rows: tuple[Row, ...]
    page: int


def dump_difference(difference: OperationDiff | None) -> bytes:
    """``difference`` as it is stored; nothing when it can not be told."""
    if difference is None:
        return b""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "summary.json", [asdict(_summary(s)) for s in difference.sections])
        for section in difference.sections:
            rows = _rows(section)
            for start in range(0, len(rows), CHANGES_A_PAGE):
                page = rows[start : start + CHANGES_A_PAGE]
                name = f"{section.section}/{start // CHANGES_A_PAGE + 1}.json"
                _put(archive, name, [[kind, asdict(row)] for kind, row in page])
    return target.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, text.encode())


def _summary(section: SectionDiff) -> SectionSummary:
    return SectionSummary(
        section.section, len(section.added), len(section.changed), len(section.gone),
        section.unchanged, section.changed_fields,
    )  # fmt: skip


def _rows(section: SectionDiff) -> list[Row]:
    return [
        *(("changed", row) for row in section.changed),
        *(("gone", row) for row in section.gone),
        *(("added", row) for row in section.added),
    ]


class StoredDifference:
    """What :func:`dump_difference` wrote, opened; ``sections`` without those in ``hidden``."""

    def __init__(self, stored: Any, hidden: Sequence[str] = ()) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(bytes(stored)))
        self.sections = tuple(
            SectionSummary(**{**entry, "fields": tuple(tuple(f) for f in entry["fields"])})
            for entry in json.loads(self._archive.read("summary.json"))
            if entry["section"] not in hidden
        )

    def page(self, wanted: str = "", number: int = 1) -> ChangePage | None:
        """A page of section ``wanted``, else of the first that changed; None when none did."""
        changed = [section for section in self.sections if section.total]
        if not changed:
            return None
        section = next((s for s in changed if s.section == wanted), changed[0])
        number = min(max(1, number), section.pages)
        rows = json.loads(self._archive.read(f"{section.section}/{number}.json"))
        return ChangePage(section, tuple((kind, _row(row)) for kind, row in rows), number)


def _row(entry: dict[str, Any]) -> Entry | Change:
    if "fields" not in entry:
        return Entry(entry["key"], entry["label"])
    changes = tuple(FieldChange(f["name"], f["old"], f["new"]) for f in entry["fields"])
    return Change(entry["key"], entry["label"], changes)
