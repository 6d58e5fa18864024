"""What a plan costs, in the few numbers that a change by hand moves."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.model.plan import Plan


@dataclass(frozen=True, slots=True)
class PlanCost:
    """Officers, travel and gaps of a whole plan."""

    need: int
    """Officers for every post at doctrine."""
    short: int
    """Officers missing to that."""
    teams: int
    """Officers that the posts as they stand ask for."""
    missing: int
    """Places without an officer: posts, duties, reserve, supervision."""
    travel: float
    """Risk-weighted minutes from each post's hub to its stations, all posts."""
    minutes: float
    """Minutes from the units to the places, all officers who travel."""


@dataclass(frozen=True, slots=True)
class EditCost:
    """The same before and after an edit."""

    before: PlanCost
    after: PlanCost

    @property
    def change(self) -> PlanCost:
        """After less before: what the edit costs, below 0 what it saves."""
        a, b = self.after, self.before
        return PlanCost(
            a.need - b.need,
            a.short - b.short,
            a.teams - b.teams,
            a.missing - b.missing,
            round(a.travel - b.travel, 4),
            round(a.minutes - b.minutes, 4),
        )


def cost_of(plan: Plan) -> PlanCost:
    """The cost of ``plan``."""
    return PlanCost(
        need=plan.shortage.need,
        short=plan.shortage.short,
        teams=sum(post.team_size for post in plan.posts),
        missing=sum(plan.unfilled.values()),
        travel=round(sum(post.travel for post in plan.posts), 4),
        minutes=round(sum(p.minutes for p in plan.placements if p.minutes is not None), 4),
    )
