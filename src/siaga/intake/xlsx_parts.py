"""The parts inside an XLSX: unpacked under limits, and scanned for what calamine does not tell.

The sizes a zip states can lie, so each part is unpacked here in pieces and counted, and calamine
gets a copy stored without packing: it can not be made to unpack more than was counted.
"""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from siaga.intake.collector import At, Problems
from siaga.intake.limits import (
    MAX_PACKING_RATIO,
    MAX_UNPACKED_BYTES,
    MAX_ZIP_ENTRIES,
    MEGABYTE,
    SMALL_ENOUGH_BYTES,
)

_PIECE: Final = 1 << 18

_NEEDED: Final = re.compile(
    r"(?i)^(\[content_types\]\.xml|_rels/.*|docprops/.*|xl/.*\.(xml|rels))$"
)
"""Parts calamine reads: pictures, macros and printer settings are left out."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """Parts of a workbook by name, and the same as a zip without packing."""

    parts: Mapping[str, bytes]
    packed: bytes


@dataclass(frozen=True, slots=True)
class SheetScan:
    """What a sheet's XML says beyond its values; positions are 0-based (row, column)."""

    rows: int = 0
    columns: int = 0
    formulas: Mapping[tuple[int, int], bool] = field(default_factory=dict)
    """Position -> whether the last value is stored."""
    failed: frozenset[tuple[int, int]] = frozenset()


def unpack(data: bytes, at: At, problems: Problems) -> Unpacked | None:
    """The parts of the zip in ``data``; None, with the problem noted, when bad or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = {entry.filename: entry for entry in archive.infolist()}
            if _stated_bomb(list(entries.values()), at, problems):
                return None
            if any(entry.flag_bits & 1 for entry in entries.values()):
                problems.error("xlsx.encrypted", at)
                return None
            parts = _read_parts(archive, entries, at, problems)
    except (
        zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
        RuntimeError, IndexError, OverflowError,
    ):  # fmt: skip
        problems.error("xlsx.broken", at)
        return None
    if parts is None:
        return None
    if not any(name.casefold() == "xl/workbook.xml" for name in parts):
        problems.error("xlsx.not_workbook", at)
        return None
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as safe:
        for name, content in parts.items():
            safe.writestr(zipfile.ZipInfo(name), content)
    return Unpacked(parts, copy.getvalue())


def _stated_bomb(entries: list[zipfile.ZipInfo], at: At, problems: Problems) -> bool:
    total = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if (
        len(entries) > MAX_ZIP_ENTRIES
        or total > MAX_UNPACKED_BYTES
        or (total > SMALL_ENOUGH_BYTES and total / packed > MAX_PACKING_RATIO)
    ):
        _note_bomb(at, problems)
        return True
    return False


def _note_bomb(at: At, problems: Problems) -> None:
    problems.error("xlsx.bomb", at, limit=MAX_UNPACKED_BYTES // MEGABYTE)


def _read_parts(
    archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo], at: At, problems: Problems
) -> dict[str, bytes] | None:
    parts: dict[str, bytes] = {}
    left = MAX_UNPACKED_BYTES
    for name, entry in entries.items():
        if not _NEEDED.match(name):
            continue
        content = bytearray()
        with archive.open(entry) as stream:
            while piece := stream.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    _note_bomb(at, problems)
                    return None
                content += piece
        parts[name] = bytes(content)
    return parts


# Every repetition below is bounded: a file made for it could otherwise keep a search busy.
_ATTRIBUTE: Final = rb"""\s(?:[\w.-]{1,20}:)?%s\s{0,9}=\s{0,9}["']([^"']{0,500})["']"""
_SHEET: Final = re.compile(rb"<(?:\w{1,20}:)?sheet\s[^>]{0,1000}>")
_RELATION: Final = re.compile(rb"<(?:\w{1,20}:)?Relationship\s[^>]{0,2000}>")
_NAME: Final = re.compile(_ATTRIBUTE % b"name")
_REL_ID: Final = re.compile(rb"""\s[\w.-]{1,20}:id\s{0,9}=\s{0,9}["']([^"']{0,200})["']""")
_ID: Final = re.compile(_ATTRIBUTE % b"Id")
_TARGET: Final = re.compile(_ATTRIBUTE % b"Target")
_ROW_NUMBER: Final = re.compile(
    rb"""<(?:\w{1,20}:)?row\s(?:[^>]{0,200}\s)?r\s{0,9}=\s{0,9}["'](\d{1,9})["']"""
)
_CELL: Final = re.compile(
    rb"""<(?:\w{1,20}:)?c\s(?:[^>]{0,200}\s)?"""
    rb"""r\s{0,9}=\s{0,9}["']([A-Za-z]{1,7})(\d{1,9})["']"""
)
_FORMULA: Final = re.compile(rb"<(?:\w{1,20}:)?f[\s>/]")
_STORED: Final = re.compile(rb"<(?:\w{1,20}:)?v(?:\s[^>]{0,200})?>[^<]|<(?:\w{1,20}:)?is>")
_ERROR_CELL: Final = re.compile(
    rb"""<(?:\w{1,20}:)?c\s[^>]{0,200}?\bt\s{0,9}=\s{0,9}["']e["'][^>]{0,200}>"""
)
_CELL_END: Final = re.compile(rb"</(?:\w{1,20}:)?c>")

_LONGEST_FORMULA: Final = 10_000
"""Excel allows 8,192 characters."""


def scan_sheets(unpacked: Unpacked) -> dict[str, SheetScan]:
    """Sheet name -> its scan. A sheet that can not be found is left out."""
    parts = {name.casefold(): content for name, content in unpacked.parts.items()}
    targets: dict[bytes, str] = {}
    for relation in _RELATION.findall(parts.get("xl/_rels/workbook.xml.rels", b"")):
        key, target = _ID.search(relation), _TARGET.search(relation)
        if key and target:
            path = html.unescape(target[1].decode("utf-8", "replace"))
            path = path.lstrip("/") if path.startswith("/") else posixpath.join("xl", path)
            targets[key[1]] = posixpath.normpath(path).casefold()
    scans: dict[str, SheetScan] = {}
    for sheet in _SHEET.findall(parts.get("xl/workbook.xml", b"")):
        name, key = _NAME.search(sheet), _REL_ID.search(sheet)
        content = parts.get(targets.get(key[1], "")) if key else None
        if name and content is not None:
            scans[html.unescape(name[1].decode("utf-8", "replace"))] = _scan(content)
    return scans


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _scan(content: bytes) -> SheetScan:
    rows = max((int(number) for number in _ROW_NUMBER.findall(content)), default=0)
    letters: set[bytes] = set()
    for column, row in _CELL.findall(content):
        letters.add(column)
        rows = max(rows, int(row))
    columns = max((_column_number(column) for column in letters), default=0)
    formulas: dict[tuple[int, int], bool] = {}
    for found in _FORMULA.finditer(content):
        start = max(0, found.start() - 500)
        position = _last_cell(content[start : found.start()])
        if position is not None:
            inner = content[found.start() : found.start() + _LONGEST_FORMULA]
            end = _CELL_END.search(inner)
            formulas[position] = bool(_STORED.search(inner[: end.start()] if end else inner))
    failed: set[tuple[int, int]] = set()
    for found in _ERROR_CELL.finditer(content):
        position = _last_cell(found[0])
        if position is not None:
            failed.add(position)
    return SheetScan(rows, columns, formulas, frozenset(failed))


def _last_cell(content: bytes) -> tuple[int, int] | None:
    """The 0-based (row, column) of the last cell that opens in ``content``."""
    found = _CELL.findall(content)
    return (int(found[-1][1]) - 1, _column_number(found[-1][0]) - 1) if found else None
