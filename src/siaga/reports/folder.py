"""The output folder: every file of a plan, written whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from siaga.model.language import Language
from siaga.model.operation import Operation
from siaga.model.plan import Plan
from siaga.model.problems import InputError, Problem, ProblemReport, Severity
from siaga.reports.folder_texts import REFUSALS
from siaga.reports.swap import replaced_folder

MANIFEST: Final = ".siaga-output.json"
"""Marks a folder as written by Siaga and lists its files; only such a folder is replaced."""

_CLUTTER: Final = (".DS_Store", "Thumbs.db", "desktop.ini")
"""Files that file managers leave behind; lost without regret."""

Progress = Callable[[float], None]


def check_target(folder: Path, source: Path | None = None) -> None:
    """Refuse an output folder that must not be written: call it before the long work.

    ``source`` is the input folder of the operation.

    Raises:
        InputError: ``folder`` is the input folder, lies in it or holds it; is a file; holds files
            that Siaga did not write.
    """
    target = folder.resolve()
    if source is not None:
        origin = source.resolve()
        if target == origin or origin in target.parents or target in origin.parents:
            raise _refusal("output.input", folder, source=source)
    if not target.exists():
        return
    if not target.is_dir():
        raise _refusal("output.file", folder)
    present = _files(target)
    if not present:
        return
    if not (target / MANIFEST).is_file():
        raise _refusal("output.foreign", folder)
    kept = sorted(present - _manifest_files(target))
    if kept:
        names = ", ".join(kept[:5]) + (" …" if len(kept) > 5 else "")
        raise _refusal("output.added", folder, names=names)


def write_reports(
    operation: Operation,
    plan: Plan,
    folder: Path,
    language: Language = "id",
    *,
    source: Path | None = None,
    extra: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> tuple[Path, ...]:
    """Write every file of ``plan`` into ``folder`` and return their paths, sorted.

    The folder is made beside the old one and takes its place at the end: whatever happens, the old
    output or the new is there, never half. ``extra`` adds text files (name -> content), such as
    what a replan changed. ``progress`` is called with the share done in [0, 1].

    Raises:
        InputError: as :func:`check_target`.
        OSError: the place can not be written to; it names ``folder``.
    """
    check_target(folder, source)
    target = folder.resolve()
    try:
        with replaced_folder(target) as fresh:
            _write_all(operation, plan, fresh, language, progress or _silent)
            for name, text in (extra or {}).items():
                (fresh / name).write_text(text, encoding="utf-8")
            _write_manifest(fresh)
            names = sorted(_files(fresh))
    except OSError as error:
        # The folder a reader knows, not a file of the half-made one that is gone by now.
        raise OSError(error.errno, error.strerror or str(error), str(folder)) from error
    return tuple(target / name for name in names)


def _silent(_share: float) -> None:
    """Report nothing."""


def _write_all(
    operation: Operation, plan: Plan, folder: Path, language: Language, progress: Progress
) -> None:
    # Imported here: the command line looks at check_target long before anything is written.
    from siaga.reports.annex import write_annex
    from siaga.reports.cards import write_cards
    from siaga.reports.csv_files import write_csv_files
    from siaga.reports.geojson import geojson_text
    from siaga.reports.page import page_html
    from siaga.reports.plan_json import plan_text
    from siaga.reports.tables import plan_tables
    from siaga.reports.typesetting import Typesetter
    from siaga.reports.workbook import write_workbook

    with Typesetter() as press:
        write_annex(operation, plan, folder / "lampiran-sprin.pdf", language, press)
        write_cards(operation, plan, folder / "kartu.pdf", language, press)
        progress(0.2)
        (folder / "plan.json").write_text(plan_text(operation, plan), encoding="utf-8")
        (folder / "plan.geojson").write_text(geojson_text(operation, plan), encoding="utf-8")
        tables = plan_tables(operation, plan, language)
        write_workbook(tables, folder / "plan.xlsx", operation, language)
        write_csv_files(tables, folder / "csv", language)
        progress(0.4)
        (folder / "index.html").write_text(page_html(operation, plan, language), encoding="utf-8")
        progress(0.6)
    progress(1.0)


def _write_manifest(folder: Path) -> None:
    files = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in sorted(_files(folder))
    }
    text = json.dumps({"format": "siaga.output", "version": 1, "sha256": files}, indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _files(folder: Path) -> set[str]:
    """Files below ``folder`` as relative names, clutter and the manifest left out."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if not path.is_dir() and not _is_clutter(path.name)
    }


def _is_clutter(name: str) -> bool:
    # Office programs keep lock files (".~lock.plan.xlsx#", "~$plan.xlsx") beside an open file.
    return name == MANIFEST or name in _CLUTTER or name.startswith((".~lock.", "~$"))


def _manifest_files(folder: Path) -> set[str]:
    """Files the manifest in ``folder`` lists; none when it can not be read."""
    try:
        document = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    listed = document.get("sha256") if isinstance(document, dict) else None
    return set(listed) if isinstance(listed, dict) else set()


def _refusal(code: str, folder: Path, **values: object) -> InputError:
    message = REFUSALS.pair(f"{code}.message")
    remedy = REFUSALS.pair(f"{code}.remedy")
    fields = {"folder": folder, **values}
    problem = Problem(
        code=code,
        severity=Severity.ERROR,
        message=(message[0].format(**fields), message[1].format(**fields)),
        remedy=(remedy[0].format(**fields), remedy[1].format(**fields)),
    )
    return InputError(ProblemReport((problem,)))
