"""Published guard plans as rows of a table: one row per category of one case.

The columns are those of ``examples/tps_cases.csv`` (domain.md 1.1). Totals of a case repeat on
each of its rows and are never summed; a blank cell means "not published". The prose in ``notes``
is for people and is not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from siaga.intake.collector import At, Problems
from siaga.intake.columns import Column, Kind, TableSchema
from siaga.intake.csv_files import read_csv
from siaga.intake.limits import read_bytes
from siaga.intake.tables import Row, Table, read_table
from siaga.model.problems import InputError, ProblemReport

ALL: Final = "all"
"""Category of a row that speaks of every station of the case."""

CATEGORIES: Final = ("kurang_rawan", "rawan", "sangat_rawan", "khusus")
"""From least to most vulnerable."""

MOST: Final = 10_000_000
"""Largest count believed: Indonesia has about 820,000 stations and 470,000 police."""
MOST_PER_GROUP: Final = 100_000


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One published row; None where nothing was published."""

    number: int
    """As the spreadsheet shows it."""
    category: str
    stations: int | None
    police: int | None
    """Police per group."""
    group: int | None
    """Stations per group."""
    linmas: int | None
    """Linmas per group."""
    total_police: int | None
    bko: int | None
    linmas_total: int | None


@dataclass(frozen=True, slots=True)
class Case:
    """The rows of one region and election, in file order."""

    region: str
    election: str
    rows: tuple[CaseRow, ...]


def _count(name: str, indonesian: str, meaning: tuple[str, str], *, low: int = 0) -> Column:
    high = MOST_PER_GROUP if name.endswith("_per_group") else MOST
    return Column(name, indonesian, Kind.WHOLE, meaning, low=low, high=high, example="8")


SCHEMA: Final = TableSchema(
    name="cases",
    sheets=("kasus", "cases"),
    meaning=("Rencana pengamanan yang diumumkan", "Published guard plans"),
    key="region",
    unique=False,
    columns=(
        Column("region", "wilayah", Kind.TEXT, ("Kesatuan", "Police unit"), True,
               example="Polres Banyuasin"),
        Column("election", "pemilihan", Kind.TEXT, ("Pemilihan", "Election"), True,
               example="Pemilu 2024"),
        Column(
            "category", "kategori", Kind.CHOICE, ("Kategori TPS", "Category of stations"), True,
            choices={
                "kurang_rawan": ("kurang_rawan", "kurang rawan", "aman"),
                "rawan": ("rawan", "rawan 1", "r1"),
                "sangat_rawan": ("sangat_rawan", "sangat rawan", "rawan 2", "r2"),
                "khusus": ("khusus", "special"),
                ALL: ("semua", ALL),
            },
            example="rawan",
        ),
        _count("n_tps", "jumlah_tps", ("Banyaknya TPS", "Stations")),
        _count("police_per_group", "polri_per_kelompok",
               ("Polri per kelompok", "Police per group")),
        _count("tps_per_group", "tps_per_kelompok", ("TPS per kelompok", "Stations per group"),
               low=1),
        _count("linmas_per_group", "linmas_per_kelompok",
               ("Linmas per kelompok", "Linmas per group")),
        _count("total_police_published", "total_polri",
               ("Jumlah Polri yang diumumkan, untuk semua tugas", "Police published, all duties")),
        _count("bko", "bko", ("Bantuan (BKO)", "Attached reinforcement")),
        _count("tni", "tni", ("TNI", "Army")),
        _count("linmas_total", "total_linmas", ("Jumlah Linmas", "Linmas published")),
        Column("url", "sumber", Kind.TEXT, ("Sumber", "Source")),
        Column("notes", "catatan", Kind.TEXT, ("Catatan", "Notes")),
    ),
)  # fmt: skip

NEEDED: Final = (
    "n_tps",
    "police_per_group",
    "tps_per_group",
    "linmas_per_group",
    "total_police_published",
    "bko",
    "linmas_total",
)
"""Columns whose cells may be blank but whose header may not be missing."""


def read_cases(path: Path) -> tuple[tuple[Case, ...], ProblemReport]:
    """The cases of a table, in file order, and the warnings met on the way.

    Raises:
        InputError: the file is not such a table, or a cell of it can not be read; it carries
            every problem found. Half a case would give a wrong answer, so none is given.
    """
    problems = Problems()
    table = _read(path, problems)
    if table is None or problems.has_errors:
        raise InputError(problems.report())
    grouped: dict[tuple[str, str], list[CaseRow]] = {}
    for row in table.rows:
        case = (row.text("region"), row.text("election"))
        grouped.setdefault(case, []).append(_case_row(row))
    cases = tuple(
        Case(region, election, tuple(rows)) for (region, election), rows in grouped.items()
    )
    return cases, problems.report()


def _read(path: Path, problems: Problems) -> Table | None:
    at = At(path.name)
    data = read_bytes(path, at, problems)
    grid = None if data is None else read_csv(data, SCHEMA, at, problems)
    table = None if grid is None else read_table(grid, SCHEMA, problems)
    if table is None:
        return None
    missing = [name for name in NEEDED if name not in table.labels]
    for name in missing:
        indonesian = SCHEMA.column(name).indonesian
        problems.error(
            "column.missing", at.cell(None, name), name=name, indonesian=indonesian, meant=""
        )
    return None if missing or not table.rows else table


def _case_row(row: Row) -> CaseRow:
    def count(name: str) -> int | None:
        value = row.values.get(name)
        return value if isinstance(value, int) else None

    return CaseRow(
        number=row.number,
        category=row.text("category"),
        stations=count("n_tps"),
        police=count("police_per_group"),
        group=count("tps_per_group"),
        linmas=count("linmas_per_group"),
        total_police=count("total_police_published"),
        bko=count("bko"),
        linmas_total=count("linmas_total"),
    )
