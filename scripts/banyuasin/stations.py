"""The stations of both elections."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from banyuasin.settlements import Settlements, settle
from banyuasin.sources import Village, read_rows

MOST_PILKADA = 600
MOST_PEMILU = 300

PRISONS = {
    "16.07.03.1033": ("Lapas Kelas IIA Banyuasin, Pangkalan Balai", 940, 2),
    "16.07.10.1003": ("Lapas Narkotika Kelas IIB Banyuasin", 615, 2),
}
"""Village -> prison, voters and special stations of November 2024 (domain.md 2.1). The villages
are those of the special stations of February 2024."""

SIREKAP = "dpt: Sirekap"

HEADER = (
    "kode_tps", "nama_tps", "kode_desa", "nama_desa", "kode_kecamatan", "nama_kecamatan", "dpt",
    "lintang", "bujur", "akses", "mutu_posisi", "khusus", "tingkat", "pola", "catatan",
)  # fmt: skip


@dataclass(frozen=True)
class StationRow:
    """A station as the table carries it."""

    id: str
    name: str
    village: Village
    voters: int
    lat: float
    lon: float
    special: bool
    tier: str = ""
    voters_source: str = ""
    note: str = ""

    def cells(self) -> tuple[object, ...]:
        """Cells in the order of :data:`HEADER`."""
        village = self.village
        return (
            self.id, self.name, village.code, village.name, village.district,
            village.district_name, self.voters, f"{self.lat:.6f}", f"{self.lon:.6f}",
            village.access, "perkiraan", "ya" if self.special else "tidak", self.tier, "",
            "; ".join(filter(None, (self.voters_source, access_source(village), self.note))),
        )  # fmt: skip


def access_source(village: Village) -> str:
    """On whose word the access mode of a village stands: an assumption of ``operation.toml``."""
    return f"akses {village.access}: asumsi A05"


def pilkada_stations(villages: dict[str, Village]) -> list[StationRow]:
    """The 1,389 stations of 27 November 2024, by village and number."""
    rows: list[StationRow] = []
    for village in villages.values():
        prison = PRISONS.get(village.code)
        special = prison[2] if prison else 0
        regular = village.stations_2024_11 - special
        random = Random(f"pilkada 2024 {village.code}")
        homes = settle(village, regular)
        wanted = village.voters - _prison_voters_february(village.code)
        voters = share_voters(random, min(wanted, MOST_PILKADA * regular), regular, MOST_PILKADA)
        note = ""
        if wanted > MOST_PILKADA * regular:
            note = (
                f"pemilih desa {wanted} melebihi {regular} TPS x {MOST_PILKADA}; dibatasi "
                f"{MOST_PILKADA} karena pembagian TPS per desa adalah perkiraan"
            )
        for index, count in enumerate(voters):
            lat, lon = homes.point(random, index * len(homes.hamlets) // regular)
            rows.append(
                StationRow(
                    station_id(village, index + 1), f"TPS {index + 1:03d}", village, count,
                    lat, lon, False, note=note,
                    voters_source="dpt: turunan dari pemilih desa, asumsi A03",
                )
            )  # fmt: skip
        if prison:
            rows += _prison_stations(random, village, homes, prison)
    return rows


def _prison_voters_february(code: str) -> int:
    """Special voters of February 2024 that the village's sum includes."""
    return sum(
        int(row["dpt_estimasi"] or 0)
        for row in read_rows("tps/tps_pemilu2024_banyuasin.csv")
        if row["kode_desa"] == code and row["jenis_tps"] == "khusus"
    )


def _prison_stations(
    random: Random, village: Village, homes: Settlements, prison: tuple[str, int, int]
) -> list[StationRow]:
    name, total, count = prison
    lat, lon = homes.point(random, len(homes.hamlets) - 1)
    rows = []
    for index, voters in enumerate(_even(total, count)):
        rows.append(
            StationRow(
                station_id(village, 901 + index), f"TPS {901 + index} (khusus)", village, voters,
                round(lat + index * 0.0003, 6), lon, True,
                voters_source="dpt: jumlah pemilih lapas (pers) dibagi rata",
                note=f"{name}; letak di dalam kelurahan adalah perkiraan",
            )
        )  # fmt: skip
    return rows


def pemilu_stations(villages: dict[str, Village]) -> list[StationRow]:
    """The 2,564 stations of 14 February 2024, in the order of the source."""
    source = read_rows("tps/tps_pemilu2024_banyuasin.csv")
    per_village: dict[str, list[dict[str, str]]] = {}
    for row in source:
        per_village.setdefault(row["kode_desa"], []).append(row)
    rows: list[StationRow] = []
    for code, listed in per_village.items():
        village = villages[code]
        random = Random(f"pemilu 2024 {code}")
        regular = sum(1 for row in listed if row["jenis_tps"] == "reguler")
        homes = settle(village, regular // 2)
        prison_point = homes.point(random, len(homes.hamlets) - 1)
        index = special_index = 0
        for row in listed:
            special = row["jenis_tps"] == "khusus"
            if special:
                lat, lon = round(prison_point[0] + special_index * 0.0003, 6), prison_point[1]
                special_index += 1
            else:
                lat, lon = homes.point(random, index * len(homes.hamlets) // regular)
                index += 1
            voters, voters_source = _february_voters(row, listed)
            number = int(row["tps"])
            rows.append(
                StationRow(
                    row["kode_tps"], f"TPS {number:03d}" + (" (khusus)" if special else ""),
                    village, voters, lat, lon, special, voters_source=voters_source,
                    note=f"{PRISONS[code][0]}; letak adalah perkiraan" if special else "",
                )
            )  # fmt: skip
    return rows


def _february_voters(row: dict[str, str], listed: list[dict[str, str]]) -> tuple[int, str]:
    """Voters of one station of February 2024 and where the number comes from."""
    if row["dpt_estimasi"]:
        names = {
            "sirekap": SIREKAP,
            "imputasi_rerata_desa_atau_kecamatan": "dpt: imputasi, rerata desa atau kecamatan",
        }
        return int(row["dpt_estimasi"]), names[row["sumber_dpt"]]
    same = [
        int(other["dpt_estimasi"])
        for other in listed
        if other["jenis_tps"] == row["jenis_tps"] and other["dpt_estimasi"]
    ]
    if same:
        return round(sum(same) / len(same)), "dpt: imputasi, rerata TPS khusus di lapas yang sama"
    _, total, _ = PRISONS[row["kode_desa"]]
    stations = sum(1 for other in listed if other["jenis_tps"] == "khusus")
    return round(total / stations), "dpt: imputasi, pemilih lapas (Nov 2024) dibagi rata"


def station_id(village: Village, number: int) -> str:
    """The 13 digits of a station: the village's ten and a number of three."""
    return village.code.replace(".", "") + f"{number:03d}"


def share_voters(random: Random, total: int, stations: int, most: int) -> list[int]:
    """``total`` voters over ``stations``, uneven by about a tenth, none above ``most``."""
    weights = [0.88 + 0.24 * random.random() for _ in range(stations)]
    shares = _by_weight(total, weights)
    while max(shares) > most:
        spare = sum(max(0, share - most) for share in shares)
        shares = [min(share, most) for share in shares]
        for index in sorted(range(stations), key=lambda i: (shares[i], i)):
            taken = min(spare, most - shares[index], math.ceil(spare / stations))
            shares[index] += taken
            spare -= taken
        shares[min(range(stations), key=shares.__getitem__)] += spare
    return shares


def _even(total: int, parts: int) -> list[int]:
    return _by_weight(total, [1.0] * parts)


def _by_weight(total: int, weights: list[float]) -> list[int]:
    """Largest remainders."""
    whole = math.fsum(weights)  # not sum(): its rounding differs between versions of Python
    exact = [total * weight / whole for weight in weights]
    shares = [int(value) for value in exact]
    order = sorted(range(len(exact)), key=lambda i: (shares[i] - exact[i], i))
    for index in order[: total - sum(shares)]:
        shares[index] += 1
    return shares
