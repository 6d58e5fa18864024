"""What more officers would mend, most at-risk stations first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from siaga.model.plan import Level, Relief
from siaga.planning.shortage_ladder import Ladder, Rung, Step

RELIEF_SIZES: Final = (10, 20, 50, 80)
"""Reinforcements looked at; 80 is what Polda sent Banyuasin in 2024 (domain.md 2.2)."""

_PRIORITY = (1e12, 1e6, 1.0)
"""Weights that put an unguarded station before a patrolled one, that before a thinned one."""


def _harm(rung: Rung) -> float:
    return sum(weight * harm for weight, harm in zip(_PRIORITY, rung.harm, strict=True))


def _lighter(ladder: Ladder, rung: Rung) -> Iterator[Rung]:
    """Rungs one way up from ``rung``, and doctrine itself."""
    u, p, t = rung.step.unguarded, rung.step.patrolled, rung.step.thinned
    steps = [Step()]
    if u:
        steps += [Step(u - 1, p, t), Step(0, p, t)]
        if ladder.patrol is not None:
            steps.append(Step(u - 1, p + 1, t))
        if ladder.thin is not None:
            steps.append(Step(u - 1, p, t + 1))
    for fewer in range(max(0, p - 6), p):
        steps.append(Step(u, fewer, t))
        if ladder.thin is not None:
            steps.append(Step(u, fewer, t + p - fewer))
    steps += [Step(u, p, fewer) for fewer in range(max(0, t - 6), t)]
    for step in steps:
        lighter = ladder.rung(step)
        if (
            lighter.saved < rung.saved
            and lighter.below <= rung.below
            and _harm(lighter) < _harm(rung)
        ):
            yield lighter


def _best_step(
    ladders: Sequence[Ladder], rungs: Sequence[Rung], left: int
) -> tuple[int, Rung] | None:
    """The step up that takes away most harm per officer and can be paid; None when none can."""
    best: tuple[float, int, Rung] | None = None
    for position, (ladder, rung) in enumerate(zip(ladders, rungs, strict=True)):
        if not rung.below:
            continue
        for lighter in _lighter(ladder, rung):
            price = rung.saved - lighter.saved
            worth = (_harm(rung) - _harm(lighter)) / price
            if price <= left and (best is None or worth > best[0]):
                best = (worth, position, lighter)
    return (best[1], best[2]) if best else None


def relief_for(
    ladders: Sequence[Ladder], rungs: Sequence[Rung], spare: int, need: int
) -> tuple[Relief, ...]:
    """What the next 10, 20, 50 and 80 officers would mend.

    Each size goes on from the smaller one, so more officers never mend less, and no station that
    keeps doctrine now falls below it. ``spare`` officers are left over already (teams are whole);
    ``need`` more than suffice for every post.

    Returns:
        One entry per size; an entry counts the posts more at doctrine and the stations brought back
        to it, all sizes before it included.
    """
    now = list(rungs)
    start = frozenset(station for rung in rungs for station in rung.below)
    posts_before = _posts_at_doctrine(rungs)
    left, given = spare, 0
    found: list[Relief] = []
    for size in RELIEF_SIZES:
        left += size - given
        given = size
        if size >= need:
            now = [ladder.rung(Step()) for ladder in ladders]
        while any(rung.below for rung in now):
            step = _best_step(ladders, now, left)
            if step is None:
                break
            left -= now[step[0]].saved - step[1].saved
            now[step[0]] = step[1]
        below = frozenset(station for rung in now for station in rung.below)
        restored = Counter(
            ladder.bucket.district
            for ladder, before, after in zip(ladders, rungs, now, strict=True)
            for _ in before.below - after.below
        )
        found.append(
            Relief(
                officers=size,
                posts_restored=max(0, _posts_at_doctrine(now) - posts_before),
                stations_restored=len(start) - len(below),
                still_below=len(below),
                by_district=dict(sorted(restored.items())),
            )
        )
    return tuple(found)


def _posts_at_doctrine(rungs: Sequence[Rung]) -> int:
    return sum(piece.level is Level.DOCTRINE for rung in rungs for piece in rung.pieces)
