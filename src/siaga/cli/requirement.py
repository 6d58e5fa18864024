"""What ``siaga requirement`` prints."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from siaga.cli.summary import linmas_row, need_rows
from siaga.cli.texts import say
from siaga.geo.sources import travel_times
from siaga.model.language import Language, format_number
from siaga.model.operation import Operation
from siaga.model.plan import Requirement
from siaga.planning.cases import assess_cases, case_lines, cases_json
from siaga.planning.requirement import compute_requirement
from siaga.risk.scoring import score_stations


def folder_output(operation: Operation, language: Language, *, as_json: bool) -> None:
    """Need against force for an operation folder."""
    risk = score_stations(operation, travel_times(operation))
    need = compute_requirement(operation, risk)
    if as_json:
        typer.echo(json.dumps(_as_dict(need), indent=2, ensure_ascii=False))
        return
    Console(markup=False, emoji=False).print(_table(operation, need, language))
    for label, value in _totals(need, language):
        typer.echo(f"{label}: {value}")


def cases_output(path: Path, language: Language, *, as_json: bool) -> None:
    """Need against force for a table of published cases."""
    cases = assess_cases(path)
    typer.echo(cases_json(cases) if as_json else "\n".join(case_lines(cases, language)))


def _as_dict(need: Requirement) -> dict[str, object]:
    return {**asdict(need), "need": need.need, "short": need.short}


def _table(operation: Operation, need: Requirement, language: Language) -> Table:
    names = {station.district: station.district_name for station in operation.stations}
    title = say("req.title", language, name=operation.unit_name or operation.region_name)
    table = Table(title=title, title_justify="left")
    for key in ("district", "tier", "pattern"):
        table.add_column(say(f"req.{key}", language))
    for key in ("stations", "groups", "officers", "linmas"):
        table.add_column(say(f"req.{key}", language), justify="right")
    for row in need.rows:
        counts = (row.stations, row.groups, row.officers, row.linmas)
        table.add_row(
            names.get(row.district, row.district),
            row.tier.value.replace("_", " "),
            row.pattern,
            *(format_number(count, language) for count in counts),
        )
    return table


def _totals(need: Requirement, language: Language) -> list[tuple[str, str]]:
    verdict = (
        say("sum.closes", language)
        if not need.short
        else say("sum.short.need", language, short=format_number(need.short, language))
    )
    return [
        *need_rows(need, need.station_officers, language),
        linmas_row(need, language),
        (say("sum.verdict", language), verdict),
    ]
