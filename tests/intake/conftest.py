"""An operation folder to spoil: the example of ``siaga new`` with its tables as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from siaga.intake import template_example
from siaga.intake.folder import read_operation
from siaga.intake.schemas import BASES, INDICATORS, OFFICERS, STATIONS, TABLES
from siaga.intake.template import new_operation_files
from siaga.model.operation import Operation
from siaga.model.problems import Problem, ProblemReport, Severity

EXAMPLE = {
    STATIONS.name: template_example.stations,
    OFFICERS.name: template_example.officers,
    BASES.name: template_example.bases,
    INDICATORS.name: template_example.indicators,
}


class Draft:
    """A folder and the tables it is written from; change them, then read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tables: dict[str, list[dict[str, Any]]] = {
            name: [dict(row) for row in rows()] for name, rows in EXAMPLE.items()
        }
        files = new_operation_files("id")
        self.toml = files["operation.toml"].decode()
        self.areas = json.loads(files["areas.geojson"])
        self.raw: dict[str, bytes | None] = {}
        """Files written as they are, or with None not at all, instead of the made ones."""

    @property
    def stations(self) -> list[dict[str, Any]]:
        return self.tables["stations"]

    @property
    def officers(self) -> list[dict[str, Any]]:
        return self.tables["officers"]

    def replace(self, old: str, new: str) -> None:
        """Change the text of operation.toml."""
        assert old in self.toml
        self.toml = self.toml.replace(old, new, 1)

    def grid(self, name: str) -> list[list[Any]]:
        """Header (Indonesian) and rows of a table."""
        schema = next(schema for schema in TABLES if schema.name == name)
        rows = self.tables[name]
        return [
            [column.indonesian for column in schema.columns],
            *([row.get(column.name, "") for column in schema.columns] for row in rows),
        ]

    def xlsx(self, name: str, grid: Sequence[Sequence[Any]] | None = None, **more: Any) -> None:
        """Write a table as XLSX instead of CSV."""
        self.raw[f"{name}.csv"] = None
        self.raw[f"{name}.xlsx"] = workbook(grid or self.grid(name), **more)

    def write(self) -> None:
        files: dict[str, bytes | None] = {
            "operation.toml": self.toml.encode(),
            "areas.geojson": json.dumps(self.areas).encode(),
            **{f"{name}.csv": csv_bytes(self.grid(name)) for name in self.tables},
            **self.raw,
        }
        for name, content in files.items():
            if content is not None:
                path = self.path / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)

    def read(self) -> tuple[Operation | None, ProblemReport]:
        """Write, read, and check what holds for every report."""
        self.write()
        operation, report = read_operation(self.path)
        assert (operation is None) == bool(report.errors)
        for problem in report.problems:
            assert problem.file, problem
            assert "{" not in problem.text("id") + problem.text("en"), problem
        return operation, report

    def only(self, code: str) -> Problem:
        """Read; the one problem there is must have this code."""
        _, report = self.read()
        assert [problem.code for problem in report.problems] == [code], [
            problem.text("en") for problem in report.problems
        ]
        return report.problems[0]

    def error(self, code: str) -> Problem:
        problem = self.only(code)
        assert problem.severity is Severity.ERROR
        return problem

    def warning(self, code: str) -> Problem:
        problem = self.only(code)
        assert problem.severity is Severity.WARNING
        return problem

    def codes(self) -> list[str]:
        """Codes of all problems, in reading order."""
        _, report = self.read()
        return [problem.code for problem in report.problems]


def csv_bytes(
    grid: Sequence[Sequence[Any]], delimiter: str = ";", encoding: str = "utf-8"
) -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=delimiter).writerows(grid)
    return target.getvalue().encode(encoding)


def workbook(
    grid: Sequence[Sequence[Any]],
    *,
    sheet: str = "Sheet1",
    merge: Sequence[tuple[int, int, int, int, Any]] = (),
    others: dict[str, Sequence[Sequence[Any]]] | None = None,
    formulas: dict[tuple[int, int], tuple[str, Any]] | None = None,
) -> bytes:
    """An XLSX; text stays text, numbers stay numbers."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    for name, rows in {sheet: grid, **(others or {})}.items():
        page = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell not in ("", None):
                    page.write(row, column, cell)
        if name == sheet:
            for first_row, first_column, last_row, last_column, value in merge:
                page.merge_range(first_row, first_column, last_row, last_column, value)
            for (row, column), (formula, value) in (formulas or {}).items():
                page.write_formula(row, column, formula, None, value)
    book.close()
    return target.getvalue()


class Tools:
    """The makers above, for tests that need them alone."""

    csv_bytes = staticmethod(csv_bytes)
    workbook = staticmethod(workbook)


@pytest.fixture
def tools() -> type[Tools]:
    return Tools


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft(tmp_path / "operasi")
