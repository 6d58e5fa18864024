"""Reasons of every planning step, in words: code -> (Indonesian, English).

One catalog for the whole package, so that a reader of ``plan.json`` finds each ``Reason.code``
here. A key is ``<step>.<what>``; keep the keys of a step together under its heading, in the order
a reader meets them. Fields in braces are the names in ``Reason.values``.
"""

from __future__ import annotations

from typing import Final

from siaga.model.language import Catalog, Language, format_number
from siaga.model.plan import Reason

# --- vulnerability: what a score is made of ---------------------------------------------------
_RISK: Final = {
    "risk.clipped": (
        "jumlah poin {score} melewati 100 dan dipotong menjadi 100",
        "{score} adds up to more than 100 points and is cut at 100",
    ),
}

# --- posts: how stations were grouped ---------------------------------------------------------
_POSTS: Final[dict[str, tuple[str, str]]] = {}

# --- shortage: what fell below doctrine and what would mend it --------------------------------
_SHORTAGE: Final[dict[str, tuple[str, str]]] = {}

# --- assignment: who serves where -------------------------------------------------------------
_ASSIGNMENT: Final[dict[str, tuple[str, str]]] = {}

# --- reserves: where quick-reaction teams wait ------------------------------------------------
_RESERVES: Final[dict[str, tuple[str, str]]] = {}

# --- supervision: the chain of command --------------------------------------------------------
_SUPERVISION: Final[dict[str, tuple[str, str]]] = {}

# --- replan: who moved and why ----------------------------------------------------------------
_REPLAN: Final[dict[str, tuple[str, str]]] = {}

# --- explain: why this and what instead -------------------------------------------------------
_EXPLAIN: Final[dict[str, tuple[str, str]]] = {}

REASONS: Final = Catalog(
    {
        **_RISK,
        **_POSTS,
        **_SHORTAGE,
        **_ASSIGNMENT,
        **_RESERVES,
        **_SUPERVISION,
        **_REPLAN,
        **_EXPLAIN,
    }
)


def say_reason(reason: Reason, language: Language) -> str:
    """The sentence of ``reason`` in ``language``; KeyError when its code is not in the catalog.

    Numbers follow the language: whole numbers without decimals, others with one.
    """
    values = {name: _shown(value, language) for name, value in reason.values.items()}
    return REASONS.say(reason.code, language, **values)


def _shown(value: str | int | float, language: Language) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int) or float(value).is_integer():
        return format_number(value, language)
    return format_number(value, language, 1)
