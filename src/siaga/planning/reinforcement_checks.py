"""What can not be shared: each problem with its remedy."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence

from siaga.model.problems import InputError, Problem, ProblemReport, Severity
from siaga.planning.reinforcement_model import NOTHING, Resort, Unit

Pair = tuple[str, str]


def check_sharing(resorts: Sequence[Resort], units: Sequence[Unit]) -> None:
    """Raise :class:`InputError` with every problem found."""
    problems = (*_twice(resorts, units), *_numbers(resorts, units), *_promises(resorts, units))
    if problems:
        raise InputError(ProblemReport(problems))


def _twice(resorts: Sequence[Resort], units: Sequence[Unit]) -> Iterator[Problem]:
    for ids in ([resort.id for resort in resorts], [unit.id for unit in units]):
        for identity in sorted({one for one in ids if ids.count(one) > 1}):
            yield problem(
                "reinforcement.twice",
                (f"{identity} tertulis dua kali", f"{identity} is there twice"),
                ("hapus salah satu", "remove one"),
            )


def _numbers(resorts: Sequence[Resort], units: Sequence[Unit]) -> Iterator[Problem]:
    remedy = ("tulis 0 atau lebih", "write 0 or more")
    for resort in resorts:
        counts = (
            resort.need, resort.available, resort.stations, resort.below,
            resort.minimum, resort.short, resort.minutes,
        )  # fmt: skip
        if not all(math.isfinite(count) and count >= 0 for count in counts):
            message = (
                f"{resort.id}: ada angka negatif atau bukan angka",
                f"{resort.id}: a number is negative or none",
            )
            yield problem("reinforcement.negative", message, remedy)
        steps = (NOTHING, *resort.curve)
        if not all(
            low.officers < high.officers
            and low.stations <= high.stations
            and low.weight <= high.weight < math.inf
            for low, high in itertools.pairwise(steps)
        ):
            message = (
                f"{resort.id}: kurva pemulihan turun",
                f"{resort.id}: the relief curve falls",
            )
            remedy_of_curve = (
                "hitung ulang rencana polres ini",
                "compute this resort's plan again",
            )
            yield problem("reinforcement.curve", message, remedy_of_curve)
    for unit in units:
        if unit.officers < 0 or not all(
            math.isfinite(minutes) and minutes >= 0 for minutes in unit.minutes.values()
        ):
            message = (
                f"satuan {unit.id}: ada angka negatif atau bukan angka",
                f"unit {unit.id}: a number is negative or none",
            )
            yield problem("reinforcement.negative", message, remedy)


def _promises(resorts: Sequence[Resort], units: Sequence[Unit]) -> Iterator[Problem]:
    promised = sum(resort.minimum for resort in resorts)
    total = sum(unit.officers for unit in units)
    if promised > total:
        yield problem(
            "reinforcement.promised",
            (
                f"jatah minimum berjumlah {promised} personel, tetapi hanya ada {total}",
                f"the least shares add up to {promised} officers, but there are {total}",
            ),
            (
                f"kurangi jatah minimum {promised - total} personel atau tambah BKO",
                f"lower the least shares by {promised - total} or add reinforcements",
            ),
        )


def problem(code: str, message: Pair, remedy: Pair) -> Problem:
    """An error of this step."""
    return Problem(code, Severity.ERROR, message, remedy)


def no_whole_units() -> InputError:
    """Whole units can not meet the least shares."""
    return InputError(
        ProblemReport(
            (
                problem(
                    "reinforcement.units",
                    (
                        "satuan yang dijaga utuh tidak dapat memenuhi semua jatah minimum",
                        "units kept together can not meet all least shares",
                    ),
                    (
                        "izinkan satu satuan dibagi atau turunkan jatah minimum",
                        "let one unit be split or lower a least share",
                    ),
                ),
            )
        )
    )
