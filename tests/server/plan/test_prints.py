"""Prints say what they are, are made once, and reach only those who may have them."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from siaga.server.core.models import LedgerEntry, Person
from siaga.server.core.roles import Role
from siaga.server.plan.actions.data_erase import erase_officer_data
from siaga.server.plan.actions.prints import QUEUED, READY, RUNNING, ask_print
from siaga.server.plan.jobs.prints import make_print, print_plan
from siaga.server.plan.jobs.recovery import PRINT_STALE, recover
from siaga.server.plan.models import PlanPrint, PlanVersion
from siaga.server.plan.printing import KINDS, file_name, make_stamp, mark_of, render
from siaga.server.plan.queries.data_erasure import prepare_erasure
from support.approving import issued_plan
from support.desk import Desk
from support.planned_desk import PlannedDesk, add_plan, make_planned_desk

ClientFor = Callable[[Role | Person], Client]


@pytest.fixture
def planned(desk: Desk) -> PlannedDesk:
    return make_planned_desk(desk)


def asked(planned: PlannedDesk, kind: str, plan: PlanVersion | None = None) -> PlanPrint:
    return ask_print(
        planned.desk.actor(), planned.operation, plan or planned.plan, KINDS[kind], "id"
    )


def test_a_draft_is_marked_and_an_issued_plan_carries_its_place_in_the_ledger(
    planned: PlannedDesk,
) -> None:
    assert mark_of(planned.plan) == "DRAF / DRAFT"
    plan = issued_plan(planned)
    stamp = make_stamp(plan, "id")
    assert stamp.mark == ""
    assert plan.issued_entry is not None
    plan.issued_entry.refresh_from_db()
    assert f"jurnal {plan.issued_entry.position}" in stamp.line
    assert "TERBIT" in stamp.line
    assert plan.sha256[:16] in stamp.line
    assert "titik periksa" in stamp.line


def test_a_superseded_plan_says_so(planned: PlannedDesk) -> None:
    plan = issued_plan(planned)
    issued_plan(planned, add_plan(planned, seed=7))
    plan.refresh_from_db()
    assert mark_of(plan) == "DIGANTIKAN / SUPERSEDED"


def test_the_json_is_the_file_the_ledger_knows(planned: PlannedDesk) -> None:
    plan = issued_plan(planned)
    content = render(plan, KINDS["json"], "id")
    assert hashlib.sha256(content).hexdigest() == plan.sha256


@pytest.mark.parametrize("kind", ["annex", "cards", "workbook", "page", "csv", "geojson"])
def test_every_document_is_made_with_its_stamp(planned: PlannedDesk, kind: str) -> None:
    content = render(planned.plan, KINDS[kind], "en")
    begins = {"annex": b"%PDF", "cards": b"%PDF", "workbook": b"PK", "csv": b"PK"}
    assert content.startswith(begins.get(kind, content[:1]))
    if kind == "geojson":
        assert "DRAF / DRAFT" in json.loads(content)["description"]
    if kind == "page":
        assert "DRAF / DRAFT" in content.decode()
    if kind == "csv":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert "DRAF / DRAFT" in archive.read("plan.txt").decode()


def test_asking_twice_makes_one_and_is_recorded_once(planned: PlannedDesk) -> None:
    first, second = asked(planned, "annex"), asked(planned, "annex")
    assert first.pk == second.pk
    assert DBTaskResult.objects.count() == 1
    assert LedgerEntry.objects.filter(kind="plan.printed").count() == 1


def test_the_job_makes_it_and_the_download_has_name_and_type(
    planned: PlannedDesk, client_for: ClientFor
) -> None:
    printed = asked(planned, "annex")
    client = client_for(Role.PLANNER)
    address = "/o/contoh/plans/1/prints/annex/id/"
    assert client.get(address).status_code == 302, "not ready: back to the page"
    print_plan.call(printed.pk)
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    name = "contoh-rencana-1-rev-0-lampiran-sprin-bukan-perintah.pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content.startswith(b"%PDF")


def test_a_print_of_a_draft_is_not_given_as_the_order(
    planned: PlannedDesk, client_for: ClientFor
) -> None:
    """What was made of the draft is not handed out once the plan is issued."""
    make_print(asked(planned, "geojson").pk)
    plan = issued_plan(planned)
    client = client_for(Role.POLSEK)
    assert client.get("/o/contoh/plans/1/prints/geojson/id/").status_code == 302
    make_print(asked(planned, "geojson", plan).pk)
    answer = client.get("/o/contoh/plans/1/prints/geojson/id/")
    assert "TERBIT" in answer.json()["description"]
    assert "DRAF" not in answer.json()["description"]
    assert file_name(plan, KINDS["geojson"], "id") == "contoh-rencana-1-rev-0-peta.geojson"


def test_erasing_a_person_empties_kept_prints_and_leaves_the_issued_plan_valid(
    planned: PlannedDesk,
) -> None:
    """The name is gone from every document; hash and ledger still agree (R9)."""
    plan = issued_plan(planned)
    row = asked(planned, "csv", plan)
    make_print(row.pk)
    officer = planned.planned.officers[0]
    assert officer.name in tables_of(row)
    erase_officer_data(
        planned.desk.actor(),
        planned.operation,
        prepare_erasure(planned.operation, officer.id),
        reason="Permintaan.",
    )
    assert not PlanPrint.objects.exists()
    row = asked(planned, "csv", plan)
    make_print(row.pk)
    assert officer.name not in tables_of(row)
    assert officer.id in tables_of(row)
    content = render(plan, KINDS["json"], "id")
    assert hashlib.sha256(content).hexdigest() == plan.sha256


def tables_of(row: PlanPrint) -> str:
    """Every file of a printed ZIP as one text."""
    row.refresh_from_db()
    with zipfile.ZipFile(io.BytesIO(bytes(row.content))) as archive:
        return "".join(archive.read(name).decode("utf-8-sig") for name in archive.namelist())


def test_what_goes_wrong_is_said_in_both_languages(planned: PlannedDesk) -> None:
    printed = asked(planned, "geojson")
    PlanVersion.objects.filter(pk=planned.plan.pk).update(document=b"x")
    make_print(printed.pk)
    printed.refresh_from_db()
    assert printed.state == "failed"
    assert len(printed.message) == 2
    assert asked(planned, "geojson").state == QUEUED, "it can be tried again"


def test_a_print_whose_worker_was_killed_is_made_by_another(planned: PlannedDesk) -> None:
    printed = asked(planned, "annex")
    now = datetime.now(UTC)
    late = now - PRINT_STALE - timedelta(seconds=1)
    PlanPrint.objects.filter(pk=printed.pk).update(state=RUNNING, attempts=1, beat_at=late)
    DBTaskResult.objects.update(status="RUNNING", started_at=late)
    assert recover(now) == 1
    print_plan.call(printed.pk)
    printed.refresh_from_db()
    assert (printed.state, printed.attempts) == (READY, 2)


def test_a_page_that_is_downloaded_touches_nothing_of_the_desk(
    planned: PlannedDesk, client_for: ClientFor
) -> None:
    make_print(asked(planned, "page").pk)
    answer = client_for(Role.PLANNER).get("/o/contoh/plans/1/prints/page/id/")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Disposition"].startswith("attachment")


def test_who_may_not_see_officers_prints_nothing(
    planned: PlannedDesk, client_for: ClientFor
) -> None:
    issued_plan(planned)
    for role in (Role.KPU, Role.BAWASLU, Role.TNI):
        client = client_for(role)
        assert client.get("/o/contoh/plans/1/prints/").status_code == 403
        assert client.get("/o/contoh/plans/1/prints/annex/id/").status_code == 403
    polsek = client_for(Role.POLSEK)
    assert polsek.get("/o/contoh/plans/1/prints/").status_code == 200


def test_a_station_office_sees_no_draft(planned: PlannedDesk, client_for: ClientFor) -> None:
    assert client_for(Role.POLSEK).get("/o/contoh/plans/1/prints/").status_code == 404
