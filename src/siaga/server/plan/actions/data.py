"""Writes of data versions: propose, mend, accept as a whole, discard."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime

from django.db.models import Max

from siaga.server.core.access import Access, Actor, authorise, find_access
from siaga.server.core.action import action
from siaga.server.core.entries import Personal
from siaga.server.core.ledger_store import record
from siaga.server.core.models import Operation
from siaga.server.plan import warming
from siaga.server.plan.entries import (
    DataAccepted,
    DataCorrected,
    DataDiscarded,
    DataProposed,
)
from siaga.server.plan.models import AreaRow, BaseRow, DataFile, DataVersion, OfficerRow, StationRow
from siaga.server.plan.models.data import DataState
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.queries.data import current_version, fingerprint, pack
from siaga.server.plan.queries.data_codec import load_check
from siaga.server.plan.queries.data_proposal import Acceptance, Proposal

BATCH = 500
"""Rows written in one statement."""


class DataConflictError(Exception):
    """What was to be decided is no longer as it was seen; ``code`` says how (texts ``data``)."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(code)


def lock_data(operation: Operation) -> None:
    """Decisions about one operation's data come one after the other."""
    Operation.objects.select_for_update().get(pk=operation.pk)


def _locked_version(operation: Operation, version_id: uuid.UUID) -> DataVersion:
    """The version as it is now, locked.

    Raises:
        DataConflictError: it is no longer a proposal.
    """
    lock_data(operation)
    version = (
        DataVersion.objects.select_related("decided_by", "based_on")
        .filter(operation=operation, pk=version_id)
        .first()
    )
    if version is None:
        raise DataConflictError("gone")
    if version.state != DataState.PROPOSED:
        raise DataConflictError(f"already_{version.state}", number=version.number)
    return version


def _file_facts(
    hashes: Mapping[str, str], people: frozenset[str], subject: str
) -> tuple[dict[str, str], dict[str, Personal]]:
    """(Hashes on record in the clear, hashes the ledger only commits to).

    The hash of a file with persons is committed to and not shown: it could confirm a guess about
    somebody after their data were erased (R9).
    """
    clear = {path: sha for path, sha in hashes.items() if path not in people}
    sealed = {f"sha256 {path}"[:40]: Personal(hashes[path], subject) for path in people}
    return clear, sealed


def roster_subject(version_id: uuid.UUID) -> str:
    """What openings of a version's roster are kept under."""
    return f"roster:{version_id}"


@action
def propose_data(actor: Actor, operation: Operation, proposal: Proposal) -> DataVersion:
    """Keep a checked upload as a proposal; nobody plans with it yet.

    Raises:
        DataConflictError: ``repeated`` when this form's proposal is already there, ``source`` when
            files it carries over changed since they were read (a person was erased from them).
    """
    access = authorise(actor, operation, PlanPermission.DATA_UPLOAD)
    if proposal.people and proposal.people & _received(proposal):
        authorise(actor, operation, PlanPermission.DATA_PEOPLE)
    lock_data(operation)
    twin = DataVersion.objects.filter(pk=proposal.token).first()
    if twin is not None:
        raise DataConflictError("repeated", number=twin.number)
    for source in DataVersion.objects.filter(pk__in=proposal.sources.keys()):
        if fingerprint(source) != proposal.sources[source.pk]:
            raise DataConflictError("source", number=source.number)
    last = DataVersion.objects.filter(operation=operation).aggregate(last=Max("number"))["last"]
    version = DataVersion.objects.create(
        id=proposal.token,
        operation=operation,
        number=(last or 0) + 1,
        state=DataState.PROPOSED.value,
        based_on=proposal.based_on,
        note=proposal.note,
        created_by=actor.person,
        counts=dict(proposal.counts),
        errors=proposal.errors,
        warnings=proposal.warnings,
        problems=proposal.check,
        difference=proposal.difference,
    )
    _write_files(version, proposal, proposal.files.keys())
    clear, sealed = _file_facts(proposal.hashes, proposal.people, roster_subject(version.id))
    record(
        access,
        DataProposed(
            number=version.number,
            based_on=None if proposal.based_on is None else proposal.based_on.number,
            files=clear,
            errors=proposal.errors,
            warnings=proposal.warnings,
        ),
        object_type="data",
        object_id=str(version.id),
        reason=proposal.note,
        personal=sealed,
    )
    return version


def _received(proposal: Proposal) -> frozenset[str]:
    return frozenset(part.stored for part in load_check(proposal.check).received)


def _write_files(version: DataVersion, proposal: Proposal, paths: object) -> None:
    chosen = set(paths)  # type: ignore[call-overload]
    DataFile.objects.bulk_create(
        [
            DataFile(
                version=version,
                path=path,
                content=pack(content),
                size=len(content),
                sha256=proposal.hashes[path],
            )
            for path, content in proposal.files.items()
            if path in chosen
        ]
    )


@action
def correct_data(
    actor: Actor, operation: Operation, proposal: Proposal, *, seen: str
) -> DataVersion:
    """Put a mended proposal in place of itself; ``seen`` is the fingerprint the editor had.

    Raises:
        DataConflictError: it was decided, or somebody mended it meanwhile (``changed``).
    """
    access = authorise(actor, operation, PlanPermission.DATA_UPLOAD)
    version = _locked_version(operation, proposal.token)
    if fingerprint(version) != seen:
        raise DataConflictError("changed", number=version.number)
    before = dict(DataFile.objects.filter(version=version).values_list("path", "sha256"))
    touched = {path for path, sha in proposal.hashes.items() if before.get(path) != sha}
    if touched & proposal.people:
        authorise(actor, operation, PlanPermission.DATA_PEOPLE)
    DataFile.objects.filter(
        version=version, path__in=touched | (before.keys() - proposal.hashes.keys())
    ).delete()
    _write_files(version, proposal, touched)
    DataVersion.objects.filter(pk=version.pk).update(
        counts=dict(proposal.counts),
        errors=proposal.errors,
        warnings=proposal.warnings,
        problems=proposal.check,
        difference=proposal.difference,
    )
    hashes = {path: proposal.hashes[path] for path in touched}
    clear, sealed = _file_facts(hashes, proposal.people & touched, roster_subject(version.id))
    record(
        access,
        DataCorrected(
            number=version.number,
            files=clear,
            errors=proposal.errors,
            warnings=proposal.warnings,
        ),
        object_type="data",
        object_id=str(version.id),
        personal=sealed,
    )
    return version


@action
def accept_data(
    actor: Actor, operation: Operation, acceptance: Acceptance, *, seen: str
) -> DataVersion:
    """Accept a proposal as a whole: from now on it counts, and its rows can be listed and drawn.

    Raises:
        DataConflictError: ``already_accepted``, ``already_discarded``, ``changed`` (somebody mended
            it meanwhile) or ``outdated`` (another version was accepted after it was based on one).
    """
    access = authorise(actor, operation, PlanPermission.DATA_ACCEPT)
    version = _locked_version(operation, acceptance.version.pk)
    if not seen == acceptance.fingerprint == fingerprint(version):
        raise DataConflictError("changed", number=version.number)
    if version.errors:
        raise DataConflictError("has_errors", number=version.number)
    current = current_version(operation)
    if (current.pk if current else None) != version.based_on_id:
        raise DataConflictError("outdated", number=current.number if current else 0)
    StationRow.objects.bulk_create(acceptance.stations, batch_size=BATCH)
    OfficerRow.objects.bulk_create(acceptance.officers, batch_size=BATCH)
    BaseRow.objects.bulk_create(acceptance.bases, batch_size=BATCH)
    AreaRow.objects.bulk_create(acceptance.areas, batch_size=BATCH)
    version.state = DataState.ACCEPTED.value
    version.decided_by = actor.person
    version.decided_at = datetime.now(UTC)
    version.save(update_fields=["state", "decided_by", "decided_at"])
    warming.after_commit(version)
    record(
        access,
        DataAccepted(
            number=version.number,
            replaces=None if current is None else current.number,
            counts={name: int(count) for name, count in version.counts.items()},
        ),
        object_type="data",
        object_id=str(version.id),
    )
    return version


@action
def discard_data(actor: Actor, operation: Operation, *, version_id: uuid.UUID) -> DataVersion:
    """Discard a proposal: its files are deleted, what remains is that there was one.

    Whoever uploaded it may, and whoever may accept it.

    Raises:
        DataConflictError: it was already decided.
    """
    version = DataVersion.objects.filter(operation=operation, pk=version_id).first()
    access = _may_discard(actor, operation, version)
    version = _locked_version(operation, version_id)
    version.state = DataState.DISCARDED.value
    version.decided_by = actor.person
    version.decided_at = datetime.now(UTC)
    version.problems = version.difference = b""
    version.save()
    DataFile.objects.filter(version=version).delete()
    record(
        access,
        DataDiscarded(number=version.number),
        object_type="data",
        object_id=str(version.id),
    )
    return version


def _may_discard(actor: Actor, operation: Operation, version: DataVersion | None) -> Access:
    own = version is not None and version.created_by_id == actor.person.pk
    if own:
        access = find_access(actor, operation, PlanPermission.DATA_UPLOAD)
        if access is not None:
            return access
    return authorise(actor, operation, PlanPermission.DATA_ACCEPT)
