"""The map desk's answers: what each reader sees, how small it is, and that it is made once."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from siaga.server.core.models import Person
from siaga.server.core.roles import Role
from siaga.server.plan.models import PlacementRow, PlanStationRow, PlanVersion, StationRow
from siaga.server.plan.models.plans import PlanState
from siaga.server.plan.queries import map_picture
from siaga.server.plan.queries.map_kept import Keeper
from support.desk import Desk
from support.planned_desk import PlannedDesk, add_data, add_plan, make_planned_desk

ClientFor = Callable[[Role | Person], Client]
SCENE = "/o/contoh/map/scene.json"
TOKENS = Path(__file__).parents[3] / "frontend" / "src" / "styles" / "tokens.css"


@pytest.fixture
def planned(desk: Desk) -> PlannedDesk:
    """Accepted data with a draft plan."""
    return make_planned_desk(desk)


def _json(client: Client, address: str) -> dict:  # type: ignore[type-arg]
    response = client.get(address)
    assert response.status_code == 200, response.content
    return json.loads(response.content)  # type: ignore[no-any-return]


def _undelta(steps: list[int], scale: int) -> list[float]:
    found, total = [], 0
    for step in steps:
        total += step
        found.append(total / scale)
    return found


def test_every_station_is_on_the_map_where_the_data_say(
    planned: PlannedDesk, client_for: ClientFor
) -> None:
    scene = _json(client_for(Role.PLANNER), SCENE)
    rows = StationRow.objects.filter(version=planned.data).order_by("ordinal")
    assert scene["stations"]["id"] == [row.code for row in rows]
    lats = _undelta(scene["stations"]["lat"], scene["scale"])
    assert max(abs(a - row.lat) for a, row in zip(lats, rows, strict=True)) < 2e-5
    tiers = {row.code: row.tier for row in PlanStationRow.objects.filter(plan=planned.plan)}
    drawn = [scene["tiers"][int(letter)] for letter in scene["stations"]["t"]]
    assert drawn == [tiers[code] for code in scene["stations"]["id"]]


def test_lines_of_assignment_count_every_officer_at_a_post_and_name_none(
    planned: PlannedDesk, client_for: ClientFor
) -> None:
    client = client_for(Role.PLANNER)
    scene = _json(client, SCENE)
    at_posts = PlacementRow.objects.filter(plan=planned.plan, role="post")
    assert sum(officers for _, _, officers, _ in scene["lines"]) == at_posts.count()
    text = json.dumps(scene)
    assert not [row.officer for row in at_posts if row.officer in text]
    waiting = PlacementRow.objects.filter(plan=planned.plan, role="reserve").count()
    assert sum(officers for _, officers in scene["reserves"]) == waiting > 0


def test_kpu_sees_the_issued_plan_without_placements_and_no_draft(
    planned: PlannedDesk, client_for: ClientFor
) -> None:
    kpu = client_for(Role.KPU)
    before = _json(kpu, SCENE)
    assert before["posts"]["id"] == []
    assert set(before["stations"]["t"]) == {"-"}
    assert kpu.get(f"{SCENE}?plan=1").status_code == 404
    PlanVersion.objects.filter(pk=planned.plan.pk).update(state=PlanState.ISSUED)
    after = _json(kpu, f"{SCENE}?plan=1")
    assert after["posts"]["id"]
    assert after["lines"] == after["reserves"] == []
    assert kpu.get("/o/contoh/map/reach.json?plan=1").status_code == 403


def test_an_answer_is_sent_once_and_again_only_when_the_plan_changed(
    planned: PlannedDesk, client_for: ClientFor
) -> None:
    client = client_for(Role.PLANNER)
    first = client.get(SCENE, headers={"Accept-Encoding": "gzip, br"})
    assert json.loads(gzip.decompress(first.content))["v"] == 1
    tag = first.headers["ETag"]
    again = client.get(SCENE, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    PlanVersion.objects.filter(pk=planned.plan.pk).update(revision=1)
    changed = client.get(SCENE, headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != tag
    assert "private" in changed.headers["Cache-Control"]


def test_who_may_see_less_never_gets_the_answer_kept_for_who_sees_more(
    planned: PlannedDesk, client_for: ClientFor
) -> None:
    PlanVersion.objects.filter(pk=planned.plan.pk).update(state=PlanState.ISSUED)
    assert _json(client_for(Role.COMMANDER), SCENE)["lines"]
    assert not _json(client_for(Role.BAWASLU), SCENE)["lines"]


def test_the_picture_is_a_drawing_without_script_or_style(
    planned: PlannedDesk, client_for: ClientFor
) -> None:
    client = client_for(Role.PLANNER)
    response = client.get("/o/contoh/map/picture.svg?theme=dark&plan=1")
    assert response.headers["Content-Type"] == "image/svg+xml"
    drawing = response.content.decode()
    names = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(drawing).iter()}
    assert names <= {"svg", "g", "path", "text"}
    assert not re.search(r"\sstyle=|\son\w+=|href", drawing)
    assert planned.planned.stations[0].district_name in drawing
    assert client.get("/o/contoh/map/picture.svg?theme=pink").status_code == 404


def test_the_picture_has_the_colours_of_the_style_sheet() -> None:
    css = TOKENS.read_text(encoding="utf-8")
    light, dark = css.split(':root[data-theme="dark"]')[:2]
    for theme, text in (("light", light), ("dark", dark)):
        said = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text))
        drawn = map_picture.THEMES[theme]
        assert drawn == {name: said[name] for name in drawn}


def test_villages_that_touch_share_their_corners(
    planned: PlannedDesk, client_for: ClientFor
) -> None:
    areas = _json(client_for(Role.PLANNER), "/o/contoh/map/areas/1.json")
    corners: dict[str, set[tuple[int, int]]] = {}
    for code, _, _, polygons in areas["villages"]:
        x = y = 0
        steps = polygons[0][0]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            corners.setdefault(code, set()).add((x, y))
    assert len(corners) > 1
    assert all(
        any(own & others for other, others in corners.items() if other != code)
        for code, own in corners.items()
    )


def test_reach_tells_the_minutes_of_the_nearest_team(
    planned: PlannedDesk, client_for: ClientFor
) -> None:
    reach = _json(client_for(Role.PLANNER), "/o/contoh/map/reach.json?plan=1")
    assert len(reach["minutes"]) == len(planned.planned.stations)
    within = [minutes for minutes in reach["minutes"] if 0 <= minutes <= reach["target"]]
    assert within


@pytest.mark.parametrize(("text", "kind"), [("Desa", "station"), ("P-", "post"), ("9", "officer")])
def test_search_finds_villages_posts_and_officers(
    planned: PlannedDesk, client_for: ClientFor, text: str, kind: str
) -> None:
    text = {
        "station": planned.planned.stations[0].village_name,
        "post": PlacementRow.objects.filter(plan=planned.plan, role="post")[0].place,
        "officer": PlacementRow.objects.filter(plan=planned.plan)[0].officer,
    }[kind]
    page = client_for(Role.PLANNER).get("/o/contoh/map/search/", {"q": text}).content.decode()
    assert f'data-card="{kind}/' in page


def test_search_shows_no_officer_to_who_may_not_see_placements(
    planned: PlannedDesk, client_for: ClientFor
) -> None:
    PlanVersion.objects.filter(pk=planned.plan.pk).update(state=PlanState.ISSUED)
    officer = PlacementRow.objects.filter(plan=planned.plan)[0].officer
    page = client_for(Role.KPU).get("/o/contoh/map/search/", {"q": officer}).content.decode()
    assert 'data-card="officer/' not in page


def test_the_table_filters_sorts_and_exports_what_the_map_shows(
    planned: PlannedDesk, client_for: ClientFor
) -> None:
    client = client_for(Role.PLANNER)
    tier = PlanStationRow.objects.filter(plan=planned.plan)[0].tier
    rows = PlanStationRow.objects.filter(plan=planned.plan, tier=tier).order_by("-threat")
    page = client.get("/o/contoh/map/stations/", {"tier": tier, "sort": "-threat"})
    assert [row.code for row in page.context["page"]] == [row.code for row in rows[:100]]
    file = client.get("/o/contoh/map/stations/", {"tier": tier, "format": "csv"})
    assert file.content.decode("utf-8-sig").count("\n") == rows.count() + 1


@pytest.mark.parametrize("query", ["sort=nothing", "tier=x&level=y", "page=999", "q=%00%27%25"])
def test_the_table_shrugs_at_nonsense(
    planned: PlannedDesk, client_for: ClientFor, query: str
) -> None:
    assert client_for(Role.PLANNER).get(f"/o/contoh/map/stations/?{query}").status_code == 200


@pytest.mark.parametrize("plan", ["x", "-1", "\u0663", "9999999999", "7"])
def test_a_plan_that_is_not_there_is_not_found(
    planned: PlannedDesk, client_for: ClientFor, plan: str
) -> None:
    assert client_for(Role.PLANNER).get(SCENE, {"plan": plan}).status_code == 404


def test_the_issued_plan_comes_first_though_a_draft_is_newer(
    planned: PlannedDesk, client_for: ClientFor
) -> None:
    PlanVersion.objects.filter(pk=planned.plan.pk).update(state=PlanState.ISSUED)
    add_plan(planned)
    page = client_for(Role.PLANNER).get("/o/contoh/")
    assert page.context["plan"] == planned.plan


def test_without_data_the_page_says_what_to_do_next(desk: Desk, client_for: ClientFor) -> None:
    page = client_for(Role.PLANNER).get("/o/contoh/").content.decode()
    assert "Belum ada data operasi" in page
    assert "/o/contoh/data/" in page
    assert "data-map" not in page


def test_without_a_plan_stations_are_drawn_and_their_cards_tell_the_data(
    desk: Desk, client_for: ClientFor
) -> None:
    version = add_data(desk)
    client = client_for(Role.PPK)
    station = StationRow.objects.filter(version=version)[0]
    assert "Belum ada rencana" in client.get("/o/contoh/").content.decode()
    card = client.get(f"/o/contoh/map/card/station/{station.code}").content.decode()
    assert station.village_name in card
    assert client.get("/o/contoh/map/card/station/none").status_code == 404


def test_a_base_tells_who_goes_where_from_it_to_the_police_alone(
    planned: PlannedDesk, client_for: ClientFor
) -> None:
    PlanVersion.objects.filter(pk=planned.plan.pk).update(state=PlanState.ISSUED)
    placed = PlacementRow.objects.filter(plan=planned.plan, role="post")[0]
    address = f"/o/contoh/map/card/base/{placed.unit}?plan=1"
    assert "data-card=" in client_for(Role.POLSEK).get(address).content.decode()
    assert "data-card=" not in client_for(Role.TNI).get(address).content.decode()


QUERIES = {"/o/contoh/": 18, SCENE: 12, "/o/contoh/map/stations/?plan=1": 12,
           "/o/contoh/map/search/?q=desa": 12}  # fmt: skip
"""Most queries of a page; none grows with the number of stations."""


@pytest.mark.parametrize("address", QUERIES)
def test_pages_ask_the_database_few_questions(
    planned: PlannedDesk,
    client_for: ClientFor,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    address: str,
) -> None:
    client = client_for(Role.PLANNER)
    with django_assert_max_num_queries(QUERIES[address]):
        assert client.get(address).status_code == 200


def test_the_keeper_forgets_the_least_used_when_it_is_full() -> None:
    keeper = Keeper(most_bytes=100)
    made: list[str] = []

    def maker(key: str) -> Callable[[], bytes]:
        return lambda: (made.append(key), key.encode() * 20)[1]

    for key in ("a", "b", "a", "c", "d", "e", "a"):
        assert gzip.decompress(keeper.get(key, maker(key)).body) == key.encode() * 20
    assert made.count("b") == 1
    assert made.count("a") <= 2
