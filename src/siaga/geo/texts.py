"""Sentences of ``siaga.geo`` in Indonesian and English."""

from __future__ import annotations

from typing import Final

from siaga.model.language import Catalog
from siaga.model.problems import InputError, Problem, ProblemReport, Severity

_SENTENCES: Final = Catalog(
    {
        "travel.mode": (
            "moda {mode} dipakai sebuah tempat tetapi tidak diatur",
            "access mode {mode} is used by a place but not set",
        ),
        "travel.mode.remedy": (
            "tulis [travel.modes.{mode}] dengan speed_kmh, detour dan transfer_minutes",
            "write [travel.modes.{mode}] with speed_kmh, detour and transfer_minutes",
        ),
        "travel.number": (
            "moda {mode}: {name} = {value} tidak mungkin",
            "mode {mode}: {name} = {value} is impossible",
        ),
        "travel.number.remedy": (
            "speed_kmh di atas 0, detour paling sedikit 1, transfer_minutes paling sedikit 0",
            "speed_kmh above 0, detour at least 1, transfer_minutes at least 0",
        ),
        "measured.minutes": (
            "waktu terukur {origin} - {destination} = {minutes} menit tidak mungkin",
            "measured time {origin} - {destination} = {minutes} minutes is impossible",
        ),
        "measured.minutes.remedy": (
            "tulis menit yang sungguh ditempuh, 0 atau lebih",
            "write the minutes really needed, 0 or more",
        ),
    }
)


def geo_problem(code: str, file: str = "", **values: object) -> Problem:
    """The problem ``code`` with its remedy (key ``code.remedy``), fields filled in."""
    return Problem(
        code=code,
        severity=Severity.ERROR,
        message=(_SENTENCES.say(code, "id", **values), _SENTENCES.say(code, "en", **values)),
        remedy=(
            _SENTENCES.say(f"{code}.remedy", "id", **values),
            _SENTENCES.say(f"{code}.remedy", "en", **values),
        ),
        file=file,
    )


def geo_error(code: str, file: str = "", **values: object) -> InputError:
    """An :class:`InputError` carrying one problem."""
    return InputError(ProblemReport((geo_problem(code, file, **values),)))
