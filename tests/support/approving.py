"""A plan through its steps, by the people who may take them."""

from __future__ import annotations

from siaga.server.core.roles import Role
from siaga.server.plan.actions.approval import (
    approve_plan,
    check_plan,
    issue_plan,
    prepare_check,
)
from siaga.server.plan.models import PlanVersion
from support.planned_desk import PlannedDesk


def checked_plan(planned: PlannedDesk, plan: PlanVersion | None = None) -> PlanVersion:
    """``plan``, the first one of the desk when not told, checked by the planner."""
    actor, operation = planned.desk.actor(Role.PLANNER), planned.operation
    return check_plan(actor, operation, prepare_check(_fresh(plan or planned.plan)))


def approved_plan(planned: PlannedDesk, plan: PlanVersion | None = None) -> PlanVersion:
    """The same, approved by the head of operations."""
    plan = checked_plan(planned, plan)
    return approve_plan(
        planned.desk.actor(Role.OPS_HEAD),
        planned.operation,
        plan_id=plan.pk,
        revision=plan.revision,
    )


def issued_plan(planned: PlannedDesk, plan: PlanVersion | None = None) -> PlanVersion:
    """The same, issued by the commander."""
    plan = approved_plan(planned, plan)
    return issue_plan(
        planned.desk.actor(Role.COMMANDER),
        planned.operation,
        plan_id=plan.pk,
        revision=plan.revision,
    )


def _fresh(plan: PlanVersion) -> PlanVersion:
    return PlanVersion.objects.get(pk=plan.pk)
