"""Tokens of programs, and answers kept so that a request sent twice acts once."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum

from django.db import models

from siaga.server.core.models import Operation, Person


class Scope(StrEnum):
    """What a token may be used for; never more than its person's roles allow."""

    READ = "read"
    """Operations, data, plans, runs, ledger: no people."""
    PEOPLE = "people"
    """Officers and who serves where, when the role may see them."""
    WRITE = "write"
    """Start and cancel runs, save proposals."""
    LAYERS = "layers"
    """Map layers (OGC API - Features); may stand in an address, so it opens nothing else."""


class ApiToken(models.Model):
    """A token acts as its person. Only its hash is kept: who reads the table can not use it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="api_tokens")
    operation = models.ForeignKey(
        Operation, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    """The only operation it opens; None: every operation of its person."""
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12, unique=True)
    """Public part: names the token in lists and finds it at sign-in."""
    secret_hash = models.CharField(max_length=64)
    """SHA-256 of the secret part, which is 160 random bits and needs no slow hash."""
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    """To the minute."""
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["person", "-created_at"], name="token_person"),)

    def __str__(self) -> str:
        return self.prefix

    def is_valid(self, now: datetime) -> bool:
        """Whether it opens anything at ``now``."""
        return self.revoked_at is None and now < self.expires_at


class KeptAnswer(models.Model):
    """What a POST with an idempotency key answered: sent again, it answers the same."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    request_hash = models.CharField(max_length=64)
    """SHA-256 over path and body: the key belongs to this request alone."""
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "key"], name="one_kept_answer"),)
        indexes = (models.Index(fields=["created_at"], name="kept_answer_age"),)

    def __str__(self) -> str:
        return self.key
