"""Rebuilds ``examples/banyuasin`` and ``examples/banyuasin-2024-02`` from ``data/``.

    python scripts/build_examples.py [--into DIR]

The same data give the same bytes: every draw is seeded by what it is for, and nothing depends on
the clock, the machine or the order of a set. What is real, derived and made up is said in each
table's columns, in ``operation.toml`` and in ``data/README.md``.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable
from pathlib import Path

from banyuasin import bases, indicators, officers, outlines, settings, stations
from banyuasin.sources import Village, read_villages
from banyuasin.tiers import give_tiers

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def write_table(path: Path, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    """A CSV as a spreadsheet reads it: UTF-8, commas, one line per row."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def build(folder: Path, parts: tuple[str, ...], seed: str, listed: list[stations.StationRow],
          force: tuple[int, int], day: str, most_voters: int,
          villages: dict[str, Village]) -> None:  # fmt: skip
    """One example folder; ``force`` is (own, reinforcement)."""
    folder.mkdir(parents=True, exist_ok=True)
    base_rows = bases.build_bases(villages)
    people = officers.build_officers(seed, *force, base_rows, listed, villages)
    (folder / "operation.toml").write_text(
        settings.operation_text(parts, villages), encoding="utf-8", newline="\n"
    )
    write_table(folder / "stations.csv", stations.HEADER, (row.cells() for row in listed))
    write_table(folder / "bases.csv", bases.HEADER,
                (row.cells(number) for number, row in enumerate(base_rows, 1)))  # fmt: skip
    write_table(folder / "officers.csv", officers.HEADER,
                (row.cells(number) for number, row in enumerate(people, 1)))  # fmt: skip
    write_table(folder / "indicators.csv", indicators.HEADER,
                indicators.build_indicators(seed, listed, day, most_voters))  # fmt: skip
    (folder / "areas.geojson").write_text(outlines.areas_text(), encoding="utf-8", newline="\n")
    write_measured(folder, listed)


def write_measured(folder: Path, listed: list[stations.StationRow]) -> None:
    """``travel/measured.csv``: the one journey whose minutes were published."""
    (folder / "travel").mkdir(exist_ok=True)
    source = "oganilir.disway.id, Feb 2024: speedboat Sungsang 14.30 - Tanah Pilih 18.30"
    write_table(
        folder / "travel" / "measured.csv",
        ("asal", "tujuan", "menit", "bolak_balik", "sumber"),
        (
            ("SEK-02", station.id, 240, "ya", source)
            for station in listed
            if station.village.name == "Tanah Pilih"
        ),
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--into", type=Path, default=EXAMPLES, help="folder to write into")
    into = parser.parse_args().into
    villages = read_villages()
    build(
        into / "banyuasin",
        ("pilkada-2024.toml", "asumsi-pilkada-2024.toml"),
        "pilkada 2024",
        stations.pilkada_stations(villages),
        (536, 80),
        "2024-11-15",
        stations.MOST_PILKADA,
        villages,
    )
    february = stations.pemilu_stations(villages)
    build(
        into / "banyuasin-2024-02",
        ("pemilu-2024.toml", "asumsi-pemilu-2024.toml"),
        "pemilu 2024",
        give_tiers("pemilu 2024", february, stations.MOST_PEMILU),
        (664, 229),
        "2024-02-08",
        stations.MOST_PEMILU,
        villages,
    )
    for name in ("banyuasin", "banyuasin-2024-02"):
        print(f"wrote {into / name}")


if __name__ == "__main__":
    main()
