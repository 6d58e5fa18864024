"""Every list, card and map page of the server with a province in its database.

18 resorts, 25,002 stations, a million ledger entries; and one operation that has as many stations
alone (benchmarks/pages_data.py). The real server, asked over loopback with a signed-in session, one
request after the other: what one person waits, and how long the processors worked for it.
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
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

from benchmarks.measure import ROOT, table

REQUESTS: Final = int(os.environ.get("SIAGA_BENCH_REQUESTS", "30"))
TARGET_MS: Final = 300
TICKS: Final = os.sysconf("SC_CLK_TCK")

PAGES: Final = {
    # The province: 18 resorts.
    "operations": "/",
    "province": "/province/{province}/",
    "province: outlines": "/province/{province}/outlines.svg",
    "province: map": "/province/{province}/map/",
    "province: map's scene": "/province/{province}/map/scene.json",
    "province: map's outlines": "/province/{province}/map/areas.json",
    "province: map's picture": "/province/{province}/map/picture.svg",
    # A resort of 1,389 stations beside 17 others.
    "map": "/o/{slug}/",
    "map of a plan": "/o/{slug}/plans/1/map/",
    "map: picture": "/o/{slug}/map/picture.svg?plan=1",
    "map: scene": "/o/{slug}/map/scene.json?plan=1",
    "map: outlines": "/o/{slug}/map/areas/1.json",
    "map: reach": "/o/{slug}/map/reach.json?plan=1",
    "map: card of a station": "/o/{slug}/map/card/station/{station}",
    "data versions": "/o/{slug}/data/",
    "data version": "/o/{slug}/data/1/",
    "stations of the data": "/o/{slug}/data/1/stations/?q=sungai",
    "officers of the data": "/o/{slug}/data/1/officers/?sort=rank",
    "plans": "/o/{slug}/plans/",
    "plan": "/o/{slug}/plans/1/",
    "posts": "/o/{slug}/plans/1/posts/",
    "scenarios": "/o/{slug}/runs/",
    "new scenario": "/o/{slug}/runs/new/",
    "people": "/o/{slug}/people/",
    # The ledger: a million entries.
    "ledger": "/o/{slug}/ledger/",
    "ledger, deep": "/o/{slug}/ledger/?before=100000",
    "ledger, one kind": "/o/{slug}/ledger/?kind=data.accepted",
    "ledger, one object": "/o/{slug}/ledger/?type=plan&object={slug}-7",
    "ledger, a day": "/o/{slug}/ledger/?from=2024-09-10&to=2024-09-10",
    "ledger about": "/ledger/",
    "ledger: proof": "/ledger/proof/inclusion/777",
    # 2,564 stations, 893 officers: explanations, comparisons, changes by hand.
    "card of a station": "/o/february/plans/1/card/station/{february_station}",
    "card of a post": "/o/february/plans/1/card/post/{february_post}",
    "card of an officer": "/o/february/plans/1/card/officer/{february_officer}",
    "page of a station": "/o/february/plans/1/station/{february_station}/",
    "findings": "/o/february/plans/1/findings/",
    "desk of changes": "/o/february/plans/1/edit/",
    "prints": "/o/february/plans/1/prints/",
    "comparison of plans": "/o/february/compare/?plan=1&plan=2",
    "comparison of data": "/o/february/data/compare/?from=1&to=2",
    # 25,002 stations in one operation.
    "25,002: map": "/o/whole/",
    "25,002: map's picture": "/o/whole/map/picture.svg?plan=1",
    "25,002: map's scene": "/o/whole/map/scene.json?plan=1",
    "25,002: map's outlines": "/o/whole/map/areas/1.json",
    "25,002: map search": "/o/whole/map/search/?plan=1&q=sungai",
    "25,002: map as a table": "/o/whole/map/stations/?plan=1&sort=village_name&page=200",
    "25,002: stations of the data": "/o/whole/data/1/stations/",
    "25,002: of the data, a deep page": "/o/whole/data/1/stations/?sort=village_name&page=400",
    "25,002: of the data, searched": "/o/whole/data/1/stations/?q=sungai&sort=-voters",
    "25,002: officers of the data": "/o/whole/data/1/officers/?sort=name&page=150",
    "25,002: proposal's problems": "/o/whole/data/2/?tab=problems",
    "25,002: proposal's changes": "/o/whole/data/2/?tab=changes",
    "25,002: a plan": "/o/whole/plans/1/",
    "25,002: posts": "/o/whole/plans/1/posts/?sort=-max_minutes&page=20",
    "25,002: officers": "/o/whole/plans/1/officers/?sort=unit&page=150",
    "25,002: stations": "/o/whole/plans/1/stations/?sort=-threat",
    "25,002: stations, a deep page": "/o/whole/plans/1/stations/?sort=village_name&page=400",
    "25,002: equal treatment": "/o/whole/equal-treatment/",
    "25,002: score inputs": "/o/whole/score/",
    "25,002: score inputs of a station": "/o/whole/score/{whole_station}/",
    # Programs.
    "API: stations": "/api/v1/operations/whole/data/1/stations",
    "API: officers": "/api/v1/operations/whole/data/1/officers",
    "API: posts": "/api/v1/operations/whole/plans/1/posts",
    "API: placements": "/api/v1/operations/whole/plans/1/placements",
    "API: ledger entries": "/api/v1/operations/{slug}/ledger/entries",
    "API: province": "/api/v1/provinces/{province}/overview",
    "OGC: stations": "/ogc/o/whole/plan/1/collections/stations/items?limit=100",
    "OGC: posts in a box": "/ogc/o/whole/plan/1/collections/posts/items?bbox=104,-3,105,-2",
    "OGC: one station": "/ogc/o/whole/plan/1/collections/stations/items/{whole_station}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Times:
    """What one address cost; milliseconds."""

    first: float
    """The first request for it: nothing of this page is kept yet."""
    median: float
    p95: float
    cpu: float
    """Processor time of the server, and of PostgreSQL, per request after the first."""
    kilobytes: float


def section() -> str:
    """The table of both databases."""
    measured = {kind: _measured(kind) for kind in ("SQLite", "PostgreSQL")}
    header = ["page", *(f"{kind} {name}" for kind in measured
                        for name in ("first", "median", "p95", "CPU")), "kB"]  # fmt: skip
    rows = []
    for name in PAGES:
        both = [found[name] for found in measured.values()]
        figures = [f"{value:.0f}" for t in both for value in (t.first, t.median, t.p95, t.cpu)]
        rows.append([name, *figures, f"{both[0].kilobytes:.0f}"])
    words = (
        f"Milliseconds over {REQUESTS} requests each, one after the other, over loopback. *First*: "
        "the first request for the page, which also counts in p95. *CPU*: processor time of all "
        f"processes of the server and of PostgreSQL for one request. Target: p95 under {TARGET_MS} "
        "ms."
    )
    return table(header, rows) + "\n\n" + words


def _measured(kind: str) -> dict[str, Times]:
    with served(kind) as server:
        return {name: time_page(server, path) for name, path in PAGES.items()}


@dataclass(frozen=True, slots=True)
class Measured:
    """A running server with its database: where to ask, with what, and its processor time."""

    url: str
    seeded: dict[str, str]
    cpu_seconds: Callable[[], float]


def time_page(server: Measured, path: str, requests: int = REQUESTS) -> Times:
    """Ask for ``path`` again and again.

    Raises:
        RuntimeError: an answer is not 200.
    """
    values = {key: urllib.parse.quote(value, safe="") for key, value in server.seeded.items()}
    address = server.url + path.format(**values)
    times = []
    size, begun = 0, 0.0
    with httpx.Client(cookies={"siaga_session": server.seeded["session"]}, timeout=60) as client:
        for number in range(requests):
            if number == 1:
                begun = server.cpu_seconds()
            started = time.perf_counter()
            response = client.get(address)
            while response.status_code == 429:  # programs are asked to keep a pace
                time.sleep(float(response.headers["Retry-After"]))
                started = time.perf_counter()
                response = client.get(address)
            times.append(1000 * (time.perf_counter() - started))
            if response.status_code != 200:
                raise RuntimeError(f"{address}: {response.status_code}")
            size = len(response.content)
    cpu = 1000 * (server.cpu_seconds() - begun) / (requests - 1)
    p95 = statistics.quantiles(times, n=20, method="inclusive")[-1]
    return Times(times[0], statistics.median(times), p95, cpu, size / 1000)


Seed = Callable[[Path, dict[str, str]], dict[str, str]]
"""Fills the database of a data directory and an environment; what to ask it with."""


@contextmanager
def served(
    kind: str, seed: Seed | None = None, settings: Mapping[str, str] | None = None
) -> Iterator[Measured]:
    """The server with a seeded database of ``kind``; ``settings`` are PostgreSQL's."""
    seed = seed or _seed
    sys.path.insert(0, str(ROOT / "tests"))
    from support.postgres import cluster
    from support.serving import serving

    with tempfile.TemporaryDirectory(prefix="siaga-bench-") as folder:
        data_dir = Path(folder)
        if kind == "SQLite":
            seeded = seed(data_dir, {})
            with serving(data_dir) as server:
                yield Measured(server.url.rstrip("/"), seeded, cpu_of(server.process.pid))
            return
        with cluster(settings or {"shared_buffers": "512MB"}) as started:
            variables = {"DATABASE_URL": started.url("siaga")}
            seeded = seed(data_dir, variables)
            with serving(data_dir, **variables) as server:
                pids = (server.process.pid, postmaster(started.folder))
                yield Measured(server.url.rstrip("/"), seeded, cpu_of(*pids))


def postmaster(folder: Path) -> int:
    """The first process of the cluster in ``folder``."""
    return int((folder / "data" / "postmaster.pid").read_text().split()[0])


def cpu_of(*first: int) -> Callable[[], float]:
    """Counts the processor seconds of processes and all that they have started, ended ones too."""
    sys.path.insert(0, str(ROOT / "tests"))
    from support.serving import family

    def seconds() -> float:
        ticks = 0
        for pid in {each for root in first for each in family(root)}:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(int(value) for value in fields[11:15])
        return ticks / TICKS

    return seconds


def _seed(data_dir: Path, variables: dict[str, str]) -> dict[str, str]:
    code = (
        "from dataclasses import asdict; from benchmarks.pages_data import seed; "
        "made = asdict(seed())"
    )
    return seeded_by(code, data_dir, variables)


def seeded_by(code: str, data_dir: Path, variables: dict[str, str]) -> dict[str, str]:
    """Migrate a new database and run ``code`` in it; what it leaves in ``made``."""
    whole = (
        "import django, json; django.setup()\n"
        "from django.core.management import call_command\n"
        f"call_command('migrate', verbosity=0)\n{code}\nprint(json.dumps(made))\n"
    )
    env = {
        **os.environ,
        "SIAGA_DATA_DIR": str(data_dir),
        "DJANGO_SETTINGS_MODULE": "siaga.server.settings",
        **variables,
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", whole],
        cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    found: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return found
