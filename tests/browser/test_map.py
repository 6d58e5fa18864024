"""The map desk in a real Chromium: first the picture, then the live map, and all without either."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from siaga.server.core.roles import Role
from siaga.server.plan.models import PlanEdit, PlanStationRow, PlanVersion, PostRow
from siaga.server.plan.models.plans import PlanState
from support.browser import Visitor
from support.desk import Desk
from support.planned_desk import PlannedDesk, make_planned_desk
from support.pmtiles import one_colour_png, one_tile_archive

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MAP = "/o/contoh/"
LIVE = '[data-map-state="live"]'


@pytest.fixture
def planned(desk: Desk) -> PlannedDesk:
    """Accepted data with a draft plan."""
    return make_planned_desk(desk)


def _pixel(page: Page, row: PlanStationRow | PostRow) -> tuple[float, float]:
    """Where a place lies in the window."""
    x, y = page.evaluate(
        """([lon, lat]) => {
          const map = document.querySelector("[data-map]").desk.map;
          const box = map.getCanvas().getBoundingClientRect();
          const at = map.project([lon, lat]);
          return [box.left + at.x, box.top + at.y];
        }""",
        [row.lon, row.lat],
    )
    return x, y


def _until(page: Page, true: str, arg: object = None) -> None:
    """Wait for an expression over ``arg``, without eval, which the page's policy forbids."""
    look = f"({true}) ? done() : setTimeout(look, 50)"
    page.evaluate(f"arg => new Promise(done => {{ const look = () => {look}; look(); }})", arg)


def _lone_station(plan: PlanVersion) -> PlanStationRow:
    """A station with nothing else near it: a click there is a click on it."""
    rows = list(PlanStationRow.objects.filter(plan=plan))

    def room(row: PlanStationRow) -> float:
        return min(abs(o.lat - row.lat) + abs(o.lon - row.lon) for o in rows if o is not row)

    return max(rows, key=room)


def test_the_live_map_takes_over_from_the_picture_without_any_other_server(
    planned: PlannedDesk, visit: Visitor
) -> None:
    seen = visit(Role.PLANNER)
    page = seen.open(MAP)
    expect(page.locator(".map-picture")).to_have_js_property("complete", True)
    page.wait_for_selector(LIVE)
    assert page.locator(".map-picture").evaluate("image => image.naturalWidth") > 0
    expect(page.locator(".maplibregl-canvas")).to_be_visible()
    assert not seen.foreign
    assert not seen.complaints


def test_a_click_on_a_station_opens_its_card_and_its_address_opens_it_again(
    planned: PlannedDesk, visit: Visitor
) -> None:
    page = visit(Role.PLANNER).open(MAP)
    page.wait_for_selector(LIVE)
    station = _lone_station(planned.plan)
    page.mouse.click(*_pixel(page, station))
    card = page.locator("#map-card")
    expect(card).to_contain_text(station.code)
    assert page.url.endswith(f"#station={station.code}")
    page.reload()
    expect(card).to_contain_text(station.code)
    page.locator("[data-back]").click()
    expect(page.locator("#map-summary")).to_be_visible()
    assert "#" not in page.url


def test_a_keyboard_alone_finds_a_station_and_reads_its_card(
    planned: PlannedDesk, visit: Visitor
) -> None:
    page = visit(Role.PLANNER).open(MAP)
    page.wait_for_selector(LIVE)
    station = _lone_station(planned.plan)
    page.keyboard.press("/")
    page.keyboard.type(station.code)
    expect(page.locator("#map-hits a").first).to_contain_text(station.village_name)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#map-card")).to_contain_text(station.code)
    expect(page.locator("#map-card")).to_be_focused()


def test_layers_and_filters_change_what_is_drawn(planned: PlannedDesk, visit: Visitor) -> None:
    page = visit(Role.PLANNER).open(MAP)
    page.wait_for_selector(LIVE)
    shown = "document.querySelector('[data-map]').desk.map.queryRenderedFeatures({layers: ['%s']})"
    assert page.evaluate(f"{shown % 'lines-road'}.length") == 0
    page.locator(".map-options summary").click()
    page.locator('[data-map-layer="lines"]').check()
    _until(page, f"{shown % 'lines-road'}.length + {shown % 'lines-water'}.length > 0")
    tier = PlanStationRow.objects.filter(plan=planned.plan).values_list("tier", flat=True)[0]
    page.locator(f'[data-map-tier="{tier}"]').click()
    drawn = f"[...{shown % 'stations'}, ...{shown % 'stations-low'}]"
    _until(page, f"!{drawn}.some(one => one.properties.t === arg)", tier)


def test_a_station_dragged_onto_another_post_shows_the_effect_and_moves(
    planned: PlannedDesk, visit: Visitor
) -> None:
    page = visit(Role.PLANNER).open(MAP)
    page.wait_for_selector(LIVE)
    station = _lone_station(planned.plan)
    same = {"district": station.district, "tier": station.tier}
    posts = PostRow.objects.filter(plan=planned.plan, **same).exclude(code=station.post)
    post = posts[0]
    page.get_by_role("button", name="Pindahkan TPS").click()
    page.mouse.move(*_pixel(page, station))
    page.mouse.down()
    page.mouse.move(*_pixel(page, post), steps=4)
    page.mouse.up()
    dialog = page.locator("#map-move")
    expect(dialog).to_contain_text(post.code)
    assert not PlanEdit.objects.filter(plan=planned.plan).exists()
    dialog.get_by_role("button", name="Simpan perubahan").click()
    expect(page.locator(".toasts")).to_contain_text(post.code)
    assert PlanEdit.objects.get(plan=planned.plan).edit["to_post"] == post.code


def test_nobody_drags_stations_of_an_issued_plan(planned: PlannedDesk, visit: Visitor) -> None:
    PlanVersion.objects.filter(pk=planned.plan.pk).update(state=PlanState.ISSUED)
    page = visit(Role.PLANNER).open(MAP)
    page.wait_for_selector(LIVE)
    expect(page.get_by_role("button", name="Pindahkan TPS")).to_have_count(0)


def test_without_webgl_picture_search_and_table_remain_and_a_sentence_says_so(
    planned: PlannedDesk, visit: Visitor
) -> None:
    page = visit(Role.PLANNER, webgl=False).open(MAP)
    expect(page.locator(".map-note")).to_contain_text("WebGL")
    expect(page.locator(".map-picture")).to_be_visible()
    station = _lone_station(planned.plan)
    page.locator("#map-q").fill(station.code)
    page.locator("#map-hits a").first.click()
    expect(page.locator("#map-card")).to_contain_text(station.code)


def test_without_scripts_the_picture_is_there_and_the_search_leads_to_the_table(
    planned: PlannedDesk, visit: Visitor
) -> None:
    page = visit(Role.PLANNER, java_script_enabled=False).open(MAP)
    expect(page.locator(".map-picture")).to_be_visible()
    station = _lone_station(planned.plan)
    page.locator("#map-q").fill(station.code)
    page.keyboard.press("Enter")
    expect(page.locator("table")).to_contain_text(station.village_name)


def test_a_basemap_from_our_own_server_lies_under_the_stations(
    planned: PlannedDesk, visit: Visitor, tmp_path: Path, settings: Settings
) -> None:
    settings.BASEMAP = tmp_path / "ground.pmtiles"
    settings.BASEMAP.write_bytes(one_tile_archive(one_colour_png(0, 160, 0)))
    seen = visit(Role.PLANNER, color_scheme="light")
    page = seen.open(MAP)
    page.wait_for_selector(LIVE)
    map_ = "document.querySelector('[data-map]').desk.map"
    assert page.evaluate(f"{map_}.getLayersOrder()")[:2] == ["ground", "basemap-picture"]
    _until(page, f"{map_}.isSourceLoaded('basemap')")
    assert not seen.foreign
    assert not seen.complaints


def test_the_province_sees_the_stations_of_its_resorts_and_opens_their_cards(
    planned: PlannedDesk, visit: Visitor
) -> None:
    seen = visit(Role.PROVINCE)
    page = seen.open(f"/province/{planned.operation.agency.parent_id}/map/")
    page.wait_for_selector(LIVE)
    station = _lone_station(planned.plan)
    page.mouse.click(*_pixel(page, station))
    expect(page.locator("#map-card")).to_contain_text(station.code)
    assert not seen.complaints


def test_the_chosen_theme_is_kept_and_the_picture_follows_it(
    planned: PlannedDesk, visit: Visitor
) -> None:
    page = visit(Role.PLANNER, color_scheme="light").open(MAP)
    page.wait_for_selector(LIVE)
    page.locator("details.menu summary").click()
    page.locator("[data-theme-toggle]").click()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator(".map-picture")).to_have_attribute(
        "src", "/o/contoh/map/picture.svg?theme=dark&plan=1"
    )


@pytest.mark.parametrize("address", [MAP, "/o/contoh/map/stations/?plan=1"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_serious_barrier_and_fit_a_phone(
    planned: PlannedDesk, visit: Visitor, address: str, scheme: str
) -> None:
    for width in (390, 1440):
        page = visit(Role.PLANNER, width=width, color_scheme=scheme).open(address)
        if address == MAP:
            page.wait_for_selector(LIVE)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = [
            (violation["id"], [node["html"][:120] for node in violation["nodes"][:3]])
            for violation in Axe().run(page).response["violations"]
            if violation["impact"] in ("serious", "critical")
        ]
        assert not found
