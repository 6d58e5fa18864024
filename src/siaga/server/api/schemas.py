"""What the API answers, field by field."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Schema

ScopeName = Annotated[str, Field(description="read, people, write or layers")]


class RoleOut(Schema):
    """A role of the caller."""

    role: str
    agency: str
    operation: str | None = Field(description="Slug; null for a role above operations.")


class MeOut(Schema):
    """Who the caller is."""

    username: str
    name: str
    language: str
    scopes: list[ScopeName]
    token_expires_at: datetime | None
    roles: list[RoleOut]


class OperationOut(Schema):
    """An operation the caller has a part in."""

    slug: str
    name: str
    region_code: str
    region_name: str
    election: str
    voting_day: date
    timezone: str
    agency: str


class OperationDetailOut(OperationOut):
    """An operation and where it stands."""

    data_version: int | None = Field(description="The accepted version that counts.")
    issued_plan: int | None


class DataVersionOut(Schema):
    """A version of the operation's tables."""

    number: int
    state: str = Field(description="proposed, accepted or discarded")
    based_on: int | None
    note: str
    created_at: datetime
    decided_at: datetime | None
    counts: dict[str, Any]
    errors: int
    warnings: int


class StationOut(Schema):
    """A polling station."""

    id: str
    name: str
    district: str
    district_name: str
    village: str
    village_name: str
    lon: float
    lat: float
    voters: int
    access: str


class OfficerOut(Schema):
    """An officer. Personal data: needs the role and the scope ``people``."""

    id: str
    name: str
    rank: str
    unit: str
    origin: str
    available: bool


class PlanOut(Schema):
    """A plan with its figures."""

    number: int
    name: str
    state: str = Field(description="draft, checked, approved, issued, superseded or withdrawn")
    revision: int
    data_version: int
    run: int | None
    base: int | None = Field(description="The plan it replaces or was made from.")
    reason: str
    sha256: str
    created_at: datetime
    issued_at: datetime | None
    ledger_position: int | None = Field(description="Of the entry that issued it.")
    summary: dict[str, Any]


class PostOut(Schema):
    """A post."""

    id: str
    district: str
    district_name: str
    tier: str
    pattern: str
    level: str = Field(description="doctrine, thinned, patrol or unguarded")
    hub: str
    lon: float
    lat: float
    stations: int
    team_size: int
    officers: int
    max_minutes: float | None
    access: str
    locked: bool


class PlacementOut(Schema):
    """Where an officer serves: numbers, no names."""

    officer: str
    unit: str
    role: str
    place: str
    minutes: float | None
    leader: bool
    locked: bool


class ExplanationOut(Schema):
    """Why, in sentences."""

    plan: int
    subject: str
    explained: bool = Field(description="False when the plan's data can not be read any more.")
    sections: list[ExplanationSection]


class ExplanationSection(Schema):
    """A heading and the facts under it."""

    heading: str
    facts: list[str]


class RunOut(Schema):
    """A run of the planner."""

    number: int
    name: str
    state: str = Field(description="queued, running, done, cancelled or failed")
    data_version: int
    settings: dict[str, Any]
    extra_officers: int
    seed: int
    step: str
    share: float = Field(description="Share of the running step done, 0 to 1.")
    bounds: list[dict[str, Any]]
    message: str
    plan: int | None
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


class ComparisonOut(Schema):
    """Two plans side by side."""

    a: PlanOut
    b: PlanOut
    officers: dict[str, int] = Field(description="How many move, join, leave …")
    stations_moved: int = Field(description="Stations with another post.")
    posts_gone: list[str]
    posts_new: list[str]
    guard: list[dict[str, Any]] = Field(description="Stations guarded at another level.")


class LedgerEntryOut(Schema):
    """An entry as it was hashed; personal values stand outside, behind commitments."""

    position: int
    id: UUID
    kind: str
    object_type: str
    object_id: str
    recorded_at: datetime
    leaf_hash: str = Field(description="SHA-256, hexadecimal (RFC 6962 leaf).")
    payload: str = Field(description="The very bytes that were hashed, UTF-8.")


class CheckpointOut(Schema):
    """A signed tree head."""

    size: int
    root: str = Field(description="Hexadecimal.")
    note: str = Field(description="C2SP signed note.")
    signed_at: datetime


class ProvinceOut(Schema):
    """A province."""

    agency: UUID
    name: str


class ResortOut(Schema):
    """An operation of the province: requirement against force."""

    slug: str
    name: str
    voting_day: date
    plan: int | None
    plan_state: str
    stations: int
    need: int
    available: int
    short: int
    below: int = Field(description="Stations below doctrine.")
    verdict: str = Field(description="closes, short or unknown")


class OverviewOut(Schema):
    """A province at a glance."""

    agency: UUID
    name: str
    need: int
    available: int
    short: int
    stations: int
    below: int
    resorts: list[ResortOut]


class ShareOut(Schema):
    """What a resort gets and what that mends."""

    slug: str
    name: str
    officers: int
    units: dict[str, int]
    mended: int
    weight: float
    still_below: int
    still_short: int
    rest: int
    reasons: list[str]


class SharingOut(Schema):
    """Reinforcements shared by what they mend, with the proof."""

    officers: int
    mended: int
    still_below: int
    held: dict[str, int]
    value: float
    bound: float
    proven: bool
    reasons: list[str]
    shares: list[ShareOut]


class ProposalOut(Schema):
    """A saved proposal."""

    id: UUID
    officers: int
    note: str
    created_at: datetime
    sharing: SharingOut


ExplanationOut.model_rebuild()
