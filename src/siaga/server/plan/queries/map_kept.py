"""Finished answers kept in memory: what is drawn changes only with a new version or revision."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_MOST_BYTES: Final = 16 * 1024 * 1024
"""Of all compressed answers together; the least used go first."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A compressed answer with its mark for ``If-None-Match``."""

    body: bytes
    etag: str


class Keeper:
    """Compressed answers by key, bounded by their bytes; safe between threads."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most = most_bytes
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()
        self._making: dict[str, threading.Lock] = {}

    def get(self, key: str, make: Callable[[], bytes]) -> Kept:
        """The answer of ``key``; ``make`` writes it once, uncompressed; others wait for it."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._kept:
                    return self._kept[key]
            try:
                answer = Kept(gzip.compress(make(), compresslevel=6, mtime=0), etag_of(key))
                self._put(key, answer)
            finally:
                with self._lock:
                    self._making.pop(key, None)
        return answer

    def _put(self, key: str, answer: Kept) -> None:
        with self._lock:
            if key not in self._kept:
                self._kept[key] = answer
                self._size += len(answer.body)
            while self._size > self._most and len(self._kept) > 1:
                _, gone = self._kept.popitem(last=False)
                self._size -= len(gone.body)


def etag_of(key: str) -> str:
    """The entity tag of what ``key`` names, known without making it."""
    return f'"{hashlib.sha256(key.encode()).hexdigest()[:24]}"'


KEEPER: Final = Keeper()
"""The process's own; every worker has one."""
