"""What a published pattern needs, as a range where the published numbers leave one open.

``need = sum over categories of ceil(stations / stations per group) x police per group``
(domain.md, limits of the evidence). Where a count or pattern was not published the need is open
upwards; where two variants of a pattern were published it lies between their needs.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from siaga.planning.case_table import ALL, CATEGORIES, Case, CaseRow


@dataclass(frozen=True, slots=True)
class Range:
    """A figure known to lie between ``least`` and ``most``; ``most`` None: no upper limit known."""

    least: int
    most: int | None

    @property
    def exact(self) -> int | None:
        """The figure, when only one is left."""
        return self.least if self.least == self.most else None

    def __add__(self, other: Range) -> Range:
        most = None if self.most is None or other.most is None else self.most + other.most
        return Range(self.least + other.least, most)


@dataclass(frozen=True, slots=True)
class CategoryNeed:
    """Need of one category. ``stations`` is None when not published, or in variants."""

    category: str
    stations: int | None
    groups: int | None
    """Whole groups; None when open."""
    police: Range
    linmas: Range


NOTHING = Range(0, 0)
OPEN = Range(0, None)


def category_needs(case: Case) -> tuple[CategoryNeed, ...]:
    """The need of every category the case tells of, least vulnerable first.

    When the case gives one pattern for all its stations and no category of its own has one, that
    row is the need.
    """
    named = [_category_need(category, rows) for category, rows in _by_category(case)]
    whole = [row for row in case.rows if row.category == ALL and _patterned(row)]
    if whole and not any(need.police.least for need in named):
        return (_category_need(ALL, whole),)
    return tuple(named)


def total_stations(case: Case) -> int | None:
    """Stations of the case: as stated for all, else summed; None when not known for certain."""
    stated = {row.stations for row in case.rows if row.category == ALL} - {None}
    if stated:
        return stated.pop() if len(stated) == 1 else None
    counts = [_only(row.stations for row in rows) for _, rows in _by_category(case)]
    if not counts or any(count is None for count in counts):
        return None
    return sum(count for count in counts if count is not None)


def stated_total(case: Case) -> int | None:
    """Stations as stated for all; None when not stated once."""
    return _only(row.stations for row in case.rows if row.category == ALL)


def counted_total(case: Case) -> int | None:
    """Sum of the categories, when all three ordinary ones were counted; else None."""
    counts = {category: _only(r.stations for r in rows) for category, rows in _by_category(case)}
    if any(counts.get(category) is None for category in CATEGORIES[:3]) or None in counts.values():
        return None
    return sum(count for count in counts.values() if count is not None)


def police_need(case: Case, needs: Sequence[CategoryNeed]) -> Range:
    """Police the pattern needs in all.

    Stations that were only counted in the total are at least as demanding as the least demanding
    category with a pattern, provided every ordinary category's pattern was published: so the
    national plan of 2019 can be seen not to close without its split (domain.md 1.5).
    """
    need = sum((category.police for category in needs), NOTHING) if needs else OPEN
    rest = _uncounted(case, needs)
    if rest is None:
        return need
    if rest > 0:
        return Range(need.least + math.ceil(rest * _least_share(case)), None)
    return need


def linmas_need(case: Case, needs: Sequence[CategoryNeed]) -> Range:
    """Linmas the pattern needs in all; open upwards as soon as a category's is."""
    need = sum((category.linmas for category in needs), NOTHING) if needs else OPEN
    return Range(need.least, None) if _uncounted(case, needs) else need


def plain_need(case: Case) -> Fraction | None:
    """Police by simple proportion, without whole groups; None when not every pattern is known."""
    rows = [row for row in case.rows if row.stations]
    if not rows or any(row.category == ALL or not _patterned(row) for row in rows):
        return None
    return sum(
        (Fraction((row.stations or 0) * (row.police or 0), row.group or 1) for row in rows),
        Fraction(0),
    )


def _uncounted(case: Case, needs: Sequence[CategoryNeed]) -> int | None:
    """Stations in the stated total that no category counts; None when no total was stated."""
    total = stated_total(case)
    if total is None or any(need.category == ALL for need in needs):
        return None
    return max(0, total - sum(need.stations or 0 for need in needs))


def _least_share(case: Case) -> Fraction:
    """Police per station of the least demanding category; 0 when a category's is unknown."""
    shares: list[Fraction] = []
    for category in CATEGORIES[:3]:
        rows = [row for row in case.rows if row.category == category]
        if not rows or not all(_patterned(row) for row in rows):
            return Fraction(0)
        shares += [Fraction(row.police or 0, row.group or 1) for row in rows]
    return min(shares)


def _by_category(case: Case) -> list[tuple[str, list[CaseRow]]]:
    found = {
        category: [row for row in case.rows if row.category == category] for category in CATEGORIES
    }
    return [(category, rows) for category, rows in found.items() if rows]


def _patterned(row: CaseRow) -> bool:
    return row.police is not None and row.group is not None


def _only(values: Iterable[int | None]) -> int | None:
    """The one value published; None when there is none or more than one."""
    found = {value for value in values if value is not None}
    return found.pop() if len(found) == 1 else None


def _category_need(category: str, rows: Sequence[CaseRow]) -> CategoryNeed:
    """Rows of one category are variants of one plan: its need lies between theirs."""
    counts = sorted({row.stations for row in rows if row.stations is not None})
    if not counts:
        return CategoryNeed(category, None, None, OPEN, OPEN)
    if counts == [0]:
        return CategoryNeed(category, 0, 0, NOTHING, NOTHING)
    groups = {math.ceil(n / row.group) for n in counts for row in rows if row.group is not None}
    return CategoryNeed(
        category=category,
        stations=counts[0] if len(counts) == 1 else None,
        groups=groups.pop() if len(groups) == 1 and _all_grouped(rows) else None,
        police=_between(counts, rows, [row.police for row in rows]),
        linmas=_between(counts, rows, [row.linmas for row in rows]),
    )


def _all_grouped(rows: Sequence[CaseRow]) -> bool:
    return all(row.group is not None for row in rows)


def _between(
    counts: Sequence[int], rows: Sequence[CaseRow], per_group: Sequence[int | None]
) -> Range:
    needs: list[int] = []
    for row, per in zip(rows, per_group, strict=True):
        if row.group is None or per is None:
            return OPEN
        needs += [math.ceil(count / row.group) * per for count in counts]
    return Range(min(needs), max(needs))
