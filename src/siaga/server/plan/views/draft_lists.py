"""Posts, officers and stations of a plan: pages and files."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from siaga.model.language import Language
from siaga.server.core.access import actor_of
from siaga.server.core.middleware import language_of
from siaga.server.language import say
from siaga.server.plan.queries.data_export import table_csv, table_xlsx
from siaga.server.plan.queries.draft_cells import export_rows, lines_of
from siaga.server.plan.queries.draft_lists import (
    LISTINGS,
    OFFICERS,
    PAGE_SIZE,
    Column,
    Listing,
    Wanted,
    choices_of,
    columns_of,
    rows_of,
)
from siaga.server.plan.queries.drafts import Sight, plan_for

_ROW_ACTIONS = ("move", "swap", "lock", "unlock")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def posts(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The posts of a plan."""
    return _listing(request, slug, number, "posts")


@login_required
@require_safe
def officers(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Who serves where; ``?swap=<number>`` chooses whom to swap with."""
    return _listing(request, slug, number, "officers")


@login_required
@require_safe
def stations(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The stations of a plan with their posts."""
    return _listing(request, slug, number, "stations")


def _listing(request: HttpRequest, slug: str, number: int, key: str) -> HttpResponse:
    sight = plan_for(actor_of(request), slug, number)
    listing = LISTINGS[key]
    if listing is OFFICERS and not sight.people:
        raise PermissionDenied("plan.placement.view")
    wanted = Wanted.from_query(listing, request.GET)
    rows = rows_of(sight, listing, wanted)
    wanted_format = request.GET.get("format")
    if wanted_format in ("csv", "xlsx"):
        return _file(request, sight, listing, rows, wanted_format)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    language = language_of(request)
    query = request.GET.copy()
    query.pop("page", None)
    query.pop("format", None)
    shown = {
        "operation": sight.operation,
        "access": sight.access,
        "sight": sight,
        "plan": sight.version,
        "tab": key,
        "listing": listing,
        "wanted": wanted,
        "page": page,
        "lines": lines_of(sight, listing, list(page.object_list), language),
        "heads": _heads(columns_of(sight, listing), wanted, query),
        "choices": choices_of(sight, listing, language),
        "query": query.urlencode(),
        "words": _row_words(sight, language),
        "here": request.get_full_path(),
        "swap": request.GET.get("swap", "")[:60] if sight.editing else "",
    }
    return render(request, "plan/drafts/list.html", shown)


def _row_words(sight: Sight, language: Language) -> dict[str, str]:
    """What every row says, said once."""
    plan = [sight.operation.slug, sight.version.number]
    words = {name: say(f"drafts.do_{name}", language) for name in _ROW_ACTIONS}
    return words | {
        "gap": say("drafts.only_gap", language),
        "edit": reverse("plan-edit", args=plan),
        "edits": reverse("plan-edits", args=plan),
    }


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head: its sign of order, and the query that sorts by it."""

    column: Column
    order: str
    query: str


def _heads(columns: tuple[Column, ...], wanted: Wanted, query: QueryDict) -> list[Head]:
    heads = []
    for column in columns:
        if column.file_only:
            continue
        address = query.copy()
        up, down = wanted.sort == column.sort, wanted.sort == f"-{column.sort}"
        address["sort"] = f"-{column.sort}" if up else column.sort
        order = "ascending" if up else "descending" if down else ""
        heads.append(Head(column, order if column.sort else "", address.urlencode()))
    return heads


def _file(
    request: HttpRequest, sight: Sight, listing: Listing, rows: object, kind: str
) -> HttpResponse:
    language = language_of(request)
    columns = columns_of(sight, listing)
    headers = [say(f"drafts.column_{column.field}", language) for column in columns]
    content = export_rows(sight, listing, rows, language)  # type: ignore[arg-type]
    name = f"{sight.operation.slug}-{sight.version.number}-{listing.key}.{kind}"
    if kind == "csv":
        body, content_type = table_csv(headers, content, language), "text/csv; charset=utf-8"
    else:
        title = say(f"drafts.tab_{listing.key}", language)
        body, content_type = table_xlsx(title, headers, content), _XLSX
    response = HttpResponse(body, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
