"""Canonical bytes: two forms of one value would be two hashes of one truth."""

from __future__ import annotations

import json
from enum import StrEnum
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.ledger.canonical import LARGEST, canonical_bytes, first_difference, read_canonical
from siaga.ledger.texts import LedgerError

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


@given(PLAIN)
def test_every_value_comes_back_from_its_bytes(value: object) -> None:
    data = canonical_bytes(value)  # type: ignore[arg-type]
    assert read_canonical(data) == value
    assert canonical_bytes(read_canonical(data)) == data


@given(st.dictionaries(TEXT, st.integers(0, 9), min_size=2, max_size=6), st.randoms())
def test_the_order_in_which_fields_were_set_does_not_matter(
    value: dict[str, int], random: object
) -> None:
    items = list(value.items())
    random.shuffle(items)  # type: ignore[attr-defined]
    assert canonical_bytes(dict(items)) == canonical_bytes(value)


def test_the_sample_of_rfc_8785_sorts_by_utf16_units() -> None:
    """Section 3.2.3: an emoji (two units, from D83D) stands before the letter U+FB33."""
    names = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    data = canonical_bytes(dict.fromkeys(names, 1))
    assert list(json.loads(data)) == [
        "\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33",
    ]  # fmt: skip


@given(PLAIN)
def test_the_short_way_writes_what_the_long_way_writes(value: object) -> None:
    """Mappings that are no dictionaries go the long way: it shall not matter which one."""
    assert canonical_bytes(value) == canonical_bytes(_wrapped(value))  # type: ignore[arg-type]


def _wrapped(value: object) -> object:
    if isinstance(value, dict):
        return MappingProxyType({name: _wrapped(item) for name, item in value.items()})
    return [_wrapped(item) for item in value] if isinstance(value, list) else value


def test_escapes_are_those_of_rfc_8785() -> None:
    text = "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/"
    assert canonical_bytes(text).decode() == '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'


@pytest.mark.parametrize(
    ("value", "key", "place"),
    [
        ({"a": 1.5}, "value.type", "$.a"),
        ([0, LARGEST + 1], "value.integer", "$[1]"),
        ({"a": {1: "x"}}, "value.key", "$.a"),
        ({"a": b"x"}, "value.type", "$.a"),
    ],
)
def test_a_value_that_has_no_one_form_is_refused_at_its_place(
    value: object, key: str, place: str
) -> None:
    with pytest.raises(LedgerError) as caught:
        canonical_bytes(value)  # type: ignore[arg-type]
    assert caught.value.key == key
    assert caught.value.text("id").startswith(f"{place}: ")
    assert caught.value.text("en").startswith(f"{place}: ")


def test_half_characters_and_endless_nesting_are_refused() -> None:
    with pytest.raises(LedgerError, match="surrogate"):
        canonical_bytes({"a": "x\ud800"})
    deep: list[object] = []
    for _ in range(40):
        deep = [deep]
    with pytest.raises(LedgerError, match="nested"):
        canonical_bytes(deep)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "at"),
    [
        (b'{"a": 1}', 5),
        (b'{"b":1,"a":2}', 2),
        (b'{"a":1,"a":1}', 6),
        (b'"\\u0041"', 1),
        (b'"\xff"', 1),
        (b'{"a":1', 6),
        (b"[" * 100_000, 0),
    ],
)
def test_other_forms_of_the_same_value_are_refused_at_their_byte(data: bytes, at: int) -> None:
    with pytest.raises(LedgerError) as caught:
        read_canonical(data)
    assert caught.value.values["at"] == at


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_the_first_difference_is_the_first(one: bytes, other: bytes) -> None:
    at = first_difference(one, other)
    assert one[:at] == other[:at]
    assert one[at : at + 1] != other[at : at + 1] or at == len(one) == len(other)


def test_a_member_of_an_enumeration_is_its_text() -> None:
    class Tier(StrEnum):
        RAWAN = "rawan"

    assert canonical_bytes([Tier.RAWAN]) == b'["rawan"]'
