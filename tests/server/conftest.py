"""Fixtures of the server's tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from siaga.server.core.models import Person
from siaga.server.core.roles import Role
from support.desk import Desk, make_desk

ClientFor = Callable[[Role | Person], Client]


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
