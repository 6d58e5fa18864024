"""GeoJSON features (RFC 7946) and pages of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from siaga.model.language import Language
from siaga.protocols.oapif.model import GEOJSON, JSON, Collection, Link, Service, say, timestamp
from siaga.protocols.oapif.query import Cursor, ItemsRequest
from siaga.protocols.oapif.texts import TEXTS

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """Some features of a collection, in the order of their keys."""

    features: Sequence[Json]
    matched: int
    """Features that match, over all pages."""
    following: str | None = None
    """Key the next page begins after; None: this is the last."""
    preceding: str | None = None
    """Key the page before ends before; None: this is the first."""


def feature(identity: str, geometry: Mapping[str, Any] | None, properties: Json) -> Json:
    """A feature with its id at the top, where readers look for it; NaN and inf become null."""
    return {
        "type": "Feature",
        "id": identity,
        "geometry": None if geometry is None else dict(geometry),
        "properties": {name: _plain(value) for name, value in properties.items()},
    }


def _plain(value: object) -> object:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def items_document(
    service: Service,
    collection: Collection,
    request: ItemsRequest,
    page: Page,
    language: Language,
    now: datetime,
) -> Json:
    """A page as a FeatureCollection with links to its neighbours.

    ``now`` is the time of the answer, with zone. QGIS follows ``next`` only when its type is
    ``application/geo+json``.
    """
    at = ("collections", collection.id, "items")
    own = request.pairs
    here = own if request.cursor is None else (*own, ("cursor", request.cursor.text()))
    links = [Link(service.url(*at, query=here), "self", GEOJSON, TEXTS.say("this", language))]
    for rel, key, backwards in (
        ("next", page.following, False),
        ("prev", page.preceding, True),
    ):
        if key is not None:
            query = (*own, ("cursor", Cursor(key, backwards).text()))
            links.append(
                Link(service.url(*at, query=query), rel, GEOJSON, TEXTS.say(rel, language))
            )
    links.append(_collection_link(service, collection, language))
    return {
        "type": "FeatureCollection",
        "numberMatched": page.matched,
        "numberReturned": len(page.features),
        "timeStamp": timestamp(now),
        "links": [link.document() for link in links],
        "features": list(page.features),
    }


def feature_document(
    service: Service, collection: Collection, item: Json, language: Language
) -> Json:
    """One feature with its links."""
    at = ("collections", collection.id, "items", str(item["id"]))
    links = (
        Link(service.url(*at), "self", GEOJSON, TEXTS.say("this", language)),
        _collection_link(service, collection, language),
    )
    return {**item, "links": [link.document() for link in links]}


def _collection_link(service: Service, collection: Collection, language: Language) -> Link:
    title = say(collection.title, language)
    return Link(
        service.url("collections", collection.id),
        "collection",
        JSON,
        TEXTS.say("collection", language, title=title),
    )
