"""People who sign in."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class DemoAccountError(RuntimeError):
    """Demo accounts are made in demo mode only (``SIAGA_DEMO=1``)."""

    def __init__(self) -> None:
        super().__init__("demo accounts are made in demo mode only (SIAGA_DEMO=1)")


class PersonManager(BaseUserManager["Person"]):
    """Makes people; used by actions and Django's own authentication only."""

    def create_person(self, username: str, password: str, *, name: str) -> Person:
        """A person who can sign in with ``password``; user names are kept in small letters."""
        person = self.model(username=self.model.normalize_username(username).lower(), name=name)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """A person with an account. ``id`` is random and all that the ledger knows of them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, default="id")
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False)
    """A demo account: refused outside demo mode."""
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = PersonManager()

    def save(self, *args: Any, **options: Any) -> None:
        """Write the person.

        Raises:
            DemoAccountError: a demo account would be made, or become one, outside demo mode.
        """
        if self.demo and not settings.DEMO and self._becomes_demo(options.get("update_fields")):
            raise DemoAccountError
        super().save(*args, **options)

    def _becomes_demo(self, fields: Iterable[str] | None) -> bool:
        """Whether the row was no demo account before; those there are can still be closed."""
        if fields is not None and "demo" not in fields:
            return False
        return not type(self)._default_manager.filter(pk=self.pk, demo=True).exists()

    def __str__(self) -> str:
        return self.name
