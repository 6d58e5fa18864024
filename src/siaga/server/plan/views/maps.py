"""The map desk: its page, its picture, its data and its table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    QueryDict,
)
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from siaga.model.places import TIER_ORDER
from siaga.model.plan import Level
from siaga.server.core.access import Access, actor_of, operation_for
from siaga.server.core.middleware import language_of
from siaga.server.core.models import Operation
from siaga.server.core.numbers import number_asked
from siaga.server.core.policy import CorePermission
from siaga.server.language import say
from siaga.server.plan.models import DataVersion, StationRow
from siaga.server.plan.models.data import DataState
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.queries.data_export import table_csv
from siaga.server.plan.queries.map_areas import areas_document
from siaga.server.plan.queries.map_base import base_card
from siaga.server.plan.queries.map_figures import map_figures
from siaga.server.plan.queries.map_payload import as_bytes, scene_document
from siaga.server.plan.queries.map_picture import THEMES, scene_picture
from siaga.server.plan.queries.map_reach import reach_document
from siaga.server.plan.queries.map_scene import Scene, drawn_plans, scene_of
from siaga.server.plan.queries.map_search import search
from siaga.server.plan.queries.map_table import (
    PAGE_SIZE,
    SCORES,
    Wanted,
    clean,
    districts_of,
    stations_of,
)
from siaga.server.plan.views.map_answers import kept_answer
from siaga.server.plan.views.map_basemap import basemap_path

_PLANS_LISTED = 30


def _scene(request: HttpRequest, slug: str) -> tuple[Operation, Access, Scene]:
    operation, access = operation_for(actor_of(request), slug, PlanPermission.DATA_VIEW)
    return operation, access, scene_of(access, operation, number_asked(request, "plan"))


@login_required
@require_safe
def operation(request: HttpRequest, slug: str) -> HttpResponse:
    """The operation's map with its current plan, or with ``?plan=``."""
    found, access = operation_for(actor_of(request), slug, CorePermission.OPERATION_VIEW)
    return _desk(request, found, access, number_asked(request, "plan"))


@login_required
@require_safe
def plan_map(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The map of one plan."""
    found, access = operation_for(actor_of(request), slug, PlanPermission.ISSUED_VIEW)
    return _desk(request, found, access, number)


def _desk(
    request: HttpRequest, operation: Operation, access: Access, number: int | None
) -> HttpResponse:
    scene = scene_of(access, operation, number)
    theme = request.COOKIES.get("siaga_theme", "")
    shown = {
        "operation": operation,
        "access": access,
        "scene": scene,
        "plan": scene.plan,
        "version": scene.version,
        "plans": drawn_plans(access)[:_PLANS_LISTED],
        "figures": map_figures(scene),
        "districts": districts_of(scene),
        "theme": theme if theme in THEMES else "",
        "basemap": basemap_path() is not None,
    }
    return render(request, "plan/map/operation.html", shown)


@login_required
@require_safe
def scene(request: HttpRequest, slug: str) -> HttpResponse:
    """Stations, posts, bases and assignment as JSON columns."""
    _, _, found = _scene(request, slug)
    return kept_answer(
        request,
        f"scene-{found.key}",
        "application/json",
        lambda: as_bytes(scene_document(found)),
    )


@login_required
@require_safe
def areas(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Outlines of a data version as JSON."""
    operation, _ = operation_for(actor_of(request), slug, PlanPermission.DATA_VIEW)
    version = get_object_or_404(
        DataVersion.objects.defer("problems", "difference"),
        operation=operation, number=number, state=DataState.ACCEPTED,
    )  # fmt: skip
    return kept_answer(
        request,
        f"areas-{version.id.hex}",
        "application/json",
        lambda: as_bytes(areas_document(version)),
    )


@login_required
@require_safe
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    """The first picture of the map, in the reader's theme."""
    _, _, found = _scene(request, slug)
    theme = request.GET.get("theme", "light")
    if theme not in THEMES:
        raise Http404
    return kept_answer(
        request,
        f"picture-{theme}-{found.key}",
        "image/svg+xml",
        lambda: scene_picture(found, theme).encode(),
    )


@login_required
@require_safe
def find(request: HttpRequest, slug: str) -> HttpResponse:
    """Answers to a search, as a piece of the side panel."""
    _, access, found = _scene(request, slug)
    text = request.GET.get("q", "")
    shown = {
        "operation": found.operation,
        "plan": found.plan,
        "q": text.strip(),
        "hits": search(access.actor, found, text),
    }
    return render(request, "plan/map/hits.html", shown)


@login_required
@require_safe
def station(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """A station's card where there is no plan yet: what the data say."""
    operation, access, found = _scene(request, slug)
    row = get_object_or_404(StationRow, version=found.version, code=clean(code))
    shown = {"operation": operation, "access": access, "station": row, "version": found.version}
    return render(request, "plan/map/station.html", shown)


@login_required
@require_safe
def base(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """A base's card."""
    operation, access, found = _scene(request, slug)
    shown = {"operation": operation, "access": access, "plan": found.plan}
    return render(request, "plan/map/base.html", {**shown, "card": base_card(found, code)})


@login_required
@require_safe
def reach(request: HttpRequest, slug: str) -> HttpResponse:
    """Minutes of the nearest quick-reaction team for every station, as JSON."""
    operation, access = operation_for(actor_of(request), slug, PlanPermission.PLACEMENT_VIEW)
    found = scene_of(access, operation, number_asked(request, "plan"))
    if found.plan is None:
        raise Http404
    plan = found.plan
    return kept_answer(
        request, f"reach-{found.key}", "application/json", lambda: as_bytes(reach_document(plan))
    )


@login_required
@require_safe
def stations(request: HttpRequest, slug: str) -> HttpResponse:
    """The map as a table: filter, sort, turn pages, export."""
    operation, access, found = _scene(request, slug)
    wanted = Wanted.from_query(request.GET)
    rows = stations_of(found, wanted)
    if request.GET.get("format") == "csv":
        return _stations_csv(request, found, rows)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    shown = {
        "operation": operation,
        "access": access,
        "scene": found,
        "plan": found.plan,
        "version": found.version,
        "wanted": wanted,
        "page": page,
        "query": query.urlencode(),
        "columns": _columns(found, wanted, query),
        "tiers": [tier.value for tier in TIER_ORDER],
        "levels": [level.value for level in Level],
        "districts": districts_of(found),
    }
    return render(request, "plan/map/stations.html", shown)


_PLANNED = ("code", "name", "village_name", "district_name", "tier", "level", "post", "threat",
            "reach")  # fmt: skip
_UNPLANNED = ("code", "name", "village_name", "district_name", "voters", "access")
_PLACE = ("code", "name", "district", "district_name", "village_name", "lat", "lon")
_NUMERIC = frozenset({"threat", "reach", "voters"})


@dataclass(frozen=True, slots=True)
class _Column:
    """A column's head: its sign of order, and the address that sorts by it."""

    field: str
    order: str
    query: str
    numeric: bool


def _shown(scene: Scene, fields: Iterable[str]) -> list[str]:
    """Those of ``fields`` that this reader may see."""
    return [field for field in fields if scene.scores or field not in SCORES]


def _columns(scene: Scene, wanted: Wanted, query: QueryDict) -> list[_Column]:
    found = []
    for field in _shown(scene, _PLANNED if scene.plan else _UNPLANNED):
        descending = wanted.sort == f"-{field}"
        order = "ascending" if wanted.sort == field else "descending" if descending else ""
        address = query.copy()
        address["sort"] = f"-{field}" if wanted.sort == field else field
        found.append(_Column(field, order, address.urlencode(), field in _NUMERIC))
    return found


def _stations_csv(request: HttpRequest, scene: Scene, rows: Any) -> HttpResponse:
    language = language_of(request)
    planned = ("post", "level", "tier", "threat", "reach") if scene.plan else ("voters", "access")
    fields = _shown(scene, (*_PLACE, *planned))
    headers = [say(f"map.column_{field}", language) for field in fields]
    content = table_csv(headers, rows.values_list(*fields), language)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"{scene.operation.slug}-tps" + (f"-{scene.plan.number}" if scene.plan else "")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
