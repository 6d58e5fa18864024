"""Accounts asked for on the command line."""

from __future__ import annotations

import secrets
import string
from dataclasses import dataclass
from typing import Final, Protocol

from django.core.exceptions import ValidationError
from django.utils import translation

from siaga.model.language import Language
from siaga.server.core.actions.accounts import NotAllowedError
from siaga.server.core.actions.shell import create_from_shell
from siaga.server.core.models import Operation, Person
from siaga.server.core.people_rules import ABOVE
from siaga.server.core.roles import COMMAND_ROLES, Role
from siaga.server.language import say
from siaga.server.ops import schema
from siaga.server.ops.failures import OperatorError

_LETTERS: Final = "".join(set(string.ascii_lowercase + string.digits) - set("l1o0"))


class Wanted(Protocol):
    """An account as asked for: user name, name, and the names of role, agency and operation."""

    @property
    def username(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def role(self) -> str: ...  # noqa: D102
    @property
    def agency(self) -> str: ...  # noqa: D102
    @property
    def operation(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class GivenRole:
    """The role that was given."""

    role: Role

    def text(self, language: Language) -> str:
        """Its name."""
        return say(f"roles.{self.role}", language)

    @property
    def second_factor(self) -> bool:
        """Whether signing in with it needs a second code."""
        return self.role in COMMAND_ROLES


def needs_password(wanted: Wanted) -> bool:
    """Whether there is no such account yet.

    Raises:
        OperatorError: the database can not be used.
    """
    ensure_ready()
    return not Person.objects.filter(username=wanted.username.strip().lower()).exists()


def ensure_ready() -> None:
    """Raises:
    OperatorError: the database is away or not up to date.
    """
    schema.ensure_reachable()
    found = schema.read_schema()
    where = schema.database_name()
    if found.unknown:
        raise OperatorError("database.newer", where=where, steps=", ".join(found.unknown))
    if found.missing and not found.fresh:
        raise OperatorError("database.old", where=where, count=len(found.missing))
    if found.missing:  # a new installation: nothing to lose
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)


def make_account(
    wanted: Wanted, password: str | None, language: Language
) -> tuple[Person, GivenRole]:
    """Make the account, or give the role to the one there is.

    Raises:
        OperatorError: what was asked for does not fit; it says why.
    """
    role = _role(wanted.role)
    operation = _operation(wanted.operation, role)
    try:
        with translation.override(language):
            person = create_from_shell(
                username=wanted.username, name=wanted.name or wanted.username, role=role,
                agency_name=wanted.agency, operation=operation, password=password,
            )  # fmt: skip
    except NotAllowedError as error:
        raise OperatorError("refused", problem=say(error.key, language, **error.values)) from None
    except ValidationError as error:
        raise OperatorError("password.weak", problem=" ".join(error.messages)) from None
    return person, GivenRole(role)


def new_password(groups: int = 4) -> str:
    """A random password that can be read out: groups of five letters, 99 bits at four."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(groups))


def _role(name: str) -> Role:
    try:
        return Role(name.strip().lower())
    except ValueError:
        raise OperatorError("role.unknown", role=name, known=", ".join(Role)) from None


def _operation(slug: str, role: Role) -> Operation | None:
    known = ", ".join(Operation.objects.values_list("slug", flat=True)[:20]) or "-"
    if role in ABOVE:
        if slug:
            raise OperatorError("role.above", role=role)
        return None
    if not slug:
        raise OperatorError("role.needs_operation", role=role, known=known)
    found = Operation.objects.select_related("agency").filter(slug=slug).first()
    if found is None:
        raise OperatorError("operation.unknown", slug=slug, known=known)
    return found
