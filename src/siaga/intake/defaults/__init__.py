"""Packaged defaults of the optional sections, read from the TOML files beside this one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from siaga.model.operation import TravelMode
from siaga.model.places import Access, Tier
from siaga.model.risk import IndicatorDefinition, RiskSettings, Score, TierThresholds


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__name__).joinpath(name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def default_travel_modes() -> Mapping[Access, TravelMode]:
    """Speed, detour and transfer of each access mode: Siaga's own assumptions."""
    modes = _load("travel.toml")["modes"]
    return {Access(name): TravelMode(access=Access(name), **mode) for name, mode in modes.items()}


@lru_cache(maxsize=1)
def default_risk() -> RiskSettings:
    """Bawaslu's 8 variables (domain.md 3.1) with Siaga's own weights and thresholds."""
    risk = _load("risk.toml")
    owner = risk["weight_owner"]
    indicators = []
    for entry in risk["indicators"]:
        score = entry.pop("score", None)
        indicators.append(
            IndicatorDefinition(
                score=None if score is None else Score(score), weight_owner=owner, **entry
            )
        )
    thresholds = {
        score: {Tier(tier): float(value) for tier, value in risk["thresholds"][score].items()}
        for score in Score
    }
    return RiskSettings(
        indicators=tuple(indicators),
        thresholds=TierThresholds(thresholds[Score.THREAT], thresholds[Score.REACH]),
        administrative_cap=float(risk["administrative_cap"]),
        reach_minutes_full=float(risk["reach_minutes_full"]),
        reach_minutes_weight=float(risk["reach_minutes_weight"]),
    )
