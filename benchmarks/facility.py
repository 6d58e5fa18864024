"""Facility models against published optima and against PySAL spopt.

::

    python -m benchmarks.facility pmed          OR-Library pmed1-40, p-median
    python -m benchmarks.facility center        OR-Library pmed1-40, p-center
    python -m benchmarks.facility stations      the four models on 2,564 stations x 400 sites
    python -m benchmarks.facility covering      maximal covering on SJC324-818 (evaluation only)
    python -m benchmarks.facility spopt         beside spopt + HiGHS, same machine, same run

Each problem runs in a process of its own; ``--json FILE`` keeps the figures. The evaluation
instances are read from ``SIAGA_BENCH`` (default ``../shared/bench``).
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.facility_jobs import COVER_KM, COVER_P, Answer, shared_folder
from benchmarks.measure import ROOT, table
from benchmarks.orlib import OPTIMA, center_optima

RUNS = 3
SPOPT_PMED = ((8, 200), (18, 400), (23, 500))
"""Instances beside spopt, with their size; p is a tenth of it."""
EVALUATION = (
    ("SJC324", 5, 800), ("SJC402", 6, 800), ("SJC500", 8, 800), ("SJC708", 7, 800),
    ("SJC818", 9, 800), ("SJC818", 15, 400),
)  # fmt: skip
"""Name, p, radius in metres."""

Rows = list[dict[str, object]]


def job(*arguments: str) -> Answer:
    """Run one problem in a fresh process on one thread; RuntimeError with its words on failure."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.facility_jobs", *arguments],
        cwd=ROOT,
        env=os.environ | threads,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed:\n{done.stderr}")
    # Libraries may print before: the answer is the last line.
    answer: Answer = json.loads(done.stdout.splitlines()[-1])
    return answer


def median_job(*arguments: str, runs: int = RUNS) -> Answer:
    """Median seconds and largest peak over some runs."""
    answers = [job(*arguments) for _ in range(runs)]
    merged = dict(answers[0])
    for name in ("seconds", "again"):
        if name in merged:
            merged[name] = statistics.median(answer[name] for answer in answers)
    merged["peak_mb"] = max(answer["peak_mb"] for answer in answers)
    return merged


def gap(answer: Answer) -> float:
    """Relative distance of objective and bound."""
    return abs(answer["objective"] - answer["bound"]) / max(abs(answer["objective"]), 1e-12)


def published(kind: str, optima: dict[int, int]) -> tuple[Rows, str]:
    """Every instance against its published optimum."""
    rows: Rows = []
    for number, optimum in optima.items():
        answer = job("siaga", kind, str(number))
        rows.append({"instance": f"pmed{number}", "optimum": optimum, **answer})
        rows[-1]["gap"] = gap(answer)
        _say(f"{kind} {number}: {answer['objective']:.0f} in {answer['seconds']:.2f} s")
    text = table(
        ("instance", "objective", "published optimum", "bound gap", "seconds", "again", "peak MB"),
        [
            (
                row["instance"],
                f"{row['objective']:.0f}",
                row["optimum"],
                f"{row['gap']:.3%}",
                f"{row['seconds']:.2f}",
                f"{row['again']:.2f}",
                f"{row['peak_mb']:.0f}",
            )
            for row in rows
        ],
    )
    return rows, f"{text}\n\n{summary(rows)}\n"


def summary(rows: Rows) -> str:
    """How many are optimal, and the worst of everything."""
    optimal = sum(row["objective"] == row["optimum"] for row in rows)
    proven = sum(row["gap"] == 0 for row in rows)

    def worst(name: str) -> float:
        return max(float(str(row[name])) for row in rows)

    return (
        f"{optimal} of {len(rows)} optimal, {proven} proven by our own bound; worst bound gap "
        f"{worst('gap'):.3%}, longest {worst('seconds'):.2f} s, peak {worst('peak_mb'):.0f} MB. "
        "Seconds: first call in a fresh process; again: the second (nothing is compiled)."
    )


def pmed() -> tuple[Rows, str]:
    """p-median on OR-Library."""
    return published("pmed", dict(enumerate(OPTIMA, start=1)))


def center() -> tuple[Rows, str]:
    """p-center on the same graphs."""
    return published("center", center_optima())


def stations() -> tuple[Rows, str]:
    """The models on real station places."""
    kinds = {
        "covering": "maximal covering",
        "expected": "maximal expected covering, q = 0.3",
        "center-stations": "p-center",
        "median-stations": "p-median",
    }
    rows: Rows = []
    for kind, name in kinds.items():
        answer = median_job("siaga", kind)
        rows.append({"model": name, **answer, "gap": gap(answer)})
    return rows, _model_table(rows, "model") + (
        f"\n\n2,564 stations of February 2024, 400 of them as sites, p = {COVER_P}, "
        f"radius {COVER_KM:.0f} km; median of {RUNS} runs.\n"
    )


def covering() -> tuple[Rows, str]:
    """Maximal covering on published point sets, where they are at hand."""
    folder = shared_folder() / "mclp"
    if not folder.is_dir():
        return [], (
            f"SKIPPED: no evaluation instances in {folder}. They may not be copied into this "
            "project; set SIAGA_BENCH to a folder that holds mclp/SJC324.txt and so on.\n"
        )
    rows: Rows = []
    for name, p, radius in EVALUATION:
        answer = job("siaga", "evaluation", f"{name}:{p}:{radius}")
        rows.append({"instance": f"{name} p={p} r={radius}", **answer, "gap": gap(answer)})
    return rows, _model_table(rows, "instance") + "\n"


def spopt() -> tuple[Rows, str]:
    """Ours and spopt + HiGHS one after the other."""
    cases = [(f"p-median, n = {n} (pmed{k})", "pmed", str(k)) for k, n in SPOPT_PMED]
    cases.append(("maximal covering, 2,564 x 400", "covering", ""))
    rows: Rows = []
    for name, kind, argument in cases:
        arguments = [kind, argument] if argument else [kind]
        ours = median_job("siaga", *arguments)
        peer = job("spopt", *arguments)
        _say(f"{name}: {ours['seconds']:.2f} s, spopt {peer['seconds']:.1f} s")
        rows.append({"problem": name, "siaga": ours, "spopt": peer})
    lines = []
    for row in rows:
        ours, peer = row["siaga"], row["spopt"]  # type: ignore[assignment]
        lines.append(
            (
                row["problem"],
                f"{ours['objective']:.0f} / {peer['objective']:.0f}",
                f"{ours['seconds']:.2f}",
                f"{peer['seconds']:.1f}",
                f"{peer['seconds'] / ours['seconds']:.0f}",
                f"{ours['peak_mb']:.0f}",
                f"{peer['peak_mb']:.0f}",
                f"{peer['peak_mb'] / ours['peak_mb']:.1f}",
            )
        )
    header = (
        "problem", "value Siaga / spopt", "s", "spopt s", "times faster", "MB", "spopt MB",
        "times leaner",
    )  # fmt: skip
    note = f"Siaga: median of {RUNS} runs, first call in a fresh process; spopt once."
    return rows, f"{table(header, lines)}\n\n{note}\n"


def section() -> str:
    """Everything for the benchmark page."""
    parts = (("p-median on OR-Library", pmed), ("p-center on OR-Library", center),
             ("The models on real stations", stations), ("Beside spopt", spopt))  # fmt: skip
    return "\n".join(f"### {title}\n\n{part()[1]}" for title, part in parts)


def _model_table(rows: Rows, first: str) -> str:
    return table(
        (first, "objective", "bound gap", "seconds", "again", "peak MB"),
        [
            (
                row[first],
                f"{row['objective']:,.1f}",
                f"{row['gap']:.4%}",
                f"{row['seconds']:.2f}",
                f"{row['again']:.2f}",
                f"{row['peak_mb']:.0f}",
            )
            for row in rows
        ],
    )


def _say(text: str) -> None:
    """Progress, apart from the table."""
    print(text, file=sys.stderr, flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one part and print its table."""
    parts: dict[str, Callable[[], tuple[Rows, str]]] = {
        "pmed": pmed,
        "center": center,
        "stations": stations,
        "covering": covering,
        "spopt": spopt,
    }
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("part", choices=parts)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    options = parser.parse_args(arguments)
    rows, text = parts[options.part]()
    print(text)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
