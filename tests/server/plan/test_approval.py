"""From draft to order: two persons at least, everything on record, and then nothing changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client

from siaga.planning.edit_json import edit_to_json, kind_of
from siaga.planning.edits import SwapOfficers
from siaga.reports.plan_json import PlanFormatError
from siaga.server.core.models import LedgerEntry, Opening, Person
from siaga.server.core.roles import Role
from siaga.server.ops.doctor import Verdict
from siaga.server.ops.doctor_database import check_plans
from siaga.server.plan.actions import approval, drafts
from siaga.server.plan.actions.approval import (
    ApprovalConflictError,
    SamePersonError,
    approve_plan,
    issue_plan,
    return_plan,
    revise_plan,
    withdraw_plan,
)
from siaga.server.plan.models import (
    PlacementRow,
    PlanEdit,
    PlanState,
    PlanStationRow,
    PlanVersion,
    PostRow,
)
from siaga.server.plan.printing import KINDS, render
from siaga.server.plan.storing import (
    document_bytes,
    pack_document,
    planned_operation,
    standing_plan,
)
from siaga.server.plan.workbench import forget
from support.approving import approved_plan, checked_plan, issued_plan
from support.desk import Desk
from support.planned_desk import PlannedDesk, add_plan, make_planned_desk, small_plan

ClientFor = Callable[[Role | Person], Client]


@pytest.fixture
def planned(desk: Desk) -> PlannedDesk:
    return make_planned_desk(desk)


def entry(kind: str) -> dict[str, object]:
    payload = LedgerEntry.objects.get(kind=kind).payload
    facts: dict[str, object] = json.loads(bytes(payload))["facts"]
    return facts


def seen(plan: PlanVersion) -> dict[str, object]:
    return {"plan_id": plan.pk, "revision": plan.revision}


def test_every_step_is_on_record_with_revision_and_hash(planned: PlannedDesk) -> None:
    plan = issued_plan(planned)
    assert plan.state == PlanState.ISSUED
    assert plan.sha256 == hashlib.sha256(document_bytes(plan)).hexdigest()
    for kind in ("plan.checked", "plan.approved", "plan.issued"):
        assert entry(kind)["sha256"] == plan.sha256
        assert entry(kind)["revision"] == plan.revision
    assert plan.issued_entry is not None
    assert plan.issued_entry.kind == "plan.issued"
    with planned_operation(plan) as operation:
        assert standing_plan(plan, operation).placements == small_plan().placements


def test_who_made_it_does_not_approve_it(planned: PlannedDesk) -> None:
    PlanVersion.objects.filter(pk=planned.plan.pk).update(
        created_by=planned.desk.people[Role.OPS_HEAD]
    )
    plan = checked_plan(planned)
    with pytest.raises(SamePersonError):
        approve_plan(planned.desk.actor(Role.OPS_HEAD), planned.operation, **seen(plan))
    approve_plan(planned.desk.actor(Role.COMMANDER), planned.operation, **seen(plan))


def test_who_checked_it_does_not_approve_it(planned: PlannedDesk) -> None:
    actor = planned.desk.actor(Role.OPS_HEAD)
    check = approval.prepare_check(planned.plan)
    plan = approval.check_plan(actor, planned.operation, check)
    with pytest.raises(SamePersonError):
        approve_plan(actor, planned.operation, **seen(plan))


def test_who_changed_it_by_hand_does_not_approve_it_even_when_undone(planned: PlannedDesk) -> None:
    people = PlacementRow.objects.filter(plan=planned.plan, role="post").values_list(
        "officer", flat=True
    )
    edit = SwapOfficers(people[0], people[1])
    PlanEdit.objects.create(
        plan=planned.plan, sequence=1, kind=kind_of(edit), edit=edit_to_json(edit), undone=True,
        made_by=planned.desk.people[Role.OPS_HEAD],
    )  # fmt: skip
    plan = checked_plan(planned)
    with pytest.raises(SamePersonError):
        approve_plan(planned.desk.actor(Role.OPS_HEAD), planned.operation, **seen(plan))


def test_a_planner_never_approves(planned: PlannedDesk) -> None:
    plan = checked_plan(planned)
    other = planned.desk.second_planner
    actor = type(planned.desk.actor())(other)
    with pytest.raises(PermissionDenied):
        approve_plan(actor, planned.operation, **seen(plan))


def test_steps_can_not_be_skipped_or_taken_twice(planned: PlannedDesk) -> None:
    commander = planned.desk.actor(Role.COMMANDER)
    with pytest.raises(ApprovalConflictError, match="not_checked"):
        approve_plan(commander, planned.operation, **seen(planned.plan))
    with pytest.raises(ApprovalConflictError, match="not_approved"):
        issue_plan(commander, planned.operation, **seen(planned.plan))
    plan = issued_plan(planned)
    with pytest.raises(ApprovalConflictError, match="not_approved"):
        issue_plan(commander, planned.operation, **seen(plan))


def test_a_plan_changed_since_it_was_seen_is_not_checked(planned: PlannedDesk) -> None:
    check = approval.prepare_check(planned.plan)
    PlanVersion.objects.filter(pk=planned.plan.pk).update(revision=1)
    with pytest.raises(ApprovalConflictError, match="changed"):
        approval.check_plan(planned.desk.actor(Role.PLANNER), planned.operation, check)


def test_sending_back_needs_a_reason_and_voids_check_and_approval(planned: PlannedDesk) -> None:
    plan = approved_plan(planned)
    commander = planned.desk.actor(Role.COMMANDER)
    with pytest.raises(ApprovalConflictError, match="no_reason"):
        return_plan(commander, planned.operation, **seen(plan), reason="  ")
    plan = return_plan(commander, planned.operation, **seen(plan), reason="Regu 4 kurang.")
    assert plan.state == PlanState.DRAFT
    assert plan.approved_by is plan.checked_by is None
    assert plan.sha256 == ""
    assert Opening.objects.get(field="reason").value == "Regu 4 kurang."
    assert "Regu 4" not in bytes(LedgerEntry.objects.get(kind="plan.returned").payload).decode()


def test_issuing_supersedes_the_plan_in_force_in_one_step(planned: PlannedDesk) -> None:
    first = issued_plan(planned)
    second = issued_plan(planned, add_plan(planned, seed=7))
    first.refresh_from_db()
    assert (first.state, second.state) == (PlanState.SUPERSEDED, PlanState.ISSUED)
    assert LedgerEntry.objects.filter(kind="plan.issued").count() == 2


def test_changing_an_issued_plan_makes_a_draft_of_the_same_content(planned: PlannedDesk) -> None:
    base = issued_plan(planned)
    actor = planned.desk.actor(Role.PLANNER)
    with pytest.raises(ApprovalConflictError, match="no_reason"):
        revise_plan(actor, planned.operation, plan_id=base.pk, reason="")
    draft = revise_plan(actor, planned.operation, plan_id=base.pk, reason="Jembatan putus.")
    assert (draft.state, draft.base, draft.reason) == (PlanState.DRAFT, base, "Jembatan putus.")
    for rows in (PostRow, PlanStationRow, PlacementRow):
        assert rows.objects.filter(plan=draft).count() == rows.objects.filter(plan=base).count()
    with planned_operation(draft) as operation:
        assert standing_plan(draft, operation).posts == small_plan().posts
    base.refresh_from_db()
    assert base.state == PlanState.ISSUED


def test_a_plan_that_can_still_be_changed_is_not_revised(planned: PlannedDesk) -> None:
    with pytest.raises(ApprovalConflictError, match="not_fixed"):
        revise_plan(
            planned.desk.actor(), planned.operation, plan_id=planned.plan.pk, reason="Salah."
        )


def test_withdrawing_an_issued_plan_is_for_the_commander(planned: PlannedDesk) -> None:
    plan = issued_plan(planned)
    with pytest.raises(PermissionDenied):
        withdraw_plan(planned.desk.actor(), planned.operation, **seen(plan), reason="Salah.")
    plan = withdraw_plan(
        planned.desk.actor(Role.COMMANDER), planned.operation, **seen(plan), reason="Salah."
    )
    assert plan.state == PlanState.WITHDRAWN
    assert not PlanVersion.objects.filter(state=PlanState.ISSUED).exists()


EDITS: dict[str, Callable[[PlannedDesk, PlanVersion], object]] = {
    "edit": lambda p, v: drafts.edit_draft(
        p.desk.actor(Role.PLANNER), p.operation, number=v.number, revision=v.revision,
        edit=SwapOfficers("90000001", "90000002"),
    ),
    "undo": lambda p, v: drafts.undo_edit(
        p.desk.actor(Role.PLANNER), p.operation, number=v.number, revision=v.revision
    ),
    "redo": lambda p, v: drafts.redo_edit(
        p.desk.actor(Role.PLANNER), p.operation, number=v.number, revision=v.revision
    ),
    "check": lambda p, v: approval.check_plan(
        p.desk.actor(Role.PLANNER), p.operation,
        approval.Check(v.pk, v.revision, b"{}", {}),
    ),
    "return": lambda p, v: return_plan(
        p.desk.actor(Role.COMMANDER), p.operation, plan_id=v.pk, revision=v.revision, reason="x"
    ),
}  # fmt: skip


@pytest.mark.parametrize("path", EDITS)
def test_no_action_changes_an_issued_plan(planned: PlannedDesk, path: str) -> None:
    plan = issued_plan(planned)
    with pytest.raises((ApprovalConflictError, drafts.DraftConflictError)):
        EDITS[path](planned, plan)
    plan.refresh_from_db()
    assert plan.state == PlanState.ISSUED
    assert plan.sha256 == hashlib.sha256(document_bytes(plan)).hexdigest()


CHANGES: dict[str, Callable[[PlanVersion], object]] = {
    "document": lambda p: PlanVersion.objects.filter(pk=p.pk).update(final=b"x"),
    "hash": lambda p: PlanVersion.objects.filter(pk=p.pk).update(sha256="0" * 64),
    "summary": lambda p: PlanVersion.objects.filter(pk=p.pk).update(summary={"need": 0}),
    "revision": lambda p: PlanVersion.objects.filter(pk=p.pk).update(revision=9),
    "approver": lambda p: PlanVersion.objects.filter(pk=p.pk).update(approved_by=p.created_by),
    "back to draft": lambda p: PlanVersion.objects.filter(pk=p.pk).update(state="draft"),
    "post": lambda p: PostRow.objects.filter(plan=p).update(team_size=9),
    "station": lambda p: PlanStationRow.objects.filter(plan=p).update(post="P-9"),
    "placement": lambda p: PlacementRow.objects.filter(plan=p).update(place="P-9"),
    "new placement": lambda p: PlacementRow.objects.create(
        plan=p, ordinal=999, officer="9", role="post", place="P-1"
    ),
    "edit": lambda p: PlanEdit.objects.create(
        plan=p, sequence=1, kind="lock", edit={}, made_by=p.created_by
    ),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("superseded", [False, True])
def test_the_database_itself_refuses(planned: PlannedDesk, change: str, superseded: bool) -> None:
    plan = issued_plan(planned)
    if superseded:
        issued_plan(planned, add_plan(planned, seed=7))
    with pytest.raises(DatabaseError), transaction.atomic():
        CHANGES[change](plan)


def test_a_draft_can_still_be_written(planned: PlannedDesk) -> None:
    assert PostRow.objects.filter(plan=planned.plan).update(team_size=9)


def test_the_page_leads_through_all_steps(planned: PlannedDesk, client_for: ClientFor) -> None:
    page = f"/o/contoh/plans/{planned.plan.number}/"
    form = {"revision": "0"}
    planner, head, commander = (
        client_for(role) for role in (Role.PLANNER, Role.OPS_HEAD, Role.COMMANDER)
    )
    assert planner.post(f"{page}check/", form).status_code == 302
    assert "plan-approve" not in planner.get(page).content.decode()
    assert head.post(f"{page}approve/", form).status_code == 302
    assert commander.post(f"{page}issue/", form).status_code == 302
    shown = client_for(Role.KPU).get(page).content.decode()
    assert "Terbit" in shown
    planned.plan.refresh_from_db()
    assert planned.plan.state == PlanState.ISSUED
    assert planned.plan.sha256[:16] in shown


def test_the_page_says_why_one_can_not_approve(planned: PlannedDesk, client_for: ClientFor) -> None:
    PlanVersion.objects.filter(pk=planned.plan.pk).update(
        created_by=planned.desk.people[Role.OPS_HEAD]
    )
    checked_plan(planned)
    head = client_for(Role.OPS_HEAD)
    page = f"/o/contoh/plans/{planned.plan.number}/"
    assert "Orang kedua harus menyetujui" in head.get(page).content.decode()
    refused = head.post(f"{page}approve/", {"revision": "0"})
    assert refused.status_code == 403
    planned.plan.refresh_from_db()
    assert planned.plan.state == PlanState.CHECKED


def test_a_second_tab_is_told_and_nothing_happens_twice(
    planned: PlannedDesk, client_for: ClientFor
) -> None:
    planner = client_for(Role.PLANNER)
    page = f"/o/contoh/plans/{planned.plan.number}/"
    for _ in range(2):
        answer = planner.post(f"{page}check/", {"revision": "0"}, follow=True)
    assert "bukan draf lagi" in answer.content.decode()
    assert LedgerEntry.objects.filter(kind="plan.checked").count() == 1


def test_reasons_are_for_who_plans(planned: PlannedDesk, client_for: ClientFor) -> None:
    base = issued_plan(planned)
    draft = revise_plan(
        planned.desk.actor(Role.PLANNER), planned.operation, plan_id=base.pk, reason="Rahasia regu."
    )
    issued_plan(planned, draft)
    page = f"/o/contoh/plans/{draft.number}/"
    assert "Rahasia regu." in client_for(Role.INTELLIGENCE).get(page).content.decode()
    assert "Rahasia regu." not in client_for(Role.BAWASLU).get(page).content.decode()


def test_list_and_page_of_plans_need_few_queries(
    planned: PlannedDesk,
    client_for: ClientFor,
    django_assert_max_num_queries: Callable[..., AbstractContextManager[object]],
) -> None:
    for seed in (7, 8, 9):
        add_plan(planned, seed=seed)
    client = client_for(Role.PLANNER)
    with django_assert_max_num_queries(14):
        client.get("/o/contoh/plans/")
    with django_assert_max_num_queries(24):
        client.get(f"/o/contoh/plans/{planned.plan.number}/")


def test_a_plan_changed_past_the_database_s_guard_is_neither_issued_nor_printed(
    planned: PlannedDesk, client_for: ClientFor
) -> None:
    """Between approval and order somebody with rights on the tables puts another plan there."""
    version = approved_plan(planned)
    other = document_bytes(version).replace(b'"kurang_rawan"', b'"sangat_rawan"')
    PlanVersion.objects.filter(pk=version.pk).update(final=pack_document(other))
    forget()
    page = f"/o/contoh/plans/{version.number}/"
    answer = client_for(Role.COMMANDER).post(f"{page}issue/", {"revision": "0"}, follow=True)
    assert "tidak dapat" in answer.content.decode()
    version.refresh_from_db()
    assert version.state == PlanState.APPROVED
    with pytest.raises(PlanFormatError):
        render(version, KINDS["json"], "id")
    with pytest.raises(PlanFormatError):
        render(version, KINDS["geojson"], "id")
    assert [finding.verdict for finding in check_plans()] == [Verdict.ERROR]
