"""What a province sees of its resorts: summary columns only, no plan is opened."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import (
    Avg,
    Case,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.http import Http404

from siaga.planning.reinforcement import (
    Mend,
    Overview,
    Resort,
    ResortRow,
    Verdict,
    province_overview,
)
from siaga.server.core.access import Access
from siaga.server.core.models import Agency, Operation
from siaga.server.plan.models import (
    BkoProposal,
    DataState,
    DataVersion,
    PlanState,
    PlanVersion,
    StationRow,
)

__all__ = ["ProvinceView", "ResortView", "Verdict", "province_view", "resort_of"]

_NOT_SHOWN: Final = (PlanState.WITHDRAWN, PlanState.SUPERSEDED)
PROPOSALS_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class ResortView:
    """One operation of the province."""

    operation: Operation
    plan: PlanVersion | None
    """The plan in force, else the newest one; None: there is none yet."""
    resort: Resort
    row: ResortRow
    lon: float | None
    """Middle of its stations; None without data."""
    lat: float | None
    data: uuid.UUID | None = None
    """The version of its data that the figures are of."""
    box: tuple[float, float, float, float] | None = None
    """West, south, east, north of its stations."""


@dataclass(frozen=True, slots=True)
class ProvinceView:
    """A province on one voting day."""

    agency: Agency
    day: date | None
    days: tuple[date, ...]
    """All voting days there are, the last first."""
    resorts: tuple[ResortView, ...]
    overview: Overview


def province_view(agency: Agency, day: date | None = None) -> ProvinceView:
    """Every resort of ``agency`` that votes on ``day``; without one on the last day there is.

    Raises:
        Http404: no resort votes on ``day``.
    """
    operations = list(
        Operation.objects.filter(agency__parent=agency)
        .select_related("agency", "agency__parent")
        .annotate(shown_plan=Subquery(_plan_to_show()), shown_data=Subquery(_data_that_count()))
        .order_by("name")
    )
    days = tuple(sorted({operation.voting_day for operation in operations}, reverse=True))
    if day is not None and day not in days:
        raise Http404
    chosen = day or (days[0] if days else None)
    operations = [operation for operation in operations if operation.voting_day == chosen]
    plans = PlanVersion.objects.only(
        "id", "number", "state", "revision", "summary", "operation_id", "data_id"
    ).in_bulk([o.shown_plan for o in operations if o.shown_plan])
    data = {
        operation.id: plans[operation.shown_plan].data_id
        if operation.shown_plan
        else operation.shown_data
        for operation in operations
    }
    wanted = [version for version in data.values() if version]
    counts = dict(DataVersion.objects.filter(id__in=wanted).values_list("id", "counts"))
    middles = _middles(wanted)
    views = []
    for operation in operations:
        plan = plans.get(operation.shown_plan)
        version = data[operation.id]
        resort = resort_of(operation, plan, counts.get(version, {}))
        row = province_overview((resort,)).rows[0]
        lon, lat, *box = middles.get(version, (None, None))
        around = (box[0], box[1], box[2], box[3]) if box else None
        views.append(ResortView(operation, plan, resort, row, lon, lat, version, around))
    overview = province_overview([view.resort for view in views])
    return ProvinceView(agency, chosen, days, tuple(views), overview)


def _plan_to_show() -> QuerySet[Any]:
    in_force = Case(
        When(state=PlanState.ISSUED, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return (
        PlanVersion.objects.filter(operation=OuterRef("pk"))
        .exclude(state__in=_NOT_SHOWN)
        .order_by(in_force, "-number")
        .values("id")[:1]
    )


def _data_that_count() -> QuerySet[Any]:
    return (
        DataVersion.objects.filter(operation=OuterRef("pk"), state=DataState.ACCEPTED)
        .order_by("-number")
        .values("id")[:1]
    )


def _middles(versions: Sequence[Any]) -> dict[Any, tuple[Any, ...]]:
    """Middle longitude and latitude, then west, south, east, north."""
    rows = StationRow.objects.filter(version_id__in=versions).values_list("version_id")
    return {
        version: (lon, lat, *box)
        for version, lon, lat, *box in rows.annotate(
            middle_lon=Avg("lon"), middle_lat=Avg("lat"),
            west=Min("lon"), south=Min("lat"), east=Max("lon"), north=Max("lat"),
        ).order_by()
    }  # fmt: skip


def resort_of(operation: Operation, plan: PlanVersion | None, counts: Mapping[str, Any]) -> Resort:
    """The figures of an operation as its plan's summary tells them, the same as on its own pages.

    Without a plan only the stations and officers of its data are known.
    """
    if plan is None or "requirement" not in plan.summary:
        return Resort(
            operation.slug,
            need=0,
            available=int(counts.get("officers", 0)),
            stations=0,
            below=0,
        )
    summary = plan.summary
    available = int(summary["requirement"]["available"])
    missing = int(summary["posts_short"])
    need = int(summary.get("need", summary["requirement"]["need"]))
    return Resort(
        operation.slug,
        need=need,
        available=available,
        stations=int(summary["stations"]),
        below=int(summary["below"]),
        curve=tuple(
            Mend(int(step["officers"]), int(step["stations"]), float(step["weight"]))
            for step in summary.get("curve", ())
        ),
        missing=missing,
    )


def proposals(access: Access, agency: Agency) -> QuerySet[BkoProposal]:
    """Saved proposals of ``agency``, the newest first; ``access`` is the proof of the gate."""
    allowed = any(row.agency_id == agency.id for row in access.actor.memberships)
    rows = BkoProposal.objects.filter(agency=agency) if allowed else BkoProposal.objects.none()
    return rows.select_related("created_by").order_by("-number")


def proposal(access: Access, agency: Agency, proposal_id: uuid.UUID) -> BkoProposal:
    """One proposal; Http404 when there is none."""
    found = proposals(access, agency).filter(Q(id=proposal_id)).first()
    if found is None:
        raise Http404
    return found
