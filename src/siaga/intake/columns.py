"""What a column and a table are: the one declaration parsing, templates and docs are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """How a cell is read."""

    TEXT = "text"
    """Free text."""
    ID = "id"
    """An identifier kept as text, leading zeros and all."""
    VILLAGE = "village code"
    """Kemendagri village code, ``16.07.01.1016`` or ``1607011016``."""
    DISTRICT = "district code"
    """Kemendagri district code, ``16.07.01`` or ``160701``."""
    WHOLE = "whole number"
    NUMBER = "number"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    CHOICE = "choice"
    """One of a few words."""
    CHOICES = "choices"
    """Several of a few words, joined with ``|``."""
    FLAG = "yes or no"
    DATE = "date"
    PHONE = "phone number"


Choices = Mapping[str, tuple[str, ...]]
"""Stored word -> words accepted for it, the Indonesian one first."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. Texts are (Indonesian, English)."""

    name: str
    """English header, and the key in a row's values."""
    indonesian: str
    """Indonesian header."""
    kind: Kind
    meaning: tuple[str, str]
    required: bool = False
    """A header must be there and no cell may be empty."""
    aliases: tuple[str, ...] = ()
    """Further headers understood; compared without case, spaces and punctuation."""
    choices: Choices = field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    example: str = ""

    def header(self, language: str) -> str:
        """The header in ``language``."""
        return self.indonesian if language == "id" else self.name

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header understood, the two official ones first."""
        return (self.name, self.indonesian, *self.aliases)


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table: its file name without ending, its sheet names, its columns."""

    name: str
    sheets: tuple[str, ...]
    """Sheet names looked for first, the Indonesian one first."""
    meaning: tuple[str, str]
    columns: tuple[Column, ...]
    key: str
    """The column that names a row."""
    unique: bool = True
    """Whether two rows may not share the key."""
    optional: bool = False
    """The operation can do without it."""

    def column(self, name: str) -> Column:
        """The column called ``name`` (English)."""
        return next(column for column in self.columns if column.name == name)

    @property
    def required(self) -> frozenset[str]:
        """Names of the required columns."""
        return frozenset(column.name for column in self.columns if column.required)
