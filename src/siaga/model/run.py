"""One run of a long computation: its seed, its time limit, its progress, its cancelling."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siaga.model.plan import Bound

ProgressCallback = Callable[[str, float], None]
"""Called with (step, share done in [0, 1])."""

BoundsCallback = Callable[[Sequence["Bound"]], None]
"""Called with the bounds of a step when it is done."""


def _silent(step: str, share: float) -> None:
    """Report nothing."""


def _unheard(bounds: Sequence[Bound]) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class Run:
    """How a computation is to run.

    Work is bounded by iterations, so that the same seed gives the same result; the time limit is a
    brake. A step that meets it returns its best result so far with its bound and
    ``complete=False``, and does not raise.
    """

    seed: int = 20241127
    time_limit: float | None = None
    """Seconds from the making of this value; None: no limit."""
    progress: ProgressCallback = _silent
    found: BoundsCallback = _unheard
    cancelled: Event = field(default_factory=Event)
    started: float = field(default_factory=time.monotonic)

    def remaining(self) -> float:
        """Seconds left; infinity without a limit, 0 once cancelled."""
        if self.cancelled.is_set():
            return 0.0
        if self.time_limit is None:
            return float("inf")
        return max(0.0, self.time_limit - (time.monotonic() - self.started))

    def expired(self) -> bool:
        """Whether to stop now with the best found so far."""
        return self.remaining() <= 0.0
