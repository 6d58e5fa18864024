"""``siaga new``: a folder with a filled-in example that reads without a problem."""

from __future__ import annotations

import csv
import io
import os
import secrets
import shutil
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Final

from siaga.intake import template_example
from siaga.intake.collector import At, Problems
from siaga.intake.columns import TableSchema
from siaga.intake.folder import AREAS_FILE, SETTINGS_FILE
from siaga.intake.schemas import MEASURED
from siaga.intake.sources import WORKBOOK_FILE
from siaga.intake.template_example import Record
from siaga.intake.template_workbook import SHEETS, template_workbook
from siaga.model.language import Language
from siaga.model.problems import InputError


def write_new_operation(folder: Path, language: Language = "id") -> None:
    """Write a new operation folder: all of it, or nothing.

    It holds ``operation.toml`` with comments in ``language``, ``isian.xlsx`` with a sheet per
    table, ``areas.geojson`` and ``travel/measured.csv``. ``folder`` may exist when it is empty.

    Raises:
        InputError: when ``folder`` is a file or not empty.
        OSError: when it can not be written.
    """
    folder = Path(folder)
    _refuse_used(folder)
    files = new_operation_files(language)
    folder.parent.mkdir(parents=True, exist_ok=True)
    target = folder.resolve()
    draft = target.parent / f".{target.name}.{secrets.token_hex(6)}.new"
    try:
        for name, content in files.items():
            path = draft / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if target.is_dir():
            target.rmdir()  # empty: some systems do not rename onto a folder
        os.replace(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _refuse_used(folder: Path) -> None:
    problems = Problems()
    if folder.is_dir():
        if any(folder.iterdir()):
            problems.error("folder.not_empty", At(str(folder)))
    elif folder.exists() or folder.is_symlink():
        problems.error("folder.in_the_way", At(str(folder)))
    if problems.has_errors:
        raise InputError(problems.report())


def new_operation_files(language: Language) -> dict[str, bytes]:
    """Name -> content of every file of a new operation folder."""
    return {
        SETTINGS_FILE: _settings(language).encode("utf-8"),
        WORKBOOK_FILE: template_workbook(language),
        AREAS_FILE: template_example.areas_geojson().encode("utf-8"),
        f"{MEASURED.name}.csv": _csv(MEASURED, template_example.measured(), language),
    }


TEMPLATES: Final = ("isian", *SHEETS, MEASURED.name.rpartition("/")[2], "operation", "areas")
"""What :func:`template_file` makes, one file each."""


def template_file(name: str, language: Language) -> tuple[str, bytes]:
    """(File name, content) of one template of :data:`TEMPLATES`, with the example's rows.

    Raises:
        KeyError: there is no such template.
    """
    if name in SHEETS:
        return f"{name}.xlsx", template_workbook(language, (name,))
    path = {"isian": WORKBOOK_FILE, "measured": f"{MEASURED.name}.csv",
            "operation": SETTINGS_FILE, "areas": AREAS_FILE}[name]  # fmt: skip
    return path.rpartition("/")[2], new_operation_files(language)[path]


def _settings(language: Language) -> str:
    """The example's ``operation.toml`` with the comments of ``language``."""
    source = resources.files("siaga.intake.defaults").joinpath("new.toml")
    lines: list[str] = []
    for line in source.read_text(encoding="utf-8").splitlines():
        marked = line.startswith(("#id ", "#en "))
        if not marked:
            lines.append(line)
        elif line.startswith(f"#{language} "):
            lines.append(f"# {line[4:]}")
    return "\n".join(lines) + "\n"


def _csv(schema: TableSchema, rows: Sequence[Record], language: Language) -> bytes:
    """A table as Indonesian Excel opens it: semicolons, UTF-8 with its mark."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(column.header(language) for column in schema.columns)
    for row in rows:
        writer.writerow(row.get(column.name, "") for column in schema.columns)
    return target.getvalue().encode("utf-8-sig")
