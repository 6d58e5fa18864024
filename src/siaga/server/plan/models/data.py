"""Versions of an operation's data: the files as they came, and rows to list and draw."""

from __future__ import annotations

import uuid
from enum import StrEnum

from django.db import models

from siaga.server.core.models import Operation, Person


class DataState(StrEnum):
    """Where a data version stands."""

    PROPOSED = "proposed"
    """Uploaded and checked; nobody plans with it yet."""
    ACCEPTED = "accepted"
    DISCARDED = "discarded"


class DataVersion(models.Model):
    """The tables of an operation at one time. The accepted one with the highest number counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    operation = models.ForeignKey(Operation, on_delete=models.CASCADE, related_name="data_versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, default=DataState.PROPOSED)
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    note = models.CharField(max_length=300, blank=True)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
    """``{"stations": 1389, "officers": 616, "bases": …, "voters": …}``"""
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    problems = models.BinaryField(default=b"")
    """Problems of the check, compressed JSON."""
    difference = models.BinaryField(default=b"")
    """What changes against ``based_on``, compressed JSON."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["operation", "number"], name="one_data_number"),
        )

    def __str__(self) -> str:
        return f"data {self.number}"


class DataFile(models.Model):
    """One file of a version, as it came, compressed."""

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(DataVersion, on_delete=models.CASCADE, related_name="files")
    path = models.CharField(max_length=200)
    """Path inside the operation folder: ``stations.csv``, ``travel/roads.graphml``."""
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    """Bytes before compression."""
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "path"], name="one_data_file"),)

    def __str__(self) -> str:
        return self.path


class StationRow(models.Model):
    """A polling station of a version, to list and draw."""

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(DataVersion, on_delete=models.CASCADE, related_name="stations")
    ordinal = models.PositiveIntegerField()
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=160, blank=True)
    district = models.CharField(max_length=20)
    district_name = models.CharField(max_length=120)
    village = models.CharField(max_length=20)
    village_name = models.CharField(max_length=120)
    lat = models.FloatField()
    lon = models.FloatField()
    voters = models.PositiveIntegerField()
    access = models.CharField(max_length=12)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "code"], name="one_station"),)
        indexes = (
            models.Index(fields=["version", "ordinal"], name="station_order"),
            models.Index(fields=["version", "district"], name="station_district"),
            models.Index(fields=["version", "village_name", "ordinal"], name="station_village"),
        )

    def __str__(self) -> str:
        return self.code


class OfficerRow(models.Model):
    """An officer of a version. Personal: only roles with ``plan.data.people`` read it."""

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(DataVersion, on_delete=models.CASCADE, related_name="officers")
    ordinal = models.PositiveIntegerField()
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=160, blank=True)
    rank = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    home_village = models.CharField(max_length=20, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    sex = models.CharField(max_length=10, blank=True)
    skills = models.CharField(max_length=200, blank=True)
    origin = models.CharField(max_length=20, blank=True)
    available = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "code"], name="one_officer"),)
        indexes = (models.Index(fields=["version", "ordinal"], name="officer_order"),)

    def __str__(self) -> str:
        return self.code


class BaseRow(models.Model):
    """A Polres, Polsek, jetty or other base."""

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(DataVersion, on_delete=models.CASCADE, related_name="bases")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=30, blank=True)
    lat = models.FloatField()
    lon = models.FloatField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "code"], name="one_base"),)

    def __str__(self) -> str:
        return self.name


class AreaRow(models.Model):
    """A district or village with its outline."""

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(DataVersion, on_delete=models.CASCADE, related_name="areas")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=12)
    """``district`` or ``village``."""
    parent = models.CharField(max_length=20, blank=True)
    geometry = models.JSONField(null=True)
    """GeoJSON geometry, WGS 84; None when the data hold no outline."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "code"], name="one_area"),)

    def __str__(self) -> str:
        return self.name
