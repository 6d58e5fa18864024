"""Vulnerability indicators: synthetic, seeded, as frequent as published counts say.

Bawaslu's counts for Banyuasin were never published. How many stations carry a flag follows the
national count of February 2024 over 820,161 stations (domain.md 3.2) or a nearer published count;
which stations carry it is ours. Rows made up say so in ``sintetis``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from banyuasin.stations import SIREKAP, StationRow

HEADER = ("indikator", "tempat", "nilai", "sumber", "tanggal", "sintetis")

NATIONAL = 820_161
NATIONAL_SOURCE = "sintetis; laju nasional Bawaslu Feb 2024: {count} dari 820.161 TPS"
TAJA_INDAH = "16.07.05.2016"
TAJA_DAY = "2024-10-23"
TAJA_SOURCE = (
    "jpnn.com, 23 Okt 2024: Kapolsek Betung mengecek TPS rawan Desa Taja Indah (batas desa, DPT "
    "besar)"
)


@dataclass(frozen=True)
class Rate:
    """How frequent an indicator is and where it leans."""

    indicator: str
    share: float
    source: str
    water: float = 1.0
    """Times as likely at a station reached by water."""


def _national(indicator: str, count: int, water: float = 1.0) -> Rate:
    grouped = f"{count:,}".replace(",", ".")
    return Rate(indicator, count / NATIONAL, NATIONAL_SOURCE.format(count=grouped), water)


def _assumed(indicator: str, share: float, water: float = 1.0) -> Rate:
    return Rate(indicator, share, "sintetis; laju asumsi A07, tidak ada angka resmi", water)


RATES = (
    _national("v1_tms", 125_224),
    _national("v1_dptb", 119_796),
    Rate("v1_dpk", 633 / 13_206, "sintetis; laju Bawaslu Sumsel 25 Nov 2024: 633 dari 13.206 TPS"),
    _national("v1_kpps_luar", 38_595),
    Rate("v1_disabilitas", 888 / 1675, "sintetis; laju Banjarnegara 2024: 888 dari 1.675 TPS"),
    _national("v2_kekerasan", 2_299),
    _national("v2_intimidasi", 2_209),
    _assumed("v2_penolakan", 0.001),
    _national("v3_uang", 3_875),
    _assumed("v4_hasutan", 0.001),
    _assumed("v5_kpps", 0.0015),
    _assumed("v5_aparat", 0.002),
    _assumed("v6_rusak", 0.001, 4.0),
    _national("v6_kurang", 1_989),
    _assumed("v6_terlambat", 0.003, 8.0),
    _assumed("v7_sulit", 0.02, 8.0),
    Rate("v7_bencana", 72 / 2564, "sintetis; 72 TPS rawan banjir di Banyuasin, Pemilu 2024", 3.0),
    _national("v7_sekolah", 4_862),
    _national("v7_kawasan_kerja", 2_021),
    _national("v7_posko", 21_947),
    _national("v8_listrik", 8_099, 3.0),
    _national("v8_internet", 36_236, 3.0),
)

CROWDED = 0.95
"""Share of the most voters a station may have from which it counts as full."""


def draw_flags(
    seed: str, stations: list[StationRow], most_voters: int
) -> dict[str, list[StationRow]]:
    """Indicator -> the stations that carry it, in station order."""
    flags = {rate.indicator: _drawn(f"{seed} {rate.indicator}", rate, stations) for rate in RATES}
    flags["v7_khusus"] = [station for station in stations if station.special]
    flags["o1_padat"] = [
        station
        for station in stations
        if station.voters >= CROWDED * most_voters and not station.special
    ]
    return flags


def build_indicators(
    seed: str, stations: list[StationRow], day: str, most_voters: int
) -> list[tuple[object, ...]]:
    """Rows in the order of :data:`HEADER`: by indicator, then by station.

    What was known only after ``day`` is no part of it.
    """
    sources = {rate.indicator: rate.source for rate in RATES} | {
        "v7_khusus": "pers: TPS khusus di lapas",
        "o1_padat": f"turunan: pemilih paling sedikit {CROWDED * 100:.0f} % dari {most_voters}",
    }
    rows: list[tuple[object, ...]] = []
    for indicator, flagged in draw_flags(seed, stations, most_voters).items():
        rows += [
            (indicator, station.id, 1, sources[indicator], day, _synthetic(indicator, station))
            for station in flagged
        ]
    if day >= TAJA_DAY:
        rows.append(("v7_konflik", TAJA_INDAH, 1, TAJA_SOURCE, TAJA_DAY, "tidak"))
    return rows


def _synthetic(indicator: str, station: StationRow) -> str:
    """``tidak`` where the flag is a fact: a prison, or a voter count that was read."""
    if indicator == "v7_khusus":
        return "tidak"
    return "tidak" if indicator == "o1_padat" and station.voters_source == SIREKAP else "ya"


def _drawn(seed: str, rate: Rate, stations: list[StationRow]) -> list[StationRow]:
    """Exactly the published share of stations, leaning to some villages, in station order.

    Weighted drawing without replacement by exponential keys (Efraimidis and Spirakis 2006);
    flags cluster, so a village has its own weight.
    """
    random = Random(seed)
    leaning = {
        code: math.exp(1.2 * random.gauss(0.0, 1.0))
        for code in dict.fromkeys(station.village.code for station in stations)
    }
    keys = []
    for index, station in enumerate(stations):
        weight = leaning[station.village.code]
        if station.village.access != "darat":
            weight *= rate.water
        keys.append((-math.log(1.0 - random.random()) / weight, index))
    chosen = sorted(keys)[: round(rate.share * len(stations))]
    return [stations[index] for _, index in sorted(chosen, key=lambda key: key[1])]
