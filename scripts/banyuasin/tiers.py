"""Spreads the published tier counts of February 2024 over its stations.

Published: 2,223 kurang rawan ("aman"), 301 rawan, 40 sangat rawan (domain.md 1.5). Which stations
they were was not: the order used here is ours and says so (assumption A04).
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from banyuasin.indicators import draw_flags
from banyuasin.stations import StationRow

SANGAT_RAWAN = 40
RAWAN = 301

POINTS = {
    "v2_kekerasan": 45, "v2_intimidasi": 28, "v2_penolakan": 30, "v3_uang": 15, "v4_hasutan": 25,
    "v5_kpps": 12, "v5_aparat": 12, "v7_posko": 8, "v7_sulit": 20, "v7_bencana": 6,
    "v6_terlambat": 6, "o1_padat": 4,
}  # fmt: skip
"""Points per flag: threat first, then what is hard to reach."""
SPECIAL_POINTS = 1000
WATER_POINTS = {"darat": 0, "sungai": 6, "laut": 18}


def give_tiers(seed: str, stations: list[StationRow], most_voters: int) -> list[StationRow]:
    """The stations with ``tier`` set: the highest 40 by points, the next 301, the rest.

    Prisons come first: a special station needs the two officers of the highest tier.
    """
    random = Random(f"{seed} tiers")
    points = {station.id: random.random() for station in stations}
    for indicator, flagged in draw_flags(seed, stations, most_voters).items():
        for station in flagged:
            points[station.id] += POINTS.get(indicator, 0)
    for station in stations:
        points[station.id] += WATER_POINTS[station.village.access]
        points[station.id] += SPECIAL_POINTS * station.special
    order = sorted(points, key=lambda key: (-points[key], key))
    tiers = dict.fromkeys(order, "kurang_rawan")
    tiers |= dict.fromkeys(order[: SANGAT_RAWAN + RAWAN], "rawan")
    tiers |= dict.fromkeys(order[:SANGAT_RAWAN], "sangat_rawan")
    return [
        replace(station, tier=tiers[station.id], note=_with_note(station.note))
        for station in stations
    ]


def _with_note(note: str) -> str:
    return "; ".join(filter(None, (note, "tingkat: asumsi A04")))
