"""A plan stored is the plan that was made: nothing is lost between library and desk."""

from __future__ import annotations

import json

import pytest

from siaga.planning.edit_json import edit_to_json, kind_of
from siaga.planning.edits import SwapOfficers
from siaga.reports.plan_json import plan_text
from siaga.server.plan.models import PlacementRow, PlanEdit, PlanStationRow, PostRow
from siaga.server.plan.storing import (
    document_bytes,
    planned_operation,
    standing_plan,
    stored_plan,
    write_rows,
)
from support.planned_desk import PlannedDesk, make_planned_desk, small_plan


@pytest.fixture
def planned(db: None) -> PlannedDesk:
    return make_planned_desk(officers=44)


def test_the_plan_comes_back_whole_and_names_stay_with_the_data(planned: PlannedDesk) -> None:
    """Erasing a person from the data must not break the hash of an issued plan (R9)."""
    with planned_operation(planned.plan) as operation:
        assert plan_text(operation, stored_plan(planned.plan, operation)) == plan_text(
            operation, small_plan(44)
        )
    document = document_bytes(planned.plan).decode()
    assert "Personel 0001" not in document
    assert "0800-001-" not in document
    assert json.loads(document)["officers"][0]["id"] in document


def test_edits_change_the_standing_plan_and_not_the_stored_one(planned: PlannedDesk) -> None:
    first, second = PlacementRow.objects.filter(plan=planned.plan, role="post").order_by("place")[
        :: PlacementRow.objects.filter(plan=planned.plan, role="post").count() - 1
    ]
    edit = SwapOfficers(first.officer, second.officer)
    PlanEdit.objects.create(
        plan=planned.plan,
        sequence=1,
        kind=kind_of(edit),
        edit=edit_to_json(edit),
        made_by=planned.plan.created_by,
    )
    with planned_operation(planned.plan) as operation:
        before = stored_plan(planned.plan, operation)
        after = standing_plan(planned.plan, operation)
    place = {row.officer: row.place for row in after.placements}
    assert before.placements == small_plan(44).placements
    assert (place[first.officer], place[second.officer]) == (second.place, first.place)


def test_rows_say_where_everybody_and_every_station_is(planned: PlannedDesk) -> None:
    plan = small_plan(44)
    posts = {row.code: row for row in PostRow.objects.filter(plan=planned.plan)}
    assert set(posts) == {post.id for post in plan.posts}
    for post in plan.posts:
        assert posts[post.id].officers == len(plan.officers_of(post.id))
        assert posts[post.id].stations == len(post.stations)
    stations = PlanStationRow.objects.filter(plan=planned.plan)
    assert {row.code: row.post for row in stations} == {
        station: post.id for post in plan.posts for station in post.stations
    }
    placed = PlacementRow.objects.filter(plan=planned.plan)
    assert [(r.officer, r.place, r.leader) for r in placed.order_by("ordinal")] == [
        (p.officer, p.place, p.leader) for p in plan.placements
    ]


def test_the_summary_tells_need_shortage_relief_and_stress(planned: PlannedDesk) -> None:
    plan, summary = small_plan(44), planned.plan.summary
    assert json.loads(json.dumps(summary)) == summary
    assert summary["requirement"]["need"] == plan.requirement.need
    assert summary["posts_short"] == plan.shortage.short > 0
    assert [row["officers"] for row in summary["relief"]] == [
        row.officers for row in plan.shortage.relief
    ]
    assert summary["curve"][-1]["stations"] == summary["below"] > 0
    assert plan.stress is not None
    assert summary["stress"]["plan"]["p90"] == plan.stress.plan.p90
    assert sum(tier["stations"] for tier in summary["tiers"].values()) == 60


def test_writing_rows_again_leaves_one_set(planned: PlannedDesk) -> None:
    before = PostRow.objects.count()
    write_rows(planned.plan, planned.planned, small_plan(44))
    assert PostRow.objects.count() == before
