"""Who may give which role to whom: no one raises themselves or those above them.

Four eyes on a plan are worth nothing when the planner can make the second pair of eyes. So the head
of operations gives every role but the commander's, and does not touch the account of one; the
province's role and the administrator's are given by the administrator alone.
"""

from __future__ import annotations

from typing import Final

from django.db.models import Q

from siaga.server.core.access import Access
from siaga.server.core.models import Agency, Membership, Operation, Person
from siaga.server.core.roles import AgencyKind, Role

ABOVE: Final = frozenset({Role.ADMIN, Role.PROVINCE})
"""Roles that are not of one operation."""
IN_OPERATION: Final = tuple(role for role in Role if role not in ABOVE)

AGENCY_KIND: Final = {
    Role.POLSEK: AgencyKind.POLSEK,
    Role.PROVINCE: AgencyKind.POLDA,
    Role.KPU: AgencyKind.KPU,
    Role.PPK: AgencyKind.PPK,
    Role.BAWASLU: AgencyKind.BAWASLU,
    Role.TNI: AgencyKind.TNI,
    Role.KESBANGPOL: AgencyKind.KESBANGPOL,
    Role.SATPOL_PP: AgencyKind.SATPOL_PP,
}


def agency_kind(role: Role) -> AgencyKind | None:
    """The kind of agency in which ``role`` serves; None: any (the administrator)."""
    return None if role is Role.ADMIN else AGENCY_KIND.get(role, AgencyKind.POLRES)


def grantable(access: Access) -> tuple[Role, ...]:
    """Roles of an operation that ``access`` (to manage people) may give and take."""
    if access.role in (Role.ADMIN, Role.COMMANDER):
        return IN_OPERATION
    return tuple(role for role in IN_OPERATION if role is not Role.COMMANDER)


def may_manage(access: Access, person: Person, operation: Operation | None) -> bool:
    """Whether ``access`` reaches the whole account of ``person``: links, sessions, second factor.

    The administrator's reaches every account. Others reach accounts whose every role is of their
    own operation and could have been given by them; nobody reaches their own this way.
    """
    if person.pk == access.actor.person.pk or person.erased_at is not None:
        return False
    if access.role is Role.ADMIN:
        return True
    if operation is None:
        return False
    roles = grantable(access)
    rows = Membership.objects.filter(person=person)
    return bool(rows) and all(
        row.operation_id == operation.id and row.role in roles for row in rows
    )


def takes_part(agency: Agency, operation: Operation) -> bool:
    """Whether people of ``agency`` may have roles in ``operation``.

    It is the resort itself, or stands below it in the list of agencies, as its Polsek do and the
    KPU, Bawaslu, PPK, TNI and offices of the same regency.
    """
    return operation.agency_id in (agency.id, agency.parent_id)


def takes_part_filter(operation: Operation) -> Q:
    """:func:`takes_part` for the database."""
    return Q(id=operation.agency_id) | Q(parent_id=operation.agency_id)
