"""Bases: Polres, Satpolairud, 14 Polsek, KPU, Bawaslu, warehouse, 21 PPK, jetties."""

from __future__ import annotations

import math
from dataclasses import dataclass

import shapely

from banyuasin.settlements import KM_PER_DEGREE, settle
from banyuasin.sources import Village, read_rows

HEADER = (
    "kode", "nama", "jenis", "lintang", "bujur", "kode_kecamatan", "akses", "mutu_posisi",
    "regu_cadangan", "telepon", "catatan",
)  # fmt: skip

SEAT = "16.07.03.1012"
"""Kelurahan Pangkalan Balai, the seat of the regency."""

ROAD_JETTIES = (
    ("16.07.01.1016", "Dermaga Mariana"),
    ("16.07.04.2002", "Dermaga Teluk Betung"),
    ("16.07.10.2007", "Dermaga Gasing"),
    ("16.07.12.2001", "Dermaga Telang Sari"),
    ("16.07.12.2015", "Dermaga Bunga Karang"),
    ("16.07.19.2016", "Dermaga Sebokor"),
    ("16.07.21.2001", "Dermaga Penuguan"),
)
"""Village -> jetty reached by road, where a journey changes from road to water (assumption)."""

POLSEK_DISTRICTS = {
    "16.07.03": ("16.07.03", "16.07.16", "16.07.17"),
    "16.07.04": ("16.07.04", "16.07.20", "16.07.21"),
    "16.07.07": ("16.07.07", "16.07.13"),
    "16.07.08": ("16.07.08", "16.07.18"),
    "16.07.09": ("16.07.09", "16.07.14"),
}
"""Polsek district -> districts it covers besides others' own: seven have no Polsek (assumption:
the neighbouring one covers them)."""

ROAD, WATER = "darat", "sungai"


@dataclass(frozen=True)
class BaseRow:
    """A base as the table carries it."""

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    district: str
    access: str
    reserve_teams: int = 0
    note: str = ""

    def cells(self, number: int) -> tuple[object, ...]:
        """Cells in the order of :data:`HEADER`; ``number`` makes the fictitious phone."""
        return (
            self.id, self.name, self.kind, f"{self.lat:.6f}", f"{self.lon:.6f}", self.district,
            self.access, "perkiraan", self.reserve_teams, f"0800-000-{number:04d}", self.note,
        )  # fmt: skip


def build_bases(villages: dict[str, Village]) -> list[BaseRow]:
    """All bases of both examples, in the order of the table."""
    return [
        *_headquarters(villages),
        *_polsek(villages),
        *_ppk(villages),
        *_jetties(villages),
    ]


def _at(village: Village, north_km: float = 0.0, east_km: float = 0.0) -> tuple[float, float]:
    """(lat, lon) beside the village's first hamlet; the hamlet itself when outside the village."""
    lat, lon = settle(village, 1).hamlets[0]
    north = north_km / KM_PER_DEGREE
    east = east_km / (KM_PER_DEGREE * math.cos(math.radians(lat)))
    moved = round(lat + north, 6), round(lon + east, 6)
    return moved if shapely.contains_xy(village.outline, moved[1], moved[0]) else (lat, lon)


def _headquarters(villages: dict[str, Village]) -> list[BaseRow]:
    seat, gasing = villages[SEAT], villages["16.07.10.2007"]
    where = "di Kelurahan Pangkalan Balai, ibu kota kabupaten; titik tepatnya perkiraan"
    return [
        BaseRow("POLRES", "Polres Banyuasin", "polres", *_at(seat, 0.3, 0.2), seat.district,
                ROAD, 3, where),
        BaseRow("POLAIRUD", "Satpolairud Polres Banyuasin", "polairud", *_at(gasing, 0.1, 0.1),
                gasing.district, WATER, 2, "asumsi A06: ditempatkan di Dermaga Gasing"),
        BaseRow("KPU", "KPU Kabupaten Banyuasin", "kpu", *_at(seat, -0.3, 0.3), seat.district,
                ROAD, 0, where),
        BaseRow("BAWASLU", "Bawaslu Kabupaten Banyuasin", "bawaslu", *_at(seat, -0.4, -0.2),
                seat.district, ROAD, 0, where),
        BaseRow("GUDANG", "Gudang logistik KPU, Graha Sedulang Setudung", "gudang",
                *_at(seat, 0.5, -0.3), seat.district, ROAD, 0,
                "tempat pengepakan logistik Pilkada 2024; titik tepatnya perkiraan"),
    ]  # fmt: skip


def _polsek(villages: dict[str, Village]) -> list[BaseRow]:
    rows = []
    water = {village.district for village in villages.values() if village.access != ROAD}
    for row in read_rows("admin/polsek_banyuasin.csv"):
        district = row["kode_kecamatan"]
        quality = row["mutu_koordinat"].replace("_", " ")
        rows.append(
            BaseRow(
                f"SEK-{district[-2:]}", row["nama"], "polsek", float(row["lat"]),
                float(row["lng"]), district, WATER if district in water else ROAD, 1, quality,
            )
        )  # fmt: skip
    return rows


def central_village(villages: dict[str, Village], district: str) -> Village:
    """The district's village nearest to the voter-weighted middle of its villages."""
    listed = [village for village in villages.values() if village.district == district]
    points = {village.code: settle(village, 1).hamlets[0] for village in listed}
    voters = sum(village.voters for village in listed)
    lat = math.fsum(points[v.code][0] * v.voters for v in listed) / voters
    lon = math.fsum(points[v.code][1] * v.voters for v in listed) / voters
    return min(
        listed,
        key=lambda v: (math.hypot(points[v.code][0] - lat, points[v.code][1] - lon), v.code),
    )


def _ppk(villages: dict[str, Village]) -> list[BaseRow]:
    rows = []
    own_polsek = {row["kode_kecamatan"] for row in read_rows("admin/polsek_banyuasin.csv")}
    for district in dict.fromkeys(village.district for village in villages.values()):
        village = central_village(villages, district)
        rows.append(
            BaseRow(
                f"PPK-{district[-2:]}", f"PPK Kecamatan {village.district_name}", "ppk",
                *_at(village, 0.15, -0.1), district, village.access,
                0 if district in own_polsek else 1,
                f"asumsi A06: ditempatkan di {village.name}, desa di tengah sebaran pemilih",
            )
        )  # fmt: skip
    return rows


def _jetties(villages: dict[str, Village]) -> list[BaseRow]:
    rows = []
    for number, (code, name) in enumerate(ROAD_JETTIES, 1):
        village = villages[code]
        rows.append(
            BaseRow(
                f"DMG-{number:02d}", name, "dermaga", *_at(village, 0.12, 0.12), village.district,
                ROAD, 1,
                f"asumsi A06: dermaga yang dicapai lewat darat, di {village.name}; di sini "
                "perjalanan berganti dari darat ke air",
            )
        )  # fmt: skip
    water = {village.district for village in villages.values() if village.access != ROAD}
    for number, district in enumerate(sorted(water), len(ROAD_JETTIES) + 1):
        village = central_village(villages, district)
        rows.append(
            BaseRow(
                f"DMG-{number:02d}", f"Dermaga {village.district_name} ({village.name})",
                "dermaga", *_at(village, -0.15, 0.1), district, WATER, 1,
                f"asumsi A06: dermaga perairan di {village.name}, dicapai hanya lewat air",
            )
        )  # fmt: skip
    return rows
