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
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from siaga.server.api.endpoints import api
from siaga.server.api.limits import REQUESTS
from siaga.server.core.models import Agency, Membership
from siaga.server.core.roles import AgencyKind, Role
from support.api import issue, make_checkpoint, make_token
from support.desk import Desk
from support.planned_desk import add_plan, make_planned_desk, small_plan
from support.province import make_province

FEW = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
"""As few as a test suite can pay for, beside the cases at the limits of every parameter."""

POLDA = uuid.UUID(int=42)
POST = small_plan().posts[0].id
KNOWN = {
    "slug": "contoh",
    "number": 1,
    "agency": str(POLDA),
    "kind": "post",
    "subject": POST,
    "featureId": POST,
}
"""Addresses that lead somewhere, so that what lies behind them is tried."""


_WELL_FORMED = ["2xx", "401", "403", "404", "409", "422", "429"]


def described(document: dict[str, Any]) -> Any:
    """The schema of ``document`` over this server, in this process."""
    config = SchemathesisConfig.from_dict(
        {
            "parameters": {f"path.{name}": value for name, value in KNOWN.items()},
            "generation": {"mode": "all", "deterministic": True},
            "operations": [
                {
                    # What a description can not say: settings there are, least shares that fit.
                    "include-method": "POST",
                    "checks": {"positive_data_acceptance": {"expected-statuses": _WELL_FORMED}},
                }
            ],
        }
    )
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(document)), config=config)
    schema.app = WSGIHandler()
    return schema


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


API = described(api.get_openapi_schema(path_prefix="/api/v1/"))


@API.parametrize()
@FEW
def test_the_api_keeps_its_word(case: Any, headers: dict[str, str]) -> None:
    case.call_and_validate(headers=headers)


def _routes(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield route


def test_every_address_of_the_api_is_described() -> None:
    described_paths = set(API.raw_schema["paths"])
    routes = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", f"/{route}")
        for route in _routes(get_resolver())
        if route.startswith("api/")
    }
    assert routes - described_paths == {"/api/v1/", "/api/v1/openapi.json"}
    assert described_paths <= routes
