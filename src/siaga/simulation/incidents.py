"""Incidents of a voting day: how many, when, where and how long they bind a team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from siaga.model.operation import Operation
from siaga.model.plan import Plan

DAY_PROFILE: Final[tuple[tuple[float, float, float], ...]] = (
    (5.0, 7.0, 0.6),
    (7.0, 13.0, 1.0),
    (13.0, 18.0, 1.4),
    (18.0, 22.0, 0.6),
)
"""(from hour, to hour, relative intensity), local time.

Polls are open 07:00 to 13:00 and the count follows at the station. The intensities are ours: no
Indonesian source counts incidents by the hour. They say that the count is the tensest part of the
day and that the day starts before the polls open (*serangan fajar*, domain.md 4.3).
"""

THREAT_FLOOR: Final = 5.0
"""Points added to every threat score, so that no station is taken to be free of danger."""


@dataclass(frozen=True, slots=True)
class Incidents:
    """Incidents of many days, sorted by day and time."""

    first: NDArray[np.int64]
    """``first[day]`` … ``first[day + 1]``: the incidents of a day; length days + 1."""
    minute: NDArray[np.float64]
    """``minute[incident]`` after the profile's start."""
    station: NDArray[np.int64]
    """``station[incident]``: position in ``operation.stations``."""
    handling: NDArray[np.float64]
    """``handling[incident]``: minutes a team is bound at the place."""


def station_weights(operation: Operation, plan: Plan) -> NDArray[np.float64]:
    """``weight[station]``: chance that an incident happens there, by threat; sums to 1."""
    threat = np.array([plan.vulnerability[station.id].threat for station in operation.stations])
    weight = threat + THREAT_FLOOR
    total: float = weight.sum()
    return weight / total


def draw_incidents(operation: Operation, plan: Plan, days: int, seed: int) -> Incidents:
    """Draw ``days`` independent voting days.

    The number of incidents is Poisson with mean ``targets.incidents_per_day``; their time follows
    :data:`DAY_PROFILE`, their place the threat scores; handling is exponential with mean
    ``targets.handling_minutes``, the usual choice where only a mean is known.
    """
    rng = np.random.default_rng(seed)
    counts = rng.poisson(operation.targets.incidents_per_day, days)
    first = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    total = int(first[-1])
    mass = np.array([(end - start) * level for start, end, level in DAY_PROFILE])
    part = rng.choice(len(DAY_PROFILE), total, p=mass / mass.sum())
    start = np.array([row[0] for row in DAY_PROFILE])[part]
    end = np.array([row[1] for row in DAY_PROFILE])[part]
    minute = (start + rng.random(total) * (end - start) - DAY_PROFILE[0][0]) * 60.0
    order = np.lexsort((minute, np.repeat(np.arange(days), counts)))
    stations = rng.choice(len(operation.stations), total, p=station_weights(operation, plan))
    handling = rng.exponential(operation.targets.handling_minutes, total)
    return Incidents(first, minute[order], stations.astype(np.int64), handling)
