"""The doctrine of ``operation.toml``: patterns by named fields, tiers, assignment rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from siaga.intake.codes import area_code
from siaga.intake.collector import nearest
from siaga.intake.settings_schema import (
    ASSIGNMENT,
    DISTRICT_PATTERN,
    ORDERS,
    PATTERN,
    TIERS,
)
from siaga.intake.settings_values import SectionReader, Values
from siaga.model.doctrine import AssignmentRules, Doctrine, Pattern, Strictness
from siaga.model.places import Tier

_TRIPLE: Final = re.compile(r"^\s*(\d{1,3})\s*[-/:]\s*(\d{1,3})\s*[-/:]\s*(\d{1,3})\s*$")
_NAMED: Final = ("officers", "stations_per_group", "linmas_per_station")


def read_doctrine(
    reader: SectionReader, content: Mapping[str, Any]
) -> tuple[Doctrine, frozenset[str]]:
    """The doctrine, and the names of all patterns written, readable or not.

    Whether it is complete is told by the problems noted, not by the value.
    """
    problems, file = reader.problems, reader.file
    table = reader.table(content, "doctrine", "doctrine")
    if table is None:
        if "doctrine" not in content:
            problems.error("section.missing", file.at("doctrine"), section="doctrine")
        return Doctrine({}, {}), frozenset()
    _note_unknown_parts(reader, table)
    written = reader.table(table, "patterns", "doctrine.patterns")
    if not written:
        problems.error("section.missing", file.at("doctrine.patterns"),
                       section="doctrine.patterns.<name>")  # fmt: skip
        written = {}
    patterns: dict[str, Pattern] = {}
    for name, fields in written.items():
        pattern = _read_pattern(reader, name, fields)
        if pattern is not None:
            patterns[name] = pattern
    names = frozenset(written)
    tiers = _read_tiers(reader, table, names)
    districts = _read_districts(reader, table, names)
    rules = reader.read(
        ASSIGNMENT, reader.table(table, "assignment", "doctrine.assignment") or {},
        "doctrine.assignment",
    )  # fmt: skip
    fields_of_rules: dict[str, Any] = {
        name: Strictness(value) if name in _STRICT else value for name, value in rules.items()
    }
    return Doctrine(patterns, tiers, districts, AssignmentRules(**fields_of_rules)), names


_STRICT: Final = frozenset(
    key.name for key in ASSIGNMENT.keys if tuple(key.words) == tuple(Strictness)
)


def _note_unknown_parts(reader: SectionReader, table: Mapping[str, Any]) -> None:
    known = ("patterns", "tiers", "districts", "assignment")
    for name in table:
        if name not in known:
            meant = nearest(name, known)
            reader.problems.warn(
                "key.unknown_near" if meant else "key.unknown",
                reader.file.at(f"doctrine.{name}"),
                key=name, meant=meant, known=", ".join(known),
            )  # fmt: skip


def _read_pattern(reader: SectionReader, name: str, fields: object) -> Pattern | None:
    path = f"doctrine.patterns.{name}"
    at = reader.file.at(path)
    if isinstance(fields, str):
        reader.problems.error("pattern.bare", at, value=fields)
        return None
    if not isinstance(fields, Mapping):
        reader.problems.error("toml.not_table", at, path=path)
        return None
    values = reader.read(PATTERN, fields, path)
    if "pattern" in fields or "order" in fields:
        if not _spell_out(reader, fields, values, path):
            return None
    else:
        for key in _NAMED:
            if key not in fields:
                reader.problems.error(
                    "key.missing", reader.file.at(f"{path}.{key}"), key=key, section=path
                )
    if not values.keys() >= {*_NAMED, "max_minutes"}:
        return None
    _check_limits(reader, values, path)
    values.pop("pattern", None)
    values.pop("order", None)
    values["pair"] = Strictness(values.get("pair", "soft"))
    if "thin_stations_per_group" in values:
        values.setdefault("thin_max_minutes", values["max_minutes"])
    if "patrol_stations_per_group" in values:
        values.setdefault("patrol_max_minutes", values["max_minutes"])
        values.setdefault("patrol_officers", values["officers"])
    return Pattern(name=name, **values)


def _spell_out(reader: SectionReader, fields: Mapping[str, Any], values: Values, path: str) -> bool:
    """Turn ``pattern`` and ``order`` into named fields; the reader has seen both."""
    at = reader.file.at(f"{path}.pattern")
    both = [key for key in _NAMED if key in fields]
    if both:
        reader.problems.error("pattern.both", at, keys=", ".join(both))
        return False
    found = _TRIPLE.match(values.get("pattern", ""))
    if found is None:
        reader.problems.error("pattern.unreadable", at, value=fields.get("pattern", ""))
        return False
    if "order" not in fields:
        reader.problems.error("pattern.no_order", at, value=values["pattern"])
        return False
    if "order" not in values:
        return False  # noted as a wrong word
    officers, second, third = (int(number) for number in found.groups())
    stations, linmas = (second, third) if values["order"] == ORDERS[0] else (third, second)
    if officers < 1 or stations < 1:
        reader.problems.error("pattern.unreadable", at, value=values["pattern"])
        return False
    if linmas % stations:
        reader.problems.error("pattern.linmas", at, linmas=linmas, stations=stations)
        return False
    values |= {
        "officers": officers,
        "stations_per_group": stations,
        "linmas_per_station": linmas // stations,
    }
    return True


def _check_limits(reader: SectionReader, values: Values, path: str) -> None:
    """Falling below doctrine may only make groups larger, never smaller."""
    for key, rule in (
        ("thin_stations_per_group", "stations_per_group"),
        ("thin_max_minutes", "max_minutes"),
        ("patrol_stations_per_group", "stations_per_group"),
        ("patrol_max_minutes", "max_minutes"),
    ):
        if key in values and values[key] < values[rule]:
            reader.problems.error(
                "pattern.below", reader.file.at(f"{path}.{key}"),
                key=key, value=values[key], rule=rule, least=values[rule],
            )  # fmt: skip
    for key, needs in (
        ("thin_max_minutes", "thin_stations_per_group"),
        ("patrol_max_minutes", "patrol_stations_per_group"),
        ("patrol_officers", "patrol_stations_per_group"),
    ):
        if key in values and needs not in values:
            reader.problems.warn(
                "pattern.without", reader.file.at(f"{path}.{key}"), key=key, needs=needs
            )


def _check_name(reader: SectionReader, path: str, name: str, names: Iterable[str]) -> bool:
    known = sorted(names)
    if name in known:
        return True
    meant = nearest(name, known)
    reader.problems.error(
        "pattern.unknown_near" if meant else "pattern.unknown", reader.file.at(path),
        name=name, meant=meant, known=", ".join(known) or "-",
    )  # fmt: skip
    return False


def _read_tiers(
    reader: SectionReader, table: Mapping[str, Any], names: frozenset[str]
) -> dict[Tier, str]:
    written = reader.table(table, "tiers", "doctrine.tiers")
    if written is None:
        if "tiers" not in table:
            reader.problems.error(
                "section.missing", reader.file.at("doctrine.tiers"), section="doctrine.tiers"
            )
        return {}
    values = reader.read(TIERS, written, "doctrine.tiers")
    return {
        Tier(tier): name
        for tier, name in values.items()
        if _check_name(reader, f"doctrine.tiers.{tier}", name, names)
    }


def _read_districts(
    reader: SectionReader, table: Mapping[str, Any], names: frozenset[str]
) -> dict[tuple[str, Tier], str]:
    found: dict[tuple[str, Tier], str] = {}
    for index, entry in enumerate(reader.tables(table, "districts", "doctrine.districts")):
        path = f"doctrine.districts[{index}]"
        values = reader.read(DISTRICT_PATTERN, entry, path)
        if len(values) < 3 or not _check_name(reader, f"{path}.pattern", values["pattern"], names):
            continue
        code = read_district_code(reader, f"{path}.district", values["district"])
        if code is None:
            continue
        key = (code, Tier(values["tier"]))
        if key in found:
            reader.problems.error("district_pattern.twice", reader.file.at(path),
                                  district=code, tier=key[1].value)  # fmt: skip
            continue
        found[key] = values["pattern"]
    return found


def read_district_code(reader: SectionReader, path: str, text: str) -> str | None:
    """A district code with dots; None, with the problem noted, when ``text`` is none."""
    code = area_code(text)
    if code is None or code.count(".") != 2:
        reader.problems.error(
            "area_code.wrong", reader.file.at(path), value=text, example="16.07.01"
        )
        return None
    return code
