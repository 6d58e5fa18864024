"""Locks: decisions people made that planning keeps and works around (R4: humans decide)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siaga.model.plan import Level, Role


@dataclass(frozen=True, slots=True)
class LockedPost:
    """Stations that stay one post.

    A post is known by its hub: post numbers are given anew whenever posts are planned.
    """

    stations: tuple[str, ...]
    hub: str
    """The station the team is based at, one of ``stations``."""
    pattern: str
    """Name of the pattern it is guarded by."""
    level: Level
    """As the post stands: a patrol stays a patrol, an unguarded post stays unguarded. Whether any
    other post keeps doctrine or is thinned follows from its stations."""


@dataclass(frozen=True, slots=True)
class LockedOfficer:
    """An officer who stays at a place.

    ``place`` says where in words that outlive planning: the hub of a locked post (role post), a
    duty id, the base of a reserve team, a district (Padal), a rayon id (Pamatwil), or the own unit
    (spare).
    """

    officer: str
    role: Role
    place: str
    team: int = 0
    """Role reserve only: which of the teams at that base, from 0."""


@dataclass(frozen=True, slots=True)
class Locks:
    """All locks of a plan; empty: everything is free.

    An officer can only be locked to a post that is locked too: a post that may be dissolved could
    not keep anybody.
    """

    posts: tuple[LockedPost, ...] = ()
    officers: tuple[LockedOfficer, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.posts or self.officers)

    @property
    def stations(self) -> frozenset[str]:
        """Ids of the stations of all locked posts."""
        return frozenset(station for post in self.posts for station in post.stations)

    def post_at(self, hub: str) -> LockedPost | None:
        """The locked post based at ``hub``."""
        return next((post for post in self.posts if post.hub == hub), None)

    def of_officer(self, officer: str) -> LockedOfficer | None:
        """The lock of ``officer``."""
        return next((lock for lock in self.officers if lock.officer == officer), None)
