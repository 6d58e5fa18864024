"""What the program can do is in the documents, and the documents say nothing it can not do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main

from siaga.cli.app import app

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_in_the_manual(name: str) -> None:
    """An option nobody can read about does not exist for a user."""
    manual = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert f"siaga {name}" in manual
    for parameter in COMMANDS[name].params:
        for option in parameter.opts:
            if option.startswith("--"):
                assert option in manual, f"{name} {option}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    """A dead link sends the reader away."""
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (path.parent / target).exists(), target


def test_every_indonesian_page_has_its_english_twin() -> None:
    """Both languages are complete."""
    for page in (ROOT / "docs" / "id").glob("*.md"):
        assert (ROOT / "docs" / page.name).exists(), page.name
