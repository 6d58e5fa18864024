"""An operation as the files people would have sent: the way back from value to folder."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from siaga.intake.schemas import BASES, INDICATORS, OFFICERS, STATIONS
from siaga.model.operation import Operation
from siaga.model.places import AreaLevel


def operation_files(operation: Operation, region: str = "16.07") -> dict[str, bytes]:
    """Files of a folder that reads as ``operation``, its codes moved into ``region``.

    Networks and measured times are left out.
    """
    files = {
        "operation.toml": _settings(operation).encode(),
        "stations.csv": _table(
            [c.name for c in STATIONS.columns],
            [
                {**asdict(s), "special": _yes(s.special), "tier": s.tier or ""}
                for s in operation.stations
            ],
        ),
        "officers.csv": _table(
            [c.name for c in OFFICERS.columns],
            [
                {**asdict(o), "skills": "|".join(sorted(o.skills)), "available": _yes(o.available)}
                for o in operation.officers
            ],
        ),
        "bases.csv": _table([c.name for c in BASES.columns], [asdict(b) for b in operation.bases]),
        "indicators.csv": _table(
            [c.name for c in INDICATORS.columns],
            [{**asdict(v), "synthetic": _yes(v.synthetic)} for v in operation.indicators],
        ),
        "areas.geojson": _areas(operation).encode(),
    }
    made_up, there = operation.region_code.encode(), region.encode()
    digits = re.compile(rb"\b" + made_up.replace(b".", b"") + rb"(?=\d{9}\b)")
    return {
        name: digits.sub(there.replace(b".", b""), data.replace(made_up, there))
        for name, data in files.items()
    }


def _yes(flag: bool) -> str:
    return "ya" if flag else "tidak"


def _table(names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, names, extrasaction="ignore", delimiter=";")
    writer.writeheader()
    writer.writerows({name: row.get(name, "") for name in names} for row in rows)
    return text.getvalue().encode()


def _areas(operation: Operation) -> str:
    names = {a.code: a.name for a in operation.areas if a.level is AreaLevel.DISTRICT}
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": {
                        "kode": area.code,
                        "nama": area.name,
                        "kecamatan": names.get(area.parent, ""),
                    },
                    "geometry": {"type": "MultiPolygon", "coordinates": area.polygon},
                }
                for area in operation.areas
                if area.polygon
            ],
        }
    )


def _settings(operation: Operation) -> str:
    doctrine, election = operation.doctrine, operation.election
    parts = [
        _pairs(
            {
                "format": 1,
                "id": operation.id,
                "unit_name": operation.unit_name,
                "synthetic_notes": list(operation.synthetic_notes),
            }
        ),
        _section("region", {"code": operation.region_code, "name": operation.region_name,
                            "timezone": operation.timezone}),
        _section("election", {"name": election.name, "kind": election.kind,
                              "voting_day": election.voting_day,
                              "max_voters_per_station": election.max_voters_per_station}),
        *(_section("[phases]", asdict(phase)) for phase in operation.phases),
        *(
            _section(f"doctrine.patterns.{name}", _without(asdict(pattern), "name"))
            for name, pattern in doctrine.patterns.items()
        ),
        _section("doctrine.tiers", {t.value: name for t, name in doctrine.tier_patterns.items()}),
        _section("doctrine.assignment", asdict(doctrine.assignment)),
        *(_section("[pairs]", asdict(pair)) for pair in operation.pairs),
        *(
            _section("[duties]", {**asdict(duty), "skills": sorted(duty.skills)})
            for duty in operation.duties
        ),
        _section("targets", asdict(operation.targets)),
        _section("supervision", _without(asdict(operation.supervision), "rayons")),
        *(_section("[supervision.rayons]", asdict(r)) for r in operation.supervision.rayons),
        *(
            _section(f"travel.modes.{mode.value}", _without(asdict(row), "access", "mode"))
            for mode, row in operation.travel.modes.items()
        ),
        *(
            _section(f"risk.thresholds.{score}", {tier.value: at for tier, at in limits.items()})
            for score, limits in asdict(operation.risk.thresholds).items()
        ),
        *(_section("[risk.indicators]", asdict(d)) for d in operation.risk.indicators),
        *(_section("[assumptions]", asdict(a)) for a in operation.assumptions),
    ]  # fmt: skip
    return "\n".join(parts)


def _without(fields: dict[str, Any], *names: str) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if key not in names}


def _section(path: str, fields: Mapping[str, Any]) -> str:
    return f"[{path}]\n{_pairs(fields)}"


def _pairs(fields: Mapping[str, Any]) -> str:
    lines = (f"{k} = {_value(v)}\n" for k, v in fields.items() if v is not None and v != "")
    return "".join(lines)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(v) for v in value) + "]"
    if isinstance(value, str):
        return json.dumps(str(value), ensure_ascii=False)
    return repr(value)
