"""Rows of the stations table to stations."""

from __future__ import annotations

from typing import cast

from siaga.intake.areas import AreaMap
from siaga.intake.codes import is_digits, usual_length
from siaga.intake.collector import At, Problems, nearest
from siaga.intake.positions import check_in_areas, read_position
from siaga.intake.settings import Settings
from siaga.intake.tables import Row, Table
from siaga.model.places import Access, PositionQuality, Station, Tier


def build_stations(
    table: Table, settings: Settings, areas: AreaMap, problems: Problems
) -> tuple[Station, ...]:
    """The stations of ``table``, in its order; rows with an error are noted and left out."""
    made: list[tuple[Station, At]] = []
    first_row: dict[str, int] = {}
    names: dict[tuple[str, str], int] = {}
    length = usual_length(row.text("id") for row in table.rows)
    for row in table.rows:
        _check_id(table, row, length, problems)
        station = _build(table, row, settings, areas, problems)
        code = row.text("id")
        if code in first_row:
            problems.error(
                "station.duplicate", table.where(row, "id"), id=code, first=first_row[code]
            )
            continue
        if code:
            first_row[code] = row.number
        if station is None:
            continue
        key = (station.village, station.name.casefold())
        if names.setdefault(key, row.number) != row.number:
            problems.warn(
                "station.same_name", table.where(row, "name"), name=station.name, first=names[key]
            )
        made.append((station, table.where(row, "lat")))
    check_in_areas(made, areas, problems)
    return tuple(station for station, _ in made)


def _check_id(table: Table, row: Row, length: int, problems: Problems) -> None:
    code, village = row.text("id"), row.text("village")
    if length and is_digits(code) and len(code) != length:
        problems.warn(
            "code.length", table.where(row, "id"), value=code, digits=len(code), usual=length
        )
    digits = village.replace(".", "")
    if village and is_digits(code) and len(code) == len(digits) + 3 and not code.startswith(digits):
        problems.warn("station.id_village", table.where(row, "id"), id=code, village=village)


def _build(
    table: Table, row: Row, settings: Settings, areas: AreaMap, problems: Problems
) -> Station | None:
    values = row.values
    village = row.text("village")
    district = row.text("district") or ".".join(village.split(".")[:3])
    if village and not village.startswith(district + "."):
        problems.error(
            "station.district", table.where(row, "district"), district=district, village=village
        )
    region = settings.region_code
    if village and region and not f"{village}.".startswith(f"{region}."):
        problems.warn(
            "station.other_region", table.where(row, "village"), village=village, region=region
        )
    special = values.get("special") is True
    tier = values.get("tier")
    _check_voters(table, row, special or tier == Tier.KHUSUS, settings, problems)
    pattern = row.text("pattern") or None
    if pattern and settings.pattern_names and pattern not in settings.pattern_names:
        meant = nearest(pattern, settings.pattern_names)
        problems.error(
            "pattern.unknown_near" if meant else "pattern.unknown", table.where(row, "pattern"),
            name=pattern, meant=meant, known=", ".join(settings.pattern_names),
        )  # fmt: skip
    position = read_position(table, row, problems)
    if position is None or row.bad & (table.schema.required | {"tier", "special", "access"}):
        return None
    lat, lon = position
    return Station(
        id=row.text("id"),
        name=row.text("name") or row.text("id"),
        village=village,
        village_name=row.text("village_name") or areas.names.get(village, village),
        district=district,
        district_name=row.text("district_name") or areas.names.get(district, district),
        voters=cast(int, values["voters"]),
        lat=lat,
        lon=lon,
        access=Access(row.word("access", Access.ROAD)),
        position=PositionQuality(row.word("position", PositionQuality.APPROXIMATE)),
        special=special,
        tier=None if tier is None else Tier(cast(str, tier)),
        pattern=pattern,
        note=row.text("note"),
    )


def _check_voters(
    table: Table, row: Row, special: bool, settings: Settings, problems: Problems
) -> None:
    """More voters than the law allows: an error, but in a special station only a warning.

    A special station (a prison, say) takes in whom it houses and can not always be split; in any
    other one the number is a slip of the pen or two stations in one row.
    """
    voters, most = row.values.get("voters"), settings.max_voters
    at = table.where(row, "voters")
    if not isinstance(voters, int):
        return
    if voters == 0:
        problems.warn("voters.zero", at)
    elif most and voters > most:
        note = problems.warn if special else problems.error
        note("voters.too_many", at, voters=voters, most=most)
