"""A desk with accepted data and a real plan, quickly: the plan is made once and stored often.

planned = make_planned_desk()            # data 1 accepted, plan 1 a draft of a finished run
planned.desk.actor(Role.PLANNER), planned.operation, planned.data, planned.run, planned.plan
planned.planned                           # the library's operation that was planned
add_plan(planned, officers=48)            # a second plan, of a smaller force
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache

from siaga.intake.folder_files import read_files
from siaga.model.operation import Operation as PlannedOperation
from siaga.model.plan import Plan
from siaga.model.run import Run
from siaga.pipeline import plan_operation
from siaga.server.core.models import Operation
from siaga.server.core.roles import Role
from siaga.server.plan.models import (
    AreaRow,
    BaseRow,
    DataFile,
    DataVersion,
    OfficerRow,
    PlanRun,
    PlanVersion,
    StationRow,
)
from siaga.server.plan.models.data import DataState
from siaga.server.plan.models.runs import RunState
from siaga.server.plan.queries.data import pack
from siaga.server.plan.queries.data_proposal import acceptance, counts_of
from siaga.server.plan.storing import store_plan
from support.builders import small_operation
from support.desk import Desk, make_desk
from support.operation_files import operation_files

STRESS_DAYS = 300


@dataclass(frozen=True)
class PlannedDesk:
    """A desk, its accepted data and its first plan."""

    desk: Desk
    data: DataVersion
    run: PlanRun
    plan: PlanVersion
    planned: PlannedOperation

    @property
    def operation(self) -> Operation:
        """The desk's operation."""
        return self.desk.operation


@cache
def small_files(officers: int = 70) -> dict[str, bytes]:
    """Files of a small operation: 60 stations, 3 districts; 48 officers would be enough."""
    return operation_files(small_operation(officers=officers))


@cache
def small_planned(officers: int = 70) -> PlannedOperation:
    """The operation in :func:`small_files`."""
    operation, report = read_files(small_files(officers))
    assert operation is not None, report
    return operation


@cache
def small_plan(officers: int = 70, seed: int = 20241127) -> Plan:
    """Its real plan, with a short stress test."""
    return plan_operation(small_planned(officers), run=Run(seed=seed), stress_days=STRESS_DAYS)


def add_data(desk: Desk, officers: int = 70) -> DataVersion:
    """Accepted data with its files and rows."""
    people = desk.people[Role.OPS_HEAD]
    number = DataVersion.objects.filter(operation=desk.operation).count() + 1
    version = DataVersion.objects.create(
        operation=desk.operation,
        number=number,
        state=DataState.ACCEPTED,
        created_by=desk.people[Role.PLANNER],
        decided_by=people,
        decided_at=datetime.now(UTC),
        counts=counts_of(small_planned(officers)),
    )
    DataFile.objects.bulk_create(
        DataFile(
            version=version,
            path=path,
            content=pack(content),
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        )
        for path, content in small_files(officers).items()
    )
    rows = acceptance(version)
    StationRow.objects.bulk_create(rows.stations)
    OfficerRow.objects.bulk_create(rows.officers)
    BaseRow.objects.bulk_create(rows.bases)
    AreaRow.objects.bulk_create(rows.areas)
    return version


def add_run(
    desk: Desk, data: DataVersion, state: RunState = RunState.DONE, name: str = "Skenario"
) -> PlanRun:
    """A run of ``data``, finished unless told otherwise."""
    now = datetime.now(UTC)
    number = PlanRun.objects.filter(operation=desk.operation).count() + 1
    ended = now if state in (RunState.DONE, RunState.FAILED, RunState.CANCELLED) else None
    return PlanRun.objects.create(
        operation=desk.operation,
        number=number,
        name=f"{name} {number}",
        data=data,
        seed=20241127,
        state=state,
        share=1.0 if state is RunState.DONE else 0.0,
        created_by=desk.people[Role.PLANNER],
        started_at=None if state is RunState.QUEUED else now,
        ended_at=ended,
    )


def add_plan(planned: PlannedDesk, officers: int = 70, seed: int = 20241127) -> PlanVersion:
    """Another plan of the desk, of ``officers`` in all; its data version is made too."""
    data = planned.data if officers == 70 else add_data(planned.desk, officers)
    return _store(planned.desk, data, officers, seed)


def _store(desk: Desk, data: DataVersion, officers: int, seed: int = 20241127) -> PlanVersion:
    run = add_run(desk, data)
    return store_plan(
        desk.operation,
        data,
        small_planned(officers),
        replace(small_plan(officers, seed)),
        name=run.name,
        created_by=desk.people[Role.PLANNER],
        run=run,
    )


def make_planned_desk(desk: Desk | None = None, officers: int = 70) -> PlannedDesk:
    """Create it in the test's database; ``desk`` is made when there is none."""
    desk = desk or make_desk()
    data = add_data(desk, officers)
    plan = _store(desk, data, officers)
    assert plan.run is not None
    return PlannedDesk(desk, data, plan.run, plan, small_planned(officers))
