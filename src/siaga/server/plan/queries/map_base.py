"""What the map's card says of a base: who goes where from it, and who waits there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Max, QuerySet
from django.http import Http404

from siaga.server.plan.models import BaseRow, PlacementRow
from siaga.server.plan.queries.map_payload import reserve_bases
from siaga.server.plan.queries.map_scene import Scene
from siaga.server.plan.queries.map_table import clean

MOST_POSTS: Final = 60


@dataclass(frozen=True, slots=True)
class BaseCard:
    """A base; the rest is None or empty for readers who may not see placements."""

    base: BaseRow
    officers: int | None = None
    """Officers of the unit in the plan, wherever they serve."""
    waiting: int = 0
    """Officers of quick-reaction teams that wait here."""
    posts: tuple[tuple[str, int, float], ...] = ()
    """Post, officers from here, longest minutes; the farthest first."""


def base_card(scene: Scene, code: str) -> BaseCard:
    """The card of base ``code``.

    Raises:
        Http404: the data have no such base.
    """
    base = BaseRow.objects.filter(version=scene.version, code=clean(code)).first()
    if base is None:
        raise Http404
    if scene.plan is None or not scene.placements:
        return BaseCard(base)
    placed: QuerySet[PlacementRow] = PlacementRow.objects.filter(plan=scene.plan)
    own = placed.filter(unit=code)
    teams = [team for team, at in reserve_bases(scene).items() if at == code]
    going = (
        own.filter(role="post")
        .values("place")
        .annotate(officers=Count("id"), longest=Max("minutes"))
        .order_by("-longest", "place")[:MOST_POSTS]
    )
    return BaseCard(
        base,
        officers=own.count(),
        waiting=placed.filter(role="reserve", place__in=teams).count(),
        posts=tuple((row["place"], row["officers"], row["longest"] or 0.0) for row in going),
    )
