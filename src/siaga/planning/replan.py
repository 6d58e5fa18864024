"""A plan after something changed: the fewest people moved, then the least cost (DESIGN.md 4.7).

Posts first (:mod:`siaga.planning.replan_posts`), then people (:mod:`siaga.planning.replan_people`).
Vulnerability stays as it was scored: a replan answers an event, it does not weigh the region anew.
What it does not play again is left out of the new plan: the stress test, the bounds of the
assignment, and, once the force or the posts changed, what more officers would mend. Locks do not
hold against an event: those that the new plan no longer keeps are left out of it, and every move is
told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from siaga.geo.travel import TravelTimes
from siaga.model.changes import Changes
from siaga.model.operation import Operation
from siaga.model.plan import (
    Bound,
    Level,
    Opening,
    Placement,
    Plan,
    Post,
    Shortage,
    ShortageRow,
)
from siaga.model.risk import RiskReport
from siaga.model.run import Run
from siaga.planning.openings import duty_openings, post_openings, reserve_openings
from siaga.planning.plan_locks import standing_locks
from siaga.planning.replan_operation import apply_changes, change_travel
from siaga.planning.replan_people import RepairedPeople, repair_people
from siaga.planning.replan_placements import Move, list_moves, write_placements
from siaga.planning.replan_posts import RepairedPosts, repair_posts
from siaga.planning.replan_texts import move_lines
from siaga.planning.requirement import compute_requirement
from siaga.planning.reserves import with_officers
from siaga.planning.supervision import build_supervision, supervision_openings

__all__ = ["Move", "Replanned", "move_lines", "replan"]


@dataclass(frozen=True, slots=True)
class Replanned:
    """The operation and the plan after the changes, and the difference people can read."""

    operation: Operation
    plan: Plan
    moves: tuple[Move, ...] = ()
    """Everyone who serves elsewhere than before, in roster order."""
    dropped: tuple[Placement, ...] = ()
    """Where those who can not serve any more were to serve."""
    new_leaders: tuple[Placement, ...] = ()
    """Officers who stay and now lead."""
    changed: tuple[str, ...] = ()
    """Ids of posts that lost or gained stations, or have one elsewhere."""
    opened: tuple[str, ...] = ()
    """Ids of new posts."""
    closed: tuple[str, ...] = ()
    """Ids of posts that are no more."""


def replan(
    operation: Operation, plan: Plan, travel: TravelTimes, changes: Changes, *, run: Run
) -> Replanned:
    """``plan`` changed as little as ``changes`` demand.

    ``travel`` is that of ``operation``, before the changes. Nothing to change gives the same plan
    back. Officers or stations the operation does not know are looked at as if never named;
    :func:`siaga.intake.changes.read_changes` refuses them.
    """
    if changes == Changes():
        return Replanned(operation, plan)
    run.progress("replan", 0.0)
    changed = apply_changes(operation, changes)
    travel_now = change_travel(changed, travel, changes)
    repaired = repair_posts(changed, plan, travel_now, changes)
    openings = (
        *supervision_openings(changed, repaired.posts),
        *post_openings(changed, repaired.posts),
        *duty_openings(changed),
        *reserve_openings(changed, plan.reserves),
    )
    people = repair_people(changed, plan, openings, travel_now, run)
    placements = write_placements(changed, plan, people, repaired)
    moves = list_moves(changed, plan, people, placements, repaired)
    run.progress("replan", 1.0)
    return Replanned(
        operation=changed,
        plan=_new_plan(changed, plan, repaired, people, placements, len(moves)),
        moves=moves,
        dropped=_dropped(changed, plan),
        new_leaders=_new_leaders(plan, placements),
        changed=tuple(sorted(repaired.changed - repaired.opened)),
        opened=tuple(sorted(repaired.opened)),
        closed=_closed(plan.posts, repaired.posts),
    )


def _new_plan(
    changed: Operation,
    plan: Plan,
    repaired: RepairedPosts,
    people: RepairedPeople,
    placements: tuple[Placement, ...],
    moves: int,
) -> Plan:
    """Every part of the plan that follows from posts and placements, made to agree with them."""
    stations = {station.id for station in changed.stations}
    vulnerability = {s: v for s, v in plan.vulnerability.items() if s in stations}
    tiers = Counter(score.tier for score in vulnerability.values())
    kept = [b for b in plan.bounds if not b.step.startswith(("assignment.", "replan."))]
    if repaired.changed or repaired.posts != plan.posts:
        kept = [bound for bound in kept if not bound.step.startswith(("posts.", "shortage"))]
    moved = Bound(
        "replan.moves", float(moves), float(min(moves, people.fewest)), "officers",
        complete=people.complete,
    )  # fmt: skip
    changed_plan = replace(
        plan,
        complete=plan.complete and people.complete,
        vulnerability=vulnerability,
        requirement=compute_requirement(changed, RiskReport(vulnerability, tiers)),
        posts=repaired.posts,
        placements=placements,
        shortage=_shortage(plan, changed, repaired.posts),
        reserves=with_officers(plan.reserves, placements),
        supervision=build_supervision(changed, repaired.posts, placements),
        stress=None,
        bounds=(*kept, moved),
        unfilled=_unfilled(people.openings, people.at),
    )
    return replace(changed_plan, locks=standing_locks(changed_plan))


def _unfilled(openings: Sequence[Opening], at: Sequence[Sequence[object]]) -> dict[str, int]:
    """Place -> officers missing."""
    missing: Counter[str] = Counter()
    for opening, there in zip(openings, at, strict=True):
        missing[opening.place] += max(0, opening.size - len(there))
    return {place: short for place, short in missing.items() if short}


def _shortage(plan: Plan, changed: Operation, posts: Sequence[Post]) -> Shortage:
    """The shortage for the force and the posts there are now.

    What more officers would mend was worked out for another force: it is left out.
    """
    old = plan.shortage
    lost = len(plan.placements) - len(changed.available_officers)
    before = {post.id: post for post in plan.posts}
    now = {post.id: post for post in posts}
    patterns = changed.doctrine.patterns
    # A post below doctrine stands for more officers than its team; its share of the need stays.
    need = old.need
    need += sum(patterns[p.pattern].officers for i, p in now.items() if i not in before)
    need -= sum(p.team_size for i, p in before.items() if i not in now)
    if lost == 0 and posts == plan.posts:
        return old
    saved = {(row.district, row.tier, row.level): row.officers_saved for row in old.rows}
    below: dict[tuple[str, str, str], list[Post]] = {}
    for post in posts:
        if post.level is not Level.DOCTRINE:
            below.setdefault((post.district, post.tier, post.level), []).append(post)
    rows = tuple(
        ShortageRow(
            district=group[0].district,
            tier=group[0].tier,
            level=group[0].level,
            posts=len(group),
            stations=sum(len(post.stations) for post in group),
            officers_saved=saved.get((group[0].district, group[0].tier, group[0].level), 0),
        )
        for _, group in sorted(below.items())
    )
    return Shortage(max(0, need), old.available - lost, rows)


def _dropped(changed: Operation, plan: Plan) -> tuple[Placement, ...]:
    """Placements of officers who are not available any more."""
    available = {officer.id for officer in changed.available_officers}
    return tuple(p for p in plan.placements if p.officer not in available)


def _new_leaders(plan: Plan, placements: Sequence[Placement]) -> tuple[Placement, ...]:
    """Placements of officers who lead now where they only served before."""
    before: Mapping[str, Placement] = {p.officer: p for p in plan.placements}
    found = []
    for placement in placements:
        old = before.get(placement.officer)
        same = old is not None and (old.role, old.place) == (placement.role, placement.place)
        if same and placement.leader and not (old and old.leader):
            found.append(placement)
    return tuple(found)


def _closed(before: Sequence[Post], now: Sequence[Post]) -> tuple[str, ...]:
    there = {post.id for post in now}
    return tuple(post.id for post in before if post.id not in there)
