"""Password hashing, and the one-time links with which a password is set."""

from __future__ import annotations

import uuid
from typing import Final

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse

from siaga.server.core.models import Person


class PasswordHasher(Argon2PasswordHasher):
    """Argon2id with 46 MiB, two passes, one lane.

    OWASP's Password Storage Cheat Sheet asks for 46 MiB and one pass (or 19 MiB and two) at least.
    Django's own 100 MiB and eight lanes would let a few sign-ins at once fill a small server.
    """

    time_cost = 2
    memory_cost = 46 * 1024
    parallelism = 1


class _LinkTokens(PasswordResetTokenGenerator):
    """Tokens that die with their use: they depend on the password, which the link sets."""

    key_salt = "siaga.server.core.security.passwords"


_tokens: Final = _LinkTokens()


def one_time_path(person: Person) -> str:
    """The path with which ``person`` sets a password once, within 48 hours.

    Making the stored password unusable anew (:meth:`Person.set_unusable_password`) kills every
    link made before.
    """
    return reverse("invitation", kwargs={"who": person.id, "token": _tokens.make_token(person)})


def person_of_link(who: uuid.UUID | str, token: str) -> Person | None:
    """The person whose link this is; None when it is used, too old or made up."""
    try:
        person = Person.objects.filter(id=uuid.UUID(str(who)), is_active=True).first()
    except ValueError:
        return None
    if not _tokens.check_token(person, token) or person is None:
        return None
    return person
