"""How many questions a page asks the database: a baseline for every list, card and map page.

A page that asks one question a row is quick in a test and slow in a province; what is held here is
that a page asks as many with 250,000 rows as with ten.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from siaga.server.core.models import Person
from siaga.server.core.roles import Role
from siaga.server.plan.models import PlacementRow, PlanStationRow
from support.desk import Desk
from support.planned_desk import PlannedDesk, add_plan, make_planned_desk

ClientFor = Callable[[Role | Person], Client]

BASELINES = {
    "/o/contoh/": 13,
    "/o/contoh/plans/1/map/": 12,
    "/o/contoh/map/scene.json?plan=1": 5,
    "/o/contoh/map/picture.svg?plan=1": 5,
    "/o/contoh/map/areas/1.json": 5,
    "/o/contoh/map/reach.json?plan=1": 5,
    "/o/contoh/map/search/?plan=1&q=desa": 9,
    "/o/contoh/map/stations/?plan=1": 9,
    "/o/contoh/map/card/station/{station}": 7,
    "/o/contoh/map/card/base/{base}?plan=1": 9,
    "/o/contoh/data/": 9,
    "/o/contoh/data/1/": 11,
    "/o/contoh/data/1/stations/?q=desa": 10,
    "/o/contoh/data/1/officers/?sort=rank": 9,
    "/o/contoh/plans/": 8,
    "/o/contoh/plans/1/": 12,
    "/o/contoh/plans/1/posts/": 8,
    "/o/contoh/plans/1/officers/": 9,
    "/o/contoh/plans/1/stations/": 8,
    "/o/contoh/plans/1/card/station/{station}": 7,
    "/o/contoh/plans/1/card/post/{post}": 10,
    "/o/contoh/plans/1/card/officer/{officer}": 8,
    "/o/contoh/plans/1/post/{post}/": 11,
    "/o/contoh/plans/1/findings/": 7,
    "/o/contoh/plans/1/edit/": 18,
    "/o/contoh/plans/1/prints/": 8,
    "/o/contoh/compare/?plan=1&plan=2": 9,
    "/o/contoh/runs/": 9,
    "/o/contoh/runs/new/": 8,
    "/o/contoh/equal-treatment/": 12,
    "/o/contoh/score/": 12,
    "/o/contoh/score/{station}/": 8,
    "/o/contoh/ledger/": 11,
    "/o/contoh/people/": 7,
    "/api/v1/operations/contoh/data/1/stations": 6,
    "/api/v1/operations/contoh/plans/1/posts": 6,
    "/api/v1/operations/contoh/plans/1/placements": 6,
    "/api/v1/operations/contoh/ledger/entries": 5,
    "/ogc/o/contoh/plan/1/collections/stations/items": 7,
}
"""Most questions of each page once its process is warm: session and gates included."""


@pytest.fixture
def planned(desk: Desk) -> PlannedDesk:
    found = make_planned_desk(desk)
    add_plan(found, officers=44)
    return found


def subjects(planned: PlannedDesk) -> dict[str, str]:
    """What the addresses name."""
    placed = PlacementRow.objects.filter(plan=planned.plan, role="post")[0]
    station = PlanStationRow.objects.filter(plan=planned.plan, post=placed.place)[0]
    return {"station": station.code, "post": placed.place, "officer": placed.officer,
            "base": placed.unit}  # fmt: skip


@pytest.mark.parametrize("address", BASELINES)
def test_a_page_asks_no_more_than_its_baseline(
    planned: PlannedDesk,
    client_for: ClientFor,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    address: str,
) -> None:
    client = client_for(Role.OPS_HEAD)
    path = address.format(**subjects(planned))
    assert client.get(path).status_code == 200
    with django_assert_max_num_queries(BASELINES[address]):
        client.get(path)


def test_the_province_map_asks_as_few_questions(
    planned: PlannedDesk,
    client_for: ClientFor,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    agency = planned.desk.people[Role.PROVINCE].memberships.get(role=Role.PROVINCE).agency
    client = client_for(Role.PROVINCE)
    for name in ("", "scene.json", "areas.json", "picture.svg"):
        path = f"/province/{agency.pk}/map/{name}"
        assert client.get(path).status_code == 200
        with django_assert_max_num_queries(12):
            client.get(path)
