"""Versions of an operation's data: which counts, what files it has, the operation in them."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import Http404

from siaga.intake.folder_files import opened_folder, read_files, with_folder
from siaga.model.operation import Operation as PlannedOperation
from siaga.model.problems import InputError
from siaga.server.core.access import Access, find_access
from siaga.server.core.models import Operation
from siaga.server.plan.models import DataFile, DataVersion
from siaga.server.plan.models.data import DataState
from siaga.server.plan.policy import PlanPermission

if TYPE_CHECKING:
    from collections.abc import Iterator


def pack(content: bytes) -> bytes:
    """A file's bytes as they are stored."""
    return zlib.compress(content, 6)


def unpack(stored: Any) -> bytes:
    """A file's bytes as they came (PostgreSQL gives ``memoryview``, SQLite ``bytes``)."""
    return zlib.decompress(bytes(stored))


def current_version(operation: Operation) -> DataVersion | None:
    """The accepted version that counts: the one with the highest number."""
    return (
        DataVersion.objects.filter(operation=operation, state=DataState.ACCEPTED)
        .defer("problems", "difference")
        .order_by("-number")
        .first()
    )


def versions(access: Access) -> QuerySet[DataVersion]:
    """Versions the reader may see, newest first: accepted ones, and proposals for who uploads."""
    operation = access.operation
    if operation is None:
        return DataVersion.objects.none()
    found = DataVersion.objects.filter(operation=operation)
    if find_access(access.actor, operation, PlanPermission.DATA_UPLOAD) is None:
        found = found.filter(state=DataState.ACCEPTED)
    return (
        found.select_related("created_by", "decided_by", "based_on")
        .defer("problems", "difference", "based_on__problems", "based_on__difference")
        .order_by("-number")
    )


def version_for(access: Access, number: int) -> DataVersion:
    """Version ``number`` for this reader.

    Raises:
        Http404: there is none that the reader may see.
    """
    found = versions(access).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def may_see_people(access: Access) -> bool:
    """Whether officers' personal data are for this reader."""
    return find_access(access.actor, access.operation, PlanPermission.DATA_PEOPLE) is not None


def version_files(version: DataVersion, paths: Collection[str] | None = None) -> dict[str, bytes]:
    """Path -> content of the files of ``version`` (or of those at ``paths``), sorted by path."""
    rows = DataFile.objects.filter(version=version).order_by("path")
    if paths is not None:
        rows = rows.filter(path__in=paths)
    return {row.path: unpack(row.content) for row in rows}


def fingerprint(version: DataVersion) -> str:
    """A hash over all files of ``version``: whoever decides names what they have seen."""
    rows = DataFile.objects.filter(version=version).order_by("path").values_list("path", "sha256")
    return fingerprint_of(dict(rows))


def fingerprint_of(hashes: Mapping[str, str]) -> str:
    """The fingerprint of files by path and SHA-256."""
    lines = "".join(f"{path}\x00{sha}\n" for path, sha in sorted(hashes.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def load_operation(version: DataVersion) -> PlannedOperation:
    """The operation in ``version``, networks named relative to the folder.

    Raises:
        InputError: it has an error (only a proposal can).
    """
    operation, report = read_files(version_files(version))
    if operation is None:
        raise InputError(report)
    return operation


@contextmanager
def operation_with_files(version: DataVersion) -> Iterator[PlannedOperation]:
    """The operation in ``version`` with its networks on disk: what the planner needs.

    The private folder is gone when the block ends.

    Raises:
        InputError: it has an error (only a proposal can).
    """
    files = version_files(version)
    operation = load_operation(version)
    with opened_folder(files) as folder:
        yield with_folder(operation, folder)
