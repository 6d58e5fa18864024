"""Long tables kept small in memory: a chunk of rows at a time, compressed.

A sheet of 25,002 rows is some 40 MB as Python's lists and 2 MB here; a window of it is unpacked in
a millisecond or two.
"""

from __future__ import annotations

import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import islice
from pickle import HIGHEST_PROTOCOL, dumps, loads
from typing import Final, Generic, TypeVar, overload

V = TypeVar("V")

_CHUNK: Final = 256
"""Rows that are compressed together."""


class PackedRows(Sequence[V], Generic[V]):
    """Rows of plain values, read like a list; the chunk read last is kept unpacked."""

    def __init__(self, rows: Iterable[V]) -> None:
        self._chunks: list[bytes] = []
        self._count = 0
        iterator = iter(rows)
        while chunk := list(islice(iterator, _CHUNK)):
            self._chunks.append(zlib.compress(dumps(chunk, HIGHEST_PROTOCOL), 3))
            self._count += len(chunk)
        self._open: tuple[int, list[V]] = (-1, [])

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> V: ...

    @overload
    def __getitem__(self, index: slice) -> list[V]: ...

    def __getitem__(self, index: int | slice) -> V | list[V]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(self._count))]
        number = index + self._count if index < 0 else index
        if not 0 <= number < self._count:
            raise IndexError(index)
        return self._unpacked(number // _CHUNK)[number % _CHUNK]

    def __iter__(self) -> Iterator[V]:
        for number in range(len(self._chunks)):
            yield from self._unpacked(number)

    def _unpacked(self, number: int) -> list[V]:
        held, rows = self._open
        if held != number:
            # Our own bytes, made by this process a moment ago.
            rows = loads(zlib.decompress(self._chunks[number]))  # noqa: S301
            self._open = (number, rows)
        return rows


class LastUsed(Generic[V]):
    """The values used last, by key; safe between threads. A value is made outside of the lock."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, V] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value of ``key``, made when it is not there."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value
