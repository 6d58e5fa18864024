"""Sending tables, mending them, accepting them as a whole or discarding them."""

from __future__ import annotations

import errno
import uuid
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from siaga.intake.collector import At, Problems
from siaga.intake.rewrite import CorrectionError
from siaga.intake.template import TEMPLATES, template_file
from siaga.intake.upload import CONTENTS, Part, Upload, contents_of
from siaga.model.problems import InputError
from siaga.server.core.access import Access, actor_of, operation_for
from siaga.server.core.middleware import language_of
from siaga.server.core.models import Operation
from siaga.server.language import say
from siaga.server.plan.actions.data import (
    DataConflictError,
    accept_data,
    correct_data,
    discard_data,
    propose_data,
)
from siaga.server.plan.models import DataVersion
from siaga.server.plan.models.data import DataState
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.queries import data as queries
from siaga.server.plan.queries import data_check
from siaga.server.plan.queries.data_proposal import (
    PEOPLE_TABLE,
    Proposal,
    acceptance,
    checked,
    propose,
)
from siaga.server.plan.views.data import version_page

MEGABYTE = 1024 * 1024
LONGEST_NOTE = 300


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """The form to send files with, and what becomes of them."""
    operation, access = operation_for(actor_of(request), slug, PlanPermission.DATA_UPLOAD)
    if request.method == "GET":
        return render(request, "plan/data/upload.html", _upload_page(operation, access))
    token = _token(request.POST.get("token"))
    files = request.FILES.getlist("files")
    total = sum(file.size or 0 for file in files)
    note = request.POST.get("note", "").replace("\x00", "").strip()[:LONGEST_NOTE]
    if total > settings.UPLOAD_MAX_BYTES:
        refused = _refused("upload.too_large", size=total // MEGABYTE,
                           limit=settings.UPLOAD_MAX_BYTES // MEGABYTE)  # fmt: skip
    else:
        sent = [(file.name or "", file.read()) for file in files]
        without = frozenset(request.POST.getlist("without")) & set(CONTENTS)
        made, refused = _try(operation, access, sent, token=token, note=note, without=without)
        if made is not None:
            return _keep(request, operation, made)
    shown = _upload_page(operation, access, refused=refused.report.problems, note=note)
    return render(request, "plan/data/upload.html", shown, status=422)


def _upload_page(operation: Operation, access: Access, **more: Any) -> dict[str, Any]:
    current = queries.current_version(operation)
    parts = contents_of(queries.version_files(current)) if current is not None else ()
    people = queries.may_see_people(access)
    return {
        "operation": operation,
        "access": access,
        "current": current,
        "parts": [p for p in parts if people or p.contents != (PEOPLE_TABLE,)],
        "token": uuid.uuid4(),
        "limit": settings.UPLOAD_MAX_BYTES // MEGABYTE,
        "templates": TEMPLATES,
        "people": people,
        **more,
    }


def _try(
    operation: Operation,
    access: Access,
    sent: list[tuple[str, bytes]],
    *,
    token: uuid.UUID,
    note: str,
    without: frozenset[str] = frozenset(),
) -> tuple[Proposal | None, Upload]:
    """The proposal of what was sent over the version that counts; or why there is none."""
    base = queries.current_version(operation)
    people = queries.may_see_people(access)
    try:
        made, refused = propose(
            operation, sent, base, token=token, note=note,
            without=without if people else without - {PEOPLE_TABLE},
        )  # fmt: skip
    except OSError as failure:
        if failure.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        return None, _refused("upload.no_space")
    if not people and any(PEOPLE_TABLE in part.contents for part in refused.received):
        return None, _refused("upload.people")
    return made, refused


def _refused(code: str, **values: object) -> Upload:
    problems = Problems()
    problems.error(code, At(), **values)
    return Upload({}, report=problems.report())


def _token(text: str | None) -> uuid.UUID:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return uuid.uuid4()


def _keep(request: HttpRequest, operation: Operation, proposal: Proposal) -> HttpResponse:
    """Write the proposal; a second click on the same form leads to what the first one made.

    A form that was gone back to and sent with other files, or after its proposal was decided, is
    no second click.
    """
    twin = DataVersion.objects.filter(pk=proposal.token).first()
    if twin is not None and not _same(twin, operation, proposal):
        proposal = replace(proposal, token=uuid.uuid4())
    try:
        made = propose_data(actor_of(request), operation, proposal)
    except DataConflictError as conflict:
        if conflict.code == "source":
            refused = _refused("upload.source_changed", number=conflict.values["number"])
            _, access = operation_for(actor_of(request), operation.slug, PlanPermission.DATA_UPLOAD)
            shown = _upload_page(operation, access, refused=refused.report.problems)
            return render(request, "plan/data/upload.html", shown, status=409)
        return _onward(request, operation, int(str(conflict.values["number"])))
    return _onward(request, operation, made.number)


def _same(twin: DataVersion, operation: Operation, proposal: Proposal) -> bool:
    return (
        twin.operation_id == operation.pk
        and twin.state == DataState.PROPOSED
        and queries.fingerprint(twin) == proposal.fingerprint
    )


def _onward(request: HttpRequest, operation: Operation, number: int) -> HttpResponse:
    """To a version's page; a script's request is told so in a header."""
    url = reverse("data-version", kwargs={"slug": operation.slug, "number": number})
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": url})
    return redirect(url)


@login_required
@require_GET
def template(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """An empty table to fill in, with an example and explanations, in the reader's language."""
    operation_for(actor_of(request), slug, PlanPermission.DATA_VIEW)
    if name not in TEMPLATES:
        raise Http404
    file, content = template_file(name, language_of(request))
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


@login_required
@require_POST
def correct(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put the cells typed in the grid into the proposal's file and check it again."""
    operation, access = operation_for(actor_of(request), slug, PlanPermission.DATA_UPLOAD)
    found = queries.version_for(access, number)
    check = data_check.check_of(found)
    scope = data_check.scoped(check, people=queries.may_see_people(access))
    tab = next((t for t in scope.tabs if t.key.table == request.POST.get("sheet")), None)
    if tab is None:
        raise PermissionDenied
    if found.state != DataState.PROPOSED:
        return _conflict(request, access, found, _decided(found))
    if queries.fingerprint(found) != request.POST.get("seen"):
        return _conflict(request, access, found, DataConflictError("changed"))
    sheet = data_check.load_sheet(found, tab.key, ())
    corrections = {} if sheet is None else data_check.typed_corrections(sheet, request.POST.dict())
    back = _grid_url(request, operation, number)
    if not corrections:
        messages.info(request, say("data.nothing_typed", language_of(request)))
        return redirect(back)
    try:
        mended = data_check.corrected_upload(found, check, tab.key, corrections)
    except CorrectionError:
        return _conflict(request, access, found, DataConflictError("changed"))
    proposal = checked(operation, mended, found.based_on, token=found.pk, note=found.note)
    try:
        correct_data(actor_of(request), operation, proposal, seen=request.POST.get("seen", ""))
    except DataConflictError as conflict:
        return _conflict(request, access, found, conflict)
    key = "data.mended_all" if not proposal.errors else "data.mended"
    messages.success(
        request, say(key, language_of(request), count=len(corrections), errors=proposal.errors)
    )
    return redirect(back)


def _grid_url(request: HttpRequest, operation: Operation, number: int) -> str:
    url = reverse("data-version", kwargs={"slug": operation.slug, "number": number})
    page = request.POST.get("page", "1")
    page = page if page.isdecimal() and len(page) < 6 else "1"
    table = request.POST.get("sheet", "").replace("&", "")
    return f"{url}?tab=problems&sheet={table}&page={page}"


def _decided(found: DataVersion) -> DataConflictError:
    return DataConflictError(f"already_{found.state}", number=found.number)


def _conflict(
    request: HttpRequest, access: Access, found: DataVersion, conflict: DataConflictError
) -> HttpResponse:
    """The page as it is now, with what happened and what to do; 409."""
    found = queries.version_for(access, found.number)
    shown = version_page(request, access, found, conflict=f"data.conflict_{conflict.code}")
    return render(request, "plan/data/version.html", shown, status=409)


@login_required
@require_POST
def accept(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Accept a proposal as a whole."""
    operation, access = operation_for(actor_of(request), slug, PlanPermission.DATA_ACCEPT)
    found = queries.version_for(access, number)
    seen = request.POST.get("seen", "")
    try:
        if found.state != DataState.PROPOSED:
            raise _decided(found)
        accept_data(actor_of(request), operation, acceptance(found), seen=seen)
    except InputError:
        return _conflict(request, access, found, DataConflictError("has_errors"))
    except DataConflictError as conflict:
        if conflict.code == "already_accepted" and found.decided_by_id == access.actor.person.pk:
            return redirect("data-version", slug=slug, number=number)  # a second click
        return _conflict(request, access, found, conflict)
    messages.success(request, say("data.accepted_now", language_of(request), number=number))
    return redirect("data-version", slug=slug, number=number)


@login_required
@require_POST
def discard(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Discard a proposal; its files are deleted."""
    operation, access = operation_for(actor_of(request), slug, PlanPermission.DATA_UPLOAD)
    found = queries.version_for(access, number)
    try:
        discard_data(actor_of(request), operation, version_id=found.pk)
    except DataConflictError as conflict:
        if conflict.code != "already_discarded":
            return _conflict(request, access, found, conflict)
    else:
        messages.success(request, say("data.discarded_now", language_of(request), number=number))
    return redirect("data", slug=slug)


@login_required
@require_POST
def rebase(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put what a proposal sent over the version that counts now: a new proposal."""
    operation, access = operation_for(actor_of(request), slug, PlanPermission.DATA_UPLOAD)
    found = queries.version_for(access, number)
    check = data_check.check_of(found)
    seen = queries.fingerprint(found)
    files = queries.version_files(found)
    if found.state != DataState.PROPOSED or not files:
        return _conflict(request, access, found, _decided(found))
    sent = [(part.stored, files[part.stored]) for part in check.received]
    return _propose_again(request, access, operation, found, sent, seen)


def _propose_again(
    request: HttpRequest,
    access: Access,
    operation: Operation,
    found: DataVersion,
    sent: list[tuple[str, bytes]],
    seen: str,
) -> HttpResponse:
    token = _token(request.POST.get("token"))
    proposal, refused = _try(operation, access, sent, token=token, note=found.note)
    if proposal is None:
        shown = _upload_page(operation, access, refused=refused.report.problems, note=found.note)
        return render(request, "plan/data/upload.html", shown, status=422)
    sources = {**proposal.sources, found.pk: seen}
    return _keep(request, operation, replace(proposal, sources=sources))


@login_required
@require_POST
def restore(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Propose an old version anew; it is checked and shown before it counts again."""
    operation, access = operation_for(actor_of(request), slug, PlanPermission.DATA_ACCEPT)
    found = queries.version_for(access, number)
    if found.state != DataState.ACCEPTED:
        return _conflict(request, access, found, _decided(found))
    sources = {found.pk: queries.fingerprint(found)}
    files = queries.version_files(found)
    language = language_of(request)
    origin = say("data.version_n", language, number=found.number)
    received = tuple(Part(p.stored, p.contents, origin, p.size) for p in contents_of(files))
    base = queries.current_version(operation)
    proposal = checked(
        operation, Upload(files, received), base, token=_token(request.POST.get("token")),
        note=say("data.restored_from", language, number=found.number),
    )  # fmt: skip
    return _keep(request, operation, replace(proposal, sources=sources))
