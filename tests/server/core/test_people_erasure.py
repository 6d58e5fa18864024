"""Erasing a person (R9), agencies and operations, and the lists of people."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from siaga.ledger.commitment import Opening as LedgerOpening
from siaga.server.core.actions import organisation, people
from siaga.server.core.actions.accounts import NotAllowedError
from siaga.server.core.ledger_store.check import check_store
from siaga.server.core.models import (
    Agency,
    LedgerEntry,
    Membership,
    Opening,
    OutsideIdentity,
    Person,
    PersonSession,
)
from siaga.server.core.roles import AgencyKind, Role
from siaga.server.core.security import second_factor
from support.desk import Desk
from support.signing_in import enrol, is_in, type_password

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


def test_names_are_in_the_ledger_behind_commitments_alone(desk: Desk) -> None:
    done = invite(desk, Role.COMMANDER, Role.PLANNER)
    payload = bytes(LedgerEntry.objects.get(kind="people.invited").payload)
    assert b"Personel 0100" not in payload
    assert b"personel.0100" not in payload
    subjects = set(Opening.objects.values_list("subject", flat=True))
    assert subjects == {f"person:{done.person.pk}"}


def test_an_erased_person_leaves_the_ledger_valid(desk: Desk) -> None:
    """R9: the name is gone for good; what was done stays on record, and provable."""
    done = invite(desk, Role.COMMANDER, Role.PLANNER)
    person = done.person
    client = Client()
    client.post(done.link, {"new_password": NEW, "repeated": NEW})
    type_password(client, person, NEW)
    enrol(person)
    OutsideIdentity.objects.create(person=person, issuer="https://sso", subject="1")
    entry = LedgerEntry.objects.get(kind="people.invited")
    before = (bytes(entry.payload), bytes(entry.leaf_hash), entry.position)
    opening = Opening.objects.get(entry=entry, field="name")
    sealed = LedgerOpening(bytes(opening.salt), opening.value)
    assert sealed.commitment().encode() in before[0]

    people.erase(desk.actor(Role.ADMIN), person=person, reason="Purnatugas")

    entry.refresh_from_db()
    assert (bytes(entry.payload), bytes(entry.leaf_hash), entry.position) == before
    assert check_store() == []
    assert not Opening.objects.filter(subject=f"person:{person.pk}").exists()
    person.refresh_from_db()
    assert person.name == ""
    assert "personel.0100" not in person.username
    assert not is_in(client)
    assert second_factor.app_of(person) is None
    for table in (Membership, PersonSession, OutsideIdentity):
        assert not table.objects.filter(person=person).exists()
    assert LedgerEntry.objects.filter(kind="people.erased", object_id=str(person.pk)).exists()
    with pytest.raises(NotAllowedError, match="erased_already"):
        people.erase(desk.actor(Role.ADMIN), person=person, reason="lagi")


def test_an_erased_name_can_be_given_to_somebody_else(desk: Desk) -> None:
    first = invite(desk, Role.COMMANDER, Role.PLANNER).person
    people.erase(desk.actor(Role.ADMIN), person=first, reason="")
    second = invite(desk, Role.COMMANDER, Role.PLANNER).person
    assert second.pk != first.pk


@pytest.mark.parametrize("by", sorted(set(Role) - {Role.ADMIN}))
def test_the_administrator_alone_erases(desk: Desk, by: Role) -> None:
    with pytest.raises(PermissionDenied):
        people.erase(desk.actor(by), person=desk.people[Role.PPK], reason="")


def test_erasing_on_the_page_needs_the_name_typed(desk: Desk, client_for) -> None:  # type: ignore[no-untyped-def]
    person = desk.people[Role.PPK]
    client = client_for(Role.ADMIN)
    url = f"/installation/people/{person.pk}/erase/"
    client.post(url, {"username": "lain", "reason": "x"})
    person.refresh_from_db()
    assert person.erased_at is None
    client.post(url, {"username": person.username, "reason": "x"})
    person.refresh_from_db()
    assert person.erased_at is not None
    assert client.get(f"/installation/people/{person.pk}/").status_code == 404


def test_agencies_stand_below_what_fits(desk: Desk) -> None:
    admin = desk.actor(Role.ADMIN)
    polda = organisation.create_agency(
        admin, kind=AgencyKind.POLDA, name=" Polda  Uji ", parent=None
    )
    assert polda.name == "Polda Uji"
    polres = organisation.create_agency(
        admin, kind=AgencyKind.POLRES, name="Polres Uji", parent=polda
    )
    for kind, name, parent in (
        (AgencyKind.POLDA, "polda uji", None),
        (AgencyKind.POLRES, "Polres Dua", None),
        (AgencyKind.KPU, "KPU Uji", polda),
        (AgencyKind.POLDA, "Polda Dua", polres),
        (AgencyKind.KPU, " ", polres),
    ):
        with pytest.raises(NotAllowedError):
            organisation.create_agency(admin, kind=kind, name=name, parent=parent)


def test_an_operation_is_opened_from_the_page(desk: Desk, client_for) -> None:  # type: ignore[no-untyped-def]
    client = client_for(Role.ADMIN)
    data = {
        "name": "Pilkada Contoh", "election": "Pilkada 2024", "region_name": "Contoh",
        "region_code": "16.07", "voting_day": "2024-11-27", "timezone": "Asia/Jakarta",
        "agency": str(desk.operation.agency_id),
    }  # fmt: skip
    assert client.post("/installation/operation/", data).headers["Location"] == (
        "/o/contoh-2024-11/people/"
    )
    assert client.post("/installation/operation/", data).headers["Location"] == (
        "/o/contoh-2024-11-2/people/"
    )
    for field, value in (
        ("region_code", "1607"), ("voting_day", "27/11/2024"), ("timezone", "Mars"),
        ("agency", "x"), ("name", ""),
    ):  # fmt: skip
        answer = client.post("/installation/operation/", {**data, field: value})
        assert answer.status_code == 400
        assert data["election"] in answer.content.decode()


def test_lists_are_searched_and_paged(
    desk: Desk, client_for, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    for n in range(120):
        person = Person(username=f"massal.{n:04d}", name=f"Personel {n:04d}")
        person.save()
        Membership.objects.create(
            person=person, agency=desk.operation.agency, operation=desk.operation,
            role=Role.PLANNER,
        )  # fmt: skip
    client = client_for(Role.COMMANDER)
    with django_assert_max_num_queries(12):
        page = client.get("/o/contoh/people/?role=planner&page=2").content.decode()
    assert "?role=planner&amp;page=3" in page
    found = client.get("/o/contoh/people/?q=massal.0007").content.decode()
    assert "massal.0007" in found
    assert "massal.0008" not in found
    admin = client_for(Role.ADMIN)
    with django_assert_max_num_queries(12):
        admin.get("/installation/people/?q=massal")
