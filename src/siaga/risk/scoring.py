"""Vulnerability of stations: two additive scores, their inputs, their tier and what flips it.

A score is the sum of ``weight x value`` over its indicators, on a scale of 0 to 100:

* the administrative indicators of a score together add at most ``administrative_cap`` points,
  because such flags are 50 times more frequent than violence (domain.md 3.2);
* reach also has a travel part: minutes from the nearest police base, in proportion to
  ``reach_minutes_full``, worth at most ``reach_minutes_weight`` points (domain.md 1.6);
* a sum beyond 100 is cut at 100.

Nothing is hidden in the arithmetic: what a cap takes off is an input of its own with negative
points, so that the inputs of a score always add up to it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np

from siaga.geo.travel import KIND_CODES, TravelTimes
from siaga.model.operation import Operation
from siaga.model.places import POLICE_BASES, Base, Station, Tier
from siaga.model.problems import InputError, ProblemReport
from siaga.model.risk import (
    IndicatorDefinition,
    RiskReport,
    RiskSettings,
    Score,
    ScoreInput,
    TierFlip,
    Vulnerability,
)
from siaga.risk.evidence import Evidence, evidence_at_stations
from siaga.risk.sensitivity import tier_flips
from siaga.risk.settings import check_risk
from siaga.risk.texts import ADMINISTRATIVE_CAP, FULL_SCORE, TRAVEL, risk_problem

FULL: Final = 100.0
DECIMALS: Final = 6
"""Scores are rounded here, so that a sum that should meet a threshold does."""


def score_stations(operation: Operation, travel: TravelTimes) -> RiskReport:
    """Threat and reach (0 to 100 each) and the tier of every station, in station order.

    A tier given with the station wins; a special station without one is ``khusus``; otherwise the
    higher of what the threat and the reach thresholds say.

    Raises:
        InputError: settings or values no score may be made of (R16; see
            :func:`siaga.risk.settings.check_risk`), or no police base to measure reach from.

    Source:
        domain.md 1.6, 3.1 and 3.2; R16.
    """
    check_risk(operation)
    settings = operation.risk
    evidence = evidence_at_stations(operation.stations, operation.indicators)
    journeys = travel_inputs(operation, travel, operation.stations)
    inputs = {
        station.id: _inputs(settings, evidence[station.id], journeys.get(station.id))
        for station in operation.stations
    }
    scored = [station for station in operation.stations if _given_tier(station) is None]
    flips = tier_flips(settings, {station.id: inputs[station.id] for station in scored})
    results = {
        station.id: _vulnerability(settings, station, inputs[station.id], flips.get(station.id, ()))
        for station in operation.stations
    }
    counts = dict.fromkeys(Tier, 0)
    for vulnerability in results.values():
        counts[vulnerability.tier] += 1
    return RiskReport(results, counts)


def tier_of(settings: RiskSettings, threat: float, reach: float) -> Tier:
    """The tier two scores reach by the thresholds; the higher of the two rules wins."""
    order = tuple(Tier)
    reached = [Tier.KURANG_RAWAN]
    for score, table in ((threat, settings.thresholds.threat), (reach, settings.thresholds.reach)):
        reached += [tier for tier, threshold in table.items() if score >= threshold]
    return max(reached, key=order.index)


def _given_tier(station: Station) -> Tier | None:
    if station.tier is not None:
        return station.tier
    return Tier.KHUSUS if station.special else None


def _vulnerability(
    settings: RiskSettings,
    station: Station,
    inputs: tuple[ScoreInput, ...],
    flips: tuple[TierFlip, ...],
) -> Vulnerability:
    threat = _total(part.points for part in inputs if part.score is Score.THREAT)
    reach = _total(part.points for part in inputs if part.score is Score.REACH)
    given = _given_tier(station)
    return Vulnerability(
        station=station.id,
        threat=threat,
        reach=reach,
        tier=given or tier_of(settings, threat, reach),
        tier_given=given is not None,
        inputs=inputs,
        flips=flips,
    )


def _total(points: Iterable[float]) -> float:
    """The exact sum, rounded: the same in whatever order the indicators are listed."""
    return round(math.fsum(points), DECIMALS) + 0.0


def _inputs(
    settings: RiskSettings, evidence: Mapping[str, Evidence], journey: ScoreInput | None
) -> tuple[ScoreInput, ...]:
    """Every addend of both scores, caps included, in the order of the settings."""
    parts: list[ScoreInput] = []
    for score in Score:
        listed = [
            _indicator_input(definition, score, evidence[definition.id])
            for definition in settings.indicators
            if definition.score is score and definition.id in evidence
        ]
        administrative = {d.id for d in settings.indicators if d.administrative}
        flagged = math.fsum(p.points for p in listed if p.indicator in administrative)
        if flagged > settings.administrative_cap:
            listed.append(
                _cap_input(ADMINISTRATIVE_CAP, score, flagged, settings.administrative_cap)
            )
        if score is Score.REACH and journey is not None:
            listed.append(journey)
        total = math.fsum(part.points for part in listed)
        if total > FULL:
            listed.append(_cap_input(FULL_SCORE, score, total, FULL))
        parts += listed
    return tuple(parts)


def _indicator_input(
    definition: IndicatorDefinition, score: Score, evidence: Evidence
) -> ScoreInput:
    seen = evidence.value
    return ScoreInput(
        indicator=definition.id,
        score=score,
        value=seen.value,
        weight=definition.weight,
        points=definition.weight * seen.value,
        source=seen.source,
        day=seen.day,
        synthetic=seen.synthetic,
        place=seen.place,
        passed_over=evidence.passed_over,
    )


def _cap_input(name: str, score: Score, total: float, cap: float) -> ScoreInput:
    return ScoreInput(name, score, value=1.0, weight=cap, points=cap - total, source="Siaga")


def travel_inputs(
    operation: Operation, travel: TravelTimes, stations: Sequence[Station]
) -> dict[str, ScoreInput]:
    """The travel part of reach per station id; empty when it has no weight.

    A station no police base can reach gets the full weight.

    Raises:
        InputError: there is no police base to measure from.
    """
    settings = operation.risk
    if settings.reach_minutes_weight == 0 or not stations:
        return {}
    bases: list[Base] = [base for base in operation.bases if base.kind in POLICE_BASES]
    if not bases:
        raise InputError(ProblemReport((risk_problem("bases.none", "bases.none.remedy"),)))
    block = travel.block(bases, stations)
    nearest = np.argmin(block.minutes, axis=0)
    result: dict[str, ScoreInput] = {}
    for column, station in enumerate(stations):
        row = int(nearest[column])
        minutes = float(block.minutes[row, column])
        value = min(1.0, minutes / settings.reach_minutes_full)
        result[station.id] = ScoreInput(
            indicator=TRAVEL,
            score=Score.REACH,
            value=value,
            weight=settings.reach_minutes_weight,
            points=settings.reach_minutes_weight * value,
            source=KIND_CODES[int(block.kind[row, column])].value,
            place=bases[row].id,
            minutes=minutes,
        )
    return result
