"""The ledger's tables: entries, hash tiles, checkpoints, keys, and what opens the commitments.

Entries, tiles and checkpoints only ever grow; :mod:`siaga.server.core.ledger_store.guard` has the
database hold that.
"""

from __future__ import annotations

import uuid

from django.db import models

from siaga.server.core.models.organisation import Agency

_PLACED = models.Q(position__isnull=False)


class LedgerEntry(models.Model):
    """One entry. ``position`` is empty until the sequencer has put it into the tree.

    Every column but ``position`` is written once; ``position`` is set once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    position = models.BigIntegerField(null=True, unique=True)
    kind = models.CharField(max_length=60)
    operation = models.UUIDField(null=True)
    actor = models.UUIDField(null=True)
    object_type = models.CharField(max_length=40, blank=True)
    object_id = models.CharField(max_length=80, blank=True)
    recorded_at = models.DateTimeField(db_index=True)
    payload = models.BinaryField()
    """The canonical bytes that were hashed (:func:`siaga.ledger.entry.entry_bytes`)."""
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        # Partial: an entry enters them once, with its position.
        indexes = (
            models.Index(fields=["operation", "-position"], name="entry_operation",
                         condition=_PLACED),
            models.Index(fields=["operation", "kind", "-position"], name="entry_kind",
                         condition=_PLACED),
            models.Index(fields=["object_type", "object_id", "-position"], name="entry_object",
                         condition=_PLACED),
            models.Index(fields=["recorded_at", "id"], name="entry_waiting",
                         condition=models.Q(position__isnull=True)),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.position} {self.kind}"


class LedgerTile(models.Model):
    """A tile of up to 256 hashes at one level of the tree (C2SP tlog-tiles); it only grows."""

    id = models.BigAutoField(primary_key=True)
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["level", "index"], name="one_tile"),)

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


class LedgerKey(models.Model):
    """A public key: the ledger's own (``agency`` empty) or that of an agency that co-signs."""

    id = models.BigAutoField(primary_key=True)
    vkey = models.CharField(max_length=300, unique=True)
    """``name+id+base64`` (C2SP signed-note)."""
    agency = models.ForeignKey(
        Agency, null=True, on_delete=models.PROTECT, related_name="ledger_keys"
    )
    added_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True)
    """Since when it may no longer sign; what it signed before stays valid."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["agency"], condition=models.Q(retired_at__isnull=True),
                name="one_key_an_agency",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.vkey


class Checkpoint(models.Model):
    """A signed tree head with the co-signatures it has collected."""

    id = models.BigAutoField(primary_key=True)
    size = models.BigIntegerField(unique=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    signed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"checkpoint {self.size}"


class Opening(models.Model):
    """What opens one commitment of an entry; deleting it erases the personal datum (R9)."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="openings")
    field = models.CharField(max_length=80)
    subject = models.CharField(max_length=80, blank=True, db_index=True)
    """Whom it is about: ``person:<id>`` or ``officer:<operation>:<number>``; empty: nobody."""
    salt = models.BinaryField(max_length=32)
    value = models.JSONField()

    def __str__(self) -> str:
        return f"{self.entry_id} {self.field}"
