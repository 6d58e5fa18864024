"""Locks against the operation they are used with, and where they put locked officers.

A lock that the data contradict is never dropped in silence: it is named with its remedy, and
planning waits for a decision.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from siaga.model.locks import LockedOfficer, LockedPost, Locks
from siaga.model.operation import Operation
from siaga.model.plan import Opening, Post, Reserves, Role
from siaga.model.problems import InputError, Problem, ProblemReport
from siaga.planning.held_posts import team_size_of
from siaga.planning.lock_texts import problem
from siaga.planning.requirement import duty_size, reserve_teams

Held = dict[str, tuple[Role, str]]
"""Officer id -> role and place of an opening."""


def check_locks(operation: Operation, locks: Locks) -> tuple[Problem, ...]:
    """Every contradiction between ``locks`` and ``operation``, posts first; empty when none.

    How many Padal a district has follows from its posts; :func:`check_room` looks at that later.
    """
    return (*_check_posts(operation, locks), *_check_officers(operation, locks))


def require_locks(operation: Operation, locks: Locks) -> None:
    """Raise InputError with every problem of :func:`check_locks`."""
    found = check_locks(operation, locks)
    if found:
        raise InputError(ProblemReport(found))


def check_room(openings: Sequence[Opening], held: Held) -> None:
    """Raise InputError when an opening has no room for everyone that locks hold there."""
    size = {(opening.role, opening.place): opening.size for opening in openings}
    full = tuple(
        _full(place, count, size.get((role, place), 0))
        for (role, place), count in Counter(held.values()).items()
        if role is not Role.SPARE and count > size.get((role, place), 0)
    )
    if full:
        raise InputError(ProblemReport(full))


def held_teams(locks: Locks) -> dict[str, int]:
    """Base -> reserve teams that must wait there for locked officers."""
    teams: dict[str, int] = {}
    for lock in locks.officers:
        if lock.role is Role.RESERVE:
            teams[lock.place] = max(teams.get(lock.place, 0), lock.team + 1)
    return teams


def held_officers(locks: Locks, posts: Sequence[Post], reserves: Reserves) -> Held:
    """Where locked officers serve among the posts and reserve teams that planning made."""
    post_at = {post.hub: post.id for post in posts}
    teams: dict[str, list[str]] = {}
    for team in reserves.teams:
        teams.setdefault(team.base, []).append(team.id)
    held: Held = {}
    for lock in locks.officers:
        place = lock.place
        if lock.role is Role.POST:
            place = post_at[lock.place]
        elif lock.role is Role.RESERVE:
            place = teams[lock.place][lock.team]
        held[lock.officer] = (lock.role, place)
    return held


def _check_posts(operation: Operation, locks: Locks) -> Iterator[Problem]:
    stations = {station.id: station for station in operation.stations}
    for lock in locks.posts:
        if not lock.stations:
            yield problem("locks.post_empty", post=lock.hub)
            continue
        gone = [station for station in lock.stations if station not in stations]
        if gone:
            yield problem("locks.station_gone", post=lock.hub, stations=", ".join(gone))
        districts = {stations[s].district_name for s in lock.stations if s in stations}
        if len({stations[s].district for s in lock.stations if s in stations}) > 1:
            named = ", ".join(sorted(districts))
            yield problem("locks.two_districts", post=lock.hub, districts=named)
        if lock.hub not in lock.stations:
            yield problem("locks.hub", post=lock.hub)
        if lock.pattern not in operation.doctrine.patterns:
            yield problem("locks.pattern_gone", post=lock.hub, pattern=lock.pattern)
    counts = Counter(station for lock in locks.posts for station in lock.stations)
    twice = [station for station, count in counts.items() if count > 1]
    if twice:
        yield problem("locks.stations_twice", stations=", ".join(twice))


def _check_officers(operation: Operation, locks: Locks) -> Iterator[Problem]:
    officers = {officer.id: officer for officer in operation.officers}
    for lock in dict.fromkeys(locks.officers):
        officer = officers.get(lock.officer)
        if officer is None:
            yield problem("locks.officer_gone", officer=lock.officer)
            continue
        values = {"name": officer.name, "officer": officer.id, "place": lock.place}
        if not officer.available:
            yield problem("locks.officer_away", **values)
        if officer.duty and (lock.role, lock.place) != (Role.DUTY, officer.duty):
            yield problem("locks.bound_elsewhere", **values, duty=officer.duty)
        if lock.role is Role.POST:
            if locks.post_at(lock.place) is None:
                yield problem("locks.post_not_locked", **values)
        elif not _exists(operation, lock):
            yield problem("locks.place_gone", **values)
    counts = Counter(lock.officer for lock in locks.officers)
    for twice in (officer for officer, count in counts.items() if count > 1):
        places = [lock.place for lock in locks.officers if lock.officer == twice]
        name = officers[twice].name if twice in officers else twice
        yield problem("locks.officer_twice", name=name, officer=twice, places=", ".join(places))
    yield from _check_sizes(operation, locks)


def _exists(operation: Operation, lock: LockedOfficer) -> bool:
    """Whether the place of an officer's lock is still there; posts are looked at elsewhere."""
    if lock.role is Role.DUTY:
        return any(duty.id == lock.place for duty in operation.duties)
    if lock.role is Role.RESERVE:
        return any(
            base.id == lock.place and base.reserve_teams > lock.team >= 0
            for base in operation.bases
        )
    if lock.role is Role.PADAL:
        return any(station.district == lock.place for station in operation.stations)
    if lock.role is Role.PAMATWIL:
        return any(rayon.id == lock.place for rayon in operation.supervision.rayons)
    return any(base.id == lock.place for base in operation.bases)


def _check_sizes(operation: Operation, locks: Locks) -> Iterator[Problem]:
    """Places where more officers are locked than there is room for."""
    locked = Counter((lock.role, lock.place, lock.team) for lock in locks.officers)
    held = {lock.officer for lock in locks.officers}
    duties = {duty.id: duty for duty in operation.duties}
    for (role, place, _), count in locked.items():
        size, there = None, count
        if role is Role.POST:
            post = locks.post_at(place)
            size = _post_size(operation, post) if post else None
        elif role is Role.DUTY and place in duties:
            size = duty_size(operation, duties[place])
            there += sum(
                officer.duty == place and officer.id not in held
                for officer in operation.available_officers
            )
        elif role is Role.RESERVE:
            size = operation.targets.reserve_team_size
        elif role is Role.PAMATWIL:
            size = 1
        if size is not None and there > size:
            yield _full(place, there, size)
    wanted = sum(held_teams(locks).values())
    size = reserve_teams(operation.targets, len(operation.available_officers))
    if wanted > size:
        yield problem("locks.reserve_full", teams=wanted, size=size)


def _post_size(operation: Operation, post: LockedPost) -> int | None:
    pattern = operation.doctrine.patterns.get(post.pattern)
    return team_size_of(pattern, post.level) if pattern else None


def _full(place: str, locked: int, size: int) -> Problem:
    return problem("locks.place_full", place=place, locked=locked, size=size, over=locked - size)
