"""The service in OpenAPI 3.0, as conformance class oas30 asks and QGIS reads it.

QGIS takes its page size from ``components.parameters.limit`` and filters on the server by the
query parameters of ``/collections/<id>/items`` that are written ``style: form, explode: false``.
"""

from __future__ import annotations

from typing import Any, Final

from siaga.model.language import Language
from siaga.protocols import problem
from siaga.protocols.oapif.documents import property_schema
from siaga.protocols.oapif.model import (
    CRS84,
    GEOJSON,
    JSON,
    OPENAPI_30,
    SCHEMA_JSON,
    Collection,
    Property,
    Service,
    ValueType,
    say,
)
from siaga.protocols.oapif.query import DEFAULT_LIMIT, FORMATS, MAX_LIMIT, MAX_TEXT, MAX_WHOLE

Json = dict[str, Any]

_TEXT: Final = r"^[^\u0000-\u001f\u007f-\u009f]+$"
_DAY: Final = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])"
_END: Final = _DAY + r"(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-](0\d|1[0-4]):[0-5]\d))?"
_DATETIME: Final = rf"^({_END}|{_END}/(\.\.)?|(\.\.)?/{_END}|{_END}/{_END})$"
_SECURITY: Final[list[Json]] = [{"bearer": []}, {"basic": []}, {"token": []}]


def openapi_document(service: Service, version: str, language: Language) -> Json:
    """Everything this reader may ask, as OpenAPI 3.0.3; ``version`` is the software's."""
    paths: Json = {
        "/": _resource("landing", "LandingPage", JSON),
        "/conformance": _resource("conformance", "Conformance", JSON),
        "/api": _resource("api", "Anything", OPENAPI_30),
        "/collections": _resource("collections", "Collections", JSON),
    }
    for collection in service.collections:
        paths.update(_collection_paths(collection, language))
    return {
        "openapi": "3.0.3",
        "info": {
            "title": say(service.title, language),
            "description": say(service.description, language),
            "version": version,
        },
        "servers": [{"url": service.base}],
        "security": _SECURITY,
        "paths": paths,
        "components": {
            "parameters": _parameters(),
            "schemas": _schemas(),
            "responses": {"Problem": _content(problem.MEDIA_TYPE, "Problem", "problem")},
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "basic": {"type": "http", "scheme": "basic"},
                "token": {"type": "apiKey", "in": "query", "name": "token"},
            },
        },
    }


def _content(media_type: str, schema: str, description: str) -> Json:
    reference = {"$ref": f"#/components/schemas/{schema}"}
    return {"description": description, "content": {media_type: {"schema": reference}}}


def _resource(
    operation: str,
    schema: str,
    media_type: str,
    parameters: list[Json] | None = None,
    *,
    tag: str = "",
) -> Json:
    """A GET with its good answer and every way it can fail."""
    errors = ("400", "401", "403", "404", "405", "429")
    get: Json = {
        "operationId": operation,
        "parameters": [*(parameters or []), {"$ref": "#/components/parameters/f"}],
        "responses": {
            "200": _content(media_type, schema, "ok"),
            **{status: {"$ref": "#/components/responses/Problem"} for status in errors},
        },
    }
    if tag:
        get["tags"] = [tag]
    return {"get": get}


def _collection_paths(collection: Collection, language: Language) -> Json:
    at = f"/collections/{collection.id}"
    name = collection.id
    filters = [_filter(prop, language) for prop in collection.properties]
    common = [
        {"$ref": f"#/components/parameters/{parameter}"}
        for parameter in ("limit", "bbox", "bbox-crs", "datetime", "cursor")
    ]
    feature_id = {
        "name": "featureId",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "minLength": 1, "maxLength": MAX_TEXT},
    }
    return {
        at: _resource(f"{name}.collection", "Collection", JSON, tag=name),
        f"{at}/queryables": _resource(f"{name}.queryables", "Anything", SCHEMA_JSON, tag=name),
        f"{at}/items": _resource(
            f"{name}.items", "FeatureCollection", GEOJSON, [*common, *filters], tag=name
        ),
        f"{at}/items/{{featureId}}": _resource(
            f"{name}.feature", "Feature", GEOJSON, [feature_id], tag=name
        ),
    }


def _filter(prop: Property, language: Language) -> Json:
    schema = property_schema(prop, language)
    del schema["title"]
    if prop.type is ValueType.STRING and not prop.values:
        schema |= {"minLength": 1, "maxLength": MAX_TEXT, "pattern": _TEXT}
    if prop.type is ValueType.INTEGER:
        schema |= {"minimum": -MAX_WHOLE, "maximum": MAX_WHOLE}
    return _query(prop.name, schema, say(prop.title, language))


def _query(name: str, schema: Json, description: str = "") -> Json:
    parameter: Json = {
        "name": name,
        "in": "query",
        "required": False,
        "style": "form",
        "explode": False,
        "schema": schema,
    }
    return {**parameter, "description": description} if description else parameter


def _parameters() -> Json:
    return {
        "limit": _query(
            "limit",
            {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
        ),
        "bbox": _query(
            "bbox",
            {
                "oneOf": [
                    {"type": "array", "minItems": size, "maxItems": size, "items": _DEGREES}
                    for size in (4, 6)
                ]
            },
            "west,south,east,north in degrees; with heights west,south,bottom,east,north,top",
        ),
        "bbox-crs": _query("bbox-crs", {"type": "string", "enum": [CRS84]}),
        "datetime": _query("datetime", {"type": "string", "pattern": _DATETIME}),
        "cursor": _query("cursor", {"type": "string", "pattern": f"^[np]:{_TEXT[1:]}"}),
        "f": _query("f", {"type": "string", "enum": list(FORMATS)}),
    }


_DEGREES: Final[Json] = {"type": "number", "minimum": -180, "maximum": 180}


def _schemas() -> Json:
    link = {
        "type": "object",
        "required": ["href", "rel", "type"],
        "properties": {name: {"type": "string"} for name in ("href", "rel", "type", "title")},
    }
    links = {"type": "array", "items": {"$ref": "#/components/schemas/Link"}}
    text = {"type": "string"}
    feature = {
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": text,
            "geometry": {"$ref": "#/components/schemas/Geometry"},
            "properties": {"type": "object"},
            "links": links,
        },
    }
    geometry = {
        "type": "object",
        "nullable": True,
        "required": ["type", "coordinates"],
        "properties": {"type": text, "coordinates": {"type": "array", "items": {}}},
    }
    collection = {
        "type": "object",
        "required": ["id", "title", "links"],
        "properties": {
            "id": text,
            "title": text,
            "description": text,
            "links": links,
            "extent": {"type": "object"},
            "itemType": {"type": "string", "enum": ["feature"]},
            "itemCount": {"type": "integer", "minimum": 0},
            "crs": {"type": "array", "items": text},
        },
    }
    return {
        "Anything": {"type": "object"},
        "Problem": problem.SCHEMA,
        "Link": link,
        "LandingPage": _object(title=text, description=text, links=links),
        "Conformance": _object(conformsTo={"type": "array", "items": text}),
        "Collections": _object(
            links=links,
            collections={"type": "array", "items": {"$ref": "#/components/schemas/Collection"}},
        ),
        "Collection": collection,
        "Geometry": geometry,
        "Feature": feature,
        "FeatureCollection": _object(
            type={"type": "string", "enum": ["FeatureCollection"]},
            numberMatched={"type": "integer", "minimum": 0},
            numberReturned={"type": "integer", "minimum": 0},
            timeStamp={"type": "string", "format": "date-time"},
            links=links,
            features={"type": "array", "items": {"$ref": "#/components/schemas/Feature"}},
        ),
    }


def _object(**properties: Json) -> Json:
    return {"type": "object", "required": list(properties), "properties": properties}
