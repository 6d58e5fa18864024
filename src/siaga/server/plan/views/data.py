"""Versions of the data: list, one version with its check and changes, compare, download."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from siaga.intake.collector import At, Problems
from siaga.intake.diff import compare_operations
from siaga.intake.folder_files import folder_zip
from siaga.intake.rewrite import rewrite_workbook
from siaga.intake.sheets import sheet_keys
from siaga.intake.xlsx_files import open_workbook
from siaga.server.core.access import Access, actor_of, may, operation_for
from siaga.server.plan.models import DataVersion
from siaga.server.plan.models.data import DataState
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.queries import data as queries
from siaga.server.plan.queries import data_check
from siaga.server.plan.queries.data_difference import StoredDifference, dump_difference
from siaga.server.plan.queries.data_proposal import PEOPLE_TABLE

VERSIONS_A_PAGE = 25
COMPARISON_SECONDS = 600
"""How long a comparison is kept in memory."""


@login_required
@require_GET
def version_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Every version of the operation's data, newest first."""
    operation, access = operation_for(actor_of(request), slug, PlanPermission.DATA_VIEW)
    found = Paginator(queries.versions(access), VERSIONS_A_PAGE)
    current = queries.current_version(operation)
    accepted = queries.versions(access).filter(state=DataState.ACCEPTED.value)
    return render(
        request,
        "plan/data/versions.html",
        {
            "operation": operation,
            "access": access,
            "page": found.get_page(request.GET.get("page")),
            "current": current,
            "accepted": list(accepted[:100]),
            "people": queries.may_see_people(access),
        },
    )


@login_required
@require_GET
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version: a proposal's dry run, or what an accepted one holds and changed."""
    _, access = operation_for(actor_of(request), slug, PlanPermission.DATA_VIEW)
    found = queries.version_for(access, number)
    return render(request, "plan/data/version.html", version_page(request, access, found))


def version_page(
    request: HttpRequest, access: Access, found: DataVersion, **more: Any
) -> dict[str, Any]:
    """What the page of ``found`` shows; ``more`` is added."""
    operation = found.operation
    current = queries.current_version(operation)
    people = queries.may_see_people(access)
    check = data_check.check_of(found)
    scope = data_check.scoped(check, people=people)
    proposed = found.state == DataState.PROPOSED
    outdated = proposed and (current.pk if current else None) != found.based_on_id
    tab = request.GET.get("tab", "")
    if tab not in ("problems", "changes", "files"):
        tab = "problems" if found.errors or (found.warnings and proposed) else "changes"
    uploads = may(access.actor, operation, PlanPermission.DATA_UPLOAD)
    accepts = may(access.actor, operation, PlanPermission.DATA_ACCEPT)
    own = found.created_by_id == access.actor.person.pk
    shown: dict[str, Any] = {
        "operation": operation,
        "access": access,
        "version": found,
        "current": current,
        "is_current": current is not None and current.pk == found.pk,
        "proposed": proposed,
        "outdated": outdated,
        "people": people,
        "check": check,
        "token": uuid.uuid4(),
        "scope": scope,
        "left_out": found.errors + found.warnings > len(check.problems),
        "tab": tab,
        "fingerprint": queries.fingerprint(found) if proposed else "",
        "may_accept": proposed and accepts,
        "may_correct": proposed and uploads,
        "may_discard": proposed and (accepts or (own and uploads)),
        "may_restore": found.state == DataState.ACCEPTED and accepts,
    }
    if tab == "problems":
        shown |= _problems(request, found, scope, editable=proposed and uploads)
        chosen = shown["chosen"]
        shown["problem_query"] = f"tab=problems&sheet={chosen.key.table if chosen else ''}"
    elif tab == "changes":
        shown |= changes(request, bytes(found.difference), "tab=changes&", people=people)
    else:
        shown["received"] = [p for p in check.received if _open(p.contents, people)]
        shown["kept"] = [p for p in check.kept if _open(p.contents, people)]
    return shown | more


def _open(contents: tuple[str, ...], people: bool) -> bool:
    return people or contents != (PEOPLE_TABLE,)


def _problems(
    request: HttpRequest, found: DataVersion, scope: data_check.Scope, *, editable: bool
) -> dict[str, Any]:
    chosen = data_check.chosen_tab(scope, request.GET.get("sheet", ""))
    sheet = None if chosen is None else data_check.load_sheet(found, chosen.key, scope.problems)
    grid = None
    if sheet is not None:
        grid = data_check.grid_page(sheet, request.GET.dict(), editable=editable)
    return {
        "chosen": chosen,
        "grid": grid,
        "elsewhere": scope.elsewhere[: data_check.PLAIN_PROBLEMS],
        "elsewhere_more": max(0, len(scope.elsewhere) - data_check.PLAIN_PROBLEMS),
    }


def changes(request: HttpRequest, stored: bytes, query: str, *, people: bool) -> dict[str, Any]:
    """What the list of changes shows; ``query`` is kept in its links."""
    if not stored:
        return {"difference": None}
    difference = StoredDifference(stored, () if people else (PEOPLE_TABLE,))
    wanted = request.GET.get("section", "")
    page = difference.page(wanted, data_check.number_in(request.GET.get("page"), 1))
    return {
        "difference": difference,
        "changes": page,
        "query_base": query,
        "changes_query": f"{query}section={'' if page is None else page.section.section}",
    }


def _compared(left: DataVersion, right: DataVersion) -> bytes:
    """The stored form of what changed; kept a while, since both versions stay as they are."""
    key = f"data-compare:{queries.fingerprint(left)}:{queries.fingerprint(right)}"
    stored: bytes | None = cache.get(key)
    if stored is None:
        difference = compare_operations(queries.load_operation(left), queries.load_operation(right))
        stored = dump_difference(difference)
        cache.set(key, stored, COMPARISON_SECONDS)
    return stored


@login_required
@require_GET
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Any two accepted versions side by side: ``?from=3&to=5``."""
    operation, access = operation_for(actor_of(request), slug, PlanPermission.DATA_VIEW)
    accepted = list(queries.versions(access).filter(state=DataState.ACCEPTED.value)[:100])
    numbers = {found.number: found for found in accepted}
    left = numbers.get(data_check.number_in(request.GET.get("from"), 0))
    right = numbers.get(data_check.number_in(request.GET.get("to"), 0))
    shown = {"operation": operation, "access": access, "accepted": accepted,
             "left": left, "right": right}  # fmt: skip
    if left is None or right is None:
        if request.GET.get("from") or request.GET.get("to"):
            raise Http404
        return render(request, "plan/data/compare.html", shown)
    people = queries.may_see_people(access)
    query = f"from={left.number}&to={right.number}&"
    shown |= {"people": people, **changes(request, _compared(left, right), query, people=people)}
    return render(request, "plan/data/compare.html", shown)


@login_required
@require_GET
def download(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The folder of a version as a ZIP, as ``siaga check`` and ``siaga plan`` read it.

    Who may not see persons gets it without the table of officers.
    """
    operation, access = operation_for(actor_of(request), slug, PlanPermission.DATA_VIEW)
    found = queries.version_for(access, number)
    files = queries.version_files(found)
    if not files:
        raise Http404
    if not queries.may_see_people(access):
        files = _without_people(files)
    name = f"{operation.slug}-data-{found.number}"
    response = HttpResponse(folder_zip(files, name), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    response["Cache-Control"] = "private, no-store"
    return response


def _without_people(files: dict[str, bytes]) -> dict[str, bytes]:
    """``files`` without any sheet that holds persons."""
    keys = sheet_keys(files)
    shut = {key.file for key in keys if key.table == PEOPLE_TABLE}
    left = {path: data for path, data in files.items() if path not in shut}
    for path in sorted(shut):
        sheets = tuple(k.sheet for k in keys if k.file == path and k.table != PEOPLE_TABLE)
        workbook = open_workbook(files[path], At(path), Problems()) if any(sheets) else None
        if workbook is not None:
            left[path] = rewrite_workbook(workbook, sheets)
    return left


@login_required
@require_GET
def latest(request: HttpRequest, slug: str) -> HttpResponse:
    """To the version that counts; to the list when there is none."""
    operation, _ = operation_for(actor_of(request), slug, PlanPermission.DATA_VIEW)
    current = queries.current_version(operation)
    if current is None:
        return redirect("data", slug=slug)
    return redirect("data-version", slug=slug, number=current.number)
