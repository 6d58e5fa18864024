"""Words and numbers in the user's language.

Screens, prints and messages are Indonesian first and English second, both complete. A package
keeps its sentences in one :class:`Catalog`, both languages side by side, so that a missing
translation is a construction error and not a surprise on somebody's screen.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

Language = Literal["id", "en"]

LANGUAGES: Final[tuple[Language, ...]] = ("id", "en")

_MONTHS: Final[Mapping[Language, tuple[str, ...]]] = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip

_WEEKDAYS: Final[Mapping[Language, tuple[str, ...]]] = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


class Catalog:
    """Sentences of one package: ``key -> (Indonesian, English)``, with ``{name}`` fields.

    Raises:
        ValueError: on construction, when a translation is empty.
    """

    def __init__(self, sentences: Mapping[str, tuple[str, str]]) -> None:
        for key, pair in sentences.items():
            if len(pair) != len(LANGUAGES) or not all(part.strip() for part in pair):
                raise ValueError(f"sentence {key!r} is not complete in {', '.join(LANGUAGES)}")
        self._sentences = dict(sentences)

    def __contains__(self, key: str) -> bool:
        return key in self._sentences

    def keys(self) -> tuple[str, ...]:
        """Every key, in the order written."""
        return tuple(self._sentences)

    def pair(self, key: str) -> tuple[str, str]:
        """The (Indonesian, English) sentence, fields not filled in."""
        return self._sentences[key]

    def say(self, key: str, language: Language, /, **values: object) -> str:
        """The sentence in ``language`` with its fields filled in; KeyError when it is unknown."""
        return self._sentences[key][LANGUAGES.index(language)].format(**values)


def format_number(value: float, language: Language, decimals: int = 0) -> str:
    """``1234.5`` as ``1.234,5`` (Indonesian) or ``1,234.5`` (English); a dash where none is."""
    if not math.isfinite(value):
        return "\N{EN DASH}"
    text = f"{value:,.{decimals}f}"
    if language == "id":
        text = text.translate(str.maketrans(",.", ".,"))
    return text


def format_percent(share: float, language: Language, decimals: int = 1) -> str:
    """A share in [0, 1] as a percentage: ``0.125`` as ``12,5 %`` or ``12.5 %``."""
    return f"{format_number(share * 100, language, decimals)} %"


def format_date(day: date, language: Language, *, weekday: bool = False) -> str:
    """``27 November 2024``, or with its weekday ``Rabu, 27 November 2024``."""
    text = f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"
    return f"{_WEEKDAYS[language][day.weekday()]}, {text}" if weekday else text
