"""Reads for the eyes of oversight: equal treatment (R15) and the inputs of the scores (R16)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.http import Http404

from siaga.intake.collector import Problems
from siaga.intake.folder import SETTINGS_FILE
from siaga.intake.settings import Settings, read_settings
from siaga.intake.toml_file import read_toml
from siaga.model.places import Tier
from siaga.model.plan import Level, Reason, Role
from siaga.planning.equal_treatment import EqualTreatment, PostTreatment, audit
from siaga.server.plan.models import (
    DataFile,
    PlacementRow,
    PlanStationRow,
    PlanVersion,
    PostRow,
)
from siaga.server.plan.queries.data import unpack

STATIONS_A_PAGE: Final = 50


def settings_of(data_id: UUID) -> Settings:
    """``operation.toml`` of the data version ``data_id``, read without its tables."""
    content = DataFile.objects.values_list("content", flat=True).get(
        version_id=data_id, path=SETTINGS_FILE
    )
    problems = Problems()
    file = read_toml(unpack(content), SETTINGS_FILE, problems)
    if file is None:
        raise Http404
    return read_settings(file, problems)


def equal_treatment(plan: PlanVersion) -> EqualTreatment:
    """The audit of ``plan`` as it stands, hand edits included."""
    settings = settings_of(plan.data_id)
    placed = dict(
        PlacementRow.objects.filter(plan=plan, role=Role.DUTY)
        .values_list("place")
        .annotate(officers=Count("id"))
    )
    duties = [(duty.pair, placed.get(duty.id, 0)) for duty in settings.duties if duty.pair]
    posts = PostRow.objects.filter(plan=plan).order_by("ordinal")
    tiers = {tier.value: tier for tier in Tier}
    return audit(
        settings.pairs,
        duties,
        (
            PostTreatment(
                district=district,
                tier=tiers[tier],
                stations=stations,
                officers=officers,
                below=level != Level.DOCTRINE.value,
                threat=threat,
            )
            for district, tier, stations, officers, level, threat in posts.values_list(
                "district", "tier", "stations", "officers", "level", "threat"
            )
        ),
    )


def district_names(plan: PlanVersion) -> dict[str, str]:
    """District code -> name, for the districts of ``plan``."""
    return dict(
        PostRow.objects.filter(plan=plan).values_list("district", "district_name").distinct()
    )


def with_names(reason: Reason, names: Mapping[str, str]) -> Reason:
    """The alarm with the district's name and the tier as people write it."""
    values = dict(reason.values)
    if "district" in values:
        values["district"] = names.get(str(values["district"]), str(values["district"]))
    if "tier" in values:
        values["tier"] = str(values["tier"]).replace("_", " ")
    return replace(reason, values=values)


@dataclass(frozen=True, slots=True)
class TierCount:
    """Stations, and the mean scores, of one tier."""

    tier: Tier
    stations: int
    threat: float
    reach: float


def tier_counts(plan: PlanVersion) -> tuple[TierCount, ...]:
    """Stations of each tier, in the order of the tiers."""
    rows = {
        row["tier"]: row
        for row in PlanStationRow.objects.filter(plan=plan)
        .values("tier")
        .annotate(stations=Count("id"), threat=Sum("threat"), reach=Sum("reach"))
    }
    return tuple(
        TierCount(
            tier,
            rows[tier]["stations"],
            rows[tier]["threat"] / rows[tier]["stations"],
            rows[tier]["reach"] / rows[tier]["stations"],
        )
        for tier in Tier
        if tier in rows
    )


SORTS: Final = {
    "threat": ("-threat", "ordinal"),
    "reach": ("-reach", "ordinal"),
    "name": ("ordinal",),
}


def scored_stations(
    plan: PlanVersion, search: str = "", tier: str = "", sort: str = "threat"
) -> QuerySet[PlanStationRow]:
    """Stations of ``plan`` with their scores, filtered and sorted."""
    rows = PlanStationRow.objects.filter(plan=plan)
    if search:
        rows = rows.filter(
            Q(code__icontains=search)
            | Q(name__icontains=search)
            | Q(village_name__icontains=search)
            | Q(district_name__icontains=search)
        )
    if tier in tuple(Tier):
        rows = rows.filter(tier=tier)
    return rows.order_by(*SORTS.get(sort, SORTS["threat"]))
