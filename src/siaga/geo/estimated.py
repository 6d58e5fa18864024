"""Estimated travel times: straight line, detour factor, speed and boarding per access mode.

The model, in minutes:

* a leg by one mode is ``distance x detour / speed`` and ``transfer_minutes`` once at each end
  (boarding and landing);
* two places reached by road are one road leg apart; two places reached by water one water leg, at
  the slower of their two modes;
* a place reached by road and one reached by water are a road leg and a water leg apart, changing
  at the jetty that makes it shortest. Only a jetty both modes reach is such an interchange:
  those whose ``access`` is road, or all jetties when none says so;
* without any jetty, such a pair is one leg by the slower of the two modes, boarding and landing
  once in each.

Straight lines ignore rivers and coasts between two places of one mode: this is an estimate, and
every value says so.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from siaga.geo.travel import Place, TravelBlock
from siaga.model.places import Access, Base, BaseKind

EARTH_RADIUS_KM: Final = 6371.0088
"""Mean radius, IUGG."""

MODES: Final[tuple[Access, ...]] = (Access.ROAD, Access.RIVER, Access.SEA)
ROAD: Final = 0
RIVER: Final = 1
INTERCHANGE: Final = 3
"""Group of the jetties where road and water meet; groups 0 to 2 are positions in MODES."""

_ROWS: Final = 128
"""Rows worked on at a time, so that a stripe stays in the processor's cache."""


def unit_vectors(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.float64]:
    """``vector[axis, place]`` on the unit sphere, from degrees."""
    phi, theta = np.radians(lat), np.radians(lon)
    return np.stack((np.cos(phi) * np.cos(theta), np.cos(phi) * np.sin(theta), np.sin(phi)))


def great_circle_km(
    origins: NDArray[np.float64], destinations: NDArray[np.float64]
) -> NDArray[np.float32]:
    """``km[from, to]`` between unit vectors; exactly symmetric, exactly 0 on the same point.

    Haversine by chords: half the chord is the sine of half the angle.
    """
    km = np.empty((origins.shape[1], destinations.shape[1]), dtype=np.float32)
    for start in range(0, origins.shape[1], _ROWS):
        rows = slice(start, start + _ROWS)
        chord = np.square(origins[0, rows, None] - destinations[0])
        chord += np.square(origins[1, rows, None] - destinations[1])
        chord += np.square(origins[2, rows, None] - destinations[2])
        half = np.sqrt(chord.astype(np.float32))
        half *= np.float32(0.5)
        np.minimum(half, np.float32(1.0), out=half)
        np.arcsin(half, out=half)
        half *= np.float32(2.0 * EARTH_RADIUS_KM)
        km[rows] = half
    return km


def great_circle_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres between two points in degrees, by the haversine."""
    phi, other_phi = math.radians(lat), math.radians(other_lat)
    half = math.sin((other_phi - phi) / 2) ** 2
    half += math.cos(phi) * math.cos(other_phi) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2.0 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def place_vectors(places: Sequence[Place]) -> NDArray[np.float64]:
    """``vector[axis, place]`` of places."""
    lat = np.fromiter((place.lat for place in places), dtype=np.float64, count=len(places))
    lon = np.fromiter((place.lon for place in places), dtype=np.float64, count=len(places))
    return unit_vectors(lat, lon)


def interchange_jetties(bases: Sequence[Base]) -> tuple[Base, ...]:
    """Jetties where road and water meet: those reached by road, or all when none says so."""
    jetties = tuple(base for base in bases if base.kind is BaseKind.JETTY)
    return tuple(base for base in jetties if base.access is Access.ROAD) or jetties


@dataclass(frozen=True, slots=True)
class Leg:
    """Minutes of a journey: ``per_km`` times the straight line, and ``fixed``."""

    per_km: float
    fixed: float


class EstimatedTravel:
    """Travel times estimated from straight lines; implements ``TravelTimes``.

    Args:
        minutes_per_km: minutes per straight kilometre (detour included) by access mode.
        transfer_minutes: minutes lost at each boarding or landing by access mode.
        jetties: the interchanges, as :func:`interchange_jetties` gives them.
    """

    def __init__(
        self,
        minutes_per_km: Mapping[Access, float],
        transfer_minutes: Mapping[Access, float],
        jetties: Sequence[Base] = (),
    ) -> None:
        self._per_km = [minutes_per_km[mode] for mode in MODES]
        self._transfer = [transfer_minutes[mode] for mode in MODES]
        self._jetties = tuple(jetties)
        self._jetty_ids = frozenset(jetty.id for jetty in jetties)
        self._vectors = place_vectors(self._jetties)

    def block(self, origins: Sequence[Place], destinations: Sequence[Place]) -> TravelBlock:
        """Minutes from every origin to every destination, all of kind ``estimated``.

        Symmetric: there and back take the same. 0 where origin and destination share their id.
        """
        minutes = np.zeros((len(origins), len(destinations)), dtype=np.float32)
        rows, columns = self._groups(origins), self._groups(destinations)
        here, there = place_vectors(origins), place_vectors(destinations)
        for row_group, row_index in rows.items():
            for column_group, column_index in columns.items():
                minutes[np.ix_(row_index, column_index)] = self._between(
                    row_group, here[:, row_index], column_group, there[:, column_index]
                )
        zero_same_place(minutes, origins, destinations)
        return TravelBlock(minutes, np.zeros(minutes.shape, dtype=np.uint8))

    def leg(self, group: int, other: int) -> Leg:
        """The direct leg between two groups, at most one of them an interchange: the slower mode,
        boarding at one end and landing at the other."""
        if INTERCHANGE in (group, other):
            group = other = min(group, other)
        return Leg(
            max(self._per_km[group], self._per_km[other]),
            self._transfer[group] + self._transfer[other],
        )

    def _groups(self, places: Sequence[Place]) -> dict[int, NDArray[np.intp]]:
        """Group -> positions of its places."""
        found = np.fromiter(
            (
                INTERCHANGE if place.id in self._jetty_ids else MODES.index(place.access)
                for place in places
            ),
            dtype=np.int8,
            count=len(places),
        )
        return {int(group): np.flatnonzero(found == group) for group in np.unique(found)}

    def _between(
        self,
        group: int,
        here: NDArray[np.float64],
        other: int,
        there: NDArray[np.float64],
    ) -> NDArray[np.float32]:
        if group == other == INTERCHANGE:
            legs = (self.leg(mode, mode) for mode in (ROAD, RIVER))
            return np.minimum(*(self._direct(leg, here, there) for leg in legs))
        if (group == ROAD) == (other == ROAD) or INTERCHANGE in (group, other):
            return self._direct(self.leg(group, other), here, there)
        if not self._jetties:
            leg = self.leg(group, other)
            return self._direct(Leg(leg.per_km, 2.0 * leg.fixed), here, there)
        return _cheapest_change(
            self._direct(self.leg(group, INTERCHANGE), here, self._vectors),
            self._direct(self.leg(INTERCHANGE, other), self._vectors, there),
        )

    @staticmethod
    def _direct(
        leg: Leg, here: NDArray[np.float64], there: NDArray[np.float64]
    ) -> NDArray[np.float32]:
        minutes = great_circle_km(here, there)
        minutes *= np.float32(leg.per_km)
        minutes += np.float32(leg.fixed)
        return minutes


def zero_same_place(
    minutes: NDArray[np.float32], origins: Sequence[Place], destinations: Sequence[Place]
) -> None:
    """Set ``minutes[from, to]`` to 0 where origin and destination share their id."""
    rows: dict[str, list[int]] = {}
    for row, place in enumerate(origins):
        rows.setdefault(place.id, []).append(row)
    for column, place in enumerate(destinations):
        for row in rows.get(place.id, ()):
            minutes[row, column] = 0.0


def _cheapest_change(
    first: NDArray[np.float32], second: NDArray[np.float32]
) -> NDArray[np.float32]:
    """``min over j of first[from, j] + second[j, to]``."""
    best = np.empty((first.shape[0], second.shape[1]), dtype=np.float32)
    for start in range(0, first.shape[0], _ROWS):
        stripe = first[start : start + _ROWS, 0, None] + second[0]
        through = np.empty_like(stripe)
        for jetty in range(1, second.shape[0]):
            np.add(first[start : start + _ROWS, jetty, None], second[jetty], out=through)
            np.minimum(stripe, through, out=stripe)
        best[start : start + _ROWS] = stripe
    return best
