"""The data desk in a real browser: files dropped, mended in their cells, accepted; also by keyboard
alone, on a phone, and without scripts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from siaga.server.core.roles import Role
from siaga.server.plan.models import DataVersion
from siaga.server.plan.models.data import DataState
from siaga.server.plan.queries.data import load_operation
from support.browser import Visitor
from support.data_desk import accepted, proposal
from support.desk import Desk
from support.planned_desk import small_files, small_planned

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HERE = "/o/contoh/data/"


@pytest.fixture
def folder(tmp_path: Path) -> list[str]:
    """The small operation's files on the user's disk, one cell mistyped."""
    files = dict(small_files())
    voters = small_planned().stations[4].voters
    files["stations.csv"] = files["stations.csv"].replace(f";{voters};".encode(), b";3OO;", 1)
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return [str(tmp_path / name) for name in files]


def check_files(page: Page, files: list[str]) -> None:
    page.set_input_files("input[name=files]", files)
    page.get_by_role("button", name="Periksa berkas").click()
    page.wait_for_url(re.compile(r"/data/\d+/$"))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_from_files_to_data_that_count(
    visit: Visitor, desk: Desk, folder: list[str], scripts: bool
) -> None:
    here = visit(Role.PLANNER, java_script_enabled=scripts)
    page = here.open(f"{HERE}upload/")
    check_files(page, folder)
    expect(page.locator(".verdict.bad")).to_be_visible()
    cell = page.locator("td.cell-error input")
    expect(cell).to_have_value("3OO")
    expect(page.locator(".problems")).to_contain_text("300")
    cell.fill("300")
    page.get_by_role("button", name="Periksa lagi").click()
    expect(page.locator(".verdict.bad")).to_have_count(0)
    page.get_by_role("button", name="Terima versi ini").dblclick()
    expect(page.locator(".status-issued")).to_be_visible()
    version = DataVersion.objects.get()
    assert version.state == DataState.ACCEPTED
    assert len(load_operation(version).stations) == len(small_planned().stations)
    assert not here.complaints
    assert not here.foreign


def test_files_are_dropped_named_and_sent(visit: Visitor, desk: Desk) -> None:
    page = visit(Role.PLANNER).open(f"{HERE}upload/")
    data = page.evaluate_handle(
        """text => { const data = new DataTransfer();
        data.items.add(new File([text], "daftar tps.csv")); return data; }""",
        small_files()["stations.csv"].decode(),
    )
    zone = page.locator("[data-dropzone]")
    zone.dispatch_event("dragover", {"dataTransfer": data})
    zone.dispatch_event("drop", {"dataTransfer": data})
    expect(page.locator(".file-list")).to_contain_text("daftar tps.csv")
    page.get_by_role("button", name="Periksa berkas").click()
    page.wait_for_url(re.compile(r"/data/1/$"))
    page.goto(f"{page.url}?tab=files")
    expect(page.locator("main")).to_contain_text("daftar tps.csv")


def test_a_refused_file_can_be_replaced_at_once(
    visit: Visitor, desk: Desk, tmp_path: Path, folder: list[str]
) -> None:
    page = visit(Role.PLANNER).open(f"{HERE}upload/")
    wrong = tmp_path / "tps.csv"
    wrong.write_bytes(b"%PDF-1.7")
    page.set_input_files("input[name=files]", str(wrong))
    page.get_by_role("button", name="Periksa berkas").click()
    expect(page.locator("#upload-result .problems")).to_contain_text("PDF")
    check_files(page, folder)


def test_mending_and_accepting_by_keyboard_alone(visit: Visitor, desk: Desk) -> None:
    files = dict(small_files())
    files["stations.csv"] = files["stations.csv"].replace(b";road;", b";jln;", 1)
    proposal(desk, files)
    page = visit(Role.PLANNER).open(f"{HERE}1/")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true":
            break
    page.keyboard.press("Control+A")
    page.keyboard.type("jalan")
    page.keyboard.press("Enter")
    expect(page.locator(".message.success")).to_be_visible()
    button = page.get_by_role("button", name="Terima versi ini")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".status-issued")).to_be_visible()


PAGES = ("", "upload/", "1/?tab=changes", "1/stations/", "1/officers/", "2/", "2/?tab=changes",
         "2/?tab=files", "3/?tab=problems&sheet=stations", "compare/?from=1&to=1")  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_and_fits_every_width(
    visit: Visitor, desk: Desk, scheme: str
) -> None:
    accepted(desk)
    proposal(desk)
    files: dict[str, bytes] = dict(small_files())
    proposal(desk, {**files, "stations.csv": files["stations.csv"].replace(b";road;", b";jln;", 5)})
    found: list[str] = []
    for width in (1440, 768, 390):
        here = visit(Role.PLANNER, width=width, color_scheme=scheme, webgl=False)
        for address in PAGES:
            page = here.open(f"{HERE}{address}")
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{address} is wider than {width}")
            if width == 1440 or (width == 390 and scheme == "light"):
                found += _serious(page, f"{address} at {width}")
        assert not here.complaints
    assert not found


def _serious(page: Page, where: str) -> list[str]:
    violations: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{where}: {one['id']} {one['nodes'][0]['target']}"
        for one in violations
        if one["impact"] in ("serious", "critical")
    ]
