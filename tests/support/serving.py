"""A real ``siaga serve`` for tests: own data directory, free port, stopped at the end."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ONCE = pytest.mark.skipif(
    os.environ.get("SIAGA_TEST_DATABASE") == "postgresql",
    reason="brings its own databases: the same in the run on SQLite",
)
"""For tests that start whole installations: the second run would only repeat them."""
SIAGA = [sys.executable, "-c", "import siaga.cli; siaga.cli.main()"]
PATIENCE = 60.0
"""Seconds until something that must happen counts as never happening."""


@dataclass
class Served:
    """A running server."""

    url: str
    process: subprocess.Popen[str]
    data_dir: Path
    lines: list[str] = field(default_factory=list)
    """What it wrote to standard error so far."""

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of an address."""
        request = urllib.request.Request(self.url + path.lstrip("/"))
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def health(self) -> dict[str, Any]:
        """The probe's answer; empty when the server does not answer."""
        try:
            return dict(json.loads(self.get("healthz")[1]))
        except OSError:
            return {}

    def logged(self) -> list[dict[str, Any]]:
        """The log lines so far."""
        return [json.loads(line) for line in list(self.lines) if line.startswith("{")]


def until(condition: Callable[[], Any], what: str, patience: float = PATIENCE) -> Any:
    """Wait for ``condition`` and return what it gave."""
    deadline = time.monotonic() + patience
    pause = threading.Event()
    while True:
        found = condition()
        if found:
            return found
        assert time.monotonic() < deadline, f"never happened: {what}"
        pause.wait(0.05)


def free_port() -> int:
    """A port nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(data_dir: Path, **variables: str) -> dict[str, str]:
    """The environment of a server of its own."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("SIAGA_", "DJANGO_")) and key != "DATABASE_URL"
    }
    return {**kept, "SIAGA_DATA_DIR": str(data_dir), "SIAGA_LANG": "en", **variables}


def siaga(
    *words: str, env: Mapping[str, str], given: str = "", **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [*SIAGA, *words], env=dict(env), input=given, text=True,
        capture_output=True, timeout=PATIENCE * 2, check=False, **options,
    )  # fmt: skip


@contextmanager
def serving(data_dir: Path, *words: str, **variables: str) -> Iterator[Served]:
    """``siaga serve`` until the block ends; it answers when the block begins."""
    port = free_port()
    process = subprocess.Popen(
        [*SIAGA, "serve", "--port", str(port), *words],
        env=environment(data_dir, **variables), stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    served = Served(f"http://127.0.0.1:{port}/", process, data_dir)
    assert process.stderr is not None
    reader = threading.Thread(target=lambda: served.lines.extend(iter(process.stderr.readline, "")))
    reader.start()
    try:
        until(lambda: process.poll() is not None or served.health(), "the server answers")
        assert process.poll() is None, served.lines
        yield served
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        reader.join(PATIENCE)
        process.stderr.close()


def family(pid: int) -> list[int]:
    """The process and everything it has started, by /proc."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it ended while we looked
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found, queue = [pid], [pid]
    while queue:
        children = parents.get(queue.pop(), [])
        found += children
        queue += children
    return found


def proportional_kilobytes(pids: list[int]) -> int:
    """Memory of processes together, shared pages counted once (PSS, kB)."""
    total = 0
    for pid in pids:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total
