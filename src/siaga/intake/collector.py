"""Collects problems while reading goes on: nothing stops at the first one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from siaga.intake.texts import MESSAGES, REMEDIES
from siaga.model.language import LANGUAGES
from siaga.model.problems import Problem, ProblemReport, Severity

_SHOWN_LENGTH: Final = 60
"""Most characters of a user's text repeated in a message."""


@dataclass(frozen=True, slots=True)
class At:
    """A place in the input: ``row`` is 1-based as the spreadsheet (or the text file) shows it."""

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def cell(self, row: int | None, column: str = "") -> At:
        """The same file and sheet at another row and column."""
        return At(self.file, self.sheet, row, column)


def shown(value: object) -> str:
    """A user's value as it may appear in a message: one line, printable, not too long."""
    text = str(value)
    text = "".join(letter if letter.isprintable() else "·" for letter in text[: _SHOWN_LENGTH * 2])
    return text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1] + "…"


_MANY: Final = 400
"""Among more words than this nothing is suggested: it would take long and be a guess."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word closest to ``word``, or an empty text when none comes near."""
    return _nearest(word[: _SHOWN_LENGTH * 2], tuple(known))


@lru_cache(maxsize=2048)
def _nearest(word: str, known: tuple[str, ...]) -> str:
    if len(known) > _MANY:
        return ""
    words = {candidate.casefold(): candidate for candidate in sorted(known)}
    found = difflib.get_close_matches(word.casefold(), words, n=1, cutoff=0.6)
    return words[found[0]] if found else ""


class Problems:
    """The problems found so far, in reading order."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def __len__(self) -> int:
        return len(self._found)

    def error(self, code: str, at: At, /, **values: object) -> None:
        """Note a problem that stops a plan."""
        self._add(code, Severity.ERROR, at, values)

    def warn(self, code: str, at: At, /, **values: object) -> None:
        """Note a problem worth a look."""
        self._add(code, Severity.WARNING, at, values)

    def add(self, problem: Problem) -> None:
        """Note a problem that was worded elsewhere."""
        self._found.append(problem)

    def report(self) -> ProblemReport:
        """Everything found so far."""
        return ProblemReport(tuple(self._found))

    @property
    def has_errors(self) -> bool:
        """Whether a plan can not be made."""
        return any(problem.severity is Severity.ERROR for problem in self._found)

    def _add(self, code: str, severity: Severity, at: At, values: dict[str, object]) -> None:
        said = {
            name: value if isinstance(value, int | float) else shown(value)
            for name, value in values.items()
        }
        indonesian, english = LANGUAGES
        self._found.append(
            Problem(
                code=code,
                severity=severity,
                message=(
                    MESSAGES.say(code, indonesian, **said),
                    MESSAGES.say(code, english, **said),
                ),
                remedy=(
                    REMEDIES.say(code, indonesian, **said),
                    REMEDIES.say(code, english, **said),
                ),
                file=at.file,
                sheet=shown(at.sheet),
                row=at.row,
                column=shown(at.column),
            )
        )
