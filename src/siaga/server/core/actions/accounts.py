"""What people do with their own account."""

from __future__ import annotations

from django.contrib.auth import password_validation

from siaga.server.core.access import Actor
from siaga.server.core.action import action
from siaga.server.core.entries import TypedEntry
from siaga.server.core.ledger_store import record
from siaga.server.core.models import OutsideIdentity, Person
from siaga.server.core.people_entries import (
    IdentityLinked,
    IdentityRemoved,
    PasswordChanged,
    RecoveryCodesMade,
    RecoveryCodeUsed,
    SecondFactorAdded,
    SecondFactorRemoved,
    SessionsEnded,
)
from siaga.server.core.security import second_factor
from siaga.server.core.security.own import own_access
from siaga.server.core.security.sessions import end_sessions


class WrongCodeError(Exception):
    """The code is wrong, was used before, or is too old."""


class NotAllowedError(Exception):
    """The step is not possible; ``key`` names the sentence that says why and what to do."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@action
def set_password(
    actor: Actor, *, password: str, keep_session: str | None = None, by_link: bool = False
) -> Person:
    """Set the actor's own password and end every session but ``keep_session``.

    Raises:
        ValidationError: the password is too weak; messages in the active language.
    """
    person = actor.person
    password_validation.validate_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    ended = end_sessions(person, but=keep_session)
    _note(actor, PasswordChanged(sessions_ended=ended, by_link=by_link))
    return person


@action
def enrol_second_factor(actor: Actor, *, code: str) -> list[str]:
    """Prove the app that is being enrolled; returns the recovery codes, to be shown once.

    Raises:
        WrongCodeError: the code does not fit the secret.
    """
    codes = second_factor.finish_enrolment(actor.person, code)
    if codes is None:
        raise WrongCodeError
    _note(actor, SecondFactorAdded())
    return codes


@action
def remove_second_factor(actor: Actor) -> None:
    """Go back to a password alone.

    Raises:
        NotAllowedError: a role of the actor needs the second factor.
    """
    if second_factor.is_required(actor.person):
        raise NotAllowedError("accounts.second_factor_needed")
    second_factor.remove(actor.person)
    _note(actor, SecondFactorRemoved())


@action
def make_recovery_codes(actor: Actor) -> list[str]:
    """Ten new recovery codes, to be shown once; the old ones are void."""
    codes = second_factor.new_recovery_codes(actor.person)
    _note(actor, RecoveryCodesMade(count=len(codes)))
    return codes


@action
def use_recovery_code(actor: Actor, *, code: str) -> int:
    """Use up a recovery code; returns how many are left.

    Raises:
        WrongCodeError: it is none, or was used before.
    """
    if not second_factor.take_recovery_code(actor.person, code):
        raise WrongCodeError
    left = second_factor.recovery_codes_left(actor.person)
    _note(actor, RecoveryCodeUsed(left=left))
    return left


@action
def end_own_sessions(actor: Actor, *, keep: str | None, only: int | None = None) -> int:
    """End one session by its id, or all but the one in use; returns how many were ended."""
    count = end_sessions(actor.person, but=keep, only=only)
    _note(actor, SessionsEnded(count=count))
    return count


@action
def link_identity(actor: Actor, *, issuer: str, subject: str) -> OutsideIdentity:
    """Join the account to an identity at the agency's OpenID provider.

    Raises:
        NotAllowedError: the identity belongs to another account.
    """
    taken = OutsideIdentity.objects.filter(issuer=issuer, subject=subject).first()
    if taken is not None and taken.person_id != actor.person.pk:
        raise NotAllowedError("accounts.identity_taken")
    OutsideIdentity.objects.filter(person=actor.person, issuer=issuer).delete()
    identity = OutsideIdentity.objects.create(person=actor.person, issuer=issuer, subject=subject)
    _note(actor, IdentityLinked(issuer=issuer))
    return identity


@action
def remove_identity(actor: Actor, *, issuer: str) -> None:
    """Part the account from its identity at the provider.

    Raises:
        NotAllowedError: without it there is no way to sign in.
    """
    if not actor.person.has_usable_password():
        raise NotAllowedError("accounts.identity_only_way")
    OutsideIdentity.objects.filter(person=actor.person, issuer=issuer).delete()
    _note(actor, IdentityRemoved(issuer=issuer))


def _note(actor: Actor, facts: TypedEntry) -> None:
    record(own_access(actor), facts, object_type="person", object_id=str(actor.person.pk))
