"""People and their roles, for those who may look at them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from siaga.server.core.models import Agency, AppDevice, Membership, Operation, Person
from siaga.server.core.people_rules import takes_part_filter
from siaga.server.core.roles import Role

_HAS_APP = Exists(AppDevice.objects.filter(user=OuterRef("person"), confirmed=True))


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the list is wanted."""

    text: str = ""
    role: str = ""


def members(operation: Operation, filters: Filters) -> QuerySet[Membership]:
    """Roles in the operation with their people; ``has_app`` says whether a second factor is set."""
    rows = Membership.objects.filter(operation=operation)
    return _wanted(rows, filters)


def above_operations(filters: Filters) -> QuerySet[Membership]:
    """Roles over the installation and over provinces."""
    return _wanted(Membership.objects.filter(operation=None), filters)


def _wanted(rows: QuerySet[Membership], filters: Filters) -> QuerySet[Membership]:
    if filters.role in {role.value for role in Role}:
        rows = rows.filter(role=filters.role)
    if filters.text:
        rows = rows.filter(
            Q(person__name__icontains=filters.text)
            | Q(person__username__icontains=filters.text)
            | Q(agency__name__icontains=filters.text)
        )
    return (
        rows.select_related("person", "agency", "operation")
        .annotate(has_app=_HAS_APP)
        .order_by("person__name", "person__username", "id")
    )


def everybody(filters: Filters) -> QuerySet[Person]:
    """Every account of the installation that is not erased."""
    people = Person.objects.filter(erased_at=None)
    if filters.text:
        people = people.filter(
            Q(name__icontains=filters.text) | Q(username__icontains=filters.text)
        )
    if filters.role in {role.value for role in Role}:
        people = people.filter(memberships__role=filters.role).distinct()
    has_app = Exists(AppDevice.objects.filter(user=OuterRef("pk"), confirmed=True))
    return (
        people.annotate(has_app=has_app)
        .prefetch_related("memberships__operation", "memberships__agency")
        .order_by("name", "username")
    )


def member(operation: Operation, who: uuid.UUID) -> Person:
    """A person with a role in the operation.

    Raises:
        Http404: there is none.
    """
    person = Person.objects.filter(pk=who, memberships__operation=operation).distinct().first()
    if person is None:
        raise Http404
    return person


def roles_of(person: Person, operation: Operation | None) -> list[Membership]:
    """Roles of ``person``: those in ``operation``, or all."""
    rows = Membership.objects.filter(person=person).select_related("agency", "operation")
    if operation is not None:
        rows = rows.filter(operation=operation)
    return list(rows.order_by("id"))


def agencies_for(operation: Operation) -> list[Agency]:
    """Agencies whose people may have a role in the operation."""
    return list(Agency.objects.filter(takes_part_filter(operation)).order_by("kind", "name"))
