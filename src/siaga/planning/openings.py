"""Places to fill: posts, static duties and reserve teams, as assignment takes them in.

Supervisors' places are in :mod:`siaga.planning.supervision`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from siaga.model.operation import Operation
from siaga.model.places import Access
from siaga.model.plan import Level, Opening, Post, Reserves, Role
from siaga.planning.requirement import duty_sizes


def post_openings(operation: Operation, posts: Sequence[Post]) -> tuple[Opening, ...]:
    """One opening per post that has a team, in the order of ``posts``.

    Officers travel to the post's hub. Women officers are asked for as often as the stations of
    the post ask for them; an unguarded post opens nothing.
    """
    stations = {station.id: station for station in operation.stations}
    women: Counter[str] = Counter()
    for rule in operation.women:
        women[rule.station] += rule.women
    return tuple(
        Opening(
            role=Role.POST,
            place=post.id,
            at=post.hub,
            size=post.team_size,
            district=post.district,
            villages=frozenset(stations[station].village for station in post.stations),
            women=sum(women[station] for station in post.stations),
            by_water=post.access is not Access.ROAD,
            threat=post.threat,
            wants_pair=True,
        )
        for post in posts
        if post.level is not Level.UNGUARDED and post.team_size > 0
    )


def duty_openings(operation: Operation) -> tuple[Opening, ...]:
    """One opening per static duty, in the order of the input.

    A duty to which more officers are already bound than it asks for keeps them all.
    """
    sizes = duty_sizes(operation)
    bases = {base.id: base for base in operation.bases}
    return tuple(
        Opening(
            role=Role.DUTY,
            place=duty.id,
            at=duty.base,
            size=sizes[duty.id],
            district=bases[duty.base].district if duty.base in bases else "",
            min_rank=duty.min_rank,
            skills=frozenset(skill.value for skill in duty.skills),
            women=duty.women,
        )
        for duty in operation.duties
        if sizes[duty.id] > 0
    )


def reserve_openings(operation: Operation, reserves: Reserves) -> tuple[Opening, ...]:
    """One opening per quick-reaction team; its ``place`` is the team's id."""
    bases = {base.id: base for base in operation.bases}
    return tuple(
        Opening(
            role=Role.RESERVE,
            place=team.id,
            at=team.base,
            size=team.size,
            district=bases[team.base].district,
        )
        for team in reserves.teams
        if team.size > 0
    )
