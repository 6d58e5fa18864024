"""What putting an officer on an opening costs, and which rules it may break.

Everything is counted in minutes, so that one number orders all wishes. A soft rule is "broken only
where nothing else works" (:class:`siaga.model.doctrine.Strictness`): a breach weighs more than any
journey, and leaving a place empty weighs more than any breach.

Who goes without when officers run out, from first filled to last: supervisors; posts by threat, in
bands of ten points; static duties; reserve teams. The reserve is there to be used, so it is thinned
first; a supervisor leads many posts, so that place is filled first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from siaga.model.doctrine import Strictness
from siaga.model.force import Officer, Sex, rank_order
from siaga.model.operation import Operation
from siaga.model.plan import Opening, Role

SOFT_BREACH_MINUTES: Final = 2_000.0
"""What one breach of a soft rule weighs: longer than a day's journey."""
MOVE_MINUTES: Final = 10_000.0
"""What moving one more person weighs in a replan: more than any breach that moving could mend."""
UNFILLED_STEP_MINUTES: Final = 50_000.0
"""What one step of priority weighs between two places of which one must go without."""
PRIORITY_LEVELS: Final = 14
"""Reserve, duty, eleven threat bands of posts, supervisors."""

SUPERVISORS: Final = frozenset({Role.PADAL, Role.PAMATWIL})
"""Roles whose rank is asked of each officer, always."""


@dataclass(frozen=True, slots=True)
class Cover:
    """At least ``count`` officers at an opening for whom ``holds``."""

    rule: str
    """``rank_mix``, ``min_rank``, ``boat``, ``women`` or ``skill``."""
    wanted: str
    """The rank or skill asked for; empty where the rule says it all."""
    count: int
    hard: bool
    holds: Callable[[Officer], bool]


def has_rank(rank: str, officer: Officer) -> bool:
    """Whether ``officer`` holds ``rank`` or a higher one."""
    return rank_order(officer.rank) >= rank_order(rank)


def has_skill(skill: str, officer: Officer) -> bool:
    """Whether ``officer`` has ``skill``."""
    return skill in officer.skills


def is_woman(officer: Officer) -> bool:
    """Whether the roster names ``officer`` as a woman."""
    return officer.sex is Sex.FEMALE


def priority(opening: Opening) -> int:
    """0 (goes without first) to ``PRIORITY_LEVELS - 1`` (filled first)."""
    if opening.role in SUPERVISORS:
        return PRIORITY_LEVELS - 1
    if opening.role is Role.POST:
        return 2 + min(10, max(0, int(opening.threat // 10)))
    return 1 if opening.role is Role.DUTY else 0


def unfilled_weight(opening: Opening) -> float:
    """Minutes that one place left empty at ``opening`` weighs.

    Two empty places always weigh more than one, whatever their priority.
    """
    return UNFILLED_STEP_MINUTES * (PRIORITY_LEVELS + priority(opening))


def covers(operation: Operation, opening: Opening) -> tuple[Cover, ...]:
    """The rules the officers at ``opening`` must meet together.

    The rank asked of a supervisor is not among them: it is asked of each, see
    :func:`is_allowed`. A post of one officer would like a senior one, and is never left empty for
    want of one.
    """
    rules = operation.doctrine.assignment
    found = []
    if opening.wants_pair and rules.rank_mix is not Strictness.OFF:
        hard = rules.rank_mix is Strictness.HARD and opening.size > 1
        senior = partial(has_rank, rules.senior_rank)
        found.append(Cover("rank_mix", rules.senior_rank, 1, hard, senior))
    if opening.by_water and rules.boat_skill is not Strictness.OFF:
        hard = rules.boat_skill is Strictness.HARD
        found.append(Cover("boat", "boat", 1, hard, partial(has_skill, "boat")))
    if opening.min_rank and opening.role not in SUPERVISORS:
        ranked = partial(has_rank, opening.min_rank)
        found.append(Cover("min_rank", opening.min_rank, 1, False, ranked))
    found += [
        Cover("skill", str(skill), 1, False, partial(has_skill, skill))
        for skill in sorted(opening.skills)
    ]
    if opening.women:
        found.append(Cover("women", "", min(opening.women, opening.size), False, is_woman))
    return tuple(cover for cover in found if opening.size >= cover.count)


def missing_covers(
    operation: Operation, opening: Opening, officers: Sequence[Officer]
) -> tuple[tuple[Cover, int], ...]:
    """Rules that ``officers`` at ``opening`` break together, each with how many are missing.

    With nobody there no hard rule is broken: the place is empty, and said to be.
    """
    counted = ((cover, sum(map(cover.holds, officers))) for cover in covers(operation, opening))
    return tuple(
        (cover, cover.count - have)
        for cover, have in counted
        if have < cover.count and (officers or not cover.hard)
    )


def at_home(officer: Officer, opening: Opening) -> bool:
    """Whether ``officer`` would guard the own village at ``opening``."""
    return bool(officer.home_village) and officer.home_village in opening.villages


def is_allowed(operation: Operation, officer: Officer, opening: Opening, minutes: float) -> bool:
    """Whether hard rules let ``officer``, by themself, serve at ``opening``."""
    rules = operation.doctrine.assignment
    if minutes == float("inf"):
        return False
    if rules.max_minutes_from_unit is not None and minutes > rules.max_minutes_from_unit:
        return False
    if opening.role in SUPERVISORS and opening.min_rank and not has_rank(opening.min_rank, officer):
        return False
    return rules.own_village is not Strictness.HARD or not at_home(officer, opening)


def placement_cost(
    operation: Operation, officer: Officer, opening: Opening, minutes: float
) -> float:
    """Minutes that ``officer`` at ``opening`` weighs, ``minutes`` from the unit.

    The journey, plus :data:`SOFT_BREACH_MINUTES` where the own village should be avoided; infinity
    where a hard rule forbids it. Rules a team meets together are in :func:`team_cost`.
    """
    if not is_allowed(operation, officer, opening, minutes):
        return float("inf")
    rules = operation.doctrine.assignment
    avoided = rules.own_village is Strictness.SOFT and at_home(officer, opening)
    return minutes + (SOFT_BREACH_MINUTES if avoided else 0.0)


def team_cost(operation: Operation, opening: Opening, officers: Sequence[Officer]) -> float:
    """Minutes that the rules broken together, and the places left empty, at ``opening`` weigh.

    Infinity where a hard rule is broken.
    """
    missing = missing_covers(operation, opening, officers)
    if any(cover.hard for cover, _ in missing):
        return float("inf")
    empty = max(0, opening.size - len(officers))
    breaches = sum(short for _, short in missing)
    return breaches * SOFT_BREACH_MINUTES + empty_cost(opening, empty)


def empty_cost(opening: Opening, empty: int) -> float:
    """Minutes that ``empty`` places at ``opening`` weigh.

    The last officer of a place counts half a step more, so that of two posts as threatened none is
    left alone while the other is full.
    """
    extra = UNFILLED_STEP_MINUTES / 2 if empty and empty == opening.size else 0.0
    return empty * unfilled_weight(opening) + extra
