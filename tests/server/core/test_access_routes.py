"""Every address of the server, tried as every role: nobody reaches what is not theirs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from siaga.server.core.models import Person
from siaga.server.core.roles import Role
from support.desk import Desk
from support.routes import Route, routes
from support.trying import attempt

LINES = routes()


def _walk(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _walk(pattern, inner)
        else:
            yield f"{prefix}{pattern.name}", pattern


def _methods(pattern: URLPattern) -> set[str]:
    """The methods an API's address knows; a page's are not told by Django."""
    operations = getattr(getattr(pattern.callback, "__self__", None), "operations", ())
    return {method for operation in operations for method in operation.methods}


def test_every_route_says_who_may_use_it() -> None:
    tried = {line.name for line in LINES}
    tried_by_method = {(line.name, line.method) for line in LINES}
    missing = []
    for name, pattern in _walk(get_resolver()):
        if name not in tried:
            missing.append(f"{name} ({pattern.pattern})")
        missing += [
            f"{method} {name}"
            for method in sorted(_methods(pattern))
            if name in tried and (name, method) not in tried_by_method
        ]
    assert not missing, f"add lines to tests/support/routes/: {missing}"


def test_no_line_is_of_a_route_that_is_gone() -> None:
    known = {name for name, _ in _walk(get_resolver())}
    assert {line.name for line in LINES} <= known


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.method} {line.name}")
def test_everybody_gets_what_the_line_says(desk: Desk, line: Route) -> None:
    if line.setup is not None:
        line.setup(desk)
    people: dict[str, tuple[Person | None, int]] = {
        str(role): (desk.people[role], line.expected(role)) for role in Role
    }
    people["outsider"] = (desk.stranger, line.outsider)
    people["nobody"] = (None, line.anonymous)
    wrong = {}
    for who, (person, expected) in people.items():
        got = attempt(desk, line, person).status_code
        if got != expected:
            wrong[who] = f"{got} instead of {expected}"
    assert not wrong, f"{line.method} {line.name}: {wrong}"
