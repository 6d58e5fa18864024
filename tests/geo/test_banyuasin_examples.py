"""The Banyuasin examples: real where they say so, made up where they say so, rebuilt from data/."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from siaga.geo.areas import AreaIndex
from siaga.geo.sources import travel_times
from siaga.intake.folder import read_operation
from siaga.model.force import Origin, Sex, Skill
from siaga.model.operation import Operation
from siaga.model.places import Access, BaseKind, Tier

ROOT = Path(__file__).resolve().parents[2]
PILKADA, PEMILU = "banyuasin", "banyuasin-2024-02"


@cache
def example(name: str) -> Operation:
    operation, report = read_operation(ROOT / "examples" / name)
    assert not report.problems, [problem.text("en") for problem in report.problems]
    assert operation is not None
    return operation


def source(path: str) -> list[dict[str, str]]:
    with (ROOT / "data" / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_script_rebuilds_both_byte_for_byte(tmp_path: Path) -> None:
    """Anyone can check where each number of the examples comes from."""
    command = [sys.executable, str(ROOT / "scripts/build_examples.py"), "--into", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    for name in (PILKADA, PEMILU):
        kept, built = ROOT / "examples" / name, tmp_path / name
        files = {path.relative_to(built) for path in built.rglob("*") if path.is_file()}
        assert files == {path.relative_to(kept) for path in kept.rglob("*") if path.is_file()}
        for file in files:
            assert (built / file).read_bytes() == (kept / file).read_bytes(), file


def test_pilkada_has_the_stations_kpu_published_per_district() -> None:
    stations = example(PILKADA).stations
    published = {
        row["kode"]: int(row["tps_pilkada2024"])
        for row in source("tps/tps_pilkada2024_per_kecamatan_banyuasin.csv")
    }
    assert len(stations) == sum(published.values()) == 1389
    assert Counter(station.district for station in stations) == published
    assert len({station.village for station in stations}) == 313


def test_pilkada_voters_follow_their_village_and_never_pass_the_limit() -> None:
    operation = example(PILKADA)
    per_village: Counter[str] = Counter()
    for station in operation.stations:
        per_village[station.village] += 0 if station.special else station.voters
    counts = Counter(s.village for s in operation.stations if not s.special)
    february = source("tps/tps_pemilu2024_banyuasin.csv")
    prison = Counter(
        {
            village: sum(
                int(row["dpt_estimasi"] or 0)
                for row in february
                if row["kode_desa"] == village and row["jenis_tps"] == "khusus"
            )
            for village in {row["kode_desa"] for row in february}
        }
    )
    short = 0
    for row in source("tps/banyuasin_desa_tps_dpt.csv"):
        village = row["kode_desa"]
        wanted = int(row["dpt_pemilu_estimasi"]) - prison[village]
        short += wanted - min(wanted, 600 * counts[village])
        assert per_village[village] == min(wanted, 600 * counts[village])
    assert short == 224
    assert max(station.voters for station in operation.stations) <= 600
    assert min(station.voters for station in operation.stations) > 0


def test_pilkada_special_stations_are_the_two_prisons() -> None:
    special = [station for station in example(PILKADA).stations if station.special]
    voters = Counter({s.district: 0 for s in special})
    for station in special:
        voters[station.district] += station.voters
    assert voters == {"16.07.03": 940, "16.07.10": 615}
    assert len(special) == 4


def test_pemilu_has_every_station_of_the_source_with_its_voters() -> None:
    stations = {station.id: station for station in example(PEMILU).stations}
    rows = source("tps/tps_pemilu2024_banyuasin.csv")
    assert list(stations) == [row["kode_tps"] for row in rows]
    assert len(rows) == 2564
    for row in rows:
        if row["dpt_estimasi"]:
            assert stations[row["kode_tps"]].voters == int(row["dpt_estimasi"])
    assert max(station.voters for station in stations.values()) <= 300


def test_pemilu_tiers_and_pattern_are_the_published_ones() -> None:
    operation = example(PEMILU)
    assert Counter(station.tier for station in operation.stations) == {
        Tier.KURANG_RAWAN: 2223,
        Tier.RAWAN: 301,
        Tier.SANGAT_RAWAN: 40,
    }
    assert all(s.tier is Tier.SANGAT_RAWAN for s in operation.stations if s.special)
    doctrine = operation.doctrine
    shapes = {
        tier: (pattern.officers, pattern.stations_per_group, pattern.linmas_per_station)
        for tier, name in doctrine.tier_patterns.items()
        for pattern in [doctrine.patterns[name]]
    }
    assert shapes[Tier.KURANG_RAWAN] == (2, 8, 2)
    assert shapes[Tier.RAWAN] == (1, 1, 4)
    assert shapes[Tier.SANGAT_RAWAN] == (2, 1, 2)


@pytest.mark.parametrize("name", [PILKADA, PEMILU])
def test_every_station_stands_in_its_own_village_and_on_its_own_spot(name: str) -> None:
    operation = example(name)
    index = AreaIndex(operation.areas)
    lat = [station.lat for station in operation.stations]
    lon = [station.lon for station in operation.stations]
    assert index.locate(lat, lon) == tuple(station.village for station in operation.stations)
    assert len(set(zip(lat, lon, strict=True))) == len(operation.stations)
    assert all(s.id[:10] == s.village.replace(".", "") for s in operation.stations)


@pytest.mark.parametrize(("name", "own", "bko"), [(PILKADA, 536, 80), (PEMILU, 664, 229)])
def test_the_force_has_the_published_size_and_nobody_real(name: str, own: int, bko: int) -> None:
    operation = example(name)
    assert Counter(officer.origin for officer in operation.officers) == {
        Origin.OWN: own,
        Origin.BKO: bko,
    }
    assert [o.name for o in operation.officers] == [
        f"Personel {number:04d}" for number in range(1, own + bko + 1)
    ]
    assert all(o.id[2:4] == "00" for o in operation.officers), "a real NRP has a month there"
    assert all(o.phone.startswith("0800-") for o in operation.officers)
    teams = Counter(o.team for o in operation.officers if o.origin is Origin.BKO)
    assert set(teams.values()) <= {9, 10, 11}
    women = sum(officer.sex is Sex.FEMALE for officer in operation.officers)
    assert 0.05 < women / (own + bko) < 0.1
    boats = {o.unit for o in operation.officers if Skill.BOAT in o.skills}
    assert {"POLAIRUD", "SEK-02", "SEK-09"} <= boats


@pytest.mark.parametrize("name", [PILKADA, PEMILU])
def test_bases_are_all_there_and_reserves_have_a_choice(name: str) -> None:
    operation = example(name)
    kinds = Counter(base.kind for base in operation.bases)
    assert kinds[BaseKind.POLSEK] == 14
    assert kinds[BaseKind.PPK] == 21
    assert kinds[BaseKind.JETTY] == 16
    for kind in (BaseKind.POLRES, BaseKind.POLAIRUD, BaseKind.KPU, BaseKind.BAWASLU,
                 BaseKind.WAREHOUSE):  # fmt: skip
        assert kinds[kind] == 1
    assert sum(base.reserve_teams for base in operation.bases) > 30
    districts = [code for rayon in operation.supervision.rayons for code in rayon.districts]
    assert sorted(districts) == sorted({station.district for station in operation.stations})


@pytest.mark.parametrize("name", [PILKADA, PEMILU])
def test_what_is_made_up_says_so(name: str) -> None:
    operation = example(name)
    assert all(v.synthetic == v.source.startswith("sintetis") for v in operation.indicators
               if not v.indicator.startswith("o1_"))  # fmt: skip
    assert all("asumsi A05" in station.note for station in operation.stations)
    assert len(operation.synthetic_notes) >= 5
    assert {a.id for a in operation.assumptions} >= {f"A{n:02d}" for n in range(1, 13)}


def test_flags_are_as_frequent_as_published() -> None:
    seen = Counter(value.indicator for value in example(PILKADA).indicators)
    assert seen["v1_tms"] == round(1389 * 125_224 / 820_161)
    assert seen["v2_kekerasan"] == round(1389 * 2_299 / 820_161)
    assert seen["v7_konflik"] == 1


def test_tanah_pilih_takes_the_four_hours_somebody_needed() -> None:
    """The farthest village is the one journey whose time was published."""
    operation = example(PILKADA)
    sungsang = [base for base in operation.bases if base.id == "SEK-02"]
    far = [station for station in operation.stations if station.village_name == "Tanah Pilih"]
    assert [station.access for station in far] == [Access.SEA]
    assert travel_times(operation).block(sungsang, far).minutes.tolist() == [[240.0]]


def test_no_file_of_data_or_examples_holds_votes() -> None:
    """R1: police do not count votes, nor does their data."""
    for folder in ("data", "examples"):
        for path in (ROOT / folder).rglob("*.csv"):
            header = path.read_text(encoding="utf-8").splitlines()[0].lower()
            assert not {"suara", "perolehan", "votes", "suara_sah"} & set(header.split(","))
