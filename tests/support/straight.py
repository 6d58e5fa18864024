"""Travel in a straight line at one speed: the simplest honest source of travel times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from siaga.geo.travel import Place, TravelBlock


@dataclass(frozen=True)
class StraightLine:
    """Minutes over the straight line at ``speed_kmh``; every value ``estimated``."""

    speed_kmh: float = 20.0

    def block(self, origins: Sequence[Place], destinations: Sequence[Place]) -> TravelBlock:
        from_ = np.array([(p.lat, p.lon) for p in origins], dtype=float).reshape(-1, 2)
        to = np.array([(p.lat, p.lon) for p in destinations], dtype=float).reshape(-1, 2)
        km = 111.2 * np.hypot(
            from_[:, None, 0] - to[None, :, 0], from_[:, None, 1] - to[None, :, 1]
        )
        minutes = (km / self.speed_kmh * 60.0).astype(np.float32)
        return TravelBlock(minutes, np.zeros(minutes.shape, dtype=np.uint8))
