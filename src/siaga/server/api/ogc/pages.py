"""Pages of a layer, by key, forwards and backwards."""

from __future__ import annotations

from typing import Any

from siaga.protocols.oapif import Collection, ItemsRequest, Page
from siaga.server.api.ogc.layers import Layer, Rows
from siaga.server.api.ogc.source import Source


def page_of(
    source: Source, layer: Layer, collection: Collection, rows: Rows, request: ItemsRequest
) -> Page:
    """The features ``request`` asks for."""
    if not request.wants(collection.interval):
        return Page((), 0)
    if request.boxes:
        rows = layer.within(source, rows, request.boxes)
    if request.filters:
        rows = rows.filter(**request.filters)
    matched = rows.count()
    found, more = _slice(rows, layer.key, request)
    backwards = request.cursor is not None and request.cursor.backwards
    features = layer.features(source, found)
    if not found:
        return Page((), matched)
    first, last = getattr(found[0], layer.key), getattr(found[-1], layer.key)
    return Page(
        features,
        matched,
        following=last if more or backwards else None,
        preceding=first if (more if backwards else request.cursor is not None) else None,
    )


def _slice(rows: Rows, key: str, request: ItemsRequest) -> tuple[list[Any], bool]:
    """The rows in the order of ``key``, and whether there are more in the direction read."""
    cursor = request.cursor
    if cursor is not None and cursor.backwards:
        before = rows.filter(**{f"{key}__lt": cursor.key}).order_by(f"-{key}")
        found = list(before[: request.limit + 1])
        return found[: request.limit][::-1], len(found) > request.limit
    if cursor is not None:
        rows = rows.filter(**{f"{key}__gt": cursor.key})
    found = list(rows.order_by(key)[: request.limit + 1])
    return found[: request.limit], len(found) > request.limit
