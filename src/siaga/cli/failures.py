"""Failures a user can meet, as sentences and exit codes instead of tracebacks."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from siaga.cli.texts import SENTENCES, say
from siaga.model.language import Language
from siaga.model.problems import InputError

_MOST_LINES = 200
"""Problems printed before the rest is counted; ``siaga check`` lists all."""


@contextmanager
def failures(language: Language) -> Iterator[None]:
    """Turn input errors, file errors and interrupts into a message and an exit code.

    1: the input is not usable; 74: a file can not be read or written; 130: interrupted.
    """
    try:
        yield
    except InputError as error:
        problems = error.report.errors
        for problem in problems[:_MOST_LINES]:
            _complain(problem.text(language), language)
        if len(problems) > _MOST_LINES:
            typer.echo(f"… +{len(problems) - _MOST_LINES}", err=True)
        raise typer.Exit(1) from None
    except BrokenPipeError:
        # Who reads us (head, a pager) has seen enough; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(74) from None
    except OSError as error:
        _complain(_file_error(error, language), language)
        raise typer.Exit(74) from None
    except MemoryError:
        _complain(say("file.memory", language), language)
        raise typer.Exit(74) from None
    except KeyboardInterrupt:
        typer.echo(f"\n{say('abandoned', language)}", err=True)
        raise typer.Exit(130) from None


def _file_error(error: OSError, language: Language) -> str:
    """Place, cause and remedy; the system's own words where Siaga has none."""
    place = f"{error.filename}: " if error.filename else ""
    key = f"file.{errno.errorcode.get(error.errno or 0, '')}"
    cause = say(key, language) if key in SENTENCES else error.strerror or str(error)
    return f"{place}{cause}"


def _complain(text: str, language: Language) -> None:
    typer.echo(f"{say('error', language)}: {text}", err=True)
