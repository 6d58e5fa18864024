"""What was sent, put together with what was there: the folder as it would be read next.

Files are recognised by what they hold. A part may be sent: only what it holds replaces, the rest
of the current version is carried over and said to be. Nothing here writes to a disk.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from siaga.intake.collector import At, Problems
from siaga.intake.folder import AREAS_FILE, SETTINGS_FILE
from siaga.intake.folder_files import Files, is_safe_name
from siaga.intake.limits import MAX_FILE_BYTES, MEGABYTE
from siaga.intake.rewrite import CorrectionError, rewrite_workbook
from siaga.intake.schemas import TABLES
from siaga.intake.sources import WORKBOOK_FILE
from siaga.intake.upload_archive import MAX_ARCHIVE_FILES, unpack_archive
from siaga.intake.upload_kinds import FileKind, sniff
from siaga.intake.upload_tables import text_table, workbook_tables
from siaga.intake.xlsx_files import ZIP_MARK, open_workbook
from siaga.model.problems import ProblemReport

MAX_UPLOAD_BYTES: Final = MAX_FILE_BYTES
"""Most bytes of one upload over all its files."""

CONTENTS: Final = ("settings", "areas", *(schema.name for schema in TABLES), "network")
"""What an operation folder can hold, in the order shown."""

_NETWORK_ENDINGS: Final = {
    FileKind.OSM_PBF: ".osm.pbf", FileKind.GRAPHML: ".graphml", FileKind.GRAPHML_GZ: ".graphml.gz",
}  # fmt: skip
_SIDE_FILES: Final = (".md", ".pdf", ".docx", ".txt", ".png", ".jpg", ".jpeg", ".html")
"""Notes kept beside data: passed over in an archive, refused when sent as a table."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the folder and what it holds."""

    stored: str
    """Its name in the folder: ``stations.csv``."""
    contents: tuple[str, ...]
    """Of :data:`CONTENTS`."""
    sent_as: str = ""
    """The name it was sent under, with its archive in front; empty for what was carried over."""
    size: int = 0
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Upload:
    """The folder as it would be read, and where each part of it comes from."""

    files: Files
    """Empty when the upload was refused."""
    received: tuple[Part, ...] = ()
    kept: tuple[Part, ...] = ()
    """Carried over from the current version."""
    replaced: tuple[str, ...] = ()
    """Files of the current version that are no longer there."""
    report: ProblemReport = field(default_factory=ProblemReport)
    """Refusals and warnings of the files as such; what they hold is checked by reading them."""

    @property
    def refused(self) -> bool:
        """Whether nothing of it can be used."""
        return bool(self.report.errors)


def receive(
    sent: Sequence[tuple[str, bytes]],
    current: Files | None = None,
    *,
    without: Collection[str] = (),
) -> Upload:
    """Put ``sent`` (name and content of each file) together with the ``current`` version.

    Args:
        sent: tables, ``operation.toml``, ``areas.geojson``, networks, in any mixture; or one ZIP
            of the folder; or one workbook with several sheets.
        current: files of the version this is based on; None or empty for the first.
        without: contents (of :data:`CONTENTS`) of the current version that shall go.

    Nothing is raised for what was sent: each refusal is a problem with its place and remedy, and
    one refusal refuses the whole, so that nothing is taken in half.
    """
    problems = Problems()
    loose = _unpacked(sent, problems)
    received: dict[str, Part] = {}
    files: dict[str, bytes] = {}
    if not problems.has_errors:
        for name, data in loose:
            _place(name, data, received, files, problems)
    if not problems.has_errors and not received:
        problems.error("upload.nothing", At(sent[0][0] if sent else ""))
    if problems.has_errors:
        return Upload({}, report=problems.report())
    kept = _carry_over(current or {}, received, files, frozenset(without))
    replaced = tuple(sorted((current or {}).keys() - {part.stored for part in kept}))
    return Upload(
        dict(sorted(files.items())),
        tuple(received[name] for name in sorted(received)),
        kept,
        replaced,
        problems.report(),
    )


def _unpacked(sent: Sequence[tuple[str, bytes]], problems: Problems) -> list[tuple[str, bytes]]:
    """Every file sent, archives opened, under the limits of count and size."""
    total = sum(len(data) for _, data in sent)
    if len(sent) > MAX_ARCHIVE_FILES:
        problems.error("upload.too_many", At(), count=len(sent), limit=MAX_ARCHIVE_FILES)
    elif total > MAX_UPLOAD_BYTES:
        problems.error("upload.too_large", At(), size=total // MEGABYTE,
                       limit=MAX_UPLOAD_BYTES // MEGABYTE)  # fmt: skip
    if problems.has_errors:
        return []
    loose: list[tuple[str, bytes]] = []
    for name, data in sent:
        if not data.startswith(ZIP_MARK) or sniff(name, data, Problems()) is not FileKind.ARCHIVE:
            loose.append((_last(name), data))
            continue
        for path, content in (unpack_archive(name, data, problems) or {}).items():
            if path.casefold().endswith(_SIDE_FILES) or path.rpartition("/")[2].startswith("."):
                problems.warn("upload.not_taken", At(f"{name}/{path}"))
            else:
                loose.append((f"{name}/{path}", content))
    return loose


def _last(name: str) -> str:
    """The last part of a name some browsers send with its whole path."""
    return name.replace("\\", "/").rpartition("/")[2][:200] or "?"


def _place(
    name: str, data: bytes, received: dict[str, Part], files: dict[str, bytes], problems: Problems
) -> None:
    """Find out what one file is and give it its name in the folder."""
    kind = sniff(name, data, problems)
    if kind is None:
        return
    if kind is FileKind.ARCHIVE:  # only inside another one: those sent were opened
        problems.error("upload.zip_nested", At(name), name=_last(name))
        return
    before = len(problems)
    stored, contents = _stored(name, data, kind, problems)
    if not stored:
        if len(problems) == before:
            problems.error("upload.table_unknown", At(name))
        return
    for part in received.values():
        same = [c for c in contents if c in part.contents and c != "network"]
        if same or part.stored == stored:
            problems.error("upload.twice", At(name), content=", ".join(same) or stored,
                           first=part.sent_as)  # fmt: skip
            return
    received[stored] = Part(stored, contents, name, len(data))
    files[stored] = data


def _stored(
    name: str, data: bytes, kind: FileKind, problems: Problems
) -> tuple[str, tuple[str, ...]]:
    """(Name in the folder, contents); an empty name when it can not be told."""
    if kind is FileKind.SETTINGS:
        return SETTINGS_FILE, ("settings",)
    if kind is FileKind.AREAS:
        return AREAS_FILE, ("areas",)
    if kind in _NETWORK_ENDINGS:
        ending = _NETWORK_ENDINGS[kind]
        stem = _last(name)
        stem = stem[: -len(ending)] if stem.casefold().endswith(ending) else stem.split(".")[0]
        stored = f"travel/{stem}{ending}"
        return (stored if is_safe_name(stored) else f"travel/network{ending}"), ("network",)
    if kind is FileKind.TEXT_TABLE:
        table = text_table(name, data, problems)
        return ("", ()) if table is None else (f"{table.name}.csv", (table.name,))
    own = Problems()
    workbook = open_workbook(data, At(name), own)
    tables = None if workbook is None else workbook_tables(name, workbook, own)
    for problem in own.report().problems:
        problems.add(problem)
    if tables is None:
        return "", ()
    names = tuple(s.name for s in TABLES if s in tables.values())
    return (WORKBOOK_FILE if len(names) > 1 else f"{names[0]}.xlsx"), names


def contents_of(files: Files) -> tuple[Part, ...]:
    """The files of a folder and what each holds, by name."""
    return tuple(
        Part(name, _contents(name, files[name]), size=len(files[name])) for name in sorted(files)
    )


def _contents(name: str, data: bytes) -> tuple[str, ...]:
    if name == SETTINGS_FILE:
        return ("settings",)
    if name == AREAS_FILE:
        return ("areas",)
    if name == WORKBOOK_FILE:
        return tuple(dict.fromkeys(s.name for s in TABLES if s.name in _sheets(data).values()))
    stem, _, ending = name.rpartition(".")
    if ending in ("csv", "xlsx") and any(schema.name == stem for schema in TABLES):
        return (stem,)
    return ("network",) if name.startswith("travel/") else ()


def _sheets(data: bytes) -> dict[str, str]:
    """Sheet -> table of a stored workbook."""
    workbook = open_workbook(data, At(WORKBOOK_FILE), Problems())
    if workbook is None:
        return {}
    tables = workbook_tables(WORKBOOK_FILE, workbook, Problems()) or {}
    return {sheet: schema.name for sheet, schema in tables.items()}


def _carry_over(
    current: Files, received: Mapping[str, Part], files: dict[str, bytes], without: frozenset[str]
) -> tuple[Part, ...]:
    """Put what was not sent into ``files``; a workbook is carried over without sheets replaced."""
    gone = {c for part in received.values() for c in part.contents if c != "network"} | without
    kept: list[Part] = []
    for part in contents_of(current):
        left = tuple(c for c in part.contents if c not in gone)
        sent_again = part.contents == ("network",) and part.stored in files
        if not left or sent_again:
            continue
        data = current[part.stored]
        if left == part.contents and part.stored not in files:
            files[part.stored] = data
            kept.append(Part(part.stored, left, size=len(data)))
            continue
        for table, content in _split(data, left).items():
            name = f"{table}.xlsx"
            files[name] = content
            kept.append(Part(name, (table,), size=len(content)))
    return tuple(sorted(kept, key=lambda part: part.stored))


def _split(data: bytes, tables: Sequence[str]) -> dict[str, bytes]:
    """The named tables of a workbook, each as a workbook of its own."""
    workbook = open_workbook(data, At(WORKBOOK_FILE), Problems())
    if workbook is None:
        return {}
    split = {}
    for sheet, table in _sheets(data).items():
        if table in tables and table not in split:
            try:
                split[table] = rewrite_workbook(workbook, (sheet,))
            except CorrectionError:
                continue
    return split
