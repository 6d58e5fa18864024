"""Every list, card and map page of the server with a province in its database.

18 resorts, 25,002 stations, a million ledger entries (benchmarks/pages_data.py); the real server,
asked over loopback with a signed-in session, one request after the other: what one person waits.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import httpx

from benchmarks.measure import ROOT, table

REQUESTS: Final = 30
TARGET_MS: Final = 300

PAGES: Final = {
    "operations": "/",
    "map": "/o/{slug}/",
    "map: picture": "/o/{slug}/map/picture.svg?plan=1",
    "map: scene": "/o/{slug}/map/scene.json?plan=1",
    "map: search": "/o/{slug}/map/search/?plan=1&q=sungai",
    "map: stations as a table": "/o/{slug}/map/stations/?plan=1",
    "data versions": "/o/{slug}/data/",
    "stations of the data": "/o/{slug}/data/1/stations/?q=sungai",
    "officers of the data": "/o/{slug}/data/1/officers/",
    "plans": "/o/{slug}/plans/",
    "a plan": "/o/{slug}/plans/1/",
    "posts": "/o/{slug}/plans/1/posts/",
    "stations of a plan": "/o/{slug}/plans/1/stations/?sort=-threat",
    "officers of a plan": "/o/{slug}/plans/1/officers/",
    "card of a station": "/o/{slug}/plans/1/card/station/{station}",
    "card of a post": "/o/{slug}/plans/1/card/post/{post}",
    "card of an officer": "/o/{slug}/plans/1/card/officer/{officer}",
    "scenarios": "/o/{slug}/runs/",
    "equal treatment": "/o/{slug}/equal-treatment/",
    "score inputs": "/o/{slug}/score/",
    "score inputs of a station": "/o/{slug}/score/{station}/",
    "ledger": "/o/{slug}/journal/",
    "ledger, one kind": "/o/{slug}/journal/?kind=data.accepted",
    "people": "/o/{slug}/people/",
    "province": "/province/{province}/",
    "API: stations": "/api/v1/operations/{slug}/data/1/stations",
    "API: ledger entries": "/api/v1/operations/{slug}/ledger/entries",
    "OGC: stations": "/ogc/o/{slug}/collections/stations/items?limit=100",
}  # fmt: skip


def section() -> str:
    """The tables of both databases."""
    parts = [
        f"Milliseconds over {REQUESTS} requests each, one after the other, over loopback, first "
        f"requests included. Target: p95 under {TARGET_MS} ms.",
    ]
    rows: dict[str, list[object]] = {name: [name] for name in PAGES}
    for kind in ("SQLite", "PostgreSQL"):
        with served(kind) as (url, seeded):
            for name, path in PAGES.items():
                rows[name] += _timed(url, path, seeded)
    header = ["page", "SQLite median", "p95", "PostgreSQL median", "p95", "kB"]
    slim = [[row[0], row[1], row[2], row[4], row[5], row[6]] for row in rows.values()]
    return table(header, slim) + "\n\n" + "\n".join(parts)


def _timed(url: str, path: str, seeded: dict[str, str]) -> list[object]:
    quoted = {key: urllib.parse.quote(value, safe="") for key, value in seeded.items()}
    address = url + path.format(**quoted)
    times = []
    size = 0
    with httpx.Client(cookies={"siaga_session": seeded["session"]}, timeout=60) as client:
        for _ in range(REQUESTS):
            started = time.perf_counter()
            response = client.get(address)
            times.append(1000 * (time.perf_counter() - started))
            if response.status_code != 200:
                raise RuntimeError(f"{address}: {response.status_code}")
            size = len(response.content)
    p95 = statistics.quantiles(times, n=20)[-1]
    return [f"{statistics.median(times):.0f}", f"{p95:.0f}", f"{size / 1000:.0f}"]


@contextmanager
def served(kind: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The server with a seeded database; its address and what to ask it with."""
    sys.path.insert(0, str(ROOT / "tests"))
    from support.postgres import cluster
    from support.serving import serving

    with tempfile.TemporaryDirectory(prefix="siaga-pages-") as folder:
        data_dir = Path(folder)
        if kind == "SQLite":
            seeded = _seed(data_dir, {})
            with serving(data_dir) as server:
                yield server.url.rstrip("/"), seeded
            return
        with cluster({"shared_buffers": "512MB"}) as started:
            variables = {"DATABASE_URL": started.url("siaga")}
            seeded = _seed(data_dir, variables)
            with serving(data_dir, **variables) as server:
                yield server.url.rstrip("/"), seeded


def _seed(data_dir: Path, variables: dict[str, str]) -> dict[str, str]:
    code = (
        "import django, json; django.setup()\n"
        "from django.core.management import call_command\n"
        "call_command('migrate', verbosity=0)\n"
        "from dataclasses import asdict\n"
        "from benchmarks.pages_data import seed\n"
        "print(json.dumps(asdict(seed())))\n"
    )
    env = {
        **os.environ,
        "SIAGA_DATA_DIR": str(data_dir),
        "DJANGO_SETTINGS_MODULE": "siaga.server.settings",
        **variables,
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    found: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return found
