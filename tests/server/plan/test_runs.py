"""Scenarios on screen: every setting with its meaning and limits, and what becomes of a click."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from siaga.intake.settings_schema import TARGETS
from siaga.server.core.models import Person
from siaga.server.core.roles import Role
from siaga.server.plan.models import PlanRun, PlanVersion, PostRow, RunState
from siaga.server.plan.queries.scenario_form import ScenarioForm, parse_number
from siaga.server.plan.scenario import Scenario, settings_file, with_scenario
from support.desk import Desk
from support.planned_desk import PlannedDesk, add_run, make_planned_desk, small_planned

ClientFor = Callable[[Role | Person], Client]
NEW = "/o/contoh/runs/new/"
SHARE = "targets.reserve_share"
K = "doctrine.patterns.dua-delapan.stations_per_group"


@pytest.fixture
def planned(desk: Desk) -> PlannedDesk:
    return make_planned_desk(desk)


def form_of(planned: PlannedDesk, **changes: str) -> dict[str, str]:
    """The form as a browser sends it: every field, with some changed."""
    fields = ScenarioForm(settings_file(planned.data), "id").groups({})
    sent = {field.key: field.value for group in fields for field in group.fields}
    return {
        "token": str(uuid.uuid4()), "name": "Coba", "seed": "5", "extra_officers": "0", **sent,
        **changes,
    }  # fmt: skip


def test_the_form_has_every_target_with_the_limits_of_the_format(planned: PlannedDesk) -> None:
    form = ScenarioForm(settings_file(planned.data), "en")
    fields = {f.key: f for group in form.groups({}) for f in group.fields}
    for key in TARGETS.keys:
        field = fields[f"targets.{key.name}"]
        assert field.label == key.meaning[1].rstrip(".")
        assert field.limits
        assert field.unit
    assert fields[SHARE].value == "8"
    assert fields[SHARE].unit == "%"
    assert fields[K].of_data == "8 stations"


def test_what_is_not_changed_is_no_override(planned: PlannedDesk) -> None:
    form = ScenarioForm(settings_file(planned.data), "id")
    assert form.read(form_of(planned)).overrides == {}
    answers = form.read(form_of(planned, **{SHARE: "10", K: "10"}))
    assert answers.overrides == {SHARE: 0.1, K: 10}
    assert not answers.errors


def test_a_value_out_of_its_limits_is_named_at_its_field(planned: PlannedDesk) -> None:
    form = ScenarioForm(settings_file(planned.data), "id")
    assert SHARE in form.read(form_of(planned, **{SHARE: "140"})).errors
    assert K in form.read(form_of(planned, **{K: "8,5"})).errors
    assert K in form.read(form_of(planned, **{K: "delapan"})).errors


def test_settings_that_contradict_each_other_are_refused(planned: PlannedDesk) -> None:
    """A thinned group is not smaller than a full one: file and form say so alike."""
    thin = "doctrine.patterns.dua-delapan.thin_stations_per_group"
    answers = ScenarioForm(settings_file(planned.data), "id").read(form_of(planned, **{thin: "3"}))
    assert answers.errors


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [("0,05", "id", 0.05), ("0.05", "id", 0.05), ("1.000", "id", 1000.0), ("1,000", "en", 1000.0),
     ("1.000,5", "id", 1000.5), ("12.5", "en", 12.5)],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(text: str, language: str, number: float) -> None:
    assert parse_number(text, language) == number  # type: ignore[arg-type]


def test_a_scenario_changes_the_operation_and_nothing_else(planned: PlannedDesk) -> None:
    before = small_planned()
    after = with_scenario(planned.data, before, Scenario({SHARE: 0.1, K: 10}, 25))
    assert after.targets.reserve_share == 0.1
    assert after.doctrine.patterns["dua-delapan"].stations_per_group == 10
    assert len(after.available_officers) == len(before.available_officers) + 25
    assert after.stations == before.stations
    assert after.doctrine.tier_patterns == before.doctrine.tier_patterns
    assert with_scenario(planned.data, before, Scenario()) is before


def test_a_right_form_starts_one_run_however_often_it_is_sent(
    planned: PlannedDesk, client_for: ClientFor
) -> None:
    client, sent = client_for(Role.PLANNER), form_of(planned, **{SHARE: "10"})
    for _ in range(2):
        assert client.post(NEW, sent).status_code == 302
    run = PlanRun.objects.get(name="Coba")
    assert run.settings == {SHARE: 0.1}
    assert run.state == RunState.QUEUED
    shown = client.get(f"/o/contoh/runs/{run.number}/").content.decode()
    assert "10 %" in shown
    assert "8 %" in shown


def test_a_wrong_form_keeps_what_was_typed_and_starts_nothing(
    planned: PlannedDesk, client_for: ClientFor
) -> None:
    sent = form_of(planned, **{SHARE: "140", "name": ""})
    answer = client_for(Role.PLANNER).post(NEW, sent)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert 'value="140"' in page
    assert "Isi nama skenario" in page
    assert not PlanRun.objects.filter(state=RunState.QUEUED).exists()


def test_locks_of_a_plan_go_into_the_run(planned: PlannedDesk, client_for: ClientFor) -> None:
    """The form offers plans with locks; what is locked there is what planning has to keep."""
    PostRow.objects.filter(plan=planned.plan, ordinal=0).update(locked=True)
    client = client_for(Role.PLANNER)
    assert 'name="locks"' in client.get(NEW).content.decode()
    client.post(NEW, form_of(planned, locks=str(planned.plan.number)))
    run = PlanRun.objects.get(name="Coba")
    assert run.base == planned.plan


def test_a_run_is_copied_with_its_changes(planned: PlannedDesk, client_for: ClientFor) -> None:
    PlanRun.objects.filter(pk=planned.run.pk).update(settings={K: 10}, extra_officers=80)
    page = client_for(Role.PLANNER).get(f"{NEW}?copy=1").content.decode()
    assert 'value="80"' in page
    assert 'value="10"' in page
    assert "diubah" in page


def test_progress_shows_without_script_and_asks_for_a_reload_when_it_ends(
    planned: PlannedDesk, client_for: ClientFor
) -> None:
    client = client_for(Role.COMMANDER)
    run = add_run(planned.desk, planned.data, RunState.RUNNING)
    PlanRun.objects.filter(pk=run.pk).update(
        step="posts", share=0.5,
        bounds=[{"step": "posts.officers", "value": 40.0, "bound": 40.0, "unit": "officers",
                 "complete": True}],
    )  # fmt: skip
    page = client.get("/o/contoh/runs/").content.decode()
    assert "mengelompokkan TPS menjadi pos" in page
    assert 'http-equiv="refresh"' in page
    assert "run-cancel" not in page
    assert "Batalkan" not in page, "the commander watches, staff cancel"
    live = "/o/contoh/runs/live/"
    assert "HX-Refresh" not in client.get(f"{live}?count=1")
    PlanRun.objects.filter(pk=run.pk).update(state=RunState.DONE)
    assert client.get(f"{live}?count=1")["HX-Refresh"] == "true"


def test_cancelling_twice_is_harmless(planned: PlannedDesk, client_for: ClientFor) -> None:
    run = add_run(planned.desk, planned.data, RunState.QUEUED)
    client = client_for(Role.PLANNER)
    for _ in range(2):
        answer = client.post(f"/o/contoh/runs/{run.number}/cancel/")
        assert answer.status_code == 302
    run.refresh_from_db()
    assert run.state == RunState.CANCELLED


def test_a_failed_run_says_why_in_the_readers_language(
    planned: PlannedDesk, client_for: ClientFor
) -> None:
    run = add_run(planned.desk, planned.data, RunState.FAILED)
    PlanRun.objects.filter(pk=run.pk).update(message=["Memori habis.", "Memory ran out."])
    client = client_for(Role.PLANNER)
    address = f"/o/contoh/runs/{run.number}/"
    assert "Memori habis." in client.get(address).content.decode()
    client.cookies["siaga_language"] = "en"
    assert "Memory ran out." in client.get(address).content.decode()


def test_the_list_of_runs_needs_the_same_queries_however_many(
    planned: PlannedDesk,
    client_for: ClientFor,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for _ in range(8):
        add_run(planned.desk, planned.data)
    client = client_for(Role.PLANNER)
    with django_assert_max_num_queries(16):
        client.get("/o/contoh/runs/")


def test_who_does_not_plan_learns_nothing_of_drafts(
    planned: PlannedDesk, client_for: ClientFor
) -> None:
    assert PlanVersion.objects.count() == 1
    page = client_for(Role.KPU).get("/o/contoh/plans/").content.decode()
    assert planned.plan.name not in page
