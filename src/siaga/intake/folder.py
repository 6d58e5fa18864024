"""An operation folder to an operation: every file read in one pass, every problem kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from siaga.intake.areas import AreaMap, read_areas
from siaga.intake.collector import At, Problems
from siaga.intake.columns import TableSchema
from siaga.intake.cross import Written, check_references
from siaga.intake.evidence import build_indicators, build_measured
from siaga.intake.limits import read_bytes
from siaga.intake.people import build_bases, build_officers
from siaga.intake.schemas import BASES, INDICATORS, MEASURED, OFFICERS, STATIONS
from siaga.intake.settings import Settings, read_settings
from siaga.intake.sources import Sources
from siaga.intake.stations import build_stations
from siaga.intake.tables import Table, read_table
from siaga.intake.toml_file import TomlFile, read_toml
from siaga.model.force import Officer
from siaga.model.operation import MeasuredTime, Operation, TravelSettings
from siaga.model.places import Base, Station
from siaga.model.problems import InputError, ProblemReport
from siaga.model.risk import IndicatorValue

SETTINGS_FILE: Final = "operation.toml"
AREAS_FILE: Final = "areas.geojson"


@dataclass(frozen=True, slots=True)
class _Tables:
    stations: tuple[Station, ...]
    officers: tuple[Officer, ...]
    bases: tuple[Base, ...]
    indicators: tuple[IndicatorValue, ...]
    measured: tuple[MeasuredTime, ...]
    written: Written


def read_operation(folder: Path) -> tuple[Operation | None, ProblemReport]:
    """Read and check an operation folder in one pass.

    Returns:
        The operation, None when there is an error, and every problem found: errors and warnings,
        each with file, sheet, row and column. Nothing is raised for what the folder holds, and
        nothing is written to it.
    """
    problems = Problems()
    folder = Path(folder)
    if not folder.is_dir():
        code = "folder.is_file" if folder.exists() else "folder.missing"
        problems.error(code, At(str(folder)))
        return None, problems.report()
    sources = Sources(folder, problems)
    settings = _read_settings(folder, problems)
    areas = _read_areas(folder, problems)
    tables = _read_tables(sources, settings, areas, problems)
    network_files = sources.network_files()
    sources.note_unread()
    check_references(settings, tables.written, tables.bases, tables.officers, problems)
    if problems.has_errors or settings.election is None:
        return None, problems.report()
    operation = Operation(
        id=settings.id,
        region_code=settings.region_code,
        region_name=settings.region_name,
        timezone=settings.timezone,
        election=settings.election,
        doctrine=settings.doctrine,
        risk=settings.risk,
        targets=settings.targets,
        supervision=settings.supervision,
        travel=TravelSettings(
            modes=settings.modes,
            network_files=network_files,
            measured=tables.measured,
            max_snap_km=settings.max_snap_km,
        ),
        stations=tables.stations,
        officers=tables.officers,
        bases=tables.bases,
        areas=areas.areas,
        indicators=tables.indicators,
        phases=settings.phases,
        duties=settings.duties,
        women=settings.women,
        pairs=settings.pairs,
        assumptions=settings.assumptions,
        unit_name=settings.unit_name,
        synthetic_notes=settings.synthetic_notes,
    )
    return operation, problems.report()


def load_operation(folder: Path) -> Operation:
    """The operation in ``folder``.

    Raises:
        InputError: when it has an error; carries every problem.
    """
    operation, report = read_operation(folder)
    if operation is None:
        raise InputError(report)
    return operation


def _read_settings(folder: Path, problems: Problems) -> Settings:
    path = folder / SETTINGS_FILE
    at = At(SETTINGS_FILE)
    if not path.is_file():
        problems.error("file.missing_settings", at)
        return read_settings(TomlFile(SETTINGS_FILE), Problems())
    data = read_bytes(path, at, problems)
    file = None if data is None else read_toml(data, SETTINGS_FILE, problems)
    if file is None:  # the one problem is noted; its consequences would only hide it
        return read_settings(TomlFile(SETTINGS_FILE), Problems())
    return read_settings(file, problems)


def _read_areas(folder: Path, problems: Problems) -> AreaMap:
    path = folder / AREAS_FILE
    at = At(AREAS_FILE)
    if not path.is_file():
        problems.warn("file.no_areas", at)
        return AreaMap()
    data = read_bytes(path, at, problems)
    return AreaMap() if data is None else read_areas(data, at, problems)


def _table(sources: Sources, schema: TableSchema, problems: Problems) -> Table | None:
    grid = sources.grid(schema, required=not schema.optional)
    return None if grid is None else read_table(grid, schema, problems)


def _ids(table: Table | None) -> frozenset[str]:
    """Every id written in a table, also those of rows with another problem."""
    if table is None:
        return frozenset()
    return frozenset(row.text(table.schema.key) for row in table.rows) - {""}


def _districts(table: Table | None) -> frozenset[str]:
    """Districts of every station row whose village or district can be read."""
    if table is None:
        return frozenset()
    codes = (row.text("district") or row.text("village")[:8] for row in table.rows)
    return frozenset(codes) - {""}


def _read_tables(
    sources: Sources, settings: Settings, areas: AreaMap, problems: Problems
) -> _Tables:
    station_table = _table(sources, STATIONS, problems)
    stations: Sequence[Station] = ()
    if station_table is not None:
        stations = build_stations(station_table, settings, areas, problems)
    base_table = _table(sources, BASES, problems)
    bases = () if base_table is None else build_bases(base_table, problems)
    base_ids, station_ids = _ids(base_table), _ids(station_table)
    villages = areas.villages | {station.village for station in stations}
    officer_table = _table(sources, OFFICERS, problems)
    officers: tuple[Officer, ...] = ()
    if officer_table is not None:
        officers = build_officers(
            officer_table,
            base_ids=base_ids or None,
            duty_ids=settings.duty_ids if settings.file.content else None,
            villages=villages if areas.villages else frozenset(),
            problems=problems,
        )
    indicator_table = _table(sources, INDICATORS, problems)
    indicators: tuple[IndicatorValue, ...] = ()
    if indicator_table is not None:
        indicators = build_indicators(
            indicator_table,
            indicator_ids=frozenset(definition.id for definition in settings.risk.indicators),
            station_ids=station_ids,
            villages=villages,
            problems=problems,
        )
    measured_table = _table(sources, MEASURED, problems)
    measured: tuple[MeasuredTime, ...] = ()
    if measured_table is not None:
        known = station_ids | base_ids if station_ids and base_ids else frozenset()
        measured = build_measured(measured_table, place_ids=known, problems=problems)
    written = Written(station_ids, base_ids, _districts(station_table))
    return _Tables(tuple(stations), officers, bases, indicators, measured, written)
