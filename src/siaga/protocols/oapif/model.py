"""Collections, their properties, extents and links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final
from urllib.parse import quote, urlencode

from siaga.model.language import LANGUAGES, Language

JSON: Final = "application/json"
GEOJSON: Final = "application/geo+json"
SCHEMA_JSON: Final = "application/schema+json"
OPENAPI_30: Final = "application/vnd.oai.openapi+json;version=3.0"
"""QGIS compares this text exactly; a blank after the semicolon would already hide the service."""
CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GREGORIAN: Final = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"

Pair = tuple[str, str]
"""(Indonesian, English)."""


def say(pair: Pair, language: Language) -> str:
    """The side of ``pair`` in ``language``."""
    return pair[LANGUAGES.index(language)]


class ValueType(StrEnum):
    """What a property holds, by its JSON Schema name."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a collection's features that requests may filter by."""

    name: str
    title: Pair
    type: ValueType = ValueType.STRING
    values: tuple[str, ...] = ()
    """All values there can be (strings only); empty: any."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in degrees, west <= east and south <= north; borders belong to it."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, lon: float, lat: float) -> bool:
        """Whether the point lies inside or on the border."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    def meets(self, other: Box) -> bool:
        """Whether the two have a point in common."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )


@dataclass(frozen=True, slots=True)
class Interval:
    """A time span, both ends in it and with zone; None: open."""

    start: datetime | None
    end: datetime | None

    def meets(self, other: Interval) -> bool:
        """Whether the two have an instant in common."""
        return _not_after(self.start, other.end) and _not_after(other.start, self.end)


def _not_after(start: datetime | None, end: datetime | None) -> bool:
    return start is None or end is None or start <= end


@dataclass(frozen=True, slots=True)
class Collection:
    """One kind of feature."""

    id: str
    """As it stands in addresses: lower-case letters, digits and underscores."""
    title: Pair
    description: Pair
    properties: tuple[Property, ...] = ()
    box: Box | None = None
    """Smallest rectangle around all features; None when there are none."""
    interval: Interval | None = None
    """When the features hold; None: always."""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """One landing page and everything below it."""

    base: str
    """Absolute address of the landing page without its last slash."""
    title: Pair
    description: Pair
    collections: tuple[Collection, ...] = ()
    carry: Mapping[str, str] = field(default_factory=dict)
    """Query parameters every link repeats: the token, when the reader gave it in the address."""

    def url(self, *parts: str, query: tuple[tuple[str, str], ...] = ()) -> str:
        """Absolute address of a resource below the landing page."""
        path = (
            "/".join([self.base, *(quote(part, safe="") for part in parts)])
            if parts
            else (f"{self.base}/")
        )
        pairs = [*query, *self.carry.items()]
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def collection(self, identity: str) -> Collection:
        """The collection; KeyError when this reader has none of that name."""
        for collection in self.collections:
            if collection.id == identity:
                return collection
        raise KeyError(identity)


@dataclass(frozen=True, slots=True)
class Link:
    """A typed link (RFC 8288)."""

    href: str
    rel: str
    type: str
    title: str = ""

    def document(self) -> dict[str, Any]:
        """Its JSON object."""
        document = {"href": self.href, "rel": self.rel, "type": self.type}
        return {**document, "title": self.title} if self.title else document


def timestamp(moment: datetime) -> str:
    """RFC 3339 in UTC, to the second: ``2024-11-27T00:00:00Z``."""
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
