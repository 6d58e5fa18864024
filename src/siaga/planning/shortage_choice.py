"""Which bucket falls how far: an exact multiple-choice knapsack, level by level.

Levels are lexicographic: first the harm of unguarded stations is least, then of patrolled ones,
then of thinned ones. So nothing is left unguarded while patrol within doctrine's limits can save
the officers, and nothing is patrolled while thinning can.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from siaga.planning.shortage_ladder import Ladder, Rung, Step

_MOST_STEPS = 40
"""Prefix lengths looked at per bucket and level; beyond that they are taken in even strides."""


def choose_options(
    saved: Sequence[Sequence[int]], harm: Sequence[Sequence[float]], target: int
) -> list[int] | None:
    """One option per row with least total harm and total saving at least ``target``.

    Dynamic programming over the officers saved (Kellerer, Pferschy & Pisinger 2004, ch. 11),
    exact. None when no choice saves enough. Ties go to the earlier option.
    """
    width = max(0, target) + 1
    best = np.full(width, np.inf)
    best[0] = 0.0
    choices: list[np.ndarray] = []
    for row_saved, row_harm in zip(saved, harm, strict=True):
        following = np.full(width, np.inf)
        choice = np.full(width, -1, dtype=np.int64)
        origin = np.zeros(width, dtype=np.int64)
        for option, (gain, cost) in enumerate(zip(row_saved, row_harm, strict=True)):
            if gain < 0:
                continue
            # Savings past the target count as the target: they all land on the last entry.
            over = max(0, width - 1 - gain)
            last = over + int(np.argmin(best[over:]))
            value = np.concatenate([best[:over], best[last : last + 1]]) + cost
            start = np.append(np.arange(over), last)
            reach = np.append(np.arange(gain, gain + over), width - 1)
            better = value < following[reach] - 1e-12
            following[reach[better]] = value[better]
            choice[reach[better]] = option
            origin[reach[better]] = start[better]
        best = following
        choices.append(np.stack([choice, origin]))
    if not np.isfinite(best[-1]):
        return None
    at = width - 1
    picked: list[int] = []
    for table in reversed(choices):
        picked.append(int(table[0, at]))
        at = int(table[1, at])
    return picked[::-1]


def _lengths(most: int) -> list[int]:
    """0 … ``most``, thinned out evenly when there are many."""
    if most <= _MOST_STEPS:
        return list(range(most + 1))
    return sorted({round(i * most / _MOST_STEPS) for i in range(_MOST_STEPS + 1)})


def _pick(
    options: list[list[Rung]], measure: Callable[[Rung], float], target: int
) -> list[Rung] | None:
    """The least-harm rung of each bucket."""
    picked = choose_options(
        [[rung.saved for rung in rungs] for rungs in options],
        [[measure(rung) for rung in rungs] for rungs in options],
        target,
    )
    if picked is None:
        return None
    return [rungs[choice] for rungs, choice in zip(options, picked, strict=True)]


def _with_rest_thinned(ladder: Ladder, unguarded: int, patrolled: int) -> Rung:
    """The rung whose posts beyond the patrolled ones are thinned as far as that saves most."""
    rest = len(ladder.posts) - unguarded - patrolled
    if ladder.thin is None:
        return ladder.rung(Step(unguarded, patrolled, 0))
    tries = [ladder.rung(Step(unguarded, patrolled, thinned)) for thinned in {0, rest}]
    return max(tries, key=lambda rung: (rung.saved, -rung.step.thinned))


def choose_rungs(ladders: Sequence[Ladder], target: int) -> list[Rung]:
    """A rung per bucket that together save ``target`` officers, or all there are."""
    unguarded = [0] * len(ladders)
    patrolled = [0] * len(ladders)
    thinned = _thinning(ladders, unguarded, patrolled, target)
    if thinned is not None:
        return thinned
    patrol = _patrolling(ladders, unguarded, target)
    if patrol is None:
        unguarded = _leaving(ladders, target)
        patrol = _patrolling(ladders, unguarded, target)
    if patrol is None:
        return [ladder.rung(Step(len(ladder.posts))) for ladder in ladders]
    patrolled = [rung.step.patrolled for rung in patrol]
    return _thinning(ladders, unguarded, patrolled, target) or patrol


def _thinning(
    ladders: Sequence[Ladder], unguarded: list[int], patrolled: list[int], target: int
) -> list[Rung] | None:
    options = []
    for ladder, u, p in zip(ladders, unguarded, patrolled, strict=True):
        rest = len(ladder.posts) - u - p if ladder.thin is not None else 0
        options.append([ladder.rung(Step(u, p, t)) for t in _lengths(rest)])
    return _pick(options, lambda rung: rung.harm[2], target)


def _patrolling(ladders: Sequence[Ladder], unguarded: list[int], target: int) -> list[Rung] | None:
    options = []
    for ladder, u in zip(ladders, unguarded, strict=True):
        most = len(ladder.posts) - u if ladder.patrol is not None else 0
        options.append([_with_rest_thinned(ladder, u, p) for p in _lengths(most)])
    return _pick(options, lambda rung: rung.harm[1], target)


def _leaving(ladders: Sequence[Ladder], target: int) -> list[int]:
    """Posts left unguarded per bucket, the rest as low as doctrine lets it go."""
    options = []
    for ladder in ladders:
        rungs = []
        for u in _lengths(len(ladder.posts)):
            low = ladder.rung(ladder.deepest(u))
            plain = _with_rest_thinned(ladder, u, 0)
            rungs.append(max((low, plain), key=lambda rung: rung.saved))
        options.append(rungs)
    picked = _pick(options, lambda rung: rung.harm[0], target)
    if picked is None:
        return [len(ladder.posts) for ladder in ladders]
    return [rung.step.unguarded for rung in picked]
