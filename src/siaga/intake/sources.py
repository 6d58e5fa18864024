"""Which file (and which sheet) of the folder holds which table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from siaga.intake.collector import At, Problems, nearest
from siaga.intake.columns import TableSchema
from siaga.intake.csv_files import read_csv
from siaga.intake.grid import Grid
from siaga.intake.limits import read_bytes
from siaga.intake.schemas import TABLES
from siaga.intake.xlsx_files import OLE_MARK, ZIP_MARK, Workbook, choose_sheet, open_workbook

WORKBOOK_FILE: Final = "isian.xlsx"
"""One workbook with a sheet per table, read for the tables that have no file of their own."""

NETWORK_ENDINGS: Final = (".osm.pbf", ".graphml", ".graphml.gz")

_OTHER_ENDINGS: Final = (".xls", ".ods", ".xlsb", ".xlsm", ".txt", ".tsv", ".numbers")
_KNOWN_FILES: Final = (
    "operation.toml", "areas.geojson", WORKBOOK_FILE,
    *(f"{schema.name}{ending}" for schema in TABLES for ending in (".csv", ".xlsx")),
)  # fmt: skip
_INDONESIAN_FILES: Final = {
    "tps": "stations", "personel": "officers", "pangkalan": "bases", "satuan": "bases",
    "indikator": "indicators", "wilayah": "areas", "operasi": "operation",
}  # fmt: skip
_SIDE_FILES: Final = (".md", ".pdf", ".docx", ".json")
"""Notes people keep beside their data: passed over without a word."""


class Sources:
    """Finds and opens the files of one operation folder."""

    def __init__(self, folder: Path, problems: Problems) -> None:
        self._folder = folder
        self._problems = problems
        self._workbook: Workbook | None = None
        self._workbook_tried = False
        self._files = tuple(self._list())

    def _list(self) -> Iterator[str]:
        """Names of the files of the folder and its ``travel`` folder, sorted."""
        for place in (self._folder, self._folder / "travel"):
            try:
                found = sorted(place.iterdir()) if place.is_dir() else []
            except OSError:
                self._problems.error("file.unreadable", At(place.name))
                continue
            for path in found:
                if path.is_file() and not path.name.startswith((".", "~$")):
                    yield path.relative_to(self._folder).as_posix()

    def grid(self, schema: TableSchema, *, required: bool) -> Grid | None:
        """The cells of ``schema``'s table; None, with the problem noted, when not to be had."""
        csv_name, xlsx_name = f"{schema.name}.csv", f"{schema.name}.xlsx"
        there = [name for name in (csv_name, xlsx_name) if name in self._files]
        if len(there) == 2:
            self._problems.error("file.both", At(csv_name), csv=csv_name, xlsx=xlsx_name)
            return None
        shared = self._from_workbook(schema)
        if there and shared is not None:
            self._problems.error("file.both", At(there[0]), csv=there[0],
                                 xlsx=f"{WORKBOOK_FILE} [{shared.at.sheet}]")  # fmt: skip
            return None
        if shared is not None:
            return shared
        if there:
            return self._open(there[0], schema)
        if required and not (self._workbook_tried and self._workbook is None and
                             WORKBOOK_FILE in self._files):  # fmt: skip
            self._note_missing(schema)
        return None

    def _note_missing(self, schema: TableSchema) -> None:
        other = [
            name for name in self._files
            for ending in _OTHER_ENDINGS if name.casefold() == f"{schema.name}{ending}"
        ]  # fmt: skip
        at = At(f"{schema.name}.csv")
        if other:
            self._problems.error("file.other_ending", At(other[0]), table=schema.name)
        else:
            self._problems.error("file.missing", at, table=schema.name)

    def _from_workbook(self, schema: TableSchema) -> Grid | None:
        if not self._workbook_tried:
            self._workbook_tried = True
            if WORKBOOK_FILE in self._files:
                at = At(WORKBOOK_FILE)
                data = read_bytes(self._folder / WORKBOOK_FILE, at, self._problems)
                if data is not None:
                    self._workbook = open_workbook(data, at, self._problems)
        if self._workbook is None:
            return None
        return choose_sheet(self._workbook, schema, self._problems, optional=True)

    def _open(self, name: str, schema: TableSchema) -> Grid | None:
        """The grid of a file by what it holds; a wrong ending is noted and does no harm."""
        at = At(name)
        data = read_bytes(self._folder / name, at, self._problems)
        if data is None:
            return None
        packed = data.startswith((ZIP_MARK, OLE_MARK))
        if packed != name.endswith(".xlsx"):
            self._problems.warn("file.really_xlsx" if packed else "file.really_csv", at)
        if not packed:
            return read_csv(data, schema, at, self._problems)
        workbook = open_workbook(data, at, self._problems)
        return None if workbook is None else choose_sheet(workbook, schema, self._problems)

    def network_files(self) -> tuple[str, ...]:
        """Absolute paths of road and waterway networks in ``travel/``, sorted."""
        return tuple(
            str((self._folder / name).resolve())
            for name in self._files
            if name.startswith("travel/") and name.casefold().endswith(NETWORK_ENDINGS)
        )

    def note_unread(self) -> None:
        """Warn of files that look like input and are not read."""
        for name in self._files:
            lowered = name.casefold()
            if name in _KNOWN_FILES or lowered.endswith(_SIDE_FILES):
                continue
            if name.startswith("travel/") and lowered.endswith(NETWORK_ENDINGS):
                continue
            stem, _, ending = lowered.rpartition(".")
            meant = _INDONESIAN_FILES.get(stem, "")
            meant = f"{meant}.{ending}" if meant else nearest(name, _KNOWN_FILES)
            code = "file.unread_near" if meant else "file.unread"
            self._problems.warn(code, At(name), meant=meant)
