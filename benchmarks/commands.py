"""Whole commands on the real examples: ``python -m benchmarks.commands``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.measure import Measured, median_of, siaga, table

RUNS = 3


def section() -> str:
    """Wall time and peak memory of the commands a user waits for."""
    with tempfile.TemporaryDirectory() as scratch:
        out, out2 = str(Path(scratch) / "out"), str(Path(scratch) / "feb")
        measured: list[tuple[str, str, Measured]] = [
            ("`siaga --help`", "0.5 s", median_of(siaga("--help"), 5)),
            (
                "`siaga check examples/banyuasin-2024-02`",
                "",
                median_of(siaga("check", "examples/banyuasin-2024-02"), RUNS),
            ),
            (
                "`siaga plan examples/banyuasin`",
                "45 s, 800 MB",
                median_of(siaga("plan", "examples/banyuasin", "--out", out), RUNS),
            ),
            (
                "`siaga plan examples/banyuasin-2024-02`",
                "90 s, 1,200 MB",
                median_of(siaga("plan", "examples/banyuasin-2024-02", "--out", out2), RUNS),
            ),
        ]
    rows = [
        (name, target, f"{cost.seconds:.2f}", f"{cost.peak_mb:.0f}")
        for name, target, cost in measured
    ]
    note = f"Median of {RUNS} runs (5 for help), compiled code already in its cache."
    return table(("command", "target", "seconds", "peak MB"), rows) + f"\n\n{note}\n"


if __name__ == "__main__":
    print(section())
