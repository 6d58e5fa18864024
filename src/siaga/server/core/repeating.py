"""Work that is done again and again beside other work, in a thread of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connections


@contextmanager
def repeating(
    work: Callable[[], object], *, every: float, name: str, log: logging.Logger, complaint: str
) -> Iterator[None]:
    """Do ``work`` now and every ``every`` seconds for as long as the block runs.

    A database that is away for a while is waited for: ``complaint`` is logged, and the next round
    tries again. When the block ends, a round under way is given ``every`` seconds.
    """
    ended = threading.Event()

    def keep_on() -> None:
        while True:
            try:
                work()
            except (DatabaseError, OSError) as error:
                log.warning(complaint, extra={"kind": type(error).__name__})
            finally:
                connections.close_all()
            if ended.wait(every):
                break

    thread = threading.Thread(target=keep_on, daemon=True, name=name)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(every)
