"""``plan.json``: the plan for machines, described by ``schema/plan.schema.json``.

Numbers are finite: what has no way (infinite minutes) is written as ``null``. Officers' phone
numbers are not written; supervisors' are, since the phone chain is part of the plan.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from operator import index
from pathlib import Path
from typing import Any, Final

from siaga.model.force import Officer
from siaga.model.operation import Operation
from siaga.model.places import Station
from siaga.model.plan import (
    Bound,
    Placement,
    Plan,
    Post,
    Reason,
    Requirement,
    ResponseTimes,
    Role,
    Shortage,
    StressTest,
)
from siaga.model.risk import ScoreInput, Vulnerability
from siaga.planning.edit_json import locks_to_json
from siaga.reports.plan_format import PlanFormatError
from siaga.reports.plan_reader import plan_from_document

__all__ = ["VERSION", "PlanFormatError", "plan_document", "plan_schema", "plan_text", "read_plan"]

VERSION: Final = 1
"""Version of the format: a number a reader must know; raised when a field changes its meaning."""

Json = dict[str, Any]


@cache
def _schema_text() -> str:
    return (Path(__file__).parent / "schema" / "plan.schema.json").read_text(encoding="utf-8")


def plan_schema() -> Json:
    """The JSON Schema (draft 2020-12) of ``plan.json``."""
    schema: Json = json.loads(_schema_text())
    return schema


def plan_text(operation: Operation, plan: Plan) -> str:
    """``plan.json`` as text: two spaces of indent at the top, one record per line."""
    document = plan_document(operation, plan)
    lines = []
    for key, value in document.items():
        if isinstance(value, list) and value:
            records = ",\n".join(f"    {_dump(record)}" for record in value)
            lines.append(f"  {json.dumps(key)}: [\n{records}\n  ]")
        else:
            lines.append(f"  {json.dumps(key)}: {_dump(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def plan_document(operation: Operation, plan: Plan) -> Json:
    """The plan as plain JSON values, in the order of ``plan.schema.json``."""
    post_of = plan.post_of_station()
    officers = {officer.id: officer for officer in operation.officers}
    stations = {station.id: station for station in operation.stations}
    team: dict[str, list[str]] = {}
    for placement in plan.placements:
        if placement.role is Role.POST:
            team.setdefault(placement.place, []).append(placement.officer)
    return {
        "format": "siaga.plan",
        "version": VERSION,
        "operation": plan.operation,
        "unit": operation.unit_name,
        "region": {"code": operation.region_code, "name": operation.region_name},
        "timezone": operation.timezone,
        "election": {
            "name": operation.election.name,
            "kind": operation.election.kind.value,
            "voting_day": operation.election.voting_day.isoformat(),
        },
        "seed": plan.seed,
        "complete": plan.complete,
        "requirement": _requirement(plan.requirement),
        "shortage": _shortage(plan.shortage),
        "bounds": [_bound(bound) for bound in plan.bounds],
        "stress": _stress(plan.stress),
        "reserves": {
            "response_minutes": _finite(plan.reserves.response_minutes),
            "covered_share": _finite(plan.reserves.covered_share),
            "expected_share": _finite(plan.reserves.expected_share),
            "teams": [
                {"id": t.id, "base": t.base, "size": int(t.size), "officers": list(t.officers)}
                for t in plan.reserves.teams
            ],
        },
        "supervision": {
            "command_phone": plan.supervision.command_phone,
            "supervisors": [
                {**asdict(s), "role": s.role.value, "posts": list(s.posts)}
                for s in plan.supervision.supervisors
            ],
        },
        "unfilled": {place: int(count) for place, count in plan.unfilled.items()},
        **({"locks": locks_to_json(plan.locks)} if plan.locks else {}),
        "assumptions": [asdict(assumption) for assumption in operation.assumptions],
        "synthetic_notes": list(operation.synthetic_notes),
        "posts": [_post(post, team.get(post.id, []), stations) for post in plan.posts],
        "officers": [_officer(p, officers.get(p.officer)) for p in plan.placements],
        "stations": [
            _station(station, plan.vulnerability[station.id], post_of.get(station.id))
            for station in operation.stations
        ],
    }


def _finite(value: float | None) -> float | None:
    """A plain float, or None where there is no finite number."""
    if value is None or not math.isfinite(value):
        return None
    return float(value)


def _reason(reason: Reason) -> Json:
    return {"code": reason.code, "values": {k: _scalar(v) for k, v in reason.values.items()}}


def _scalar(value: str | int | float) -> str | int | float | None:
    if isinstance(value, str):
        return value
    try:
        return index(value)  # type: ignore[arg-type]
    except TypeError:
        return _finite(value)


def _requirement(need: Requirement) -> Json:
    return {
        "need": need.need,
        "available": need.available,
        "short": need.short,
        "station_officers": need.station_officers,
        "duty_officers": need.duty_officers,
        "reserve_officers": need.reserve_officers,
        "supervision_officers": need.supervision_officers,
        "linmas": need.linmas,
        "linmas_by_law": need.linmas_by_law,
        "rows": [{**asdict(row), "tier": row.tier.value} for row in need.rows],
    }


def _shortage(shortage: Shortage) -> Json:
    return {
        "need": shortage.need,
        "available": shortage.available,
        "short": shortage.short,
        "rows": [
            {**asdict(row), "tier": row.tier.value, "level": row.level.value}
            for row in shortage.rows
        ],
        "relief": [
            {**asdict(relief), "by_district": dict(relief.by_district)}
            for relief in shortage.relief
        ],
        "remedies": [_reason(reason) for reason in shortage.remedies],
    }


def _bound(bound: Bound) -> Json:
    return {
        "step": bound.step,
        "value": _finite(bound.value),
        "bound": _finite(bound.bound),
        "gap": _finite(bound.gap),
        "unit": bound.unit,
        "maximise": bound.maximise,
        "complete": bound.complete,
    }


def _response(times: ResponseTimes) -> Json:
    return {
        "median": _finite(times.median),
        "median_ci": [_finite(value) for value in times.median_ci],
        "p90": _finite(times.p90),
        "p90_ci": [_finite(value) for value in times.p90_ci],
        "within_target": _finite(times.within_target),
        "within_target_ci": [_finite(value) for value in times.within_target_ci],
        "unanswered": _finite(times.unanswered),
    }


def _stress(stress: StressTest | None) -> Json | None:
    if stress is None:
        return None
    return {
        "days": int(stress.days),
        "incidents": int(stress.incidents),
        "target_minutes": _finite(stress.target_minutes),
        "plan": _response(stress.plan),
        "naive": _response(stress.naive),
    }


def _post(post: Post, officers: list[str], stations: Mapping[str, Station]) -> Json:
    return {
        "id": post.id,
        "district": post.district,
        "tier": post.tier.value,
        "pattern": post.pattern,
        "level": post.level.value,
        "stations": list(post.stations),
        "officers": officers,
        "team_size": int(post.team_size),
        "hub": post.hub,
        "max_minutes": _finite(post.max_minutes),
        "travel": _finite(post.travel),
        "access": post.access.value,
        "threat": _finite(post.threat),
        "voters": sum(stations[station].voters for station in post.stations),
        "reasons": [_reason(reason) for reason in post.reasons],
    }


def _officer(placement: Placement, officer: Officer | None) -> Json:
    return {
        "id": placement.officer,
        "name": officer.name if officer else "",
        "rank": officer.rank if officer else "",
        "unit": officer.unit if officer else "",
        "duty": placement.role.value,
        "place": placement.place,
        "post": placement.place if placement.role is Role.POST else None,
        "leader": placement.leader,
        "minutes": _finite(placement.minutes),
        "minutes_kind": placement.minutes_kind.value if placement.minutes_kind else None,
        "reasons": [_reason(reason) for reason in placement.reasons],
    }


def _station(station: Station, scores: Vulnerability, post: Post | None) -> Json:
    return {
        "id": station.id,
        "name": station.name,
        "village": station.village,
        "village_name": station.village_name,
        "district": station.district,
        "district_name": station.district_name,
        "voters": station.voters,
        "lat": _finite(station.lat),
        "lon": _finite(station.lon),
        "access": station.access.value,
        "position": station.position.value,
        "special": station.special,
        "tier": scores.tier.value,
        "tier_given": scores.tier_given,
        "threat": _finite(scores.threat),
        "reach": _finite(scores.reach),
        "post": post.id if post else None,
        "inputs": [_input(value) for value in scores.inputs],
        "flips": [
            {"indicator": f.indicator, "change": f.change, "tier": f.tier.value}
            for f in scores.flips
        ],
    }


def _input(value: ScoreInput) -> Json:
    return {
        "indicator": value.indicator,
        "score": value.score.value,
        "value": _finite(value.value),
        "weight": _finite(value.weight),
        "points": _finite(value.points),
        "source": value.source,
        "day": value.day.isoformat() if value.day else None,
        "synthetic": value.synthetic,
    }


def read_plan(path: Path) -> Plan:
    """The plan written in ``path``, equal to the one that was written.

    ``path`` is a ``plan.json`` or the output folder that holds one. Infinite minutes of a
    placement come back as ``None``.

    Raises:
        PlanFormatError: the file is missing, is not a plan, is of a version this program does not
            know, or is damaged; names the place in the file and the remedy.
    """
    file = path / "plan.json" if path.is_dir() else path
    try:
        document = json.loads(file.read_text(encoding="utf-8"), parse_constant=_no_number)
    except FileNotFoundError:
        raise PlanFormatError(file, "missing") from None
    except OSError:
        raise PlanFormatError(file, "unreadable") from None
    except (ValueError, RecursionError) as error:
        line = str(error.lineno) if isinstance(error, json.JSONDecodeError) else "?"
        raise PlanFormatError(file, "not_json", line=line) from None
    if not isinstance(document, dict) or document.get("format") != "siaga.plan":
        raise PlanFormatError(file, "not_a_plan")
    if document.get("version") != VERSION:
        found = document.get("version")
        raise PlanFormatError(file, "version", detail=str(found), known=str(VERSION))
    return plan_from_document(document, file)


def _no_number(word: str) -> float:
    """JSON has no NaN and no Infinity; Python's reader would let them through."""
    raise ValueError(word)
