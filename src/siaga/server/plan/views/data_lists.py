"""Stations and officers of a version as lists, and an officer's erasure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from siaga.intake.columns import TableSchema
from siaga.intake.erasure import ERASED_NAME
from siaga.intake.schemas import OFFICERS, STATIONS
from siaga.model.language import Language
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
        rows = data_lists.stations(found, query).values_list(
            "code", "name", "village", "village_name", "district", "district_name", "voters",
            "lat", "lon", "access",
        )  # fmt: skip
        names = ("id", "name", "village", "village_name", "district", "district_name", "voters",
                 "lat", "lon", "access")  # fmt: skip
        return _export(request, f"{slug}-tps-{number}", STATIONS, names, rows)
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
        fields = ("code", "name", "rank", "unit", "sex", "home_village", "skills", "origin",
                  "available", "phone")  # fmt: skip
        names = ("id", *fields[1:])
        rows = data_lists.officers(found, query).values_list(*fields)
        return _export(request, f"{slug}-personel-{number}", OFFICERS, names, rows)
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
    request: HttpRequest,
    name: str,
    schema: TableSchema,
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> HttpResponse:
    language: Language = language_of(request)
    headers = [schema.column(column).header(language) for column in names]
    words = [
        [
            _word(schema.name, column, value, language)
            for column, value in zip(names, row, strict=True)
        ]
        for row in rows
    ]
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
    """Choices by their word, so that the exported table can be sent back; numbers as numbers."""
    if isinstance(value, bool) or (isinstance(value, str) and value and column in _CHOICES):
        text = value_text(section, column, value, language)
        return text.replace(", ", "|")
    return value


_CHOICES = frozenset({"access", "sex", "origin", "skills"})


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
