"""Landing page, conformance, collections, queryables."""

from __future__ import annotations

from typing import Any, Final

from siaga.model.language import Language
from siaga.protocols.oapif.model import (
    CRS84,
    GEOJSON,
    GREGORIAN,
    JSON,
    OPENAPI_30,
    SCHEMA_JSON,
    Collection,
    Interval,
    Link,
    Property,
    Service,
    say,
    timestamp,
)
from siaga.protocols.oapif.texts import TEXTS

_PART_1: Final = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf"

CONFORMANCE: Final = (f"{_PART_1}/core", f"{_PART_1}/geojson", f"{_PART_1}/oas30")


def landing_document(service: Service, language: Language) -> dict[str, Any]:
    """The landing page: where everything is."""
    links = (
        Link(service.url(), "self", JSON, TEXTS.say("this", language)),
        Link(service.url("api"), "service-desc", OPENAPI_30, TEXTS.say("api", language)),
        Link(service.url("conformance"), "conformance", JSON, TEXTS.say("conformance", language)),
        Link(service.url("collections"), "data", JSON, TEXTS.say("data", language)),
    )
    return {
        "title": say(service.title, language),
        "description": say(service.description, language),
        "links": [link.document() for link in links],
    }


def conformance_document() -> dict[str, Any]:
    """The requirement classes this service meets."""
    return {"conformsTo": list(CONFORMANCE)}


def collections_document(service: Service, language: Language) -> dict[str, Any]:
    """Every collection this reader may see."""
    link = Link(service.url("collections"), "self", JSON, TEXTS.say("this", language))
    return {
        "links": [link.document()],
        "collections": [
            collection_document(service, collection, language) for collection in service.collections
        ],
    }


def collection_document(
    service: Service, collection: Collection, language: Language
) -> dict[str, Any]:
    """One collection with its extent."""
    title = say(collection.title, language)
    at = ("collections", collection.id)
    links = (
        Link(service.url(*at), "self", JSON, TEXTS.say("collection", language, title=title)),
        Link(
            service.url(*at, "items"),
            "items",
            GEOJSON,
            TEXTS.say("items", language, title=title),
        ),
        Link(
            service.url(*at, "queryables"),
            "http://www.opengis.net/def/rel/ogc/1.0/queryables",
            SCHEMA_JSON,
            TEXTS.say("queryables", language),
        ),
    )
    document: dict[str, Any] = {
        "id": collection.id,
        "title": title,
        "description": say(collection.description, language),
        "itemType": "feature",
        "crs": [CRS84],
        "links": [link.document() for link in links],
    }
    extent = _extent(collection)
    if extent:
        document["extent"] = extent
    if collection.count is not None:
        document["itemCount"] = collection.count
    return document


def _extent(collection: Collection) -> dict[str, Any]:
    extent: dict[str, Any] = {}
    box = collection.box
    if box is not None:
        extent["spatial"] = {
            "bbox": [[box.west, box.south, box.east, box.north]],
            "crs": CRS84,
        }
    if collection.interval is not None:
        extent["temporal"] = {"interval": [_ends(collection.interval)], "trs": GREGORIAN}
    return extent


def _ends(interval: Interval) -> list[str | None]:
    return [None if end is None else timestamp(end) for end in (interval.start, interval.end)]


def queryables_document(
    service: Service, collection: Collection, language: Language
) -> dict[str, Any]:
    """The properties requests may filter by, as a JSON Schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": service.url("collections", collection.id, "queryables"),
        "type": "object",
        "title": say(collection.title, language),
        "properties": {
            prop.name: property_schema(prop, language) for prop in collection.properties
        },
        "additionalProperties": False,
    }


def property_schema(prop: Property, language: Language) -> dict[str, Any]:
    """A property's JSON Schema with its title."""
    schema: dict[str, Any] = {"type": prop.type.value, "title": say(prop.title, language)}
    if prop.values:
        schema["enum"] = list(prop.values)
    return schema
