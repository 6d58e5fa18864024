"""What one part of an operation says about another: ids that must exist, districts, BKO."""

from __future__ import annotations

from collections.abc import Sequence

from siaga.intake.collector import Problems, nearest
from siaga.intake.settings import Settings
from siaga.model.force import Officer, Sex
from siaga.model.places import Base, BaseKind, Station


def check_references(
    settings: Settings,
    stations: Sequence[Station],
    bases: Sequence[Base],
    officers: Sequence[Officer],
    problems: Problems,
) -> None:
    """Note references of ``operation.toml`` to places and people that are not there.

    A table that could not be read at all is empty here and is not held against the references.
    """
    districts = {station.district for station in stations}
    if stations:
        _check_districts(settings, districts, problems)
        _check_women(settings, stations, problems)
        _check_base_districts(settings, bases, problems)
    if bases:
        _check_duties(settings, bases, officers, problems)
        if not any(base.kind is BaseKind.POLRES or base.kind is BaseKind.POLSEK for base in bases):
            problems.warn("bases.no_police", settings.file.at(""))


def _check_districts(settings: Settings, districts: set[str], problems: Problems) -> None:
    known = sorted(districts)
    for index, rayon in enumerate(settings.supervision.rayons):
        for district in rayon.districts:
            if district not in districts:
                problems.error(
                    "rayon.district",
                    settings.file.at(f"supervision.rayons[{index}].districts"),
                    district=district, meant=nearest(district, known) or "-",
                )  # fmt: skip
    if settings.supervision.rayons:
        covered = {d for rayon in settings.supervision.rayons for d in rayon.districts}
        left = sorted(districts - covered)
        if left:
            problems.warn(
                "rayon.uncovered", settings.file.at("supervision.rayons[0]"),
                districts=", ".join(left),
            )  # fmt: skip
    for district, _tier in settings.doctrine.district_patterns:
        if district not in districts:
            problems.warn(
                "district_pattern.unused", settings.file.at("doctrine.districts[0]"),
                district=district,
            )  # fmt: skip


def _check_women(settings: Settings, stations: Sequence[Station], problems: Problems) -> None:
    ids = {station.id for station in stations}
    for index, rule in enumerate(settings.women):
        if rule.station not in ids:
            problems.error(
                "women.station", settings.file.at(f"women[{index}].station"), station=rule.station
            )


def _check_base_districts(settings: Settings, bases: Sequence[Base], problems: Problems) -> None:
    region = settings.region_code
    for base in bases:
        if base.district and region and not f"{base.district}.".startswith(f"{region}."):
            problems.warn(
                "base.other_region", settings.file.at("region.code"),
                id=base.id, district=base.district, region=region,
            )  # fmt: skip


def _check_duties(
    settings: Settings, bases: Sequence[Base], officers: Sequence[Officer], problems: Problems
) -> None:
    ids = {base.id for base in bases}
    for index, duty in enumerate(settings.duties):
        path = f"duties[{index}]"
        if duty.base not in ids:
            problems.error(
                "duty.base", settings.file.at(f"{path}.base"),
                base=duty.base, meant=nearest(duty.base, sorted(ids)) or "-",
            )  # fmt: skip
        if duty.women > duty.officers:
            problems.error(
                "duty.women", settings.file.at(f"{path}.women"),
                women=duty.women, officers=duty.officers,
            )  # fmt: skip
        bound = sum(officer.duty == duty.id and officer.available for officer in officers)
        if bound > duty.officers:
            problems.warn(
                "duty.too_many", settings.file.at(f"{path}.officers"),
                id=duty.id, bound=bound, officers=duty.officers,
            )  # fmt: skip
    wanted = sum(duty.women for duty in settings.duties) + sum(r.women for r in settings.women)
    there = sum(officer.sex is Sex.FEMALE and officer.available for officer in officers)
    if officers and wanted > there:
        problems.warn("women.short", settings.file.at("women[0]"), wanted=wanted, there=there)
