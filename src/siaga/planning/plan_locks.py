"""Locks of what a plan already says, so that it survives planning anew."""

from __future__ import annotations

from siaga.model.locks import LockedOfficer, LockedPost, Locks
from siaga.model.operation import Operation
from siaga.model.plan import Placement, Plan, Post, Role


def lock_of_post(post: Post) -> LockedPost:
    """The lock that keeps ``post`` as it is."""
    return LockedPost(post.stations, post.hub, post.pattern, post.level)


def lock_of_officer(plan: Plan, placement: Placement) -> LockedOfficer:
    """The lock that keeps the officer of ``placement`` at its place.

    Of an officer at a post the post has to be locked too.
    """
    role, place = placement.role, placement.place
    if role is Role.POST:
        hub = next(post.hub for post in plan.posts if post.id == place)
        return LockedOfficer(placement.officer, role, hub)
    if role is Role.RESERVE:
        base = next(team.base for team in plan.reserves.teams if team.id == place)
        there = [team.id for team in plan.reserves.teams if team.base == base]
        return LockedOfficer(placement.officer, role, base, there.index(place))
    return LockedOfficer(placement.officer, role, place)


def lock_everything(operation: Operation, plan: Plan) -> Locks:
    """Locks that keep every post and every available officer of ``plan``."""
    available = {officer.id for officer in operation.available_officers}
    return Locks(
        tuple(lock_of_post(post) for post in plan.posts),
        tuple(
            lock_of_officer(plan, placement)
            for placement in plan.placements
            if placement.officer in available
        ),
    )


def standing_locks(plan: Plan) -> Locks:
    """The locks of ``plan`` that it still keeps: an event may have broken one."""
    held = {lock_of_post(post) for post in plan.posts}
    posts = tuple(lock for lock in plan.locks.posts if lock in held)
    hubs = {lock.hub for lock in posts}
    seated = {lock_of_officer(plan, placement) for placement in plan.placements}
    officers = tuple(
        lock
        for lock in plan.locks.officers
        if lock in seated and (lock.role is not Role.POST or lock.place in hubs)
    )
    return Locks(posts, officers)
