"""The process that plans: reads one job from its input, tells progress, sends the plan.

It imports the planner and no Django. It ends at once when its input ends: then the worker that
started it is gone, and nobody would take the plan.

Frames are a length of eight bytes and a pickle. They go between our own two processes over pipes
nobody else has; nothing from outside is ever unpickled.
"""

from __future__ import annotations

import os
import pickle
import struct
import sys
import threading
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any, BinaryIO, Final

from siaga.model.locks import Locks
from siaga.model.operation import Operation
from siaga.model.plan import Bound, Plan
from siaga.model.problems import InputError
from siaga.model.run import Run

LENGTH: Final = struct.Struct(">Q")
STEPS: Final = ("risk", "posts", "shortage", "reserves", "assignment", "stress")
"""Steps people hear of, in their order; what a solver says of its own parts is not told."""
_NICE: Final = 5
"""Pages are answered before plans are made."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be planned."""

    operation: Operation
    seed: int
    locks: Locks
    stress_days: int


@dataclass(frozen=True, slots=True)
class Progress:
    """The step at work, its share done, the bounds known."""

    step: str
    share: float
    bounds: tuple[Bound, ...] = ()


@dataclass(frozen=True, slots=True)
class Finished:
    """The plan."""

    plan: Plan


@dataclass(frozen=True, slots=True)
class Refused:
    """The input contradicts itself; sentences are (Indonesian, English) with their remedy."""

    sentences: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Broken:
    """Something that should not happen happened; ``memory`` when there was not enough of it."""

    trace: str
    memory: bool


Frame = Job | Progress | Finished | Refused | Broken


def send(pipe: IO[bytes], frame: Frame) -> None:
    """Write one frame."""
    content = pickle.dumps(frame, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(LENGTH.pack(len(content)) + content)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """Read one frame.

    Raises:
        EOFError: the other side is gone.
    """
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    (length,) = LENGTH.unpack(head)
    content = pipe.read(length)
    if len(content) < length:
        raise EOFError
    return pickle.loads(content)  # noqa: S301 (our own process wrote it)


class _Teller:
    """Sends progress; the bounds of finished steps go with it."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._last = ("", 0.0)
        self._bounds: tuple[Bound, ...] = ()

    def progress(self, step: str, share: float) -> None:
        if step not in STEPS:
            return
        self._last = (step, min(1.0, max(0.0, share)))
        send(self._pipe, Progress(*self._last, self._bounds))

    def found(self, bounds: Sequence[Bound]) -> None:
        self._bounds = (*self._bounds, *bounds)
        send(self._pipe, Progress(*self._last, self._bounds))


def plan_job(job: Job, pipe: BinaryIO) -> None:
    """Plan ``job`` and send what comes of it."""
    from siaga.pipeline import plan_operation

    teller = _Teller(pipe)
    try:
        plan = plan_operation(
            job.operation,
            run=Run(seed=job.seed, progress=teller.progress, found=teller.found),
            locks=job.locks,
            stress_days=job.stress_days,
        )
    except InputError as error:
        problems = error.report.errors
        send(pipe, Refused(tuple((p.text("id"), p.text("en")) for p in problems)))
    except MemoryError:
        send(pipe, Broken("MemoryError", memory=True))
    except Exception:
        send(pipe, Broken(traceback.format_exc(), memory=False))
    else:
        send(pipe, Finished(plan))


def _end_with_parent(pipe: BinaryIO) -> None:
    pipe.read(1)
    os._exit(3)


def main() -> None:
    """Work off the one job on standard input."""
    frames = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not break a frame
    if hasattr(os, "nice"):
        os.nice(_NICE)
    job = receive(sys.stdin.buffer)
    threading.Thread(target=_end_with_parent, args=(sys.stdin.buffer,), daemon=True).start()
    plan_job(job, frames)
    frames.flush()
    os._exit(0)  # not to wait for the thread that reads


if __name__ == "__main__":
    # As a module of its own name: the frames name these classes by it.
    from siaga.server.plan.jobs import child

    child.main()
