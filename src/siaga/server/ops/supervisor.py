"""The first process of a running server: web workers by granian, job workers beside them.

It loads neither Django nor the planner, so that it stays small; ``siaga serve`` checks and prepares
everything and then becomes this program. SIGTERM and SIGINT stop all: web workers answer what they
have begun, job workers hand their job back. When this process dies, its children end with it.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from granian import Granian
from granian.constants import Interfaces, Loops
from granian.log import LogLevels

from siaga.server.ops.children import die_with_parent
from siaga.server.ops.logs import logging_settings

STOP_SECONDS: Final = 25.0
"""How long a worker may take to end; systemd's own patience is longer."""
RESTART_SECONDS: Final = (1.0, 2.0, 5.0, 15.0, 60.0)
"""Waits before a job worker that fell over again and again is started anew."""
STEADY_SECONDS: Final = 120.0
"""A job worker that lived this long starts again at the first wait."""
JOB_COMMAND: Final = ("-m", "siaga.server.ops.job_worker")


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run."""

    host: str
    port: int
    workers: int
    """Web worker processes."""
    jobs: int
    """Job worker processes."""

    def arguments(self) -> list[str]:
        """For the command line of this module."""
        return [json.dumps(asdict(self))]


class JobWorkers:
    """Keeps ``count`` job workers running."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.stopping = threading.Event()
        self.children: list[subprocess.Popen[bytes]] = []
        self.threads: list[threading.Thread] = []
        self.lock = threading.Lock()

    def start(self) -> None:
        """Start them, each with a thread that starts it anew when it falls over.

        Call it before the web workers are forked, and in their parent's main thread: a fork while
        a child is being started would carry the pipe by which its start is told, and keep it open.
        """
        for number in range(self.count):
            child = self._start_child(number)
            thread = threading.Thread(target=self._keep, args=(number, child), daemon=True)
            thread.start()
            self.threads.append(thread)

    def stop(self) -> None:
        """Ask all to end; kill those that do not."""
        self.stopping.set()
        with self.lock:
            running = list(self.children)
        for child in running:
            child.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for child in running:
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
        for thread in self.threads:
            thread.join(5)

    def _start_child(self, number: int) -> subprocess.Popen[bytes] | None:
        """A running job worker; None once all are to stop."""
        with self.lock:
            if self.stopping.is_set():
                return None
            child = subprocess.Popen(  # noqa: S603 (our own interpreter)
                [sys.executable, *JOB_COMMAND, str(number + 1)]
            )
            self.children.append(child)
            return child

    def _keep(self, number: int, child: subprocess.Popen[bytes] | None) -> None:
        fell = 0
        while child is not None:
            started = time.monotonic()
            code = child.wait()
            with self.lock:
                self.children.remove(child)
            if self.stopping.is_set():
                return
            fell = 0 if time.monotonic() - started > STEADY_SECONDS else fell + 1
            wait = RESTART_SECONDS[min(fell, len(RESTART_SECONDS)) - 1] if fell else 0.0
            _log("job worker ended", exit_code=code, again_in_s=wait)
            self.stopping.wait(wait)
            child = self._start_child(number)


def run(plan: Plan) -> None:
    """Serve until a signal ends it."""
    jobs = JobWorkers(plan.jobs)
    metrics = tempfile.mkdtemp(prefix="siaga-metrics-")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = metrics
    server = Granian(
        "siaga.server.asgi:application",
        address=plan.host,
        port=plan.port,
        # Nothing of ours needs the lifespan protocol, and Django does not speak it.
        interface=Interfaces.ASGINL,
        workers=plan.workers,
        loop=Loops.asyncio,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=int(STOP_SECONDS),
        log_level=LogLevels.warning,
        log_dictconfig=logging_settings(),
    )
    server.on_startup(jobs.start)
    # Jobs are told first: they have the longest way to a clean end.
    server.on_shutdown(jobs.stop)
    try:
        server.serve()
    finally:
        jobs.stop()
        shutil.rmtree(metrics, ignore_errors=True)


def _log(message: str, **values: Any) -> None:
    line = {"time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "level": "warning",
            "logger": "siaga.supervisor", "message": message, **values}  # fmt: skip
    print(json.dumps(line), file=sys.stderr, flush=True)


def command(plan: Plan) -> Sequence[str]:
    """The command that runs ``plan`` in a process of its own."""
    return [sys.executable, "-m", "siaga.server.ops.supervisor", *plan.arguments()]


def main() -> None:
    """Run what the first argument says."""
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    if os.environ.get("SIAGA_DIE_WITH_PARENT"):
        die_with_parent()
    run(Plan(**json.loads(sys.argv[1])))


if __name__ == "__main__":
    main()
