"""``siaga serve``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from siaga.cli.failures import failures
from siaga.cli.texts import say
from siaga.model.language import Language


@contextmanager
def server_failures(language: Language) -> Iterator[None]:
    """What the operator has to mend, as a sentence and exit code 1."""
    from siaga.server.ops.failures import OperatorError

    with failures(language):
        try:
            yield
        except OperatorError as error:
            typer.echo(f"{say('error', language)}: {error.text(language)}", err=True)
            raise typer.Exit(1) from None


def server_text(key: str, language: Language, /, **values: object) -> str:
    """A sentence of running the server, which lives beside the server's code."""
    from siaga.server.ops.texts.ops import TEXTS

    return TEXTS.say(key, language, **values)


def serve_command(host: str, port: int, workers: int, jobs: int, language: Language) -> None:
    """Check, prepare and serve."""
    with server_failures(language):
        from siaga.server.ops.serving import serve
        from siaga.server.ops.supervisor import Plan

        serve(
            Plan(host, port, workers, jobs),
            language,
            lambda text: typer.echo(text, err=True),
        )
