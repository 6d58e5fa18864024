"""Which value of an indicator counts at a station, when several were written down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from siaga.model.places import Station
from siaga.model.risk import IndicatorValue


@dataclass(frozen=True, slots=True)
class Evidence:
    """The value that counts, and how many others at the same place it was preferred to."""

    value: IndicatorValue
    passed_over: int


def evidence_at_stations(
    stations: Iterable[Station], values: Iterable[IndicatorValue]
) -> dict[str, dict[str, Evidence]]:
    """``evidence[station id][indicator id]``: what was seen at each station.

    A value written for the station itself beats one written for its village. Of several values at
    one place the latest day counts, a dated one before an undated one; on one day (or without
    days) the highest. Values for places that hold no station are left out: a station that was
    closed leaves its flags behind.

    A value of 0 ("looked at, nothing found") is kept only where it overrides its village.
    """
    found: dict[tuple[str, str], list[IndicatorValue]] = defaultdict(list)
    for value in values:
        found[value.place, value.indicator].append(value)
    by_place: dict[str, dict[str, Evidence]] = defaultdict(dict)
    for (place, indicator), listed in found.items():
        by_place[place][indicator] = Evidence(max(listed, key=_preference), len(listed) - 1)
    result: dict[str, dict[str, Evidence]] = {}
    for station in stations:
        village = by_place.get(station.village, {})
        own = by_place.get(station.id, {})
        merged = village | own
        result[station.id] = {
            indicator: evidence
            for indicator, evidence in merged.items()
            if evidence.value.value > 0
            or (indicator in own and indicator in village and village[indicator].value.value > 0)
        }
    return result


def _preference(value: IndicatorValue) -> tuple[date, float, bool, str]:
    """Greater is preferred; complete, so that the order of the file never decides."""
    return (value.day or date.min, value.value, not value.synthetic, value.source)
