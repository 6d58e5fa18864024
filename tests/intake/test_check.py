"""What ``siaga check`` says: every problem is in it, in both languages, and nothing is cut."""

from __future__ import annotations

import json
import re
from pathlib import Path

from siaga.intake import texts
from siaga.intake.check import report_dict, report_json, report_lines
from siaga.model.problems import Problem, ProblemReport, Severity

SOURCES = Path(texts.__file__).parent


def problem(row: int, severity: Severity = Severity.ERROR, column: str = "dpt") -> Problem:
    return Problem(
        "x", severity, ("salah", "wrong"), ("tulis 1", "write 1"), "a.csv", "", row, column
    )


def test_every_row_of_many_like_problems_can_be_found() -> None:
    """A thousand lines hide the one that differs; a cut list hides the rest."""
    report = ProblemReport(
        (*(problem(row) for row in range(2, 50)), problem(99), problem(7, column="b"))
    )
    lines = report_lines(report, "id")
    assert lines[0] == "Kesalahan (50):"
    assert lines[1] == '  a.csv, baris 2, kolom "dpt": salah; tulis 1'
    assert "dan 46 lagi yang sama, baris 5\N{EN DASH}49, 99" in lines[4]
    assert 'kolom "b"' in lines[5]
    assert len(lines) == 8


def test_errors_come_before_warnings_and_the_count_last() -> None:
    report = ProblemReport((problem(2, Severity.WARNING), problem(3)))
    lines = report_lines(report, "en")
    assert lines[0] == "Errors (1):"
    assert lines[3] == "Warnings (1):"
    assert lines[-1] == "Errors: 1, warnings: 1. No plan can be made yet."


def test_a_clean_report_says_so() -> None:
    assert report_lines(ProblemReport(), "id") == [
        "Tidak ada kesalahan dan tidak ada peringatan. Rencana dapat dibuat."
    ]
    assert (
        "A plan can be made"
        in report_lines(ProblemReport((problem(2, Severity.WARNING),)), "en")[-1]
    )


def test_the_json_holds_every_problem_with_its_place() -> None:
    report = ProblemReport(tuple(problem(row) for row in range(2, 50)))
    document = json.loads(report_json(report, "en"))
    assert document["errors"] == 48
    assert not document["usable"]
    assert len(document["problems"]) == 48
    assert document["problems"][0] == {
        "code": "x", "severity": "error", "file": "a.csv", "sheet": "", "row": 2, "column": "dpt",
        "message": {"id": "salah", "en": "wrong"}, "remedy": {"id": "tulis 1", "en": "write 1"},
        "text": 'a.csv, row 2, column "dpt": wrong; write 1',
    }  # fmt: skip
    assert report_dict(ProblemReport())["usable"]


def test_every_sentence_is_used_and_every_code_has_one() -> None:
    """A code without a sentence would be a traceback on somebody's screen."""
    source = "".join(
        path.read_text(encoding="utf-8")
        for folder in (SOURCES, SOURCES.parent / "server" / "plan")  # uploads are refused there too
        for path in folder.rglob("*.py")
        if not path.name.startswith("texts")
    )
    written = set(re.findall(r'"([a-z_]+\.[a-z_0-9]+)"', source))
    made = {f"cell.{kind}_meant" for kind in ("not_number", "not_whole")} | {
        f"value.{kind}"
        for kind in ("not_text", "not_whole", "not_number", "not_flag", "not_date", "not_texts")
    }
    assert set(texts.CODES) <= written | made
    noted = re.findall(r'problems\.(?:error|warn|note)\(\s*"([a-z_]+\.[a-z_0-9]+)"', source)
    assert set(noted) <= set(texts.CODES)


def test_both_languages_and_the_remedy_ask_for_known_values() -> None:
    fields = re.compile(r"{(\w+)}")
    for code in texts.CODES:
        for catalog in (texts.MESSAGES, texts.REMEDIES):
            indonesian, english = catalog.pair(code)
            assert set(fields.findall(indonesian)) == set(fields.findall(english)), code
