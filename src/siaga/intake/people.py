"""Rows of the officers and bases tables to officers and bases."""

from __future__ import annotations

from typing import cast

from siaga.intake.codes import is_digits, usual_length, with_zeros
from siaga.intake.collector import Problems, nearest
from siaga.intake.positions import read_position
from siaga.intake.tables import Row, Table
from siaga.model.force import Officer, Origin, Sex, Skill
from siaga.model.places import Access, Base, BaseKind, PositionQuality


def build_bases(table: Table, problems: Problems) -> tuple[Base, ...]:
    """The bases of ``table``, in its order; rows with an error are noted and left out."""
    made: list[Base] = []
    first_row: dict[str, int] = {}
    for row in table.rows:
        code = row.text("id")
        position = read_position(table, row, problems)
        if code in first_row:
            problems.error("base.duplicate", table.where(row, "id"), id=code, first=first_row[code])
            continue
        if code:
            first_row[code] = row.number
        if position is None or row.bad & (table.schema.required | {"access"}):
            continue
        lat, lon = position
        made.append(
            Base(
                id=code,
                name=row.text("name"),
                kind=BaseKind(cast(str, row.values["kind"])),
                lat=lat,
                lon=lon,
                district=row.text("district"),
                access=Access(row.word("access", Access.ROAD)),
                position=PositionQuality(row.word("position", PositionQuality.APPROXIMATE)),
                reserve_teams=cast(int, row.values.get("reserve_teams") or 0),
                phone=row.text("phone"),
                note=row.text("note"),
            )
        )
    return tuple(made)


def build_officers(
    table: Table,
    *,
    base_ids: frozenset[str] | None,
    duty_ids: frozenset[str] | None,
    villages: frozenset[str],
    problems: Problems,
) -> tuple[Officer, ...]:
    """The officers of ``table``, in its order; rows with an error are noted and left out.

    ``base_ids`` or ``duty_ids`` is None when bases or duties could not be read: they are then not
    checked, so that one missing file does not make every row wrong. ``villages`` empty: home
    villages neither.
    """
    made: list[Officer] = []
    first_row: dict[str, int] = {}
    length = usual_length(row.text("id") for row in table.rows)
    for row in table.rows:
        _mend_id(table, row, length, problems)
        code = row.text("id")
        if code and code in first_row:
            problems.error(
                "officer.duplicate", table.where(row, "id"), id=code, first=first_row[code]
            )
            continue
        if code:
            first_row[code] = row.number
        _check_references(table, row, base_ids, duty_ids, villages, problems)
        _check_origin(table, row, problems)
        if row.bad & (table.schema.required | {"sex", "origin", "available", "skills"}):
            continue
        made.append(_officer(row))
    return tuple(made)


def _officer(row: Row) -> Officer:
    skills = cast("frozenset[str]", row.values.get("skills") or frozenset())
    return Officer(
        id=row.text("id"),
        name=row.text("name"),
        rank=row.text("rank"),
        unit=row.text("unit"),
        sex=Sex(row.word("sex", Sex.MALE)),
        home_village=row.text("home_village"),
        skills=frozenset(Skill(skill) for skill in skills),
        origin=Origin(row.word("origin", Origin.OWN)),
        team=row.text("team"),
        available=row.values.get("available") is not False,
        duty=row.text("duty"),
        phone=row.text("phone"),
    )


def _mend_id(table: Table, row: Row, length: int, problems: Problems) -> None:
    """Put lost leading zeros of an NRP back, or say that its length is odd."""
    code = row.text("id")
    if not length or not is_digits(code) or len(code) == length:
        return
    at = table.where(row, "id")
    padded = with_zeros(code, length)
    if padded is None:
        problems.warn("code.length", at, value=code, digits=len(code), usual=length)
        return
    problems.warn("officer.lost_zero", at, value=code, meant=padded)
    row.values["id"] = padded


def _check_references(
    table: Table,
    row: Row,
    base_ids: frozenset[str] | None,
    duty_ids: frozenset[str] | None,
    villages: frozenset[str],
    problems: Problems,
) -> None:
    unit, duty, home = row.text("unit"), row.text("duty"), row.text("home_village")
    if unit and base_ids is not None and unit not in base_ids:
        meant = nearest(unit, base_ids)
        code = "officer.unit_near" if meant else "officer.unit"
        problems.error(code, table.where(row, "unit"), unit=unit, meant=meant)
    if duty and duty_ids is not None and duty not in duty_ids:
        meant = nearest(duty, duty_ids)
        code = "officer.duty_near" if meant else "officer.duty"
        problems.error(code, table.where(row, "duty"), duty=duty, meant=meant)
    if home and villages and home not in villages:
        problems.warn("officer.home", table.where(row, "home_village"), village=home)


def _check_origin(table: Table, row: Row, problems: Problems) -> None:
    origin, team = row.values.get("origin"), row.text("team")
    if origin == Origin.BKO and not team:
        problems.error("officer.no_team", table.where(row, "team"))
    elif origin != Origin.BKO and team:
        problems.warn("officer.own_team", table.where(row, "team"), team=team)
