"""The cells of a plan's lists: codes in words, numbers in the reader's writing, links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from django.db.models import QuerySet
from django.urls import reverse

from siaga.model.language import Language, format_number
from siaga.server.language import say
from siaga.server.plan.queries.draft_lists import (
    OFFICERS,
    Column,
    Listing,
    columns_of,
    term_key,
)
from siaga.server.plan.queries.drafts import Sight, names_of, place_names

_KIND: Final = {"posts": "post", "officers": "officer", "stations": "station"}
_CHUNK: Final = 2_000
_LEVEL_STYLE: Final = {"doctrine": "", "unguarded": "tag bad"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as it is shown."""

    label: str
    text: str
    numeric: bool = False
    href: str = ""
    style: str = ""
    """Classes of a mark around the text; empty: none."""
    gap: bool = False
    """Officers are missing."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list; ``name`` of an officer, for who may see it."""

    id: str
    row: Any
    cells: tuple[Cell, ...]
    name: str = ""


class Wording:
    """Values of one list in words, each said once."""

    def __init__(self, sight: Sight, listing: Listing, language: Language) -> None:
        self.sight = sight
        self.listing = listing
        self.language = language
        self.places = place_names(sight.version) if listing is OFFICERS else None
        self._words: dict[tuple[str, Any], str] = {}

    def word(self, column: Column, value: Any, role: str = "") -> str:
        """A value that is no number; ``role`` is that of an officer's place."""
        key = (column.field, (role, value) if column.field == "place" else value)
        if key not in self._words:
            self._words[key] = self._say(column, value, role)
        return self._words[key]

    def _say(self, column: Column, value: Any, role: str) -> str:
        if column.words:
            return say(term_key(column.words, value), self.language)
        if self.places is not None and column.field == "place":
            return self.places.of(role, value, self.language)
        if self.places is not None and column.field == "unit":
            return self.places.bases.get(value, value)
        if isinstance(value, bool):
            return say("drafts.yes", self.language) if value else ""
        return str(value)


def lines_of(sight: Sight, listing: Listing, rows: Sequence[Any], language: Language) -> list[Line]:
    """The rows of one page."""
    columns = [c for c in columns_of(sight, listing) if not c.file_only]
    labels = [say(f"drafts.column_{column.field}", language) for column in columns]
    names = names_of(sight, {row.officer for row in rows}) if listing is OFFICERS else {}
    wording = Wording(sight, listing, language)
    links = _Links(sight, listing)
    found = []
    for row in rows:
        key = row.officer if listing is OFFICERS else row.code
        cells = tuple(
            _cell(column, label, row, wording, links)
            for column, label in zip(columns, labels, strict=True)
        )
        found.append(Line(key, row, cells, names.get(key, "")))
    return found


class _Links:
    """Addresses of cards, without asking the router for each."""

    def __init__(self, sight: Sight, listing: Listing) -> None:
        root = reverse("plan-posts", args=[sight.operation.slug, sight.version.number])
        self._root = root.removesuffix("posts/")
        self._kind = _KIND[listing.key]

    def own(self, key: str) -> str:
        return f"{self._root}{self._kind}/{quote(key, safe='')}/"

    def post(self, key: str) -> str:
        return f"{self._root}post/{quote(key, safe='')}/"


def _cell(column: Column, label: str, row: Any, wording: Wording, links: _Links) -> Cell:
    value = getattr(row, column.field)
    name = column.field
    if column.numeric:
        shown = format_number(
            float("nan") if value is None else value, wording.language, column.decimals
        )
        if name == "officers":
            size = format_number(row.team_size, wording.language)
            return Cell(label, f"{shown} / {size}", True, gap=value < row.team_size)
        return Cell(label, shown, True)
    text = wording.word(column, value, getattr(row, "role", ""))
    if name in ("code", "officer"):
        return Cell(label, text, href=links.own(value))
    if value and (name == "post" or (name == "place" and row.role == "post")):
        return Cell(label, text, href=links.post(value))
    if name == "tier":
        return Cell(label, text, style=f"tier tier-{value}")
    if name == "level":
        return Cell(label, text, style=_LEVEL_STYLE.get(value, "tag warn"))
    if name == "locked" and value:
        return Cell(label, text, style="tag")
    return Cell(label, text)


def export_rows(
    sight: Sight, listing: Listing, rows: QuerySet[Any], language: Language
) -> Iterator[list[Any]]:
    """Rows for a file, every column: numbers as numbers, codes in words."""
    columns = columns_of(sight, listing)
    wording = Wording(sight, listing, language)
    named = listing is OFFICERS and sight.names
    names = names_of(sight, set(rows.values_list("officer", flat=True))) if named else {}
    for row in rows.iterator(chunk_size=_CHUNK):
        cells: list[Any] = []
        for column in columns:
            if listing is OFFICERS and column.field == "name":
                cells.append(names.get(row.officer, ""))
                continue
            value = getattr(row, column.field)
            if not column.numeric:
                value = wording.word(column, value, getattr(row, "role", ""))
            elif isinstance(value, float):
                value = round(value, 3)
            cells.append(value)
        yield cells
