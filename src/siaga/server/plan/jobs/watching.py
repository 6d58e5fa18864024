"""A planning process and the worker that watches it: progress in, cancelling out."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import IO, Any, Final

from siaga.server.plan.jobs.child import (
    Broken,
    Finished,
    Frame,
    Job,
    Progress,
    Refused,
    receive,
    send,
)
from siaga.server.plan.jobs.errors import JobStoppedError

TICK_SECONDS: Final = 0.5
"""How often the worker writes progress and looks whether somebody cancelled."""
_COMMAND: Final = (sys.executable, "-m", "siaga.server.plan.jobs.child")


class ChildKilledError(Exception):
    """The process ended without a word: the system took it, most often for want of memory."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(f"ended with {code}")


def run_child(
    job: Job, tick: Callable[[Progress | None], bool], every: float = TICK_SECONDS
) -> Finished | Refused | Broken:
    """Plan ``job`` in a process of its own.

    ``tick`` is called every ``every`` seconds with the newest progress, None when there is nothing
    new; when it returns False the process is ended. However this ends, the process is gone.

    Raises:
        JobStoppedError: ``tick`` said so.
        ChildKilledError: the process ended without an answer.
    """
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("SIAGA_", "DATABASE_"))}
    process = subprocess.Popen(  # noqa: S603 (our own interpreter)
        _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    )
    assert process.stdin is not None
    assert process.stdout is not None
    frames: queue.SimpleQueue[Frame | None] = queue.SimpleQueue()
    reader = threading.Thread(target=_read, args=(process.stdout, frames), daemon=True)
    reader.start()
    try:
        try:
            send(process.stdin, job)
        except BrokenPipeError:
            raise ChildKilledError(process.wait()) from None
        return _watch(process, frames, tick, every)
    finally:
        process.kill()
        process.wait()
        reader.join()
        process.stdin.close()
        process.stdout.close()


def _watch(
    process: subprocess.Popen[bytes],
    frames: queue.SimpleQueue[Frame | None],
    tick: Callable[[Progress | None], bool],
    every: float,
) -> Finished | Refused | Broken:
    newest: Progress | None = None
    while True:
        ended, answer, newest = _drain(frames, every)
        if answer is not None:
            return answer
        if ended:
            raise ChildKilledError(process.wait())
        if not tick(newest):
            raise JobStoppedError


def _drain(
    frames: queue.SimpleQueue[Frame | None], seconds: float
) -> tuple[bool, Any, Progress | None]:
    """(Whether the process is gone, its answer, the newest progress) of about ``seconds``."""
    newest: Progress | None = None
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        try:
            frame = frames.get(timeout=left)
        except queue.Empty:
            break
        if frame is None:
            return True, None, newest
        if not isinstance(frame, Progress):
            return False, frame, newest
        newest = frame
    return False, None, newest


def _read(pipe: IO[bytes], frames: queue.SimpleQueue[Frame | None]) -> None:
    try:
        while True:
            frames.put(receive(pipe))
    except (EOFError, ValueError, OSError):
        frames.put(None)
