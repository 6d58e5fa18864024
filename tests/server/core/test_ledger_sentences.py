"""The journal speaks in words: no codes, no ids where people expect names."""

from __future__ import annotations

import pytest

import siaga.server.urls  # noqa: F401 (entries register their kinds)
from siaga.model.language import LANGUAGES, Language
from siaga.planning.edit_json import KINDS as EDITS
from siaga.server.core.ledger_sentences import tell
from siaga.server.language import has
from siaga.server.plan.printing import KINDS as PRINTS

EDITED = {"number": 2, "edit": "lock", "sequence": 3, "hard": 0, "soft": 1, "mended": 0}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_changed_is_told_in_words(language: Language) -> None:
    told = tell("plan.edited", EDITED, language)
    assert {"id": "keputusan dikunci", "en": "decision locked"}[language] in told


def test_every_change_and_every_print_has_its_word() -> None:
    assert all(has(f"entries_plan.word_edit_{kind}") for kind in EDITS)
    assert all(has(f"entries_plan.word_document_{kind}") for kind in PRINTS)


def test_an_id_is_told_by_its_name() -> None:
    """Facts of any kind may name an agency; its name stands in the sentence, not its number."""
    agency = "680edf6e-7f55-4c0a-b5f8-24ca7bd2c3bf"
    told = tell("plan.edited", {**EDITED, "number": agency}, "id", {agency: "KPU Contoh"})
    assert "KPU Contoh" in told
    assert agency not in told
