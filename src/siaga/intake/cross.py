"""What one part of an operation says about another: ids that must exist, districts, BKO."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from siaga.intake.collector import Problems, nearest
from siaga.intake.settings import Settings
from siaga.model.force import Officer, Sex
from siaga.model.places import POLICE_BASES, Base, BaseKind


@dataclass(frozen=True, slots=True)
class Written:
    """What the tables say exists, rows with another problem included.

    A row's own problem must not make everything that names it wrong as well. A table that could
    not be read at all is empty here and is not held against the references.
    """

    station_ids: frozenset[str] = frozenset()
    base_ids: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    """Districts with stations."""


def check_references(
    settings: Settings,
    written: Written,
    bases: Sequence[Base],
    officers: Sequence[Officer],
    problems: Problems,
) -> None:
    """Note references of ``operation.toml`` to places and people that are not there."""
    if written.districts:
        _check_districts(settings, written.districts, problems)
    if written.station_ids:
        _check_women(settings, written.station_ids, problems)
    _check_base_districts(settings, bases, problems)
    if written.base_ids:
        _check_duties(settings, written.base_ids, officers, problems)
    if bases:
        _check_police(settings, bases, problems)


def _check_police(settings: Settings, bases: Sequence[Base], problems: Problems) -> None:
    """Reach is measured from police bases: without any, it can only be left out by weight 0."""
    kinds = {base.kind for base in bases}
    if not kinds & POLICE_BASES and settings.risk.reach_minutes_weight > 0:
        problems.error("bases.no_reach", settings.file.at(""))
    elif not kinds & {BaseKind.POLRES, BaseKind.POLSEK}:
        problems.warn("bases.no_police", settings.file.at(""))


def _check_districts(settings: Settings, districts: frozenset[str], problems: Problems) -> None:
    known = sorted(districts)
    for index, rayon in enumerate(settings.supervision.rayons):
        for district in rayon.districts:
            if district not in districts:
                meant = nearest(district, known)
                problems.error(
                    "rayon.district_near" if meant else "rayon.district",
                    settings.file.at(f"supervision.rayons[{index}].districts"),
                    district=district, meant=meant,
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


def _check_women(settings: Settings, ids: frozenset[str], problems: Problems) -> None:
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
    settings: Settings, ids: frozenset[str], officers: Sequence[Officer], problems: Problems
) -> None:
    for index, duty in enumerate(settings.duties):
        path = f"duties[{index}]"
        if duty.base not in ids:
            meant = nearest(duty.base, sorted(ids))
            problems.error(
                "duty.base_near" if meant else "duty.base", settings.file.at(f"{path}.base"),
                base=duty.base, meant=meant,
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
    _check_pairs(settings, problems)
    wanted = sum(duty.women for duty in settings.duties) + sum(r.women for r in settings.women)
    there = sum(officer.sex is Sex.FEMALE and officer.available for officer in officers)
    if officers and wanted > there:
        problems.warn("women.short", settings.file.at("women[0]"), wanted=wanted, there=there)


def _check_pairs(settings: Settings, problems: Problems) -> None:
    known = [pair.id for pair in settings.pairs]
    for index, duty in enumerate(settings.duties):
        if duty.pair and duty.pair not in known:
            problems.error(
                "duty.pair", settings.file.at(f"duties[{index}].pair"),
                pair=duty.pair, known=", ".join(known) or "-",
            )  # fmt: skip
