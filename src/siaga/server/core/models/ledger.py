"""The ledger's tables: entries, hash tiles, checkpoints, and what opens the commitments."""

from __future__ import annotations

import uuid

from django.db import models


class LedgerEntry(models.Model):
    """One entry. ``position`` is empty until the sequencer has put it into the tree."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    queue = models.BigIntegerField(null=True)
    position = models.BigIntegerField(null=True, unique=True)
    kind = models.CharField(max_length=60)
    operation = models.UUIDField(null=True)
    actor = models.UUIDField(null=True)
    object_type = models.CharField(max_length=40, blank=True)
    object_id = models.CharField(max_length=80, blank=True)
    recorded_at = models.DateTimeField()
    payload = models.BinaryField()
    """The canonical bytes that were hashed."""
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        indexes = (
            models.Index(fields=["operation", "-position"], name="entry_operation"),
            models.Index(fields=["object_type", "object_id", "-position"], name="entry_object"),
        )

    def __str__(self) -> str:
        return f"{self.position} {self.kind}"


class LedgerTile(models.Model):
    """A tile of 256 hashes at one level of the tree (C2SP tlog-tiles)."""

    id = models.BigAutoField(primary_key=True)
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["level", "index"], name="one_tile"),)

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


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
    entry = models.ForeignKey(LedgerEntry, on_delete=models.CASCADE, related_name="openings")
    field = models.CharField(max_length=40)
    subject = models.CharField(max_length=80, blank=True, db_index=True)
    """Whom it is about: ``person:<id>`` or ``officer:<operation>:<number>``; empty: nobody."""
    salt = models.BinaryField(max_length=32)
    value = models.JSONField()

    def __str__(self) -> str:
        return f"{self.entry_id} {self.field}"
