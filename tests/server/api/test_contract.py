"""API and map layers keep to their descriptions, whatever they are sent (Schemathesis).

Every operation is tried with valid and with broken requests: no 5xx, every status, media type and
body as described, broken data refused, valid data taken, credentials asked for, unknown methods
refused.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import negative_data_rejection

from siaga.protocols import oapif
from siaga.protocols.oapif.query import MAX_LIMIT
from siaga.server.api.endpoints import api
from siaga.server.api.limits import REQUESTS
from siaga.server.api.ogc.layers import LAYERS
from siaga.server.api.ogc.source import Source
from siaga.server.core.models import Agency, Membership, Operation
from siaga.server.core.roles import AgencyKind, Role
from siaga.server.plan.models import DataVersion, PlanVersion
from support.api import ask, issue, make_checkpoint, make_token
from support.desk import Desk
from support.planned_desk import add_plan, make_planned_desk, small_plan, small_planned
from support.province import make_province

FEW = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
"""As few as a test suite can pay for, beside the cases at the limits of every parameter."""

POLDA = uuid.UUID(int=42)
PLAN = small_plan()
FEATURES = {
    "stations": PLAN.posts[0].stations[0],
    "posts": PLAN.posts[0].id,
    "bases": small_planned().bases[0].id,
    "villages": small_planned().stations[0].village,
    "districts": small_planned().stations[0].district,
    "placements": PLAN.placements[0].officer,
}
KNOWN = {
    "slug": "contoh",
    "number": 1,
    "agency": str(POLDA),
    "kind": "post",
    "subject": FEATURES["posts"],
}
"""Addresses that lead somewhere, so that what lies behind them is tried."""

WELL_FORMED = ["2xx", "400", "401", "403", "404", "409", "422", "429"]


def described(document: dict[str, Any], *loosely: dict[str, Any]) -> Any:
    """The schema of ``document`` over this server, in this process.

    ``loosely``: operations whose valid requests may be refused for what no description can say.
    """
    features = [
        {"include-path-regex": f"/{layer}/items/", "parameters": {"path.featureId": feature}}
        for layer, feature in FEATURES.items()
    ]
    accepts = {"positive_data_acceptance": {"expected-statuses": WELL_FORMED}}
    config = SchemathesisConfig.from_dict(
        {
            "parameters": {f"path.{name}": value for name, value in KNOWN.items()},
            "generation": {"mode": "all", "deterministic": True},
            "operations": [*({**which, "checks": accepts} for which in loosely), *features],
        }
    )
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(document)), config=config)
    schema.app = WSGIHandler()
    return schema


def layers_document() -> dict[str, Any]:
    """The description a reader gets who may see every layer."""
    operation = Operation(slug="contoh", voting_day=date(2024, 11, 27))
    source = Source(operation, DataVersion(), PlanVersion(number=1), scores=True, people=True)
    service = oapif.Service(
        "http://localhost/ogc/o/contoh",
        ("Siaga", "Siaga"),
        ("Lapisan", "Layers"),
        tuple(
            layer.collection(source, PlanVersion.objects.none(), measured=False) for layer in LAYERS
        ),
    )
    return oapif.openapi_document(service, "1", "id")


@pytest.fixture
def headers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """A token of somebody who may do everything an operation and a province allow."""
    monkeypatch.setattr(REQUESTS, "burst", 10**9)
    REQUESTS.clear()
    planned = make_planned_desk(desk)
    issue(planned.plan)
    add_plan(planned)
    make_checkpoint()
    make_province(desk, 2)
    polda = Agency.objects.create(id=POLDA, kind=AgencyKind.POLDA, name="Polda Tetap")
    Agency.objects.filter(parent=desk.operation.agency.parent).update(parent=polda)
    head = desk.people[Role.OPS_HEAD]
    Membership.objects.create(person=head, agency=polda, role=Role.PROVINCE)
    # The test's transaction outlives the requests in it, as with Django's own test client.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield {"Authorization": f"Bearer {make_token(head)}", "Accept-Encoding": "identity"}
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


# Settings there are, least shares that fit; corners in order, a start before its end.
API = described(api.get_openapi_schema(path_prefix="/api/v1/"), {"include-method": "POST"})
MAP_LAYERS = described(layers_document(), {"include-path-regex": "/items$"})


@API.parametrize()
@FEW
def test_the_api_keeps_its_word(case: Any, headers: dict[str, str]) -> None:
    case.call_and_validate(headers=headers)


@MAP_LAYERS.parametrize()
@settings(FEW, max_examples=2)
def test_the_map_layers_keep_their_word(case: Any, headers: dict[str, str]) -> None:
    # The standard lets more than the most be asked for (/req/core/fc-limit-response-1), while the
    # description has to name the most, so that QGIS asks for pages of that size.
    limit = str((case.query or {}).get("limit", ""))
    generous = limit.isdigit() and int(limit) > MAX_LIMIT
    excluded = [negative_data_rejection] if generous else []
    case.call_and_validate(headers=headers, excluded_checks=excluded)


def test_a_reader_who_sees_all_gets_this_description(headers: dict[str, str]) -> None:
    told = ask("/ogc/o/contoh/api", headers["Authorization"].split()[1]).json()
    assert set(told["paths"]) == set(layers_document()["paths"])


def _routes(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield route


def test_every_address_of_the_api_is_described() -> None:
    described_paths = set(API.raw_schema["paths"])
    routes = _below("api/")
    assert routes - described_paths == {"/api/v1/", "/api/v1/openapi.json"}
    assert described_paths <= routes


def test_every_address_of_the_map_layers_is_described() -> None:
    described_paths = set(MAP_LAYERS.raw_schema["paths"])
    general = {re.sub("|".join(FEATURES), "{name}", path) for path in described_paths}
    for tail in ("", "plan/{number}/"):
        start = f"/ogc/o/{{slug}}/{tail}"
        routes = {route.removeprefix(start) for route in _below("ogc/") if route.startswith(start)}
        if not tail:
            routes = {route for route in routes if not route.startswith("plan/")}
        assert {f"/{route}".replace("{feature}", "{featureId}") for route in routes} == general
    assert set(FEATURES) == {layer.id for layer in LAYERS}


def _below(prefix: str) -> set[str]:
    return {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", f"/{route}")
        for route in _routes(get_resolver())
        if route.startswith(prefix)
    }


def test_the_manual_names_every_address_of_the_api() -> None:
    manual = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
    for path in API.raw_schema["paths"]:
        names = [part for part in path.split("/") if part and not part.startswith("{")]
        assert f"{names[-1]}`" in manual or f"{names[-1]}/" in manual, path
