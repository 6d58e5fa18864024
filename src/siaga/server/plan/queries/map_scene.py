"""What a reader sees on the map: which data version, which plan, with or without placements."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from siaga.server.core.access import Access, may
from siaga.server.core.models import Operation
from siaga.server.plan.models import DataVersion, PlanVersion
from siaga.server.plan.models.plans import PlanState
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.queries.data import current_version
from siaga.server.plan.queries.plans import chosen_plan, visible_plans


@dataclass(frozen=True, slots=True)
class Scene:
    """The data and the plan drawn; either may be missing at the beginning."""

    operation: Operation
    version: DataVersion | None
    plan: PlanVersion | None
    placements: bool
    """Whether lines of assignment and teams in reserve may be shown."""
    scores: bool
    """Whether threat and reach of stations may be shown (R16)."""
    editable: bool
    """Whether this reader may change this plan by hand."""

    @property
    def key(self) -> str:
        """Changes whenever what is drawn changes; names nothing of its content."""
        plan = f"{self.plan.id.hex}.{self.plan.revision}" if self.plan else "none"
        version = self.version.id.hex if self.version else "none"
        return f"{version}-{plan}-{int(self.placements)}"


def drawn_plans(access: Access) -> QuerySet[PlanVersion]:
    """The plans this reader may see and that may still be carried out, newest first."""
    return (
        visible_plans(access)
        .exclude(state=PlanState.WITHDRAWN)
        .select_related("data")
        .defer("document", "final", "data__problems", "data__difference")
    )


def scene_of(access: Access, operation: Operation, number: int | None = None) -> Scene:
    """The plan ``number``; without one the issued plan, else the newest the reader may see.

    Raises:
        Http404: no plan of that number that this reader may see.
    """
    plan = chosen_plan(drawn_plans(access), number)
    return Scene(
        operation=operation,
        version=plan.data if plan else current_version(operation),
        plan=plan,
        placements=may(access.actor, operation, PlanPermission.PLACEMENT_VIEW),
        scores=may(access.actor, operation, PlanPermission.SCORE_VIEW),
        editable=plan is not None
        and plan.state == PlanState.DRAFT
        and may(access.actor, operation, PlanPermission.DRAFT_EDIT),
    )
