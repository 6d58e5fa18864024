"""What the scores refuse: forbidden inputs (R16) and settings that contradict themselves."""

from __future__ import annotations

import math
from collections.abc import Iterator

from siaga.model.forbidden import forbidden_problem
from siaga.model.operation import Operation
from siaga.model.places import Tier
from siaga.model.problems import InputError, Problem, ProblemReport
from siaga.model.risk import RiskSettings, Score
from siaga.risk.texts import PARTS, risk_problem


def check_risk(operation: Operation) -> None:
    """Refuse what no score may be made of; every problem at once.

    Raises:
        InputError: an indicator speaks of a criminal record, religion, ethnicity or party (R16,
            domain.md 7); an id is used twice; a weight, cap or threshold is negative, not a
            number or contradicts another; a value lies outside [0, 1] or has no indicator.
    """
    settings = operation.risk
    problems = [
        *_indicator_problems(settings),
        *_number_problems(settings),
        *_threshold_problems(settings),
        *_value_problems(operation),
    ]
    if problems:
        raise InputError(ProblemReport(tuple(problems)))


def _indicator_problems(settings: RiskSettings) -> Iterator[Problem]:
    seen: set[str] = set()
    for definition in settings.indicators:
        problem = forbidden_problem((definition.id, definition.label_id, definition.label_en))
        if problem is not None:
            yield problem
        if definition.id in seen or definition.id in PARTS:
            yield risk_problem("settings.id", "settings.id.remedy", id=definition.id)
        seen.add(definition.id)
        if not _not_negative(definition.weight):
            yield risk_problem(
                "settings.weight",
                "settings.not_negative.remedy",
                id=definition.id,
                value=definition.weight,
            )


def _number_problems(settings: RiskSettings) -> Iterator[Problem]:
    for name, value in (
        ("administrative_cap", settings.administrative_cap),
        ("reach_minutes_weight", settings.reach_minutes_weight),
    ):
        if not _not_negative(value):
            yield risk_problem(
                "settings.number", "settings.not_negative.remedy", name=name, value=value
            )
    full = settings.reach_minutes_full
    if not (math.isfinite(full) and full > 0):
        yield risk_problem(
            "settings.number", "settings.positive.remedy", name="reach_minutes_full", value=full
        )


def _threshold_problems(settings: RiskSettings) -> Iterator[Problem]:
    for score, table in (
        (Score.THREAT, settings.thresholds.threat),
        (Score.REACH, settings.thresholds.reach),
    ):
        for tier, value in table.items():
            if tier is Tier.KHUSUS:
                yield risk_problem(
                    "settings.tier", "settings.tier.remedy", score=score.value, tier=tier.value
                )
            if not _not_negative(value):
                yield risk_problem(
                    "settings.number",
                    "settings.not_negative.remedy",
                    name=f"thresholds.{score.value}.{tier.value}",
                    value=value,
                )
        low, high = table.get(Tier.RAWAN), table.get(Tier.SANGAT_RAWAN)
        if low is not None and high is not None and high < low:
            yield risk_problem(
                "settings.thresholds",
                "settings.thresholds.remedy",
                score=score.value,
                low=low,
                high=high,
            )


def _value_problems(operation: Operation) -> Iterator[Problem]:
    known = {definition.id for definition in operation.risk.indicators}
    for value in operation.indicators:
        if value.indicator not in known:
            yield risk_problem("value.unknown", "value.unknown.remedy", id=value.indicator)
        if not 0.0 <= value.value <= 1.0:
            yield risk_problem(
                "value.range",
                "value.range.remedy",
                id=value.indicator,
                place=value.place,
                value=value.value,
            )


def _not_negative(value: float) -> bool:
    return math.isfinite(value) and value >= 0
