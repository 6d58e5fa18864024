"""What a file is, by what it holds and never by its name alone."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from enum import StrEnum
from typing import Final

from siaga.intake.collector import At, Problems
from siaga.intake.csv_files import decode
from siaga.intake.limits import MAX_ZIP_ENTRIES
from siaga.intake.toml_file import parse_toml
from siaga.intake.xlsx_files import OLE_MARK, ZIP_MARK

_HEAD: Final = 65_536


class FileKind(StrEnum):
    """What can be sent."""

    ARCHIVE = "archive"
    """A ZIP of the folder."""
    WORKBOOK = "workbook"
    TEXT_TABLE = "text table"
    SETTINGS = "settings"
    AREAS = "areas"
    OSM_PBF = "osm.pbf"
    GRAPHML = "graphml"
    GRAPHML_GZ = "graphml.gz"


_REFUSED: Final = (
    (b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"),
    (b"MZ", "EXE"), (b"\x7fELF", "ELF"), (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7z"),
    (b"BZh", "bzip2"), (b"\xfd7zXZ", "xz"), (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"SQLite format 3", "SQLite"), (b"{\\rtf", "RTF"), (b"#!", "script"),
)  # fmt: skip
"""First bytes -> what it is, of files that are sent by mistake (or are no mistake)."""

_SETTINGS_KEYS: Final = frozenset({"election", "doctrine", "region", "targets", "risk"})


def sniff(name: str, data: bytes, problems: Problems) -> FileKind | None:
    """What ``data`` is; None, with the problem noted, when it is nothing that is read here.

    ``name`` decides only where the content leaves it open (an empty table against settings).
    """
    at = At(name)
    if not data.strip(b"\x00\r\n\t ;,"):
        problems.error("file.empty", at)
        return None
    if data.startswith(ZIP_MARK):
        return _sniff_zip(data, at, problems)
    if data.startswith(OLE_MARK):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        problems.error("xlsx.encrypted" if encrypted else "xlsx.old", at)
        return None
    for mark, kind in _REFUSED:
        if data.startswith(mark):
            problems.error("upload.kind", at, kind=kind)
            return None
    if b"OSMHeader" in data[:64]:
        return FileKind.OSM_PBF
    if data.startswith(b"\x1f\x8b"):
        if _is_graphml(_gunzip_head(data)):
            return FileKind.GRAPHML_GZ
        problems.error("upload.kind", at, kind="gzip")
        return None
    return _sniff_text(name, data, at, problems)


def _sniff_zip(data: bytes, at: At, problems: Problems) -> FileKind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
            RuntimeError, IndexError, OverflowError):  # fmt: skip
        problems.error("upload.zip_broken", at)
        return None
    names = {entry.filename.casefold() for entry in entries[:MAX_ZIP_ENTRIES]}
    if any(name.endswith(("vbaproject.bin", "vbaprojectsignature.bin")) for name in names):
        problems.error("upload.macro", at)
        return None
    if any(name.startswith("xl/macrosheets/") for name in names):
        problems.error("upload.macro", at)
        return None
    if "xl/workbook.xml" in names:
        return FileKind.WORKBOOK
    for part, kind in (("xl/workbook.bin", "XLSB"), ("word/document.xml", "DOCX"),
                       ("ppt/presentation.xml", "PPTX"), ("content.xml", "ODF"),
                       ("index/document.iwa", "Numbers")):  # fmt: skip
        if part in names:
            problems.error("upload.office", at, kind=kind)
            return None
    return FileKind.ARCHIVE


def _gunzip_head(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(data[:_HEAD], _HEAD)
    except zlib.error:
        return b""


def _is_graphml(head: bytes) -> bool:
    return b"<graphml" in head[:_HEAD]


def _sniff_text(name: str, data: bytes, at: At, problems: Problems) -> FileKind | None:
    silent = Problems()  # letters that are not UTF-8 are said again when the table is read
    text = decode(data, at, silent)
    if text is None:
        problems.error("upload.kind", at, kind="biner / binary")
        return None
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    if head.startswith("<"):
        if "<graphml" in head:
            return FileKind.GRAPHML
        found = re.match(r"<[!?/]?\s*([A-Za-z:]{1,20})", head)
        problems.error("upload.kind", at, kind=(found[1] if found else "XML").upper())
        return None
    if head.startswith(("{", "[{")):
        if "FeatureCollection" in text or name.casefold().endswith(".geojson"):
            return FileKind.AREAS
        problems.error("upload.kind", at, kind="JSON")
        return None
    if name.casefold().endswith(".toml") or _is_settings(text):
        return FileKind.SETTINGS
    return FileKind.TEXT_TABLE


def _is_settings(text: str) -> bool:
    if "=" not in text:
        return False
    try:
        return bool(_SETTINGS_KEYS & parse_toml(text).keys())
    except (RecursionError, ValueError):
        return False
