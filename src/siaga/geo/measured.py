"""Measured travel times: what somebody really needed overrides every model."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from siaga.geo.texts import geo_problem
from siaga.geo.travel import KIND_CODES, Place, TravelBlock
from siaga.model.operation import MeasuredTime
from siaga.model.plan import TravelKind
from siaga.model.problems import InputError, ProblemReport

MEASURED: Final = KIND_CODES.index(TravelKind.MEASURED)


class MeasuredOverrides:
    """Pairs of places whose minutes were measured.

    A pair given twice keeps its last value; a pair stated in its own direction wins over the
    return of a symmetric one.

    Raises:
        InputError: minutes that are negative or not a number.
    """

    def __init__(self, times: Iterable[MeasuredTime]) -> None:
        listed = tuple(times)
        problems = tuple(
            geo_problem(
                "measured.minutes",
                origin=time.origin,
                destination=time.destination,
                minutes=time.minutes,
            )
            for time in listed
            if not (math.isfinite(time.minutes) and time.minutes >= 0)
        )
        if problems:
            raise InputError(ProblemReport(problems))
        back = {(time.destination, time.origin): time.minutes for time in listed if time.symmetric}
        self._minutes = back | {(time.origin, time.destination): time.minutes for time in listed}

    def apply(
        self, block: TravelBlock, origins: Sequence[Place], destinations: Sequence[Place]
    ) -> None:
        """Write the measured pairs into ``block`` in place."""
        if not self._minutes:
            return
        rows = _positions(origins)
        columns = _positions(destinations)
        for (origin, destination), minutes in self._minutes.items():
            if origin in rows and destination in columns and origin != destination:
                pair = np.ix_(rows[origin], columns[destination])
                block.minutes[pair] = minutes
                block.kind[pair] = MEASURED


def _positions(places: Sequence[Place]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for position, place in enumerate(places):
        found.setdefault(place.id, []).append(position)
    return found
