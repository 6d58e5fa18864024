"""Fixtures of the server's tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.test import Client

from siaga.server.core.ledger_store import sequencer
from siaga.server.core.models import Person
from siaga.server.core.roles import Role
from siaga.server.core.security.fresh import confirmed
from support.desk import Desk, make_desk
from support.ledger_desk import flush_without_guards, never_commits

ClientFor = Callable[[Role | Person], Client]

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests below this folder need a database: they are not among the unit tests."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.server)


@pytest.fixture(autouse=True)
def _forced_sign_ins_are_complete() -> Iterator[None]:
    """``force_login`` stands for a whole sign-in, second factor included.

    It is told from the sign-in page by its bare request; the page's own tests are not helped.
    """

    def complete(request: HttpRequest, **_: object) -> None:
        if "REQUEST_METHOD" not in request.META:
            confirmed(request, second_factor=True)

    user_logged_in.connect(complete)
    yield
    user_logged_in.disconnect(complete)


@pytest.fixture(autouse=True)
def _ledger_without_commits(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Entries get their place at once where no test commits, as they do on SQLite."""
    if never_commits(request):
        monkeypatch.setattr(sequencer, "places_at_once", lambda: True)


@pytest.fixture(autouse=True, scope="session")
def _tables_can_be_emptied() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        flush_without_guards(patch)
        yield


@pytest.fixture
def desk(db: None) -> Desk:
    """An operation with a person for each role."""
    return make_desk()


@pytest.fixture
def client_for(desk: Desk) -> ClientFor:
    """A browser signed in as a role, or as a person."""

    def signed_in(who: Role | Person) -> Client:
        client = Client()
        client.force_login(desk.people[who] if isinstance(who, Role) else who)
        return client

    return signed_in
