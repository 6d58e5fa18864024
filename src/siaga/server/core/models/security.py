"""What signing in remembers: failed attempts, open sessions, identities at an agency's provider."""

from __future__ import annotations

import hmac
import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django_otp.plugins.otp_totp.models import TOTPDevice

from siaga.server.core.models.people import Person


class SignInTally(models.Model):
    """Failed attempts under one key. Keys are keyed hashes: what was typed is never stored."""

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.IntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)
    blocked_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.failures}"


class PersonSession(models.Model):
    """A signed-in browser, so that its owner can see and end it; gone when it has ended."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sessions")
    session_key = models.CharField(max_length=40, unique=True)
    """As the table of sessions has it: a hash."""
    device = models.CharField(max_length=60)
    """``Chrome, Windows``: the kind of browser, not its exact version."""
    network = models.CharField(max_length=45)
    """The network, shortened: ``203.0.113.0/24``."""
    method = models.CharField(max_length=20)
    """``password`` or ``oidc``."""
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id} {self.device}"


class OutsideIdentity(models.Model):
    """Who a person is at the OpenID provider of their agency."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_person_a_subject"),
        )

    def __str__(self) -> str:
        return f"{self.issuer} {self.person_id}"


_SECRET_BYTES = 20


class AppDeviceManager(models.Manager["AppDevice"]):
    """Makes authenticator apps with a sealed secret."""

    def enrol(self, person: Person, *, confirmed: bool) -> AppDevice:
        """A new app of ``person`` with a random secret of 160 bits (RFC 4226 section 4)."""
        secret, salt = secrets.token_bytes(_SECRET_BYTES), secrets.token_bytes(_SECRET_BYTES)
        key = (salt + _masked(secret, salt)).hex()
        return self.create(user=person, name="app", confirmed=confirmed, key=key)


class AppDevice(TOTPDevice):  # type: ignore[misc]
    """An authenticator app. Its secret is sealed with the installation's: a table alone opens none.

    ``key`` holds a random salt and the secret, masked with HMAC-SHA-256(installation, salt): each
    mask is used once.
    """

    objects: Any = AppDeviceManager()

    class Meta:
        proxy = True

    @property
    def bin_key(self) -> bytes:
        """The secret itself."""
        sealed = bytes.fromhex(self.key)
        return _masked(sealed[_SECRET_BYTES:], sealed[:_SECRET_BYTES])


def _masked(secret: bytes, salt: bytes) -> bytes:
    """Seal and unseal."""
    text = b"siaga/authenticator\x00" + salt
    mask = hmac.new(settings.SECRET_KEY.encode(), text, "sha256").digest()
    return bytes(one ^ other for one, other in zip(secret, mask, strict=False))
