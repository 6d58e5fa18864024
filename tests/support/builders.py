"""A small made-up operation: square villages, numbered people, everything the planner looks at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from siaga.model.doctrine import AssignmentRules, Doctrine, Pattern, Strictness
from siaga.model.force import Officer, Origin, Sex, Skill
from siaga.model.operation import (
    Assumption,
    Duty,
    Election,
    ElectionKind,
    Operation,
    Phase,
    Rayon,
    SupervisionRules,
    Targets,
    TravelMode,
    TravelSettings,
)
from siaga.model.places import (
    Access,
    Area,
    AreaLevel,
    Base,
    BaseKind,
    Station,
    Tier,
)
from siaga.model.risk import (
    IndicatorDefinition,
    IndicatorValue,
    RiskSettings,
    Score,
    TierThresholds,
)

LAT0, LON0 = -2.80, 104.40
VILLAGE_DEGREES = 0.04
RANK_CYCLE = ("Bripda", "Briptu", "Bripka", "Aipda", "Brigpol", "Aiptu", "Bripda", "Bripka")


def village_square(row: int, column: int) -> tuple[float, float]:
    """South-west corner (lat, lon) of a village."""
    return LAT0 + row * VILLAGE_DEGREES, LON0 + column * VILLAGE_DEGREES


def small_areas(districts: int, villages: int) -> tuple[Area, ...]:
    """``districts`` rows of ``villages`` square villages."""
    areas: list[Area] = []
    for d in range(districts):
        district = f"99.01.{d + 1:02d}"
        areas.append(Area(district, f"Kecamatan {d + 1}", AreaLevel.DISTRICT, "99.01"))
        for v in range(villages):
            lat, lon = village_square(d, v)
            s = VILLAGE_DEGREES
            ring = ((lon, lat), (lon + s, lat), (lon + s, lat + s), (lon, lat + s), (lon, lat))
            code = f"{district}.{2001 + v}"
            areas.append(
                Area(code, f"Desa {d + 1}-{v + 1}", AreaLevel.VILLAGE, district, ((ring,),))
            )
    return tuple(areas)


def small_stations(
    districts: int, villages: int, per_village: int, seed: int
) -> tuple[Station, ...]:
    """Stations scattered around village centres; the last village of a district lies by water."""
    rng = np.random.default_rng(seed)
    stations: list[Station] = []
    for d in range(districts):
        for v in range(villages):
            lat, lon = village_square(d, v)
            code = f"99.01.{d + 1:02d}.{2001 + v}"
            for n in range(per_village):
                dlat, dlon = rng.uniform(0.3, 0.7, 2) * VILLAGE_DEGREES
                stations.append(
                    Station(
                        id=f"{code.replace('.', '')}{n + 1:03d}",
                        name=f"TPS {n + 1:03d}",
                        village=code,
                        village_name=f"Desa {d + 1}-{v + 1}",
                        district=f"99.01.{d + 1:02d}",
                        district_name=f"Kecamatan {d + 1}",
                        voters=int(rng.integers(250, 590)),
                        lat=round(lat + float(dlat), 6),
                        lon=round(lon + float(dlon), 6),
                        access=Access.RIVER if v == villages - 1 else Access.ROAD,
                    )
                )
    stations[0] = replace(stations[0], special=True, tier=Tier.KHUSUS)
    return tuple(stations)


def small_bases(districts: int, villages: int) -> tuple[Base, ...]:
    """A Polres, a KPU, a warehouse; per district a Polsek, a PPK and a jetty."""
    lat, lon = village_square(0, 0)
    bases = [
        Base("POLRES", "Polres Contoh", BaseKind.POLRES, lat + 0.02, lon + 0.02, "99.01.01",
             reserve_teams=2, phone="0800-000-0001"),
        Base("KPU", "KPU Contoh", BaseKind.KPU, lat + 0.021, lon + 0.02, "99.01.01"),
        Base("GUDANG", "Gudang KPU", BaseKind.WAREHOUSE, lat + 0.02, lon + 0.021, "99.01.01"),
    ]  # fmt: skip
    for d in range(districts):
        district = f"99.01.{d + 1:02d}"
        lat, lon = village_square(d, 0)
        bases.append(
            Base(f"SEK-{d + 1}", f"Polsek {d + 1}", BaseKind.POLSEK, lat + 0.02, lon + 0.03,
                 district, reserve_teams=1, phone=f"0800-000-01{d:02d}")
        )  # fmt: skip
        lat, lon = village_square(d, villages // 2)
        bases.append(
            Base(f"PPK-{d + 1}", f"PPK Kecamatan {d + 1}", BaseKind.PPK, lat + 0.02, lon + 0.02,
                 district)
        )  # fmt: skip
        lat, lon = village_square(d, villages - 1)
        bases.append(
            Base(f"DMG-{d + 1}", f"Dermaga {d + 1}", BaseKind.JETTY, lat + 0.02, lon + 0.005,
                 district, Access.RIVER, reserve_teams=1)
        )  # fmt: skip
    return tuple(bases)


def small_officers(count: int, districts: int, villages: int, bko: int = 0) -> tuple[Officer, ...]:
    """Numbered officers over the units; the last ``bko`` are reinforcement in teams of five."""
    units = ["POLRES", *(f"SEK-{d + 1}" for d in range(districts))]
    officers: list[Officer] = []
    for i in range(count):
        reinforcement = i >= count - bko
        rank = RANK_CYCLE[i % len(RANK_CYCLE)]
        if i < districts + 2:
            rank = ("AKP", "Iptu", "Ipda")[i % 3]
        unit = "POLRES" if reinforcement else units[i % len(units)]
        d, v = i % districts, (i // districts) % villages
        officers.append(
            Officer(
                id=f"{90000001 + i}",
                name=f"Personel {i + 1:04d}",
                rank=rank,
                unit=unit,
                sex=Sex.FEMALE if i % 9 == 4 else Sex.MALE,
                home_village="" if reinforcement else f"99.01.{d + 1:02d}.{2001 + v}",
                skills=frozenset({Skill.BOAT}) if i % 4 == 1 else frozenset(),
                origin=Origin.BKO if reinforcement else Origin.OWN,
                team=f"BKO-{(i - count + bko) // 5 + 1}" if reinforcement else "",
                phone=f"0800-001-{i + 1:04d}",
            )
        )
    return tuple(officers)


def small_doctrine() -> Doctrine:
    """Banyuasin's pattern with limits for thinning and patrol."""
    patterns = {
        "dua-delapan": Pattern(
            "dua-delapan", 2, 8, 2, 45.0, Strictness.SOFT, 12, 75.0, 2, 20, 120.0
        ),
        "satu-satu": Pattern("satu-satu", 1, 1, 2, 0.0, Strictness.OFF, 2, 45.0, 2, 12, 90.0),
        "dua-satu": Pattern("dua-satu", 2, 1, 2, 0.0, Strictness.HARD),
    }
    tiers = {
        Tier.KURANG_RAWAN: "dua-delapan",
        Tier.RAWAN: "satu-satu",
        Tier.SANGAT_RAWAN: "dua-satu",
        Tier.KHUSUS: "dua-satu",
    }
    return Doctrine(patterns, tiers, {}, AssignmentRules())


def small_risk() -> RiskSettings:
    """Five indicators: two of conflict, two of the voter list, one of access."""
    define = IndicatorDefinition
    owner = "Siaga (contoh)"
    return RiskSettings(
        indicators=(
            define("kekerasan", "V2", "Riwayat kekerasan", "History of violence", Score.THREAT,
                   45.0, owner),
            define("intimidasi", "V2", "Riwayat intimidasi", "History of intimidation",
                   Score.THREAT, 25.0, owner),
            define("tms", "V1", "Pemilih TMS di DPT", "Ineligible voters on the list",
                   Score.THREAT, 6.0, owner, True),
            define("dptb", "V1", "Pemilih pindahan", "Moved voters",
                   Score.THREAT, 6.0, owner, True),
            define("sulit", "V7", "Sulit dijangkau", "Hard to reach", Score.REACH, 30.0, owner),
        ),
        thresholds=TierThresholds(
            threat={Tier.RAWAN: 25.0, Tier.SANGAT_RAWAN: 45.0},
            reach={Tier.RAWAN: 60.0, Tier.SANGAT_RAWAN: 85.0},
        ),
    )  # fmt: skip


def small_indicators(stations: tuple[Station, ...], seed: int) -> tuple[IndicatorValue, ...]:
    """Seeded flags: administrative ones common, violence rare."""
    rng = np.random.default_rng(seed + 1)
    rates = {"kekerasan": 0.03, "intimidasi": 0.06, "tms": 0.4, "dptb": 0.3, "sulit": 0.1}
    return tuple(
        IndicatorValue(name, station.id, 1.0, "Data contoh", date(2024, 11, 15), True)
        for station in stations
        for name, rate in rates.items()
        if rng.random() < rate
    )


def small_operation(
    *,
    districts: int = 3,
    villages: int = 4,
    per_village: int = 5,
    officers: int = 70,
    bko: int = 10,
    seed: int = 1,
) -> Operation:
    """A whole operation of ``districts x villages x per_village`` stations."""
    stations = small_stations(districts, villages, per_village, seed)
    codes = tuple(f"99.01.{d + 1:02d}" for d in range(districts))
    duties = (
        Duty("KPU", "Jaga KPU", "KPU", 3, "Aipda"),
        Duty("GUDANG", "Jaga gudang", "GUDANG", 2, women=1),
        *(Duty(f"PPK-{d + 1}", f"Jaga PPK {d + 1}", f"PPK-{d + 1}", 1) for d in range(districts)),
    )
    half = max(1, districts // 2)
    rayons = [Rayon("R1", "Rayon 1", codes[:half])]
    if codes[half:]:
        rayons.append(Rayon("R2", "Rayon 2", codes[half:]))
    return Operation(
        id="contoh",
        region_code="99.01",
        region_name="Kabupaten Contoh",
        timezone="Asia/Jakarta",
        election=Election("Pilkada Contoh 2024", ElectionKind.PILKADA, date(2024, 11, 27), 600),
        doctrine=small_doctrine(),
        risk=small_risk(),
        targets=Targets(reserve_share=0.08, reserve_team_size=3, incidents_per_day=4.0),
        supervision=SupervisionRules(rayons=tuple(rayons), command_phone="0800-000-0000",
                                     padal_min_rank="Ipda"),
        travel=TravelSettings(
            modes={
                Access.ROAD: TravelMode(Access.ROAD, 30.0, 1.4, 5.0),
                Access.RIVER: TravelMode(Access.RIVER, 20.0, 1.5, 10.0),
                Access.SEA: TravelMode(Access.SEA, 25.0, 1.3, 15.0),
            }
        ),
        stations=stations,
        officers=small_officers(officers, districts, villages, bko),
        bases=small_bases(districts, villages),
        areas=small_areas(districts, villages),
        indicators=small_indicators(stations, seed),
        phases=(Phase("voting", "Pemungutan suara", date(2024, 11, 27), date(2024, 11, 27), 0.67),),
        duties=duties,
        assumptions=(Assumption("A1", "Semua data di sini buatan.", "Contoh"),),
        unit_name="Polres Contoh",
        synthetic_notes=("Semua data contoh ini buatan.",),
    )  # fmt: skip
