"""Agencies, and the roles people have in an operation (domain.md 4.1)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class AgencyKind(StrEnum):
    """Kinds of agency that guard an election together."""

    POLRES = "polres"
    POLSEK = "polsek"
    POLDA = "polda"
    KPU = "kpu"
    PPK = "ppk"
    BAWASLU = "bawaslu"
    TNI = "tni"
    KESBANGPOL = "kesbangpol"
    SATPOL_PP = "satpol_pp"


class Role(StrEnum):
    """What a person is in an operation; ``ADMIN`` and ``PROVINCE`` stand above operations."""

    ADMIN = "admin"
    """Looks after the installation: accounts and agencies, no plans."""
    COMMANDER = "commander"
    """Kapolres, Kaopsres: approves and issues."""
    OPS_HEAD = "ops_head"
    """Kabag Ops, Karendalops: plans, checks, hands to the commander."""
    PLANNER = "planner"
    INTELLIGENCE = "intelligence"
    LOGISTICS = "logistics"
    POLSEK = "polsek"
    PROVINCE = "province"
    """Polda, Biro Operasi: every operation of its resorts."""
    KPU = "kpu"
    PPK = "ppk"
    BAWASLU = "bawaslu"
    TNI = "tni"
    KESBANGPOL = "kesbangpol"
    SATPOL_PP = "satpol_pp"


COMMAND_ROLES: Final = frozenset({Role.ADMIN, Role.COMMANDER, Role.OPS_HEAD, Role.PROVINCE})
"""Roles that need a second factor to sign in."""

POLICE_ROLES: Final = frozenset(
    {
        Role.COMMANDER, Role.OPS_HEAD, Role.PLANNER, Role.INTELLIGENCE,
        Role.LOGISTICS, Role.POLSEK, Role.PROVINCE,
    }
)  # fmt: skip


class Relation(StrEnum):
    """How an actor stands to what they want to act on."""

    OUTSIDER = "outsider"
    """No part in this operation."""
    MEMBER = "member"
    """Has a role in this operation."""
    AUTHOR = "author"
    """A member who made or changed the very thing acted on."""
    PROVINCE = "province"
    """Belongs to the province above this operation."""
    INSTALLATION = "installation"
    """Administers the installation."""
    SELF = "self"
    """The person themselves, over their own account; in no policy table."""
