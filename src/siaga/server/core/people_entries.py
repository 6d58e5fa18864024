"""Ledger entries about accounts, roles and agencies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from siaga.server.core.entries import entry


@entry("account.password_changed")
@dataclass(frozen=True)
class PasswordChanged:
    """Somebody set their own password."""

    kind: ClassVar[str]
    sessions_ended: int
    by_link: bool
    """With a one-time link, not from within the account."""


@entry("account.second_factor_added")
@dataclass(frozen=True)
class SecondFactorAdded:
    """An authenticator app was enrolled and proven."""

    kind: ClassVar[str]


@entry("account.second_factor_removed")
@dataclass(frozen=True)
class SecondFactorRemoved:
    """Its owner took the authenticator app away."""

    kind: ClassVar[str]


@entry("account.recovery_codes_made")
@dataclass(frozen=True)
class RecoveryCodesMade:
    """New recovery codes; the old ones are void."""

    kind: ClassVar[str]
    count: int


@entry("account.recovery_code_used")
@dataclass(frozen=True)
class RecoveryCodeUsed:
    """A recovery code stood in for the app."""

    kind: ClassVar[str]
    left: int


@entry("account.sessions_ended")
@dataclass(frozen=True)
class SessionsEnded:
    """Somebody ended sessions of their own."""

    kind: ClassVar[str]
    count: int


@entry("account.identity_linked")
@dataclass(frozen=True)
class IdentityLinked:
    """The account was joined to an identity at the agency's OpenID provider."""

    kind: ClassVar[str]
    issuer: str


@entry("account.identity_removed")
@dataclass(frozen=True)
class IdentityRemoved:
    """The account was parted from its identity at the provider."""

    kind: ClassVar[str]
    issuer: str


@entry("people.invited")
@dataclass(frozen=True)
class PersonInvited:
    """An account was made and given its first role."""

    kind: ClassVar[str]
    role: str
    agency: str
    demo: bool


@entry("people.role_given")
@dataclass(frozen=True)
class RoleGiven:
    """Somebody who had an account was given a role."""

    kind: ClassVar[str]
    role: str
    agency: str


@entry("people.role_changed")
@dataclass(frozen=True)
class RoleChanged:
    """A role was replaced by another."""

    kind: ClassVar[str]
    was: str
    role: str


@entry("people.role_ended")
@dataclass(frozen=True)
class RoleEnded:
    """A role was taken away."""

    kind: ClassVar[str]
    role: str


@entry("people.link_made")
@dataclass(frozen=True)
class LinkMade:
    """A new one-time link to set a password; the old password no longer works."""

    kind: ClassVar[str]
    sessions_ended: int


@entry("people.second_factor_reset")
@dataclass(frozen=True)
class SecondFactorReset:
    """The second factor of somebody who lost it was taken away."""

    kind: ClassVar[str]
    sessions_ended: int


@entry("people.sessions_ended")
@dataclass(frozen=True)
class SessionsOfPersonEnded:
    """The sessions of somebody else were ended."""

    kind: ClassVar[str]
    count: int


@entry("people.erased")
@dataclass(frozen=True)
class PersonErased:
    """Name, account and what opened the ledger's commitments about them are gone (R9)."""

    kind: ClassVar[str]
    openings: int
    roles: int


@entry("agency.created")
@dataclass(frozen=True)
class AgencyCreated:
    """An agency takes part."""

    kind: ClassVar[str]
    agency_kind: str
    name: str
    parent: str | None


@entry("operation.created")
@dataclass(frozen=True)
class OperationCreated:
    """An operation was opened."""

    kind: ClassVar[str]
    slug: str
    name: str
    region: str
    voting_day: str
    agency: str
