"""Gates: the only way from a request to an object. Outsiders learn not even that it exists."""

from __future__ import annotations

import importlib
import pkgutil
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest

from siaga.server.core.models import Agency, Membership, Operation, Person
from siaga.server.core.policy import Policy
from siaga.server.core.roles import Relation, Role


@dataclass(slots=True)
class Actor:
    """Who acts, and over which channel. Memberships are read once."""

    person: Person
    via: str = "browser"
    """``browser``, ``api``, ``job`` or ``cli``."""
    _memberships: tuple[Membership, ...] | None = field(default=None, repr=False)

    @property
    def memberships(self) -> tuple[Membership, ...]:
        """All roles of the person, with their agencies."""
        if self._memberships is None:
            rows = Membership.objects.filter(person=self.person).select_related("agency")
            self._memberships = tuple(rows.order_by("id"))
        return self._memberships


@dataclass(frozen=True, slots=True)
class Access:
    """A permission that was granted: to whom, as what, in which operation."""

    actor: Actor
    operation: Operation | None
    permission: str
    role: Role
    relation: Relation
    agency: str
    """Name of the agency in which the role is held."""


@cache
def policy_table() -> Policy:
    """The policies of every app in one table.

    Raises:
        ValueError: two apps name one permission.
    """
    import siaga.server

    table: dict[StrEnum, object] = {}
    for app in pkgutil.iter_modules(siaga.server.__path__, "siaga.server."):
        if not app.ispkg:
            continue
        try:
            policy: Policy = importlib.import_module(f"{app.name}.policy").POLICY
        except ModuleNotFoundError as error:
            if error.name != f"{app.name}.policy":
                raise
            continue
        if twice := set(table) & set(policy):
            raise ValueError(f"permissions named twice: {sorted(twice)}")
        table.update(policy)
    return table  # type: ignore[return-value]


def relation_to(
    membership: Membership, operation: Operation | None, authors: Iterable[uuid.UUID | None] = ()
) -> Relation:
    """How the holder of ``membership`` stands to something of ``operation``."""
    if membership.role == Role.ADMIN:
        return Relation.INSTALLATION
    if membership.role == Role.PROVINCE:
        above = operation is not None and operation.agency.parent_id == membership.agency_id
        return Relation.PROVINCE if above else Relation.OUTSIDER
    if operation is None or membership.operation_id != operation.id:
        return Relation.OUTSIDER
    return Relation.AUTHOR if membership.person_id in set(authors) else Relation.MEMBER


def find_access(
    actor: Actor,
    operation: Operation | None,
    permission: StrEnum,
    authors: Iterable[uuid.UUID | None] = (),
) -> Access | None:
    """The grant of ``permission``, or None. The first membership that allows it counts."""
    rows = policy_table()[permission]
    authors = tuple(authors)
    for membership in actor.memberships:
        role = Role(membership.role)
        relation = relation_to(membership, operation, authors)
        if relation in rows.get(role, frozenset()):
            return Access(actor, operation, permission, role, relation, membership.agency.name)
    return None


def authorise(
    actor: Actor,
    operation: Operation | None,
    permission: StrEnum,
    authors: Iterable[uuid.UUID | None] = (),
) -> Access:
    """Grant ``permission`` or refuse. ``authors`` made or changed the object acted on.

    Raises:
        Http404: the actor has no part in the operation.
        PermissionDenied: the actor has a part in it, but not this permission.
    """
    access = find_access(actor, operation, permission, authors)
    if access is not None:
        return access
    parts = (relation_to(membership, operation) for membership in actor.memberships)
    if operation is not None and all(part is Relation.OUTSIDER for part in parts):
        raise Http404
    raise PermissionDenied(permission)


def operation_for(actor: Actor, slug: str, permission: StrEnum) -> tuple[Operation, Access]:
    """The operation ``slug`` with the granted access: the gate of every page and API.

    Raises:
        Http404: there is none, or the actor has no part in it.
        PermissionDenied: not with this role.
    """
    operation = (
        Operation.objects.select_related("agency", "agency__parent").filter(slug=slug).first()
    )
    if operation is None:
        raise Http404
    return operation, authorise(actor, operation, permission)


def province_for(actor: Actor, agency_id: uuid.UUID, permission: StrEnum) -> tuple[Agency, Access]:
    """The province ``agency_id`` with the granted access: the gate of the province's pages.

    Raises:
        Http404: there is none, or the actor does not belong to it.
        PermissionDenied: not with this role.
    """
    for membership in actor.memberships:
        if membership.role == Role.PROVINCE and membership.agency_id == agency_id:
            if Relation.PROVINCE not in policy_table()[permission].get(Role.PROVINCE, frozenset()):
                raise PermissionDenied(permission)
            agency = membership.agency
            return agency, Access(
                actor, None, permission, Role.PROVINCE, Relation.PROVINCE, agency.name
            )
    raise Http404


def may(actor: Actor, operation: Operation | None, permission: StrEnum) -> bool:
    """Whether to show a button; the action checks again."""
    return find_access(actor, operation, permission) is not None


def visible_operations(actor: Actor) -> list[Operation]:
    """Operations the actor has a part in, the next vote first."""
    own = [m.operation_id for m in actor.memberships if m.operation_id]
    provinces = [m.agency_id for m in actor.memberships if m.role == Role.PROVINCE]
    return list(
        Operation.objects.select_related("agency", "agency__parent")
        .filter(Q(id__in=own) | Q(agency__parent_id__in=provinces))
        .order_by("-voting_day", "name")
    )


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in person as an actor; kept on the request so that roles are read once."""
    actor = getattr(request, "siaga_actor", None)
    if actor is None:
        if not isinstance(request.user, Person):
            raise PermissionDenied("sign in")
        actor = Actor(request.user)
        request.siaga_actor = actor  # type: ignore[attr-defined]
    return actor
