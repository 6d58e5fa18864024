"""People and roles: who may give what to whom, and one-time links."""

from __future__ import annotations

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test import Client
from pytest_django import Settings

from siaga.server.core.access import Actor
from siaga.server.core.actions import people
from siaga.server.core.actions.accounts import NotAllowedError
from siaga.server.core.models import (
    Agency,
    LedgerEntry,
    Membership,
    Person,
)
from siaga.server.core.models.people import DemoAccountError
from siaga.server.core.roles import AgencyKind, Role
from siaga.server.core.security import second_factor
from support.desk import Desk, make_desk
from support.signing_in import PASSWORD, enrol, is_in, type_password

NEW = "empat kuda makan pisang"


def invite(desk: Desk, by: Role, role: Role, username: str = "personel.0100") -> people.Invitation:
    kind = people.agency_kind(role)
    agency = Agency.objects.filter(kind=kind, parent=desk.operation.agency).first()
    return people.invite(
        desk.actor(by), desk.operation, username=username, name="Personel 0100", role=role,
        agency=agency or desk.operation.agency,
    )  # fmt: skip


def role_of(desk: Desk, role: Role) -> Membership:
    return Membership.objects.get(person=desk.people[role])


GIVES = {
    Role.ADMIN: set(Role) - {Role.ADMIN, Role.PROVINCE},
    Role.COMMANDER: set(Role) - {Role.ADMIN, Role.PROVINCE},
    Role.OPS_HEAD: set(Role) - {Role.ADMIN, Role.PROVINCE, Role.COMMANDER},
}
"""In an operation. The head of operations can not make the commander who approves their plan."""


@pytest.mark.parametrize("role", sorted(Role))
@pytest.mark.parametrize("by", sorted(GIVES))
def test_who_gives_which_role(desk: Desk, by: Role, role: Role) -> None:
    if role in GIVES[by]:
        done = invite(desk, by, role)
        assert done.membership.role == role
        assert done.link is not None
    else:
        with pytest.raises(NotAllowedError):
            invite(desk, by, role)
        assert not Person.objects.filter(username="personel.0100").exists()


@pytest.mark.parametrize("by", sorted(set(Role) - set(GIVES)))
def test_nobody_else_gives_roles(desk: Desk, by: Role) -> None:
    with pytest.raises(PermissionDenied):
        invite(desk, by, Role.PLANNER)


def test_outsiders_do_not_learn_of_the_operation(desk: Desk) -> None:
    with pytest.raises(Http404):
        people.invite(
            Actor(desk.stranger), desk.operation, username="x.0001", name="X", role=Role.PLANNER,
            agency=desk.operation.agency,
        )  # fmt: skip


@pytest.mark.parametrize("role", [Role.ADMIN, Role.PROVINCE])
def test_the_administrator_alone_gives_roles_above_operations(desk: Desk, role: Role) -> None:
    polda = desk.operation.agency.parent
    assert polda is not None
    given = {"username": "personel.0200", "name": "Personel 0200", "role": role, "agency": polda}
    for by in (Role.COMMANDER, Role.OPS_HEAD, Role.PROVINCE):
        with pytest.raises(PermissionDenied):
            people.invite(desk.actor(by), None, **given)  # type: ignore[arg-type]
    assert people.invite(desk.actor(Role.ADMIN), None, **given).link  # type: ignore[arg-type]


def test_a_role_is_held_in_an_agency_of_its_kind_and_place(desk: Desk) -> None:
    actor = desk.actor(Role.COMMANDER)
    given = {"username": "personel.0100", "name": "Personel 0100"}
    elsewhere = Agency.objects.create(
        kind=AgencyKind.KPU, name="KPU Lain", parent=desk.other.agency
    )
    with pytest.raises(NotAllowedError, match="agency_kind"):
        people.invite(actor, desk.operation, **given, role=Role.KPU, agency=desk.operation.agency)
    with pytest.raises(NotAllowedError, match="agency_elsewhere"):
        people.invite(actor, desk.operation, **given, role=Role.KPU, agency=elsewhere)


@pytest.mark.parametrize("username", ["", "ab", "Pak Budi", "a/b", "x" * 81, "-abc", "a\nb.c"])
def test_names_that_can_not_be_typed_are_refused(desk: Desk, username: str) -> None:
    with pytest.raises(NotAllowedError, match="bad_username"):
        invite(desk, Role.COMMANDER, Role.PLANNER, username)


def test_somebody_with_an_account_gets_the_role_and_keeps_the_password(desk: Desk) -> None:
    done = people.invite(
        desk.actor(Role.COMMANDER), desk.operation, username=desk.stranger.username, name="",
        role=Role.PLANNER, agency=desk.operation.agency,
    )  # fmt: skip
    assert done.link is None
    assert done.person == desk.stranger
    assert type_password(Client(), desk.stranger, PASSWORD).headers["Location"] == (
        "/sign-in/enrol/"
    )
    with pytest.raises(NotAllowedError, match="role_twice"):
        invite(desk, Role.COMMANDER, Role.PLANNER, desk.stranger.username)


def test_an_invitation_works_once_and_is_shown_once(desk: Desk, client_for) -> None:  # type: ignore[no-untyped-def]
    page = client_for(Role.COMMANDER).post(
        "/o/contoh/people/invite/",
        {"username": "personel.0100", "name": "Personel 0100", "role": "planner",
         "agency": str(desk.operation.agency_id)},
    ).content.decode()  # fmt: skip
    person = Person.objects.get(username="personel.0100")
    link = page.split('value="http://testserver')[1].split('"')[0]
    guest = Client()
    assert "personel.0100" in guest.get(link).content.decode()
    assert guest.post(link, {"new_password": "abc", "repeated": "abc"}).status_code == 400
    assert guest.post(link, {"new_password": NEW, "repeated": NEW}).status_code == 302
    assert guest.post(link, {"new_password": NEW, "repeated": NEW}).status_code == 410
    assert type_password(guest, person, NEW).status_code == 302
    assert is_in(guest)


def test_a_link_dies_after_48_hours(desk: Desk, settings: Settings) -> None:
    link = invite(desk, Role.COMMANDER, Role.PLANNER).link
    assert settings.PASSWORD_RESET_TIMEOUT == 48 * 3600
    assert Client().get(link).status_code == 200
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert Client().get(link).status_code == 410


def test_a_new_link_kills_the_old_one_the_password_and_the_sessions(desk: Desk) -> None:
    person = desk.people[Role.PLANNER]
    client = Client()
    type_password(client, person)
    first = people.make_link(desk.actor(Role.OPS_HEAD), desk.operation, person=person)
    assert not is_in(client)
    assert type_password(Client(), person).status_code == 400
    second = people.make_link(desk.actor(Role.OPS_HEAD), desk.operation, person=person)
    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 200


@pytest.mark.parametrize("step", ["link", "second-factor", "sessions"])
@pytest.mark.parametrize(
    ("by", "of", "reaches"),
    [
        (Role.OPS_HEAD, Role.PLANNER, True),
        (Role.OPS_HEAD, Role.KPU, True),
        # Whoever could take over the commander's account would be both pairs of eyes.
        (Role.OPS_HEAD, Role.COMMANDER, False),
        (Role.COMMANDER, Role.OPS_HEAD, True),
        (Role.ADMIN, Role.COMMANDER, True),
        (Role.ADMIN, Role.PROVINCE, True),
    ],
)
def test_whose_account_one_may_help_with(
    desk: Desk, by: Role, of: Role, reaches: bool, step: str
) -> None:
    person = desk.people[of]
    enrol(person)
    operation = None if of is Role.PROVINCE else desk.operation
    act = {
        "link": people.make_link,
        "second-factor": people.reset_second_factor,
        "sessions": people.end_sessions_of,
    }[step]
    if reaches:
        act(desk.actor(by), operation, person=person)  # type: ignore[operator]
    else:
        with pytest.raises(NotAllowedError, match="not_in_reach"):
            act(desk.actor(by), operation, person=person)  # type: ignore[operator]
        assert type_password(Client(), person).status_code == 302
        assert second_factor.app_of(person)


def test_an_account_with_a_part_elsewhere_is_the_administrators(desk: Desk) -> None:
    person = desk.people[Role.PLANNER]
    Membership.objects.create(
        person=person, agency=desk.other.agency, operation=desk.other, role=Role.PLANNER
    )
    with pytest.raises(NotAllowedError, match="not_in_reach"):
        people.make_link(desk.actor(Role.COMMANDER), desk.operation, person=person)


def test_nobody_changes_their_own_role(desk: Desk) -> None:
    own = role_of(desk, Role.COMMANDER)
    with pytest.raises(NotAllowedError, match="not_yourself"):
        people.end_role(desk.actor(Role.COMMANDER), desk.operation, membership=own)
    own = role_of(desk, Role.OPS_HEAD)
    with pytest.raises(NotAllowedError, match="not_yourself"):
        people.change_role(
            desk.actor(Role.OPS_HEAD), desk.operation, membership=own, role=Role.PLANNER
        )


def test_a_role_is_changed_and_ended_on_record(desk: Desk) -> None:
    row = role_of(desk, Role.PLANNER)
    actor = desk.actor(Role.COMMANDER)
    people.change_role(actor, desk.operation, membership=row, role=Role.LOGISTICS)
    assert role_of(desk, Role.PLANNER).role == Role.LOGISTICS
    people.end_role(actor, desk.operation, membership=row)
    assert not Membership.objects.filter(person=desk.people[Role.PLANNER]).exists()
    kinds = list(LedgerEntry.objects.order_by("recorded_at").values_list("kind", flat=True))
    assert kinds == ["people.role_changed", "people.role_ended"]


def test_the_head_of_operations_can_not_end_the_commander(desk: Desk) -> None:
    row = role_of(desk, Role.COMMANDER)
    with pytest.raises(NotAllowedError, match="role_not_yours"):
        people.end_role(desk.actor(Role.OPS_HEAD), desk.operation, membership=row)


def test_roles_of_another_operation_are_out_of_reach(desk: Desk) -> None:
    row = Membership.objects.get(person=desk.stranger)
    with pytest.raises(NotAllowedError, match="role_not_yours"):
        people.end_role(desk.actor(Role.COMMANDER), desk.operation, membership=row)


def test_the_last_administrator_stays(desk: Desk) -> None:
    row = role_of(desk, Role.ADMIN)
    second = Person.objects.create_person("admin.0002", PASSWORD, name="Personel 0002")
    Membership.objects.create(person=second, agency=row.agency, role=Role.ADMIN)
    people.end_role(Actor(second), None, membership=row)
    Membership.objects.create(person=row.person, agency=row.agency, role=Role.ADMIN)
    second.is_active = False
    second.save()
    with pytest.raises(NotAllowedError, match="last_administrator"):
        people.end_role(Actor(second), None, membership=role_of(desk, Role.ADMIN))
    assert role_of(desk, Role.ADMIN)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_remove_each_other_do_not_both_succeed() -> None:
    desk = make_desk()
    first = role_of(desk, Role.ADMIN)
    other = Person.objects.create_person("admin.0002", PASSWORD, name="Personel 0002")
    second = Membership.objects.create(person=other, agency=first.agency, role=Role.ADMIN)
    start = threading.Barrier(2)
    refused: list[str] = []

    def remove(actor: Actor, row: Membership) -> None:
        try:
            start.wait(timeout=30)
            people.end_role(actor, None, membership=row)
        except (NotAllowedError, PermissionDenied) as error:
            refused.append(type(error).__name__)
        finally:
            connection.close()

    pairs = ((Actor(first.person), second), (Actor(other), first))
    threads = [threading.Thread(target=remove, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(refused) == 1
    assert Membership.objects.filter(role=Role.ADMIN).count() == 1


def test_demo_accounts_are_not_made_outside_demo_mode(desk: Desk, settings: Settings) -> None:
    given = {"username": "demo.0001", "name": "Personel 0001", "role": Role.PLANNER}
    settings.DEMO = False
    with pytest.raises(NotAllowedError, match="no_demo_here"):
        people.invite(
            desk.actor(Role.COMMANDER), desk.operation, **given, agency=desk.operation.agency,
            demo=True,
        )  # type: ignore[arg-type]  # fmt: skip
    settings.DEMO = True
    done = people.invite(
        desk.actor(Role.COMMANDER), desk.operation, **given, agency=desk.operation.agency,
        demo=True,
    )  # type: ignore[arg-type]  # fmt: skip
    assert done.person.demo


def test_no_program_makes_a_demo_account_outside_demo_mode(desk: Desk, settings: Settings) -> None:
    """Not the action alone refuses: the table does, whoever writes."""
    settings.DEMO = False
    person = desk.people[Role.PLANNER]
    person.demo = True
    with pytest.raises(DemoAccountError):
        person.save()
    with pytest.raises(DemoAccountError):
        Person(username="demo.0002", name="Personel 0002", demo=True).save()
    assert not Person.objects.filter(demo=True).exists()
    settings.DEMO = True
    person.save()
    settings.DEMO = False
    person.is_active = False
    person.save()  # what is left of a demo can be closed
    assert not Person.objects.get(pk=person.pk).is_active
