"""The draft desk in a browser: lists, cards, changes with their effect, two editors."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from siaga.model.plan import Role as Place
from siaga.server.core.models import LedgerEntry, Person
from siaga.server.core.roles import Role
from siaga.server.plan.models import OfficerRow, PlanEdit, PlanState, PlanVersion, PostRow, Presence
from siaga.server.plan.workbench import forget
from support.planned_desk import PlannedDesk, add_plan, make_planned_desk, small_plan


@pytest.fixture
def planned(db: None) -> PlannedDesk:
    forget()
    return make_planned_desk()


def browser(planned: PlannedDesk, who: Role | Person = Role.PLANNER) -> Client:
    client = Client(enforce_csrf_checks=False)
    client.force_login(planned.desk.people[who] if isinstance(who, Role) else who)
    return client


def at(planned: PlannedDesk, name: str, *more: str) -> str:
    return reverse(name, args=[planned.operation.slug, 1, *more])


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.content.decode()[:2000]
    return re.sub(r"\s+", " ", response.content.decode())


def a_move() -> dict[str, str]:
    source = max(small_plan().posts, key=lambda post: len(post.stations))
    target = next(
        p for p in small_plan().posts if p.district == source.district and p is not source
    )
    return {"kind": "move_station", "station": source.stations[0], "to_post": target.id}


def a_swap() -> dict[str, str]:
    posted = [p for p in small_plan().placements if p.role is Place.POST]
    first, second = next((a, b) for a in posted for b in posted if a.place != b.place)
    return {"kind": "swap_officers", "first": first.officer, "second": second.officer}


def revision() -> int:
    return PlanVersion.objects.get(number=1).revision


# --- lists


@pytest.mark.parametrize("name", ["plan-posts", "plan-officers", "plan-stations"])
def test_a_list_filters_sorts_and_says_how_many(planned: PlannedDesk, name: str) -> None:
    client = browser(planned)
    whole = text(client.get(at(planned, name)))
    count = {
        "plan-posts": len(small_plan().posts),
        "plan-officers": len(small_plan().placements),
        "plan-stations": len(planned.planned.stations),
    }[name]
    assert re.search(rf'class="count">{count} ', whole)
    first = small_plan().posts[0]
    q = {
        "plan-posts": first.id,
        "plan-officers": small_plan().placements[0].officer,
        "plan-stations": first.stations[0],
    }[name]
    one = text(client.get(at(planned, name), {"q": q}))
    assert re.search(r'class="count">1 ', one)
    none = text(client.get(at(planned, name), {"q": "tidak mungkin ada"}))
    assert "Tidak ada yang cocok" in none
    for sort in re.findall(r"[?;]sort=([a-z_]+)\"", whole):
        text(client.get(at(planned, name), {"sort": sort}))
        text(client.get(at(planned, name), {"sort": f"-{sort}"}))
    text(client.get(at(planned, name), {"sort": "plan__document", "tier": "x", "page": "zz"}))


def test_filters_show_only_what_they_say(planned: PlannedDesk) -> None:
    client = browser(planned)
    gone = PostRow.objects.order_by("ordinal").first()
    assert gone is not None
    PostRow.objects.filter(pk=gone.pk).update(officers=0, locked=True, level="thinned")
    for query in ({"gap": "1"}, {"locked": "1"}, {"level": "below"}, {"level": "thinned"}):
        page = text(client.get(at(planned, "plan-posts"), query))
        assert re.search(r'class="count">1 pos', page), query
    role = text(client.get(at(planned, "plan-officers"), {"role": "padal"}))
    padal = sum(p.role is Place.PADAL for p in small_plan().placements)
    assert re.search(rf'class="count">{padal} ', role)


def test_an_officer_is_found_by_name_only_by_who_may_see_names(planned: PlannedDesk) -> None:
    officer = OfficerRow.objects.order_by("ordinal").first()
    assert officer is not None
    mine = text(browser(planned).get(at(planned, "plan-officers"), {"q": officer.name}))
    assert officer.code in mine
    logistics = browser(planned, Role.LOGISTICS)
    page = text(logistics.get(at(planned, "plan-officers")))
    assert officer.code in page
    assert officer.name not in page
    assert officer.code not in text(
        logistics.get(at(planned, "plan-officers"), {"q": officer.name})
    ).replace(f'value="{officer.name}"', "")


@pytest.mark.parametrize("name", ["plan-posts", "plan-officers", "plan-stations"])
def test_a_list_goes_into_a_spreadsheet_with_its_codes_whole(
    planned: PlannedDesk, name: str
) -> None:
    client = browser(planned)
    response = client.get(at(planned, name), {"format": "csv"})
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    book = load_workbook(io.BytesIO(client.get(at(planned, name), {"format": "xlsx"}).content))
    sheet = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert len(rows) == len(sheet) > 10
    assert rows[0] == sheet[0]
    assert [row[0] for row in rows] == [row[0] for row in sheet]
    assert "attachment" in response.headers["Content-Disposition"]


def test_lists_and_cards_ask_the_database_no_more_often_for_a_larger_plan(
    planned: PlannedDesk,
) -> None:
    client = browser(planned)
    counts = {}
    for name in ("plan-posts", "plan-officers", "plan-stations"):
        client.get(at(planned, name))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(at(planned, name))
        counts[name] = len(queries)
    add_plan(planned, officers=48)
    for name, count in counts.items():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(name, args=[planned.operation.slug, 2]))
        assert len(queries) <= count + 3, name  # the names of places of another data version
        assert count <= 14, name


# --- cards


def test_each_card_explains_itself(planned: PlannedDesk) -> None:
    client = browser(planned)
    post = small_plan().posts[0]
    officer = small_plan().officers_of(post.id)[0].officer
    name = next(o.name for o in planned.planned.officers if o.id == officer)
    card = text(client.get(at(planned, "plan-card", "post", post.id)))
    assert "<html" not in card
    assert name in card
    assert "Pilihan kedua" in card
    assert post.stations[0] in card
    station = text(client.get(at(planned, "plan-card", "station", post.stations[0])))
    assert "Kerawanan konflik" in station
    person = text(client.get(at(planned, "plan-card", "officer", officer)))
    assert "Mengapa di sini" in person
    page = text(client.get(at(planned, "plan-subject", "post", post.id)))
    assert "<html" in page
    assert name in page
    assert client.get(at(planned, "plan-card", "post", "P-99-999")).status_code == 404


def test_a_card_keeps_from_a_reader_what_is_not_theirs(planned: PlannedDesk) -> None:
    PlanVersion.objects.update(state=PlanState.ISSUED.value)
    post = next(p for p in small_plan().posts if p.team_size)
    names = {o.id: o.name for o in planned.planned.officers}
    team = [p.officer for p in small_plan().officers_of(post.id)]
    kpu = text(browser(planned, Role.KPU).get(at(planned, "plan-card", "post", post.id)))
    assert not any(officer in kpu or names[officer] in kpu for officer in team)
    polsek = text(browser(planned, Role.POLSEK).get(at(planned, "plan-card", "post", post.id)))
    assert all(officer in polsek for officer in team)
    assert not any(names[officer] in polsek for officer in team)
    ppk = text(browser(planned, Role.PPK).get(at(planned, "plan-card", "station", post.hub)))
    assert "Kerawanan konflik" not in ppk
    assert "poin" not in ppk


# --- changes


def test_a_change_is_looked_at_saved_and_told(planned: PlannedDesk) -> None:
    client = browser(planned)
    before = text(client.get(at(planned, "plan-edit"), a_move()))
    assert "Akibat perubahan ini" in before
    assert "Simpan perubahan" in before
    assert not PlanEdit.objects.exists()
    saved = client.post(at(planned, "plan-edits"), {**a_move(), "revision": "0"}, follow=True)
    after = text(saved)
    assert f"TPS {a_move()['station']} pindah ke pos {a_move()['to_post']}" in after
    assert revision() == 1
    assert LedgerEntry.objects.filter(kind="plan.edited").count() == 1
    back = text(client.post(at(planned, "plan-undo"), {"revision": "1"}, follow=True))
    assert "dibatalkan" in back
    again = text(client.post(at(planned, "plan-redo"), {"revision": "2"}, follow=True))
    assert "Diulangi" in again
    assert revision() == 3


def test_the_keyboard_finds_its_way_from_station_to_post(planned: PlannedDesk) -> None:
    client = browser(planned)
    ask = {"kind": "move_station", "station": a_move()["station"]}
    page = text(client.get(at(planned, "plan-edit"), ask))
    assert f'<option value="{a_move()["to_post"]}"' in page
    assert "Akibat perubahan ini" not in page
    new = text(client.get(at(planned, "plan-edit"), {**ask, "to_post": "new"}))
    assert "mendapat pos sendiri" in new
    unknown = text(client.get(at(planned, "plan-edit"), {**ask, "station": "<b>"}))
    assert "Tidak ada TPS &lt;b&gt; dalam rencana ini" in unknown


def test_officers_are_swapped_by_number_or_by_name(planned: PlannedDesk) -> None:
    client = browser(planned)
    names = {o.id: o.name for o in planned.planned.officers}
    ask = a_swap()
    by_name = {**ask, "first": names[ask["first"]]}
    page = text(client.get(at(planned, "plan-edit"), by_name))
    assert "bertukar tempat dengan" in page
    assert f'name="first" value="{ask["first"]}"' in page
    text(client.post(at(planned, "plan-edits"), {**ask, "revision": "0"}, follow=True))
    assert PlanEdit.objects.get().edit["first"] == ask["first"]


def test_an_officer_is_sent_where_one_is_missing(planned: PlannedDesk) -> None:
    client = browser(planned)
    idle = next(p for p in small_plan().placements if p.role is Place.SPARE)
    target = small_plan().posts[0].id
    ask = {"kind": "move_officer", "officer": idle.officer, "target": f"post:{target}"}
    page = text(client.get(at(planned, "plan-edit"), ask))
    assert f"pindah ke: Pos {target}" in page
    text(client.get(at(planned, "plan-edit"), {"kind": "move_officer", "target": "post:x"}))
    bad = text(client.get(at(planned, "plan-edit"), {**ask, "target": "raja:x"}))
    assert "Perubahan tidak dapat dibuat" in bad


def test_the_map_gets_a_piece_of_html_for_what_it_drags(planned: PlannedDesk) -> None:
    client = browser(planned)
    form, hx = {**a_move(), "revision": "0"}, {"HX-Request": "true"}
    looked = client.post(at(planned, "plan-edits") + "?preview=1", form, headers=hx)
    assert "<html" not in text(looked)
    assert "Selisih" in looked.content.decode()
    assert revision() == 0
    assert "<html" not in text(client.post(at(planned, "plan-edits"), form, headers=hx))
    assert revision() == 1
    late = client.post(at(planned, "plan-edits"), form, headers=hx)
    assert "Sejak Anda membukanya" in text(late, 409)
    unknown = {**form, "revision": "1", "station": "x"}
    assert "tidak ada dalam rencana ini" in text(
        client.post(at(planned, "plan-edits"), unknown, headers=hx), 422
    )


def test_a_program_gets_json(planned: PlannedDesk) -> None:
    client = browser(planned)

    def send(document: Any, query: str = "") -> Any:
        body = document if isinstance(document, str) else json.dumps(document)
        return client.post(at(planned, "plan-edits") + query, body, "application/json")

    looked = send({"revision": 0, "edit": a_move()}, "?preview=1")
    assert looked.status_code == 200
    answer = looked.json()
    assert answer["revision"] == 0
    assert set(answer["cost"]["change"]) == {
        "need", "short", "teams", "missing", "travel", "minutes",
    }  # fmt: skip
    saved = send({"revision": 0, "edit": a_move()})
    assert saved.json()["revision"] == 1
    assert saved.json()["findings"] == answer["findings"]
    late = send({"revision": 0, "edit": a_swap()})
    assert late.status_code == 409
    assert late.json()["revision"] == 1
    assert late.json()["changes"][0]["sequence"] == 1
    refused = send({"revision": 1, "edit": {"kind": "move_station", "station": "x"}})
    assert refused.status_code == 422
    assert refused.json()["problems"][0]["code"] == "edit.station_unknown"
    assert send({"revision": 1, "edit": {"kind": "x"}}).status_code == 422
    for bad in ("{", "[]", '{"revision": 1}', '{"revision": true, "edit": {}}', '{"edit": {}}'):
        assert send(bad).status_code == 400, bad
    assert client.post(at(planned, "plan-edits"), {**a_move(), "revision": "-1"}).status_code == 400


# --- two editors


def test_the_second_of_two_editors_is_shown_what_the_first_did(planned: PlannedDesk) -> None:
    first, second = browser(planned), browser(planned, planned.desk.second_planner)
    text(first.post(at(planned, "plan-edits"), {**a_move(), "revision": "0"}, follow=True))
    refused = text(second.post(at(planned, "plan-edits"), {**a_swap(), "revision": "0"}), 409)
    assert f"TPS {a_move()['station']} pindah ke pos" in refused
    assert planned.desk.people[Role.PLANNER].name in refused
    assert "bertukar tempat dengan" in refused
    assert PlanEdit.objects.count() == 1
    # Their own change waits under a button and is looked at on top of the newest draft.
    again = {**a_swap(), "revision": "1"}
    looked = text(second.post(at(planned, "plan-edits") + "?preview=1", again))
    assert "Simpan perubahan" in looked
    assert PlanEdit.objects.count() == 1
    text(second.post(at(planned, "plan-edits"), again, follow=True))
    assert PlanEdit.objects.count() == 2


def test_editors_see_each_other_and_that_the_draft_changed(planned: PlannedDesk) -> None:
    first, second = browser(planned), browser(planned, planned.desk.second_planner)
    ask = {"revision": "0"}
    assert "sedang membuka" not in text(first.get(at(planned, "plan-presence"), ask))
    seen = text(second.get(at(planned, "plan-presence"), ask))
    assert planned.desk.people[Role.PLANNER].name in seen
    assert "sudah diubah" not in seen
    text(first.post(at(planned, "plan-edits"), {**a_move(), "revision": "0"}, follow=True))
    changed = text(second.get(at(planned, "plan-presence"), ask))
    assert "Draf ini sudah diubah" in changed
    assert Presence.objects.count() == 2
    assert not LedgerEntry.objects.filter(kind__contains="presence").exists()


def test_a_double_click_changes_once(planned: PlannedDesk) -> None:
    client = browser(planned)
    form = {**a_move(), "revision": "0"}
    assert client.post(at(planned, "plan-edits"), form).status_code == 302
    assert client.post(at(planned, "plan-edits"), form).status_code == 409
    assert PlanEdit.objects.count() == 1


# --- locks


def test_locks_are_set_on_a_card_listed_on_the_desk_and_released(planned: PlannedDesk) -> None:
    client = browser(planned)
    post = small_plan().posts[0]
    goal = at(planned, "plan-subject", "post", post.id)
    lock = {"kind": "lock", "subject": "post", "id": post.id, "next": goal}
    done = client.post(at(planned, "plan-edits"), {**lock, "revision": "0"})
    assert done.headers["Location"] == goal
    assert "Lepas kunci" in text(client.get(goal))
    desk = text(client.get(at(planned, "plan-edit")))
    assert f'name="id" value="{post.id}"' in desk
    refused = {"kind": "move_station", "station": post.stations[0], "to_post": "new"}
    assert "dikunci" in text(
        client.post(at(planned, "plan-edits"), {**refused, "revision": "1"}), 422
    )
    free = {**lock, "kind": "unlock", "revision": "1", "next": "https://elsewhere.example/"}
    away = client.post(at(planned, "plan-edits"), free)
    assert away.headers["Location"] == at(planned, "plan-edit")
    assert not PostRow.objects.filter(locked=True).exists()


# --- what is no draft


def test_an_issued_plan_has_no_button_to_change_it(planned: PlannedDesk) -> None:
    PlanVersion.objects.update(state=PlanState.ISSUED.value)
    client = browser(planned)
    for name in ("plan-posts", "plan-officers", "plan-stations", "plan-edit"):
        page = text(client.get(at(planned, name)))
        assert 'name="revision"' not in page
    refused = client.post(at(planned, "plan-edits"), {**a_move(), "revision": "0"})
    assert "bukan draf lagi" in text(refused, 409)
    assert not PlanEdit.objects.exists()


def test_the_whole_plan_is_checked_against_doctrine(planned: PlannedDesk) -> None:
    client = browser(planned)
    page = text(client.get(at(planned, "plan-findings")))
    assert "Temuan" in page or "Sesuai doktrin" in page
    move = {"kind": "move_station", "station": small_plan().posts[0].stations[0], "to_post": "new"}
    source = max(small_plan().posts, key=lambda post: len(post.stations))
    move["station"] = source.stations[0]
    client.post(at(planned, "plan-edits"), {**move, "revision": "0"})
    after = text(client.get(at(planned, "plan-findings")))
    assert "personel" in after
    assert "Wajib" in after


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_speaks_both_languages(planned: PlannedDesk, language: str) -> None:
    client = browser(planned)
    client.cookies["siaga_language"] = language
    for edit in (a_move(), a_swap()):
        client.post(at(planned, "plan-edits"), {**edit, "revision": str(revision())})
    post = small_plan().posts[0]
    client.post(at(planned, "plan-edits"), {"kind": "lock", "subject": "post", "id": post.id,
                                            "revision": str(revision())})  # fmt: skip
    for name in ("plan-posts", "plan-officers", "plan-stations", "plan-edit", "plan-findings"):
        assert f'<html lang="{language}"' in text(client.get(at(planned, name)))
    for kind in ("swap_officers", "move_officer", "move_station"):
        text(client.get(at(planned, "plan-edit"), {"kind": kind}))
