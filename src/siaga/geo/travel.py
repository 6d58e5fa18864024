"""Travel times between places: the one interface every planner step uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from siaga.model.places import Access
from siaga.model.plan import TravelKind

KIND_CODES: Final[tuple[TravelKind, ...]] = (
    TravelKind.ESTIMATED,
    TravelKind.NETWORK,
    TravelKind.MEASURED,
)
"""``TravelBlock.kind`` holds positions in this tuple."""


class Place(Protocol):
    """Anything with an id and a position: a station or a base."""

    @property
    def id(self) -> str:
        """Station or base id."""
        ...

    @property
    def lat(self) -> float:
        """Degrees, WGS84."""
        ...

    @property
    def lon(self) -> float:
        """Degrees, WGS84."""
        ...

    @property
    def access(self) -> Access:
        """How the place is reached."""
        ...


@dataclass(frozen=True, slots=True)
class TravelBlock:
    """Minutes between two lists of places, each value with its kind."""

    minutes: NDArray[np.float32]
    """``minutes[from, to]``; never negative, 0 on the same place, inf where there is no way."""
    kind: NDArray[np.uint8]
    """``kind[from, to]``: position in :data:`KIND_CODES`."""


class TravelTimes(Protocol):
    """A source of travel times."""

    def block(self, origins: Sequence[Place], destinations: Sequence[Place]) -> TravelBlock:
        """Minutes from every origin to every destination."""
        ...
