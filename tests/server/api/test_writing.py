"""Programs start and cancel runs, and save proposals: once, however often they ask."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from siaga.server.api.models import KeptAnswer, Scope
from siaga.server.core.models import LedgerEntry
from siaga.server.core.roles import Role
from siaga.server.plan.models import BkoProposal, PlanRun, RunState
from siaga.server.plan.queries.province import province_view
from support.api import ask, issue, make_token
from support.desk import Desk
from support.planned_desk import add_plan, add_run, make_planned_desk, small_plan
from support.province import make_province

RUNS = "/api/v1/operations/contoh/runs"


def post(path: str, token: str, body: object, key: str = "") -> Any:
    headers = {"Authorization": f"Bearer {token}"}
    if key:
        headers["Idempotency-Key"] = key
    return Client().post(path, body, content_type="application/json", headers=headers)


def test_a_run_is_queued_and_told(desk: Desk) -> None:
    make_planned_desk(desk)
    token = make_token(desk.people[Role.PLANNER])
    asked = {"name": "616 + 80", "extra_officers": 80, "settings": {"targets.reserve_share": 0.1}}
    answer = post(RUNS, token, asked)
    assert answer.status_code == 201
    told = ask(f"{RUNS}/{answer.json()['number']}", token).json()
    assert (told["state"], told["extra_officers"]) == ("queued", 80)
    assert told["settings"] == {"targets.reserve_share": 0.1}
    assert LedgerEntry.objects.filter(kind="run.started").count() == 1


def test_a_request_sent_again_is_one_run(desk: Desk) -> None:
    make_planned_desk(desk)
    token = make_token(desk.people[Role.PLANNER])
    answers = [post(RUNS, token, {"name": "616"}, key="kunci-1") for _ in range(3)]
    assert {answer.json()["number"] for answer in answers} == {2}
    assert PlanRun.objects.filter(name="616").count() == 1
    assert answers[2].headers["Idempotent-Replayed"] == "true"
    other = post(RUNS, token, {"name": "893"}, key="kunci-1")
    assert other.status_code == 422
    assert not PlanRun.objects.filter(name="893").exists()


def test_a_key_belongs_to_its_person(desk: Desk) -> None:
    make_planned_desk(desk)
    for role in (Role.PLANNER, Role.OPS_HEAD):
        post(RUNS, make_token(desk.people[role]), {"name": "616"}, key="kunci-1")
    assert PlanRun.objects.filter(name="616").count() == 2


def test_a_request_that_failed_may_be_sent_again(desk: Desk) -> None:
    token = make_token(desk.people[Role.PLANNER])
    assert post(RUNS, token, {"name": "616"}, key="kunci-1").status_code == 404
    assert not KeptAnswer.objects.exists()
    make_planned_desk(desk)
    assert post(RUNS, token, {"name": "616"}, key="kunci-1").status_code == 201


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"name": "x", "settings": {"targets.tidak_ada": 1}}, "targets.tidak_ada"),
        ({"name": "x", "settings": {"targets.reserve_share": 7}}, "reserve_share"),
        ({"name": "x", "settings": {"doctrine.patterns.hantu.officers": 2}}, "hantu"),
        ({"name": "x", "settings": {"targets.reserve_share.x": 1}}, "reserve_share"),
        ({"name": ""}, "name"),
        ({"name": "x", "jumlah_suara": 1}, "jumlah_suara"),
    ],
)
def test_what_a_run_can_not_have_is_named(desk: Desk, body: dict[str, Any], said: str) -> None:
    make_planned_desk(desk)
    answer = post(RUNS, make_token(desk.people[Role.PLANNER]), body)
    assert answer.status_code == 422
    assert said in str(answer.json()["errors"])
    assert PlanRun.objects.count() == 1


def test_a_waiting_run_is_cancelled_once(desk: Desk) -> None:
    planned = make_planned_desk(desk)
    run = add_run(desk, planned.data, RunState.QUEUED)
    token = make_token(desk.people[Role.PLANNER])
    path = f"{RUNS}/{run.number}/cancel"
    assert post(path, token, {}).json()["state"] == "cancelled"
    assert post(path, token, {}).status_code == 409


def test_a_token_without_write_starts_nothing(desk: Desk) -> None:
    make_planned_desk(desk)
    token = make_token(desk.people[Role.PLANNER], Scope.READ, Scope.PEOPLE)
    assert post(RUNS, token, {"name": "616"}).status_code == 403
    assert PlanRun.objects.count() == 1


def test_a_browser_sends_its_csrf_token(desk: Desk) -> None:
    make_planned_desk(desk)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(desk.people[Role.PLANNER])
    answer = browser.post(RUNS, {"name": "616"}, content_type="application/json")
    assert answer.status_code == 403
    assert PlanRun.objects.count() == 1


def test_a_body_that_is_too_large_is_refused(desk: Desk, settings: Any) -> None:
    make_planned_desk(desk)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 500
    answer = post(RUNS, make_token(desk.people[Role.PLANNER]), {"name": "x" * 600})
    assert answer.status_code == 413
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_explanations_leave_out_people_and_scores_of_others(desk: Desk) -> None:
    planned = make_planned_desk(desk)
    issue(planned.plan)
    post_id = small_plan().posts[0].id
    officer = small_plan().placements[0].officer
    base = "/api/v1/operations/contoh/plans/1/explanations"
    head = make_token(desk.people[Role.OPS_HEAD])
    reading = make_token(desk.people[Role.OPS_HEAD], Scope.READ)
    everything = ask(f"{base}/post/{post_id}", head).json()["sections"]
    without_people = ask(f"{base}/post/{post_id}", reading).json()["sections"]
    assert len(without_people) < len(everything)
    assert ask(f"{base}/officer/{officer}", head).status_code == 200
    assert ask(f"{base}/officer/{officer}", reading).status_code == 403
    assert ask(f"{base}/officer/{officer}", make_token(desk.people[Role.KPU])).status_code == 403
    assert ask(f"{base}/post/tidak-ada", head).status_code == 404


def test_two_plans_are_compared(desk: Desk) -> None:
    planned = make_planned_desk(desk)
    second = add_plan(planned, officers=48)
    token = make_token(desk.people[Role.OPS_HEAD])
    path = f"/api/v1/operations/contoh/comparison?a=1&b={second.number}"
    told = ask(path, token).json()
    assert told["officers"]["leaves"] == 22
    assert told["a"]["summary"]["officers"] - told["b"]["summary"]["officers"] == 22
    assert ask(path, make_token(desk.people[Role.KPU])).status_code == 403


def test_a_plan_is_one_geojson_file_without_people(desk: Desk) -> None:
    planned = make_planned_desk(desk)
    issue(planned.plan)
    token = make_token(desk.people[Role.KPU])
    answer = ask("/api/v1/operations/contoh/plans/1/geojson", token)
    assert answer.headers["Content-Type"] == "application/geo+json"
    features = answer.json()["features"]
    layers = {feature["properties"]["layer"] for feature in features}
    assert layers == {"stations", "posts", "bases"}
    assert len([f for f in features if f["properties"]["layer"] == "stations"]) == 60
    assert small_plan().placements[0].officer not in answer.content.decode()


def test_the_province_hears_the_same_figures_as_its_page(desk: Desk) -> None:
    agency = make_province(desk)
    token = make_token(desk.people[Role.PROVINCE])
    base = f"/api/v1/provinces/{agency.id}"
    assert [row["agency"] for row in ask("/api/v1/provinces", token).json()] == [str(agency.id)]
    overview = ask(f"{base}/overview", token).json()
    shown = province_view(agency).overview
    assert (overview["short"], overview["below"]) == (shown.short, shown.below)
    shared = ask(f"{base}/sharing?officers=30", token, Accept_Language="en").json()
    assert (shared["mended"], shared["proven"]) == (45, True)
    assert "proven: no sharing of 30 officers" in shared["reasons"][0]


def test_a_proposal_is_saved_once(desk: Desk) -> None:
    agency = make_province(desk)
    token = make_token(desk.people[Role.PROVINCE])
    path = f"/api/v1/provinces/{agency.id}/proposals"
    body = {"officers": 20, "units": [{"name": "SST 1", "officers": 10}], "note": "Surat 12"}
    first, again = (post(path, token, body, key="usulan-1") for _ in range(2))
    assert first.json() == again.json()
    assert BkoProposal.objects.count() == 1
    assert ask(path, token).json()["items"][0]["note"] == "Surat 12"
    bad = post(path, token, {"officers": 5, "minimums": [{"slug": "tidak-ada", "officers": 1}]})
    assert bad.status_code == 422
    assert "tidak-ada" in str(bad.json()["errors"])
