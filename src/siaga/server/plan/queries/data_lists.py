"""Stations and officers of a version as lists: searched, filtered, sorted, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Sum, When

from siaga.model.force import RANKS
from siaga.server.plan.models import DataVersion, OfficerRow, StationRow

PAGE: Final = 50
LONGEST_SEARCH: Final = 80


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list with what it takes to draw its head and filters."""

    page: Page[Any]
    total: int
    """Rows that match."""
    search: str
    chosen: Mapping[str, str]
    """Filter -> chosen value, empty for all."""
    options: Mapping[str, list[tuple[str, str]]]
    """Filter -> (value, label)."""
    sort: str
    """Field, with a minus in front when descending."""
    sums: Mapping[str, int] = field(default_factory=dict)


STATION_SORTS: Final = (
    "ordinal", "code", "name", "village_name", "district_name", "voters", "access",
)  # fmt: skip
OFFICER_SORTS: Final = ("ordinal", "code", "name", "rank", "unit", "origin", "available")


STATION_HEADS: Final = (
    ("code", "id"), ("name", "name"), ("village_name", "village_name"),
    ("district_name", "district_name"), ("voters", "voters"), ("access", "access"),
)  # fmt: skip
"""(Field of the row, column of the table) of the headers that sort."""
OFFICER_HEADS: Final = (
    ("code", "id"), ("name", "name"), ("rank", "rank"), ("unit", "unit"), ("origin", "origin"),
    ("available", "available"),
)  # fmt: skip


def stations(version: DataVersion, query: Mapping[str, str]) -> QuerySet[StationRow]:
    """Stations that match ``query`` (``q``, ``district``, ``access``, ``sort``)."""
    rows = StationRow.objects.filter(version=version)
    search = query.get("q", "").strip()[:LONGEST_SEARCH]
    if search:
        rows = rows.filter(
            Q(code__icontains=search) | Q(name__icontains=search)
            | Q(village_name__icontains=search) | Q(district_name__icontains=search)
        )  # fmt: skip
    for name in ("district", "access"):
        if query.get(name):
            rows = rows.filter(**{name: query[name]})
    return rows.order_by(*_order(query, STATION_SORTS))


def officers(version: DataVersion, query: Mapping[str, str]) -> QuerySet[OfficerRow]:
    """Officers that match ``query`` (``q``, ``unit``, ``rank``, ``origin``, ``available``)."""
    rows = OfficerRow.objects.filter(version=version)
    search = query.get("q", "").strip()[:LONGEST_SEARCH]
    if search:
        rows = rows.filter(Q(code__icontains=search) | Q(name__icontains=search))
    for name in ("unit", "rank", "origin"):
        if query.get(name):
            rows = rows.filter(**{name: query[name]})
    if query.get("available") in ("yes", "no"):
        rows = rows.filter(available=query["available"] == "yes")
    order = _order(query, OFFICER_SORTS)
    if order[0].endswith("rank"):  # by the ladder, not by the alphabet
        ladder = Case(
            *(When(rank=rank, then=place) for place, rank in enumerate(RANKS)), default=-1,
            output_field=IntegerField(),
        )  # fmt: skip
        rows = rows.annotate(ladder=ladder)
        order = (order[0].replace("rank", "ladder"), *order[1:])
    return rows.order_by(*order)


def _order(query: Mapping[str, str], allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Sorted by a known field, and by row within: pages never overlap."""
    sort = query.get("sort", "")
    if sort.lstrip("-") not in allowed or sort.startswith("--") or sort.lstrip("-") == "ordinal":
        return ("ordinal",)
    return (sort, "ordinal")


def station_list(version: DataVersion, query: Mapping[str, str]) -> Listing:
    """A page of stations: five queries, whatever the number of rows."""
    rows = stations(version, query)
    figures = rows.order_by().aggregate(count=Count("id"), voters=Sum("voters"))
    everywhere = StationRow.objects.filter(version=version).order_by()
    districts = everywhere.values_list("district", "district_name").distinct()
    ways = everywhere.values_list("access", flat=True).distinct()
    return Listing(
        page=_page(rows, figures["count"], query),
        total=figures["count"],
        search=query.get("q", "")[:LONGEST_SEARCH],
        chosen={name: query.get(name, "") for name in ("district", "access")},
        options={
            "district": sorted(set(districts), key=lambda pair: (pair[1], pair[0])),
            "access": [(way, way) for way in sorted(ways)],
        },
        sort=_order(query, STATION_SORTS)[0],
        sums={"voters": figures["voters"] or 0},
    )


def officer_list(version: DataVersion, query: Mapping[str, str]) -> Listing:
    """A page of officers: four queries, whatever the number of rows."""
    rows = officers(version, query)
    figures = rows.order_by().aggregate(
        count=Count("id"), available=Count("id", filter=Q(available=True))
    )
    everyone = OfficerRow.objects.filter(version=version).order_by()
    kinds = set(everyone.values_list("unit", "rank", "origin").distinct())
    return Listing(
        page=_page(rows, figures["count"], query),
        total=figures["count"],
        search=query.get("q", "")[:LONGEST_SEARCH],
        chosen={name: query.get(name, "") for name in ("unit", "rank", "origin", "available")},
        options={
            name: [(value, value) for value in sorted({kind[place] for kind in kinds}) if value]
            for place, name in enumerate(("unit", "rank", "origin"))
        },
        sort=_order(query, OFFICER_SORTS)[0],
        sums={"available": figures["available"]},
    )


class _Counted(Paginator[Any]):
    """A paginator that was told the count, so that it is not asked again."""

    def __init__(self, rows: Any, count: int) -> None:
        super().__init__(rows, PAGE)
        self.__dict__["count"] = count


def _page(rows: Any, count: int, query: Mapping[str, str]) -> Page[Any]:
    return _Counted(rows, count).get_page(query.get("page"))
