"""The province sees all its resorts at once, and shares reinforcements where they mend most."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from siaga.server.core.access import Actor
from siaga.server.core.models import LedgerEntry, Operation
from siaga.server.core.roles import Role
from siaga.server.plan.actions.province import propose_reinforcements
from siaga.server.plan.models import BkoProposal, PlanState, PlanVersion
from siaga.server.plan.province_sharing import Wish, WishError, read_wish, share_out
from siaga.server.plan.queries.province import province_view
from support.api import make_plan
from support.desk import Desk
from support.planned_desk import make_planned_desk
from support.province import make_province, make_resort, summary


def test_every_resort_is_told_with_what_it_lacks(desk: Desk, client_for: Any) -> None:
    agency = make_province(desk)
    page = client_for(Role.PROVINCE).get(f"/province/{agency.id}/").content.decode()
    assert "60 personel kurang di 3 polres; 90 TPS dijaga di bawah doktrin." in page
    assert "1 polres belum punya rencana" in page
    for number in (1, 2, 3):
        assert f"Operasi Polres {number:02d}" in page


def test_the_only_province_is_opened_at_once(desk: Desk, client_for: Any) -> None:
    agency = make_province(desk, 1)
    response = client_for(Role.PROVINCE).get("/province/")
    assert response.headers["Location"] == f"/province/{agency.id}/"
    assert client_for(Role.COMMANDER).get("/province/").status_code == 403


def test_a_plan_in_force_counts_before_a_newer_draft(desk: Desk) -> None:
    figures = summary(available=100, short=5, stations=50, below=9)
    operation = make_resort(desk, 1, figures)
    issued = PlanVersion.objects.get(operation=operation)
    planner = desk.people[Role.PLANNER]
    other = summary(available=100, short=50, stations=50, below=40)
    make_plan(issued.data, planner, number=2, state=PlanState.DRAFT, summary=other)
    agency = desk.operation.agency.parent
    assert agency is not None

    def short() -> int:
        views = {view.resort.id: view for view in province_view(agency).resorts}
        return views["polres-01"].row.short

    assert short() == 5
    PlanVersion.objects.filter(pk=issued.pk).update(state=PlanState.SUPERSEDED)
    assert short() == 50


def test_only_resorts_that_vote_that_day_share(desk: Desk) -> None:
    agency = make_province(desk, 2)
    Operation.objects.filter(slug="polres-01").update(voting_day=date(2025, 4, 16))
    view = province_view(agency)
    assert [resort.resort.id for resort in view.resorts] == ["polres-01"]
    earlier = province_view(agency, date(2024, 11, 27))
    assert {resort.resort.id for resort in earlier.resorts} == {"contoh", "polres-02"}
    with pytest.raises(Http404):
        province_view(agency, date(2020, 1, 1))


def test_sharing_shows_what_each_mends_and_why(desk: Desk, client_for: Any) -> None:
    agency = make_province(desk)
    page = client_for(Role.PROVINCE).get(f"/province/{agency.id}/?officers=30").content.decode()
    assert "45 TPS kembali sesuai doktrin, 45 masih di bawahnya" in page
    assert "terbukti: tidak ada pembagian 30 personel" in page
    assert "1 polres belum punya rencana dan tidak ikut dihitung: Operasi contoh." in page


def test_a_proposal_keeps_the_figures_and_stands_in_the_ledger(desk: Desk, client_for: Any) -> None:
    agency = make_province(desk)
    browser = client_for(Role.PROVINCE)
    form = {"officers": "30", "units": "SST Brimob 1 = 10", "note": "Surat 12", "day": "2024-11-27"}
    response = browser.post(f"/province/{agency.id}/proposals/", form)
    kept = BkoProposal.objects.get()
    assert response.headers["Location"].endswith(f"/proposals/{kept.id}/")
    assert kept.officers == 40
    PlanVersion.objects.update(state=PlanState.WITHDRAWN)
    page = browser.get(response.headers["Location"]).content.decode()
    assert f"{kept.allocation['mended']} TPS kembali sesuai doktrin" in page
    assert "SST Brimob 1" in page
    entry = LedgerEntry.objects.get(kind="bko.proposed")
    assert b"Surat 12" not in bytes(entry.payload)
    facts = json.loads(bytes(entry.payload))["facts"]
    assert sum(facts["shares"].values()) <= 40
    assert facts["mended"] == kept.allocation["mended"]
    assert "Surat 12" in browser.get(f"/province/{agency.id}/").content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROVINCE])
def test_nobody_else_shares_reinforcements(desk: Desk, role: Role) -> None:
    agency = make_province(desk, 1)
    with pytest.raises((Http404, PermissionDenied)):
        propose_reinforcements(desk.actor(role), agency_id=agency.id, wish=Wish(5))
    assert not BkoProposal.objects.exists()


def test_another_province_learns_nothing(desk: Desk, client_for: Any) -> None:
    make_province(desk, 1)
    other = desk.other.agency.parent
    assert other is not None
    assert client_for(Role.PROVINCE).get(f"/province/{other.id}/").status_code == 404
    with pytest.raises(Http404):
        propose_reinforcements(Actor(desk.stranger), agency_id=other.id, wish=Wish(5))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("officers=banyak", "harus bilangan bulat"),
        ("officers=99999", "harus bilangan bulat"),
        ("units=SST", "tulis nama = jumlah"),
        ("officers=5&minimum.polres-01=9", "kurangi jatah minimum"),
        ("officers=5&minimum.tidak-ada=1", "Tidak ada operasi tidak-ada"),
    ],
)
def test_a_slip_in_the_form_is_said_and_what_was_typed_stays(
    desk: Desk, client_for: Any, query: str, said: str
) -> None:
    agency = make_province(desk, 2)
    response = client_for(Role.PROVINCE).get(f"/province/{agency.id}/?{query}")
    assert response.status_code == 400
    page = response.content.decode()
    assert said in page
    assert query.partition("=")[2].partition("&")[0] in page


def test_nothing_to_share_is_not_a_proposal(desk: Desk, client_for: Any) -> None:
    agency = make_province(desk, 1)
    response = client_for(Role.PROVINCE).post(f"/province/{agency.id}/proposals/", {"officers": ""})
    assert response.status_code == 400
    assert not BkoProposal.objects.exists()


def test_units_are_read_line_by_line() -> None:
    wish = read_wish({"officers": " 12 ", "units": "SST 1 = 30\n\n SSK A=100\r\n"})
    assert wish == Wish(12, (("SST 1", 30), ("SSK A", 100)))
    assert wish.total == 142
    with pytest.raises(WishError):
        read_wish({"units": "SST = 30\nSST = 30"})


def test_a_whole_province_costs_as_few_queries_as_one_resort(
    desk: Desk, client_for: Any, django_assert_num_queries: Any
) -> None:
    agency = make_province(desk, 2)
    browser = client_for(Role.PROVINCE)
    browser.get(f"/province/{agency.id}/?officers=20")
    queries = 8
    with django_assert_num_queries(queries):
        browser.get(f"/province/{agency.id}/?officers=20")
    for number in range(3, 18):
        figures = summary(available=500, short=number, stations=900, below=number)
        make_resort(desk, number, figures)
    with django_assert_num_queries(queries):
        page = browser.get(f"/province/{agency.id}/?officers=20")
    assert page.content.decode().count("Operasi Polres") >= 34


def test_a_real_plan_tells_the_province_what_its_own_page_tells(desk: Desk) -> None:
    planned = make_planned_desk(desk, officers=48)
    agency = desk.operation.agency.parent
    assert agency is not None
    row = province_view(agency).resorts[0].row
    summary_of_plan = planned.plan.summary
    assert row.need == summary_of_plan["need"]
    assert row.short == summary_of_plan["posts_short"]
    assert row.below == summary_of_plan["below"]
    assert (row.verdict == "closes") == (row.below == 0 and row.short == 0)


def test_a_province_with_a_real_shortage_is_mended_by_what_is_missing(desk: Desk) -> None:
    make_planned_desk(desk, officers=40)
    agency = desk.operation.agency.parent
    assert agency is not None
    view = province_view(agency)
    short = view.overview.short
    assert short > 0
    sharing = share_out(view, Wish(short))
    assert sharing.still_below == 0
    assert sharing.mended == view.overview.below


def test_enough_officers_with_stations_below_doctrine_is_no_shortage(
    desk: Desk, client_for: Any
) -> None:
    make_resort(desk, 1, summary(available=100, short=0, stations=50, below=9))
    agency = desk.operation.agency.parent
    assert agency is not None
    page = client_for(Role.PROVINCE).get(f"/province/{agency.id}/").content.decode()
    assert "Kekuatan cukup, tetapi 9 TPS di bawah doktrin" in page
    assert "0 personel kurang" not in page


def test_the_outlines_of_the_resorts_lie_beneath_the_circles(desk: Desk, client_for: Any) -> None:
    make_planned_desk(desk)
    agency = desk.operation.agency.parent
    assert agency is not None
    client = client_for(Role.PROVINCE)
    address = f"/province/{agency.id}/outlines.svg"
    assert address in client.get(f"/province/{agency.id}/").content.decode()
    picture = client.get(address)
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert b"<path d=" in picture.content
