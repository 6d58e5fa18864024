"""Addresses below ``/ogc/o/<slug>/``: OGC API - Features for QGIS, by token or session."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

import siaga
from siaga.model.language import LANGUAGES, Language
from siaga.protocols import oapif
from siaga.protocols.problem import FieldError
from siaga.server.api.auth import TooOften, admit
from siaga.server.api.identity import (
    Identity,
    basic_of,
    bearer_of,
    gate,
    identity_of_session,
    identity_of_token,
)
from siaga.server.api.models import Scope
from siaga.server.api.ogc.layers import Layer, Rows, layers_of
from siaga.server.api.ogc.pages import page_of
from siaga.server.api.ogc.source import Source, source_for
from siaga.server.api.problems import problem, too_often
from siaga.server.core.middleware import language_of
from siaga.server.language import say
from siaga.server.plan.policy import PlanPermission

P = ParamSpec("P")
TOKEN = "token"  # noqa: S105 - the name of the query parameter
_MAY_STAND_IN_ADDRESS = frozenset({Scope.LAYERS, Scope.PEOPLE})


@dataclass(frozen=True, slots=True)
class Reader:
    """A request that was let in, and what it may draw."""

    request: HttpRequest
    source: Source
    layers: dict[str, tuple[Layer, Rows]]
    pairs: tuple[tuple[str, str], ...]
    language: Language

    def service(self, *only: str, measured: bool = False) -> oapif.Service:
        """The service, told to this reader; ``only`` these collections when some are named."""
        operation, plan, data = self.source.operation, self.source.plan, self.source.data
        tail = f"/plan/{plan.number}" if plan and "/plan/" in self.request.path else ""
        base = self.request.build_absolute_uri(f"/ogc/o/{operation.slug}{tail}")
        token = None if _in_header(self.request) else self.request.GET.get(TOKEN)
        return oapif.Service(
            base,
            _pair("api.layers_title", lambda _: {"operation": operation.name}),
            _pair(
                "api.layers_description",
                lambda language: {
                    "operation": operation.name,
                    "plan": say("api.layers_plan", language, number=plan.number)
                    if plan
                    else say("api.layers_no_plan", language),
                    "data": data.number if data else "\N{EN DASH}",
                },
            ),
            tuple(
                layer.collection(self.source, rows, measured=measured)
                for layer, rows in self.layers.values()
                if not only or layer.id in only
            ),
            {TOKEN: token} if token else {},
        )

    def layer(self, name: str) -> tuple[Layer, Rows]:
        """A layer of this reader; Http404 when they have none of that name."""
        if name not in self.layers:
            raise Http404
        return self.layers[name]

    def plain(self) -> None:
        """Refuse parameters of a resource that has none (QueryError)."""
        oapif.parse_plain(self.pairs, ignore=(TOKEN,))


def _pair(key: str, values: Callable[[Language], dict[str, object]]) -> tuple[str, str]:
    first, second = (say(key, language, **values(language)) for language in LANGUAGES)
    return first, second


def _in_header(request: HttpRequest) -> bool:
    return bearer_of(request) is not None or basic_of(request) is not None


def _identity(request: HttpRequest) -> Identity | None:
    """Whoever calls: a token in a header, as Basic password or in the address, or a browser.

    Raises:
        PermissionDenied: a token that can do more than draw stands in the address, where proxies
            and histories keep it.
    """
    given = bearer_of(request) or basic_of(request)
    if given is not None:
        return identity_of_token(given)
    if TOKEN in request.GET:
        identity = identity_of_token(request.GET[TOKEN])
        if identity is not None and not identity.scopes <= _MAY_STAND_IN_ADDRESS:
            raise PermissionDenied("token of more than layers in an address")
        return identity
    return identity_of_session(request)


def resource(
    view: Callable[Concatenate[Reader, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """A view that gets a :class:`Reader`; errors of the query become problems."""

    @require_safe
    @functools.wraps(view)
    def run(
        request: HttpRequest, slug: str, number: int | None = None, **rest: Any
    ) -> HttpResponse:
        try:
            identity = admit(request, _identity(request))
        except TooOften as error:
            return too_often(request, error.wait)
        if identity is None:
            return problem(request, 401)
        _, access = gate(request, slug, PlanPermission.ISSUED_VIEW, Scope.LAYERS)
        source = source_for(access, identity.scopes, number)
        pairs = tuple((name, value) for name, values in request.GET.lists() for value in values)
        reader = Reader(request, source, layers_of(source), pairs, language_of(request))
        try:
            return view(reader, **rest)  # type: ignore[call-arg]
        except oapif.QueryError as error:
            told = FieldError(error.parameter, error.text(reader.language))
            return problem(request, 400, errors=[told])

    return run


def _answer(document: dict[str, Any], media_type: str, *, but: str = "") -> HttpResponse:
    """``document`` as JSON; its entity tag leaves out the member ``but``."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    response = HttpResponse(text, content_type=media_type)
    if but:
        kept = json.dumps({key: value for key, value in document.items() if key != but})
        response.headers["ETag"] = f'"{sha256(kept.encode()).hexdigest()[:32]}"'
    return response


@resource
def landing(reader: Reader) -> HttpResponse:
    """The landing page."""
    reader.plain()
    return _answer(oapif.landing_document(reader.service("-"), reader.language), oapif.JSON)


@resource
def conformance(reader: Reader) -> HttpResponse:
    """Standards met."""
    reader.plain()
    return _answer(oapif.conformance_document(), oapif.JSON)


@resource
def description(reader: Reader) -> HttpResponse:
    """The service as OpenAPI 3.0."""
    reader.plain()
    document = oapif.openapi_document(reader.service(), siaga.__version__, reader.language)
    return _answer(document, oapif.OPENAPI_30)


@resource
def collections(reader: Reader) -> HttpResponse:
    """Every layer of this reader."""
    reader.plain()
    service = reader.service(measured=True)
    return _answer(oapif.collections_document(service, reader.language), oapif.JSON)


@resource
def collection(reader: Reader, name: str) -> HttpResponse:
    """One layer."""
    reader.layer(name)
    reader.plain()
    service = reader.service(name, measured=True)
    document = oapif.collection_document(service, service.collection(name), reader.language)
    return _answer(document, oapif.JSON)


@resource
def queryables(reader: Reader, name: str) -> HttpResponse:
    """What a layer can be filtered by."""
    reader.layer(name)
    reader.plain()
    service = reader.service(name)
    document = oapif.queryables_document(service, service.collection(name), reader.language)
    return _answer(document, oapif.SCHEMA_JSON)


@resource
def items(reader: Reader, name: str) -> HttpResponse:
    """Features of a layer, page by page."""
    layer, rows = reader.layer(name)
    service = reader.service(name)
    told = service.collection(name)
    asked = oapif.parse_items(reader.pairs, told, ignore=(TOKEN,))
    page = page_of(reader.source, layer, told, rows, asked)
    document = oapif.items_document(service, told, asked, page, reader.language, timezone.now())
    return _answer(document, oapif.GEOJSON, but="timeStamp")


@resource
def item(reader: Reader, name: str, feature: str) -> HttpResponse:
    """One feature."""
    layer, rows = reader.layer(name)
    reader.plain()
    found = rows.filter(**{layer.key: feature}).first()
    if found is None:
        raise Http404
    service = reader.service(name)
    drawn = layer.features(reader.source, [found])[0]
    document = oapif.feature_document(service, service.collection(name), drawn, reader.language)
    return _answer(document, oapif.GEOJSON)
