"""The check as stored with a version: compressed JSON, and back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from siaga.intake.sheets import SheetKey
from siaga.intake.upload import Part
from siaga.model.problems import Problem, ProblemReport, Severity


@dataclass(frozen=True, slots=True)
class CheckDocument:
    """What the check of a proposal found, and where its files come from."""

    problems: tuple[Problem, ...] = ()
    received: tuple[Part, ...] = ()
    kept: tuple[Part, ...] = ()
    replaced: tuple[str, ...] = ()
    sheets: tuple[SheetKey, ...] = ()
    """Every sheet there is, so that a page opens only the one it shows."""

    @property
    def report(self) -> ProblemReport:
        """The problems as a report."""
        return ProblemReport(self.problems)


def dump(document: Mapping[str, Any]) -> bytes:
    """JSON, compressed."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), 6)


def load(stored: Any) -> dict[str, Any]:
    """What :func:`dump` wrote; empty for nothing."""
    raw = bytes(stored)
    found: dict[str, Any] = json.loads(zlib.decompress(raw)) if raw else {}
    return found


def dump_check(check: CheckDocument) -> bytes:
    """``check`` as it is stored."""
    return dump(asdict(check))


def load_check(stored: Any) -> CheckDocument:
    """What :func:`dump_check` wrote."""
    document = load(stored)
    return CheckDocument(
        tuple(_problem(entry) for entry in document.get("problems", ())),
        tuple(_part(entry) for entry in document.get("received", ())),
        tuple(_part(entry) for entry in document.get("kept", ())),
        tuple(document.get("replaced", ())),
        tuple(
            SheetKey(entry["file"], entry["sheet"], entry["table"])
            for entry in document.get("sheets", ())
        ),
    )


def _problem(entry: Mapping[str, Any]) -> Problem:
    return Problem(
        entry["code"],
        Severity(entry["severity"]),
        (entry["message"][0], entry["message"][1]),
        (entry["remedy"][0], entry["remedy"][1]),
        entry["file"],
        entry["sheet"],
        entry["row"],
        entry["column"],
    )


def _part(entry: Mapping[str, Any]) -> Part:
    return Part(entry["stored"], tuple(entry["contents"]), entry["sent_as"], entry["size"])
