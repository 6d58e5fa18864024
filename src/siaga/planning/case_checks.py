"""Where the published numbers of one case contradict each other, each with both figures."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from siaga.model.language import Language, format_number
from siaga.planning.case_need import (
    CategoryNeed,
    Range,
    counted_total,
    plain_need,
    stated_total,
    total_stations,
)
from siaga.planning.case_table import ALL, CATEGORIES, Case
from siaga.planning.case_texts import CASES
from siaga.planning.requirement import LINMAS_BY_LAW

TotalName = Literal["total_police", "bko", "linmas_total"]
TOTALS: Final[tuple[TotalName, ...]] = ("total_police", "bko", "linmas_total")
"""Totals of a case, repeated on each of its rows."""

ROUNDING_SHARE: Final = 0.025
"""A round figure ("over 14,000") is taken for a rounding up to this far from the exact one."""


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """Two figures that should agree and do not; ``what`` is a key of the case texts."""

    what: str
    published: int
    implied: int
    """What the other published numbers (or the law) make of it."""
    category: str | None = None

    def text(self, language: Language) -> str:
        """The sentence, with both figures."""
        return CASES.say(
            self.what,
            language,
            published=format_number(self.published, language),
            implied=format_number(self.implied, language),
            category=(self.category or "").replace("_", " "),
        )


def published(case: Case, name: TotalName) -> list[int]:
    """The different values published for a total of the case, in file order."""
    values = [getattr(row, name) for row in case.rows]
    return list(dict.fromkeys(value for value in values if value is not None))


def find_inconsistencies(
    case: Case, needs: Sequence[CategoryNeed], need: Range, linmas: Range
) -> tuple[Inconsistency, ...]:
    """Every contradiction among the numbers of one case; prose is not looked at.

    A published figure that is plainly rounded (14,000 for 14,338) does not contradict.
    """
    return (
        *_variants(case),
        *_police(case, need),
        *_stations(case),
        *_linmas(case, needs, linmas),
    )


def is_rounding(figure: int, exact: int) -> bool:
    """Whether ``figure`` may be ``exact`` rounded (or "more than"), judged by its zeros."""
    if figure == exact:
        return True
    digits = str(figure)
    unit = 10 ** (len(digits) - len(digits.rstrip("0")))
    near = abs(figure - exact) <= unit / 2 or 0 <= exact - figure < unit
    return unit > 1 and near and abs(figure - exact) <= ROUNDING_SHARE * exact


def _variants(case: Case) -> Iterator[Inconsistency]:
    """Figures that were published in more than one version."""
    for name in TOTALS:
        first, *others = published(case, name) or [0]
        for other in others:
            yield Inconsistency(f"{name}_variants", first, other)
    for category in (*CATEGORIES, ALL):
        counts = dict.fromkeys(
            row.stations
            for row in case.rows
            if row.category == category and row.stations is not None
        )
        first, *others = [*counts] or [0]
        for other in others:
            yield Inconsistency("stations_variants", first, other, category)


def _police(case: Case, need: Range) -> Iterator[Inconsistency]:
    forces = published(case, "total_police")
    if forces and need.least > max(forces):
        plain = plain_need(case)
        if need.exact is not None and plain is not None and math.floor(plain) <= max(forces):
            yield Inconsistency("police_whole_groups", max(forces), need.least)
        else:
            what = "police_need" if need.exact is not None else "police_need_least"
            yield Inconsistency(what, max(forces), need.least)
    attached = published(case, "bko")
    if forces and attached and min(attached) > max(forces):
        yield Inconsistency("bko_exceeds_total", min(attached), max(forces))


def _stations(case: Case) -> Iterator[Inconsistency]:
    stated, counted = stated_total(case), counted_total(case)
    listed = sum(
        row.stations or 0
        for row in {row.category: row for row in case.rows if row.category != ALL}.values()
    )
    if stated is None:
        return
    if counted is not None and counted != stated:
        yield Inconsistency("categories_vs_all", stated, counted)
    elif counted is None and listed > stated:
        yield Inconsistency("categories_vs_all", stated, listed)


def _linmas(case: Case, needs: Sequence[CategoryNeed], linmas: Range) -> Iterator[Inconsistency]:
    against_law = False
    for row in case.rows:
        if row.linmas is None or row.group is None:
            continue
        lawful = LINMAS_BY_LAW * row.group
        if row.linmas != lawful:
            against_law = True
            yield Inconsistency("linmas_per_group", row.linmas, lawful, row.category)
    stations = total_stations(case)
    lawful_total = None if stations is None else LINMAS_BY_LAW * stations
    if against_law and linmas.exact is not None and lawful_total not in (None, linmas.exact):
        yield Inconsistency("linmas_need_vs_law", linmas.exact, lawful_total or 0)
    for total in published(case, "linmas_total"):
        if lawful_total is not None and not is_rounding(total, lawful_total):
            yield Inconsistency("linmas_total_vs_law", total, lawful_total)
        if linmas.exact and not _fits_pattern(total, case, needs, linmas.exact):
            yield Inconsistency("linmas_total_vs_pattern", total, linmas.exact)


def _fits_pattern(total: int, case: Case, needs: Sequence[CategoryNeed], whole: int) -> bool:
    """Whether a Linmas total fits the pattern, with or without whole groups."""
    if is_rounding(total, whole):
        return True
    split = sum(
        (need.stations or 0) * (row.linmas or 0) / (row.group or 1)
        for need in needs
        for row in case.rows
        if row.category == need.category
    )
    return math.floor(split) <= total <= whole or is_rounding(total, round(split))
