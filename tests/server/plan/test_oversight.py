"""Equal treatment (R15) and score inputs (R16): what a supervisor sees, and who does not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from siaga.server.core.access import operation_for
from siaga.server.core.roles import Role
from siaga.server.plan.models import PlanState, PlanVersion, PostRow
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.queries import oversight, score_inputs
from siaga.server.plan.queries.plans import chosen_plan, visible_plans
from support.desk import Desk
from support.planned_desk import PlannedDesk, add_plan, make_planned_desk


@pytest.fixture
def planned(desk: Desk) -> PlannedDesk:
    return make_planned_desk(desk)


def issue(plan: PlanVersion, planned: PlannedDesk) -> None:
    commander = planned.desk.people[Role.COMMANDER]
    PlanVersion.objects.filter(pk=plan.pk).update(
        state=PlanState.ISSUED, issued_by=commander, issued_at=datetime.now(UTC)
    )


def page(client_for, role: Role, address: str) -> str:  # type: ignore[no-untyped-def]
    response = client_for(role).get(f"/o/contoh/{address}")
    assert response.status_code == 200
    return response.content.decode()


def test_the_supervisor_sees_no_draft(planned: PlannedDesk, client_for) -> None:  # type: ignore[no-untyped-def]
    """A plan that is still being worked on is not Bawaslu's to judge."""
    assert "Belum ada rencana yang terbit" in page(client_for, Role.BAWASLU, "equal-treatment/")
    assert client_for(Role.BAWASLU).get("/o/contoh/equal-treatment/?plan=1").status_code == 404


def test_the_supervisor_sees_the_issued_plan(planned: PlannedDesk, client_for) -> None:  # type: ignore[no-untyped-def]
    issue(planned.plan, planned)
    shown = page(client_for, Role.BAWASLU, "equal-treatment/")
    assert "Tidak ada ketimpangan" in shown
    assert all(post.district_name in shown for post in PostRow.objects.filter(plan=planned.plan))


def test_cuts_that_fall_on_one_district_raise_the_alarm(
    planned: PlannedDesk,
    client_for,  # type: ignore[no-untyped-def]
) -> None:
    rows = list(PostRow.objects.filter(plan=planned.plan, tier="kurang_rawan"))
    template = rows[0]
    PostRow.objects.filter(plan=planned.plan).delete()
    for number in range(60):
        template.pk = None
        template.code = f"P-{number}"
        template.ordinal = number
        template.district = f"99.01.{number // 10 + 1:02}"
        template.district_name = f"Kecamatan {number // 10 + 1}"
        template.level = "thinned" if number < 10 else "doctrine"
        template.save()
    shown = page(client_for, Role.OPS_HEAD, "equal-treatment/")
    assert "1 hal perlu dijelaskan" in shown
    assert "Kecamatan 1: 10 dari 10 pos kurang rawan di bawah doktrin" in shown


def test_hand_edits_count_because_rows_are_read_as_they_stand(planned: PlannedDesk) -> None:
    before = oversight.equal_treatment(planned.plan)
    PostRow.objects.filter(plan=planned.plan).update(level="thinned")
    after = oversight.equal_treatment(planned.plan)
    assert sum(row.posts_below for row in after.districts) > sum(
        row.posts_below for row in before.districts
    )


def test_every_indicator_is_shown_with_its_owner(planned: PlannedDesk, client_for) -> None:  # type: ignore[no-untyped-def]
    shown = page(client_for, Role.INTELLIGENCE, "score/")
    settings = oversight.settings_of(planned.plan.data_id)
    assert settings.risk.indicators
    for definition in settings.risk.indicators:
        assert definition.label_id in shown
        assert definition.weight_owner in shown


def test_what_never_counts_is_said_before_there_is_any_plan(desk: Desk, client_for) -> None:  # type: ignore[no-untyped-def]
    assert "agama warga" in page(client_for, Role.BAWASLU, "score/")


def test_the_points_shown_add_up_to_the_score(planned: PlannedDesk) -> None:
    """A score that its inputs do not explain would be a number on somebody's word."""
    for station in score_inputs.station_documents(planned.plan):
        for score in ("threat", "reach"):
            points = sum(p["points"] for p in station["inputs"] if p["score"] == score)
            assert points == pytest.approx(station[score], abs=1e-6)


def test_search_and_tier_narrow_the_list(planned: PlannedDesk, client_for) -> None:  # type: ignore[no-untyped-def]
    row = planned.plan.stations.order_by("ordinal").first()
    assert row is not None
    shown = page(client_for, Role.OPS_HEAD, f"score/?q={row.code}")
    assert shown.count("Lihat masukannya") == 2  # the column's name and one row
    assert "Tidak ada TPS yang cocok" in page(client_for, Role.OPS_HEAD, "score/?q=tidak-ada")


def test_the_list_of_districts_comes_as_a_table_for_excel(planned: PlannedDesk, client_for) -> None:  # type: ignore[no-untyped-def]
    text = page(client_for, Role.OPS_HEAD, "equal-treatment/?format=csv")
    assert text.startswith("\ufeffdistrict;district_name;tier")
    assert len(text.strip().splitlines()) == 1 + len(
        oversight.equal_treatment(planned.plan).districts
    )


@pytest.mark.parametrize("wrong", ["x", "-1", "99999999999999999999", "77"])
def test_a_plan_that_is_not_there_is_not_found(
    planned: PlannedDesk, client_for, wrong: str
) -> None:  # type: ignore[no-untyped-def]
    assert client_for(Role.OPS_HEAD).get(f"/o/contoh/score/?plan={wrong}").status_code == 404


def test_more_plans_cost_no_more_queries(
    planned: PlannedDesk,
    client_for,  # type: ignore[no-untyped-def]
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client: Client = client_for(Role.OPS_HEAD)
    client.get("/o/contoh/equal-treatment/")
    add_plan(planned)
    add_plan(planned, officers=48)
    with django_assert_num_queries(12):
        client.get("/o/contoh/equal-treatment/")
    with django_assert_num_queries(14):
        client.get("/o/contoh/score/")


def test_the_newest_issued_plan_is_the_one_shown_first(planned: PlannedDesk) -> None:
    issue(planned.plan, planned)
    add_plan(planned)
    _, access = operation_for(planned.desk.actor(), "contoh", PlanPermission.EQUAL_VIEW)
    shown = chosen_plan(visible_plans(access), None)
    assert shown == planned.plan
