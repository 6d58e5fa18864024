"""Rows of the indicators and measured-times tables."""

from __future__ import annotations

import datetime
from typing import cast

from siaga.intake.codes import area_code
from siaga.intake.collector import Problems, nearest
from siaga.intake.tables import Row, Table
from siaga.model.operation import MeasuredTime
from siaga.model.risk import IndicatorValue


def build_indicators(
    table: Table,
    *,
    indicator_ids: frozenset[str],
    station_ids: frozenset[str],
    villages: frozenset[str],
    problems: Problems,
) -> tuple[IndicatorValue, ...]:
    """The indicator values of ``table``, in its order; rows with an error are noted and left out.

    ``station_ids`` empty means that the stations could not be read: places are not checked then.
    """
    made: list[IndicatorValue] = []
    first_row: dict[tuple[str, str], int] = {}
    for row in table.rows:
        indicator, place = row.text("indicator"), row.text("place")
        if indicator and indicator not in indicator_ids:
            meant = nearest(indicator, indicator_ids)
            code = "indicator.unknown_near" if meant else "indicator.unknown"
            problems.error(code, table.where(row, "indicator"), id=indicator, meant=meant)
            row.bad.add("indicator")
        if place and place not in station_ids:
            place = _village(table, row, place, station_ids, villages, problems)
        if row.bad & (table.schema.required | {"value"}):
            continue
        key = (indicator, place)
        if first_row.setdefault(key, row.number) != row.number:
            problems.error(
                "indicator.duplicate", table.where(row, "place"),
                id=indicator, place=place, first=first_row[key],
            )  # fmt: skip
            continue
        value = row.values.get("value")
        made.append(
            IndicatorValue(
                indicator=indicator,
                place=place,
                value=1.0 if value is None else cast(float, value),
                source=row.text("source"),
                day=cast("datetime.date | None", row.values.get("day")),
                synthetic=row.values.get("synthetic") is True,
            )
        )
    return tuple(made)


def _village(
    table: Table,
    row: Row,
    place: str,
    station_ids: frozenset[str],
    villages: frozenset[str],
    problems: Problems,
) -> str:
    """The village code ``place`` means, with dots; noted when it is none that is known."""
    code = area_code(place)
    if code is not None and code.count(".") == 3 and (code in villages or not villages):
        return code
    if station_ids:
        problems.error("place.unknown", table.where(row, "place"), value=place)
        row.bad.add("place")
    return place


def build_measured(
    table: Table, *, place_ids: frozenset[str], problems: Problems
) -> tuple[MeasuredTime, ...]:
    """The measured times of ``table``; ``place_ids`` empty: ids are not checked."""
    made: list[MeasuredTime] = []
    first_row: dict[tuple[str, str], int] = {}
    for row in table.rows:
        origin, destination = row.text("origin"), row.text("destination")
        for name, value in (("origin", origin), ("destination", destination)):
            if value and place_ids and value not in place_ids:
                meant = nearest(value, place_ids)
                code = "measured.unknown_near" if meant else "measured.unknown"
                problems.error(code, table.where(row, name), value=value, meant=meant)
                row.bad.add(name)
        if row.bad & (table.schema.required | {"symmetric"}):
            continue
        if origin == destination:
            problems.error("measured.same", table.where(row, "destination"), value=origin)
            continue
        if first_row.setdefault((origin, destination), row.number) != row.number:
            problems.error(
                "measured.duplicate", table.where(row, "destination"),
                first=first_row[origin, destination],
            )  # fmt: skip
            continue
        made.append(
            MeasuredTime(
                origin=origin,
                destination=destination,
                minutes=cast(float, row.values["minutes"]),
                symmetric=row.values.get("symmetric") is not False,
                source=row.text("source"),
            )
        )
    return tuple(made)
