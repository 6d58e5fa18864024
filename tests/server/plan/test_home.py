"""The first page: what waits for whom."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from siaga.server.core.models import Membership
from siaga.server.core.roles import Role
from siaga.server.plan.models import PlanState, PlanVersion
from support.desk import Desk
from support.planned_desk import PlannedDesk, add_plan, make_planned_desk


@pytest.fixture
def planned(desk: Desk) -> PlannedDesk:
    """A desk with a plan, where the commander and a planner also have a part in the other one."""
    for role in (Role.COMMANDER, Role.PLANNER, Role.BAWASLU):
        person = desk.people[role]
        agency = Membership.objects.filter(person=person).get().agency
        Membership.objects.create(person=person, agency=agency, operation=desk.other, role=role)
    return make_planned_desk(desk)


def page(client_for, role: Role) -> str:  # type: ignore[no-untyped-def]
    response = client_for(role).get("/")
    assert response.status_code == 200
    return response.content.decode()


def state(plan: PlanVersion, value: PlanState) -> None:
    PlanVersion.objects.filter(pk=plan.pk).update(state=value, issued_at=datetime.now(UTC))


def test_without_an_account_one_is_asked_to_sign_in(db: None) -> None:
    assert Client().get("/").headers["Location"].startswith("/sign-in/")


def test_the_only_operation_is_opened_at_once(desk: Desk, client_for) -> None:  # type: ignore[no-untyped-def]
    response = client_for(Role.KPU).get("/", follow=True)
    assert response.status_code == 200
    assert "Operasi contoh" in response.content.decode()


def test_the_commander_sees_what_waits_for_approval(planned: PlannedDesk, client_for) -> None:  # type: ignore[no-untyped-def]
    assert "menunggu persetujuan" not in page(client_for, Role.COMMANDER)
    state(planned.plan, PlanState.CHECKED)
    assert "Rencana 1 menunggu persetujuan" in page(client_for, Role.COMMANDER)
    assert "menunggu persetujuan" not in page(client_for, Role.PLANNER)


def test_figures_come_from_the_issued_plan(planned: PlannedDesk, client_for) -> None:  # type: ignore[no-untyped-def]
    assert "Belum ada rencana terbit" in page(client_for, Role.BAWASLU)
    state(planned.plan, PlanState.ISSUED)
    shown = page(client_for, Role.BAWASLU)
    assert f"<dd>{planned.plan.summary['stations']}</dd>" in shown
    assert "nomor 1" in shown


def test_the_need_shown_closes_with_force_and_shortage(planned: PlannedDesk) -> None:
    """625 needed, 616 there, 15 short would make a chief doubt every other number."""
    summary = add_plan(planned, officers=48).summary
    parts = summary["requirement"]
    assert summary["need"] == summary["posts_need"] + sum(
        parts[name] for name in ("duty", "reserve", "supervision")
    )
    assert summary["posts_short"] == max(0, summary["posts_need"] - summary["posts_available"])


def test_more_plans_cost_no_more_queries(
    planned: PlannedDesk,
    client_for,  # type: ignore[no-untyped-def]
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client: Client = client_for(Role.COMMANDER)
    client.get("/")
    for value in (PlanState.ISSUED, PlanState.CHECKED, PlanState.APPROVED):
        state(add_plan(planned), value)
    with django_assert_num_queries(6):
        client.get("/")
