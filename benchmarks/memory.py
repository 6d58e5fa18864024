"""What an idle ``siaga serve`` takes: all its processes, shared pages counted once (PSS).

Before anybody has asked for anything, after a minute of one planner's requests (the pages of
benchmarks/pages.py that show one resort), and again when the server has been left alone.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import httpx

from benchmarks.measure import ROOT, table
from benchmarks.pages import PAGES, seeded_by

SECONDS: Final = float(os.environ.get("SIAGA_BENCH_SECONDS", "60"))
QUIET: Final = 15.0
"""Seconds of silence before a reading."""
TARGET_MB: Final = 250
ELSEWHERE: Final = ("/whole/", "compare", "province")
"""Pages for which there is nothing here."""


def section() -> str:
    """The table of the processes."""
    sys.path.insert(0, str(ROOT / "tests"))
    from support.serving import family, proportional_kilobytes, serving, until

    with tempfile.TemporaryDirectory(prefix="siaga-memory-") as folder:
        data_dir = Path(folder)
        seeded = seeded_by(
            "from dataclasses import asdict; from benchmarks.pages_data import seed_resort; "
            "made = asdict(seed_resort())",
            data_dir, {},
        )  # fmt: skip
        with serving(data_dir) as server:

            def reading() -> dict[str, float]:
                time.sleep(QUIET)
                return {
                    _name(pid): proportional_kilobytes([pid]) / 1024
                    for pid in family(server.process.pid)
                }

            until(lambda: server.health().get("status") == "ok", "all workers are up")
            before = reading()
            asked = _ask(server.url.rstrip("/"), seeded)
            after = reading()
    rows = [
        [name, f"{before.get(name, 0):.0f}", f"{after[name]:.0f}"]
        for name in sorted(after, key=lambda name: -after[name])
    ]
    rows.append(["together", f"{sum(before.values()):.0f}", f"{sum(after.values()):.0f}"])
    return table(["process", "idle MB", "idle after requests MB"], rows) + (
        f"\n\nPSS of all processes of `siaga serve` on SQLite, {QUIET:.0f} s after it came up, and "
        f"{QUIET:.0f} s after {asked} requests for pages of a resort with 1,389 stations within "
        f"{SECONDS:.0f} s. Target: an idle server under {TARGET_MB} MB."
    )


def _ask(url: str, seeded: Mapping[str, str]) -> int:
    """Go through the pages for a minute; how many answers there were."""
    values = {key: urllib.parse.quote(value, safe="") for key, value in seeded.items()}
    paths = [
        path.replace("/february/", "/{slug}/").format(**values)
        for path in PAGES.values()
        if not any(word in path for word in ELSEWHERE)
    ]
    asked = 0
    end = time.monotonic() + SECONDS
    with httpx.Client(cookies={"siaga_session": seeded["session"]}, timeout=60) as client:
        while time.monotonic() < end:
            response = client.get(url + paths[asked % len(paths)])
            if response.status_code != 200:
                raise RuntimeError(f"{response.url}: {response.status_code}")
            asked += 1
    return asked


def _name(pid: int) -> str:
    """What a process is for."""
    words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
    if "siaga.server.ops.job_worker" in words:
        return f"job worker {words[words.index('siaga.server.ops.job_worker') + 1]}"
    parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]
    siblings = Path(f"/proc/{parent}/cmdline").read_bytes()
    return "web worker" if b"siaga.server.ops.supervisor" in siblings else "supervisor"
