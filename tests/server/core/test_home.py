"""The first page."""

from __future__ import annotations

from django.test import Client

from siaga.server.core.roles import Role
from support.desk import Desk


def test_without_an_account_one_is_asked_to_sign_in(db: None) -> None:
    assert Client().get("/").headers["Location"].startswith("/sign-in/")


def test_the_only_operation_is_opened_at_once(desk: Desk, client_for) -> None:  # type: ignore[no-untyped-def]
    response = client_for(Role.KPU).get("/", follow=True)
    assert response.status_code == 200
    assert "Operasi contoh" in response.content.decode()
