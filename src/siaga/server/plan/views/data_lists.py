"""Stations and officers of a version as lists, and an officer's erasure."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from siaga.intake.columns import TableSchema
from siaga.intake.diff import plain_value
from siaga.intake.erasure import ERASED_NAME
from siaga.intake.schemas import OFFICERS, STATIONS
from siaga.model.force import Officer
from siaga.model.language import Language
from siaga.model.places import Station
from siaga.server.core.access import actor_of, may, operation_for
from siaga.server.core.middleware import language_of
from siaga.server.language import say
from siaga.server.plan.actions.data import DataConflictError
from siaga.server.plan.actions.data_erase import erase_officer_data
from siaga.server.plan.models import DataVersion
from siaga.server.plan.models.data import DataState
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.queries import data as queries
from siaga.server.plan.queries import data_lists
from siaga.server.plan.queries.data_check import value_text
from siaga.server.plan.queries.data_erasure import prepare_erasure, traces
from siaga.server.plan.queries.data_export import table_csv, table_xlsx

LONGEST_REASON = 300


def _accepted(access: Any, number: int) -> DataVersion:
    found = queries.version_for(access, number)
    if found.state != DataState.ACCEPTED:
        raise Http404
    return found


@login_required
@require_GET
def stations(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The stations of an accepted version."""
    operation, access = operation_for(actor_of(request), slug, PlanPermission.DATA_VIEW)
    found = _accepted(access, number)
    query = request.GET.dict()
    if query.get("format") in ("csv", "xlsx"):
        codes = data_lists.stations(found, query).values_list("code", flat=True)
        rows = {row.id: row for row in queries.load_operation(found).stations}
        return _export(request, f"{slug}-tps-{number}", STATIONS, [rows[code] for code in codes])
    listing = data_lists.station_list(found, query)
    return render(
        request,
        "plan/data/stations.html",
        {"operation": operation, "access": access, "version": found, "listing": listing,
         "query": _kept(request), **_heads(request, data_lists.STATION_HEADS, STATIONS)},
    )  # fmt: skip


@login_required
@require_GET
def officers(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The officers of an accepted version, for who may see persons."""
    operation, access = operation_for(actor_of(request), slug, PlanPermission.DATA_PEOPLE)
    found = _accepted(access, number)
    query = request.GET.dict()
    if query.get("format") in ("csv", "xlsx"):
        codes = data_lists.officers(found, query).values_list("code", flat=True)
        rows = {row.id: row for row in queries.load_operation(found).officers}
        name = f"{slug}-personel-{number}"
        return _export(request, name, OFFICERS, [rows[code] for code in codes])
    listing = data_lists.officer_list(found, query)
    return render(
        request,
        "plan/data/officers.html",
        {"operation": operation, "access": access, "version": found, "listing": listing,
         "query": _kept(request), **_heads(request, data_lists.OFFICER_HEADS, OFFICERS),
         "erased_name": ERASED_NAME,
         "may_erase": may(access.actor, operation, PlanPermission.DATA_ERASE)},
    )  # fmt: skip


def _kept(request: HttpRequest) -> str:
    """The query without page and format, to be put into links."""
    query = request.GET.copy()
    for name in ("page", "format"):
        query.pop(name, None)
    return query.urlencode()


def _heads(
    request: HttpRequest, fields: Sequence[tuple[str, str]], schema: TableSchema
) -> dict[str, Any]:
    """Sortable headers: (field, field descending, header, whether it is a number)."""
    language: Language = language_of(request)
    query = request.GET.copy()
    for name in ("page", "format", "sort"):
        query.pop(name, None)
    return {
        "heads": [
            (field, f"-{field}", schema.column(column).header(language), field == "voters")
            for field, column in fields
        ],
        "unsorted": query.urlencode(),
    }


def _export(
    request: HttpRequest, name: str, schema: TableSchema, rows: Sequence[Station | Officer]
) -> HttpResponse:
    """Every column of the table, so that what leaves the desk can be sent back to it."""
    language: Language = language_of(request)
    headers = [column.header(language) for column in schema.columns]
    words = [
        [_word(schema.name, column.name, getattr(row, column.name), language)
         for column in schema.columns]
        for row in rows
    ]  # fmt: skip
    kind = request.GET.get("format", "csv")
    if kind == "xlsx":
        content = table_xlsx(name, headers, words)
        mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    else:
        content, mime = table_csv(headers, words, language), "text/csv; charset=utf-8"
    response = HttpResponse(content, content_type=mime)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _word(section: str, column: str, value: Any, language: Language) -> Any:
    """Choices by their word; texts and numbers as they are."""
    if value is None or value == "" or value == frozenset():
        return ""
    if isinstance(value, bool | Enum | frozenset):
        return value_text(section, column, plain_value(value), language).replace(", ", "|")
    return value


@login_required
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Say what erasing an officer's personal data means; do it when confirmed with a reason."""
    operation, access = operation_for(actor_of(request), slug, PlanPermission.DATA_ERASE)
    found = traces(operation, code)
    if found is None:
        raise Http404
    shown: dict[str, Any] = {
        "operation": operation,
        "access": access,
        "traces": found,
        "erased": found.name == ERASED_NAME,
        "current": queries.current_version(operation),
    }
    if request.method == "GET":
        return render(request, "plan/data/erase.html", shown)
    reason = request.POST.get("reason", "").replace("\x00", "").strip()[:LONGEST_REASON]
    if not reason or request.POST.get("confirm") != found.code:
        shown |= {"reason": reason, "incomplete": True}
        return render(request, "plan/data/erase.html", shown, status=422)
    if found.name == ERASED_NAME:
        return redirect("data-erase", slug=slug, code=code)
    try:
        numbers = erase_officer_data(
            actor_of(request), operation, prepare_erasure(operation, code), reason=reason
        )
    except DataConflictError:
        return render(request, "plan/data/erase.html", shown | {"conflict": True}, status=409)
    messages.success(request, say("data.erased_now", language_of(request), count=len(numbers)))
    current = shown["current"]
    if current is None:
        raise PermissionDenied
    return redirect("data-officers", slug=slug, number=current.number)
