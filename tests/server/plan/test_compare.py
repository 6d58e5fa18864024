"""Plans side by side: what differs, which is better, and who moves."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client

from siaga.server.core.models import Person
from siaga.server.core.roles import Role
from siaga.server.plan.models import PlanVersion
from siaga.server.plan.queries.comparing import figures, moves, settings
from support.desk import Desk
from support.planned_desk import PlannedDesk, add_plan, make_planned_desk

ClientFor = Callable[[Role | Person], Client]


@pytest.fixture
def planned(desk: Desk) -> PlannedDesk:
    return make_planned_desk(desk)


@pytest.fixture
def plans(planned: PlannedDesk) -> list[PlanVersion]:
    """The first with 70 officers, the second with 44."""
    add_plan(planned, officers=44)
    return list(PlanVersion.objects.order_by("number"))


def line(plans: list[PlanVersion], key: str) -> list[object]:
    from siaga.server.language import say

    label = say(f"compare.{key}", "id")
    return next(
        list(line.cells) for part in figures(plans, "id") for line in part.lines
        if line.label == label
    )  # fmt: skip


def test_a_shortage_is_worse_in_words_and_the_best_is_marked(plans: list[PlanVersion]) -> None:
    first, second = line(plans, "posts_short")
    assert first.best  # type: ignore[attr-defined]
    assert not second.best  # type: ignore[attr-defined]
    assert second.mark == "worse"  # type: ignore[attr-defined]
    assert "lebih buruk" in second.words  # type: ignore[attr-defined]


def test_a_plan_beside_itself_is_the_same_everywhere(plans: list[PlanVersion]) -> None:
    for part in figures([plans[0], plans[0]], "id"):
        for row in part.lines:
            assert row.cells[1].mark in ("", "even")
            assert not any(cell.best for cell in row.cells)
    assert settings([plans[0], plans[0]], "id").lines == ()
    assert moves(plans[0], plans[0]).officers == ()


def test_overlapping_intervals_are_no_difference(plans: list[PlanVersion]) -> None:
    a, b = plans
    b.summary = {**a.summary, "stress": _shifted(a.summary["stress"], 0.01)}
    assert line([a, b], "p90")[1].mark == "even"  # type: ignore[attr-defined]
    b.summary = {**a.summary, "stress": _shifted(a.summary["stress"], 500.0)}
    assert line([a, b], "p90")[1].mark == "worse"  # type: ignore[attr-defined]


def _shifted(stress: dict[str, dict[str, object]], minutes: float) -> dict[str, object]:
    plan = stress["plan"]
    ends = [end + minutes for end in plan["p90_ci"]]  # type: ignore[attr-defined]
    return {**stress, "plan": {**plan, "p90": plan["p90"] + minutes, "p90_ci": ends}}  # type: ignore[operator]


def test_who_leaves_is_told(plans: list[PlanVersion]) -> None:
    found = moves(*plans)
    leaving = [move for move in found.officers if move.to_role is None]
    assert len(leaving) == 70 - 44


def test_settings_that_differ_are_shown_with_their_unit(plans: list[PlanVersion]) -> None:
    run = plans[1].run
    assert run is not None
    run.settings = {"targets.reserve_share": 0.2}
    run.extra_officers = 5
    shown = settings(plans, "id")
    texts = {row.label: [cell.text for cell in row.cells] for row in shown.lines}
    assert ["0", "5"] in texts.values()
    assert ["8 %", "20 %"] in texts.values()


def test_the_page_and_its_files(plans: list[PlanVersion], client_for: ClientFor) -> None:
    client = client_for(Role.COMMANDER)
    address = "/o/contoh/compare/?plan=1&plan=2"
    page = client.get(address).content.decode()
    assert "lebih buruk" in page
    csv = client.get(f"{address}&format=csv")
    assert csv["Content-Disposition"] == 'attachment; filename="perbandingan-contoh-1-2.csv"'
    assert "Kekurangan personel;" in csv.content.decode("utf-8-sig")
    xlsx = client.get(f"{address}&format=xlsx")
    with zipfile.ZipFile(io.BytesIO(xlsx.content)) as book:
        assert "Kekurangan personel" in book.read("xl/sharedStrings.xml").decode()
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("query", ["plan=9&plan=1", "plan=x&plan=1", "plan=99999999999&plan=1"])
def test_a_plan_that_is_not_there(
    plans: list[PlanVersion], client_for: ClientFor, query: str
) -> None:
    assert client_for(Role.PLANNER).get(f"/o/contoh/compare/?{query}").status_code == 404
