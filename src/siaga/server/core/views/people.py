"""People and roles of one operation."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from siaga.server.core.access import Access, actor_of, may, operation_for
from siaga.server.core.actions import people as actions
from siaga.server.core.actions.accounts import NotAllowedError
from siaga.server.core.middleware import language_of
from siaga.server.core.models import Agency, Membership, Operation, Person
from siaga.server.core.people_rules import grantable, may_manage
from siaga.server.core.policy import CorePermission
from siaga.server.core.queries import people as queries
from siaga.server.core.roles import Role
from siaga.server.core.security import second_factor
from siaga.server.core.security.fresh import require_fresh
from siaga.server.language import say

PAGE_SIZE = 50


def filters_of(request: HttpRequest) -> queries.Filters:
    """What of a list of people is wanted."""
    return queries.Filters(
        text=request.GET.get("q", "").strip()[:80], role=request.GET.get("role", "")
    )


@login_required
@require_GET
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Who has which role in the operation."""
    actor = actor_of(request)
    operation, access = operation_for(actor, slug, CorePermission.PEOPLE_VIEW)
    filters = filters_of(request)
    page = Paginator(queries.members(operation, filters), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = {
        "operation": operation, "access": access, "page": page, "filters": filters,
        "roles": queries_roles(), "manage": may(actor, operation, CorePermission.PEOPLE_MANAGE),
    }  # fmt: skip
    return render(request, "core/people/list.html", context)


def queries_roles() -> list[Role]:
    """Roles to filter by."""
    return list(Role)


@login_required
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Give somebody a role; a new account gets a one-time link, shown once."""
    actor = actor_of(request)
    operation, access = operation_for(actor, slug, CorePermission.PEOPLE_MANAGE)
    agencies = queries.agencies_for(operation)
    problem = None
    if request.method == "POST":
        require_fresh(request)
        try:
            done = actions.invite(
                actor, operation, username=request.POST.get("username", ""),
                name=request.POST.get("name", ""), role=role_of(request),
                agency=_agency_of(request, agencies),
            )  # fmt: skip
        except NotAllowedError as refused:
            problem = say(refused.key, language_of(request), **refused.values)
        else:
            return answer_invitation(request, done, operation, access)
    context = {
        "operation": operation, "access": access, "roles": grantable(access),
        "agencies": agencies, "given": request.POST, "problem": problem,
    }  # fmt: skip
    return render(request, "core/people/invite.html", context, status=400 if problem else 200)


def answer_invitation(
    request: HttpRequest, done: actions.Invitation, operation: Operation | None,
    access: Access | None,
) -> HttpResponse:  # fmt: skip
    """The one-time link of a new account, or back to the list."""
    if done.link is None:
        text = say("people.role_given", language_of(request), name=done.person.name)
        messages.success(request, text)
        return redirect("people", slug=operation.slug) if operation else redirect("installation")
    return show_link(request, done.person, done.link, operation, access)


def show_link(
    request: HttpRequest, person: Person, path: str, operation: Operation | None,
    access: Access | None,
) -> HttpResponse:  # fmt: skip
    """Show a one-time link, the only time it can be seen."""
    context = {
        "operation": operation, "access": access, "person": person,
        "link": request.build_absolute_uri(path),
    }  # fmt: skip
    return render(request, "core/people/link.html", context)


def role_of(request: HttpRequest) -> Role:
    """The role of the form.

    Raises:
        NotAllowedError: it is none.
    """
    try:
        return Role(request.POST.get("role", ""))
    except ValueError:
        raise NotAllowedError("people.role_missing") from None


def _agency_of(request: HttpRequest, agencies: list[Agency]) -> Agency:
    wanted = request.POST.get("agency", "")
    found = next((agency for agency in agencies if str(agency.id) == wanted), None)
    if found is None:
        raise NotAllowedError("people.agency_missing")
    return found


@login_required
@require_GET
def person(request: HttpRequest, slug: str, who: uuid.UUID) -> HttpResponse:
    """One person: their roles in this operation, and what can be done for them."""
    actor = actor_of(request)
    operation, access = operation_for(actor, slug, CorePermission.PEOPLE_VIEW)
    found = queries.member(operation, who)
    manage = may(actor, operation, CorePermission.PEOPLE_MANAGE)
    context: dict[str, Any] = {
        "operation": operation, "access": access, "person": found, "manage": manage,
        "memberships": queries.roles_of(found, operation),
        "roles": grantable(access) if manage else (),
        "reach": manage and may_manage(access, found, operation),
        "app": second_factor.app_of(found), "myself": found.pk == actor.person.pk,
    }  # fmt: skip
    return render(request, "core/people/person.html", context)


@login_required
@require_POST
def change_role(request: HttpRequest, slug: str, membership: int) -> HttpResponse:
    """Replace a role."""
    actor = actor_of(request)
    operation, _ = operation_for(actor, slug, CorePermission.PEOPLE_MANAGE)
    row = membership_of(operation, membership)
    require_fresh(request)
    try:
        actions.change_role(actor, operation, membership=row, role=role_of(request))
    except NotAllowedError as refused:
        tell(request, refused)
    else:
        messages.success(request, say("people.role_changed", language_of(request)))
    return redirect("person", slug=slug, who=row.person_id)


@login_required
@require_POST
def end_role(request: HttpRequest, slug: str, membership: int) -> HttpResponse:
    """Take a role away."""
    actor = actor_of(request)
    operation, _ = operation_for(actor, slug, CorePermission.PEOPLE_MANAGE)
    row = membership_of(operation, membership)
    require_fresh(request)
    try:
        actions.end_role(actor, operation, membership=row)
    except NotAllowedError as refused:
        tell(request, refused)
        return redirect("person", slug=slug, who=row.person_id)
    messages.success(request, say("people.role_ended", language_of(request)))
    return redirect("people", slug=slug)


def membership_of(operation: Operation | None, number: int) -> Membership:
    """A role by its number, of the operation or above all operations.

    Raises:
        Http404: there is none.
    """
    rows = Membership.objects.select_related("person", "agency").filter(operation=operation)
    found = rows.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


@login_required
@require_POST
def help_person(request: HttpRequest, slug: str, who: uuid.UUID, step: str) -> HttpResponse:
    """A new link, a reset second factor, or the end of all sessions of somebody."""
    actor = actor_of(request)
    operation, access = operation_for(actor, slug, CorePermission.PEOPLE_MANAGE)
    found = queries.member(operation, who)
    require_fresh(request)
    answer = helped(request, operation, access, found, step)
    return answer or redirect("person", slug=slug, who=who)


def helped(
    request: HttpRequest, operation: Operation | None, access: Access | None, found: Person,
    step: str,
) -> HttpResponse | None:  # fmt: skip
    """Do ``step`` for ``found``; the page of a link, or None: the message is set."""
    actor, language = actor_of(request), language_of(request)
    try:
        if step == "link":
            path = actions.make_link(actor, operation, person=found)
            return show_link(request, found, path, operation, access)
        if step == "second-factor":
            actions.reset_second_factor(actor, operation, person=found)
            messages.success(request, say("people.second_factor_reset", language))
        elif step == "sessions":
            count = actions.end_sessions_of(actor, operation, person=found)
            messages.success(request, say("people.sessions_ended", language, count=count))
        else:
            raise Http404
    except NotAllowedError as refused:
        tell(request, refused)
    return None


def tell(request: HttpRequest, refused: NotAllowedError) -> None:
    """Say why a step was refused."""
    messages.error(request, say(refused.key, language_of(request), **refused.values))
