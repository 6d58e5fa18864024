"""Runs of the planner: scenarios as background jobs."""

from __future__ import annotations

import uuid
from enum import StrEnum

from django.db import models

from siaga.server.core.models import Operation, Person
from siaga.server.plan.models.data import DataVersion


class RunState(StrEnum):
    """Where a run stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class PlanRun(models.Model):
    """One scenario: data, doctrine and targets as chosen, seed, progress, result."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    operation = models.ForeignKey(Operation, on_delete=models.CASCADE, related_name="runs")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    data = models.ForeignKey(DataVersion, on_delete=models.PROTECT, related_name="runs")
    settings = models.JSONField(default=dict)
    """What differs from the data's own settings: ``{"targets.reserve_share": 0.1, …}``."""
    extra_officers = models.IntegerField(default=0)
    """Officers more (BKO) than the roster holds, for "what if"."""
    base = models.ForeignKey(
        "plan.PlanVersion", null=True, on_delete=models.PROTECT, related_name="later_runs"
    )
    """The plan whose locks it keeps."""
    locks = models.JSONField(default=dict)
    seed = models.BigIntegerField()
    state = models.CharField(max_length=12, default=RunState.QUEUED)
    step = models.CharField(max_length=60, blank=True)
    share = models.FloatField(default=0.0)
    """Share of the running step done, in [0, 1]."""
    bounds = models.JSONField(default=list)
    """Bounds known so far: ``[{"step", "value", "bound", "unit"}]``."""
    message = models.JSONField(default=list)
    """(Indonesian, English) sentence when it failed."""
    cancel_asked = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    """When the job last said that it lives."""
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["operation", "number"], name="one_run_number"),
        )

    def __str__(self) -> str:
        return f"run {self.number}"
