"""One value, one string of bytes: the subset of RFC 8785 (JSON Canonicalization Scheme) we need.

Text, whole numbers, booleans, null, lists and dictionaries with text keys. Numbers with a fraction
are refused: their shortest form differs between languages, and an amount that matters is a count
or text. Whole numbers stay inside what every JSON reader keeps exactly, +-(2**53 - 1).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from siaga.ledger.texts import LedgerError

Plain: TypeAlias = "str | int | bool | Sequence[Plain] | Mapping[str, Plain] | None"
"""What can be recorded."""

LARGEST: Final = 2**53 - 1
DEEPEST: Final = 32

_SCALARS: Final = frozenset({str, bool, type(None)})
_LISTS: Final = frozenset({list, tuple})

_encode: Final = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":")
).encode
_sort_and_encode: Final = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":"), sort_keys=True
).encode


def canonical_bytes(value: Plain) -> bytes:
    """The canonical UTF-8 bytes of ``value``.

    Raises:
        LedgerError: for a float, a foreign type, a number out of range, half a character or
            nesting deeper than 32.
    """
    try:
        # What is plain as it stands needs no ordered copy; every entry of the ledger is.
        text = _sort_and_encode(value) if _is_simple(value, 0) else _encode(_ordered(value, 0))
    except _RefusedError as error:
        place = "$" + "".join(reversed(error.steps))
        raise LedgerError(error.key, place=place, **error.values) from None
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        near = text[max(0, error.start - 20) : error.start]
        raise LedgerError("value.surrogate", place=f"…{near}") from error


def read_canonical(data: bytes) -> Plain:
    """The value whose canonical form is exactly ``data``.

    Raises:
        LedgerError: when ``data`` is not JSON or any byte of it is not as canonical form has it
            (spaces, key order, doubled keys, other escapes), naming the first byte.
    """
    try:
        value: Plain = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise LedgerError("bytes.json", at=error.start) from error
    except json.JSONDecodeError as error:
        at = len(error.doc[: error.pos].encode("utf-8"))
        raise LedgerError("bytes.json", at=at) from error
    except (RecursionError, ValueError) as error:  # absurd nesting, absurd digits
        raise LedgerError("bytes.json", at=0) from error
    again = canonical_bytes(value)
    if again != data:
        raise LedgerError("bytes.canonical", at=first_difference(again, data))
    return value


def first_difference(one: bytes, other: bytes) -> int:
    """Index of the first byte that differs; the shorter length when one begins the other."""
    shorter = min(len(one), len(other))
    if one[:shorter] == other[:shorter]:
        return shorter
    low, high = 0, shorter  # one[:low] equal, one[:high] not
    while high - low > 1:
        middle = (low + high) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle
    return low


class _RefusedError(Exception):
    """Goes up from the value to the top and gathers its place on the way."""

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values, self.steps = key, values, [""]


def _is_simple(value: object, depth: int) -> bool:
    """Whether the encoder's own order and forms are the canonical ones.

    So it is for the built-in types themselves and names of ASCII letters alone (their order is
    that of UTF-16 units). All else, and all that is refused, goes the long way.
    """
    kind = type(value)
    if kind is int:
        return -LARGEST <= value <= LARGEST  # type: ignore[operator]
    if kind in _SCALARS:
        return True
    if depth >= DEEPEST:
        return False
    if kind is dict:
        for name, item in value.items():  # type: ignore[attr-defined]
            if type(name) is not str or not name.isascii():
                return False
            if type(item) is not str and not _is_simple(item, depth + 1):
                return False
        return True
    return kind in _LISTS and all(_is_simple(item, depth + 1) for item in value)  # type: ignore[attr-defined]


def _ordered(value: Plain, depth: int) -> object:
    """``value`` checked, with every dictionary in the order of RFC 8785, section 3.2.3."""
    if value is None or isinstance(value, (str, bool)):
        return value  # members of a StrEnum are written as their text
    if isinstance(value, int):
        if not -LARGEST <= value <= LARGEST:
            raise _RefusedError("value.integer", value=value)
        return value
    if depth >= DEEPEST:
        raise _RefusedError("value.deep", limit=DEEPEST)
    step: object = ""
    names = _names(value) if isinstance(value, Mapping) else []
    try:
        if isinstance(value, Mapping):
            result: dict[str, object] = {}
            for step in names:
                result[step] = _ordered(value[step], depth + 1)
            return result
        if isinstance(value, (list, tuple)):
            items: list[object] = []
            for step, item in enumerate(value):  # noqa: B007 (the place, when one is refused)
                items.append(_ordered(item, depth + 1))
            return items
    except _RefusedError as error:
        error.steps.append(f"[{step}]" if isinstance(step, int) else f".{step}")
        raise
    raise _RefusedError("value.type", type=type(value).__name__)


def _names(value: Mapping[str, Plain]) -> list[str]:
    """The names in order; the order of letters is that of UTF-16 units while all are ASCII."""
    for name in value:
        if type(name) is not str:
            raise _RefusedError("value.key", type=type(name).__name__)
    return sorted(value) if "".join(value).isascii() else sorted(value, key=_utf16)


def _utf16(key: str) -> bytes:
    """Sort key of a name: its UTF-16 code units (which for plain letters is the letters)."""
    return key.encode("utf-16-be", "surrogatepass")
