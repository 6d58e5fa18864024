"""Plans and what happens to them: edits, approval, prints. An issued plan never changes."""

from __future__ import annotations

import uuid
from enum import StrEnum

from django.db import models

from siaga.server.core.models import LedgerEntry, Operation, Person
from siaga.server.plan.models.data import DataVersion
from siaga.server.plan.models.runs import PlanRun


class PlanState(StrEnum):
    """draft -> checked -> approved -> issued; superseded once a later plan is issued."""

    DRAFT = "draft"
    CHECKED = "checked"
    APPROVED = "approved"
    ISSUED = "issued"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class PlanVersion(models.Model):
    """A plan. ``document`` is its plan.json before ``edits``; rows show it as it stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    operation = models.ForeignKey(Operation, on_delete=models.CASCADE, related_name="plans")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    data = models.ForeignKey(DataVersion, on_delete=models.PROTECT, related_name="plans")
    run = models.OneToOneField(PlanRun, null=True, on_delete=models.PROTECT, related_name="plan")
    base = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="later")
    """The plan it was made from, when it was not a run."""
    reason = models.CharField(max_length=300, blank=True)
    """Why it replaces ``base``."""
    state = models.CharField(max_length=12, default=PlanState.DRAFT)
    revision = models.PositiveIntegerField(default=0)
    """Grows by one with every change; an edit names the revision it was made on."""
    document = models.BinaryField()
    """plan.json before ``edits``, compressed, without names and phone numbers (R9)."""
    final = models.BinaryField(default=b"")
    """plan.json as it was checked, compressed; empty while it is a draft."""
    sha256 = models.CharField(max_length=64, blank=True)
    """Of ``final``, uncompressed: what the ledger carries."""
    summary = models.JSONField(default=dict)
    """Figures for lists and comparisons, so that no page reads the document."""
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    checked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True)
    issued_entry = models.ForeignKey(
        LedgerEntry, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["operation", "number"], name="one_plan_number"),
            models.UniqueConstraint(
                fields=["operation"],
                condition=models.Q(state=PlanState.ISSUED.value),
                name="one_issued_plan",
            ),
        )

    def __str__(self) -> str:
        return f"plan {self.number}"


class PlanEdit(models.Model):
    """A change by hand, in order. An undone edit is kept."""

    id = models.BigAutoField(primary_key=True)
    plan = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="edits")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    edit = models.JSONField()
    findings = models.JSONField(default=list)
    cost = models.JSONField(default=dict)
    undone = models.BooleanField(default=False)
    snapshot = models.BinaryField(default=b"")
    """plan.json after this edit, compressed; now and then one has it, so that a long draft opens
    quickly."""
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["plan", "sequence"], name="one_edit"),)

    def __str__(self) -> str:
        return f"edit {self.sequence}"


class PostRow(models.Model):
    """A post of a plan as it stands."""

    id = models.BigAutoField(primary_key=True)
    plan = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="posts")
    ordinal = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    district = models.CharField(max_length=20)
    district_name = models.CharField(max_length=120)
    tier = models.CharField(max_length=16)
    pattern = models.CharField(max_length=40)
    level = models.CharField(max_length=12)
    hub = models.CharField(max_length=60)
    lat = models.FloatField()
    lon = models.FloatField()
    stations = models.PositiveSmallIntegerField()
    team_size = models.PositiveSmallIntegerField()
    officers = models.PositiveSmallIntegerField()
    """Officers placed; fewer than ``team_size`` is a gap."""
    max_minutes = models.FloatField()
    travel = models.FloatField()
    access = models.CharField(max_length=12)
    threat = models.FloatField()
    locked = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["plan", "code"], name="one_post"),)
        indexes = (
            models.Index(fields=["plan", "ordinal"], name="post_order"),
            models.Index(fields=["plan"], name="post_locked", condition=models.Q(locked=True)),
        )

    def __str__(self) -> str:
        return self.code


class PlanStationRow(models.Model):
    """A station in a plan: its post and its vulnerability."""

    id = models.BigAutoField(primary_key=True)
    plan = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="stations")
    ordinal = models.PositiveIntegerField()
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=160, blank=True)
    district = models.CharField(max_length=20)
    district_name = models.CharField(max_length=120)
    village_name = models.CharField(max_length=120)
    lat = models.FloatField()
    lon = models.FloatField()
    post = models.CharField(max_length=40)
    level = models.CharField(max_length=12)
    tier = models.CharField(max_length=16)
    threat = models.FloatField()
    reach = models.FloatField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["plan", "code"], name="one_plan_station"),)
        indexes = (
            models.Index(fields=["plan", "ordinal"], name="plan_station_order"),
            models.Index(fields=["plan", "post"], name="plan_station_post"),
            models.Index(fields=["plan", "village_name", "ordinal"], name="plan_station_village"),
        )

    def __str__(self) -> str:
        return self.code


class PlacementRow(models.Model):
    """Where an officer serves in a plan. Names stay in the data version (R9)."""

    id = models.BigAutoField(primary_key=True)
    plan = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="placements")
    ordinal = models.PositiveIntegerField()
    officer = models.CharField(max_length=60)
    unit = models.CharField(max_length=60, blank=True)
    role = models.CharField(max_length=12)
    place = models.CharField(max_length=60)
    minutes = models.FloatField(null=True)
    leader = models.BooleanField(default=False)
    locked = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["plan", "officer"], name="one_placement"),)
        indexes = (
            models.Index(fields=["plan", "ordinal"], name="placement_order"),
            models.Index(fields=["plan", "place"], name="placement_place"),
            models.Index(fields=["plan"], name="placement_locked", condition=models.Q(locked=True)),
        )

    def __str__(self) -> str:
        return self.officer


class Presence(models.Model):
    """Who has a draft open: two editors see each other."""

    id = models.BigAutoField(primary_key=True)
    plan = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["plan", "person"], name="one_presence"),)

    def __str__(self) -> str:
        return f"{self.person_id}"


class PlanPrint(models.Model):
    """A file printed from a plan, with the ledger position it carries."""

    id = models.BigAutoField(primary_key=True)
    plan = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="prints")
    kind = models.CharField(max_length=30)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=12, default="queued")
    stamp = models.CharField(max_length=200, blank=True)
    """What its pages say of the plan's state: printed anew when that changes."""
    content = models.BinaryField(default=b"")
    sha256 = models.CharField(max_length=64, blank=True)
    message = models.JSONField(default=list)
    attempts = models.PositiveSmallIntegerField(default=0)
    beat_at = models.DateTimeField(null=True)
    """When the job last said that it lives."""
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    ready_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["plan", "kind", "language"], name="one_print"),
        )

    def __str__(self) -> str:
        return self.kind
