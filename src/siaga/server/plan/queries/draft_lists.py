"""Posts, officers and stations of a plan as lists: filter, sort, pages, export; from rows alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import F, Model, Q, QuerySet
from django.http import QueryDict

from siaga.model.language import Language
from siaga.model.places import TIER_ORDER
from siaga.model.plan import Level, Role
from siaga.server.language import say
from siaga.server.plan.models import OfficerRow, PlacementRow, PlanStationRow, PostRow
from siaga.server.plan.queries.drafts import Sight, place_names

PAGE_SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its field (and text key), whether it sorts, whether it is a number."""

    field: str
    sort: str = ""
    numeric: bool = False
    decimals: int = 0
    words: str = ""
    """Values are fixed words ``terms.<words>_<value>``."""
    file_only: bool = False
    """In exports, and on the page beside another column."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One kind of list."""

    key: str
    model: type[Model]
    columns: tuple[Column, ...]
    filters: tuple[str, ...]


POSTS: Final = Listing(
    "posts",
    PostRow,
    (
        Column("code", "code"),
        Column("district_name", "district_name"),
        Column("tier", "tier", words="tier"),
        Column("level", "level", words="level"),
        Column("pattern", "pattern", file_only=True),
        Column("stations", "stations", numeric=True),
        Column("officers", "officers", numeric=True),
        Column("team_size", "team_size", numeric=True, file_only=True),
        Column("max_minutes", "max_minutes", numeric=True, decimals=1),
        Column("access", "access", words="access", file_only=True),
        Column("threat", "threat", numeric=True, decimals=1),
        Column("locked", "locked"),
    ),
    ("district", "tier", "level", "gap", "locked"),
)
OFFICERS: Final = Listing(
    "officers",
    PlacementRow,
    (
        Column("officer", "officer"),
        Column("name", file_only=True),
        Column("unit", "unit"),
        Column("role", "role", words="role"),
        Column("place", "place"),
        Column("minutes", "minutes", numeric=True, decimals=1),
        Column("leader", "leader"),
        Column("locked", "locked"),
    ),
    ("role", "place", "unit", "locked"),
)
STATIONS: Final = Listing(
    "stations",
    PlanStationRow,
    (
        Column("code", "code"),
        Column("name", "name"),
        Column("village_name", "village_name"),
        Column("district_name", "district_name"),
        Column("tier", "tier", words="tier"),
        Column("level", "level", words="level"),
        Column("post", "post"),
        Column("threat", "threat", numeric=True, decimals=1),
        Column("reach", "reach", numeric=True, decimals=1),
    ),
    ("district", "tier", "level", "post"),
)
LISTINGS: Final = {listing.key: listing for listing in (POSTS, OFFICERS, STATIONS)}

_CHOICES: Final = {
    "tier": tuple(tier.value for tier in TIER_ORDER),
    "level": ("below", *(level.value for level in Level)),
    "role": tuple(role.value for role in Role),
    "gap": ("1",),
    "locked": ("1",),
}
"""Filters with fixed values; a value that is none of them is as if not given."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader filters and sorts by."""

    text: str = ""
    sort: str = ""
    filters: dict[str, str] = field(default_factory=dict)

    @classmethod
    def from_query(cls, listing: Listing, query: QueryDict) -> Wanted:
        """From an address's query; what makes no sense is left out."""
        sorts = {column.sort for column in listing.columns if column.sort}
        sort = query.get("sort", "")
        filters = {}
        for name in listing.filters:
            value = query.get(name, "").strip()[:60]
            if value and value in _CHOICES.get(name, (value,)):
                filters[name] = value
        return cls(
            text=query.get("q", "").strip()[:80],
            sort=sort if sort.removeprefix("-") in sorts else "",
            filters=filters,
        )


def columns_of(sight: Sight, listing: Listing) -> tuple[Column, ...]:
    """The columns this reader may see."""
    hidden = set()
    if not sight.names:
        hidden.add("name" if listing is OFFICERS else "")
    if not sight.scores:
        hidden |= {"threat", "reach"}
    return tuple(column for column in listing.columns if column.field not in hidden)


def rows_of(sight: Sight, listing: Listing, wanted: Wanted) -> QuerySet[Any]:
    """The rows wanted, in order."""
    rows: QuerySet[Any] = listing.model._default_manager.filter(plan=sight.version)
    for name, value in wanted.filters.items():
        rows = _filtered(rows, name, value)
    if wanted.text:
        rows = rows.filter(_matching(sight, listing, wanted.text))
    allowed = {column.sort for column in columns_of(sight, listing)}
    if wanted.sort.removeprefix("-") in allowed - {""}:
        name = wanted.sort.removeprefix("-")
        order = F(name).desc(nulls_last=True) if wanted.sort[0] == "-" else F(name).asc()
        return rows.order_by(order, "ordinal")
    return rows.order_by("ordinal")


def _filtered(rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
    if name == "gap":
        return rows.filter(officers__lt=F("team_size"))
    if name == "locked":
        return rows.filter(locked=True)
    if name == "level" and value == "below":
        return rows.exclude(level=Level.DOCTRINE.value)
    return rows.filter(**{name: value})


def _matching(sight: Sight, listing: Listing, text: str) -> Q:
    if listing is POSTS:
        return Q(code__icontains=text) | Q(district_name__icontains=text) | Q(hub=text)
    if listing is STATIONS:
        return Q(code__icontains=text) | Q(name__icontains=text) | Q(village_name__icontains=text)
    found = Q(officer__icontains=text) | Q(place__icontains=text)
    if sight.names:
        people = OfficerRow.objects.filter(version=sight.version.data_id, name__icontains=text)
        found |= Q(officer__in=people.values("code"))
    return found


def choices_of(sight: Sight, listing: Listing, language: Language) -> list[dict[str, Any]]:
    """The filters with their choices, each ``(value, words)``."""
    found = []
    for name in listing.filters:
        if name in ("place", "post"):
            continue
        if name == "district":
            options = sorted(place_names(sight.version).districts.items(), key=lambda o: o[1])
        elif name == "unit":
            options = sorted(place_names(sight.version).bases.items(), key=lambda o: o[1])
        else:
            options = [(value, _choice(name, value, language)) for value in _CHOICES[name]]
        found.append({"name": name, "label": say(f"drafts.filter_{name}", language),
                      "options": options})  # fmt: skip
    return found


def term_key(words: str, value: object) -> str:
    """The sentence of a fixed word: a tier, level, way or role."""
    keys = {
        "tier": f"terms.tier_{value}",
        "level": f"terms.level_{value}",
        "access": f"terms.access_{value}",
        "role": f"terms.role_{value}",
    }
    return keys[words]


def _choice(name: str, value: str, language: Language) -> str:
    if name in ("gap", "locked") or value == "below":
        return say(f"drafts.only_{'below' if value == 'below' else name}", language)
    return say(term_key(name, value), language)
