"""Append rate of the ledger and its cost on the write path: ``python -m benchmarks.ledger``.

Eight writer processes on a PostgreSQL of their own (durable: fsync and synchronous commit on), each
doing what a planner does who changes a draft: permission asked, the edit written, one ledger entry
appended, committed, placed in the tree. Beside them one reader opens the operation's journal.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.measure import ROOT, table

WRITERS: Final = 8
SECONDS: Final = float(os.environ.get("SIAGA_BENCH_SECONDS", "20"))
SETTINGS: Final = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
}
TARGET: Final = 2000


@dataclass(frozen=True, slots=True)
class Load:
    """What one run of the writers came to."""

    rate: float
    """Transactions a second, all writers."""
    median_ms: float
    p95_ms: float
    writers_cpu_ms: float
    """CPU of the writers per transaction."""
    database_cpu_ms: float
    """CPU of PostgreSQL per transaction."""
    reader_p95_ms: float
    reads: int


def section() -> str:
    """Rates with and without the ledger, the latency of both, and of a reader beside them."""
    with _database() as environment:
        _worker(environment, "seed")
        idle = _worker(environment, "read", str(time.time() + 3), "5")
        plain = _load(environment, "plain")
        both = _load(environment, "ledger")
        entry = _load(environment, "entry")
        checked = _worker(environment, "check")
    rows = [
        _row("write alone", plain),
        _row("write + ledger entry", both),
        _row("ledger entry alone", entry),
    ]
    header = ("8 writers", "transactions/s", "median ms", "p95 ms",
              "CPU ms: writer + PostgreSQL", "reader p95 ms")  # fmt: skip
    whole = "whole" if checked["whole"] else "DAMAGED"
    notes = [
        f"Target: {TARGET:,} entries/s sustained on 2 cores. By the CPU used, 2 cores that do "
        f"nothing else carry {_carried(both):,.0f}/s with the write and {_carried(entry):,.0f}/s "
        f"without. With its entry the write takes {plain.rate / both.rate:.2f} times as long.",
        f"All {checked['entries']:,} entries were placed when the last writer ended; every entry, "
        f"tile and root checked in {checked['seconds']:.1f} s: {whole}.",
        f"Reader: the journal's newest page, again and again ({both.reads} times beside the "
        f"writers); with nobody writing p95 is {idle['p95_ms']:.1f} ms. Writers, reader and "
        f"PostgreSQL (fsync on) share the machine's cores, {SECONDS:.0f} s each.",
    ]
    return "\n\n".join([table(header, rows), *notes]) + "\n"


def _carried(load: Load) -> float:
    """Transactions a second that two cores carry at this cost."""
    return 2000 / (load.writers_cpu_ms + load.database_cpu_ms)


def _row(name: str, load: Load) -> tuple[str, ...]:
    return (
        name, f"{load.rate:,.0f}", f"{load.median_ms:.1f}", f"{load.p95_ms:.1f}",
        f"{load.writers_cpu_ms:.2f} + {load.database_cpu_ms:.2f}", f"{load.reader_p95_ms:.1f}",
    )  # fmt: skip


@contextmanager
def _database() -> Iterator[Mapping[str, str]]:
    """The environment of an installation with an empty, migrated PostgreSQL."""
    sys.path.insert(0, str(ROOT / "tests"))
    from support.postgres import cluster

    with cluster(SETTINGS) as started, tempfile.TemporaryDirectory() as data:
        environment = {
            **os.environ,
            "DATABASE_URL": started.url("siaga"),
            "SIAGA_DATA_DIR": data,
            "SIAGA_BENCH_CLUSTER": str(started.folder),
            "DJANGO_SETTINGS_MODULE": "siaga.server.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]),
        }
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "-v", "0"],
            env=environment, cwd=ROOT, check=True,
        )  # fmt: skip
        yield environment


def _command(*words: str) -> list[str]:
    return [sys.executable, str(Path(__file__).with_name("ledger_writer.py")), *words]


def _worker(environment: Mapping[str, str], *words: str) -> dict[str, Any]:
    done = subprocess.run(
        _command(*words), env=environment, cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    return json.loads(done.stdout) if done.stdout.strip() else {}


def _load(environment: Mapping[str, str], kind: str) -> Load:
    """All writers and the reader at once, over the same seconds."""
    start = str(time.time() + 12)  # Django is loaded by then, eight times over
    words = [("write", kind, str(number), start, str(SECONDS)) for number in range(WRITERS)]
    writers = [
        subprocess.Popen(_command(*each), env=environment, cwd=ROOT, stdout=subprocess.PIPE)
        for each in words
    ]
    reader = subprocess.Popen(
        _command("read", start, str(SECONDS)), env=environment, cwd=ROOT, stdout=subprocess.PIPE
    )
    time.sleep(max(0.0, float(start) - time.time()))
    before = _database_cpu(environment)
    results = [_answer(process) for process in writers]
    used = _database_cpu(environment) - before
    read = _answer(reader)
    times = sorted(ms for result in results for ms in result["ms"])
    return Load(
        rate=sum(result["count"] / result["seconds"] for result in results),
        median_ms=times[len(times) // 2],
        p95_ms=times[len(times) * 95 // 100],
        writers_cpu_ms=1000 * sum(result["cpu"] for result in results) / len(times),
        database_cpu_ms=1000 * used / len(times),
        reader_p95_ms=read["p95_ms"],
        reads=read["reads"],
    )


def _database_cpu(environment: Mapping[str, str]) -> float:
    """CPU seconds of the cluster so far, of processes that live and of those that have ended."""
    folder = Path(environment["SIAGA_BENCH_CLUSTER"])
    postmaster = int((folder / "data" / "postmaster.pid").read_text().split()[0])
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        own, ended = sum(map(int, fields[11:13])), sum(map(int, fields[13:15]))
        if int(stat.parent.name) == postmaster:
            ticks += own + ended
        elif int(fields[1]) == postmaster:
            ticks += own
    return ticks / os.sysconf("SC_CLK_TCK")


def _answer(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    output, _ = process.communicate(timeout=SECONDS * 4 + 120)
    if process.returncode:
        raise RuntimeError(f"a writer ended with {process.returncode}")
    found: dict[str, Any] = json.loads(output)
    return found


if __name__ == "__main__":
    print(section())
