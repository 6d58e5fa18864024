"""Tables kept packed read as they were."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.server.plan.queries.map_kept import Keeper
from siaga.server.plan.queries.packed import LastUsed, PackedRows


@given(st.integers(0, 900), st.integers(-1000, 1000), st.integers(0, 40))
def test_packed_rows_are_the_rows(count: int, first: int, wide: int) -> None:
    rows = [[number, f"TPS {number:03}", None] for number in range(count)]
    packed = PackedRows(rows)
    assert len(packed) == count
    assert list(packed) == rows
    assert packed[first : first + wide] == rows[first : first + wide]
    if -count <= first < count:
        assert packed[first] == rows[first]
    else:
        with pytest.raises(IndexError):
            packed[first]


def test_the_value_used_longest_ago_is_made_anew() -> None:
    kept: LastUsed[str] = LastUsed(2)
    made: list[str] = []

    def get(key: str) -> str:
        return kept.get(key, lambda: made.append(key) or key.upper())  # type: ignore[func-returns-value]

    assert [get(key) for key in "abacba"] == list("ABACBA")
    assert made == ["a", "b", "c", "b", "a"]


def test_who_asks_while_an_answer_is_made_gets_the_same_one() -> None:
    keeper, begun, may_end = Keeper(), threading.Event(), threading.Event()
    made: list[int] = []

    def slow() -> bytes:
        begun.set()
        assert may_end.wait(30)
        made.append(1)
        return b"answer"

    first = threading.Thread(target=lambda: keeper.get("key", slow))
    first.start()
    assert begun.wait(30)
    second = threading.Thread(target=lambda: keeper.get("key", slow))
    second.start()
    may_end.set()
    first.join(30)
    second.join(30)
    assert made == [1]
