"""What an upload would become: everything that takes time, before anything is written."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from siaga.intake.collector import At, Problems
from siaga.intake.diff import compare_operations
from siaga.intake.folder import SETTINGS_FILE
from siaga.intake.folder_files import Files, read_files
from siaga.intake.sheets import sheet_keys
from siaga.intake.upload import Upload, contents_of, receive
from siaga.model.operation import Operation as PlannedOperation
from siaga.model.problems import InputError, Problem, ProblemReport
from siaga.server.core.models import Operation
from siaga.server.plan.models import AreaRow, BaseRow, DataVersion, OfficerRow, StationRow
from siaga.server.plan.queries.data import (
    fingerprint,
    fingerprint_of,
    load_operation,
    version_files,
)
from siaga.server.plan.queries.data_codec import CheckDocument, dump_check
from siaga.server.plan.queries.data_difference import dump_difference

PEOPLE_TABLE = "officers"
"""The table of persons."""
MAX_PROBLEMS = 5_000
"""Problems kept of one check, errors before warnings; the counts are of all."""
LONGEST_CODE = 60
"""Characters of a station's, officer's or base's code."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A checked upload, not yet written."""

    token: uuid.UUID
    """Made by the form: the same form sent twice is one proposal."""
    based_on: DataVersion | None
    note: str
    files: Files
    hashes: Mapping[str, str]
    """Path -> SHA-256."""
    people: frozenset[str]
    """Paths of files that hold persons."""
    counts: Mapping[str, int]
    errors: int
    warnings: int
    check: bytes
    difference: bytes
    sources: Mapping[uuid.UUID, str] = field(default_factory=dict)
    """Versions whose files are in it -> their fingerprint when they were read: a person erased
    since may not come back with them."""

    @property
    def fingerprint(self) -> str:
        """Of its files."""
        return fingerprint_of(self.hashes)


def propose(
    operation: Operation,
    sent: Sequence[tuple[str, bytes]],
    base: DataVersion | None,
    *,
    token: uuid.UUID,
    note: str = "",
    without: frozenset[str] = frozenset(),
) -> tuple[Proposal | None, Upload]:
    """Receive and check ``sent`` over ``base``; no proposal when the upload was refused."""
    sources = {} if base is None else {base.pk: fingerprint(base)}
    current = {} if base is None else version_files(base)
    upload = receive(sent, current, without=without)
    if upload.refused:
        return None, upload
    made = checked(operation, upload, base, token=token, note=note)
    return replace(made, sources=sources), upload


def checked(
    operation: Operation, upload: Upload, base: DataVersion | None, *, token: uuid.UUID, note: str
) -> Proposal:
    """The proposal of an upload: its files read as the command line reads them, and compared."""
    planned, report = read_files(upload.files)
    problems = Problems()
    for problem in (*upload.report.problems, *report.problems):
        problems.add(problem)
    if planned is not None and planned.region_code != operation.region_code:
        problems.warn("upload.other_region", At(SETTINGS_FILE), found=planned.region_code,
                      wanted=operation.region_code)  # fmt: skip
    for code in () if planned is None else _codes(planned):
        if len(code) > LONGEST_CODE:
            problems.error("upload.long_code", At(), code=code, limit=LONGEST_CODE)
    usable = None if problems.has_errors else planned
    return _proposal(upload, usable, problems.report(), base, token=token, note=note)


def _codes(planned: PlannedOperation) -> list[str]:
    return [
        *(station.id for station in planned.stations),
        *(officer.id for officer in planned.officers),
        *(base.id for base in planned.bases),
    ]


def _proposal(
    upload: Upload,
    planned: PlannedOperation | None,
    report: ProblemReport,
    base: DataVersion | None,
    *,
    token: uuid.UUID,
    note: str,
) -> Proposal:
    before = load_operation(base) if base is not None and planned is not None else None
    difference = None if planned is None else compare_operations(before, planned)
    check = CheckDocument(
        kept_problems(report), upload.received, upload.kept, upload.replaced,
        sheet_keys(upload.files),
    )  # fmt: skip
    counts = counts_of(planned)
    if difference is not None:
        added, changed, gone = difference.counts
        counts |= {"added": added, "changed": changed, "gone": gone}
    return Proposal(
        token=token,
        based_on=base,
        note=note,
        files=upload.files,
        hashes={path: hashlib.sha256(data).hexdigest() for path, data in upload.files.items()},
        people=people_files(upload.files),
        counts=counts,
        errors=len(report.errors),
        warnings=len(report.warnings),
        check=dump_check(check),
        difference=dump_difference(difference),
    )


def kept_problems(report: ProblemReport) -> tuple[Problem, ...]:
    """The problems that are stored: all, or so many that mending them is a day's work."""
    if len(report.problems) <= MAX_PROBLEMS:
        return report.problems
    kept = {id(problem) for problem in (*report.errors, *report.warnings)[:MAX_PROBLEMS]}
    return tuple(problem for problem in report.problems if id(problem) in kept)


def counts_of(planned: PlannedOperation | None) -> dict[str, int]:
    """How many rows of each kind; empty when it can not be read."""
    if planned is None:
        return {}
    return {
        "stations": len(planned.stations),
        "voters": sum(station.voters for station in planned.stations),
        "officers": len(planned.officers),
        "available": len(planned.available_officers),
        "bases": len(planned.bases),
        "areas": len(planned.areas),
        "indicators": len(planned.indicators),
        "measured": len(planned.travel.measured),
    }


def people_files(files: Files) -> frozenset[str]:
    """Paths of the files that hold persons."""
    return frozenset(p.stored for p in contents_of(files) if PEOPLE_TABLE in p.contents)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The rows of a version, made and not yet written."""

    version: DataVersion
    fingerprint: str
    """Of the files the rows were made from."""
    stations: Sequence[StationRow]
    officers: Sequence[OfficerRow]
    bases: Sequence[BaseRow]
    areas: Sequence[AreaRow]


def acceptance(version: DataVersion) -> Acceptance:
    """Read ``version`` and make its rows.

    Raises:
        InputError: it has an error.
    """
    files = version_files(version)
    hashes = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    planned, report = read_files(files)
    if planned is None:
        raise InputError(report)
    return Acceptance(
        version,
        fingerprint_of(hashes),
        stations=[
            StationRow(
                version=version, ordinal=ordinal, code=row.id, name=row.name[:160],
                district=row.district, district_name=row.district_name[:120],
                village=row.village, village_name=row.village_name[:120], lat=row.lat,
                lon=row.lon, voters=row.voters, access=row.access,
            )
            for ordinal, row in enumerate(planned.stations)
        ],
        officers=officer_rows(version, planned),
        bases=[
            BaseRow(
                version=version, code=row.id, name=row.name[:160], kind=row.kind,
                lat=row.lat, lon=row.lon,
            )
            for row in planned.bases
        ],
        areas=[
            AreaRow(
                version=version, code=row.code, name=row.name[:120], level=row.level,
                parent=row.parent, geometry=_geometry(row.polygon),
            )
            for row in planned.areas
        ],
    )  # fmt: skip


def officer_rows(version: DataVersion, planned: PlannedOperation) -> list[OfficerRow]:
    """The officers of ``planned`` as rows of ``version``."""
    return [
        OfficerRow(
            version=version, ordinal=ordinal, code=row.id, name=row.name[:160], rank=row.rank,
            unit=row.unit, home_village=row.home_village, phone=row.phone[:40], sex=row.sex,
            skills="|".join(sorted(row.skills)), origin=row.origin, available=row.available,
        )
        for ordinal, row in enumerate(planned.officers)
    ]  # fmt: skip


def _geometry(polygon: Sequence[Sequence[Sequence[tuple[float, float]]]]) -> object:
    if not polygon:
        return None
    rings = [[[list(point) for point in ring] for ring in part] for part in polygon]
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": rings[0]}
    return {"type": "MultiPolygon", "coordinates": rings}
