"""Problems in what a user gave: each names its place and its remedy."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from siaga.model.language import Catalog, Language

_PLACE = Catalog(
    {
        "sheet": ('lembar "{sheet}"', 'sheet "{sheet}"'),
        "row": ("baris {row}", "row {row}"),
        "column": ('kolom "{column}"', 'column "{column}"'),
    }
)


class Severity(StrEnum):
    """An error stops a plan; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. ``message`` and ``remedy`` are (Indonesian, English) sentences.

    ``row`` is 1-based as the spreadsheet shows it.
    """

    code: str
    """Stable machine name: ``station.duplicate``, ``voters.too_many`` …"""
    severity: Severity
    message: tuple[str, str]
    remedy: tuple[str, str]
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def place(self, language: Language) -> str:
        """``stations.xlsx, sheet "TPS", row 41, column "dpt"``."""
        parts = [self.file] if self.file else []
        if self.sheet:
            parts.append(_PLACE.say("sheet", language, sheet=self.sheet))
        if self.row is not None:
            parts.append(_PLACE.say("row", language, row=self.row))
        if self.column:
            parts.append(_PLACE.say("column", language, column=self.column))
        return ", ".join(parts)

    def text(self, language: Language) -> str:
        """Place, what is wrong and what to write instead, in one sentence."""
        side = 0 if language == "id" else 1
        place = self.place(language)
        head = f"{place}: " if place else ""
        return f"{head}{self.message[side]}; {self.remedy[side]}"


@dataclass(frozen=True, slots=True)
class ProblemReport:
    """All problems of one check, in reading order."""

    problems: tuple[Problem, ...] = field(default=())

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Those that stop a plan."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Those worth a look."""
        return tuple(p for p in self.problems if p.severity is Severity.WARNING)


class InputError(Exception):
    """Input that can not be used; carries every problem found, not only the first."""

    def __init__(self, report: ProblemReport) -> None:
        self.report = report
        super().__init__("\n".join(problem.text("en") for problem in report.errors))
