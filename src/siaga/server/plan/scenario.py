"""A scenario: the data's own settings with some changed, and officers more than the roster holds.

What may be changed, its meaning and its limits come from :mod:`siaga.intake.settings_schema`, and a
changed setting goes through the very reading of ``operation.toml``: the desk has no second copy of
either.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from siaga.intake.collector import Problems
from siaga.intake.folder import SETTINGS_FILE
from siaga.intake.settings import Settings, read_settings
from siaga.intake.toml_file import TomlFile, read_toml
from siaga.model.force import Officer, Origin
from siaga.model.operation import Operation, TravelSettings
from siaga.model.places import BaseKind
from siaga.model.problems import InputError
from siaga.server.plan.models import DataFile, DataVersion, PlanRun, PlanVersion
from siaga.server.plan.queries.data import unpack

Overrides = Mapping[str, Any]
"""Path of a setting (``targets.reserve_share``) -> its value in the scenario."""

MOST_EXTRA: Final = 10_000
"""Most officers more than the roster holds."""
_TEAM: Final = 10
"""Officers in a team of them."""
_RANKS: Final = ("Bripka", "Bripda")
"""Ranks of them in turn: half can lead a pair."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What differs from the data."""

    overrides: Overrides = field(default_factory=dict)
    extra_officers: int = 0

    def __bool__(self) -> bool:
        return bool(self.overrides or self.extra_officers)


def scenario_of(version: PlanVersion) -> Scenario:
    """The scenario a plan was made of; a plan changed by hand has that of the plan it came from."""
    while version.run is None and version.base is not None:
        version = version.base
    return Scenario() if version.run is None else scenario_of_run(version.run)


def scenario_of_run(run: PlanRun) -> Scenario:
    """The scenario of ``run``."""
    return Scenario(run.settings, run.extra_officers)


def settings_file(data: DataVersion) -> TomlFile:
    """``operation.toml`` of ``data``, every pattern spelled out.

    Raises:
        InputError: it is no TOML.
    """
    content = DataFile.objects.values_list("content", flat=True).get(
        version=data, path=SETTINGS_FILE
    )
    problems = Problems()
    file = read_toml(unpack(content), SETTINGS_FILE, problems)
    if file is None:
        raise InputError(problems.report())
    return replace(file, content=_spelled_out(file))


def _spelled_out(file: TomlFile) -> dict[str, Any]:
    """A pattern written as ``2-8-16`` as its three numbers, so that each can be changed."""
    content: dict[str, Any] = copy.deepcopy(dict(file.content))
    patterns = content.get("doctrine", {}).get("patterns", {})
    read = read_settings(file, Problems()).doctrine.patterns
    for name, table in patterns.items():
        if "pattern" in table and name in read:
            del table["pattern"]
            table.pop("order", None)
            table["officers"] = read[name].officers
            table["stations_per_group"] = read[name].stations_per_group
            table["linmas_per_station"] = read[name].linmas_per_station
    return content


def changed_settings(file: TomlFile, overrides: Overrides) -> tuple[Settings, Problems]:
    """``file`` read with ``overrides`` put in; a value of None takes the setting out.

    The problems name each setting by its path, as for a file.
    """
    content: dict[str, Any] = copy.deepcopy(dict(file.content))
    for path, value in overrides.items():
        table, name = _place(content, path)
        if value is None:
            table.pop(name, None)
        else:
            table[name] = value
    problems = Problems()
    return read_settings(replace(file, content=content), problems), problems


def _place(content: dict[str, Any], path: str) -> tuple[dict[str, Any], str]:
    """The table that holds ``path``, made when missing; names of patterns may hold dots."""
    section, _, name = path.rpartition(".")
    parts = section.split(".")
    if parts[:2] == ["doctrine", "patterns"]:
        parts = [*parts[:2], ".".join(parts[2:])]
    table = content
    for part in parts:
        table = table.setdefault(part, {})
    return table, name


def with_scenario(data: DataVersion, operation: Operation, scenario: Scenario) -> Operation:
    """``operation`` of ``data`` as ``scenario`` has it.

    Raises:
        InputError: a setting is out of its limits, or contradicts another.
    """
    if scenario.overrides:
        settings, problems = changed_settings(settings_file(data), scenario.overrides)
        if problems.has_errors:
            raise InputError(problems.report())
        operation = replace(
            operation,
            doctrine=settings.doctrine,
            targets=settings.targets,
            supervision=settings.supervision,
            travel=_travel(operation.travel, settings),
        )
    return with_extra(operation, scenario.extra_officers)


def _travel(before: TravelSettings, settings: Settings) -> TravelSettings:
    return replace(before, modes=settings.modes, max_snap_km=settings.max_snap_km)


def with_extra(operation: Operation, count: int) -> Operation:
    """``operation`` with ``count`` reinforcements more: teams of ten from the resort.

    They are numbered, have no home village and no special skill; every second one can lead a pair.
    """
    if count <= 0:
        return operation
    known = {officer.id for officer in operation.officers}
    bases = operation.bases
    base = next((b for b in bases if b.kind is BaseKind.POLRES), bases[0])
    prefix = "BKO-PLUS"
    while any(code.startswith(f"{prefix}-") for code in known):
        prefix += "X"
    extra = tuple(
        Officer(
            id=f"{prefix}-{number:04d}",
            name=f"BKO tambahan {number:04d}",
            rank=_RANKS[number % len(_RANKS)],
            unit=base.id,
            origin=Origin.BKO,
            team=f"{prefix}-{(number - 1) // _TEAM + 1:03d}",
        )
        for number in range(1, count + 1)
    )
    return replace(operation, officers=(*operation.officers, *extra))
