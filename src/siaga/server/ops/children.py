"""A child that does not outlive its parent."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def die_with_parent(stop_signal: int = signal.SIGTERM) -> None:
    """Have the kernel send ``stop_signal`` to this process when its parent ends, however it ends.

    On systems other than Linux nothing happens: there the supervisor has to end in order.
    """
    parent = os.getppid()
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, int(stop_signal), 0, 0, 0)
    if os.getppid() != parent:  # it ended while we asked
        os.kill(os.getpid(), stop_signal)
