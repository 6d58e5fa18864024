"""A ZIP of the folder, unpacked in memory under limits: nothing in it is trusted."""

from __future__ import annotations

import io
import posixpath
import stat
import zipfile
import zlib
from typing import Final

from siaga.intake.collector import At, Problems
from siaga.intake.limits import (
    MAX_PACKING_RATIO,
    MAX_UNPACKED_BYTES,
    MEGABYTE,
    SMALL_ENOUGH_BYTES,
)

MAX_ARCHIVE_FILES: Final = 200
"""An operation folder has about ten files."""

_PIECE: Final = 1 << 18
_SILENT: Final = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
"""What operating systems put into archives without being asked."""


def unpack_archive(name: str, data: bytes, problems: Problems) -> dict[str, bytes] | None:
    """The files in the ZIP by path inside it; None, with the problem noted, when refused.

    Refused as a whole: locked or broken archives, more than :data:`MAX_ARCHIVE_FILES` files, more
    than 200 MB unpacked, a packing ratio no honest file has, paths that leave the folder, links.
    A folder that holds all others is taken off: people pack the folder as often as its content.
    """
    at = At(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not _passed_over(entry)]
            if not _acceptable(entries, at, problems):
                return None
            files = _read(archive, entries, at, problems)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
            RuntimeError, IndexError, OverflowError):  # fmt: skip
        problems.error("upload.zip_broken", at)
        return None
    return None if files is None else _without_top(files)


def _passed_over(entry: zipfile.ZipInfo) -> bool:
    lowered = entry.filename.casefold()
    last = lowered.rpartition("/")[2]
    return entry.is_dir() or any(
        lowered.startswith(mark) or last == mark for mark in _SILENT
    ) or last.startswith(("~$", "._"))  # fmt: skip


def _acceptable(entries: list[zipfile.ZipInfo], at: At, problems: Problems) -> bool:
    if len(entries) > MAX_ARCHIVE_FILES:
        problems.error("upload.too_many", at, count=len(entries), limit=MAX_ARCHIVE_FILES)
        return False
    if not entries:
        problems.error("file.empty", at)
        return False
    total = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if total > MAX_UNPACKED_BYTES or (
        total > SMALL_ENOUGH_BYTES and total / packed > MAX_PACKING_RATIO
    ):
        problems.error("upload.zip_bomb", at, limit=MAX_UNPACKED_BYTES // MEGABYTE)
        return False
    seen: set[str] = set()
    for entry in entries:
        path = entry.filename
        if entry.flag_bits & 1:
            problems.error("upload.zip_locked", at)
            return False
        if stat.S_ISLNK(entry.external_attr >> 16):
            problems.error("upload.zip_link", at, name=path)
            return False
        if _leaves_folder(path, entry.orig_filename):
            problems.error("upload.zip_path", at, name=path)
            return False
        if path.casefold() in seen:
            problems.error("upload.twice", at, content=path, first=path)
            return False
        seen.add(path.casefold())
    return True


def _leaves_folder(path: str, original: str) -> bool:
    parts = path.split("/")
    return (
        "\x00" in original
        or "\\" in path
        or path.startswith("/")
        or ":" in parts[0]
        or any(part in ("", ".", "..") for part in parts)
        or posixpath.normpath(path) != path
    )


def _read(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], at: At, problems: Problems
) -> dict[str, bytes] | None:
    """Every entry, counted while it is unpacked: the sizes an archive states can lie."""
    files: dict[str, bytes] = {}
    left = MAX_UNPACKED_BYTES
    for entry in entries:
        content = bytearray()
        with archive.open(entry) as stream:
            while piece := stream.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    problems.error("upload.zip_bomb", at, limit=MAX_UNPACKED_BYTES // MEGABYTE)
                    return None
                content += piece
        files[entry.filename] = bytes(content)
    return files


def _without_top(files: dict[str, bytes]) -> dict[str, bytes]:
    """``banyuasin/stations.csv`` as ``stations.csv`` when everything lies below one folder."""
    tops = {path.partition("/")[0] for path in files if "/" in path}
    if len(tops) != 1 or any("/" not in path for path in files):
        return files
    (top,) = tops
    if top.casefold() == "travel":
        return files
    return _without_top({path[len(top) + 1 :]: content for path, content in files.items()})
