"""Progress on the terminal, and a clean stop on Ctrl-C."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from siaga.cli.texts import SENTENCES, say
from siaga.model.language import Language
from siaga.model.run import ProgressCallback, Run


@contextmanager
def watched_run(language: Language, *, seed: int, time_limit: float | None) -> Iterator[Run]:
    """A run that draws its steps and that the first Ctrl-C ends with the best plan so far.

    The second Ctrl-C abandons it: KeyboardInterrupt, nothing written.
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        with _interruptible(console, language) as cancelled:
            show = _spoken_steps(console, language)
            yield Run(seed=seed, time_limit=time_limit, progress=show, cancelled=cancelled)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TimeElapsedColumn(),
    )
    with (
        Progress(*columns, console=console) as progress,
        _interruptible(progress.console, language) as cancelled,
    ):
        tasks: list[tuple[str, TaskID]] = []

        def show_bar(step: str, share: float) -> None:
            if f"step.{step}" not in SENTENCES:
                return
            if not tasks or tasks[-1][0] != step:
                if tasks:
                    progress.update(tasks[-1][1], completed=1.0)
                    progress.stop_task(tasks[-1][1])
                tasks.append((step, progress.add_task(say(f"step.{step}", language), total=1.0)))
            progress.update(tasks[-1][1], completed=min(1.0, share))

        yield Run(seed=seed, time_limit=time_limit, progress=show_bar, cancelled=cancelled)
        if tasks:
            progress.update(tasks[-1][1], completed=1.0)


def _spoken_steps(console: Console, language: Language) -> ProgressCallback:
    """A line for each step as it begins: for logs and pipes, where nothing can be redrawn."""
    begun: list[str] = []

    def speak(step: str, _share: float) -> None:
        if step not in begun and f"step.{step}" in SENTENCES:
            begun.append(step)
            console.print(f"{say(f'step.{step}', language)} …")

    return speak


@contextmanager
def _interruptible(console: Console, language: Language) -> Iterator[Event]:
    """An event that the first Ctrl-C sets; the second raises KeyboardInterrupt.

    A request to end (SIGTERM) does so at once, so that no half-written folder stays behind.
    """
    cancelled = Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        if cancelled.is_set():
            raise KeyboardInterrupt
        cancelled.set()
        console.print(say("interrupt", language))

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = [(s, signal.signal(s, f)) for s, f in ((signal.SIGINT, stop), (signal.SIGTERM, end))]
    try:
        yield cancelled
    finally:
        for number, handler in before:
            signal.signal(number, handler)
