"""Counts beside the map: how many of each tier and level, and what the plan says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Sum

from siaga.model.places import TIER_ORDER
from siaga.model.plan import Level
from siaga.server.plan.models import PlanStationRow, PostRow, StationRow
from siaga.server.plan.queries.map_scene import Scene


@dataclass(frozen=True, slots=True)
class MapFigures:
    """Numbers of a scene; without a plan only the first two are known."""

    stations: int = 0
    voters: int = 0
    tiers: tuple[tuple[str, int], ...] = ()
    """Tier -> stations, in the order of tiers."""
    levels: tuple[tuple[str, int], ...] = ()
    """Level -> stations."""
    posts: int = 0
    officers: int = 0
    """Officers placed at posts."""
    gaps: int = 0
    """Officers that posts still lack."""

    @property
    def below(self) -> int:
        """Stations below doctrine."""
        return sum(count for level, count in self.levels if level != Level.DOCTRINE.value)


def map_figures(scene: Scene) -> MapFigures:
    """Counted by the database, in four queries at most."""
    if scene.version is None:
        return MapFigures()
    whole = StationRow.objects.filter(version=scene.version).aggregate(
        stations=Count("id"), voters=Sum("voters")
    )
    stations, voters = whole["stations"], whole["voters"] or 0
    if scene.plan is None:
        return MapFigures(stations, voters)
    planned = PlanStationRow.objects.filter(plan=scene.plan).order_by()
    tiers = dict(planned.values_list("tier").annotate(n=Count("id")))
    levels = dict(planned.values_list("level").annotate(n=Count("id")))
    posts = PostRow.objects.filter(plan=scene.plan).aggregate(
        posts=Count("id"), officers=Sum("officers"), size=Sum("team_size")
    )
    officers = posts["officers"] or 0
    return MapFigures(
        stations=stations,
        voters=voters,
        tiers=tuple((t.value, tiers[t.value]) for t in TIER_ORDER if t.value in tiers),
        levels=tuple((v.value, levels[v.value]) for v in Level if v.value in levels),
        posts=posts["posts"],
        officers=officers,
        gaps=max(0, (posts["size"] or 0) - officers),
    )
