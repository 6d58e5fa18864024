"""Keyset pagination: a page begins at a key, so that a million rows cost no more than ten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Field, Schema

T = TypeVar("T")
M = TypeVar("M", bound=Model)


class Page(Schema, Generic[T]):
    """Some rows, and where the next ones are."""

    items: list[T]
    next: str | None = Field(description="Address of the next page; null on the last.")


def page(
    request: HttpRequest,
    rows: QuerySet[M],
    shape: Callable[[M], Any],
    *,
    key: str,
    cursor: int | str,
    limit: int,
    descending: bool = False,
) -> dict[str, Any]:
    """``limit`` rows by ``key``; ``cursor`` 0 or empty: from the start.

    ``key`` is unique among ``rows`` and indexed. Upwards a cursor is the key a page begins at,
    downwards the key it stays below: neither is ever 0, which means the start.
    """
    if cursor not in (0, ""):
        rows = rows.filter(**{f"{key}__{'lt' if descending else 'gte'}": cursor})
    found = list(rows.order_by(f"-{key}" if descending else key)[: limit + 1])
    following = None
    if len(found) > limit:
        query = request.GET.copy()
        query["cursor"] = str(getattr(found[limit - 1 if descending else limit], key))
        query["limit"] = str(limit)
        following = request.build_absolute_uri(f"{request.path}?{urlencode(sorted(query.items()))}")
    return {"items": [shape(row) for row in found[:limit]], "next": following}
