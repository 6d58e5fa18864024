"""The house keeps its own promises: file size, neutral text, complete words, locked packages."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    path for path in (ROOT / "src" / "siaga").rglob("*.py") if path.parent.name != "migrations"
)
TEXTS = [path for path in SOURCES if path.name.endswith("texts.py") or path.parent.name == "texts"]

ONE_FILE = {"siaga_verify.py"}
"""Handed to outsiders, who run it alone: it must stay one file."""


def tracked() -> list[Path]:
    """Every file git tracks or would track."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return [ROOT / line for line in listed.splitlines() if (ROOT / line).is_file()]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_has_one_job(path: Path) -> None:
    """Past about 400 lines a file has two jobs; tables of sentences are exempt."""
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 420 or path in TEXTS or path.name in ONE_FILE, f"{path.name} has {lines} lines"


def test_no_machine_paths_or_download_addresses() -> None:
    """A clone must not carry somebody's machine or registry with it."""
    bad = re.compile(rb"/work/(main|shared|\.library)|files\.pythonhosted\.org|pypi\.org/simple")
    found = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path != Path(__file__) and bad.search(path.read_bytes())
    ]
    assert not found


def test_lock_files_pin_every_package_by_hash() -> None:
    """An unpinned package could change under a plan."""
    for lock in (ROOT / "requirements").glob("*.lock"):
        text = lock.read_text(encoding="utf-8")
        pinned = re.findall(r"^[a-z0-9][\w.\-\[\]]*==", text, re.M)
        assert len(pinned) > 10
        for block in re.split(r"\n(?=[a-z0-9])", text):
            if re.match(r"[a-z0-9]", block):
                assert "--hash=sha256:" in block, block.splitlines()[0]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.parent.name)
def test_sentences_ask_for_the_same_values_in_both_languages(path: Path) -> None:
    """A field missing on one side would drop a number from somebody's screen."""
    from siaga.model.language import Catalog

    name = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
    module = importlib.import_module(name)
    catalogs = [value for value in vars(module).values() if isinstance(value, Catalog)]
    assert catalogs or path.name != "texts.py"
    fields = re.compile(r"{(\w+)")
    for catalog in catalogs:
        for key in catalog.keys():  # noqa: SIM118 (not a mapping)
            indonesian, english = catalog.pair(key)
            assert set(fields.findall(indonesian)) == set(fields.findall(english)), key


def said_in(path: Path) -> list[str]:
    """Literal keys given to ``say`` in a module."""
    return [
        node.args[0].value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) == "say"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]


def keys_of(path: Path) -> set[str]:
    """Keys of every catalogue a module holds."""
    from siaga.model.language import Catalog

    name = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
    catalogs = vars(importlib.import_module(name)).values()
    return {key for found in catalogs if isinstance(found, Catalog) for key in found.keys()}  # noqa: SIM118


def test_every_sentence_said_exists() -> None:
    """``say("some.key")`` with a key nobody wrote would be a crash in front of a user."""
    missing = []
    for package in {path.parent for path in TEXTS}:
        keys = {key for path in TEXTS if path.parent == package for key in keys_of(path)}
        for path in package.rglob("*.py"):
            if path.name in ONE_FILE:  # it brings its own words
                continue
            missing += [f"{path.name}: {key}" for key in said_in(path) if key not in keys]
    assert not missing


def test_only_the_planner_needs_compiled_code_so_help_is_quick() -> None:
    """``siaga --help`` must not wait for solvers to load."""
    code = "import sys; import siaga.cli; print(*[m for m in sys.modules if '.' not in m])"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"numpy", "scipy", "numba", "highspy", "shapely", "xlsxwriter", "typst", "osmium"}
    assert not heavy & set(loaded)
