"""Answers that are made once for what they show, and sent once to who has them."""

from __future__ import annotations

import gzip
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from siaga.server.plan.queries.map_kept import KEEPER, etag_of


def kept_answer(
    request: HttpRequest, key: str, content_type: str, make: Callable[[], bytes]
) -> HttpResponse:
    """An answer made once for every ``key``; whoever has it already gets 304."""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    response: HttpResponse
    if etag_of(key) in {tag.removeprefix("W/") for tag in known}:
        response = HttpResponseNotModified()
        response.headers["ETag"] = etag_of(key)
    else:
        kept = KEEPER.get(key, make)
        packed = "gzip" in request.headers.get("Accept-Encoding", "")
        body = kept.body if packed else gzip.decompress(kept.body)
        response = HttpResponse(body, content_type=content_type)
        response.headers["ETag"] = kept.etag
        if packed:
            response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ("Accept-Encoding", "Cookie"))
    return response
