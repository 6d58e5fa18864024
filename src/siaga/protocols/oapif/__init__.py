"""OGC API - Features Part 1: Core (OGC 17-069r4) as a codec: requests in, documents out.

QGIS, ArcGIS and web maps read stations, posts and bases with it. Coordinates are CRS84 (lon, lat).
Who may see which collection, and where features come from, is the caller's affair.
"""

from siaga.protocols.oapif.documents import (
    CONFORMANCE,
    collection_document,
    collections_document,
    conformance_document,
    landing_document,
    queryables_document,
)
from siaga.protocols.oapif.features import Page, feature, feature_document, items_document
from siaga.protocols.oapif.model import (
    GEOJSON,
    JSON,
    OPENAPI_30,
    SCHEMA_JSON,
    Box,
    Collection,
    Interval,
    Link,
    Property,
    Service,
    ValueType,
)
from siaga.protocols.oapif.openapi import openapi_document
from siaga.protocols.oapif.query import (
    Cursor,
    ItemsRequest,
    QueryError,
    parse_items,
    parse_plain,
)

__all__ = [
    "CONFORMANCE",
    "GEOJSON",
    "JSON",
    "OPENAPI_30",
    "SCHEMA_JSON",
    "Box",
    "Collection",
    "Cursor",
    "Interval",
    "ItemsRequest",
    "Link",
    "Page",
    "Property",
    "QueryError",
    "Service",
    "ValueType",
    "collection_document",
    "collections_document",
    "conformance_document",
    "feature",
    "feature_document",
    "items_document",
    "landing_document",
    "openapi_document",
    "parse_items",
    "parse_plain",
    "queryables_document",
]
