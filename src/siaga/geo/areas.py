"""Areas as geometry: which village holds a point, and which villages touch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from siaga.model.places import Area, AreaLevel, MultiPolygon


def outline(polygon: MultiPolygon) -> Any:
    """A Shapely ``MultiPolygon`` of an area's rings (lon, lat); empty when there are none.

    A ring that crosses itself is mended as OGC simple features ask (``make_valid``).
    """
    shape = shapely.MultiPolygon(
        [(rings[0], [list(hole) for hole in rings[1:]]) for rings in polygon if rings]
    )
    return shape if shape.is_valid else shapely.make_valid(shape)


class AreaIndex:
    """Areas of one level, for looking up points and neighbours.

    Args:
        areas: any areas; those of other levels and those without an outline are left out.
        level: the level kept.
    """

    def __init__(self, areas: Sequence[Area], level: AreaLevel = AreaLevel.VILLAGE) -> None:
        self.areas = tuple(area for area in areas if area.level is level and area.polygon)
        self._shapes = np.array([outline(area.polygon) for area in self.areas], dtype=object)
        self._tree = shapely.STRtree(self._shapes)
        self._position = {area.code: position for position, area in enumerate(self.areas)}

    def shape(self, code: str) -> Any:
        """The outline of area ``code``; KeyError when it has none."""
        return self._shapes[self._position[code]]

    def locate(self, lat: Sequence[float], lon: Sequence[float]) -> tuple[str, ...]:
        """The code of the area that holds each point, borders included; empty where none does.

        A point on a shared border belongs to the first of its areas in the order given.
        """
        points = shapely.points(np.asarray(lon, dtype=float), np.asarray(lat, dtype=float))
        found = np.full(len(points), len(self.areas), dtype=np.int64)
        point, area = self._tree.query(points, predicate="intersects")
        np.minimum.at(found, point, area)
        return tuple(
            self.areas[int(position)].code if position < len(self.areas) else ""
            for position in found
        )

    def holds(self, code: str, lat: float, lon: float) -> bool:
        """Whether area ``code`` holds the point, border included; KeyError without an outline."""
        return bool(shapely.intersects_xy(self.shape(code), lon, lat))

    def neighbours(self, tolerance: float = 1e-5) -> Mapping[str, tuple[str, ...]]:
        """Code -> codes of the areas it touches, in area order.

        It crosses rivers freely: neighbours are no road graph. ``tolerance`` (degrees, about 1 m)
        bridges slivers between outlines drawn apart; areas that meet only in a corner count.
        """
        if not self.areas:
            return {}
        here, there = self._tree.query(self._shapes, predicate="dwithin", distance=tolerance)
        found: dict[str, list[int]] = {area.code: [] for area in self.areas}
        pairs: NDArray[np.int64] = np.stack((here, there), axis=1)
        for first, second in pairs[pairs[:, 0] != pairs[:, 1]]:
            found[self.areas[int(first)].code].append(int(second))
        return {
            code: tuple(self.areas[position].code for position in sorted(others))
            for code, others in found.items()
        }
