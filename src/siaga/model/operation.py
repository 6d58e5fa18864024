"""The operation: everything a plan is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from siaga.model.doctrine import Doctrine
from siaga.model.force import Officer, Sex, Skill
from siaga.model.places import Access, Area, Base, Station
from siaga.model.risk import IndicatorValue, RiskSettings


class ElectionKind(StrEnum):
    """Kind of election: rules are keyed to it (domain.md 6)."""

    PILKADA = "pilkada"
    PEMILU = "pemilu"
    PILKADES = "pilkades"
    PSU = "psu"


@dataclass(frozen=True, slots=True)
class Election:
    """The election being guarded."""

    name: str
    kind: ElectionKind
    voting_day: date
    max_voters_per_station: int
    """Most registered voters a station may have: 600 in a Pilkada, 300 in a Pemilu."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase (tahapan) with its share of strength (domain.md 4.2 and 5)."""

    id: str
    name: str
    start: date
    end: date
    strength_share: float | None = None


@dataclass(frozen=True, slots=True)
class CandidatePair:
    """A pair on the ballot, by its ballot number; equal treatment is reported over these (R15)."""

    id: str
    """Ballot number as drawn: ``1``, ``2`` …"""
    name: str


@dataclass(frozen=True, slots=True)
class Duty:
    """A static duty that is not a polling station: the KPU, the warehouse, a PPK, an escort."""

    id: str
    name: str
    base: str
    officers: int
    min_rank: str = ""
    """Lowest rank of its senior officer; empty: any."""
    skills: frozenset[Skill] = frozenset()
    """Skills at least one officer of the duty must have, each."""
    women: int = 0
    """Women officers asked for."""
    pair: str = ""
    """Id of the candidate pair it serves: an escort, a campaign office; empty: none."""


@dataclass(frozen=True, slots=True)
class WomenRule:
    """Stations where women officers are asked for, on top of duties."""

    station: str
    women: int = 1


@dataclass(frozen=True, slots=True)
class Rayon:
    """Districts one area supervisor (Pamatwil) looks after."""

    id: str
    name: str
    districts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupervisionRules:
    """Who supervises: a Padal per district, a Pamatwil per rayon (domain.md 4.1)."""

    padal_min_rank: str = "Aiptu"
    pamatwil_min_rank: str = "AKP"
    padal_span: int = 40
    """Most posts under one Padal before a second is named."""
    rayons: tuple[Rayon, ...] = ()
    command_phone: str = ""
    """Number of the command post, the top of the phone chain."""


@dataclass(frozen=True, slots=True)
class Targets:
    """What the plan aims at besides doctrine."""

    reserve_share: float = 0.05
    """Share of the force held back as quick-reaction teams."""
    reserve_team_size: int = 4
    response_minutes: float = 30.0
    """A reserve team reaches an incident within this many minutes."""
    busy_probability: float = 0.3
    """Chance that a team is busy when called: MEXCLP's q (Daskin 1983)."""
    incidents_per_day: float = 12.0
    """Incidents expected on voting day over the whole operation, for the stress test."""
    handling_minutes: float = 60.0
    """Mean minutes a team is busy at an incident."""


@dataclass(frozen=True, slots=True)
class TravelMode:
    """Estimated travel by one access mode: straight line x ``detour`` / ``speed_kmh``."""

    access: Access
    speed_kmh: float
    detour: float
    transfer_minutes: float
    """Minutes lost at each boarding or landing."""


@dataclass(frozen=True, slots=True)
class MeasuredTime:
    """Minutes somebody really needed between two places (station or base ids)."""

    origin: str
    destination: str
    minutes: float
    symmetric: bool = True
    source: str = ""


@dataclass(frozen=True, slots=True)
class TravelSettings:
    """How travel times are come by; ``network_file`` is an ``.osm.pbf`` or GraphML path."""

    modes: Mapping[Access, TravelMode]
    network_files: tuple[str, ...] = ()
    measured: tuple[MeasuredTime, ...] = ()
    max_snap_km: float = 2.0
    """Farthest a place may lie from the network before its time is estimated instead."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something taken for true that no source says; printed with every plan."""

    id: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """All that a plan is made from, read and checked.

    Sequences keep the order of the input files.
    """

    id: str
    region_code: str
    region_name: str
    timezone: str
    election: Election
    doctrine: Doctrine
    risk: RiskSettings
    targets: Targets
    supervision: SupervisionRules
    travel: TravelSettings
    stations: tuple[Station, ...]
    officers: tuple[Officer, ...]
    bases: tuple[Base, ...]
    areas: tuple[Area, ...] = ()
    indicators: tuple[IndicatorValue, ...] = ()
    phases: tuple[Phase, ...] = ()
    duties: tuple[Duty, ...] = ()
    women: tuple[WomenRule, ...] = ()
    pairs: tuple[CandidatePair, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    unit_name: str = ""
    """The unit that issues the order, for print: "Polres Banyuasin"."""
    synthetic_notes: tuple[str, ...] = field(default=())
    """What in the data stands in for something not to be had; printed with every plan."""

    @property
    def available_officers(self) -> tuple[Officer, ...]:
        """Officers that can be planned, in roster order."""
        return tuple(officer for officer in self.officers if officer.available)

    @property
    def women_officers(self) -> tuple[Officer, ...]:
        """Available women officers, in roster order."""
        return tuple(officer for officer in self.available_officers if officer.sex is Sex.FEMALE)
