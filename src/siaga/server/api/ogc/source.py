"""What the layers of one reader are drawn from: an operation, its data, its plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.http import Http404

from siaga.protocols.oapif import Interval
from siaga.server.api.models import Scope
from siaga.server.api.queries import read
from siaga.server.core.access import Access, may
from siaga.server.core.models import Operation
from siaga.server.plan.models import DataVersion, PlanVersion
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.queries.data import current_version


@dataclass(frozen=True, slots=True)
class Source:
    """The plan in force, or the one asked for, and the data it was made from."""

    operation: Operation
    data: DataVersion | None
    plan: PlanVersion | None
    scores: bool
    """Whether the reader sees threat and reach (R16)."""
    people: bool
    """Whether the reader sees who serves where."""

    @property
    def voting_day(self) -> Interval:
        """The day the plan is for, from midnight to midnight there."""
        day, zone = self.operation.voting_day, ZoneInfo(self.operation.timezone)
        return Interval(
            datetime.combine(day, time.min, zone), datetime.combine(day, time.max, zone)
        )


def source_for(access: Access, scopes: frozenset[Scope], number: int | None) -> Source:
    """What ``access`` may draw; ``number`` names a plan, else it is the one in force.

    Raises:
        Http404: there is no such plan for this reader.
    """
    operation = access.operation
    if operation is None:
        raise Http404
    plan = read.issued_plan(operation) if number is None else read.plan(access, number)
    data = plan.data if plan else current_version(operation)
    return Source(
        operation,
        data,
        plan,
        scores=may(access.actor, operation, PlanPermission.SCORE_VIEW),
        people=Scope.PEOPLE in scopes
        and may(access.actor, operation, PlanPermission.PLACEMENT_VIEW),
    )
