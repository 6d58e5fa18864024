"""Accounts from the command line of the server's machine: the first one, and when all else fails.

Whoever has a shell as the server's user has the installation anyway; what they do with this is on
record all the same: the entry's actor is the account itself, its channel is ``cli``.
"""

from __future__ import annotations

from django.contrib.auth import password_validation

from siaga.server.core.access import Access, Actor
from siaga.server.core.action import action
from siaga.server.core.actions import people
from siaga.server.core.actions.accounts import NotAllowedError
from siaga.server.core.entries import Personal, TypedEntry
from siaga.server.core.ledger_store import record
from siaga.server.core.models import Agency, Membership, Operation, Person
from siaga.server.core.people_entries import PersonInvited, RoleGiven
from siaga.server.core.people_rules import ABOVE, agency_kind, takes_part
from siaga.server.core.policy import CorePermission
from siaga.server.core.roles import AgencyKind, Relation, Role


@action
def create_from_shell(
    *,
    username: str,
    name: str,
    role: Role,
    agency_name: str,
    operation: Operation | None,
    password: str | None,
    demo: bool = False,
) -> Person:
    """Give ``role`` to ``username``, making the account (with ``password``) when there is none.

    A Polda that is not known yet is added with its first administrator or province account; every
    other agency must be there.

    Raises:
        NotAllowedError: the role, agency, operation or user name do not fit; it says why.
        ValidationError: the password is too weak; messages in the active language.
    """
    if (operation is None) != (role in ABOVE):
        raise NotAllowedError("people.role_not_yours")
    agency = _agency(agency_name, role)
    if agency_kind(role) not in (None, agency.kind):
        raise NotAllowedError("people.agency_kind")
    if operation is not None and not takes_part(agency, operation):
        raise NotAllowedError("people.agency_elsewhere")
    username = username.strip().lower()
    person = Person.objects.filter(username=username).first()
    facts: TypedEntry = RoleGiven(role=role, agency=str(agency.id))
    if person is None:
        person = people.new_person(username, name.strip(), demo=demo)
        password_validation.validate_password(password or "", person)
        person.set_password(password)
        person.save(update_fields=["password"])
        facts = PersonInvited(role=role, agency=str(agency.id), demo=demo)
    elif person.erased_at is not None or person.demo != demo:
        raise NotAllowedError("people.bad_username")
    if Membership.objects.filter(person=person, operation=operation, role=role).exists():
        raise NotAllowedError("people.role_twice")
    Membership.objects.create(person=person, operation=operation, role=role, agency=agency)
    access = Access(
        Actor(person, via="cli"), operation, CorePermission.PEOPLE_MANAGE, Role.ADMIN,
        Relation.INSTALLATION, agency.name,
    )  # fmt: skip
    subject = f"person:{person.pk}"
    record(
        access, facts, object_type="person", object_id=str(person.pk),
        personal={
            "name": Personal(person.name, subject), "username": Personal(username, subject)
        },
    )  # fmt: skip
    return person


def _agency(name: str, role: Role) -> Agency:
    name = " ".join(name.split())
    found = Agency.objects.filter(name__iexact=name).first()
    if found is not None:
        return found
    if role not in ABOVE or not name:
        raise NotAllowedError("ops.agency.unknown", name=name, known=_known_agencies())
    return Agency.objects.create(kind=AgencyKind.POLDA, name=name[:120], parent=None)


def _known_agencies() -> str:
    names = Agency.objects.order_by("name").values_list("name", flat=True)[:20]
    return "; ".join(names) or "-"
