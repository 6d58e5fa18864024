"""Stations and officers of a version: found, sorted, exported, and an officer erased."""

from __future__ import annotations

import csv
import io
import uuid
import zipfile
from typing import Any

import pytest
from django.urls import reverse

from siaga.intake.erasure import ERASED_NAME
from siaga.model.force import rank_order
from siaga.server.core.ledger_store.check import check_store
from siaga.server.core.models import LedgerEntry, Opening
from siaga.server.core.roles import Role
from siaga.server.plan.actions.data import DataConflictError, propose_data
from siaga.server.plan.actions.data_erase import erase_officer_data
from siaga.server.plan.models import DataFile, DataVersion, OfficerRow
from siaga.server.plan.queries.data import current_version, load_operation, unpack
from siaga.server.plan.queries.data_erasure import prepare_erasure
from siaga.server.plan.queries.data_proposal import propose
from support.data_desk import accepted, proposal, send, spoiled
from support.desk import Desk
from support.planned_desk import small_files, small_planned


def url(desk: Desk, name: str, **more: Any) -> str:
    return reverse(name, kwargs={"slug": desk.operation.slug, **more})


def test_stations_are_searched_filtered_and_sorted(desk: Desk, client_for: Any) -> None:
    accepted(desk)
    client = client_for(Role.KPU)
    address = url(desk, "data-stations", number=1)
    stations = small_planned().stations
    one = stations[7]
    text = client.get(address, {"q": one.id}).content.decode()
    assert one.id in text
    assert stations[8].id not in text
    district = client.get(address, {"district": one.district}).content.decode()
    assert all((s.id in district) == (s.district == one.district) for s in stations)
    rows = _csv(client.get(address, {"sort": "-voters", "format": "csv"}).content)
    voters = [int(row["dpt"]) for row in rows]
    assert voters == sorted(voters, reverse=True)
    assert [row["kode_tps"] for row in rows] != [s.id for s in stations]


ODD = ({"page": "9999"}, {"page": "x"}, {"sort": "version__note"}, {"sort": "--"}, {"q": "%"},
       {"district": "' OR 1=1"})  # fmt: skip


def test_ranks_are_sorted_by_the_ladder_and_not_by_the_alphabet(
    desk: Desk, client_for: Any
) -> None:
    accepted(desk)
    address = url(desk, "data-officers", number=1)
    rows = _csv(client_for(Role.PLANNER).get(address, {"sort": "-rank", "format": "csv"}).content)
    places = [rank_order(row["pangkat"]) for row in rows]
    assert places == sorted(places, reverse=True)


@pytest.mark.parametrize("query", ODD)
def test_odd_questions_get_an_answer(desk: Desk, client_for: Any, query: dict[str, str]) -> None:
    accepted(desk)
    response = client_for(Role.PLANNER).get(url(desk, "data-stations", number=1), query)
    assert response.status_code == 200


def test_lists_ask_the_database_as_often_for_sixty_rows_as_for_one(
    desk: Desk, client_for: Any, django_assert_max_num_queries: Any
) -> None:
    accepted(desk)
    client = client_for(Role.PLANNER)
    for name in ("data-stations", "data-officers", "data-version"):
        client.get(url(desk, name, number=1))
        with django_assert_max_num_queries(16):
            assert client.get(url(desk, name, number=1)).status_code == 200


def test_an_exported_table_can_be_sent_back(desk: Desk, client_for: Any) -> None:
    """What leaves the desk as a table comes back as the same table."""
    accepted(desk)
    client = client_for(Role.PLANNER)
    for kind in ("csv", "xlsx"):
        content = client.get(url(desk, "data-officers", number=1), {"format": kind}).content
        files = {**small_files(), f"officers.{kind}": content}
        if kind == "xlsx":
            files.pop("officers.csv")
        version = send(client, desk, files)
        assert version.errors == 0
        assert load_operation(version).officers == small_planned().officers
    content = client.get(url(desk, "data-stations", number=1), {"format": "csv"}).content
    version = send(client, desk, {**small_files(), "stations.csv": content})
    assert load_operation(version).stations == small_planned().stations


def test_officers_are_not_for_everybody(desk: Desk, client_for: Any) -> None:
    accepted(desk)
    for role in (Role.KPU, Role.BAWASLU, Role.INTELLIGENCE):
        assert client_for(role).get(url(desk, "data-officers", number=1)).status_code == 403


def everywhere(desk: Desk) -> bytes:
    """All that is kept of the operation's data, in one text."""
    parts = [unpack(row.content) for row in DataFile.objects.all()]
    for version in DataVersion.objects.all():
        parts += [unpack(version.problems)] if bytes(version.problems) else []
        if bytes(version.difference):
            with zipfile.ZipFile(io.BytesIO(bytes(version.difference))) as archive:
                parts += [archive.read(name) for name in archive.namelist()]
    parts += [f"{o.code};{o.name};{o.phone}".encode() for o in OfficerRow.objects.all()]
    parts += [str(opening.value).encode() for opening in Opening.objects.all()]
    parts += [bytes(entry.payload) for entry in LedgerEntry.objects.all()]
    return b"\n".join(parts)


def test_an_erased_officer_is_nowhere_and_the_ledger_still_holds(desk: Desk) -> None:
    """R9: in rows, in files of every version, in problems and changes; the log stays valid."""
    first = accepted(desk)
    person = small_planned().officers[5]
    accepted(desk, spoiled("officers.csv", person.name.encode(), b"Personel Lama 77"))
    proposal(desk)
    names = (person.name.encode() + b";", b"Personel Lama 77")
    assert all(name in everywhere(desk) for name in names)
    openings = Opening.objects.count()
    erasure = prepare_erasure(desk.operation, person.id)
    numbers = erase_officer_data(
        desk.actor(Role.OPS_HEAD), desk.operation, erasure, reason="permintaan sendiri"
    )
    assert numbers == [1, 2, 3]
    assert not any(name in everywhere(desk) for name in names)
    assert Opening.objects.count() < openings + 1
    again = load_operation(first)
    assert again.officers[5].name == ERASED_NAME
    assert again.officers[5].id == person.id
    assert again.officers[:5] == small_planned().officers[:5]
    assert check_store() == []


def test_an_upload_under_way_does_not_bring_an_erased_officer_back(desk: Desk) -> None:
    accepted(desk)
    person = small_planned().officers[5]
    sent = [("stations.csv", small_files()["stations.csv"])]
    base = current_version(desk.operation)
    under_way, _ = propose(desk.operation, sent, base, token=uuid.uuid4())
    assert under_way is not None
    erasure = prepare_erasure(desk.operation, person.id)
    erase_officer_data(desk.actor(Role.OPS_HEAD), desk.operation, erasure, reason="permintaan")
    with pytest.raises(DataConflictError, match="source"):
        propose_data(desk.actor(Role.PLANNER), desk.operation, under_way)
    assert person.name.encode() + b";" not in everywhere(desk)


def test_erasing_asks_for_a_reason_and_the_number(desk: Desk, client_for: Any) -> None:
    accepted(desk)
    person = small_planned().officers[0]
    client = client_for(Role.OPS_HEAD)
    address = url(desk, "data-erase", code=person.id)
    assert client.post(address, {"reason": "x", "confirm": "1"}).status_code == 422
    assert OfficerRow.objects.get(code=person.id).name == person.name
    assert client.post(address, {"reason": "x", "confirm": person.id}).status_code == 302
    assert OfficerRow.objects.get(code=person.id).name == ERASED_NAME
    assert client.get(url(desk, "data-erase", code="00")).status_code == 404


def _csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
