"""``operation.toml`` as a whole: everything of an operation that is not a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from siaga.intake.codes import area_code
from siaga.intake.collector import Problems
from siaga.intake.defaults import default_travel_modes
from siaga.intake.settings_doctrine import read_district_code, read_doctrine
from siaga.intake.settings_risk import read_risk
from siaga.intake.settings_schema import (
    ASSUMPTION,
    DUTY,
    ELECTION,
    PAIR,
    PHASE,
    RAYON,
    REGION,
    ROOT,
    SECTIONS,
    SUPERVISION,
    TARGETS,
    TIMEZONES,
    TRAVEL,
    TRAVEL_MODE,
    WOMEN,
    Section,
)
from siaga.intake.settings_values import SectionReader, Values
from siaga.intake.toml_file import TomlFile
from siaga.model.doctrine import Doctrine
from siaga.model.force import Skill
from siaga.model.operation import (
    Assumption,
    CandidatePair,
    Duty,
    Election,
    ElectionKind,
    Phase,
    Rayon,
    SupervisionRules,
    Targets,
    TravelMode,
    WomenRule,
)
from siaga.model.places import Access
from siaga.model.risk import RiskSettings

LEGAL_MOST_VOTERS: Final = {ElectionKind.PILKADA: 600, ElectionKind.PEMILU: 300}
"""Most voters of a station by kind of election (domain.md 2.1)."""

_TOP: Final = tuple(
    dict.fromkeys(section.path.split(".")[0] for section in SECTIONS if section.path)
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``operation.toml`` says. Where it was wrong a part is None or short, and noted."""

    file: TomlFile
    id: str
    unit_name: str
    synthetic_notes: tuple[str, ...]
    region_code: str
    """With dots; empty when it could not be read."""
    region_name: str
    timezone: str
    election: Election | None
    max_voters: int | None
    doctrine: Doctrine
    pattern_names: tuple[str, ...]
    """Every pattern written, readable or not."""
    risk: RiskSettings
    targets: Targets
    supervision: SupervisionRules
    modes: Mapping[Access, TravelMode]
    max_snap_km: float
    phases: tuple[Phase, ...]
    duties: tuple[Duty, ...]
    women: tuple[WomenRule, ...]
    pairs: tuple[CandidatePair, ...]
    assumptions: tuple[Assumption, ...]
    duty_ids: frozenset[str]
    """Every duty written, readable or not."""


def read_settings(file: TomlFile, problems: Problems) -> Settings:
    """The settings in ``file``; every problem is noted, none stops the reading."""
    reader = SectionReader(file, problems)
    content: Mapping[str, Any] = file.content
    root = reader.read(ROOT, content, "", inner=_TOP)
    region = _single(reader, REGION, content)
    election_values = _single(reader, ELECTION, content)
    election, most = _election(reader, election_values, content)
    doctrine, pattern_names = read_doctrine(reader, content)
    duty_entries = reader.tables(content, "duties", "duties")
    return Settings(
        file=file,
        id=root.get("id", ""),
        unit_name=root.get("unit_name", ""),
        synthetic_notes=root.get("synthetic_notes", ()),
        region_code=_region_code(reader, region),
        region_name=region.get("name", ""),
        timezone=TIMEZONES[region.get("timezone", "WIB")],
        election=election,
        max_voters=most,
        doctrine=doctrine,
        pattern_names=tuple(sorted(pattern_names)),
        risk=read_risk(reader, content),
        targets=Targets(**_single(reader, TARGETS, content)),
        supervision=_supervision(reader, content),
        modes=_modes(reader, content),
        max_snap_km=_single(reader, TRAVEL, content, inner=("modes",)).get("max_snap_km", 2.0),
        phases=_phases(reader, content),
        duties=tuple(
            Duty(**{**values, "skills": frozenset(Skill(s) for s in values["skills"])})
            for values in _complete(reader, DUTY, "duties", duty_entries)
        ),
        women=tuple(
            WomenRule(**values)
            for values in _complete(
                reader, WOMEN, "women", reader.tables(content, "women", "women"), key="station"
            )
        ),
        pairs=tuple(
            CandidatePair(**values)
            for values in _complete(reader, PAIR, "pairs", reader.tables(content, "pairs", "pairs"))
        ),
        assumptions=tuple(
            Assumption(**values)
            for values in _complete(
                reader, ASSUMPTION, "assumptions",
                reader.tables(content, "assumptions", "assumptions"),
            )
        ),
        duty_ids=frozenset(
            entry["id"].strip() for entry in duty_entries if isinstance(entry.get("id"), str)
        ),
    )  # fmt: skip


def _single(
    reader: SectionReader,
    section: Section,
    content: Mapping[str, Any],
    inner: tuple[str, ...] = (),
) -> Values:
    """The values of a section that stands once; noted when it is required and missing."""
    table = reader.table(content, section.path, section.path)
    if table is None:
        if section.required and section.path not in content:
            reader.problems.error(
                "section.missing", reader.file.at(section.path), section=section.path
            )
            return {}
        table = {}
    return reader.read(section, table, section.path, inner)


def _complete(
    reader: SectionReader,
    section: Section,
    path: str,
    entries: Iterable[Mapping[str, Any]],
    key: str = "id",
) -> list[Values]:
    """The values of every entry of a repeated section that has all it must have, keys unique."""
    required = {each.name for each in section.keys if each.required}
    optional = {each.name for each in section.keys if each.default is not None}
    made: list[Values] = []
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        here = f"{path}[{index}]"
        values = reader.read(section, entry, here)
        name = values.get(key)
        if name is not None and name in seen:
            reader.problems.error("entry.twice", reader.file.at(f"{here}.{key}"), key=key, id=name)
            continue
        if name is not None:
            seen.add(name)
        if values.keys() >= required | optional:
            made.append(values)
    return made


def _region_code(reader: SectionReader, region: Values) -> str:
    text = region.get("code", "")
    code = area_code(text) if text else ""
    if code is None:
        reader.problems.error(
            "area_code.wrong", reader.file.at("region.code"), value=text, example="16.07"
        )
        return ""
    return code


def _election(
    reader: SectionReader, values: Values, content: Mapping[str, Any]
) -> tuple[Election | None, int | None]:
    kind = ElectionKind(values["kind"]) if "kind" in values else None
    written = values.get("max_voters_per_station")
    legal = LEGAL_MOST_VOTERS.get(kind) if kind is not None else None
    at = reader.file.at("election.max_voters_per_station")
    section = content.get("election")
    stated = isinstance(section, Mapping) and "max_voters_per_station" in section
    if kind is not None and legal is None and not stated:
        reader.problems.error("election.no_most", at, kind=kind.value)
    if legal is not None and written is not None and written > legal:
        reader.problems.warn("election.above_legal", at, value=written, legal=legal, kind=kind)
    most = written if written is not None else legal
    if kind is None or most is None or not values.keys() >= {"name", "voting_day"}:
        return None, most
    return Election(values["name"], kind, values["voting_day"], most), most


def _phases(reader: SectionReader, content: Mapping[str, Any]) -> tuple[Phase, ...]:
    made: list[Phase] = []
    entries = reader.tables(content, "phases", "phases")
    for values in _complete(reader, PHASE, "phases", entries):
        phase = Phase(**values)
        if phase.end < phase.start:
            index = next(i for i, e in enumerate(entries) if e.get("id", "").strip() == phase.id)
            reader.problems.error(
                "phase.order", reader.file.at(f"phases[{index}].end"),
                start=phase.start, end=phase.end,
            )  # fmt: skip
            continue
        made.append(phase)
    return tuple(made)


def _supervision(reader: SectionReader, content: Mapping[str, Any]) -> SupervisionRules:
    values = _single(reader, SUPERVISION, content, inner=("rayons",))
    table = reader.table(content, "supervision", "supervision") or {}
    entries = reader.tables(table, "rayons", "supervision.rayons")
    rayons: list[Rayon] = []
    owner: dict[str, str] = {}
    for values_of_rayon in _complete(reader, RAYON, "supervision.rayons", entries):
        name = values_of_rayon["id"]
        index = next(i for i, e in enumerate(entries) if str(e.get("id", "")).strip() == name)
        path = f"supervision.rayons[{index}].districts"
        codes = [read_district_code(reader, path, text) for text in values_of_rayon["districts"]]
        for code in codes:
            if code is not None and owner.setdefault(code, name) != name:
                reader.problems.error(
                    "rayon.overlap", reader.file.at(path),
                    district=code, first=owner[code], second=name,
                )  # fmt: skip
        if not codes:
            reader.problems.error("rayon.empty", reader.file.at(path), id=name)
        rayons.append(
            Rayon(name, values_of_rayon["name"], tuple(dict.fromkeys(c for c in codes if c)))
        )
    return SupervisionRules(rayons=tuple(rayons), **values)


def _modes(reader: SectionReader, content: Mapping[str, Any]) -> Mapping[Access, TravelMode]:
    modes = dict(default_travel_modes())
    travel = content.get("travel")
    table = travel if isinstance(travel, Mapping) else {}
    written = reader.table(table, "modes", "travel.modes") or {}
    for name in written:
        path = f"travel.modes.{name}"
        if name not in tuple(Access):
            reader.problems.error("mode.unknown", reader.file.at(path), name=name)
            continue
        entry = reader.table(written, name, path)
        if entry is None:
            continue
        values = reader.read(TRAVEL_MODE, entry, path)
        base = modes[Access(name)]
        modes[Access(name)] = TravelMode(
            access=base.access,
            speed_kmh=values.get("speed_kmh", base.speed_kmh),
            detour=values.get("detour", base.detour),
            transfer_minutes=values.get("transfer_minutes", base.transfer_minutes),
        )
    return modes
