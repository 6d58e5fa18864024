"""What the first page says of each operation, whatever their number, in two queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from siaga.server.core.access import Actor, may
from siaga.server.core.models import Operation
from siaga.server.core.roles import Role
from siaga.server.plan.models import DataVersion, PlanState, PlanVersion
from siaga.server.plan.models.data import DataState
from siaga.server.plan.policy import PlanPermission

_WAITING: Final[Mapping[str, PlanPermission]] = {
    PlanState.CHECKED.value: PlanPermission.APPROVE,
    PlanState.APPROVED.value: PlanPermission.ISSUE,
}
"""State of a plan -> who is waited for."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for the reader: a proposal of data, or a plan to approve or issue."""

    what: str
    """``proposed``, ``checked`` or ``approved``."""
    number: int


@dataclass(frozen=True, slots=True)
class OperationCard:
    """One operation as the first page shows it."""

    operation: Operation
    roles: tuple[str, ...]
    days: int
    """Days until the vote, where it is held; negative afterwards."""
    data: int | None
    """Number of the data version that counts."""
    data_at: datetime | None
    issued: int | None
    issued_at: datetime | None
    summary: Mapping[str, Any]
    """Figures of the issued plan; empty when there is none or it is not for the reader."""
    waiting: tuple[Waiting, ...]

    @property
    def days_ago(self) -> int:
        """Days since the vote."""
        return -self.days


def operation_cards(actor: Actor, operations: Sequence[Operation]) -> list[OperationCard]:
    """A card for each of ``operations``, in their order."""
    ids = [operation.pk for operation in operations]
    data = _by_operation(
        DataVersion.objects.filter(
            operation__in=ids, state__in=(DataState.ACCEPTED, DataState.PROPOSED)
        )
        .defer("problems", "difference")
        .order_by("-number")
    )
    plans = _by_operation(
        PlanVersion.objects.filter(
            operation__in=ids,
            state__in=(PlanState.ISSUED, PlanState.CHECKED, PlanState.APPROVED),
        )
        .defer("document", "final")
        .order_by("-number")
    )
    return [
        _card(actor, operation, data[operation.pk], plans[operation.pk]) for operation in operations
    ]


def _by_operation(rows: Any) -> defaultdict[UUID, list[Any]]:
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.operation_id].append(row)
    return found


def _card(
    actor: Actor,
    operation: Operation,
    data: Sequence[DataVersion],
    plans: Sequence[PlanVersion],
) -> OperationCard:
    current = next((row for row in data if row.state == DataState.ACCEPTED), None)
    issued = next((row for row in plans if row.state == PlanState.ISSUED), None)
    waiting = [
        Waiting(row.state, row.number)
        for row in plans
        if row.state in _WAITING and may(actor, operation, _WAITING[row.state])
    ]
    if may(actor, operation, PlanPermission.DATA_ACCEPT):
        waiting += [
            Waiting(row.state, row.number) for row in data if row.state == DataState.PROPOSED
        ]
    return OperationCard(
        operation=operation,
        roles=_roles(actor, operation),
        days=(operation.voting_day - _today(operation)).days,
        data=current.number if current else None,
        data_at=current.decided_at if current else None,
        issued=issued.number if issued else None,
        issued_at=issued.issued_at if issued else None,
        summary=issued.summary if issued else {},
        waiting=tuple(waiting),
    )


def _roles(actor: Actor, operation: Operation) -> tuple[str, ...]:
    return tuple(
        row.role
        for row in actor.memberships
        if row.operation_id == operation.pk
        or (row.role == Role.PROVINCE and row.agency_id == operation.agency.parent_id)
    )


def _today(operation: Operation) -> date:
    return timezone.now().astimezone(ZoneInfo(operation.timezone)).date()
