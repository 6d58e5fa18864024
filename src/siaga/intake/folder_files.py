"""An operation folder as plain values: name -> content, and back to a folder or one ZIP."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from siaga.intake.folder import read_operation
from siaga.model.operation import Operation
from siaga.model.problems import ProblemReport

Files = Mapping[str, bytes]
"""Name relative to the folder, with ``/`` -> content."""

_NAME: Final = re.compile(r"^(travel/)?[^/\\:*?\"<>|\x00-\x1f]{1,120}$")
_EPOCH: Final = (2024, 11, 27, 0, 0, 0)


def is_safe_name(name: str) -> bool:
    """Whether ``name`` stays inside the folder: in it, or in its ``travel`` folder."""
    last = name.rpartition("/")[2]
    return bool(_NAME.match(name)) and not last.startswith(".") and last.strip(". ") != ""


def write_folder(files: Files, folder: Path) -> None:
    """Write every file below ``folder``, which must exist.

    Raises:
        ValueError: a name would leave the folder. Nothing has been written then.
        OSError: it can not be written.
    """
    for name in files:
        if not is_safe_name(name):
            raise ValueError(f"{name!r} does not stay inside the folder")
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.write_bytes(content)


@contextmanager
def opened_folder(files: Files) -> Iterator[Path]:
    """A private temporary folder (readable by this user alone) holding ``files``, then gone.

    Raises:
        ValueError: a name would leave the folder.
        OSError: it can not be written, for example because the disk is full.
    """
    with tempfile.TemporaryDirectory(prefix="siaga-") as place:
        folder = Path(place) / "operasi"
        folder.mkdir(mode=0o700)
        write_folder(files, folder)
        yield folder


def read_files(files: Files) -> tuple[Operation | None, ProblemReport]:
    """What :func:`read_operation` says of these files: the very reading of ``siaga check``.

    Networks are named relative to the folder (``travel/roads.osm.pbf``): the folder they were
    read from is gone. :func:`with_folder` puts them below another.
    """
    with opened_folder(files) as folder:
        operation, report = read_operation(folder)
        if operation is None:
            return None, report
        base = folder.resolve()
        names = tuple(
            Path(path).relative_to(base).as_posix() for path in operation.travel.network_files
        )
        return replace(operation, travel=replace(operation.travel, network_files=names)), report


def with_folder(operation: Operation, folder: Path) -> Operation:
    """``operation`` with its networks looked for below ``folder``."""
    paths = tuple(str(folder / name) for name in operation.travel.network_files)
    return replace(operation, travel=replace(operation.travel, network_files=paths))


def folder_zip(files: Files, top: str = "") -> bytes:
    """The folder as one ZIP, below the folder name ``top``; same files, same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{top}/{name}" if top else name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return target.getvalue()
