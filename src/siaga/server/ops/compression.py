"""Which answers are compressed, and why not all (BREACH).

Compressed together, a secret of the page and text that an attacker chose can give the secret away
by the length of the answer. So:

- pages that show or take a secret (signing in, a second factor's key, recovery codes, one-time
  links, new tokens) are never compressed, and nothing a view itself marks ``no-store`` is;
- an HTML page is compressed with gzip and up to 100 random bytes of padding, as Django does; its
  only secret is the CSRF token, which Django masks anew in each answer. Cookies are
  ``SameSite=Lax``, so another site can not ask for pages over and over in the reader's name;
- data (JSON, GeoJSON, CSV) holds no secret and is where compression pays: Brotli, else gzip;
- streams are left alone: they must flow.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import brotli  # type: ignore[import-untyped]
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.text import compress_string

LEAST_BYTES: Final = 1000
PADDING: Final = 100
BROTLI_QUALITY: Final = 4
"""As small as gzip's default and several times quicker."""
SECRET_ROUTES: Final = (
    "account", "confirm", "installation", "invitation", "oidc", "person", "people", "second-factor",
    "sign", "token",
)  # fmt: skip
"""Beginnings of the names of routes whose pages show or take secrets."""
_DATA: Final = ("json", "csv", "xml", "javascript", "text/plain", "svg", "openmetrics")


class CompressionMiddleware:
    """Compresses what may be."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, compressed where that is safe and worth it."""
        response = self.get_response(request)
        if not isinstance(response, HttpResponse) or len(response.content) < LEAST_BYTES:
            return response
        kind = _kind(response)
        if kind == "" or response.has_header("Content-Encoding"):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if "no-store" in response.get("Cache-Control", "") or _has_secret(request):
            return response
        accepted = _accepted(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        if kind == "data" and "br" in accepted:
            _replace(response, "br", brotli.compress(response.content, quality=BROTLI_QUALITY))
        elif "gzip" in accepted:
            padding = PADDING if kind == "page" else None
            _replace(response, "gzip", compress_string(response.content, max_random_bytes=padding))
        return response


def _has_secret(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and (match.url_name or "").startswith(SECRET_ROUTES)


def _kind(response: HttpResponse) -> str:
    content_type = response.get("Content-Type", "").lower()
    if content_type.startswith("text/html"):
        return "page"
    return "data" if any(mark in content_type for mark in _DATA) else ""


def _accepted(header: str) -> set[str]:
    """Codings the client takes: a weight of zero is a refusal."""
    found = set()
    for part in header.split(","):
        name, _, parameters = part.strip().lower().partition(";")
        weight = parameters.replace(" ", "").removeprefix("q=")
        if weight.rstrip("0") not in ("0.", "0") and weight != "0":
            found.add(name.strip())
    return found


def _replace(response: HttpResponse, coding: str, content: bytes) -> None:
    if len(content) >= len(response.content):
        return
    response.content = content
    response.headers["Content-Length"] = str(len(content))
    response.headers["Content-Encoding"] = coding
    etag = response.get("ETag", "")
    if etag.startswith('"'):  # the same meaning, other bytes
        response.headers["ETag"] = f"W/{etag}"
