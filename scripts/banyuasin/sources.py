"""Reads the raw data of Banyuasin in ``data/`` (see ``data/README.md`` for sources, licences)."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

DATA = Path(__file__).resolve().parents[2] / "data"
REGENCY = "16.07"

WATER_DISTRICTS = {
    "16.07.02": "Banyuasin II",
    "16.07.07": "Muara Padang",
    "16.07.08": "Muara Telang",
    "16.07.09": "Makarti Jaya",
    "16.07.13": "Muara Sugihan",
    "16.07.14": "Air Salek",
    "16.07.15": "Tungkal Ilir",
    "16.07.18": "Sumber Marga Telang",
    "16.07.20": "Karang Agung Ilir",
}
"""The eight districts of the first logistics wave (23 November 2024) and Banyuasin II, whose
Sungsang and Tanah Pilih are reached over the sea (domain.md 2.3)."""

SEA_VILLAGES = {
    "16.07.02.2001": "Sungsang I",
    "16.07.02.2002": "Sungsang II",
    "16.07.02.2003": "Sungsang III",
    "16.07.02.2004": "Sungsang IV",
    "16.07.02.2013": "Tanah Pilih",
    "16.07.02.2018": "Marga Sungsang",
    "16.07.02.2019": "Muara Sungsang",
}


@dataclass(frozen=True)
class Village:
    """A village with its outline, its inner point and its counts."""

    code: str
    name: str
    district: str
    district_name: str
    lat: float
    lon: float
    area_km2: float
    outline: Any
    """Shapely polygon, simplified to about 110 m: the outline the example folder carries."""
    stations_2024_11: int
    voters: int

    @property
    def access(self) -> str:
        """``darat``, ``sungai`` or ``laut``, by the district's logistics wave."""
        if self.code in SEA_VILLAGES:
            return "laut"
        return "sungai" if self.district in WATER_DISTRICTS else "darat"


def read_rows(path: str) -> list[dict[str, str]]:
    """Rows of a CSV below ``data/``."""
    with (DATA / path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_villages() -> dict[str, Village]:
    """The 313 villages by code, in code order."""
    outlines = json.loads(
        (DATA / "boundaries/banyuasin_desa_simplified.geojson").read_text(encoding="utf-8")
    )
    shapes = {
        feature["properties"]["kode"]: shapely.geometry.shape(feature["geometry"])
        for feature in outlines["features"]
    }
    points = {row["kode"]: row for row in read_rows("boundaries/banyuasin_desa_centroid.csv")}
    villages = {}
    for row in read_rows("tps/banyuasin_desa_tps_dpt.csv"):
        code = row["kode_desa"]
        point = points[code]
        inner = shapely.Point(float(point["lng_titik_dalam"]), float(point["lat_titik_dalam"]))
        if not shapes[code].contains(inner):
            inner = shapely.point_on_surface(shapes[code])
        villages[code] = Village(
            code=code,
            name=row["nama_desa"],
            district=code[:8],
            district_name=row["nama_kecamatan"],
            lat=inner.y,
            lon=inner.x,
            area_km2=float(point["luas_km2"]),
            outline=shapes[code],
            stations_2024_11=int(row["tps_pilkada_estimasi"]),
            voters=int(row["dpt_pemilu_estimasi"]),
        )
    return dict(sorted(villages.items()))


def district_names(villages: dict[str, Village]) -> dict[str, str]:
    """The 21 districts by code, in code order."""
    return {village.district: village.district_name for village in villages.values()}
