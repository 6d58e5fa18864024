"""index.html in a real Chromium, opened as a file, with the network cut."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from siaga.model.operation import Operation
from siaga.model.plan import Plan

playwright = pytest.importorskip("playwright.sync_api")

pytestmark = pytest.mark.browser

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic",
    "--no-first-run",
]  # fmt: skip
CHROMIUM = Path("/usr/bin/chromium")


class Visit:
    """One page with all that it said and asked for."""

    def __init__(self, page: playwright.Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console",
            lambda message: (
                self.complaints.append(message.text)
                if message.type in ("error", "warning")
                else None
            ),
        )


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright.Browser]:
    if not CHROMIUM.exists():
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(
    browser: playwright.Browser, output: Path, request: pytest.FixtureRequest
) -> Iterator[Visit]:
    options = getattr(request, "param", {})
    context = browser.new_context(offline=True, viewport={"width": 1440, "height": 900}, **options)
    visit = Visit(context.new_page())
    visit.page.goto((output / "index.html").as_uri())
    yield visit
    outside = [u for u in visit.requests if not u.startswith(("file:", "data:", "blob:"))]
    context.close()
    assert outside == []
    assert visit.complaints == []


def cells(page: playwright.Page, column: int) -> list[str]:
    found: list[str] = page.locator(
        f".grid tbody tr[data-i] td:nth-child({column})"
    ).all_inner_texts()
    return found


def test_tables_sort_both_ways(visit: Visit, operation: Operation) -> None:
    page = visit.page
    page.click("#tab-stations")
    assert page.locator(".count").inner_text().startswith(str(len(operation.stations)))
    page.click(".grid th:nth-child(4) button")
    descending = [int(text.replace(".", "")) for text in cells(page, 4)]
    assert descending == sorted(descending, reverse=True)
    assert descending[0] == max(s.voters for s in operation.stations)
    page.click(".grid th:nth-child(4) button")
    assert cells(page, 4)[0] == str(min(s.voters for s in operation.stations))
    assert page.locator(".grid th:nth-child(4)").get_attribute("aria-sort") == "ascending"


def test_search_and_filters_narrow_the_rows(visit: Visit, operation: Operation) -> None:
    page = visit.page
    page.click("#tab-people")
    page.fill("#browser input[type=search]", operation.officers[7].id)
    assert cells(page, 1) == [operation.officers[7].id]
    page.fill("#browser input[type=search]", "tidak ada yang begini")
    assert "Tidak ada baris yang cocok." in page.locator(".grid").inner_text()
    page.fill("#browser input[type=search]", "")
    page.click("#tab-stations")
    page.select_option("#browser select >> nth=0", label="Kecamatan 2")
    assert set(cells(page, 3)) == {"Kecamatan 2"}


def test_long_tables_scroll_to_their_last_row(visit: Visit, operation: Operation) -> None:
    """Only rows in sight are in the page: the last must still be reachable."""
    page = visit.page
    page.click("#tab-stations")
    in_page = page.locator(".grid tbody tr[data-i]").count()
    assert in_page < len(operation.stations)
    page.evaluate("document.querySelector('.grid').scrollTop = 1e6")
    page.wait_for_function(
        "name => [...document.querySelectorAll('.grid tbody tr[data-i] td:nth-child(11)')]"
        ".some(cell => cell.textContent === name)",
        arg=operation.stations[-1].id,
    )


def test_export_gives_a_safe_csv_of_the_rows_shown(visit: Visit, plan: Plan) -> None:
    page = visit.page
    page.click("#tab-posts")
    with page.expect_download() as download:
        page.click("#export")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert len(rows) == len(plan.posts) + 1
    assert [row[0] for row in rows[1:]] == [post.id for post in plan.posts]
    assert all(len(row) == len(rows[0]) for row in rows)


def test_a_row_opens_its_details_with_reasons(visit: Visit, plan: Plan) -> None:
    page = visit.page
    page.click("#tab-posts")
    page.click(".grid tbody tr[data-i='2'] td:first-child button")
    detail = page.locator("#detail").inner_text()
    assert plan.posts[2].id in detail
    assert "Mengapa" in detail
    assert "Dijaga oleh" in detail
    page.click("#detail ul button >> nth=0")
    assert "NRP" in page.locator("#detail").inner_text()


def test_a_click_on_the_map_finds_the_station(visit: Visit, operation: Operation) -> None:
    page = visit.page
    station = operation.stations[-1]
    x, y = page.evaluate(
        """id => {
          const s = Siaga.data.stations.find(s => s.id === id);
          const svg = document.getElementById('plan-map');
          svg.scrollIntoView({block: 'center'});
          const p = new DOMPoint(s.x, s.y).matrixTransform(svg.getScreenCTM());
          return [p.x, p.y];
        }""",
        station.id,
    )
    page.mouse.move(x, y)
    assert station.village_name in page.locator("#tip").inner_text()
    page.mouse.click(x, y)
    assert station.id in page.locator("#detail").inner_text()


def test_the_map_zooms_by_button_and_keyboard_and_comes_back(visit: Visit) -> None:
    page = visit.page
    whole = page.get_attribute("#plan-map", "viewBox")
    page.click("[data-zoom=in]")
    zoomed = page.get_attribute("#plan-map", "viewBox")
    assert zoomed != whole
    page.focus("#plan-map")
    page.keyboard.press("ArrowRight")
    assert page.get_attribute("#plan-map", "viewBox") != zoomed
    page.keyboard.press("0")
    assert page.get_attribute("#plan-map", "viewBox") == whole


def test_a_tier_can_be_hidden(visit: Visit) -> None:
    page = visit.page
    page.click(".chip[data-tier=rawan]")
    assert page.locator(".chip[data-tier=rawan]").get_attribute("aria-pressed") == "false"
    assert page.locator("#plan-map .dot.t-rawan:not(.off)").count() == 0
    assert page.locator("#plan-map .dot.t-kurang_rawan:not(.off)").count() > 0


def test_choosing_a_kecamatan_shows_it(visit: Visit) -> None:
    page = visit.page
    page.select_option("#map-district", label="Kecamatan 3")
    assert "Kecamatan 3" in page.locator("#detail h2").inner_text()
    assert page.locator("#plan-map .district.dim").count() == 2


def test_language_switches_everywhere(visit: Visit) -> None:
    page = visit.page
    assert page.get_attribute("html", "lang") == "id"
    page.click("[data-set-language=en]")
    assert page.get_attribute("html", "lang") == "en"
    shown = page.locator("body").inner_text()
    assert "Requirement and force" in shown
    for word in ("Kebutuhan dan kekuatan", "Perjalanan", "Unduh CSV", "di bawah doktrin"):
        assert word not in shown
    assert "Map of" in str(page.get_attribute("#plan-map", "aria-label"))


@pytest.mark.parametrize("visit", [{"color_scheme": "dark"}], indirect=True)
def test_dark_follows_the_system_and_the_button(visit: Visit) -> None:
    page = visit.page
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.click("#theme")
    assert page.get_attribute("html", "data-theme") == "light"
    assert page.evaluate(ground) != dark


CONTRAST = """() => {
  const rgb = text => text.match(/[\\d.]+/g).map(Number);
  const lum = c => c.slice(0, 3).map(v => v / 255)
    .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = el => {
    for (; el; el = el.parentElement) {
      const c = rgb(getComputedStyle(el).backgroundColor);
      if (c.length < 4 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const poor = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const el = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || el.closest('svg, script, noscript, .skip')) continue;
    if (!el.getClientRects().length) continue;
    const style = getComputedStyle(el);
    const a = lum(rgb(style.color)), b = lum(ground(el));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    const large = parseFloat(style.fontSize) >= 24;
    if (ratio < (large ? 3 : 4.5)) poor.push(`${ratio.toFixed(2)} ${walk.currentNode.data.trim()}`);
  }
  return poor;
}"""


@pytest.mark.parametrize(
    "visit", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True,
    ids=["light", "dark"],
)  # fmt: skip
def test_every_text_has_enough_contrast(visit: Visit) -> None:
    """WCAG 2.2 AA, 1.4.3: read in sunlight and from three metres."""
    visit.page.click("#tab-posts")
    visit.page.click(".grid tbody tr[data-i='1'] td:first-child button")
    visit.page.mouse.move(0, 0)
    assert visit.page.evaluate(CONTRAST) == []


def test_buttons_and_fields_have_names(visit: Visit) -> None:
    nameless = visit.page.evaluate(
        """() => [...document.querySelectorAll('button, select, input')]
          .filter(el => !el.textContent.trim() && !el.getAttribute('aria-label'))
          .filter(el => !el.labels?.length)
          .map(el => el.outerHTML)"""
    )
    assert nameless == []


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_no_sideways_scrolling(visit: Visit, width: int) -> None:
    """On a phone the page must not slide away under the thumb."""
    visit.page.set_viewport_size({"width": width, "height": 844})
    assert visit.page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True)
def test_without_javascript_it_is_still_a_picture(visit: Visit) -> None:
    text = visit.page.locator("body").inner_text()
    assert "Kebutuhan dan kekuatan" in text
    assert "plan.xlsx" in text
    assert visit.page.locator("#plan-map .dot").count() > 0
    assert not visit.page.locator("#export").count()


def test_printing_writes_every_row(visit: Visit, operation: Operation) -> None:
    page = visit.page
    page.click("#tab-stations")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".grid tbody tr[data-i]").count() == len(operation.stations)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".grid tbody tr[data-i]").count() < len(operation.stations)
