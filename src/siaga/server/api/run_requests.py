"""A run as a program asks for it, read and checked before anything is written."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Final

from ninja import Field, Schema

from siaga.intake.settings_schema import (
    ASSIGNMENT,
    PATTERN,
    SUPERVISION,
    TARGETS,
    TIERS,
)
from siaga.intake.toml_file import TomlFile
from siaga.model.problems import InputError, Problem, ProblemReport, Severity
from siaga.server.plan.actions.runs import RunRequest
from siaga.server.plan.models import DataVersion
from siaga.server.plan.scenario import MOST_EXTRA, changed_settings, settings_file

_MOST_SETTINGS: Final = 60
_SECTIONS: Final = (TIERS, ASSIGNMENT, TARGETS, SUPERVISION)
_PATTERNS: Final = "doctrine.patterns."
_PLAIN: Final = r"^[^\u0000-\u001f\u007f-\u009f]*$"
_NAMESPACE: Final = uuid.UUID("8f6b1d0e-0c55-5b3e-9f49-2b9b6f6a9a10")

Setting = int | float | bool | str | None


class RunIn(Schema, extra="forbid"):
    """A scenario."""

    name: str = Field(min_length=1, max_length=120, pattern=_PLAIN)
    data_version: int = Field(
        0, ge=0, le=2**31 - 1, description="An accepted version; 0: the one that counts."
    )
    settings: dict[str, Setting] = Field(
        default_factory=dict,
        max_length=_MOST_SETTINGS,
        description='What differs from the data: {"targets.reserve_share": 0.1}.',
    )
    extra_officers: int = Field(0, ge=0, le=MOST_EXTRA)
    seed: int = Field(20241127, ge=0, le=2**31 - 1)


def run_request(asked: RunIn, data: DataVersion, once: str) -> RunRequest:
    """The request for the planner; ``once`` names it, so that sent twice it is one run.

    Raises:
        InputError: a setting is not known, or out of its limits.
    """
    file = settings_file(data)
    unknown = [path for path in asked.settings if not _is_known(path, file)]
    if unknown:
        raise InputError(ProblemReport(tuple(_unknown(path) for path in unknown)))
    if asked.settings:
        _, problems = changed_settings(file, asked.settings)
        if problems.has_errors:
            raise InputError(problems.report())
    return RunRequest(
        token=uuid.uuid5(_NAMESPACE, once) if once else uuid.uuid4(),
        name=asked.name.strip() or asked.name,
        data=data,
        seed=asked.seed,
        settings=dict(asked.settings),
        extra_officers=asked.extra_officers,
    )


def _is_known(path: str, file: TomlFile) -> bool:
    """Whether ``path`` is a setting a scenario may change, of a pattern there is."""
    section, _, name = path.rpartition(".")
    if section.startswith(_PATTERNS):
        content: Mapping[str, Any] = file.content
        patterns: Mapping[str, Any] = content.get("doctrine", {}).get("patterns", {})
        return name in PATTERN.names and section.removeprefix(_PATTERNS) in patterns
    return any(section == known.path and name in known.names for known in _SECTIONS)


def _unknown(path: str) -> Problem:
    shown = path[:60]
    return Problem(
        "settings.unknown",
        Severity.ERROR,
        (f"setelan {shown} tidak dikenal", f"unknown setting {shown}"),
        (
            "pakai nama setelan dari docs/format.md, misalnya targets.reserve_share",
            "use a setting of docs/format.md, such as targets.reserve_share",
        ),
        file="settings",
    )
