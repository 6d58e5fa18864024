"""Rows as the API tells them."""

from __future__ import annotations

import math
from dataclasses import asdict
from enum import Enum
from typing import Any

from siaga.model.language import LANGUAGES, Language
from siaga.server.core.models import Checkpoint, LedgerEntry, Operation
from siaga.server.plan.models import (
    DataVersion,
    OfficerRow,
    PlacementRow,
    PlanRun,
    PlanVersion,
    PostRow,
    StationRow,
)

Json = dict[str, Any]


def finite(value: float | None) -> float | None:
    """``value``, or None where JSON has no word for it."""
    return value if value is not None and math.isfinite(value) else None


def plain(value: Any) -> Json:
    """A frozen value of the planner as plain words and numbers."""
    return {
        name: part.value if isinstance(part, Enum) else part for name, part in asdict(value).items()
    }


def operation(row: Operation) -> Json:
    """An operation."""
    return {
        "slug": row.slug,
        "name": row.name,
        "region_code": row.region_code,
        "region_name": row.region_name,
        "election": row.election,
        "voting_day": row.voting_day,
        "timezone": row.timezone,
        "agency": row.agency.name,
    }


def data_version(row: DataVersion) -> Json:
    """A data version."""
    return {
        "number": row.number,
        "state": str(row.state),
        "based_on": row.based_on.number if row.based_on else None,
        "note": row.note,
        "created_at": row.created_at,
        "decided_at": row.decided_at,
        "counts": row.counts,
        "errors": row.errors,
        "warnings": row.warnings,
    }


def station(row: StationRow) -> Json:
    """A station."""
    names = ("name", "district", "district_name", "village", "village_name", "lon", "lat")
    return {"id": row.code, "voters": row.voters, "access": row.access} | {
        name: getattr(row, name) for name in names
    }


def officer(row: OfficerRow) -> Json:
    """An officer; phone, home and sex stay at the desk."""
    names = ("name", "rank", "unit", "origin", "available")
    return {"id": row.code} | {name: getattr(row, name) for name in names}


def plan(row: PlanVersion) -> Json:
    """A plan without its document."""
    return {
        "number": row.number,
        "name": row.name,
        "state": str(row.state),
        "revision": row.revision,
        "data_version": row.data.number,
        "run": row.run.number if row.run else None,
        "base": row.base.number if row.base else None,
        "reason": row.reason,
        "sha256": row.sha256,
        "created_at": row.created_at,
        "issued_at": row.issued_at,
        "ledger_position": row.issued_entry.position if row.issued_entry else None,
        "summary": row.summary,
    }


def post(row: PostRow) -> Json:
    """A post."""
    names = (
        "district", "district_name", "tier", "pattern", "level", "hub", "lon", "lat",
        "stations", "team_size", "officers", "access", "locked",
    )  # fmt: skip
    return {"id": row.code, "max_minutes": finite(row.max_minutes)} | {
        name: getattr(row, name) for name in names
    }


def placement(row: PlacementRow) -> Json:
    """A placement."""
    names = ("officer", "unit", "role", "place", "leader", "locked")
    return {"minutes": finite(row.minutes)} | {name: getattr(row, name) for name in names}


def run(row: PlanRun, language: Language) -> Json:
    """A run; its failure in the caller's language."""
    made = getattr(row, "plan", None)
    message = list(row.message) if isinstance(row.message, list) else []
    return {
        "number": row.number,
        "name": row.name,
        "state": str(row.state),
        "data_version": row.data.number,
        "settings": row.settings,
        "extra_officers": row.extra_officers,
        "seed": row.seed,
        "step": row.step,
        "share": row.share,
        "bounds": row.bounds,
        "message": message[LANGUAGES.index(language)] if len(message) == 2 else "",
        "plan": made.number if made else None,
        "created_at": row.created_at,
        "started_at": row.started_at,
        "ended_at": row.ended_at,
    }


def entry(row: LedgerEntry) -> Json:
    """A ledger entry as it was hashed."""
    return {
        "position": row.position,
        "id": row.id,
        "kind": row.kind,
        "object_type": row.object_type,
        "object_id": row.object_id,
        "recorded_at": row.recorded_at,
        "leaf_hash": bytes(row.leaf_hash).hex(),
        "payload": bytes(row.payload).decode(),
    }


def checkpoint(row: Checkpoint) -> Json:
    """A signed tree head."""
    return {
        "size": row.size,
        "root": bytes(row.root).hex(),
        "note": row.note,
        "signed_at": row.signed_at,
    }
