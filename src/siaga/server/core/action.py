"""What an action is: one transaction, one permission, one ledger entry, then publish.

    @action
    def accept_version(actor: Actor, operation: Operation, *, number: int) -> DataVersion:
        access = authorise(actor, operation, PlanPermission.DATA_ACCEPT)
        ...
        record(access, DataAccepted(number=number), object_type="data", object_id=str(version.id))
        return version

The decorator opens the transaction and refuses an action that did not append exactly one entry
(DESIGN.md principle 3). ``record`` needs the granted :class:`Access`, so no action can forget to
ask. Actions that work for the system itself (a job that ends) use :func:`system_access`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ParamSpec, TypeVar

from django.db import transaction

P = ParamSpec("P")
R = TypeVar("R")

_recorded: ContextVar[list[str] | None] = ContextVar("recorded", default=None)

ACTIONS: dict[str, Callable[..., object]] = {}
"""Every action by its full name; the tests go through it."""


class ActionError(RuntimeError):
    """An action broke the rule of one entry each: a mistake in the code, never in the input."""


@contextmanager
def _recording() -> Iterator[list[str]]:
    kinds: list[str] = []
    token = _recorded.set(kinds)
    try:
        yield kinds
    finally:
        _recorded.reset(token)


def note_recorded(kind: str) -> None:
    """Called by the ledger store for every entry appended.

    Raises:
        ActionError: outside an action.
    """
    kinds = _recorded.get()
    if kinds is None:
        raise ActionError(f"entry {kind!r} outside an action")
    kinds.append(kind)


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Make ``function`` an action; see the module's words."""
    name = f"{function.__module__}.{function.__qualname__}"

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic(), _recording() as kinds:
            result = function(*args, **kwargs)
            if len(kinds) != 1:
                raise ActionError(f"{name} appended {len(kinds)} entries; it must be one")
            return result

    ACTIONS[name] = run
    return run
