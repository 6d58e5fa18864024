"""Progress on the terminal, and a clean stop on Ctrl-C."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from siaga.cli.texts import SENTENCES, say
from siaga.model.language import Language
from siaga.model.run import Run


@contextmanager
def watched_run(language: Language, *, seed: int, time_limit: float | None) -> Iterator[Run]:
    """A run that draws its steps and that the first Ctrl-C ends with the best plan so far.

    The second Ctrl-C abandons it: KeyboardInterrupt, nothing written.
    """
    console = Console(stderr=True)
    cancelled = Event()
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=not console.is_terminal) as progress:
        tasks: dict[str, object] = {}
        current: list[str] = []

        def show(step: str, share: float) -> None:
            if f"step.{step}" not in SENTENCES:
                return
            if step not in tasks:
                if current:
                    progress.update(tasks[current[-1]], completed=1.0)  # type: ignore[arg-type]
                tasks[step] = progress.add_task(say(f"step.{step}", language), total=1.0)
                current.append(step)
            progress.update(tasks[step], completed=min(1.0, share))  # type: ignore[arg-type]

        def stop(_signal: int, _frame: FrameType | None) -> None:
            if cancelled.is_set():
                raise KeyboardInterrupt
            cancelled.set()
            progress.console.print(say("interrupt", language))

        before = signal.signal(signal.SIGINT, stop)
        try:
            yield Run(seed=seed, time_limit=time_limit, progress=show, cancelled=cancelled)
            if current:
                progress.update(tasks[current[-1]], completed=1.0)  # type: ignore[arg-type]
        finally:
            signal.signal(signal.SIGINT, before)
