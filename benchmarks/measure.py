"""Wall time and peak memory of a whole process, and a Markdown table."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Measured:
    """What one process cost."""

    seconds: float
    peak_mb: float
    exit_code: int


def measure(command: Sequence[str]) -> Measured:
    """Run ``command`` once, output to a file in memory, and read what the kernel counted."""
    started = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Measured(
        time.perf_counter() - started, usage.ru_maxrss / 1024.0, os.waitstatus_to_exitcode(status)
    )


def median_of(command: Sequence[str], runs: int) -> Measured:
    """Median seconds and largest peak over ``runs``; RuntimeError when a run fails."""
    results = [measure(command) for _ in range(runs)]
    failed = [result.exit_code for result in results if result.exit_code]
    if failed:
        raise RuntimeError(f"{' '.join(command)} ended with {failed[0]}")
    return Measured(
        statistics.median(result.seconds for result in results),
        max(result.peak_mb for result in results),
        0,
    )


def siaga(*arguments: str) -> list[str]:
    """The command line of this checkout with the running interpreter."""
    return [sys.executable, "-c", "from siaga.cli import main; main()", *arguments]


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table; the first column left, the others right."""
    lines = ["| " + " | ".join(header) + " |"]
    lines.append("|---|" + "---:|" * (len(header) - 1))
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)
