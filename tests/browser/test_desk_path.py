"""The whole way through the desk, as real people go it, on the real server.

Upload, problems, mend, accept, run two scenarios, compare, change by hand, lock, check, approve by
a second person, issue, print; then an outsider verifies the ledger with the stand-alone verifier.
"""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from support.builders import small_operation
from support.demo_server import Demo, demo_server
from support.operation_files import operation_files

pytestmark = pytest.mark.browser

LONG = 90_000
"""Milliseconds that planning or printing may take on a busy machine before it counts as stuck."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo of a small operation: 60 stations, 70 officers, a plan already issued."""
    folder = tmp_path_factory.mktemp("operation")
    for path, content in operation_files(small_operation(officers=70)).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    with demo_server(folder, tmp_path_factory.mktemp("demo")) as started:
        yield started


@pytest.fixture(scope="module")
def sign_in(demo: Demo, launch: Callable[[list[str]], Browser]) -> Callable[[str], Page]:
    """A browser of one's own for a demo account."""

    def signed_in(username: str) -> Page:
        context = launch(["--disable-gpu"]).new_context(
            viewport={"width": 1440, "height": 900}, locale="id-ID", accept_downloads=True
        )
        page = context.new_page()
        page.set_default_timeout(LONG)
        page.goto(f"{demo.url}sign-in/")
        page.get_by_label("Nama pengguna").fill(username)
        page.get_by_label("Kata sandi").fill(demo.passwords[username])
        page.get_by_role("button", name="Masuk", exact=True).click()
        page.wait_for_url("**/o/**")
        return page

    return signed_in


def test_from_an_upload_to_a_printed_order_that_an_outsider_can_verify(
    demo: Demo, sign_in: Callable[[str], Page], tmp_path: Path
) -> None:
    planner, head, commander = (sign_in(name) for name in ("perencana", "kabagops", "kapolres"))
    number = _upload_with_a_mistake_and_mend_it(planner, demo, tmp_path)
    _accept(head, number)
    first = _run_scenario(planner, "Kekuatan 70", extra=0)
    second = _run_scenario(planner, "Kekuatan 70 + 10", extra=10)
    _compare(planner, first, second)
    _change_and_lock(planner, first)
    _check_approve_issue(head, commander, first)
    _print_annex(commander, first, tmp_path)
    _verify_as_an_outsider(sign_in("bawaslu"), tmp_path)


def _main(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.locator("main")).to_contain_text(text, timeout=LONG)


def _go(page: Page, name: str) -> None:
    """By the side navigation, as people do."""
    page.locator("nav").get_by_role("link", name=name, exact=True).first.click()


def _upload_with_a_mistake_and_mend_it(page: Page, demo: Demo, tmp_path: Path) -> str:
    table = (demo.folder / "stations.csv").read_text(encoding="utf-8")
    header, first, rest = table.split("\n", 2)
    cells = first.split(";")
    place = header.split(";").index("voters")
    right, cells[place] = cells[place], "3OO"
    upload = tmp_path / "stations.csv"
    upload.write_text("\n".join([header, ";".join(cells), rest]), encoding="utf-8")
    _go(page, "Data")
    page.get_by_role("link", name="Unggah tabel").click()
    page.set_input_files("input[type=file]", upload)
    page.get_by_role("button", name="Periksa berkas").click()
    _main(page, "1 kesalahan: belum dapat diterima")
    _main(page, '"3OO" bukan bilangan bulat')
    cell = page.locator("td.cell-error input")
    expect(cell).to_have_value("3OO")
    cell.fill(str(int(right) + 1))
    page.get_by_role("button", name="Periksa lagi").first.click()
    _main(page, "siap")
    found = re.search(r"/data/(\d+)/", page.url)
    assert found
    return found[1]


def _accept(page: Page, number: str) -> None:
    _go(page, "Data")
    page.get_by_role("link", name=f"Versi {number}", exact=True).first.click()
    page.get_by_role("link", name=re.compile("Yang berubah")).click()
    expect(page.locator("main .was").first).to_be_visible()
    page.get_by_role("button", name=re.compile("^Terima")).first.click()
    expect(page.locator(".shell-age, header")).to_contain_text(f"Data versi {number}")


def _run_scenario(page: Page, name: str, extra: int) -> str:
    _go(page, "Skenario")
    page.get_by_role("link", name="Skenario baru").first.click()
    page.get_by_label("Nama skenario").fill(name)
    page.get_by_label("Personel tambahan (BKO)").fill(str(extra))
    page.get_by_role("button", name="Hitung rencana").first.click()
    link = page.get_by_role("link", name=re.compile("^Buka rencana"))
    link.wait_for(timeout=LONG)
    link.click()
    page.wait_for_url("**/plans/*/**")
    found = re.search(r"/plans/(\d+)/", page.url)
    assert found
    return found[1]


def _compare(page: Page, first: str, second: str) -> None:
    _go(page, "Bandingkan")
    choices = page.locator("main select[name=plan]")
    choices.nth(0).select_option(first)
    choices.nth(1).select_option(second)
    page.get_by_role("button", name="Bandingkan").click()
    expect(page.locator("table.comparison")).to_contain_text("10 lebih banyak")
    expect(page.locator("table.comparison")).to_contain_text("Waktu tanggap")
    _main(page, "Yang berpindah dari rencana")


def _change_and_lock(page: Page, plan: str) -> None:
    _go(page, "Rencana")
    page.locator("main").get_by_role("link", name=re.compile(rf"^{plan} · ")).first.click()
    page.get_by_role("link", name="Ubah", exact=True).click()
    page.get_by_label("Nomor TPS").fill("1607012001002")
    page.get_by_role("button", name="Lanjut").click()
    post = page.get_by_label("Ke pos").locator("option", has_text="4 TPS").get_attribute("value")
    assert post
    page.get_by_label("Ke pos").select_option(post)
    page.get_by_role("button", name="Lihat akibatnya").click()
    _main(page, "Menit tertimbang risiko di dalam pos")
    page.get_by_role("button", name="Simpan perubahan").click()
    _main(page, f"Tersimpan: TPS 1607012001002 pindah ke pos {post}.")
    page.get_by_role("link", name="Pos", exact=True).click()
    page.locator("main").get_by_role("link", name="P-01-003", exact=True).click()
    page.get_by_role("button", name="Kunci", exact=True).click()
    _main(page, "Tersimpan: Pos P-01-003 dikunci.")


def _check_approve_issue(head: Page, commander: Page, plan: str) -> None:
    for page in (head, commander):
        _go(page, "Rencana")
        page.locator("main").get_by_role("link", name=re.compile(rf"^{plan} · ")).first.click()
    expect(commander.get_by_role("button", name="Setujui")).to_have_count(0)
    head.get_by_role("button", name="Nyatakan sudah diperiksa").click()
    expect(head.locator(".page-head .status")).to_have_text("Diperiksa")
    commander.reload()
    expect(head.get_by_role("button", name="Setujui")).to_have_count(0)
    commander.get_by_role("button", name="Setujui").click()
    commander.get_by_role("button", name="Terbitkan").click()
    expect(commander.locator(".page-head .status")).to_have_text("Terbit")
    _main(commander, f"Rencana {plan} terbit dan berlaku.")


def _print_annex(page: Page, plan: str, tmp_path: Path) -> None:
    page.get_by_role("link", name="Cetak dan unduh").click()
    row = page.locator("tr", has_text="Lampiran surat perintah")
    row.get_by_role("button").first.click()
    link = row.get_by_role("link").first
    link.wait_for(timeout=LONG)
    with page.expect_download() as download:
        link.click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    pages = PdfReader(saved).pages
    assert len(pages) > 2
    for sheet in pages:
        text = sheet.extract_text()
        assert re.search(rf"[Rr]encana {plan}\b", text), text[-300:]
        assert re.search(r"jurnal \d+ · titik periksa \d+", text)
        assert "DRAF" not in text


def _verify_as_an_outsider(page: Page, tmp_path: Path) -> None:
    """With nothing but the export and the one file in it."""
    _go(page, "Buku jurnal")
    _main(page, "SHA-256")
    with page.expect_download() as download:
        page.get_by_role("button", name="Ekspor untuk pemeriksa").click()
    export = tmp_path / download.value.suggested_filename
    download.value.save_as(export)
    with zipfile.ZipFile(export) as archive:
        archive.extractall(tmp_path / "export")
    verifier = next((tmp_path / "export").rglob("siaga_verify.py"))
    assert _verify(verifier, export).returncode == 0
    changed = _with_one_byte_changed(export, tmp_path / "changed.zip")
    found = _verify(verifier, changed)
    assert found.returncode == 1
    assert found.stdout.strip()


def _verify(verifier: Path, export: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", str(verifier), str(export)],
        cwd="/", capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def _with_one_byte_changed(export: Path, target: Path) -> Path:
    """The export with one digit of one entry changed, as somebody with the database could."""
    with zipfile.ZipFile(export) as source, zipfile.ZipFile(target, "w") as made:
        for item in source.infolist():
            content = source.read(item)
            if "entries" in item.filename:
                content = content.replace(b'"revision":2', b'"revision":3', 1)
                assert b'"revision":3' in content
            made.writestr(item, content)
    return target
