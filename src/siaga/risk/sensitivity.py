"""What would change a tier: each weight moved by ten per cent, one at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from siaga.model.places import Tier
from siaga.model.risk import RiskSettings, Score, ScoreInput, TierFlip
from siaga.risk.texts import TRAVEL

CHANGES: Final = (-0.1, 0.1)
"""The moves of a weight that are tried."""

_ORDER: Final = tuple(Tier)
_DECIMALS: Final = 6


def tier_flips(
    settings: RiskSettings, inputs: Mapping[str, Sequence[ScoreInput]]
) -> dict[str, tuple[TierFlip, ...]]:
    """``flips[station id]``: every single move of a weight that would change the tier.

    The caps are applied anew after each move. Indicators come in the order of the settings, the
    travel part last. ``inputs`` holds the addends of the stations whose tier comes from scores.

    Work is one pass over the stations per weight: 2,564 stations and 28 weights take a few
    hundredths of a second.
    """
    score_of = {d.id: d.score for d in settings.indicators if d.score is not None}
    score_of[TRAVEL] = Score.REACH
    names = list(score_of)
    administrative = {d.id for d in settings.indicators if d.administrative}
    points = _points(names, inputs)
    free, capped = {}, {}
    for score in Score:
        of_score = [score_of[name] is score for name in names]
        flagged = [name in administrative for name in names]
        free[score] = points[:, np.array(of_score) & ~np.array(flagged)].sum(axis=1)
        capped[score] = points[:, np.array(of_score) & np.array(flagged)].sum(axis=1)
    base = {score: _tiers(settings, score, free[score], capped[score]) for score in Score}
    now = np.maximum(base[Score.THREAT], base[Score.REACH])
    found: dict[str, list[TierFlip]] = {station: [] for station in inputs}
    stations = list(inputs)
    for column, name in enumerate(names):
        score = score_of[name]
        other = base[Score.REACH if score is Score.THREAT else Score.THREAT]
        for change in CHANGES:
            move = change * points[:, column]
            moved = (
                _tiers(settings, score, free[score], capped[score] + move)
                if name in administrative
                else _tiers(settings, score, free[score] + move, capped[score])
            )
            then = np.maximum(moved, other)
            for row in np.flatnonzero(then != now):
                found[stations[row]].append(TierFlip(name, change, _ORDER[then[row]]))
    return {station: tuple(flips) for station, flips in found.items() if flips}


def _points(
    names: Sequence[str], inputs: Mapping[str, Sequence[ScoreInput]]
) -> NDArray[np.float64]:
    """``points[station, weight]`` before any cap."""
    column = {name: index for index, name in enumerate(names)}
    points = np.zeros((len(inputs), len(names)), dtype=np.float64)
    for row, parts in enumerate(inputs.values()):
        for part in parts:
            if part.indicator in column:
                points[row, column[part.indicator]] = part.points
    return points


def _tiers(
    settings: RiskSettings,
    score: Score,
    free: NDArray[np.float64],
    administrative: NDArray[np.float64],
) -> NDArray[np.int64]:
    """``tier[station]`` as a position in :class:`Tier`, by the thresholds of one score."""
    total = free + np.minimum(administrative, settings.administrative_cap)
    total = np.minimum(total, 100.0).round(_DECIMALS)
    table = settings.thresholds.threat if score is Score.THREAT else settings.thresholds.reach
    tiers = np.zeros(len(total), dtype=np.int64)
    for tier, threshold in table.items():
        tiers = np.where(total >= threshold, np.maximum(tiers, _ORDER.index(tier)), tiers)
    return tiers
