"""The pages on output name every file and every field, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from siaga.reports.plan_json import plan_schema

ROOT = Path(__file__).parents[2]
PAGES = ["docs/output.md", "docs/id/output.md"]


@pytest.mark.parametrize("page", PAGES)
def test_every_field_of_the_plan_is_in_the_docs(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    fields = plan_schema()["properties"]
    assert [f for f in fields if f"`{f}`" not in text and f"`{f}[]`" not in text] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_file_is_in_the_docs(page: str, output: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    names = [p.name + ("/" if p.is_dir() else "") for p in output.iterdir()]
    assert [name for name in names if f"`{name}`" not in text] == []
