"""What every route answers to every role: one module an area, with ``ROUTES = [...]``.

``tests/server/core/test_access_routes.py`` walks all addresses of the server: a route without a
line here fails the test, and every line is tried as each role, as an outsider and without account.

    from siaga.server.core.roles import Role
    from support.routes import EVERYBODY, Route, slug

    ROUTES = [
        Route("data", allowed=EVERYBODY, kwargs=slug),
        Route("data-upload", "POST", allowed={Role.PLANNER, ...}, ok=400, kwargs=slug),
        Route("data-version", allowed=EVERYBODY, kwargs=lambda desk: {**slug(desk), "number": 1},
              setup=lambda desk: make_version(desk)),
        Route("api-1.0.0:stations", allowed=..., sign_in=with_token, anonymous=401),
    ]

``ok`` is what the allowed roles get with this very request (a POST without fields may well be 400).
Everybody else: a role with a part in the operation gets ``refused`` (403), an outsider ``outsider``
(404: they do not learn that it exists), no account ``anonymous`` (302, to the sign-in page).
Write ``allowed`` by hand, from what the rules say: the table is the second opinion on policy.py.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from siaga.server.core.models import Person
from siaga.server.core.roles import Role
from support.desk import Desk

EVERYBODY = frozenset(set(Role) - {Role.ADMIN})
"""All roles with a part in the operation."""
EVERY_ROLE = frozenset(Role)
POLICE = frozenset(
    {Role.COMMANDER, Role.OPS_HEAD, Role.PLANNER, Role.INTELLIGENCE, Role.LOGISTICS, Role.POLSEK,
     Role.PROVINCE}
)  # fmt: skip
NOBODY: frozenset[Role] = frozenset()

SignIn = Callable[[Client, Person], dict[str, str]]


def slug(desk: Desk) -> dict[str, Any]:
    """The address of the desk's operation."""
    return {"slug": desk.operation.slug}


def nothing(desk: Desk) -> dict[str, Any]:
    """An address without variables."""
    return {}


def by_session(client: Client, person: Person) -> dict[str, str]:
    """Sign in as a browser does; returns extra headers (none)."""
    client.force_login(person)
    return {}


@dataclass(frozen=True)
class Route:
    """One request to one route, and who gets what."""

    name: str
    """As in ``reverse``, with its namespace."""
    method: str = "GET"
    allowed: Collection[Role] = NOBODY
    ok: int = 200
    refused: int = 403
    outsider: int = 404
    anonymous: int = 302
    kwargs: Callable[[Desk], Mapping[str, Any]] = nothing
    """Variables of the address."""
    data: Callable[[Desk], Mapping[str, Any]] = nothing
    """Query (GET) or form fields (POST); with ``json`` the body."""
    json: bool = False
    setup: Callable[[Desk], object] | None = None
    """Makes what the address names, once, before everybody tries."""
    sign_in: SignIn = by_session
    special: Mapping[Role, int] = field(default_factory=dict)
    """Roles that get something else than ``ok`` or ``refused``."""

    def expected(self, role: Role) -> int:
        """The status ``role`` gets."""
        if role in self.special:
            return self.special[role]
        return self.ok if role in self.allowed else self.refused


def routes() -> list[Route]:
    """The lines of all areas."""
    found: list[Route] = []
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        found += importlib.import_module(module.name).ROUTES
    return found
