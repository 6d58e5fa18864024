"""The plan joined with its operation: what every report looks up."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from siaga.model.force import Officer
from siaga.model.operation import Duty, Operation, Rayon
from siaga.model.places import AreaLevel, Base, BaseKind, Station
from siaga.model.plan import Placement, Plan, Post, ReserveTeam, Role, Supervisor


@dataclass(frozen=True)
class District:
    """A kecamatan with stations."""

    code: str
    name: str
    stations: tuple[Station, ...]
    posts: tuple[Post, ...]
    polsek: Base | None
    """Its own Polsek, else the nearest one; None when the operation has none."""
    polsek_own: bool
    """Whether that Polsek stands in this district."""


@dataclass(frozen=True)
class Deployment:
    """A plan with its operation, indexed by id."""

    operation: Operation
    plan: Plan
    stations: dict[str, Station] = field(init=False)
    officers: dict[str, Officer] = field(init=False)
    bases: dict[str, Base] = field(init=False)
    duties: dict[str, Duty] = field(init=False)
    posts: dict[str, Post] = field(init=False)
    teams: dict[str, ReserveTeam] = field(init=False)
    rayons: dict[str, Rayon] = field(init=False)
    post_of: dict[str, Post] = field(init=False)
    """Station id -> its post."""

    def __post_init__(self) -> None:
        operation, plan = self.operation, self.plan
        indexes: dict[str, object] = {
            "stations": {station.id: station for station in operation.stations},
            "officers": {officer.id: officer for officer in operation.officers},
            "bases": {base.id: base for base in operation.bases},
            "duties": {duty.id: duty for duty in operation.duties},
            "posts": {post.id: post for post in plan.posts},
            "teams": {team.id: team for team in plan.reserves.teams},
            "rayons": {rayon.id: rayon for rayon in operation.supervision.rayons},
            "post_of": plan.post_of_station(),
        }
        for name, index in indexes.items():
            object.__setattr__(self, name, index)

    @cached_property
    def crews(self) -> dict[str, tuple[Placement, ...]]:
        """Place id -> who serves there, leader first. Padal and Pamatwil are not among them."""
        found: dict[str, list[Placement]] = defaultdict(list)
        for placement in self.plan.placements:
            if placement.role in (Role.POST, Role.DUTY, Role.RESERVE):
                found[placement.place].append(placement)
        return {place: tuple(sorted(crew, key=lambda p: not p.leader)) for place, crew in
                found.items()}  # fmt: skip

    @cached_property
    def district_names(self) -> dict[str, str]:
        """District code -> name, from the stations, then the areas."""
        names = {
            area.code: area.name
            for area in self.operation.areas
            if area.level is AreaLevel.DISTRICT
        }
        names.update({s.district: s.district_name for s in self.operation.stations})
        return names

    @cached_property
    def districts(self) -> tuple[District, ...]:
        """Districts with stations, by code."""
        stations: dict[str, list[Station]] = defaultdict(list)
        for station in self.operation.stations:
            stations[station.district].append(station)
        posts: dict[str, list[Post]] = defaultdict(list)
        for post in self.plan.posts:
            posts[post.district].append(post)
        return tuple(
            District(
                code, self.district_names[code], tuple(stations[code]), tuple(posts[code]),
                *self._polsek(code, stations[code]),
            )
            for code in sorted(stations)
        )  # fmt: skip

    def _polsek(self, district: str, stations: list[Station]) -> tuple[Base | None, bool]:
        found = [base for base in self.operation.bases if base.kind is BaseKind.POLSEK]
        own = [base for base in found if base.district == district]
        if own:
            return own[0], True
        if not found:
            return None, False
        lat = sum(station.lat for station in stations) / len(stations)
        lon = sum(station.lon for station in stations) / len(stations)
        return min(found, key=lambda base: _km(base.lat, base.lon, lat, lon)), False

    @cached_property
    def padal_of_post(self) -> dict[str, Supervisor]:
        """Post id -> its Padal."""
        return {
            post: supervisor
            for supervisor in self.plan.supervision.supervisors
            if supervisor.role is Role.PADAL
            for post in supervisor.posts
        }

    @cached_property
    def padals(self) -> dict[str, tuple[Supervisor, ...]]:
        """District code -> its Padals."""
        found: dict[str, list[Supervisor]] = defaultdict(list)
        for supervisor in self.plan.supervision.supervisors:
            if supervisor.role is Role.PADAL:
                found[supervisor.place].append(supervisor)
        return {district: tuple(crew) for district, crew in found.items()}

    @cached_property
    def supervisors(self) -> dict[str, Supervisor]:
        """Officer id -> what this supervisor looks after."""
        return {s.officer: s for s in self.plan.supervision.supervisors}

    def commander(self, placement: Placement) -> Supervisor | None:
        """Whom this officer reports to: the Padal of the post or of the district of the place.

        A Padal reports to the Pamatwil; None stands for the command post.
        """
        if placement.role in (Role.PADAL, Role.PAMATWIL):
            mine = self.supervisors.get(placement.officer)
            return self.supervisors.get(mine.reports_to) if mine else None
        if placement.role is Role.POST:
            return self.padal_of_post.get(placement.place)
        base = self.base_of(placement)
        padals = self.padals.get(base.district, ()) if base else ()
        return padals[0] if padals and placement.role is not Role.SPARE else None

    def base_of(self, placement: Placement) -> Base | None:
        """The base a duty or a reserve serves at; None for the rest."""
        if placement.role is Role.DUTY and placement.place in self.duties:
            return self.bases.get(self.duties[placement.place].base)
        if placement.role is Role.RESERVE:
            team = self.teams.get(placement.place)
            return self.bases.get(team.base if team else placement.place)
        return None

    def district_of(self, placement: Placement) -> str:
        """District code where the officer serves; empty when none."""
        if placement.role is Role.POST and placement.place in self.posts:
            return self.posts[placement.place].district
        if placement.role is Role.PADAL:
            return placement.place
        base = self.base_of(placement)
        return base.district if base else ""

    def place_name(self, placement: Placement) -> str:
        """The place as a person would call it: a post id, a duty, a base, a district, a rayon."""
        place = placement.place
        if placement.role is Role.DUTY and place in self.duties:
            return self.duties[place].name
        if placement.role is Role.RESERVE:
            base = self.base_of(placement)
            return f"{place} · {base.name}" if base and place in self.teams else place
        if placement.role is Role.PADAL:
            return self.district_names.get(place, place)
        if placement.role is Role.PAMATWIL and place in self.rayons:
            return self.rayons[place].name
        if placement.role is Role.SPARE and place in self.bases:
            return self.bases[place].name
        return place

    def partners(self, placement: Placement) -> tuple[Officer, ...]:
        """The others of the same team."""
        return tuple(
            self.officers[mate.officer]
            for mate in self.crews.get(placement.place, ())
            if mate.officer != placement.officer and mate.officer in self.officers
        )

    def unit_name(self, officer: Officer) -> str:
        """Name of the unit the officer belongs to."""
        unit = self.bases.get(officer.unit)
        return unit.name if unit else officer.unit

    def voters(self, post: Post) -> int:
        """Registered voters of a post's stations."""
        return sum(self.stations[station].voters for station in post.stations)

    def station_list(self, post: Post) -> list[tuple[str, list[Station]]]:
        """A post's stations by village, in station order: ``[(village name, stations)]``."""
        villages: dict[str, list[Station]] = defaultdict(list)
        for station in sorted(post.stations):
            villages[self.stations[station].village].append(self.stations[station])
        return [(members[0].village_name, members) for members in villages.values()]


def short_station(station: Station) -> str:
    """``TPS 003`` as ``003``; any other name as it is."""
    name = station.name
    return name[3:].strip() if name.upper().startswith("TPS") and name[3:].strip() else name


def _km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    dx = (lon1 - lon2) * math.cos(math.radians((lat1 + lat2) / 2))
    return math.hypot(dx, lat1 - lat2) * 111.2
