"""Compression: data arrives small, and no answer's length gives a secret away."""

from __future__ import annotations

import gzip
import json

import brotli  # type: ignore[import-untyped]
import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from siaga.server.ops.compression import SECRET_ROUTES, CompressionMiddleware

DATA = json.dumps({"stations": list(range(2000))})
PAGE = "<html>" + "<p>TPS 001</p>" * 500


def answered(
    response: HttpResponse, accept: str = "gzip, deflate, br", route: str = "home"
) -> HttpResponse:
    """``response`` as it leaves the server for a page of ``route``."""
    request: HttpRequest = RequestFactory().get(reverse(route), headers={"Accept-Encoding": accept})
    request.resolver_match = resolve(request.path_info)
    result = CompressionMiddleware(lambda _: response)(request)
    assert isinstance(result, HttpResponse | StreamingHttpResponse)
    return result  # type: ignore[return-value]


def data() -> HttpResponse:
    return HttpResponse(DATA, content_type="application/geo+json", headers={"ETag": '"1"'})


def test_data_is_brotli_and_comes_back_whole() -> None:
    response = answered(data())
    assert response["Content-Encoding"] == "br"
    assert brotli.decompress(response.content).decode() == DATA
    assert int(response["Content-Length"]) == len(response.content) < len(DATA) / 3
    assert response["ETag"] == 'W/"1"'
    assert "Accept-Encoding" in response["Vary"]


@pytest.mark.parametrize(
    ("accept", "coding"),
    [
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("identity", None),
        ("", None),
        ("br;q=0.0", None),
    ],
)
def test_the_client_gets_what_it_takes(accept: str, coding: str | None) -> None:
    assert answered(data(), accept).get("Content-Encoding") == coding


def test_a_page_is_padded_by_a_random_length() -> None:
    lengths = set()
    for _ in range(40):
        response = answered(HttpResponse(PAGE))
        assert response["Content-Encoding"] == "gzip"
        assert gzip.decompress(response.content).decode() == PAGE
        lengths.add(len(response.content))
    assert len(lengths) > 5


@pytest.mark.parametrize("route", ["sign-in", "account", "account-second-factor", "tokens"])
def test_a_page_with_a_secret_is_left_alone(route: str) -> None:
    response = answered(HttpResponse(PAGE), route=route)
    assert not response.has_header("Content-Encoding")


def test_what_a_view_keeps_from_caches_is_left_alone() -> None:
    marked = HttpResponse(PAGE, headers={"Cache-Control": "private, no-store"})
    assert not answered(marked).has_header("Content-Encoding")


def test_a_stream_flows() -> None:
    stream = StreamingHttpResponse(["a" * 5000], content_type="text/event-stream")
    assert not answered(stream).has_header("Content-Encoding")  # type: ignore[arg-type]


def _names(resolver: URLResolver) -> set[str]:
    found: set[str] = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            found |= _names(pattern)
        elif isinstance(pattern, URLPattern) and pattern.name:
            found.add(pattern.name)
    return found


def test_every_protected_beginning_is_that_of_a_route() -> None:
    """A route that was renamed would lose its protection in silence."""
    names = _names(get_resolver())
    for beginning in SECRET_ROUTES:
        assert any(name.startswith(beginning) for name in names), beginning
