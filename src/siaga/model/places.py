"""Places: areas, polling stations, bases."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

Ring = tuple[tuple[float, float], ...]
"""A closed ring of (lon, lat), WGS84."""

MultiPolygon = tuple[tuple[Ring, ...], ...]
"""Polygons, each an outer ring followed by its holes."""


class AreaLevel(StrEnum):
    """Administrative level, by the Kemendagri code ``province.regency.district.village``."""

    PROVINCE = "province"
    REGENCY = "regency"
    DISTRICT = "district"
    VILLAGE = "village"


class Access(StrEnum):
    """How a place is reached on voting day."""

    ROAD = "road"
    RIVER = "river"
    SEA = "sea"


class PositionQuality(StrEnum):
    """What a coordinate is worth."""

    SURVEYED = "surveyed"
    """Measured at the place."""
    APPROXIMATE = "approximate"
    """Placed inside the right village; good for planning, not for navigation."""


class Tier(StrEnum):
    """Vulnerability tier of a station (domain.md 1.6), from least to most."""

    KURANG_RAWAN = "kurang_rawan"
    RAWAN = "rawan"
    SANGAT_RAWAN = "sangat_rawan"
    KHUSUS = "khusus"


TIER_ORDER: tuple[Tier, ...] = tuple(Tier)


class BaseKind(StrEnum):
    """What a base is."""

    POLRES = "polres"
    POLSEK = "polsek"
    POLAIRUD = "polairud"
    JETTY = "jetty"
    KPU = "kpu"
    BAWASLU = "bawaslu"
    PPK = "ppk"
    WAREHOUSE = "warehouse"
    POSKO = "posko"


POLICE_BASES: Final = frozenset({BaseKind.POLRES, BaseKind.POLSEK, BaseKind.POLAIRUD})
"""Bases whose distance makes a station hard to reach."""


@dataclass(frozen=True, slots=True)
class Area:
    """An administrative area; ``polygon`` is empty when its outline is not known."""

    code: str
    name: str
    level: AreaLevel
    parent: str
    polygon: MultiPolygon = ()


@dataclass(frozen=True, slots=True)
class Station:
    """A polling station (TPS).

    ``village`` and ``district`` are Kemendagri codes with dots. ``tier`` and ``pattern`` are set
    only when the input gives them; otherwise the tier comes from the scores and the pattern from
    the tier.
    """

    id: str
    name: str
    village: str
    village_name: str
    district: str
    district_name: str
    voters: int
    lat: float
    lon: float
    access: Access = Access.ROAD
    position: PositionQuality = PositionQuality.APPROXIMATE
    special: bool = False
    """A special station (lapas, rutan, panti sosial …)."""
    tier: Tier | None = None
    pattern: str | None = None
    note: str = ""

    @property
    def stands_alone(self) -> bool:
        """Whether it is guarded by a team of its own, whatever its pattern's group size."""
        return self.special or self.tier is Tier.KHUSUS


@dataclass(frozen=True, slots=True)
class Base:
    """A place officers come from or stand guard at: a Polsek, a jetty, the warehouse …"""

    id: str
    name: str
    kind: BaseKind
    lat: float
    lon: float
    district: str = ""
    access: Access = Access.ROAD
    position: PositionQuality = PositionQuality.APPROXIMATE
    reserve_teams: int = 0
    """Most quick-reaction teams that can wait here; 0: none."""
    phone: str = ""
    note: str = ""
