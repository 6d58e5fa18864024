"""Programs read what their token and role allow, page by page, and hear clearly when not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from siaga.server.api.limits import REQUESTS, Buckets
from siaga.server.api.models import ApiToken, Scope
from siaga.server.core.models import Person
from siaga.server.core.roles import Role
from support.api import ApiDesk, ask, make_token

BASE = "/api/v1/operations/contoh"
LISTS = {
    f"{BASE}/data": 1,
    f"{BASE}/data/1/stations": 7,
    f"{BASE}/data/1/officers": 5,
    f"{BASE}/plans": 2,
    f"{BASE}/plans/2/posts": 4,
    f"{BASE}/plans/2/placements": 5,
    f"{BASE}/ledger/entries": 5,
    "/api/v1/operations": 1,
}


def is_problem(response: Any, status: int) -> dict[str, Any]:
    """The problem a response tells, checked in form."""
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    told: dict[str, Any] = response.json()
    assert told["status"] == status
    assert told["detail"] or told["errors"]
    return told


@pytest.mark.parametrize(("path", "count"), LISTS.items())
def test_following_next_meets_every_row_once(api_desk: ApiDesk, path: str, count: int) -> None:
    token, rows, at = api_desk.token(), [], f"{path}?limit=2"
    while at:
        page = ask(at, token).json()
        assert len(page["items"]) <= 2
        rows += page["items"]
        at = page["next"]
    assert len(rows) == count
    assert len({str(row) for row in rows}) == count


def test_filters_stay_on_every_page(api_desk: ApiDesk) -> None:
    token = api_desk.token()
    first = ask(f"{BASE}/data/1/stations?district=16.07.01&limit=3", token).json()
    second = ask(first["next"], token).json()
    assert "district=16.07.01" in second["next"]
    assert ask(f"{BASE}/data/1/stations?district=16.07.02", token).json()["items"] == []


def test_an_operation_tells_where_it_stands(api_desk: ApiDesk) -> None:
    told = api_desk.get(BASE).json()
    assert (told["data_version"], told["issued_plan"]) == (1, 2)


def test_drafts_are_not_told_to_who_may_not_see_them(api_desk: ApiDesk) -> None:
    numbers = [row["number"] for row in api_desk.get(f"{BASE}/plans", Role.KPU).json()["items"]]
    assert numbers == [2]
    is_problem(api_desk.get(f"{BASE}/plans/1", Role.KPU), 404)
    is_problem(api_desk.get(f"{BASE}/plans/1/posts", Role.BAWASLU), 404)
    assert api_desk.get(f"{BASE}/plans/1", Role.PLANNER).status_code == 200


@pytest.mark.parametrize("role", [Role.KPU, Role.BAWASLU, Role.POLSEK, Role.LOGISTICS])
def test_officers_are_personal(api_desk: ApiDesk, role: Role) -> None:
    is_problem(api_desk.get(f"{BASE}/data/1/officers", role), 403)


def test_a_list_of_officers_holds_no_phone_and_no_home(api_desk: ApiDesk) -> None:
    row = api_desk.get(f"{BASE}/data/1/officers").json()["items"][0]
    assert set(row) == {"id", "name", "rank", "unit", "origin", "available"}


def test_a_token_opens_no_more_than_it_was_made_for(api_desk: ApiDesk) -> None:
    reading = api_desk.token(Role.OPS_HEAD, Scope.READ)
    assert ask(f"{BASE}/plans/2/posts", reading).status_code == 200
    is_problem(ask(f"{BASE}/plans/2/placements", reading), 403)
    layers = api_desk.token(Role.OPS_HEAD, Scope.LAYERS)
    is_problem(ask(BASE, layers), 403)


def test_a_token_of_one_operation_does_not_know_the_others(api_desk: ApiDesk) -> None:
    stranger = make_token(api_desk.desk.people[Role.PROVINCE], operation=api_desk.desk.other)
    is_problem(ask(BASE, stranger), 404)
    assert ask("/api/v1/operations", stranger).json()["items"] == []


def test_outsiders_learn_nothing(api_desk: ApiDesk) -> None:
    token = make_token(api_desk.desk.stranger)
    there, nowhere = ask(BASE, token), ask("/api/v1/operations/tidak-ada", token)
    assert is_problem(there, 404)["detail"] == is_problem(nowhere, 404)["detail"]


@pytest.mark.parametrize(
    "fields",
    [
        {"expires_at": timezone.now() - timedelta(seconds=1)},
        {"revoked_at": timezone.now()},
    ],
)
def test_an_expired_or_revoked_token_opens_nothing(
    api_desk: ApiDesk, fields: dict[str, Any]
) -> None:
    is_problem(ask(BASE, api_desk.token(Role.OPS_HEAD, **fields)), 401)


@pytest.mark.parametrize(
    "wrong", ["", "siaga_", "x" * 48, "siaga_aaaaaaaa_" + "a" * 32, "siaga_\u00e9"]
)
def test_what_is_no_token_opens_nothing(api_desk: ApiDesk, wrong: str) -> None:
    response = Client().get(BASE, headers={"Authorization": f"Bearer {wrong}"})
    is_problem(response, 401)
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_the_secret_can_not_be_guessed_from_its_public_part(api_desk: ApiDesk) -> None:
    text = api_desk.token()
    is_problem(ask(BASE, text[:-1] + ("a" if text[-1] != "a" else "b")), 401)
    kept = ApiToken.objects.get(prefix=text.split("_")[1])
    assert text.split("_")[2] not in str(kept.__dict__)


def test_a_person_who_left_takes_their_tokens_with_them(api_desk: ApiDesk) -> None:
    token = api_desk.token()
    Person.objects.filter(pk=api_desk.desk.people[Role.OPS_HEAD].pk).update(is_active=False)
    is_problem(ask(BASE, token), 401)


def test_a_demo_account_opens_nothing_outside_demo_mode(api_desk: ApiDesk, settings: Any) -> None:
    settings.DEMO = False
    token = api_desk.token()
    Person.objects.filter(pk=api_desk.desk.people[Role.OPS_HEAD].pk).update(demo=True)
    is_problem(ask(BASE, token), 401)


def test_the_browsers_session_reads_too(api_desk: ApiDesk, client_for: Any) -> None:
    assert client_for(Role.PLANNER).get(BASE).status_code == 200
    is_problem(Client().get(BASE), 401)


def test_who_asks_too_often_is_told_when_to_come_back(
    api_desk: ApiDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(REQUESTS, "burst", 2)
    monkeypatch.setattr(REQUESTS, "rate", 0.001)
    token = api_desk.token()
    statuses = [ask(BASE, token).status_code for _ in range(2)]
    response = ask(BASE, token)
    assert statuses == [200, 200]
    is_problem(response, 429)
    assert int(response.headers["Retry-After"]) >= 1
    assert ask(BASE, api_desk.token(Role.PLANNER)).status_code == 200


def test_a_bucket_fills_again_with_time() -> None:
    buckets = Buckets(per_minute=60, burst=2)
    assert [buckets.take("a", 0.0) for _ in range(3)] == [0, 0, 1.0]
    assert buckets.take("b", 0.0) == 0
    assert buckets.take("a", 1.0) == 0
    assert buckets.take("a", 1.5) == pytest.approx(0.5)
    assert buckets.take("a", 900.0) == 0


def test_what_the_reader_has_already_is_not_sent_again(api_desk: ApiDesk) -> None:
    first = api_desk.get(f"{BASE}/plans/2/posts")
    again = api_desk.get(f"{BASE}/plans/2/posts", If_None_Match=first.headers["ETag"])
    assert again.status_code == 304
    assert again.content == b""
    other = api_desk.get(f"{BASE}/plans/1/posts?limit=1", If_None_Match=first.headers["ETag"])
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/tidak-ada", 404),
        ("/api/tidak-ada", 404),
        (f"{BASE}/plans/99", 404),
        (f"{BASE}/plans/{10**30}", 404),
        (f"{BASE}/data/1/stations?limit=0", 422),
        (f"{BASE}/data/1/stations?limit=banyak", 422),
        (f"{BASE}/data/1/stations?cursor=-1", 422),
        (f"{BASE}/data/1/stations?distrik=1", 400),
        (f"{BASE}/data/1/stations?limit=1&limit=2", 400),
        (f"{BASE}/data/1/stations?district=%00", 400),
        (f"{BASE}/data/1/stations%00", 400),
    ],
)
def test_every_refusal_is_a_problem(api_desk: ApiDesk, path: str, status: int) -> None:
    is_problem(api_desk.get(path), status)


def test_a_wrong_method_names_the_right_ones(api_desk: ApiDesk) -> None:
    response = Client().delete(BASE, headers={"Authorization": f"Bearer {api_desk.token()}"})
    is_problem(response, 405)
    assert "GET" in response.headers["Allow"]


def test_problems_speak_the_readers_language(api_desk: ApiDesk) -> None:
    indonesian = is_problem(api_desk.get("/api/v1/tidak-ada"), 404)
    english = is_problem(api_desk.get("/api/v1/tidak-ada", Accept_Language="en"), 404)
    assert indonesian["detail"].startswith("Tidak ada")
    assert english["detail"].startswith("It does not exist")


def test_me_tells_roles_and_scopes(api_desk: ApiDesk) -> None:
    told = ask("/api/v1/me", api_desk.token(Role.KPU, Scope.READ)).json()
    assert told["scopes"] == ["read"]
    assert told["roles"] == [{"role": "kpu", "agency": "kpu Contoh", "operation": "contoh"}]


def test_the_use_of_a_token_is_noted(api_desk: ApiDesk) -> None:
    token = api_desk.token()
    ask(BASE, token)
    used = ApiToken.objects.get(prefix=token.split("_")[1]).last_used_at
    assert used is not None
    assert timezone.now() - used < timedelta(minutes=5)


def test_the_ledger_gives_the_bytes_that_were_hashed(api_desk: ApiDesk) -> None:
    import hashlib

    told = api_desk.get(f"{BASE}/ledger/entries?limit=1").json()["items"][0]
    leaf = hashlib.sha256(b"\x00" + told["payload"].encode()).hexdigest()
    assert (told["position"], told["leaf_hash"]) == (4, leaf)
    assert api_desk.get(f"{BASE}/ledger/checkpoint").json()["size"] == 5


@pytest.mark.parametrize("path", [BASE, "/ogc/o/contoh/"])
def test_a_host_that_is_none_is_told_as_a_problem(api_desk: ApiDesk, path: str) -> None:
    is_problem(Client().get(path, headers={"host": "]"}), 400)
