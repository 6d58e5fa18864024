"""People make tokens for their programs, see them once, and take them back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import Http404

from siaga.server.api.actions.tokens import MOST_TOKENS, TokenError, create_token, revoke_token
from siaga.server.api.models import ApiToken, Scope
from siaga.server.core.access import Actor
from siaga.server.core.models import LedgerEntry
from siaga.server.core.roles import Role
from support.api import ask
from support.desk import Desk


def test_a_token_is_shown_once_and_opens_what_was_chosen(desk: Desk, client_for: Any) -> None:
    browser = client_for(Role.PLANNER)
    form = {"name": "QGIS posko", "scopes": ["read", "layers"], "days": "30", "operation": ""}
    page = browser.post("/tokens/new/", form)
    assert "no-store" in page.headers["Cache-Control"]
    text = re.search(r"siaga_[a-z2-7]{8}_[a-z2-7]{32}", page.content.decode())
    assert text is not None
    assert ask("/api/v1/me", text[0]).json()["scopes"] == ["layers", "read"]
    listed = browser.get("/tokens/").content.decode()
    assert "QGIS posko" in listed
    assert text[0] not in listed


def test_a_revoked_token_is_refused_at_once(desk: Desk, client_for: Any) -> None:
    made = create_token(desk.actor(), name="x", scopes=[Scope.READ], days=1)
    assert ask("/api/v1/me", made.text).status_code == 200
    browser = client_for(Role.OPS_HEAD)
    asked = browser.get(f"/tokens/{made.token.id}/revoke/").content.decode()
    assert "langsung ditolak" in asked
    assert ask("/api/v1/me", made.text).status_code == 200
    browser.post(f"/tokens/{made.token.id}/revoke/")
    assert ask("/api/v1/me", made.text).status_code == 401


def test_nobody_revokes_the_token_of_another(desk: Desk) -> None:
    made = create_token(desk.actor(), name="x", scopes=[Scope.READ], days=1)
    with pytest.raises(Http404):
        revoke_token(desk.actor(Role.PLANNER), token_id=made.token.id)
    assert ask("/api/v1/me", made.text).status_code == 200


def test_making_and_revoking_stand_in_the_ledger_without_the_secret(desk: Desk) -> None:
    made = create_token(desk.actor(), name="Laptop Personel 0001", scopes=[Scope.READ], days=7)
    revoke_token(desk.actor(), token_id=made.token.id)
    payloads = b"".join(bytes(entry.payload) for entry in LedgerEntry.objects.all())
    assert {"token.created", "token.revoked"} <= set(
        LedgerEntry.objects.values_list("kind", flat=True)
    )
    assert made.text.split("_")[2].encode() not in payloads
    assert b"Personel 0001" not in payloads


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"name": " "}, "tokens.needs_name"),
        ({"scopes": []}, "tokens.needs_scope"),
        ({"days": 0}, "tokens.needs_days"),
        ({"days": 181}, "tokens.needs_days"),
    ],
)
def test_what_is_missing_is_said(desk: Desk, fields: dict[str, Any], key: str) -> None:
    given: dict[str, Any] = {"name": "x", "scopes": [Scope.READ], "days": 7, **fields}
    with pytest.raises(TokenError) as caught:
        create_token(desk.actor(), **given)
    assert caught.value.key == key


def test_a_form_with_a_slip_keeps_what_was_typed(desk: Desk, client_for: Any) -> None:
    page = client_for(Role.KPU).post("/tokens/new/", {"name": "QGIS KPU", "days": "7"})
    assert page.status_code == 400
    assert "QGIS KPU" in page.content.decode()
    assert not ApiToken.objects.exists()


def test_tokens_do_not_pile_up(desk: Desk) -> None:
    for _ in range(MOST_TOKENS):
        create_token(desk.actor(), name="x", scopes=[Scope.READ], days=1)
    with pytest.raises(TokenError):
        create_token(desk.actor(), name="x", scopes=[Scope.READ], days=1)


def test_a_token_can_not_be_made_for_somebody_elses_operation(desk: Desk) -> None:
    with pytest.raises(Http404):
        create_token(
            Actor(desk.stranger), name="x", scopes=[Scope.READ], days=1, operation_slug="contoh"
        )
