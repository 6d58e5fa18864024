"""How large an input may be: checked before a file is read, and again while it is unpacked."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from siaga.intake.collector import At, Problems

MEGABYTE: Final = 1024 * 1024

MAX_FILE_BYTES: Final = 100 * MEGABYTE
"""Largest file read. 100,000 stations in CSV are about 15 MB."""

MAX_UNPACKED_BYTES: Final = 200 * MEGABYTE
"""Largest an XLSX may become when unpacked."""

MAX_PACKING_RATIO: Final = 400
"""Honest spreadsheets pack 5 to 100 times; deflate can not do better than about 1,030."""

SMALL_ENOUGH_BYTES: Final = 20 * MEGABYTE
"""Below this, a high packing ratio does no harm."""

MAX_ZIP_ENTRIES: Final = 5_000

MAX_ROWS: Final = 200_000
"""Most rows of one table."""

MAX_CELLS: Final = 20_000_000
"""Most cells of the rectangle a sheet's used cells span."""

MAX_COLUMNS: Final = 1_000
"""Most columns of one table."""


def read_bytes(path: Path, at: At, problems: Problems) -> bytes | None:
    """The content of ``path``; None, with the problem noted, when too large or not readable."""
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            problems.error(
                "file.too_large",
                at,
                size=round(size / MEGABYTE),
                limit=MAX_FILE_BYTES // MEGABYTE,
            )
            return None
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
    except OSError as failure:
        gone = isinstance(failure, FileNotFoundError)
        problems.error("file.not_there" if gone else "file.unreadable", at)
        return None
    if len(data) > MAX_FILE_BYTES:  # it grew between the two looks
        problems.error(
            "file.too_large", at, size=len(data) // MEGABYTE, limit=MAX_FILE_BYTES // MEGABYTE
        )
        return None
    if not data.strip(b"\x00\r\n\t ;,"):
        problems.error("file.empty", at)
        return None
    return data
