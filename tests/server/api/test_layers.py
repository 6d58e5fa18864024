"""Map programs connect with an address and a token, and see what the role sees."""

from __future__ import annotations

from base64 import b64encode
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from siaga.server.api.models import Scope
from siaga.server.core.roles import Role
from siaga.server.plan.models import PlanVersion
from support.api import VILLAGE, ApiDesk, ask

BASE = "/ogc/o/contoh"
ITEMS = f"{BASE}/collections/stations/items"


def layers(api_desk: ApiDesk, role: Role = Role.OPS_HEAD, base: str = BASE) -> set[str]:
    told = api_desk.get(f"{base}/collections", role).json()
    return {collection["id"] for collection in told["collections"]}


def link(document: dict[str, Any], rel: str) -> dict[str, str]:
    return next(link for link in document["links"] if link["rel"] == rel)


def test_qgis_walks_from_the_address_to_the_last_feature(api_desk: ApiDesk) -> None:
    token = api_desk.token(Role.KPU, Scope.LAYERS)
    landing = ask(f"{BASE}/", token).json()
    description = ask(link(landing, "service-desc")["href"], token)
    assert description.headers["Content-Type"] == "application/vnd.oai.openapi+json;version=3.0"
    data = ask(link(landing, "data")["href"], token).json()
    stations = next(found for found in data["collections"] if found["id"] == "stations")
    assert stations["itemCount"] == 7
    at = link(stations, "items")["href"] + "?limit=3"
    seen: list[str] = []
    while at:
        response = ask(at, token)
        assert response.headers["Content-Type"] == "application/geo+json"
        page = response.json()
        assert page["numberMatched"] == 7
        seen += [feature["id"] for feature in page["features"]]
        following = [one for one in page["links"] if one["rel"] == "next"]
        assert all(one["type"] == "application/geo+json" for one in following)
        at = following[0]["href"] if following else ""
    assert len(seen) == len(set(seen)) == 7


def test_pages_lead_back_as_well(api_desk: ApiDesk) -> None:
    token = api_desk.token()
    first = ask(f"{ITEMS}?limit=3", token).json()
    second = ask(link(first, "next")["href"], token).json()
    back = ask(link(second, "prev")["href"], token).json()
    assert back["features"] == first["features"]
    assert not [one for one in back["links"] if one["rel"] == "prev"]
    assert ask(link(back, "next")["href"], token).json()["features"] == second["features"]


@pytest.mark.parametrize("way", ["basic", "address"])
def test_a_token_of_layers_comes_in_every_way_qgis_knows(api_desk: ApiDesk, way: str) -> None:
    token = api_desk.token(Role.KPU, Scope.LAYERS)
    if way == "basic":
        secret = b64encode(f"siapa-saja:{token}".encode()).decode()
        page = Client().get(ITEMS, headers={"Authorization": f"Basic {secret}"})
    else:
        page = Client().get(f"{ITEMS}?limit=2&token={token}")
        assert f"token={token}" in link(page.json(), "next")["href"]
    assert page.status_code == 200


def test_a_token_that_can_write_is_refused_in_an_address(api_desk: ApiDesk) -> None:
    assert Client().get(f"{ITEMS}?token={api_desk.token()}").status_code == 403
    assert Client().get(f"/api/v1/me?token={api_desk.token()}").status_code == 400


@pytest.mark.parametrize("given", ["Basic !!!", "Basic YWJj", "Bearer x", "Digest x", ""])
def test_without_a_token_nothing_is_drawn(api_desk: ApiDesk, given: str) -> None:
    response = Client().get(f"{BASE}/", headers={"Authorization": given} if given else {})
    assert response.status_code == 401
    assert response.headers["Content-Type"] == "application/problem+json"


def test_who_may_not_see_placements_does_not_see_the_layer(api_desk: ApiDesk) -> None:
    assert "placements" in layers(api_desk, Role.POLSEK)
    assert "placements" not in layers(api_desk, Role.KPU)
    assert layers(api_desk, Role.KPU) == {"stations", "posts", "bases", "villages", "districts"}
    at = f"{BASE}/collections/placements/items"
    assert api_desk.get(at, Role.BAWASLU).status_code == 404
    reading = api_desk.token(Role.POLSEK, Scope.LAYERS)
    assert ask(at, reading).status_code == 404
    page = api_desk.get(at, Role.POLSEK).json()
    assert page["features"][0]["geometry"]["type"] == "Point"
    assert "Personel" not in str(page)


def test_scores_are_drawn_for_those_who_oversee_them(api_desk: ApiDesk) -> None:
    def properties(role: Role) -> set[str]:
        return set(api_desk.get(ITEMS, role).json()["features"][0]["properties"])

    assert properties(Role.BAWASLU) - properties(Role.TNI) == {"threat", "reach"}


def test_a_draft_is_drawn_by_its_number_for_those_who_may_see_it(api_desk: ApiDesk) -> None:
    base = f"{BASE}/plan/1"
    assert "posts" in layers(api_desk, Role.PLANNER, base)
    landing = api_desk.get(f"{base}/", Role.PLANNER).json()
    assert urlsplit(link(landing, "data")["href"]).path == f"{base}/collections"
    assert api_desk.get(f"{base}/", Role.KPU).status_code == 404


def test_before_a_plan_is_issued_the_data_are_drawn(api_desk: ApiDesk) -> None:
    PlanVersion.objects.all().delete()
    assert layers(api_desk) == {"stations", "bases", "villages", "districts"}
    feature = api_desk.get(ITEMS).json()["features"][0]
    assert feature["properties"]["voters"] == 480


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("bbox=104.5,-2.90002,104.50002,-2.9", 3),
        ("bbox=104.5,-2.90002,0,104.50002,-2.9,50", 3),
        ("bbox=170,-90,-170,90", 0),
        ("bbox=100,-90,-170,90", 7),
        ("district=16.07.01", 7),
        ("district=16.07.02", 0),
        ("tier=rawan&post=P-01-00000", 2),
        ("datetime=2020-01-01", 7),
        ("limit=2", 7),
    ],
)
def test_what_is_asked_for_is_what_comes(api_desk: ApiDesk, query: str, count: int) -> None:
    page = api_desk.get(f"{ITEMS}?{query}").json()
    assert page["numberMatched"] == count
    assert page["numberReturned"] == min(count, 2 if query == "limit=2" else count)


def test_posts_hold_on_voting_day_alone(api_desk: ApiDesk) -> None:
    at = f"{BASE}/collections/posts/items"
    assert api_desk.get(f"{at}?datetime=2024-11-27T05:00:00Z").json()["numberMatched"] == 4
    assert api_desk.get(f"{at}?datetime=2024-11-28/..").json()["numberMatched"] == 0


def test_villages_are_found_by_their_outline(api_desk: ApiDesk) -> None:
    at = f"{BASE}/collections/villages/items"
    inside = api_desk.get(f"{at}?bbox=104.55,-2.95,104.56,-2.94").json()
    assert [feature["id"] for feature in inside["features"]] == [VILLAGE]
    everything = api_desk.get(at).json()
    assert everything["numberMatched"] == 2
    assert any(feature["geometry"] is None for feature in everything["features"])


def test_one_feature_has_its_address(api_desk: ApiDesk) -> None:
    feature = api_desk.get(f"{ITEMS}/{VILLAGE}-00001").json()
    assert feature["id"] == f"{VILLAGE}-00001"
    assert api_desk.get(f"{ITEMS}/tidak-ada").status_code == 404


@pytest.mark.parametrize("query", ["bbox=1,2,3", "distrik=1", "limit=0", "cursor=x", "tier=aman"])
def test_a_slip_is_told_with_its_remedy(api_desk: ApiDesk, query: str) -> None:
    response = api_desk.get(f"{ITEMS}?{query}")
    assert response.status_code == 400
    assert response.json()["errors"][0]["pointer"] == query.partition("=")[0]


def test_a_page_that_did_not_change_is_not_sent_again(api_desk: ApiDesk) -> None:
    first = api_desk.get(ITEMS)
    assert api_desk.get(ITEMS, If_None_Match=first.headers["ETag"]).status_code == 304


def test_a_wrong_method_is_a_problem(api_desk: ApiDesk) -> None:
    response = Client().post(ITEMS)
    assert response.status_code == 405
    assert response.headers["Content-Type"] == "application/problem+json"


def test_layers_cost_the_same_queries_however_many_stations(
    api_desk: ApiDesk, django_assert_num_queries: Any
) -> None:
    token = api_desk.token()
    ask(ITEMS, token)
    with django_assert_num_queries(6):
        ask(f"{ITEMS}?limit=1", token)
    with django_assert_num_queries(6):
        ask(ITEMS, token)
