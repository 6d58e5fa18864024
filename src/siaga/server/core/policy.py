"""Who may do what in core: permission x role x relation."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from siaga.server.core.roles import POLICE_ROLES, Relation, Role

Policy = Mapping[StrEnum, Mapping[Role, frozenset[Relation]]]
"""Permission -> role -> the relations under which it is allowed; what is not there is refused."""


class CorePermission(StrEnum):
    """What can be done with operations, people and the ledger."""

    OPERATION_VIEW = "core.operation.view"
    PEOPLE_VIEW = "core.people.view"
    PEOPLE_MANAGE = "core.people.manage"
    INSTALLATION_MANAGE = "core.installation.manage"
    LEDGER_VIEW = "core.ledger.view"
    LEDGER_COSIGN = "core.ledger.cosign"


INSIDE: Final = frozenset({Relation.MEMBER, Relation.AUTHOR})
"""Anybody with that role in the operation."""
ABOVE: Final = frozenset({Relation.PROVINCE})
OF_INSTALLATION: Final = frozenset({Relation.INSTALLATION})


def inside(*roles: Role) -> dict[Role, frozenset[Relation]]:
    """Rows for ``roles`` in their own operation; the province's row is over its resorts."""
    return {role: ABOVE if role is Role.PROVINCE else INSIDE for role in roles}


EVERYBODY: Final = tuple(role for role in Role if role is not Role.ADMIN)

POLICY: Final[Policy] = {
    CorePermission.OPERATION_VIEW: inside(*EVERYBODY),
    CorePermission.PEOPLE_VIEW: {
        **inside(Role.COMMANDER, Role.OPS_HEAD, Role.PROVINCE),
        Role.ADMIN: OF_INSTALLATION,
    },
    CorePermission.PEOPLE_MANAGE: {
        **inside(Role.COMMANDER, Role.OPS_HEAD),
        Role.ADMIN: OF_INSTALLATION,
    },
    CorePermission.INSTALLATION_MANAGE: {Role.ADMIN: OF_INSTALLATION},
    CorePermission.LEDGER_VIEW: {
        **inside(*sorted(POLICE_ROLES), Role.KPU, Role.BAWASLU),
        Role.ADMIN: OF_INSTALLATION,
    },
    CorePermission.LEDGER_COSIGN: inside(Role.PROVINCE, Role.KPU, Role.BAWASLU),
}
