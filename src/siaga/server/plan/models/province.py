"""Reinforcements a province proposes for its resorts."""

from __future__ import annotations

import uuid

from django.db import models

from siaga.server.core.models import Agency, Person


class BkoProposal(models.Model):
    """N reinforcements shared over resorts by what they mend."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    """Counts the agency's proposals from 1."""
    officers = models.PositiveIntegerField()
    allocation = models.JSONField()
    """One item a resort: operation slug, officers, what they mend, what is still below."""
    note = models.CharField(max_length=300, blank=True)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "number"], name="one_proposal_number"),
        )

    def __str__(self) -> str:
        return f"{self.officers} BKO"
