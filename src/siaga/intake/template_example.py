"""The example a new operation folder starts with: made-up villages, numbered officers.

Small enough to read through, large enough to plan: 12 stations in 6 villages of 2 districts, 18
officers (4 of them BKO), a Polres, two Polsek, a jetty, the KPU.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

Record = dict[str, str | float | int]
"""Column name -> what stands in the cell."""

_SOUTH, _WEST, _SIDE = -2.99, 104.80, 0.03
"""Corner and side of the squares, degrees."""

_DISTRICTS: Final = (("16.99.01", "Contoh Hulu"), ("16.99.02", "Contoh Hilir"))
_VILLAGES: Final = (
    ("16.99.01.2001", "Suka Maju", 0, 0), ("16.99.01.2002", "Suka Damai", 1, 0),
    ("16.99.01.2003", "Suka Rukun", 0, 1), ("16.99.02.2001", "Muara Contoh", 1, 1),
    ("16.99.02.2002", "Tanjung Contoh", 2, 0), ("16.99.02.2003", "Pulau Contoh", 2, 1),
)  # fmt: skip
"""Code, name, column and row of the square."""

_BY_RIVER: Final = frozenset({"16.99.02.2003"})
_VOTERS: Final = (412, 398, 455, 430, 380, 367, 512, 498, 441, 425, 286, 274)
_RANKS: Final = (
    "AKP", "Aiptu", "Aiptu", "Aipda", "Bripka", "Bripka", "Brigpol", "Brigpol",
    "Briptu", "Briptu", "Bripda", "Bripda", "Bripka", "Bripda",
    "Aipda", "Bripka", "Briptu", "Bripda",
)  # fmt: skip


def _district_name(village: str) -> str:
    return dict(_DISTRICTS)[village[:8]]


def stations() -> list[Record]:
    """Two stations per village."""
    rows: list[Record] = []
    for village, name, column, line in _VILLAGES:
        for number in (1, 2):
            rows.append(
                {
                    "id": f"{village.replace('.', '')}{number:03d}",
                    "name": f"TPS {number:03d}",
                    "village": village,
                    "village_name": name,
                    "district": village[:8],
                    "district_name": _district_name(village),
                    "voters": _VOTERS[len(rows)],
                    "lat": round(_SOUTH + (line + 0.35 * number) * _SIDE, 5),
                    "lon": round(_WEST + (column + 0.3 * number) * _SIDE, 5),
                    "access": "sungai" if village in _BY_RIVER else "darat",
                    "position": "perkiraan",
                    "special": "tidak",
                    "tier": "",
                    "pattern": "",
                    "note": "",
                }
            )
    rows[3] |= {"special": "ya", "tier": "khusus", "note": "Di dalam lapas"}
    rows[8] |= {"tier": "rawan"}
    return rows


def bases() -> list[Record]:
    """A Polres, two Polsek, a jetty, the KPU."""
    places = (
        ("POLRES", "Polres Contoh", "polres", -2.975, 104.815, "16.99.01", 2),
        ("POLSEK-01", "Polsek Contoh Hulu", "polsek", -2.952, 104.812, "16.99.01", 1),
        ("POLSEK-02", "Polsek Contoh Hilir", "polsek", -2.978, 104.872, "16.99.02", 1),
        ("DERMAGA-01", "Dermaga Muara Contoh", "dermaga", -2.948, 104.858, "16.99.02", 0),
        ("KPU", "Kantor KPU Contoh", "kpu", -2.972, 104.818, "16.99.01", 0),
    )
    return [
        {
            "id": code, "name": name, "kind": kind, "lat": lat, "lon": lon, "district": district,
            "access": "darat", "position": "perkiraan", "reserve_teams": teams,
            "phone": f"0800-000-{number:04d}", "note": "",
        }
        for number, (code, name, kind, lat, lon, district, teams) in enumerate(places, start=1)
    ]  # fmt: skip


def officers() -> list[Record]:
    """Eighteen numbered officers; the last four are a BKO team."""
    rows: list[Record] = []
    for number, rank in enumerate(_RANKS, start=1):
        attached = number > len(_RANKS) - 4
        unit = "POLRES" if attached or number <= 4 else f"POLSEK-{(number % 2) + 1:02d}"
        rows.append(
            {
                "id": f"{number:08d}",
                "name": f"Personel {number:04d}",
                "rank": rank,
                "unit": unit,
                "sex": "P" if number in (7, 10) else "L",
                "home_village": "" if attached else _VILLAGES[number % len(_VILLAGES)][0],
                "skills": "perahu" if number in (6, 9, 14) else "p3k" if number == 8 else "",
                "origin": "bko" if attached else "organik",
                "team": "BKO-1" if attached else "",
                "available": "ya",
                "duty": "JAGA-KPU" if number == 12 else "",
                "phone": f"0800-001-{number:04d}",
            }
        )
    return rows


def indicators() -> list[Record]:
    """A handful of indicators, said to be made up."""
    seen = (
        ("v2_violence_history", "1699022002001", 1),
        ("v7_hard_to_reach", "16.99.02.2003", 1),
        ("v8_no_internet", "16.99.02.2003", 0.5),
        ("v1_moved_voters", "16.99.01.2001", 1),
    )
    return [
        {
            "indicator": indicator, "place": place, "value": value,
            "source": "Contoh isian", "day": "2024-11-15", "synthetic": "ya",
        }
        for indicator, place, value in seen
    ]  # fmt: skip


def measured() -> list[Record]:
    """One crossing somebody timed."""
    return [
        {
            "origin": "POLSEK-02", "destination": "1699022003001", "minutes": 40,
            "symmetric": "ya", "source": "Contoh isian",
        }
    ]  # fmt: skip


def areas_geojson() -> str:
    """The squares as GeoJSON text."""
    features = [
        {
            "type": "Feature",
            "properties": {"kode": code, "nama": name, "kecamatan": _district_name(code)},
            "geometry": {"type": "Polygon", "coordinates": [_square(column, line)]},
        }
        for code, name, column, line in _VILLAGES
    ]
    lines = ",\n".join(json.dumps(feature) for feature in features)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'


def _square(column: int, line: int) -> Sequence[tuple[float, float]]:
    west, south = round(_WEST + column * _SIDE, 5), round(_SOUTH + line * _SIDE, 5)
    east, north = round(west + _SIDE, 5), round(south + _SIDE, 5)
    return ((west, south), (east, south), (east, north), (west, north), (west, south))
