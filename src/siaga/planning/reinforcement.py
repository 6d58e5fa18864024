"""Reinforcements (BKO) of a province shared over its resorts by what they mend.

A resort's *relief curve* says how many stations its next officers bring back to doctrine
(:class:`siaga.model.plan.Relief`). Officers go where they bring back most, stations weighed by
their threat; the sharing is exact (:mod:`siaga.planning.reinforcement_exact`) and shows its bound.
Travel and home region decide only between sharings that mend equally much. Officers beyond what
is proven to mend are shared by the shortage that is left, and what fills no shortage stays with
the province.

Nothing but need, force, threat and distance has a part (R15): resorts listed in another order get
the same. Polda Sumsel shared 1,472 in 2024 (domain.md 1.5, 2.2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from siaga.model.plan import Bound, Reason
from siaga.model.run import Run
from siaga.planning.reinforcement_checks import check_sharing
from siaga.planning.reinforcement_exact import Choice, choose
from siaga.planning.reinforcement_model import (
    Curve,
    Mend,
    Resort,
    Unit,
    Wishes,
    loose,
    mended_by,
)

__all__ = [
    "Curve",
    "Mend",
    "Resort",
    "ResortRow",
    "Share",
    "Sharing",
    "Unit",
    "Verdict",
    "Wishes",
    "loose",
    "province_overview",
    "share_reinforcements",
]

STEP = "reinforcement"
NEXT_OFFICERS = 10
"""How many more officers the outlook asks about."""


class Verdict(StrEnum):
    """How a resort stands."""

    CLOSES = "closes"
    """Every station is guarded as doctrine says."""
    SHORT = "short"
    UNKNOWN = "unknown"
    """It has no plan and no data yet."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one resort gets and what that mends."""

    resort: str
    officers: int
    units: Mapping[str, int]
    """Officers by unit id."""
    mended: int
    """Stations proven to come back to doctrine."""
    weight: float
    """The same, each weighed by its threat: 1 without, 3 at threat 100."""
    still_below: int
    """Stations still below doctrine."""
    still_short: int
    """Officers still missing."""
    rest: int
    """Officers beyond what is proven to mend."""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Sharing:
    """Who gets how many, and the proof that no sharing mends more."""

    officers: int
    shares: tuple[Share, ...]
    """One per resort, in the order given."""
    held: Mapping[str, int]
    """Officers that stay with the province, by unit id."""
    bound: Bound
    """Threat-weighted stations mended, and the most any sharing could."""
    reasons: tuple[Reason, ...] = ()

    @property
    def mended(self) -> int:
        """Stations brought back to doctrine over all resorts."""
        return sum(share.mended for share in self.shares)

    @property
    def still_below(self) -> int:
        """Stations still below doctrine over all resorts."""
        return sum(share.still_below for share in self.shares)


@dataclass(frozen=True, slots=True)
class ResortRow:
    """One line of the province's table."""

    resort: str
    need: int
    available: int
    short: int
    stations: int
    below: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Overview:
    """A province at a glance."""

    rows: tuple[ResortRow, ...]
    need: int = field(default=0)
    available: int = field(default=0)
    short: int = field(default=0)
    """Officers missing, summed over resorts that are short: surplus elsewhere fills no gap."""
    stations: int = field(default=0)
    below: int = field(default=0)


def province_overview(resorts: Sequence[Resort]) -> Overview:
    """Need, force, shortage and verdict of every resort, in the order given, and their sums."""
    rows = tuple(
        ResortRow(
            resort=resort.id,
            need=resort.need,
            available=resort.available,
            short=resort.short,
            stations=resort.stations,
            below=resort.below,
            verdict=_verdict(resort),
        )
        for resort in resorts
    )
    return Overview(
        rows,
        need=sum(row.need for row in rows),
        available=sum(row.available for row in rows),
        short=sum(row.short for row in rows),
        stations=sum(row.stations for row in rows),
        below=sum(row.below for row in rows),
    )


def _verdict(resort: Resort) -> Verdict:
    if resort.need == 0 and resort.stations == 0:
        return Verdict.UNKNOWN
    return Verdict.SHORT if resort.short or resort.below else Verdict.CLOSES


def share_reinforcements(
    resorts: Sequence[Resort],
    units: Sequence[Unit],
    *,
    wishes: Wishes | None = None,
    run: Run | None = None,
) -> Sharing:
    """Share ``units`` over ``resorts`` so that most threat-weighted stations are mended.

    Args:
        resorts: each with its relief curve and the least share it must get.
        units: what there is; ``(loose(80),)`` for 80 officers that go anywhere one by one.
        wishes: what decides between sharings that mend equally much.
        run: seed, time limit.

    Returns:
        The sharing with its proof. With nothing to share every resort is told as it stands.

    Raises:
        InputError: ids twice, negative numbers, a curve that falls, more promised than there is,
            or whole units that can not meet the least shares.
    """
    wishes = wishes or Wishes()
    run = run or Run()
    check_sharing(resorts, units)
    choice = choose(resorts, units, wishes, run)
    given = _share_the_rest(resorts, units, choice, wishes)
    shares = tuple(_share(resort, given[resort.id], units) for resort in resorts)
    total = sum(unit.officers for unit in units)
    used = _by_unit(units, given)
    held = {
        unit.id: unit.officers - used[unit.id] for unit in units if unit.officers > used[unit.id]
    }
    value = sum(share.weight for share in shares)
    bound = Bound(
        "reinforcement.weight",
        value,
        max(value, choice.bound),
        "stations",
        maximise=True,
        complete=choice.proven,
    )
    reasons = _whole_reasons(resorts, shares, total, held, bound, wishes, run)
    return Sharing(total, shares, held, bound, reasons)


Given = dict[str, dict[str, int]]
"""Resort id -> unit id -> officers."""


def _by_unit(units: Sequence[Unit], given: Given) -> dict[str, int]:
    used = dict.fromkeys((unit.id for unit in units), 0)
    for share in given.values():
        for unit, officers in share.items():
            used[unit] += officers
    return used


def _share_the_rest(
    resorts: Sequence[Resort], units: Sequence[Unit], choice: Choice, wishes: Wishes
) -> Given:
    """Officers that are left, one by one or unit by unit, to where most is still missing.

    What is missing is measured against need, so that a small resort is not forgotten; a resort
    never gets more than it is short of, and a whole unit only where it fits entirely.
    """
    given: Given = {resort.id: dict(choice.given.get(resort.id, {})) for resort in resorts}
    used = _by_unit(units, given)
    for unit in sorted(units, key=lambda unit: (unit.splittable, -unit.officers, unit.id)):
        left = unit.officers - used[unit.id]
        step = 1 if unit.splittable else unit.officers
        while left >= step > 0:
            open_places = [
                resort
                for resort in resorts
                if resort.short - sum(given[resort.id].values()) >= step
            ]
            if not open_places:
                break
            best = min(open_places, key=lambda resort: _rank(resort, given, unit, wishes))
            given[best.id][unit.id] = given[best.id].get(unit.id, 0) + step
            left -= step
    return given


def _rank(resort: Resort, given: Given, unit: Unit, wishes: Wishes) -> tuple[float, float, str]:
    missing = resort.short - sum(given[resort.id].values())
    return -missing / max(1, resort.need), wishes.minutes(unit, resort), resort.id


def _share(resort: Resort, units: Mapping[str, int], all_units: Sequence[Unit]) -> Share:
    officers = sum(units.values())
    mend = mended_by(resort.curve, officers)
    rest = max(0, officers - max(mend.officers, resort.minimum))
    share = Share(
        resort=resort.id,
        officers=officers,
        units=dict(units),
        mended=mend.stations,
        weight=mend.weight,
        still_below=max(0, resort.below - mend.stations),
        still_short=max(0, resort.short - officers),
        rest=rest,
    )
    whole = [unit.id for unit in all_units if not unit.splittable and units.get(unit.id)]
    return Share(
        share.resort, share.officers, share.units, share.mended, share.weight,
        share.still_below, share.still_short, share.rest,
        _share_reasons(resort, share, whole),
    )  # fmt: skip


def _share_reasons(resort: Resort, share: Share, whole: Sequence[str]) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    if _verdict(resort) is Verdict.UNKNOWN:
        reasons.append(Reason("reinforcement.unknown"))
    elif resort.short == 0 and resort.below == 0:
        reasons.append(Reason("reinforcement.closes"))
    elif share.officers == 0:
        reasons.append(Reason("reinforcement.none"))
    elif share.mended:
        values: dict[str, str | int | float] = {
            "officers": share.officers,
            "stations": share.mended,
            "weight": round(share.weight, 1),
            "rate": round(share.weight / share.officers, 1),
        }
        reasons.append(Reason("reinforcement.mends", values))
    else:
        first = resort.curve[0].officers if resort.curve else resort.short
        reasons.append(
            Reason("reinforcement.mends.nothing", {"officers": share.officers, "first": first})
        )
    if resort.minimum:
        reasons.append(Reason("reinforcement.minimum", {"minimum": resort.minimum}))
    if share.rest:
        reasons.append(Reason("reinforcement.rest", {"rest": share.rest}))
    if whole:
        reasons.append(Reason("reinforcement.units", {"units": ", ".join(whole)}))
    if share.still_below:
        still: dict[str, str | int | float] = {
            "stations": share.still_below,
            "officers": share.still_short,
        }
        reasons.append(Reason("reinforcement.still", still))
    elif share.mended:
        reasons.append(Reason("reinforcement.mended"))
    return tuple(reasons)


def _whole_reasons(
    resorts: Sequence[Resort],
    shares: Sequence[Share],
    total: int,
    held: Mapping[str, int],
    bound: Bound,
    wishes: Wishes,
    run: Run,
) -> tuple[Reason, ...]:
    value = round(bound.value, 1)
    if bound.gap < 1e-9:
        reasons = [Reason("reinforcement.optimal", {"officers": total, "weight": value})]
    else:
        reasons = [
            Reason("reinforcement.bounded", {"weight": value, "bound": round(bound.bound, 1)})
        ]
    if held:
        reasons.append(Reason("reinforcement.held", {"officers": sum(held.values())}))
    if any(share.still_below for share in shares):
        best = choose(resorts, (loose(total),), wishes, run)
        more = choose(resorts, (loose(total + NEXT_OFFICERS),), wishes, run)
        gained = _stations(resorts, more) - _stations(resorts, best)
        if gained > 0:
            reasons.append(
                Reason("reinforcement.next", {"officers": NEXT_OFFICERS, "stations": gained})
            )
    reasons.append(Reason("reinforcement.neutral"))
    return tuple(reasons)


def _stations(resorts: Sequence[Resort], choice: Choice) -> int:
    return sum(
        mended_by(resort.curve, sum(choice.given.get(resort.id, {}).values())).stations
        for resort in resorts
    )
