"""docs/format.md says what the code reads: nothing more, nothing less, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from siaga.intake.manual import manual_blocks, refresh
from siaga.intake.schemas import TABLES
from siaga.intake.settings_schema import SECTIONS
from siaga.intake.texts import CODES
from siaga.model.language import LANGUAGES, Language

ROOT = Path(__file__).parents[2]
PAGES = {"en": ROOT / "docs" / "format.md", "id": ROOT / "docs" / "id" / "format.md"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_key_and_code_is_in_the_manual(language: Language) -> None:
    """A column nobody can read about is a column nobody fills in."""
    page = PAGES[language].read_text(encoding="utf-8")
    for schema in TABLES:
        assert f"## `{schema.name}`" in page
        for column in schema.columns:
            assert f"| `{column.name}` | `{column.indonesian}` |" in page
            for word in column.choices:
                assert f"`{word}`" in page
    for section in SECTIONS:
        assert section.path in page
        for key in section.keys:
            assert f"| `{key.name}` |" in page
    for code in CODES:
        assert f"| `{code}` |" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_are_those_of_the_code(language: Language) -> None:
    """Run scripts/refresh_format_docs.py when this fails."""
    page = PAGES[language].read_text(encoding="utf-8")
    assert refresh(page, language) == page
    for name in manual_blocks(language):
        assert f"<!-- made: {name} -->" in page
