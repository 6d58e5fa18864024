"""What ``siaga check`` says: every problem, as lines for people or JSON for machines."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from siaga.intake.texts import SUMMARY
from siaga.model.language import LANGUAGES, Language
from siaga.model.problems import Problem, ProblemReport, Severity

FORMAT: Final = 1
"""Version of the JSON; raised when a field changes its meaning."""

_SPELLED_OUT: Final = 3
"""Problems of one kind in one column that are written in full; the rest by their rows."""


def report_dict(report: ProblemReport) -> dict[str, Any]:
    """The report as JSON-able values: both languages, every problem, in reading order.

    ``row`` is null where a problem has none; ``file``, ``sheet`` and ``column`` may be empty.
    """
    return {
        "format": FORMAT,
        "usable": not report.errors,
        "errors": len(report.errors),
        "warnings": len(report.warnings),
        "problems": [
            {
                "code": problem.code,
                "severity": problem.severity.value,
                "file": problem.file,
                "sheet": problem.sheet,
                "row": problem.row,
                "column": problem.column,
                "message": dict(zip(LANGUAGES, problem.message, strict=True)),
                "remedy": dict(zip(LANGUAGES, problem.remedy, strict=True)),
            }
            for problem in report.problems
        ],
    }


def report_json(report: ProblemReport, language: Language) -> str:
    """:func:`report_dict` as text, each problem with its sentence in ``language`` as ``text``."""
    document = report_dict(report)
    for entry, problem in zip(document["problems"], report.problems, strict=True):
        entry["text"] = problem.text(language)
    return json.dumps(document, ensure_ascii=False, indent=2)


def report_lines(report: ProblemReport, language: Language) -> list[str]:
    """Lines for people: errors, then warnings, then the count.

    Many problems of one kind in one column are written once or a few times; the others follow as
    row numbers, so that every one can be found.
    """
    lines: list[str] = []
    for severity, problems in (
        (Severity.ERROR, report.errors),
        (Severity.WARNING, report.warnings),
    ):
        if problems:
            lines.append(SUMMARY.say(f"head.{severity.value}", language, count=len(problems)))
            for group in _groups(problems):
                lines.extend(_group_lines(group, language))
            lines.append("")
    key = "errors" if report.errors else "warnings" if report.warnings else "clean"
    lines.append(
        SUMMARY.say(key, language, errors=len(report.errors), warnings=len(report.warnings))
    )
    return lines


def _groups(problems: Sequence[Problem]) -> list[list[Problem]]:
    """Problems of one kind and column together, groups in order of their first problem."""

    def kind(problem: Problem) -> tuple[str, str, str, str]:
        column = re.sub(r"\[\d+\]", "[]", problem.column)
        return (problem.file, problem.sheet, problem.code, column)

    first: dict[tuple[str, str, str, str], int] = {}
    for index, problem in enumerate(problems):
        first.setdefault(kind(problem), index)
    ordered = sorted(problems, key=lambda problem: first[kind(problem)])
    return [list(group) for _, group in groupby(ordered, key=kind)]


def _group_lines(group: Sequence[Problem], language: Language) -> list[str]:
    spelled = group if len(group) <= _SPELLED_OUT + 1 else group[:_SPELLED_OUT]
    lines = [f"  {problem.text(language)}" for problem in spelled]
    rest = group[len(spelled) :]
    if rest:
        rows = _row_ranges([problem.row for problem in rest if problem.row is not None])
        key = "more_rows" if rows else "more"
        lines.append("    " + SUMMARY.say(key, language, count=len(rest), rows=rows))
    return lines


def _row_ranges(rows: Sequence[int]) -> str:
    """``5-9, 12, 20-31``."""
    ranges: list[list[int]] = []
    for row in sorted(set(rows)):
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    return ", ".join(
        str(first) if first == last else f"{first}\N{EN DASH}{last}" for first, last in ranges
    )
