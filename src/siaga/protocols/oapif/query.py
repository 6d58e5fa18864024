"""Query strings of items requests: bbox, datetime, limit, property filters, cursor.

Whatever is not understood is an error of the request, never silently dropped (OGC 17-069r4,
requirement /req/core/query-param-unknown): a filter with a slip would otherwise show everything.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Final

from siaga.model.language import Language
from siaga.protocols.oapif.model import (
    CRS84,
    Box,
    Collection,
    Interval,
    Property,
    ValueType,
)
from siaga.protocols.oapif.texts import TEXTS

DEFAULT_LIMIT: Final = 1000
MAX_LIMIT: Final = 10_000
"""More is asked for in vain, not in error (/req/core/fc-limit-response-1)."""
MAX_TEXT: Final = 200
MAX_WHOLE: Final = 2**53 - 1
"""Largest whole number every JSON reader keeps exact."""

FORMATS: Final = ("json", "geojson")
CORE_PARAMETERS: Final = ("bbox", "bbox-crs", "cursor", "datetime", "f", "limit")

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_WHOLE: Final = re.compile(r"[+-]?\d{1,30}", re.ASCII)
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT: Final = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(\.\d{1,9})?([Zz]|[+ -]\d{2}:\d{2})", re.ASCII
)
# A blank before the zone is a "+" somebody forgot to write as %2B.


class QueryError(Exception):
    """A request that can not be answered: which parameter, and what to write instead."""

    def __init__(self, parameter: str, key: str, **values: object) -> None:
        self.parameter = parameter
        self.key = key
        self.values = values
        super().__init__(self.text("en"))

    def text(self, language: Language) -> str:
        """The sentence for people."""
        values = {
            name: value(language) if callable(value) else value
            for name, value in self.values.items()
        }
        return TEXTS.say(self.key, language, **{"parameter": self.parameter, **values})


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: after ``key``, or backwards before it, in the order of the keys."""

    key: str
    backwards: bool = False

    def text(self) -> str:
        """As it stands in an address."""
        return f"{'p' if self.backwards else 'n'}:{self.key}"


@dataclass(frozen=True, slots=True)
class ItemsRequest:
    """A request for features, checked."""

    limit: int = DEFAULT_LIMIT
    boxes: tuple[Box, ...] = ()
    """Features touching one of these; two when the box crosses the antimeridian; none: all."""
    interval: Interval | None = None
    filters: Mapping[str, str | int | float | bool] = field(default_factory=dict)
    """Property -> the value it must have."""
    cursor: Cursor | None = None
    pairs: tuple[tuple[str, str], ...] = ()
    """The request's own parameters without cursor and token, for links to other pages."""

    def wants(self, interval: Interval | None) -> bool:
        """Whether features that hold during ``interval`` are asked for; those without time are."""
        return self.interval is None or interval is None or self.interval.meets(interval)


def parse_items(
    pairs: Sequence[tuple[str, str]], collection: Collection, *, ignore: Sequence[str] = ()
) -> ItemsRequest:
    """Read the decoded query ``pairs`` of an items request.

    Args:
        pairs: parameters in the order given, decoded once.
        collection: its properties are the filters there are.
        ignore: parameters that belong to the caller, such as the token.

    Raises:
        QueryError: a parameter is unknown, repeated or can not be read.
    """
    properties = {prop.name: prop for prop in collection.properties}
    given = _single(pairs, (*CORE_PARAMETERS, *sorted(properties)), ignore)
    _check_format(given)
    if given.get("bbox-crs", CRS84) != CRS84:
        raise QueryError("bbox-crs", "crs", crs=CRS84)
    return ItemsRequest(
        limit=_limit(given["limit"]) if "limit" in given else DEFAULT_LIMIT,
        boxes=parse_bbox(given["bbox"]) if "bbox" in given else (),
        interval=parse_datetime(given["datetime"]) if "datetime" in given else None,
        filters={
            name: parse_value(properties[name], value)
            for name, value in given.items()
            if name in properties
        },
        cursor=parse_cursor(given["cursor"]) if "cursor" in given else None,
        pairs=tuple((name, value) for name, value in given.items() if name != "cursor"),
    )


def parse_plain(pairs: Sequence[tuple[str, str]], *, ignore: Sequence[str] = ()) -> None:
    """Check the query of a resource that takes none but the format.

    Raises:
        QueryError: a parameter is unknown, repeated or can not be read.
    """
    _check_format(_single(pairs, ("f",), ignore))


def _single(
    pairs: Sequence[tuple[str, str]], known: Sequence[str], ignore: Sequence[str]
) -> dict[str, str]:
    given: dict[str, str] = {}
    for name, value in pairs:
        if name in ignore:
            continue
        if name not in known:
            raise QueryError(_visible(name), "unknown", known=", ".join(known))
        if name in given:
            raise QueryError(name, "repeated")
        given[name] = value
    return given


def _visible(text: str) -> str:
    return _CONTROL.sub("?", text)[:60]


def _check_format(given: Mapping[str, str]) -> None:
    if given.get("f", "json") not in FORMATS:
        raise QueryError("f", "format", value=_visible(given["f"]))


def _limit(text: str) -> int:
    if not _WHOLE.fullmatch(text) or int(text) < 1:
        raise QueryError("limit", "limit", value=_visible(text))
    return min(int(text), MAX_LIMIT)


def parse_bbox(text: str) -> tuple[Box, ...]:
    """``west,south,east,north`` or, with heights, six numbers; heights are not looked at.

    West of the second corner means across the antimeridian: two boxes come back.

    Raises:
        QueryError: not 4 or 6 numbers, out of range, or south above north.
    """
    parts = text.split(",")
    if len(parts) not in (4, 6):
        raise QueryError("bbox", "bbox.count", count=len(parts))
    values = [_degrees(part) for part in parts]
    if len(values) == 6:
        west, south, bottom, east, north, top = values
        if bottom > top:
            raise QueryError("bbox", "bbox.order")
    else:
        west, south, east, north = values
    if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90:
        raise QueryError("bbox", "bbox.range")
    if south > north:
        raise QueryError("bbox", "bbox.order")
    if west <= east:
        return (Box(west, south, east, north),)
    return Box(west, south, 180.0, north), Box(-180.0, south, east, north)


def _degrees(text: str) -> float:
    number = float(text) if _NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(number):
        raise QueryError("bbox", "bbox.number", value=_visible(text))
    return number


def parse_datetime(text: str) -> Interval:
    """An instant, a whole day, or ``start/end`` with ``..`` or nothing for an open end.

    A bare date means the whole day in UTC, as map programs send it for date filters.

    Raises:
        QueryError: not readable, open at both ends, or the start is after the end.
    """
    first, slash, second = text.partition("/")
    if not slash:
        start, end = _span(first, text)
        return Interval(start, end)
    begins = None if first in ("", "..") else _span(first, text)[0]
    ends = None if second in ("", "..") else _span(second, text)[1]
    if begins is None and ends is None:
        raise QueryError("datetime", "datetime", value=_visible(text))
    if begins is not None and ends is not None and begins > ends:
        raise QueryError("datetime", "datetime.order")
    return Interval(begins, ends)


def _span(text: str, whole: str) -> tuple[datetime, datetime]:
    """First and last instant that ``text`` names."""
    try:
        if _DATE.fullmatch(text):
            day = date.fromisoformat(text)
            return datetime.combine(day, time.min, UTC), datetime.combine(day, time.max, UTC)
        parts = _MOMENT.fullmatch(text)
        if parts:
            day_text, clock, fraction, zone = parts.groups()
            zone = "+00:00" if zone in "Zz" else zone.replace(" ", "+")
            shift = (fraction or ".")[1:7].ljust(6, "0")
            moment = datetime.fromisoformat(f"{day_text}T{clock}.{shift}{zone}").astimezone(UTC)
            return moment, moment
    except (ValueError, OverflowError):
        pass
    raise QueryError("datetime", "datetime", value=_visible(whole))


def parse_cursor(text: str) -> Cursor:
    """A cursor a link carried; QueryError when it is none."""
    kind, colon, key = text.partition(":")
    if kind not in ("n", "p") or not colon or not _is_text(key):
        raise QueryError("cursor", "cursor")
    return Cursor(key, backwards=kind == "p")


def _is_text(text: str) -> bool:
    return 1 <= len(text) <= MAX_TEXT and not _CONTROL.search(text)


def parse_value(prop: Property, text: str) -> str | int | float | bool:
    """The value a property filter names, in the property's type.

    Raises:
        QueryError: it is of another type, or none of the values there can be.
    """
    value = _typed(prop.type, text)
    if value is None:
        raise QueryError(
            prop.name,
            "value",
            value=_visible(text),
            expected=lambda language: TEXTS.say(prop.type.value, language),
        )
    if prop.values and value not in prop.values:
        raise QueryError(
            prop.name,
            "value",
            value=_visible(text),
            expected=lambda language: TEXTS.say("one_of", language, values=", ".join(prop.values)),
        )
    return value


def _typed(kind: ValueType, text: str) -> str | int | float | bool | None:
    if kind is ValueType.BOOLEAN:
        return {"true": True, "false": False}.get(text)
    if kind is ValueType.INTEGER:
        return int(text) if _WHOLE.fullmatch(text) and abs(int(text)) <= MAX_WHOLE else None
    if kind is ValueType.NUMBER:
        number = float(text) if _NUMBER.fullmatch(text) else math.inf
        return number if math.isfinite(number) else None
    return text if _is_text(text) else None
