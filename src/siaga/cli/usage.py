"""Help and usage errors in the user's language: Typer itself speaks English only."""

from __future__ import annotations

import sys
from typing import Any, Final

from siaga.cli.texts import LANGUAGE, say

_SENTENCES: Final = {
    "MissingParameter": "usage.missing",
    "NoSuchOption": "usage.option",
    "BadOptionUsage": "usage.bad",
    "BadParameter": "usage.bad",
}


_BEGINNINGS: Final = {
    "No such command": "usage.command",
    "Got unexpected extra argument (": "usage.extra",
    "Got unexpected extra arguments (": "usage.extra",
    "Got unexpected extra argument(s) (": "usage.extra",
}
"""How Typer's own sentences without an option begin."""


def translate_help() -> None:
    """Put Typer's headings into the user's language; only help and errors pay for it."""
    if LANGUAGE == "en":
        return
    import typer.rich_utils as screen

    screen.ARGUMENTS_PANEL_TITLE = say("usage.arguments")
    screen.OPTIONS_PANEL_TITLE = say("usage.options")
    screen.COMMANDS_PANEL_TITLE = say("usage.commands")
    screen.DEFAULT_STRING = f"[{say('usage.default')}: {{}}]"
    screen.REQUIRED_LONG_STRING = f"[{say('usage.required')}]"


def complain(error: Any) -> None:
    """Print what is wrong with the command as typed, and where its help is."""
    parameter = getattr(error, "param", None)
    name = getattr(error, "option_name", None) or (
        max(parameter.opts, key=len) if parameter else ""
    )
    key = _SENTENCES.get(type(error).__name__) if name else None
    text = say(key, name=name) if key else _unnamed(error)
    path = error.ctx.command_path if getattr(error, "ctx", None) else "siaga"
    sys.stderr.write(f"{say('error')}: {text}\n{say('usage.help', command=path)}\n")


def _unnamed(error: Any) -> str:
    """What is wrong when no one option is to blame; our own messages are in both languages."""
    for begin, key in _BEGINNINGS.items():
        if error.message.startswith(begin):
            return say(key, value=error.message.removeprefix(begin).strip(" '()."))
    return str(error.message)
