"""The whole table of rights, tried with real roles in a real database.

``tests/server/access_matrix.csv`` was read line by line against the rules; it is the second opinion
on the ``policy.py`` of every app. Who changes a right changes the line, and docs/access.md.
"""

from __future__ import annotations

import csv
import uuid
from enum import StrEnum
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from siaga.server.core.access import Actor, authorise, may, policy_table
from siaga.server.core.models import Agency, Membership, Operation, Person
from siaga.server.core.roles import AgencyKind, Relation, Role
from siaga.server.plan.policy import PlanPermission
from support.desk import Desk

MATRIX = Path(__file__).parents[1] / "access_matrix.csv"
ROOT = Path(__file__).parents[3]
GRANTED, REFUSED, HIDDEN = "granted", "refused", "hidden"
PERMISSIONS = sorted(policy_table())

ABOVE = {Role.ADMIN: Relation.INSTALLATION, Role.PROVINCE: Relation.PROVINCE}


def golden() -> dict[str, dict[str, set[str]]]:
    """Permission -> role -> relations."""
    with MATRIX.open(encoding="utf-8", newline="") as file:
        return {
            row.pop("permission"): {role: set(cell.split()) for role, cell in row.items()}
            for row in csv.DictReader(file)
        }


def permission_of(name: str) -> StrEnum:
    return next(permission for permission in policy_table() if permission == name)


def answer(actor: Actor, operation: Operation | None, name: str, *authors: uuid.UUID | None) -> str:
    try:
        access = authorise(actor, operation, permission_of(name), authors)
    except Http404:
        return HIDDEN
    except PermissionDenied:
        return REFUSED
    assert access.actor is actor
    assert access.permission == name
    return GRANTED


def person(*memberships: tuple[Role, Agency, Operation | None]) -> Actor:
    made = Person(username=uuid.uuid4().hex, name="Personel 0000")
    made.save()
    for role, agency, operation in memberships:
        Membership.objects.create(person=made, role=role, agency=agency, operation=operation)
    return Actor(made)


def test_the_golden_table_names_every_permission_and_role() -> None:
    table = golden()
    assert sorted(table) == sorted(policy_table())
    assert {frozenset(row) for row in table.values()} == {frozenset(map(str, Role))}


@pytest.mark.parametrize("name", PERMISSIONS)
def test_each_right_is_exactly_as_in_the_golden_table(desk: Desk, name: str) -> None:
    here, there = desk.operation, desk.other
    row = golden()[name]
    for role in Role:
        allowed = row[role]
        if role in ABOVE:
            inside = person((role, here.agency.parent or here.agency, None))
            expected = GRANTED if ABOVE[role] in allowed else REFUSED
            assert answer(inside, here, name) == expected, role
            # To have made the thing changes nothing for those above.
            assert answer(inside, here, name, inside.person.pk) == expected, role
        else:
            member = person((role, here.agency, here))
            stranger_id = uuid.uuid4()
            expected = GRANTED if "member" in allowed else REFUSED
            assert answer(member, here, name, stranger_id) == expected, role
            expected = GRANTED if "author" in allowed else REFUSED
            assert answer(member, here, name, stranger_id, member.person.pk) == expected, role
        if role is not Role.ADMIN:
            outsider = person((role, there.agency.parent or there.agency, None if role in ABOVE
                               else there))  # fmt: skip
            assert "outsider" not in allowed
            assert answer(outsider, here, name) == HIDDEN, role
            assert not may(outsider, here, permission_of(name))


@pytest.mark.parametrize("name", PERMISSIONS)
def test_a_role_in_an_agency_alone_opens_no_operation(desk: Desk, name: str) -> None:
    for role in set(Role) - set(ABOVE):
        assert answer(person((role, desk.operation.agency, None)), desk.operation, name) == HIDDEN


@pytest.mark.parametrize("name", PERMISSIONS)
def test_nobody_without_a_role_gets_anything(desk: Desk, name: str) -> None:
    assert answer(person(), desk.operation, name) == HIDDEN
    assert answer(person(), None, name) == REFUSED


def test_a_province_sees_its_own_resorts_alone(desk: Desk) -> None:
    polda = desk.operation.agency.parent
    assert polda is not None
    actor = person((Role.PROVINCE, polda, None))
    assert answer(actor, desk.operation, PlanPermission.DRAFT_VIEW) == GRANTED
    assert answer(actor, desk.other, PlanPermission.DRAFT_VIEW) == HIDDEN
    resort = Agency.objects.create(kind=AgencyKind.POLRES, name="Polres Baru", parent=polda)
    Operation.objects.filter(pk=desk.other.pk).update(agency=resort)
    moved = Operation.objects.select_related("agency").get(pk=desk.other.pk)
    assert answer(actor, moved, PlanPermission.DRAFT_VIEW) == GRANTED


def test_two_roles_do_not_make_two_pairs_of_eyes(desk: Desk) -> None:
    """Who planned as staff does not approve as commander."""
    here = desk.operation
    actor = person((Role.PLANNER, here.agency, here), (Role.COMMANDER, here.agency, here))
    assert answer(actor, here, PlanPermission.APPROVE, actor.person.pk) == REFUSED
    assert answer(actor, here, PlanPermission.APPROVE, uuid.uuid4()) == GRANTED


def test_police_alone_see_who_serves_where() -> None:
    civil = {"kpu", "ppk", "bawaslu", "tni", "kesbangpol", "satpol_pp", "admin"}
    for name in ("plan.data.people", "plan.placement.view", "plan.print", "plan.draft.view"):
        assert not any(golden()[name][role] for role in civil), name


def test_the_supervisor_and_the_commission_see_how_evenly_they_are_treated() -> None:
    """R15 and R16: Bawaslu and KPU look themselves."""
    for name in ("plan.equal.view", "plan.score.view", "core.ledger.view"):
        for role in ("kpu", "bawaslu"):
            assert golden()[name][role] == {"member", "author"}


def test_the_administrator_sees_no_plans() -> None:
    assert not any(row["admin"] for name, row in golden().items() if name.startswith("plan."))


def test_no_right_is_about_votes_or_about_citizens() -> None:
    """R1 and R8: what does not exist can not be granted."""
    words = ("vote", "tally", "suara", "hasil", "voter", "citizen", "warga", "profile", "account.")
    for name in golden():
        assert not any(word in name for word in words), name


def test_nobody_who_plans_approves_or_issues_alone() -> None:
    table = golden()
    assert all("author" not in cell for cell in table["plan.approve"].values())
    issues = {role for role, cell in table["plan.issue"].items() if cell}
    edits = {role for role, cell in table["plan.draft.edit"].items() if cell}
    assert issues == {"commander"}
    assert not issues & edits


SIGNS = {"member author": "●", "member": "◐", "province": "▲", "installation": "■", "": "·"}
"""As docs/access.md draws them."""


@pytest.mark.parametrize("page", ["docs/access.md", "docs/id/access.md"])
def test_the_page_about_rights_shows_this_very_table(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    rows = {
        cells[1].strip("` "): [cell.strip() for cell in cells[2:-1]]
        for line in text.splitlines()
        if line.startswith("| `") and len(cells := line.split("|")) == len(Role) + 3
    }
    with MATRIX.open(encoding="utf-8", newline="") as file:
        expected = {
            row.pop("permission"): [SIGNS[row[role]] for role in Role]
            for row in csv.DictReader(file)
        }
    assert rows == expected
