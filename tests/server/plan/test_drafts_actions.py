"""A draft changed by hand: one entry each, nothing overwritten in silence, rows as the plan."""

from __future__ import annotations

import random

import pytest

from siaga.model.plan import Plan
from siaga.model.plan import Role as Place
from siaga.model.problems import InputError
from siaga.planning.edits import (
    Edit,
    Lock,
    MoveOfficer,
    MoveStation,
    Subject,
    SwapOfficers,
    Unlock,
)
from siaga.server.core.models import LedgerEntry, Opening
from siaga.server.core.roles import Role
from siaga.server.plan.actions.drafts import (
    DraftConflictError,
    edit_draft,
    redo_edit,
    undo_edit,
)
from siaga.server.plan.draft_rows import rows_agree
from siaga.server.plan.models import PlanEdit, PlanState, PlanVersion
from siaga.server.plan.workbench import SNAPSHOT_EVERY, before_edits, forget, workbench
from support.planned_desk import PlannedDesk, make_planned_desk


@pytest.fixture
def planned(db: None) -> PlannedDesk:
    forget()
    return make_planned_desk()


def change(
    planned: PlannedDesk, edit: Edit, revision: int, role: Role = Role.PLANNER
) -> PlanVersion:
    actor = planned.desk.actor(role)
    return edit_draft(actor, planned.operation, number=1, revision=revision, edit=edit).version


def fresh(planned: PlannedDesk) -> PlanVersion:
    return PlanVersion.objects.select_related("data", "run", "base").get(pk=planned.plan.pk)


def some_edits(plan: Plan) -> list[Edit]:
    """One of each kind, in an order that can be made."""
    source = max(plan.posts, key=lambda post: len(post.stations))
    other = next(p for p in plan.posts if p.district == source.district and p is not source)
    posted = [p for p in plan.placements if p.role is Place.POST]
    first, second = next((a, b) for a in posted for b in posted if a.place != b.place)
    idle = next(p for p in plan.placements if p.role is Place.SPARE)
    return [
        MoveStation(source.stations[0], other.id),
        MoveStation(source.stations[1]),
        SwapOfficers(first.officer, second.officer),
        MoveOfficer(idle.officer, Place.POST, source.id),
        Lock(Subject.POST, source.id),
        Lock(Subject.OFFICER, idle.officer),
        Unlock(Subject.OFFICER, idle.officer),
    ]


def test_every_kind_of_change_writes_one_entry_and_leaves_the_rows_as_the_plan(
    planned: PlannedDesk,
) -> None:
    start = LedgerEntry.objects.count()
    made = some_edits(workbench(planned.plan).plan)
    for revision, edit in enumerate(made):
        change(planned, edit, revision)
        version = fresh(planned)
        assert version.revision == revision + 1
        assert rows_agree(version, planned.planned, workbench(version).plan)
    assert LedgerEntry.objects.count() == start + len(made)
    kept = workbench(fresh(planned)).plan
    forget()
    assert workbench(fresh(planned)).plan == kept
    assert fresh(planned).summary["locks"] == {"posts": 1, "officers": 0}


def test_taking_everything_back_gives_the_planned_plan_and_again_gives_it_all(
    planned: PlannedDesk,
) -> None:
    original = workbench(planned.plan).plan
    made = some_edits(original)
    for revision, edit in enumerate(made):
        change(planned, edit, revision)
    changed = workbench(fresh(planned)).plan
    actor = planned.desk.actor(Role.OPS_HEAD)
    count = len(made)
    for step in range(count):
        undo_edit(actor, planned.operation, number=1, revision=count + step)
    version = fresh(planned)
    assert workbench(version).plan == before_edits(version).plan == original
    assert rows_agree(version, planned.planned, original)
    with pytest.raises(DraftConflictError, match="nothing_undone"):
        undo_edit(actor, planned.operation, number=1, revision=2 * count)
    for step in range(count):
        redo_edit(actor, planned.operation, number=1, revision=2 * count + step)
    version = fresh(planned)
    assert workbench(version).plan == changed
    assert rows_agree(version, planned.planned, changed)
    with pytest.raises(DraftConflictError, match="nothing_redone"):
        redo_edit(actor, planned.operation, number=1, revision=3 * count)


def test_a_change_after_taking_back_leaves_nothing_to_make_again(planned: PlannedDesk) -> None:
    made = some_edits(workbench(planned.plan).plan)
    change(planned, made[0], 0)
    actor = planned.desk.actor(Role.PLANNER)
    undo_edit(actor, planned.operation, number=1, revision=1)
    change(planned, made[2], 2)
    with pytest.raises(DraftConflictError, match="nothing_redone"):
        redo_edit(actor, planned.operation, number=1, revision=3)
    assert list(PlanEdit.objects.order_by("sequence").values_list("undone", flat=True)) == [
        True,
        False,
    ]


def test_a_long_draft_opens_from_its_last_snapshot_and_is_the_same(planned: PlannedDesk) -> None:
    actor = planned.desk.actor(Role.PLANNER)
    posts = workbench(planned.plan).plan.posts
    count = SNAPSHOT_EVERY + 3
    for revision in range(count):
        post = posts[revision // 2 % len(posts)]
        kind = Unlock if revision % 2 else Lock
        change(planned, kind(Subject.POST, post.id), revision)
    idle = next(p for p in workbench(fresh(planned)).plan.placements if p.role is Place.SPARE)
    change(planned, MoveOfficer(idle.officer, Place.POST, posts[0].id), count)
    assert PlanEdit.objects.exclude(snapshot=b"").count() == 1
    made = workbench(fresh(planned)).plan
    forget()
    again = workbench(fresh(planned)).plan
    assert again.posts == made.posts
    assert again.placements == made.placements
    assert again.locks == made.locks
    assert again.shortage == made.shortage
    assert again.supervision == made.supervision
    assert again.reserves == made.reserves
    # Back beyond the snapshot.
    for step in range(6):
        undo_edit(actor, planned.operation, number=1, revision=count + 1 + step)
    assert rows_agree(fresh(planned), planned.planned, workbench(fresh(planned)).plan)
    held = workbench(fresh(planned)).plan.locks
    assert len(held.posts) == (count - 5) % 2


def test_a_second_editor_never_overwrites_in_silence(planned: PlannedDesk) -> None:
    made = some_edits(workbench(planned.plan).plan)
    change(planned, made[0], 0)
    entries = LedgerEntry.objects.count()
    with pytest.raises(DraftConflictError, match="changed"):
        change(planned, made[2], 0, Role.OPS_HEAD)
    with pytest.raises(DraftConflictError, match="changed"):
        undo_edit(planned.desk.actor(), planned.operation, number=1, revision=0)
    assert LedgerEntry.objects.count() == entries
    assert PlanEdit.objects.count() == 1
    change(planned, made[2], 1, Role.OPS_HEAD)
    assert fresh(planned).revision == 2


def test_a_refused_change_writes_nothing(planned: PlannedDesk) -> None:
    entries = LedgerEntry.objects.count()
    with pytest.raises(InputError):
        change(planned, MoveStation("tidak-ada", ""), 0)
    assert LedgerEntry.objects.count() == entries
    assert not PlanEdit.objects.exists()
    assert fresh(planned).revision == 0


def test_a_plan_that_is_no_draft_stays_as_it_is(planned: PlannedDesk) -> None:
    PlanVersion.objects.filter(pk=planned.plan.pk).update(state=PlanState.CHECKED.value)
    with pytest.raises(DraftConflictError, match="not_draft"):
        change(planned, some_edits(before_edits(fresh(planned)).plan)[0], 0)


def test_officers_are_neither_named_nor_numbered_in_the_ledger_entry(planned: PlannedDesk) -> None:
    edit = next(e for e in some_edits(workbench(planned.plan).plan) if isinstance(e, SwapOfficers))
    change(planned, edit, 0)
    entry = LedgerEntry.objects.filter(kind="plan.edited").get()
    payload = bytes(entry.payload).decode()
    assert edit.first not in payload
    names = {o.id: o.name for o in planned.planned.officers}
    row = PlanEdit.objects.get()
    assert names[edit.first] not in payload + str(row.findings) + str(row.edit)
    subjects = set(Opening.objects.filter(entry=entry).values_list("subject", flat=True))
    assert subjects == {
        f"officer:{planned.operation.pk}:{edit.first}",
        f"officer:{planned.operation.pk}:{edit.second}",
    }


def test_rows_follow_when_posts_come_go_and_shift(planned: PlannedDesk) -> None:
    """Posts are listed and drawn from rows: a forgotten one would be a post nobody sees."""
    plan = workbench(planned.plan).plan
    rng = random.Random(7)
    stations = [s for post in plan.posts for s in post.stations]
    revision = 0
    for _ in range(25):
        posts = workbench(fresh(planned)).plan.posts
        station = rng.choice(stations)
        goal = rng.choice(["", *(post.id for post in posts)])
        try:
            change(planned, MoveStation(station, goal), revision)
        except InputError:
            continue
        revision += 1
        assert rows_agree(fresh(planned), planned.planned, workbench(fresh(planned)).plan)
    lone = next(p for p in workbench(fresh(planned)).plan.posts if len(p.stations) == 1)
    other = next(
        p for p in workbench(fresh(planned)).plan.posts
        if p.district == lone.district and p.id != lone.id
    )  # fmt: skip
    change(planned, MoveStation(lone.stations[0], other.id), revision)
    assert rows_agree(fresh(planned), planned.planned, workbench(fresh(planned)).plan)
    undo_edit(planned.desk.actor(), planned.operation, number=1, revision=revision + 1)
    assert rows_agree(fresh(planned), planned.planned, workbench(fresh(planned)).plan)
