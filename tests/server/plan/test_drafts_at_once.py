"""Two people save at the same moment: one change is made, the other is told, nothing is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from siaga.model.plan import Role as Place
from siaga.planning.edits import Edit, MoveOfficer
from siaga.server.core.access import Actor
from siaga.server.core.models import LedgerEntry
from siaga.server.core.roles import Role
from siaga.server.plan.actions.drafts import DraftConflictError, edit_draft
from siaga.server.plan.draft_rows import rows_agree
from siaga.server.plan.models import PlanEdit, PlanVersion
from siaga.server.plan.workbench import forget, workbench
from support.planned_desk import PlannedDesk, make_planned_desk, small_plan

EDITORS = 6


@pytest.fixture
def planned(transactional_db: None) -> PlannedDesk:
    forget()
    return make_planned_desk()


def test_of_many_changes_to_one_revision_exactly_one_is_made(planned: PlannedDesk) -> None:
    idle = [p.officer for p in small_plan().placements if p.role is Place.SPARE][:EDITORS]
    target = small_plan().posts[0].id
    start = Barrier(EDITORS)

    def save(officer: str) -> str:
        edit: Edit = MoveOfficer(officer, Place.POST, target)
        actor = Actor(planned.desk.people[Role.PLANNER])
        try:
            start.wait(timeout=30)
            edit_draft(actor, planned.operation, number=1, revision=0, edit=edit)
        except DraftConflictError as conflict:
            return conflict.code
        finally:
            connections.close_all()
        return "made"

    with ThreadPoolExecutor(EDITORS) as pool:
        found = sorted(pool.map(save, idle))
    assert found == ["changed"] * (EDITORS - 1) + ["made"]
    version = PlanVersion.objects.select_related("data", "run", "base").get(number=1)
    assert version.revision == 1
    assert PlanEdit.objects.count() == 1
    assert LedgerEntry.objects.filter(kind="plan.edited").count() == 1
    assert rows_agree(version, planned.planned, workbench(version).plan)
