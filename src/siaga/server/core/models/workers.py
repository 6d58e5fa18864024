"""Job workers and when they last said that they live."""

from __future__ import annotations

from django.db import models


class WorkerBeat(models.Model):
    """A job worker; its row goes when it ends in order."""

    name = models.CharField(max_length=120, primary_key=True)
    """``host:process``."""
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name
