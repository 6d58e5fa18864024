"""How soon a map is seen: a real Chromium, slowed down, on the real server with an empty cache.

Four times slower processor, fast 3G (1.6 Mbit/s down, 0.75 Mbit/s up, 150 ms), nothing kept from
an earlier visit but the session. Two moments are told: when the server's picture of all stations
and villages was on the screen (frames of the screen), and when the live map was still for the
first time (MapLibre's ``idle``). Without a graphics card the live map is drawn by the processor,
which the slow-down multiplies; the picture is not touched by that.
"""

from __future__ import annotations

import base64
import os
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.measure import ROOT, table

RUNS: Final = 3
SLOWER: Final = 4
DOWN, UP, LATENCY_MS = 1.6e6 / 8, 0.75e6 / 8, 150
CHROMIUM: Final = (
    "--no-sandbox", "--disable-background-networking", "--disable-quic", "--no-first-run",
    "--enable-unsafe-swiftshader", "--use-angle=swiftshader", "--ignore-gpu-blocklist",
)  # fmt: skip
_SCRIPT: Final = """() => new Promise((resolve) => {
  const wait = () => {
    const map = performance.getEntriesByName("siaga:map")[0];
    if (!map) return setTimeout(wait, 50);
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    const loaded = performance.getEntriesByType("resource");
    const bytes = loaded.reduce((sum, one) => sum + one.transferSize, 0);
    resolve({ origin: performance.timeOrigin, first: paint.startTime, map: map.startTime, bytes });
  };
  wait();
})"""
_FRAME: Final = {"format": "png", "maxWidth": 480, "maxHeight": 300, "everyNthFrame": 1}
_LAND: Final = (0xE3, 0xE8, 0xEC)
"""Colour of the villages in the light theme."""
_LEAST_LAND: Final = 1500
"""Pixels of that colour in a small frame once the picture is there."""


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
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    context.add_cookies([{"name": "siaga_session", "value": session, "url": address}])
    page = context.new_page()
    page.set_default_timeout(180_000)
    wire = context.new_cdp_session(page)
    frames: list[tuple[float, bytes]] = []

    def keep(event: dict[str, Any]) -> None:
        frames.append((event["metadata"]["timestamp"] * 1000, base64.b64decode(event["data"])))
        wire.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

    wire.on("Page.screencastFrame", keep)
    wire.send("Page.startScreencast", dict(_FRAME))
    if slow:
        wire.send("Network.enable")
        wire.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": LATENCY_MS, "downloadThroughput": DOWN,
             "uploadThroughput": UP},
        )  # fmt: skip
        wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(f"{address}/o/resort-01/", wait_until="commit")
    told = page.evaluate(_SCRIPT)
    context.close()
    shown = next(at for at, png in frames if land_in(png) >= _LEAST_LAND)
    return Seen(told["first"], shown - told["origin"], told["map"], told["bytes"])


def land_in(png: bytes) -> int:
    """Pixels of the villages' colour in a PNG of 8 bits a channel."""
    width, height, _, colour = struct.unpack(">IIBB", png[16:26])
    channels = {2: 3, 6: 4}[colour]
    body, at = b"", 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            body += png[at + 8 : at + 8 + length]
        at += 12 + length
    lines = np.frombuffer(zlib.decompress(body), np.uint8).reshape(height, 1 + width * channels)
    above = np.zeros(width * channels, np.uint8)
    found = 0
    for line in lines:
        above = _unfiltered(int(line[0]), line[1:], above, channels)
        near = np.abs(above.reshape(width, channels)[:, :3].astype(int) - _LAND) <= 2
        found += int(near.all(axis=1).sum())
    return found


def _unfiltered(
    kind: int, line: NDArray[np.uint8], above: NDArray[np.uint8], step: int
) -> NDArray[np.uint8]:
    """One line of a PNG (its section 9: filters none, sub, up, average, Paeth)."""
    if kind == 0:
        return line
    if kind == 2:
        return line + above
    made = [0] * (len(line) + step)
    over = [0] * step + above.tolist()
    for place, value in enumerate(line.tolist(), start=step):
        left, up, corner = made[place - step], over[place], over[place - step]
        if kind == 1:
            guess = left
        elif kind == 3:
            guess = (left + up) // 2
        else:
            base = left + up - corner
            guess = min((left, up, corner), key=lambda one: abs(base - one))
        made[place] = (value + guess) & 0xFF
    return np.array(made[step:], np.uint8)


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
