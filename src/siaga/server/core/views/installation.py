"""The installation: agencies, operations, everybody's accounts. For the administrator."""

from __future__ import annotations

import uuid
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from siaga.server.core.access import Access, actor_of, authorise
from siaga.server.core.actions import organisation
from siaga.server.core.actions import people as actions
from siaga.server.core.actions.accounts import NotAllowedError
from siaga.server.core.middleware import language_of
from siaga.server.core.models import Agency, Operation, Person
from siaga.server.core.people_rules import ABOVE, may_manage
from siaga.server.core.policy import CorePermission
from siaga.server.core.queries import people as queries
from siaga.server.core.roles import AgencyKind, Role
from siaga.server.core.security import second_factor
from siaga.server.core.security.fresh import require_fresh
from siaga.server.core.views.people import (
    PAGE_SIZE,
    answer_invitation,
    filters_of,
    helped,
    membership_of,
    role_of,
    tell,
)
from siaga.server.language import say


def _admin(request: HttpRequest) -> Access:
    return authorise(actor_of(request), None, CorePermission.INSTALLATION_MANAGE)


@login_required
@require_GET
def installation(request: HttpRequest) -> HttpResponse:
    """Operations and agencies."""
    access = _admin(request)
    context = {
        "access": access,
        "operations": Operation.objects.select_related("agency").order_by("-voting_day", "name"),
        "agencies": Agency.objects.select_related("parent").order_by("kind", "name"),
        "people_count": Person.objects.filter(erased_at=None).count(),
    }
    return render(request, "core/people/installation.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_agency(request: HttpRequest) -> HttpResponse:
    """Add an agency."""
    access = _admin(request)
    problem = None
    if request.method == "POST":
        require_fresh(request)
        try:
            made = organisation.create_agency(
                actor_of(request), kind=_kind_of(request), name=request.POST.get("name", ""),
                parent=_agency(request.POST.get("parent", "")),
            )  # fmt: skip
        except NotAllowedError as refused:
            problem = say(refused.key, language_of(request), **refused.values)
        else:
            text = say("people.agency_created", language_of(request), name=made.name)
            messages.success(request, text)
            return redirect("installation")
    above = Agency.objects.filter(kind__in=(AgencyKind.POLDA, AgencyKind.POLRES))
    context = {
        "access": access, "kinds": list(AgencyKind), "parents": above.order_by("kind", "name"),
        "given": request.POST, "problem": problem,
    }  # fmt: skip
    return render(request, "core/people/new_agency.html", context, status=400 if problem else 200)


def _kind_of(request: HttpRequest) -> AgencyKind:
    try:
        return AgencyKind(request.POST.get("kind", ""))
    except ValueError:
        raise NotAllowedError("people.kind_missing") from None


def _agency(number: str) -> Agency | None:
    try:
        return Agency.objects.filter(id=uuid.UUID(number)).first()
    except ValueError:
        return None


@login_required
@require_http_methods(["GET", "POST"])
def new_operation(request: HttpRequest) -> HttpResponse:
    """Open an operation."""
    access = _admin(request)
    problem = None
    if request.method == "POST":
        require_fresh(request)
        try:
            made = _created(request)
        except NotAllowedError as refused:
            problem = say(refused.key, language_of(request), **refused.values)
        else:
            text = say("people.operation_created", language_of(request), name=made.name)
            messages.success(request, text)
            return redirect("people", slug=made.slug)
    context = {
        "access": access, "timezones": organisation.TIMEZONES, "given": request.POST,
        "agencies": Agency.objects.filter(kind=AgencyKind.POLRES).order_by("name"),
        "problem": problem,
    }  # fmt: skip
    template = "core/people/new_operation.html"
    return render(request, template, context, status=400 if problem else 200)


def _created(request: HttpRequest) -> Operation:
    given = {
        name: " ".join(request.POST.get(name, "").split())
        for name in ("name", "region_code", "region_name", "election")
    }
    if not all(given.values()):
        raise NotAllowedError("people.operation_fields")
    try:
        voting_day = date.fromisoformat(request.POST.get("voting_day", ""))
    except ValueError:
        raise NotAllowedError("people.operation_day") from None
    agency = _agency(request.POST.get("agency", ""))
    if agency is None:
        raise NotAllowedError("people.operation_agency")
    return organisation.create_operation(
        actor_of(request), **given, voting_day=voting_day, agency=agency,
        timezone=request.POST.get("timezone", ""),
    )  # fmt: skip


@login_required
@require_GET
def everybody(request: HttpRequest) -> HttpResponse:
    """Every account of the installation."""
    access = _admin(request)
    filters = filters_of(request)
    page = Paginator(queries.everybody(filters), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"access": access, "page": page, "filters": filters, "roles": list(Role)}
    return render(request, "core/people/everybody.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invite an administrator or somebody of a province."""
    access = _admin(request)
    problem = None
    if request.method == "POST":
        require_fresh(request)
        try:
            agency = _agency(request.POST.get("agency", ""))
            if agency is None:
                raise NotAllowedError("people.agency_missing")
            done = actions.invite(
                actor_of(request), None, username=request.POST.get("username", ""),
                name=request.POST.get("name", ""), role=role_of(request), agency=agency,
            )  # fmt: skip
        except NotAllowedError as refused:
            problem = say(refused.key, language_of(request), **refused.values)
        else:
            return answer_invitation(request, done, None, access)
    context = {
        "access": access, "roles": sorted(ABOVE), "given": request.POST, "problem": problem,
        "agencies": Agency.objects.order_by("kind", "name"),
    }  # fmt: skip
    return render(request, "core/people/invite.html", context, status=400 if problem else 200)


@login_required
@require_GET
def person(request: HttpRequest, who: uuid.UUID) -> HttpResponse:
    """One account with all its roles."""
    access = _admin(request)
    found = get_object_or_404(Person, pk=who, erased_at=None)
    context = {
        "access": access, "person": found, "manage": True, "installation": True,
        "memberships": queries.roles_of(found, None), "roles": (),
        "reach": may_manage(access, found, None), "app": second_factor.app_of(found),
        "myself": found.pk == access.actor.person.pk,
    }  # fmt: skip
    return render(request, "core/people/person.html", context)


@login_required
@require_POST
def end_role(request: HttpRequest, membership: int) -> HttpResponse:
    """Take away a role over the installation or a province."""
    _admin(request)
    row = membership_of(None, membership)
    require_fresh(request)
    try:
        actions.end_role(actor_of(request), None, membership=row)
    except NotAllowedError as refused:
        tell(request, refused)
    else:
        messages.success(request, say("people.role_ended", language_of(request)))
    return redirect("installation-person", who=row.person_id)


@login_required
@require_POST
def help_person(request: HttpRequest, who: uuid.UUID, step: str) -> HttpResponse:
    """A new link, a reset second factor, or the end of all sessions of somebody."""
    access = _admin(request)
    found = get_object_or_404(Person, pk=who, erased_at=None)
    require_fresh(request)
    answer = helped(request, None, access, found, step)
    return answer or redirect("installation-person", who=who)


@login_required
@require_POST
def erase(request: HttpRequest, who: uuid.UUID) -> HttpResponse:
    """Erase a person (R9); typed confirmation, because nothing brings them back."""
    _admin(request)
    found = get_object_or_404(Person, pk=who, erased_at=None)
    require_fresh(request)
    language = language_of(request)
    if request.POST.get("username", "").strip().lower() != found.username:
        messages.error(request, say("people.erase_not_confirmed", language))
        return redirect("installation-person", who=who)
    try:
        actions.erase(actor_of(request), person=found, reason=request.POST.get("reason", "")[:500])
    except NotAllowedError as refused:
        tell(request, refused)
        return redirect("installation-person", who=who)
    messages.success(request, say("people.erased", language))
    return redirect("installation-people")
