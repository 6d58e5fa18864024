"""Typed ledger entries: what is on record of each kind of action.

An app's ``entries.py`` holds frozen dataclasses marked with :func:`entry`. Their fields are the
facts that are hashed in the clear: numbers, codes, hashes and ids, never names or free text. The
sentence of a kind is ``entries_<app>.<kind with dots as underscores>`` in the app's texts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from functools import cache
from typing import Any, ClassVar, Protocol, TypeVar

Fact = str | int | bool | None | list[Any] | dict[str, Any]
_SCALARS = frozenset({str, int, bool, type(None)})


class TypedEntry(Protocol):
    """A frozen dataclass with its kind."""

    kind: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]


E = TypeVar("E")

KINDS: dict[str, type] = {}
"""Kind -> its class, over all apps."""


def entry(kind: str) -> Callable[[type[E]], type[E]]:
    """Register a frozen dataclass as the facts of ``kind``.

    Raises:
        ValueError: the kind is taken.
    """

    def mark(cls: type[E]) -> type[E]:
        if kind in KINDS:
            raise ValueError(f"entry kind {kind!r} is taken")
        cls.kind = kind  # type: ignore[attr-defined]
        KINDS[kind] = cls
        return cls

    return mark


def facts_of(facts: TypedEntry) -> dict[str, Fact]:
    """The facts as plain values, ready to be made canonical."""
    values = {name: getattr(facts, name) for name in _names(type(facts))}
    # ``asdict`` copies and converts what is nested; most entries have numbers and codes alone.
    return values if all(type(value) in _SCALARS for value in values.values()) else asdict(facts)


@cache
def _names(cls: type[TypedEntry]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))


@dataclass(frozen=True, slots=True)
class Personal:
    """A personal datum or free text that the ledger commits to without holding it (R9)."""

    value: Fact
    subject: str = ""
    """Whom it is about: ``person:<id>`` or ``officer:<operation>:<number>``."""


PersonalFacts = Mapping[str, Personal]
