"""How soon a map is seen: a real Chromium, slowed down, on the real server with an empty cache.

Four times slower processor, fast 3G (1.6 Mbit/s down, 0.75 Mbit/s up, 150 ms), nothing kept from
an earlier visit but the session. Two moments are told: when the server's picture of all stations
and villages was painted (Element Timing), and when the live map was still for the first time
(MapLibre's ``idle``). Without a graphics card the live map is drawn by the processor, which the
slow-down multiplies; the picture is not touched by that.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from typing import Any, Final

from benchmarks.measure import ROOT, table

RUNS: Final = 3
SLOWER: Final = 4
DOWN, UP, LATENCY_MS = 1.6e6 / 8, 0.75e6 / 8, 150
CHROMIUM: Final = (
    "--no-sandbox", "--disable-background-networking", "--disable-quic", "--no-first-run",
    "--enable-unsafe-swiftshader", "--use-angle=swiftshader", "--ignore-gpu-blocklist",
)  # fmt: skip
_SCRIPT: Final = """() => new Promise((resolve) => {
  const seen = {};
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.picture ??= entry.renderTime || entry.loadTime;
  }).observe({ type: "element", buffered: true });
  const wait = () => {
    const map = performance.getEntriesByName("siaga:map")[0];
    if (!map || seen.picture === undefined) return setTimeout(wait, 50);
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    const loaded = performance.getEntriesByType("resource");
    const bytes = loaded.reduce((sum, one) => sum + one.transferSize, 0);
    resolve({ first: paint.startTime, picture: seen.picture, map: map.startTime, bytes });
  };
  wait();
})"""


@dataclass(frozen=True, slots=True)
class Seen:
    """Moments of one visit in milliseconds after the address was asked for, and bytes received."""

    first: float
    picture: float
    map: float
    bytes: float


def fill() -> str:
    """Fill an empty database with the Banyuasin example and its plan; the session to come with."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siaga.server.settings")
    django.setup()
    from django.core.management import call_command

    from benchmarks import pages_data

    call_command("migrate", verbosity=0)
    province, resorts = pages_data._agencies()
    people = pages_data._people(province)
    operation, *_ = pages_data._operations(resorts[:1], people)
    pages_data._first_plan(operation, people[0])
    return pages_data._session(people[0])


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, str]]:
    """The filled server: its address and a session."""
    environment = {**os.environ, "SIAGA_DATA_DIR": str(folder), "SIAGA_HOSTS": "127.0.0.1"}
    environment.pop("DATABASE_URL", None)
    code = "from benchmarks.map_paint import fill; print(fill())"
    made = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, check=True, text=True,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    with closing(socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface", "asginl", "--host", "127.0.0.1",
        "--port", str(port), "--workers", "1", "--no-log", "siaga.server.asgi:application",
    ]  # fmt: skip
    with subprocess.Popen(command, cwd=ROOT, env=environment) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/healthz/live")
            yield address, made.stdout.split()[-1]
        finally:
            server.terminate()


def _wait_for(address: str, seconds: float = 30.0) -> None:
    ends = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.1)


def visit(browser: Any, address: str, session: str, slow: bool) -> Seen:
    """One visit with an empty cache."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_cookies([{"name": "siaga_session", "value": session, "url": address}])
    page = context.new_page()
    page.set_default_timeout(180_000)
    if slow:
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": LATENCY_MS, "downloadThroughput": DOWN,
             "uploadThroughput": UP},
        )  # fmt: skip
        wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(f"{address}/o/resort-01/", wait_until="commit")
    seen = Seen(**page.evaluate(_SCRIPT))
    context.close()
    return seen


def section() -> str:
    """The benchmark's Markdown."""
    from playwright.sync_api import sync_playwright

    rows = []
    chromium = os.environ.get("SIAGA_CHROMIUM", "/usr/bin/chromium")
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as (address, session),
        sync_playwright() as engine,
    ):
        browser = engine.chromium.launch(executable_path=chromium, args=list(CHROMIUM))
        visit(browser, address, session, slow=False)  # the server has drawn its picture once
        for name, slow in (("4x slower processor, fast 3G", True), ("as the machine is", False)):
            seen = [visit(browser, address, session, slow) for _ in range(RUNS)]
            rows.append((name, *_told(seen)))
        browser.close()
    head = ("1,389 stations, empty cache", "first words", "picture of the map", "live map still",
            "received")  # fmt: skip
    return table(head, rows)


def _told(seen: list[Seen]) -> tuple[str, ...]:
    def seconds(values: list[float]) -> str:
        return f"{statistics.median(values) / 1000:.2f} s (to {max(values) / 1000:.2f} s)"

    return (
        seconds([one.first for one in seen]),
        seconds([one.picture for one in seen]),
        seconds([one.map for one in seen]),
        f"{statistics.median(one.bytes for one in seen) / 1000:.0f} kB",
    )


if __name__ == "__main__":
    print(section())
