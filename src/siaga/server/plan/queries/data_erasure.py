"""What erasing an officer's personal data would change, over every version (R9)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from siaga.intake.diff import compare_operations
from siaga.intake.erasure import erase_officer
from siaga.intake.folder_files import Files, read_files
from siaga.intake.sheets import sheet_keys
from siaga.model.operation import Operation as PlannedOperation
from siaga.model.problems import ProblemReport
from siaga.server.core.models import Operation
from siaga.server.plan.models import DataVersion, OfficerRow
from siaga.server.plan.queries.data import fingerprint, version_files
from siaga.server.plan.queries.data_codec import (
    CheckDocument,
    dump_check,
    load_check,
)
from siaga.server.plan.queries.data_difference import dump_difference
from siaga.server.plan.queries.data_proposal import kept_problems


@dataclass(frozen=True, slots=True)
class ErasedVersion:
    """One version's files without the person, checked and compared anew."""

    version: DataVersion
    seen: str
    """Fingerprint of the files this was made from."""
    files: Files
    """Changed files only."""
    hashes: Mapping[str, str]
    check: bytes
    difference: bytes


@dataclass(frozen=True, slots=True)
class Erasure:
    """Everything that has to be written to erase one officer's personal data."""

    code: str
    versions: tuple[ErasedVersion, ...]


@dataclass(frozen=True, slots=True)
class OfficerTraces:
    """Where an officer's personal data are: what is said before they are erased."""

    code: str
    name: str
    rank: str
    unit: str
    versions: tuple[int, ...]


def traces(operation: Operation, code: str) -> OfficerTraces | None:
    """The accepted versions that list the officer; None when no one does."""
    rows = list(
        OfficerRow.objects.filter(version__operation=operation, code=code)
        .select_related("version")
        .defer("version__problems", "version__difference")
        .order_by("-version__number")
    )
    if not rows:
        return None
    return OfficerTraces(
        code, rows[0].name, rows[0].rank, rows[0].unit, tuple(row.version.number for row in rows)
    )


def prepare_erasure(operation: Operation, code: str) -> Erasure:
    """Read every version that has files, take the person out, check and compare again.

    Takes about half a second for each version of 2,500 stations; nothing is written.
    """
    done: list[ErasedVersion] = []
    read: dict[object, PlannedOperation | None] = {}
    rows = DataVersion.objects.filter(operation=operation, files__isnull=False).distinct()
    for version in rows.order_by("number"):
        seen = fingerprint(version)
        files = version_files(version)
        changed = erase_officer(files, code)
        if not changed and version.based_on_id not in {e.version.pk for e in done}:
            continue
        files = {**files, **changed}
        planned, report = read_files(files)
        read[version.pk] = planned
        done.append(
            ErasedVersion(
                version=version,
                seen=seen,
                files=changed,
                hashes={path: hashlib.sha256(data).hexdigest() for path, data in changed.items()},
                check=_check_again(version, files, report),
                difference=_compare_again(version, planned, read),
            )
        )
    return Erasure(code, tuple(done))


def _check_again(version: DataVersion, files: Files, report: ProblemReport) -> bytes:
    before = load_check(version.problems)
    of_upload = tuple(p for p in before.problems if p.code.startswith("upload."))
    problems = kept_problems(ProblemReport((*of_upload, *report.problems)))
    check = CheckDocument(
        problems,
        before.received,
        before.kept,
        before.replaced,
        sheet_keys(files),
    )
    return dump_check(check)


def _compare_again(
    version: DataVersion,
    planned: PlannedOperation | None,
    read: Mapping[object, PlannedOperation | None],
) -> bytes:
    if planned is None:
        return b""
    base: PlannedOperation | None = None
    if version.based_on_id is not None:
        base = read.get(version.based_on_id)
        if base is None and version.based_on is not None:
            base, _ = read_files(version_files(version.based_on))
    return dump_difference(compare_operations(base, planned))
