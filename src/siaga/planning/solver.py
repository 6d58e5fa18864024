"""HiGHS without a word: the one place that makes a solver."""

from __future__ import annotations

from typing import Any


def silent_highs(*, threads: int | None = None, seed: int | None = None) -> Any:
    """A HiGHS solver that writes nothing.

    ``highspy.Highs()`` prints its banner while it is being made, before any option can be set, and
    standard output belongs to the caller; its base class has the same calls and does not.

    Args:
        threads: most threads HiGHS may use; None: its own choice. One thread repeats itself.
        seed: of its random choices.
    """
    from highspy._core import _Highs

    solver = _Highs()
    solver.setOptionValue("output_flag", False)
    if threads is not None:
        solver.setOptionValue("threads", threads)
    if seed is not None:
        solver.setOptionValue("random_seed", seed % 2**31)
    return solver
