"""Documents of a plan: which there are, what they are stamped with, how each is made."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from siaga.model.language import Language, format_date
from siaga.model.operation import Operation as PlannedOperation
from siaga.model.plan import Plan
from siaga.reports.stamp import Stamp
from siaga.server.core.ledger_store.sequencer import position_of
from siaga.server.core.ledger_store.sign import checkpoint
from siaga.server.core.models import LedgerEntry
from siaga.server.core.queries.ledger import entries_about, last_entry_about
from siaga.server.language import say
from siaga.server.plan.models import PlanState, PlanVersion
from siaga.server.plan.queries.data import fingerprint
from siaga.server.plan.storing import document_bytes, planned_operation, standing_plan

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ZIP_TIME: Final = (2024, 11, 27, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Source:
    """What a document is made from."""

    version: PlanVersion
    operation: PlannedOperation
    plan: Plan
    language: Language
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Kind:
    """A document that can be printed."""

    key: str
    ending: str
    media_type: str
    slow: bool
    """Made in the background."""
    people: bool
    """Holds names or phone numbers of officers."""
    make: Callable[[Source], bytes]


def _annex(source: Source) -> bytes:
    from siaga.reports.annex import write_annex

    return _typeset(source, write_annex)


def _cards(source: Source) -> bytes:
    from siaga.reports.cards import write_cards

    return _typeset(source, write_cards)


def _typeset(source: Source, write: Callable[..., object]) -> bytes:
    """The PDF that ``write`` makes of ``source``."""
    from siaga.reports.typesetting import Typesetter

    with tempfile.TemporaryDirectory(prefix="siaga-print-") as folder:
        path = Path(folder) / "print.pdf"
        with Typesetter() as press:
            write(source.operation, source.plan, path, source.language, press, source.stamp)
        return path.read_bytes()


def _workbook(source: Source) -> bytes:
    from siaga.reports.tables import plan_tables
    from siaga.reports.workbook import write_workbook

    tables = plan_tables(source.operation, source.plan, source.language)
    with tempfile.TemporaryDirectory(prefix="siaga-print-") as folder:
        path = Path(folder) / "plan.xlsx"
        write_workbook(tables, path, source.operation, source.language, source.stamp)
        return path.read_bytes()


def _csv(source: Source) -> bytes:
    from siaga.reports.csv_files import write_csv_files
    from siaga.reports.tables import plan_tables

    tables = plan_tables(source.operation, source.plan, source.language)
    target = io.BytesIO()
    words = "\r\n".join(part for part in (source.stamp.mark, source.stamp.line) if part)
    with tempfile.TemporaryDirectory(prefix="siaga-print-") as folder:
        write_csv_files(tables, Path(folder) / "csv", source.language)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            _add(archive, say("prints.stamp_file", source.language), words.encode() + b"\r\n")
            for path in sorted((Path(folder) / "csv").iterdir()):
                _add(archive, path.name, path.read_bytes())
    return target.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _ZIP_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)


def _geojson(source: Source) -> bytes:
    from siaga.reports.geojson import geojson_text

    return geojson_text(source.operation, source.plan, source.stamp).encode()


def _page(source: Source) -> bytes:
    from siaga.reports.page import page_html

    return page_html(source.operation, source.plan, source.language, source.stamp).encode()


def _document(source: Source) -> bytes:
    """The very bytes whose SHA-256 the ledger carries."""
    return document_bytes(source.version)


KINDS: Final = {
    kind.key: kind
    for kind in (
        Kind("annex", "pdf", "application/pdf", True, True, _annex),
        Kind("cards", "pdf", "application/pdf", True, True, _cards),
        Kind("workbook", "xlsx", XLSX, True, True, _workbook),
        Kind("page", "html", "text/html; charset=utf-8", True, True, _page),
        Kind("csv", "zip", "application/zip", False, True, _csv),
        Kind("geojson", "geojson", "application/geo+json", False, False, _geojson),
        Kind("json", "json", "application/json", False, False, _document),
    )
}
"""Every document, in the order of the page."""


def file_name(version: PlanVersion, kind: Kind, language: Language) -> str:
    """``banyuasin-rencana-3-rev-2-lampiran.pdf``."""
    word = say(f"prints.file_{kind.key}", language)
    plan = say("prints.file_plan", language)
    state = "" if version.state == PlanState.ISSUED else f"-{say('prints.file_draft', language)}"
    slug = version.operation.slug
    return f"{slug}-{plan}-{version.number}-rev-{version.revision}-{word}{state}.{kind.ending}"


def mark_of(version: PlanVersion) -> str:
    """What stands across the pages of a plan that is not the order in force; both languages."""
    states = {
        PlanState.ISSUED: "",
        PlanState.SUPERSEDED: "prints.mark_superseded",
        PlanState.WITHDRAWN: "prints.mark_withdrawn",
    }
    key = states.get(PlanState(version.state), "prints.mark_draft")
    return f"{say(key, 'id')} / {say(key, 'en')}" if key else ""


def stamp_key(version: PlanVersion) -> str:
    """What a cached print depends on: state, revision, and the names in the data (R9)."""
    return f"{version.state}:{version.revision}:{fingerprint(version.data)[:32]}"


def make_stamp(version: PlanVersion, language: Language) -> Stamp:
    """The stamp of ``version`` now: number, revision, state, ledger position, checkpoint."""
    entry = _last_entry(version)
    zone = ZoneInfo(version.operation.timezone or "Asia/Jakarta")
    parts = [
        say("prints.stamp_plan", language, number=version.number, revision=version.revision),
        say(f"terms.plan_{version.state}", language).upper(),
    ]
    if version.issued_at is not None:
        parts.append(format_date(version.issued_at.astimezone(zone).date(), language))
    if entry is not None:
        position = position_of(entry.pk)
        parts.append(say("prints.stamp_ledger", language, position=position))
        head = checkpoint(fresh=True)
        root = bytes(head.root).hex()[:16]
        parts.append(say("prints.stamp_checkpoint", language, size=head.size, root=root))
    if version.sha256:
        parts.append(f"SHA-256 {version.sha256[:16]}")
    now = datetime.now(UTC).astimezone(zone)
    parts.append(
        say("prints.stamp_printed", language, day=format_date(now.date(), language),
            clock=now.strftime("%H.%M" if language == "id" else "%H:%M"))
    )  # fmt: skip
    return Stamp(" · ".join(parts), mark_of(version))


def _last_entry(version: PlanVersion) -> LedgerEntry | None:
    """The entry that brought the plan into its state: issued, or the last step before."""
    if version.issued_entry is not None:
        return version.issued_entry
    found = last_entry_about("plan", version.pk, but=("plan.printed",))
    if found is None and version.run_id is not None:
        run = entries_about("run", version.run_id, ("run.finished",))
        found = run[0] if run else None
    return found


def render(version: PlanVersion, kind: Kind, language: Language) -> bytes:
    """The document ``kind`` of ``version`` as it stands.

    Raises:
        InputError: its data or an edit can no longer be read.
        PlanFormatError: its stored document is damaged.
        OSError: the disk is full, or can not be written.
    """
    stamp = make_stamp(version, language)
    with planned_operation(version) as operation:
        plan = standing_plan(version, operation)
        return kind.make(Source(version, operation, plan, language, stamp))
