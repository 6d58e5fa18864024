"""A plan after an edit: every part that follows from posts and placements, made to agree."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from siaga.model.plan import Bound, Placement, Plan
from siaga.planning.edit_people import Seats, write_people
from siaga.planning.edit_posts import PostChange
from siaga.planning.explain_view import PlanView
from siaga.planning.reserves import with_officers
from siaga.planning.supervision import build_supervision


def rewrite_plan(view: PlanView, seats: Seats, change: PostChange | None) -> Plan:
    """The plan of ``seats``; ``change`` None: the posts stayed.

    Left out is what would have to be played or proven again: the stress test, the bounds of the
    assignment and, once posts changed, those of their travel.
    """
    plan = view.plan
    posts = change.posts if change else plan.posts
    shortage = change.shortage if change else plan.shortage
    placements = write_people(seats)
    return replace(
        plan,
        posts=posts,
        placements=placements,
        shortage=shortage,
        reserves=with_officers(plan.reserves, placements),
        supervision=build_supervision(view.operation, posts, placements),
        stress=None,
        bounds=_bounds(plan, shortage.need, change is not None),
        unfilled=_unfilled(seats, placements),
    )


def _bounds(plan: Plan, need: int, posts_changed: bool) -> tuple[Bound, ...]:
    """Bounds that still hold: no partition needs fewer officers than was proven."""
    kept: list[Bound] = []
    for bound in plan.bounds:
        if bound.step.startswith(("assignment.", "replan.")):
            continue
        if posts_changed and bound.step.startswith("posts."):
            if bound.step != "posts.officers" or need < bound.bound:
                continue
            kept.append(replace(bound, value=float(need)))
        else:
            kept.append(bound)
    return tuple(kept)


def _unfilled(seats: Seats, placements: tuple[Placement, ...]) -> dict[str, int]:
    """Place id -> officers missing."""
    there = Counter((p.role, p.place) for p in placements)
    missing: Counter[str] = Counter()
    for opening in seats.openings:
        missing[opening.place] += max(0, opening.size - there[opening.role, opening.place])
    return {place: short for place, short in missing.items() if short}
