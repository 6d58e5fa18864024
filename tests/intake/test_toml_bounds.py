"""``operation.toml`` made to keep the server busy: refused at once instead of read for hours."""

from __future__ import annotations

import pytest

from siaga.intake.collector import Problems
from siaga.intake.toml_file import read_toml
from siaga.intake.upload_kinds import _is_settings

DEEP = {
    "bare": "a" + ".a" * 100_000 + " = 1",
    "spaced": "a" + " . a" * 100_000 + " = 1",
    "quoted": '"a b"' + '."a b"' * 50_000 + " = 1",
    "escaped": '"a\\""' + '."a\\""' * 50_000 + " = 1",
    "literal": "'a b'" + ".'a b'" * 50_000 + " = 1",
    "section": "[a" + ".a" * 100_000 + "]",
    "long": "#" * 1_100_000,
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_what_nobody_would_write_is_refused(text: str) -> None:
    """Each of these took minutes to hours, and the server's thread with it."""
    problems = Problems()
    assert read_toml(text.encode(), "operation.toml", problems) is None
    assert [problem.code for problem in problems.report().problems] == ["toml.broken"]
    assert not _is_settings(text + "\nx = 1")


@pytest.mark.parametrize(
    "text",
    [
        "x = [\n[" + " " * 200_000 + "\n]]",
        'x = [\n"' + "a,." * 100_000 + '"\n]',
        "x = '" + '"' * 400_000 + "'",
        "x = [" + ", ".join(["1.5"] * 1000) + "]",
    ],
    ids=["blanks", "dots", "quotes", "numbers"],
)
def test_long_values_are_read(text: str) -> None:
    read = read_toml(text.encode(), "operation.toml", Problems())
    assert read is not None
    assert list(read.content) == ["x"]
    assert read.at("x").row == 1
