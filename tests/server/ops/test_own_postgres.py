"""The tests' own PostgreSQL leaves nothing behind, however the tests end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from support.serving import ONCE, until

TESTS = Path(__file__).parents[2]
pytestmark = ONCE


def test_a_killed_test_session_takes_its_cluster_with_it() -> None:
    code = "from support.postgres import start; c = start(); print(c.folder, flush=True); input()"
    process = subprocess.Popen(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(TESTS)}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdin is not None
    folder = Path(process.stdout.readline().strip())
    server = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
    process.send_signal(signal.SIGKILL)
    process.communicate()
    until(lambda: not folder.exists(), "its files are removed")
    until(lambda: not Path(f"/proc/{server}").exists(), "its server has ended")
