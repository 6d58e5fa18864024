"""``siaga createuser``."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

import typer

from siaga.cli.serve import server_failures, server_text
from siaga.cli.texts import say
from siaga.model.language import Language


@dataclass(frozen=True, slots=True)
class Wanted:
    """An account as asked for."""

    username: str
    name: str
    role: str
    agency: str
    operation: str


def createuser_command(wanted: Wanted, language: Language, *, generate: bool) -> None:
    """Make the account and say what to do next."""
    with server_failures(language):
        from siaga.server.environment import read_environment
        from siaga.server.ops.installation import ensure_writable
        from siaga.server.ops.serving import setup_django

        os.umask(0o077)
        ensure_writable(read_environment().data_dir)
        setup_django()
        from siaga.server.ops.accounts import make_account, needs_password

        new = needs_password(wanted)
        password = _password(language, generate=generate) if new else None
        person, role = make_account(wanted, password, language)
        typer.echo(
            server_text(
                "account.made", language,
                username=person.username, role=role.text(language), agency=wanted.agency,
            )
        )  # fmt: skip
        if generate and new:
            typer.echo(server_text("account.password", language, password=password))
        if role.second_factor:
            typer.echo(server_text("account.factor", language))


def _password(language: Language, *, generate: bool) -> str:
    """Made, asked for on a terminal, or the first line of standard input; never an argument."""
    from siaga.server.ops.accounts import new_password
    from siaga.server.ops.failures import OperatorError

    if generate:
        return new_password()
    if not sys.stdin.isatty():
        given = sys.stdin.readline().rstrip("\n")
        if not given:
            raise OperatorError("password.none")
        return given
    first: str = typer.prompt(say("ask.password", language), hide_input=True, err=True)
    if first != typer.prompt(say("ask.again", language), hide_input=True, err=True):
        raise OperatorError("password.differ")
    return first
