"""Teams that can answer an incident: each post's own team, and the quick-reaction teams."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from siaga.geo.travel import Place, TravelTimes
from siaga.model.operation import Operation
from siaga.model.plan import Level, Post, ReserveTeam


@dataclass(frozen=True, slots=True)
class Teams:
    """Teams of one plan. Post teams come first, then reserve teams.

    A post team answers only at the stations of its own post; a reserve team answers anywhere.
    """

    own: NDArray[np.int64]
    """``own[station]``: the station's post team, -1 where nobody guards it."""
    own_minutes: NDArray[np.float64]
    """``own_minutes[station]``: minutes from the post's hub; inf where nobody guards it."""
    posts: int
    reserve_minutes: NDArray[np.float64]
    """``reserve_minutes[team, station]``."""

    @property
    def count(self) -> int:
        """Teams in all."""
        return self.posts + int(self.reserve_minutes.shape[0])


def teams_of(
    operation: Operation,
    posts: Sequence[Post],
    reserve: Sequence[ReserveTeam],
    unfilled: Mapping[str, int],
    travel: TravelTimes,
) -> Teams:
    """The teams that ``posts`` and ``reserve`` put into the field; unmanned ones are left out."""
    position = {station.id: index for index, station in enumerate(operation.stations)}
    own = np.full(len(operation.stations), -1, dtype=np.int64)
    own_minutes = np.full(len(operation.stations), np.inf)
    manned = [
        post
        for post in posts
        if post.level is not Level.UNGUARDED and unfilled.get(post.id, 0) < post.team_size
    ]
    for team, post in enumerate(manned):
        hub = operation.stations[position[post.hub]]
        members = [position[station] for station in post.stations]
        places: list[Place] = [operation.stations[member] for member in members]
        own[members] = team
        own_minutes[members] = travel.block([hub], places).minutes[0]
    bases = {base.id: base for base in operation.bases}
    origins = [bases[team.base] for team in reserve if unfilled.get(team.id, 0) < team.size]
    minutes = (
        travel.block(origins, operation.stations).minutes.astype(np.float64)
        if origins
        else np.empty((0, len(operation.stations)))
    )
    return Teams(own, own_minutes, len(manned), minutes)
