"""What the program can do is in the documents, and the documents say nothing it can not do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from siaga.cli.app import app
from siaga.model.language import LANGUAGES, Language
from siaga.server.language import catalogs, say

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def _commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        yield f"{before}{name}", command
        if hasattr(command, "commands"):
            yield from _commands(command, f"{before}{name} ")


COMMANDS = dict(_commands(typer.main.get_command(app)))
"""``ledger verify`` -> the command, groups and what is in them."""
NO_COMMANDS = {
    "siaga", "berjalan", "sebagai", "mengira", "di", "ke", "as", "run", "takes", "needs",
    "sh", "env",
}  # fmt: skip
"""Words that follow the name of the program, or of its account, in a sentence."""
INNER = {"SIAGA_DIE_WITH_PARENT"}
"""Said by one of our processes to another."""
GUIDES: dict[Language, Path] = {
    "en": ROOT / "docs" / "desk.md",
    "id": ROOT / "docs" / "id" / "desk.md",
}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_in_the_manual(name: str) -> None:
    """An option nobody can read about does not exist for a user."""
    manual = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert f"siaga {name}" in manual
    for parameter in COMMANDS[name].params:
        for option in parameter.opts:
            if option.startswith("--"):
                assert option in manual, f"{name} {option}"


def test_nobody_is_told_to_type_a_command_that_is_not_there() -> None:
    """Told in trouble: the sentence must help."""
    told = re.compile(r"\bsiaga ((?:ledger )?[a-z]+)\b(?!/)")
    texts = [path for path in (ROOT / "src").rglob("*.py") if "texts" in str(path)]
    wrong = [
        f"{path.relative_to(ROOT)}: siaga {name}"
        for path in [*texts, *DOCUMENTS, *(ROOT / "deploy").iterdir()]
        for line in path.read_text(encoding="utf-8").splitlines()
        for name in told.findall(line)
        if name not in COMMANDS and name not in NO_COMMANDS
    ]
    assert not wrong


def test_every_variable_the_program_reads_is_explained() -> None:
    """A switch nobody can read about is a trap."""
    pages = (ROOT / "docs" / "deployment.md", ROOT / "CONTRIBUTING.md")
    guide = "".join(page.read_text(encoding="utf-8") for page in pages)
    read = {
        name
        for path in (ROOT / "src").rglob("*.py")
        for name in re.findall(r'"(SIAGA_[A-Z_]+)"', path.read_text(encoding="utf-8"))
    }
    assert len(read) > 10
    assert [name for name in sorted(read - INNER) if f"`{name}`" not in guide] == []


@pytest.mark.parametrize("language", GUIDES)
def test_every_place_of_the_desk_is_in_the_guide(language: Language) -> None:
    """Who sees a page in the navigation finds it in the guide by the same word."""
    from siaga.server.core.navigation import BEYOND, GROUPS

    guide = GUIDES[language].read_text(encoding="utf-8")
    places = [entry.text for _, entries in GROUPS for entry in entries]
    places += [place.text for place in BEYOND] + ["shell.account", "shell.tokens"]
    missing = [key for key in places if f"*{say(key, language)}" not in guide]
    assert not missing


@pytest.mark.parametrize("language", GUIDES)
def test_buttons_and_pages_in_the_guide_are_called_as_on_the_screen(language: Language) -> None:
    """A guide that names a button otherwise sends people looking for it."""
    side = LANGUAGES.index(language)
    sentences = [
        catalog.pair(key)[side]
        for catalog in catalogs().values()
        for key in catalog.keys()  # noqa: SIM118 (not a mapping)
    ]
    screen = [
        re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(sentence)) + r"\Z")
        for sentence in sentences
    ]
    text = GUIDES[language].read_text(encoding="utf-8")
    named = re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", text)
    words = {part.strip() for name in named for part in name.split("→")}
    quoted = set(re.findall(r'^\| "([^"]+)"', text, re.M))
    assert len(words) > 30
    unknown = sorted(
        word for word in words | quoted if not any(each.match(word) for each in screen)
    )
    assert not unknown


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    """A dead link sends the reader away."""
    text = path.read_text(encoding="utf-8")
    for target, anchor in re.findall(r"\]\(([^)#\s]*)(?:#([^)\s]*))?\)", text):
        if target.startswith(("http:", "https:", "mailto:")):
            continue
        page = path.parent / target if target else path
        assert page.exists(), target
        if anchor and page.suffix == ".md":
            assert anchor in _anchors(page), f"{target}#{anchor}"


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@pytest.mark.parametrize("folder", ["docs", "docs/id", "docs/decisions"])
def test_every_page_is_in_its_index(folder: str) -> None:
    """What no index names is not found."""
    index = (ROOT / folder / "README.md").read_text(encoding="utf-8")
    pages = {page.name for page in (ROOT / folder).glob("*.md")} - {"README.md"}
    assert [name for name in sorted(pages) if f"({name})" not in index] == []


def test_pictures_are_small_and_shown() -> None:
    """A clone stays light, and no picture is left behind."""
    shown = "".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    for picture in (ROOT / "docs" / "pictures").iterdir():
        assert picture.stat().st_size < 300_000, picture.name
        assert f"pictures/{picture.name}" in shown, picture.name


def test_every_indonesian_page_has_its_english_twin() -> None:
    """Both languages are complete."""
    for page in (ROOT / "docs" / "id").glob("*.md"):
        assert (ROOT / "docs" / page.name).exists(), page.name
