"""The vulnerability settings of ``operation.toml``, on top of the packaged defaults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from siaga.intake.defaults import default_risk
from siaga.intake.forbidden import is_vote_count
from siaga.intake.settings_schema import INDICATOR, RISK, THRESHOLDS
from siaga.intake.settings_values import SectionReader
from siaga.model.forbidden import forbidden_problem
from siaga.model.places import Tier
from siaga.model.risk import IndicatorDefinition, RiskSettings, Score, TierThresholds

_NAMES: Final = ("id", "label_id", "label_en")


def read_risk(reader: SectionReader, content: Mapping[str, Any]) -> RiskSettings:
    """The settings; what is missing or wrong is taken from the packaged defaults.

    A wrong value is noted as an error, so that a default never stands in for it unseen.
    """
    default = default_risk()
    table = reader.table(content, "risk", "risk") or {}
    values = reader.read(RISK, table, "risk", inner=("thresholds", "indicators"))
    definitions = default.indicators
    if "indicators" in table:
        definitions = _read_indicators(reader, table)
    return RiskSettings(
        indicators=definitions,
        thresholds=_read_thresholds(reader, table, default.thresholds),
        administrative_cap=values.get("administrative_cap", default.administrative_cap),
        reach_minutes_full=values.get("reach_minutes_full", default.reach_minutes_full),
        reach_minutes_weight=values.get("reach_minutes_weight", default.reach_minutes_weight),
    )


def _read_thresholds(
    reader: SectionReader, table: Mapping[str, Any], default: TierThresholds
) -> TierThresholds:
    written = reader.table(table, "thresholds", "risk.thresholds") or {}
    for name in written:
        if name not in tuple(Score):
            reader.problems.warn(
                "key.unknown", reader.file.at(f"risk.thresholds.{name}"),
                key=name, known=", ".join(Score), meant="",
            )  # fmt: skip
    found: dict[Score, Mapping[Tier, float]] = {
        Score.THREAT: default.threat,
        Score.REACH: default.reach,
    }
    for score in Score:
        path = f"risk.thresholds.{score}"
        entry = reader.table(written, score.value, path)
        if entry is None:
            continue
        values = reader.read(THRESHOLDS, entry, path)
        if len(values) < 2:
            continue
        if values["rawan"] >= values["sangat_rawan"]:
            reader.problems.error(
                "thresholds.order", reader.file.at(f"{path}.sangat_rawan"),
                lower=values["rawan"], upper=values["sangat_rawan"],
            )  # fmt: skip
            continue
        found[score] = {Tier(tier): value for tier, value in values.items()}
    return TierThresholds(threat=found[Score.THREAT], reach=found[Score.REACH])


def _read_indicators(
    reader: SectionReader, table: Mapping[str, Any]
) -> tuple[IndicatorDefinition, ...]:
    made: list[IndicatorDefinition] = []
    seen: set[str] = set()
    for index, entry in enumerate(reader.tables(table, "indicators", "risk.indicators")):
        path = f"risk.indicators[{index}]"
        values = reader.read(INDICATOR, entry, path)
        if _is_forbidden(reader, entry, path):
            continue
        required = {key.name for key in INDICATOR.keys if key.required}
        if not values.keys() >= required:
            continue
        if values["id"] in seen:
            reader.problems.error("indicator.twice", reader.file.at(f"{path}.id"), id=values["id"])
            continue
        seen.add(values["id"])
        score = values.pop("score", None)
        made.append(IndicatorDefinition(score=None if score is None else Score(score), **values))
    return tuple(made)


def _is_forbidden(reader: SectionReader, entry: Mapping[str, Any], path: str) -> bool:
    """Whether the definition names a trait of voters (R16) or vote counts (R1); noted."""
    names = [text for key in _NAMES if isinstance(text := entry.get(key), str)]
    at = reader.file.at(f"{path}.id")
    counted = next((name for name in names if is_vote_count(name)), None)
    if counted is not None:
        reader.problems.error("indicator.vote_count", at, value=counted)
        return True
    problem = forbidden_problem(names, file=at.file, row=at.row, column=at.column)
    if problem is None:
        return False
    reader.problems.add(problem)
    return True
