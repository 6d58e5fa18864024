"""How often one caller may ask: a bucket that fills steadily (token bucket).

Counted in each worker by itself: no database write for a read, and a busy program still can not
take the server from the people at the desk.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import Final

_MOST_KEPT: Final = 10_000


class Buckets:
    """One bucket a key, ``burst`` deep, filled by ``per_minute``."""

    def __init__(self, per_minute: int, burst: int) -> None:
        self.rate, self.burst = per_minute / 60, burst
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: str, now: float | None = None) -> float:
        """Take one; 0 when there was one, else the seconds until there is."""
        now = time.monotonic() if now is None else now
        with self._lock:
            left, last = self._buckets.pop(key, (float(self.burst), now))
            left = min(self.burst, left + max(0.0, now - last) * self.rate)
            wait = 0.0 if left >= 1 else (1 - left) / self.rate
            self._buckets[key] = (left - 1 if wait == 0 else left, now)
            while len(self._buckets) > _MOST_KEPT:
                self._buckets.popitem(last=False)
        return wait

    def clear(self) -> None:
        """Fill all buckets."""
        with self._lock:
            self._buckets.clear()


REQUESTS: Final = Buckets(per_minute=600, burst=200)
"""Of one token or one person."""
