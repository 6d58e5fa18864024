"""The force: numbered officers. Nobody here is a real person.

Ids are eight digits like an NRP, with 00 where a real one has the month of birth; phone numbers
are numbered and do not exist.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from banyuasin.bases import POLSEK_DISTRICTS, BaseRow
from banyuasin.sources import Village
from banyuasin.stations import StationRow

HEADER = (
    "nrp", "nama", "pangkat", "satuan", "jenis_kelamin", "desa_asal", "keahlian", "asal",
    "regu_bko", "tersedia", "tugas", "telepon",
)  # fmt: skip

POLRES_SHARE = 0.42
POLAIRUD_SHARE = 0.07
"""Shares of the resort's own strength; the 14 Polsek divide the rest in proportion to the
stations of the districts they cover (assumption A02)."""

OWN_PYRAMID = (
    ("Bripda", 0.17), ("Briptu", 0.18), ("Brigpol", 0.17), ("Bripka", 0.21), ("Aipda", 0.12),
    ("Aiptu", 0.06),
)  # fmt: skip
BKO_PYRAMID = (
    ("Bharada", 0.2), ("Bharatu", 0.2), ("Bripda", 0.3), ("Briptu", 0.2), ("Brigpol", 0.1),
)  # fmt: skip
WOMEN_OWN = 0.08
WOMEN_BKO = 0.04
BKO_TEAM = 10
HOME_KNOWN = 0.75
"""Share of own officers who live in the regency; the others' village is left empty."""
HOME_NEAR_UNIT = 0.7
RIVER_BOAT = 0.35


@dataclass(frozen=True)
class OfficerRow:
    """An officer as the table carries it, the number of the row aside."""

    rank: str
    unit: str
    sex: str
    home: str
    skills: tuple[str, ...]
    origin: str
    team: str

    def cells(self, number: int) -> tuple[object, ...]:
        """Cells in the order of :data:`HEADER`."""
        return (
            f"{90000000 + number}", f"Personel {number:04d}", self.rank, self.unit, self.sex,
            self.home, "|".join(self.skills), self.origin, self.team, "ya", "",
            f"0800-001-{number:04d}",
        )  # fmt: skip


def build_officers(
    seed: str,
    own: int,
    bko: int,
    bases: list[BaseRow],
    stations: list[StationRow],
    villages: dict[str, Village],
) -> list[OfficerRow]:
    """``own`` officers by unit and rank, then ``bko`` in teams."""
    random = Random(seed)
    rows: list[OfficerRow] = []
    for unit, strength in unit_strengths(own, bases, stations).items():
        base = next(base for base in bases if base.id == unit)
        homes = _homes_near(base, villages)
        rows += [
            _own_officer(random, base, rank, homes, villages) for rank in unit_ranks(base, strength)
        ]
    return rows + _reinforcement(random, bko)


def unit_strengths(own: int, bases: list[BaseRow], stations: list[StationRow]) -> dict[str, int]:
    """Officers per unit: fixed shares, the Polsek in proportion to the stations they cover."""
    polres, polairud = round(own * POLRES_SHARE), round(own * POLAIRUD_SHARE)
    strengths = {"POLRES": polres, "POLAIRUD": polairud}
    polsek = [base for base in bases if base.kind == "polsek"]
    covered = {
        base.id: sum(1 for s in stations if s.village.district in covered_districts(base.district))
        for base in polsek
    }
    left = own - polres - polairud
    exact = {unit: left * count / sum(covered.values()) for unit, count in covered.items()}
    strengths |= {unit: int(value) for unit, value in exact.items()}
    order = sorted(exact, key=lambda unit: (int(exact[unit]) - exact[unit], unit))
    for unit in order[: own - sum(strengths.values())]:
        strengths[unit] += 1
    return strengths


def covered_districts(district: str) -> tuple[str, ...]:
    """Districts the Polsek of ``district`` covers."""
    return POLSEK_DISTRICTS.get(district, (district,))


def unit_ranks(base: BaseRow, strength: int) -> list[str]:
    """Ranks of a unit, highest first: its commanders, then the pyramid."""
    leaders = {
        "polres": ["Kompol"] * 2 + ["AKP"] * 7 + ["Iptu"] * 7 + ["Ipda"] * 8,
        "polairud": ["AKP", "Iptu", "Ipda"],
        "polsek": ["AKP" if strength >= 18 else "Iptu", "Ipda"],
    }[base.kind]
    rest = strength - len(leaders)
    pyramid = OWN_PYRAMID
    whole = math.fsum(share for _, share in pyramid)
    exact = {rank: rest * share / whole for rank, share in pyramid}
    counts = {rank: int(value) for rank, value in exact.items()}
    order = sorted(exact, key=lambda rank: (counts[rank] - exact[rank], rank))
    for rank in order[: rest - sum(counts.values())]:
        counts[rank] += 1
    return leaders + [rank for rank, _ in reversed(pyramid) for _ in range(counts[rank])]


def _homes_near(base: BaseRow, villages: dict[str, Village]) -> list[Village]:
    covered = covered_districts(base.district)
    return [village for village in villages.values() if village.district in covered]


def _own_officer(
    random: Random,
    base: BaseRow,
    rank: str,
    near: list[Village],
    villages: dict[str, Village],
) -> OfficerRow:
    home = ""
    if random.random() < HOME_KNOWN:
        pool = near if random.random() < HOME_NEAR_UNIT else list(villages.values())
        home = random.choices(pool, weights=[village.voters for village in pool])[0].code
    sex = "P" if random.random() < WOMEN_OWN else "L"
    boat = 1.0 if base.kind == "polairud" else RIVER_BOAT if base.access == "sungai" else 0.03
    chances = {
        "perahu": boat,
        "p3k": 0.1,
        "negosiator": 0.12 if rank in {"Ipda", "Iptu", "AKP", "Kompol", "Aiptu"} else 0.03,
        "pengemudi": 0.25,
    }
    skills = tuple(skill for skill, chance in chances.items() if random.random() < chance)
    return OfficerRow(rank, base.id, sex, home, skills, "organik", "")


def _reinforcement(random: Random, bko: int) -> list[OfficerRow]:
    """Reinforcement from the Polda in teams of about ten, led by an Aipda or Bripka."""
    rows = []
    teams = max(1, round(bko / BKO_TEAM))
    ranks, weights = zip(*BKO_PYRAMID, strict=True)
    for team in range(teams):
        size = bko // teams + (team < bko % teams)
        for member in range(size):
            rank = ("Aipda", "Bripka")[member] if member < 2 else random.choices(ranks, weights)[0]
            sex = "P" if random.random() < WOMEN_BKO else "L"
            chances = {"p3k": 0.15, "pengemudi": 0.3}
            skills = tuple(skill for skill, chance in chances.items() if random.random() < chance)
            rows.append(OfficerRow(rank, "POLRES", sex, "", skills, "bko", f"BKO-{team + 1:02d}"))
    return rows
