"""What a reader sees on the map: which data version, which plan, with or without placements."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from siaga.server.core.access import Access, Actor, may
from siaga.server.core.models import Operation
from siaga.server.plan.models import DataVersion, PlanVersion
from siaga.server.plan.models.data import DataState
from siaga.server.plan.models.plans import PlanState
from siaga.server.plan.policy import PlanPermission

_PUBLIC = (PlanState.ISSUED, PlanState.SUPERSEDED)
_ALL = tuple(state for state in PlanState if state is not PlanState.WITHDRAWN)


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


def visible_plans(actor: Actor, operation: Operation) -> QuerySet[PlanVersion]:
    """The plans ``actor`` may see in ``operation``, newest first, without their documents."""
    if may(actor, operation, PlanPermission.DRAFT_VIEW):
        states: tuple[PlanState, ...] = _ALL
    elif may(actor, operation, PlanPermission.ISSUED_VIEW):
        states = _PUBLIC
    else:
        states = ()
    return (
        PlanVersion.objects.filter(operation=operation, state__in=states)
        .select_related("data")
        .defer("document", "final", "data__problems", "data__difference")
        .order_by("-number")
    )


def current_version(operation: Operation) -> DataVersion | None:
    """The accepted data version that counts."""
    return (
        DataVersion.objects.filter(operation=operation, state=DataState.ACCEPTED)
        .defer("problems", "difference")
        .order_by("-number")
        .first()
    )


def scene_of(access: Access, operation: Operation, number: int | None = None) -> Scene:
    """The plan ``number``; without one the issued plan, else the newest the reader may see.

    Raises:
        Http404: no plan of that number that this reader may see.
    """
    plans = visible_plans(access.actor, operation)
    if number is not None:
        plan = plans.filter(number=number).first()
        if plan is None:
            raise Http404
    else:
        plan = plans.filter(state=PlanState.ISSUED).first() or plans.first()
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
