"""Agencies, operations, and who is what in them."""

from __future__ import annotations

import uuid

from django.db import models

from siaga.server.core.models.people import Person
from siaga.server.core.roles import AgencyKind, Role


class Agency(models.Model):
    """An agency; a Polsek has its Polres as parent, a Polres its Polda."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(
        max_length=20, choices=[(kind.value, kind.value) for kind in AgencyKind]
    )
    name = models.CharField(max_length=120, unique=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)

    def __str__(self) -> str:
        return self.name


class Operation(models.Model):
    """One election guarded by one resort."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    region_code = models.CharField(max_length=20)
    region_name = models.CharField(max_length=120)
    election = models.CharField(max_length=160)
    voting_day = models.DateField()
    timezone = models.CharField(max_length=40, default="Asia/Jakarta")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="operations")
    """The resort that runs it; its parent is the province."""
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A role of a person; without an operation it is a role over the agency or the installation."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships")
    operation = models.ForeignKey(
        Operation, null=True, blank=True, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])

    class Meta:
        # Two, because SQLite knows no NULLS NOT DISTINCT.
        constraints = (
            models.UniqueConstraint(fields=["person", "operation", "role"], name="one_role_once"),
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=models.Q(operation=None),
                name="one_role_above_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"
