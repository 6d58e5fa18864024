"""What people do with the ledger: name their agency's key, co-sign, take an export."""

from __future__ import annotations

from datetime import UTC, datetime

from siaga.ledger.note import COSIGNATURE_V1, read_vkey
from siaga.ledger.texts import LedgerError
from siaga.server.core.access import Actor, authorise
from siaga.server.core.action import action
from siaga.server.core.ledger_entries import CheckpointCosigned, KeyRegistered, LedgerExported
from siaga.server.core.ledger_store import record, sign
from siaga.server.core.models import Agency, Checkpoint, LedgerKey, Operation
from siaga.server.core.policy import CorePermission


class CosignError(Exception):
    """The key or the note can not be taken; ``key`` names the sentence in ``ledger``."""

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(key)


@action
def register_key(actor: Actor, operation: Operation, *, vkey: str) -> LedgerKey:
    """Name the public key with which the actor's agency co-signs from now on.

    Raises:
        LedgerError: not a key in the form ``name+id+base64``.
        CosignError: not a key for co-signatures, or one that is known already.
    """
    access = authorise(actor, operation, CorePermission.LEDGER_COSIGN)
    key = read_vkey(vkey)
    if key.kind != COSIGNATURE_V1:
        raise CosignError("key_kind")
    agency = Agency.objects.select_for_update().get(name=access.agency)
    if LedgerKey.objects.filter(vkey=key.vkey()).exists():
        raise CosignError("key_known")
    if any(read_vkey(row.vkey).name == key.name for row in
           LedgerKey.objects.exclude(agency=agency)):  # fmt: skip
        raise CosignError("key_name_taken", name=key.name)
    before = LedgerKey.objects.filter(agency=agency, retired_at=None).first()
    if before is not None:
        before.retired_at = datetime.now(UTC)
        before.save(update_fields=["retired_at"])
    made = LedgerKey.objects.create(vkey=key.vkey(), agency=agency)
    record(
        access,
        KeyRegistered(vkey=made.vkey, replaces=before.vkey if before else None),
        object_type="ledger_key",
        object_id=str(made.pk),
    )
    return made


@action
def cosign(actor: Actor, operation: Operation, *, note: bytes) -> Checkpoint:
    """Take over the co-signature of the actor's agency from a note signed on its own machine.

    Raises:
        LedgerError: no note, another ledger's, or the signature does not match.
        CosignError: the agency has not named its key.
    """
    access = authorise(actor, operation, CorePermission.LEDGER_COSIGN)
    row = LedgerKey.objects.filter(agency__name=access.agency, retired_at=None).first()
    if row is None:
        raise CosignError("no_key", agency=access.agency)
    key = read_vkey(row.vkey)
    checkpoint, when = sign.accept_cosignature(note, key)
    record(
        access,
        CheckpointCosigned(
            size=checkpoint.size,
            root=bytes(checkpoint.root).hex(),
            key=f"{key.name}+{key.key_id.hex()}",
            when=when,
        ),
        object_type="checkpoint",
        object_id=str(checkpoint.size),
    )
    return checkpoint


@action
def take_export(actor: Actor, operation: Operation) -> int:
    """Put on record that the operation's ledger is given out; the size of the ledger comes back.

    Raises:
        LedgerError: the ledger's key can not be used.
    """
    access = authorise(actor, operation, CorePermission.LEDGER_VIEW)
    size = sign.checkpoint(fresh=True).size
    record(
        access,
        LedgerExported(size=size),
        object_type="ledger",
        object_id="",
    )
    return size


__all__ = ["CosignError", "LedgerError", "cosign", "register_key", "take_export"]
