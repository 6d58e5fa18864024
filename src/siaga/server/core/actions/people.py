"""Accounts and roles of others: invite, give, change, end, help, erase."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from siaga.server.core.access import Access, Actor, authorise
from siaga.server.core.action import action
from siaga.server.core.actions.accounts import NotAllowedError
from siaga.server.core.entries import Personal, TypedEntry
from siaga.server.core.ledger_store import erase_openings, record
from siaga.server.core.models import Agency, Membership, Operation, Person
from siaga.server.core.people_entries import (
    LinkMade,
    PersonErased,
    PersonInvited,
    RoleChanged,
    RoleEnded,
    RoleGiven,
    SecondFactorReset,
    SessionsOfPersonEnded,
)
from siaga.server.core.people_rules import ABOVE, agency_kind, grantable, may_manage, takes_part
from siaga.server.core.policy import CorePermission
from siaga.server.core.roles import Role
from siaga.server.core.security import second_factor
from siaga.server.core.security.passwords import one_time_path
from siaga.server.core.security.sessions import end_sessions

_USERNAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{2,79}")


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody has a role now."""

    person: Person
    membership: Membership
    link: str | None
    """Path of the one-time link for a new account; None: they had an account already."""


@action
def invite(
    actor: Actor,
    operation: Operation | None,
    *,
    username: str,
    name: str,
    role: Role,
    agency: Agency,
    demo: bool = False,
) -> Invitation:
    """Give ``role`` to the person ``username``, whose account is made when there is none.

    ``operation`` is None for the administrator's and the province's roles.

    Raises:
        NotAllowedError: the role is not the actor's to give, the agency is of another kind, the
            person has the role already, or the user name can not be used.
    """
    access = authorise(actor, operation, CorePermission.PEOPLE_MANAGE)
    _check_role(access, operation, role, agency)
    username = username.strip().lower()
    person = Person.objects.filter(username=username).first()
    known = person is not None
    if person is None:
        person = new_person(username, name.strip(), demo=demo)
    elif person.erased_at is not None or person.demo != demo:
        raise NotAllowedError("people.bad_username")
    membership = _give(person, operation, role, agency)
    facts: TypedEntry = (
        RoleGiven(role=role, agency=str(agency.id))
        if known
        else PersonInvited(role=role, agency=str(agency.id), demo=demo)
    )
    subject = f"person:{person.pk}"
    _note(
        access, person, facts,
        {"name": Personal(person.name, subject), "username": Personal(username, subject)},
    )  # fmt: skip
    return Invitation(person, membership, None if known else one_time_path(person))


def _check_role(access: Access, operation: Operation | None, role: Role, agency: Agency) -> None:
    """Refuse roles above the actor's, and roles in an agency of another kind or another resort."""
    above = operation is None
    if above and (role not in ABOVE or access.role is not Role.ADMIN):
        raise NotAllowedError("people.role_not_yours")
    if not above and role not in grantable(access):
        raise NotAllowedError("people.role_not_yours")
    kind = agency_kind(role)
    if kind is not None and agency.kind != kind:
        raise NotAllowedError("people.agency_kind")
    if operation is not None and not takes_part(agency, operation):
        raise NotAllowedError("people.agency_elsewhere")


def new_person(username: str, name: str, *, demo: bool) -> Person:
    """An account without a password; for actions only.

    Raises:
        NotAllowedError: the user name can not be used, the name is missing, or demo accounts do
            not exist here.
    """
    if not _USERNAME.fullmatch(username):
        raise NotAllowedError("people.bad_username")
    if not name:
        raise NotAllowedError("people.name_missing")
    if demo and not settings.DEMO:
        raise NotAllowedError("people.no_demo_here")
    person = Person(username=username, name=name[:120], demo=demo)
    person.set_unusable_password()
    person.save()
    return person


def _give(person: Person, operation: Operation | None, role: Role, agency: Agency) -> Membership:
    try:
        with transaction.atomic():
            return Membership.objects.create(
                person=person, operation=operation, role=role, agency=agency
            )
    except IntegrityError:
        raise NotAllowedError("people.role_twice") from None


@action
def change_role(actor: Actor, operation: Operation, *, membership: Membership, role: Role) -> None:
    """Replace the role of somebody in the operation.

    Raises:
        NotAllowedError: the old or the new role is not the actor's to take and give, it is their
            own, or the agency of the person has no such role.
    """
    access = authorise(actor, operation, CorePermission.PEOPLE_MANAGE)
    was = _own_reach(access, operation, membership)
    _check_role(access, operation, role, membership.agency)
    membership.role = role
    try:
        with transaction.atomic():
            membership.save(update_fields=["role"])
    except IntegrityError:
        raise NotAllowedError("people.role_twice") from None
    _note(access, membership.person, RoleChanged(was=was, role=role))


@action
def end_role(actor: Actor, operation: Operation | None, *, membership: Membership) -> None:
    """Take a role away.

    Raises:
        NotAllowedError: it is not the actor's to take, it is their own, or it is the last
            administrator's.
    """
    access = authorise(actor, operation, CorePermission.PEOPLE_MANAGE)
    was = _own_reach(access, operation, membership)
    person = membership.person
    _lock_administrators()
    membership.delete()
    _keep_an_administrator()
    _note(access, person, RoleEnded(role=was))


def _own_reach(access: Access, operation: Operation | None, membership: Membership) -> Role:
    """The role of ``membership`` when ``access`` may change it."""
    if membership.person_id == access.actor.person.pk:
        raise NotAllowedError("people.not_yourself")
    role = Role(membership.role)
    if membership.operation_id != (operation.id if operation else None):
        raise NotAllowedError("people.role_not_yours")
    if operation is not None and role not in grantable(access):
        raise NotAllowedError("people.role_not_yours")
    if operation is None and access.role is not Role.ADMIN:
        raise NotAllowedError("people.role_not_yours")
    return role


def _lock_administrators() -> None:
    """Let administrators who remove each other at once go one after the other."""
    list(Membership.objects.select_for_update().filter(role=Role.ADMIN).order_by("id"))


def _keep_an_administrator() -> None:
    """Refuse (and so roll back) what leaves the installation without an administrator."""
    left = Membership.objects.filter(
        role=Role.ADMIN, person__is_active=True, person__erased_at=None
    )
    if not left.exists():
        raise NotAllowedError("people.last_administrator")


@action
def make_link(actor: Actor, operation: Operation | None, *, person: Person) -> str:
    """A new one-time link for somebody; their password and older links stop working at once.

    Raises:
        NotAllowedError: the account is not within the actor's reach.
    """
    # As it is in the database now: the link is bound to the password and the last sign-in.
    person = Person.objects.select_for_update().get(pk=person.pk)
    access = _reach(actor, operation, person)
    person.set_unusable_password()
    person.save(update_fields=["password"])
    _note(access, person, LinkMade(sessions_ended=end_sessions(person)))
    return one_time_path(person)


@action
def reset_second_factor(actor: Actor, operation: Operation | None, *, person: Person) -> None:
    """Take away the second factor of somebody who lost it; command roles enrol a new one.

    Raises:
        NotAllowedError: the account is not within the actor's reach.
    """
    access = _reach(actor, operation, person)
    second_factor.remove(person)
    _note(access, person, SecondFactorReset(sessions_ended=end_sessions(person)))


@action
def end_sessions_of(actor: Actor, operation: Operation | None, *, person: Person) -> int:
    """End all sessions of somebody; returns how many.

    Raises:
        NotAllowedError: the account is not within the actor's reach.
    """
    access = _reach(actor, operation, person)
    count = end_sessions(person)
    _note(access, person, SessionsOfPersonEnded(count=count))
    return count


def _reach(actor: Actor, operation: Operation | None, person: Person) -> Access:
    access = authorise(actor, operation, CorePermission.PEOPLE_MANAGE)
    if not may_manage(access, person, operation):
        raise NotAllowedError("people.not_in_reach")
    return access


@action
def erase(actor: Actor, *, person: Person, reason: str) -> int:
    """Erase a person (rule R9): name, account, roles, and what opens the ledger's commitments.

    The random id stays, so that the record of acts remains whole without saying who it was.
    Returns how many openings were deleted.

    Raises:
        NotAllowedError: it is the actor, or the last administrator.
    """
    access = authorise(actor, None, CorePermission.INSTALLATION_MANAGE)
    if person.pk == actor.person.pk:
        raise NotAllowedError("people.not_yourself")
    if person.erased_at is not None:
        raise NotAllowedError("people.erased_already")
    _lock_administrators()
    roles, _ = Membership.objects.filter(person=person).delete()
    _keep_an_administrator()
    end_sessions(person)
    second_factor.remove(person)
    person.identities.all().delete()
    openings = erase_openings([f"person:{person.pk}"])
    person.name = ""
    person.username = f"erased-{person.pk}"
    person.language = "id"
    person.last_login = None
    person.is_active = False
    person.erased_at = timezone.now()
    person.set_unusable_password()
    person.save()
    _note(access, person, PersonErased(openings=openings, roles=roles), reason=reason)
    return openings


def _note(
    access: Access,
    person: Person,
    facts: TypedEntry,
    personal: dict[str, Personal] | None = None,
    *,
    reason: str = "",
) -> None:
    record(
        access, facts, object_type="person", object_id=str(person.pk), personal=personal,
        reason=reason,
    )  # fmt: skip
