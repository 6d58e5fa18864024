"""Equal treatment (R15): what each candidate pair is given, and whether like places fare alike.

Two questions an election supervisor asks of a deployment:

1. Do the pairs get the same? Officers on duties that serve a pair, side by side.
2. Does a district carry more of the cuts than chance explains? When officers run out, posts are
   thinned within a tier. If who is thinned had nothing to do with the district, the number of
   thinned posts of one district would be hypergeometric: of ``N`` posts of the tier, ``K`` below
   doctrine, ``n`` in the district. The chance of as many or more is the p-value (Fisher's exact
   test, one-sided); Holm's step-down (1979) keeps the chance of any false alarm over all districts
   and tiers at :data:`ALARM_LEVEL`. Cuts follow the threat score, so an alarm is a question for
   people, not a verdict; mean threat stands beside it as the first possible answer.

No voter, party or result enters (R1, R16).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import Final

from siaga.model.operation import CandidatePair, Operation
from siaga.model.places import Tier
from siaga.model.plan import Level, Plan, Reason, Role

ALARM_LEVEL: Final = 0.01
"""Chance of any false alarm over all districts and tiers of one plan."""

PAIR_TOLERANCE: Final = 0.1
"""Largest relative difference between pairs that is not an alarm; a single officer never is."""


@dataclass(frozen=True, slots=True)
class PostTreatment:
    """What the audit needs to know of one post."""

    district: str
    tier: Tier
    stations: int
    officers: int
    """Officers placed there."""
    below: bool
    """Guarded below doctrine."""
    threat: float


@dataclass(frozen=True, slots=True)
class PairRow:
    """What one candidate pair is given."""

    pair: str
    name: str
    duties: int
    officers: int
    """Officers placed on duties that serve the pair."""


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """How the posts of one tier in one district fare beside the same tier elsewhere."""

    district: str
    tier: Tier
    posts: int
    stations: int
    officers: int
    posts_below: int
    expected_below: float
    """Posts below doctrine if the district played no part."""
    p_value: float
    """Chance of as many or more by luck."""
    alarm: bool
    mean_threat: float

    @property
    def officers_per_station(self) -> float:
        """Officers for each station."""
        return self.officers / self.stations if self.stations else 0.0


@dataclass(frozen=True, slots=True)
class EqualTreatment:
    """The audit of one plan, in district and tier order."""

    pairs: tuple[PairRow, ...]
    districts: tuple[DistrictRow, ...]
    alarms: tuple[Reason, ...]
    """``equal.pairs`` and ``equal.district``, with their numbers; empty: none."""


def audit_plan(operation: Operation, plan: Plan) -> EqualTreatment:
    """The audit of ``plan``."""
    at_post: dict[str, int] = {}
    at_duty: dict[str, int] = {}
    for placement in plan.placements:
        if placement.role is Role.POST:
            at_post[placement.place] = at_post.get(placement.place, 0) + 1
        elif placement.role is Role.DUTY:
            at_duty[placement.place] = at_duty.get(placement.place, 0) + 1
    posts = (
        PostTreatment(
            district=post.district,
            tier=post.tier,
            stations=len(post.stations),
            officers=at_post.get(post.id, 0),
            below=post.level is not Level.DOCTRINE,
            threat=post.threat,
        )
        for post in plan.posts
    )
    duties = [(duty.pair, at_duty.get(duty.id, 0)) for duty in operation.duties if duty.pair]
    return audit(operation.pairs, duties, posts)


def audit(
    pairs: Sequence[CandidatePair],
    duties: Iterable[tuple[str, int]],
    posts: Iterable[PostTreatment],
) -> EqualTreatment:
    """The audit from its parts. ``duties``: (pair id, officers placed) of each duty for a pair."""
    pair_rows = _pair_rows(pairs, duties)
    district_rows = _district_rows(posts)
    return EqualTreatment(
        pairs=pair_rows,
        districts=district_rows,
        alarms=(*_pair_alarms(pair_rows), *_district_alarms(district_rows)),
    )


def _pair_rows(
    pairs: Sequence[CandidatePair], duties: Iterable[tuple[str, int]]
) -> tuple[PairRow, ...]:
    count: dict[str, int] = {}
    officers: dict[str, int] = {}
    for pair, there in duties:
        count[pair] = count.get(pair, 0) + 1
        officers[pair] = officers.get(pair, 0) + there
    return tuple(
        PairRow(pair.id, pair.name, count.get(pair.id, 0), officers.get(pair.id, 0))
        for pair in pairs
    )


def _pair_alarms(rows: Sequence[PairRow]) -> tuple[Reason, ...]:
    if len(rows) < 2:
        return ()
    most = max(rows, key=lambda row: row.officers)
    least = min(rows, key=lambda row: row.officers)
    difference = most.officers - least.officers
    if difference <= 1 or difference <= PAIR_TOLERANCE * most.officers:
        return ()
    return (
        Reason(
            "equal.pairs",
            {
                "most": most.name,
                "most_officers": most.officers,
                "least": least.name,
                "least_officers": least.officers,
            },
        ),
    )


def _district_rows(posts: Iterable[PostTreatment]) -> tuple[DistrictRow, ...]:
    groups: dict[tuple[str, Tier], list[PostTreatment]] = {}
    for post in posts:
        groups.setdefault((post.district, post.tier), []).append(post)
    totals: dict[Tier, int] = {}
    below: dict[Tier, int] = {}
    for (_, tier), members in groups.items():
        totals[tier] = totals.get(tier, 0) + len(members)
        below[tier] = below.get(tier, 0) + sum(post.below for post in members)
    chance = {
        key: tail_probability(
            totals[key[1]], below[key[1]], len(members), sum(post.below for post in members)
        )
        for key, members in groups.items()
    }
    alarms = holm(chance, ALARM_LEVEL)
    order = list(Tier)
    return tuple(
        DistrictRow(
            district=district,
            tier=tier,
            posts=len(members),
            stations=sum(post.stations for post in members),
            officers=sum(post.officers for post in members),
            posts_below=sum(post.below for post in members),
            expected_below=len(members) * below[tier] / totals[tier],
            p_value=chance[district, tier],
            alarm=(district, tier) in alarms,
            mean_threat=sum(post.threat for post in members) / len(members),
        )
        for (district, tier), members in sorted(
            groups.items(), key=lambda item: (item[0][0], order.index(item[0][1]))
        )
    )


def _district_alarms(rows: Sequence[DistrictRow]) -> tuple[Reason, ...]:
    return tuple(
        Reason(
            "equal.district",
            {
                "district": row.district,
                "tier": row.tier.value,
                "below": row.posts_below,
                "posts": row.posts,
                "expected": round(row.expected_below, 1),
            },
        )
        for row in rows
        if row.alarm
    )


def tail_probability(population: int, marked: int, drawn: int, seen: int) -> float:
    """Chance that of ``drawn`` posts at least ``seen`` are among the ``marked`` of ``population``.

    The upper tail of the hypergeometric distribution, in exact integers.
    """
    ways = sum(
        comb(marked, count) * comb(population - marked, drawn - count)
        for count in range(seen, min(marked, drawn) + 1)
    )
    return ways / comb(population, drawn)


def holm(chances: Mapping[tuple[str, Tier], float], level: float) -> frozenset[tuple[str, Tier]]:
    """Keys whose chance is an alarm when the family's false-alarm rate is held at ``level``.

    Holm (1979), *A simple sequentially rejective multiple test procedure*.
    """
    found: set[tuple[str, Tier]] = set()
    ordered = sorted(chances.items(), key=lambda item: item[1])
    for rank, (key, chance) in enumerate(ordered):
        if chance > level / (len(ordered) - rank):
            break
        found.add(key)
    return frozenset(found)
