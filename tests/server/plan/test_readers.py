"""What a reader of a plan is not shown, on whatever page or file they look for it."""

from __future__ import annotations

import pytest
from django.test import Client

from siaga.server.core.models import LedgerEntry, Person
from siaga.server.core.roles import Role
from siaga.server.plan.actions.data_erase import erase_officer_data
from siaga.server.plan.models import (
    DataState,
    DataVersion,
    PlanState,
    PlanStationRow,
    PlanVersion,
    PostRow,
    StationRow,
)
from siaga.server.plan.queries.data_erasure import prepare_erasure
from siaga.server.plan.workbench import forget
from support.planned_desk import PlannedDesk, make_planned_desk, small_plan

FORMULA = '=HYPERLINK("http://contoh.invalid","buka")'
WITHOUT_NAMES = sorted(
    set(Role) - {Role.ADMIN, Role.COMMANDER, Role.OPS_HEAD, Role.PLANNER, Role.PROVINCE}
)


@pytest.fixture
def planned(db: None) -> PlannedDesk:
    forget()
    return make_planned_desk()


@pytest.fixture
def issued(planned: PlannedDesk) -> PlannedDesk:
    PlanVersion.objects.update(state=PlanState.ISSUED.value)
    return planned


def browser(planned: PlannedDesk, who: Role | Person) -> Client:
    client = Client()
    client.force_login(planned.desk.people[who] if isinstance(who, Role) else who)
    return client


def seen(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.content
    return response.content.decode()


@pytest.mark.parametrize("role", WITHOUT_NAMES)
def test_a_station_does_not_tell_who_guards_it(issued: PlannedDesk, role: Role) -> None:
    """The way round the post's card, which hides its team: by any of its stations."""
    post = next(p for p in small_plan().posts if p.team_size)
    names = {o.id: o.name for o in issued.planned.officers}
    team = [p.officer for p in small_plan().officers_of(post.id)]
    assert team
    client = browser(issued, role)
    for address in (
        f"/o/contoh/plans/1/card/station/{post.hub}",
        f"/o/contoh/plans/1/station/{post.hub}/",
        f"/api/v1/operations/contoh/plans/1/explanations/station/{post.hub}",
    ):
        told = seen(client, address)
        assert post.id in told
        assert not any(officer in told or names[officer] in told for officer in team), address


def test_scores_are_not_in_the_map_s_table_of_who_may_not_see_them(issued: PlannedDesk) -> None:
    address = "/o/contoh/map/stations/?plan=1"
    assert "Kerawanan" in seen(browser(issued, Role.BAWASLU), address)
    for role in (Role.TNI, Role.PPK):
        client = browser(issued, role)
        assert "Kerawanan" not in seen(client, address)
        head = seen(client, f"{address}&format=csv").splitlines()[0]
        assert "Kerawanan" not in head
        assert "Keterjangkauan" not in head
        by_score = seen(client, f"{address}&format=csv&sort=-threat")
        assert by_score == seen(client, f"{address}&format=csv"), "the order would tell the scores"


def test_a_proposal_is_not_told_by_the_api_to_who_may_not_upload(planned: PlannedDesk) -> None:
    DataVersion.objects.create(
        operation=planned.operation, number=2, note="Daftar sementara",
        created_by=planned.desk.people[Role.PLANNER], state=DataState.PROPOSED.value,
    )  # fmt: skip
    address = "/api/v1/operations/contoh/data"
    assert "Daftar sementara" in seen(browser(planned, Role.LOGISTICS), address)
    bawaslu = browser(planned, Role.BAWASLU)
    assert "Daftar sementara" not in seen(bawaslu, address)
    assert bawaslu.get(f"{address}/2").status_code == 404


@pytest.mark.parametrize("plan", [False, True])
def test_no_file_of_the_map_holds_a_formula(planned: PlannedDesk, plan: bool) -> None:
    """A name that somebody put into the data runs on nobody's computer."""
    if plan:
        PlanStationRow.objects.update(village_name=FORMULA)
    else:
        PlanVersion.objects.all().delete()
        StationRow.objects.update(village_name=FORMULA)
    file = seen(browser(planned, Role.PLANNER), "/o/contoh/map/stations/?format=csv")
    assert "HYPERLINK" in file
    assert "\"'=HYPERLINK" in file
    assert ';"=HYPERLINK' not in file


def test_the_equal_treatment_file_holds_no_formula(planned: PlannedDesk) -> None:
    PostRow.objects.update(district_name=FORMULA)
    PlanStationRow.objects.update(district_name=FORMULA)
    PlanVersion.objects.update(state=PlanState.ISSUED.value)
    file = seen(browser(planned, Role.BAWASLU), "/o/contoh/equal-treatment/?format=csv")
    assert "\"'=HYPERLINK" in file
    assert ';"=HYPERLINK' not in file


def test_an_erased_name_is_gone_from_what_a_server_keeps_in_memory(issued: PlannedDesk) -> None:
    """Also from a server that did not erase it itself: nothing tells it, the data do."""
    post = next(p for p in small_plan().posts if p.team_size)
    officer = small_plan().officers_of(post.id)[0].officer
    name = next(o.name for o in issued.planned.officers if o.id == officer)
    client = browser(issued, Role.OPS_HEAD)
    pages = [
        f"/o/contoh/plans/1/post/{post.id}/",
        f"/o/contoh/plans/1/station/{post.hub}/",
        f"/o/contoh/plans/1/officer/{officer}/",
        "/o/contoh/plans/1/findings/",
    ]
    assert all(name in seen(client, page) for page in pages[:2])
    erase_officer_data(
        issued.desk.actor(),
        issued.operation,
        prepare_erasure(issued.operation, officer),
        reason="Permintaan.",
    )
    assert not any(name in seen(client, page) for page in pages)
    assert LedgerEntry.objects.filter(kind="data.erased").exists()
