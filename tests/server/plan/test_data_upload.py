"""From tables to data that count: sent, checked, mended in the grid, accepted as a whole."""

from __future__ import annotations

import errno
import io
import re
import uuid
import zipfile
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from siaga.intake.folder_files import folder_zip, read_files
from siaga.server.core.models import LedgerEntry
from siaga.server.core.roles import Role
from siaga.server.plan.models import AreaRow, BaseRow, DataFile, DataVersion, OfficerRow, StationRow
from siaga.server.plan.models.data import DataState
from siaga.server.plan.queries.data import current_version, fingerprint, load_operation
from support.data_desk import accepted, form, proposal, send, spoiled
from support.desk import Desk
from support.planned_desk import small_files, small_planned


def url(desk: Desk, name: str, number: int | None = None) -> str:
    more = {} if number is None else {"number": number}
    return reverse(name, kwargs={"slug": desk.operation.slug, **more})


def page(client: Client, desk: Desk, number: int, query: str = "") -> str:
    response = client.get(url(desk, "data-version", number) + query)
    assert response.status_code == 200
    return response.content.decode()


def post(client: Client, desk: Desk, name: str, number: int, **fields: Any) -> Any:
    return client.post(url(desk, name, number), fields)


def kinds(desk: Desk) -> list[str]:
    rows = LedgerEntry.objects.filter(operation=desk.operation.id).order_by("recorded_at")
    return list(rows.values_list("kind", flat=True))


def test_the_whole_way_from_files_to_data_that_count(desk: Desk, client_for: Any) -> None:
    client = client_for(Role.PLANNER)
    version = send(client, desk, small_files(), note="DPT awal")
    assert (version.number, version.state, version.errors) == (1, DataState.PROPOSED, 0)
    assert current_version(desk.operation) is None
    assert not StationRow.objects.exists()
    seen = fingerprint(version)
    assert seen in page(client, desk, 1)
    response = post(client, desk, "data-accept", 1, seen=seen)
    assert response.status_code == 302
    assert current_version(desk.operation) == version
    planned = small_planned()
    assert StationRow.objects.filter(version=version).count() == len(planned.stations)
    assert OfficerRow.objects.filter(version=version).count() == len(planned.officers)
    assert BaseRow.objects.filter(version=version).count() == len(planned.bases)
    assert AreaRow.objects.filter(version=version).count() == len(planned.areas)
    assert load_operation(version) == planned
    assert kinds(desk) == ["data.proposed", "data.accepted"]


def test_what_the_server_keeps_is_what_the_command_line_reads(desk: Desk, client_for: Any) -> None:
    client = client_for(Role.PLANNER)
    send(client, desk, {"kiriman.zip": folder_zip(small_files(), "operasi")})
    response = client.get(url(desk, "data-download", 1))
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        files = {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()}
    assert files == small_files()


def test_sending_the_same_form_twice_makes_one_proposal(desk: Desk, client_for: Any) -> None:
    """A double click, or the browser's own second try."""
    client, token = client_for(Role.PLANNER), uuid.uuid4()
    first = client.post(url(desk, "data-upload"), form(small_files(), token))
    second = client.post(url(desk, "data-upload"), form(small_files(), token))
    assert first.headers["Location"] == second.headers["Location"]
    assert DataVersion.objects.count() == 1
    assert kinds(desk) == ["data.proposed"]


def test_going_back_and_sending_other_files_is_no_double_click(desk: Desk, client_for: Any) -> None:
    """The browser shows the old form again, with its old token: nothing sent may be lost."""
    client, token = client_for(Role.PLANNER), uuid.uuid4()
    client.post(url(desk, "data-upload"), form(small_files(), token))
    other = spoiled("stations.csv", b"TPS 001", b"TPS 991")
    client.post(url(desk, "data-upload"), form(other, token))
    post(client, desk, "data-discard", 1)
    client.post(url(desk, "data-upload"), form(small_files(), token))
    numbers = DataVersion.objects.order_by("number").values_list("number", "state")
    assert list(numbers) == [(1, "discarded"), (2, "proposed"), (3, "proposed")]


def test_a_refused_file_leaves_nothing_behind_and_says_what_to_do(
    desk: Desk, client_for: Any
) -> None:
    client = client_for(Role.PLANNER)
    response = client.post(url(desk, "data-upload"), form({"tps.csv": b"%PDF-1.7"}))
    assert response.status_code == 422
    text = unescape(response.content.decode())
    assert "tps.csv" in text
    assert "PDF" in text
    assert 'class="remedy"' in text
    assert not DataVersion.objects.exists()
    assert not LedgerEntry.objects.exists()


def test_vote_counts_are_refused_wherever_they_are(desk: Desk, client_for: Any) -> None:
    """R1: police do not count votes."""
    files = dict(small_files())
    header, _, rest = files["stations.csv"].partition(b"\n")
    files["stations.csv"] = header.rstrip() + b";suara paslon 1\n" + rest
    version = send(client_for(Role.PLANNER), desk, files)
    assert version.errors
    response = post(client_for(Role.PLANNER), desk, "data-accept", 1, seen=fingerprint(version))
    assert response.status_code == 409
    assert not StationRow.objects.exists()


def test_a_problem_is_mended_in_its_cell_and_the_proposal_accepted(
    desk: Desk, client_for: Any
) -> None:
    client = client_for(Role.PLANNER)
    station = small_planned().stations[4]
    files = spoiled("stations.csv", f";{station.voters};".encode(), b";3OO;")
    version = send(client, desk, files)
    assert version.errors == 1
    text = page(client, desk, 1)
    (name,) = re.findall(r'<input name="(c-\d+-\d+)" value="3OO"', text)
    assert "cell-error" in text
    response = post(client, desk, "data-correct", 1, seen=fingerprint(version), sheet="stations",
                    **{name: "300"})  # fmt: skip
    assert response.status_code == 302
    version.refresh_from_db()
    assert version.errors == 0
    assert post(client, desk, "data-accept", 1, seen=fingerprint(version)).status_code == 302
    row = int(name.split("-")[1])
    assert load_operation(version).stations[row - 2].voters == 300
    assert kinds(desk) == ["data.proposed", "data.corrected", "data.accepted"]


def test_two_people_mend_one_proposal_and_neither_overwrites_in_silence(
    desk: Desk, client_for: Any
) -> None:
    version = proposal(desk, spoiled("stations.csv", b"TPS", b"TPs"))
    seen = fingerprint(version)
    fields = {"seen": seen, "sheet": "stations"}
    first = post(client_for(Role.PLANNER), desk, "data-correct", 1, **fields, **{"c-2-2": "A"})
    assert first.status_code == 302
    client = client_for(desk.second_planner)
    second = post(client, desk, "data-correct", 1, **fields, **{"c-3-2": "B"})
    assert second.status_code == 409
    names = [s.name for s in load_operation(version).stations[:2]]
    assert names[0] == "A"
    assert names[1] != "B"
    assert post(client, desk, "data-accept", 1, seen=seen).status_code == 409
    assert current_version(desk.operation) is None


def test_accepting_twice_is_harmless(desk: Desk, client_for: Any) -> None:
    client, version = client_for(Role.PLANNER), proposal(desk)
    seen = fingerprint(version)
    for _ in range(2):
        assert post(client, desk, "data-accept", 1, seen=seen).status_code == 302
    assert kinds(desk).count("data.accepted") == 1
    assert StationRow.objects.count() == len(small_planned().stations)


def test_a_proposal_on_an_old_base_is_refused_and_can_be_put_over_the_new_one(
    desk: Desk, client_for: Any
) -> None:
    """Two tabs, two uploads: the second may not undo what the first changed."""
    client = client_for(Role.PLANNER)
    accepted(desk)
    officers = {"officers.csv": b"\n".join(small_files()["officers.csv"].split(b"\n")[:-2])}
    stations = {"stations.csv": spoiled("stations.csv", b"TPS 001", b"TPS 991")["stations.csv"]}
    mine, theirs = proposal(desk, officers), proposal(desk, stations)
    assert post(client, desk, "data-accept", theirs.number,
                seen=fingerprint(theirs)).status_code == 302  # fmt: skip
    response = post(client, desk, "data-accept", mine.number, seen=fingerprint(mine))
    assert response.status_code == 409
    assert "data-rebase" not in response.content.decode()
    assert url(desk, "data-rebase", mine.number) in response.content.decode()
    assert current_version(desk.operation) == theirs
    response = post(client, desk, "data-rebase", mine.number, token=str(uuid.uuid4()))
    assert response.status_code == 302
    again = DataVersion.objects.latest("number")
    assert again.based_on == theirs
    assert post(client, desk, "data-accept", again.number,
                seen=fingerprint(again)).status_code == 302  # fmt: skip
    operation = load_operation(again)
    assert any(s.name.startswith("TPS 991") for s in operation.stations)
    assert len(operation.officers) == len(small_planned().officers) - 1


def test_what_was_not_sent_is_carried_over_and_shown(desk: Desk, client_for: Any) -> None:
    accepted(desk)
    client = client_for(Role.PLANNER)
    only = {"daftar tps.csv": spoiled("stations.csv", b"TPS 001", b"TPS 991")["stations.csv"]}
    version = send(client, desk, only)
    text = page(client, desk, version.number, "?tab=files")
    assert "daftar tps.csv" in text
    for name in small_files().keys() - {"stations.csv"}:
        assert name in text
    changes = unescape(page(client, desk, version.number, "?tab=changes"))
    assert "is-changed" in changes
    assert "TPS 991" in changes
    assert version.counts["changed"] == 1


def test_a_content_can_be_taken_out(desk: Desk, client_for: Any) -> None:
    accepted(desk)
    files = {"operation.toml": small_files()["operation.toml"]}
    version = send(client_for(Role.PLANNER), desk, files, without=["indicators"])
    paths = DataFile.objects.filter(version=version).values_list("path", flat=True)
    assert set(paths) == small_files().keys() - {"indicators.csv"}


def test_discarding_deletes_the_files_and_keeps_that_there_was_one(
    desk: Desk, client_for: Any
) -> None:
    version = proposal(desk)
    client = client_for(Role.PLANNER)
    assert post(client, desk, "data-discard", 1).status_code == 302
    assert post(client, desk, "data-discard", 1).status_code == 302
    version.refresh_from_db()
    assert version.state == DataState.DISCARDED
    assert not DataFile.objects.exists()
    assert kinds(desk) == ["data.proposed", "data.discarded"]
    assert post(client, desk, "data-accept", 1, seen="").status_code == 409


def test_an_old_version_comes_back_as_a_new_one_that_is_checked_first(
    desk: Desk, client_for: Any
) -> None:
    first = accepted(desk)
    accepted(desk, spoiled("stations.csv", b"TPS 001", b"TPS 991"))
    client = client_for(Role.PLANNER)
    response = post(client, desk, "data-restore", 1, token=str(uuid.uuid4()))
    assert response.status_code == 302
    version = DataVersion.objects.latest("number")
    assert (version.number, version.state) == (3, DataState.PROPOSED)
    assert version.counts["changed"] == 1
    assert post(client, desk, "data-accept", 3, seen=fingerprint(version)).status_code == 302
    assert load_operation(version) == load_operation(first)


def test_kpu_sends_stations_and_never_sees_an_officer(desk: Desk, client_for: Any) -> None:
    accepted(desk)
    client = client_for(Role.KPU)
    names = [officer.name for officer in small_planned().officers]
    stations = {"stations.csv": spoiled("stations.csv", b"TPS 001", b"TPS 991")["stations.csv"]}
    version = send(client, desk, stations)
    for number in (1, version.number):
        for query in ("", "?tab=problems&sheet=officers", "?tab=changes&section=officers",
                      "?tab=files"):  # fmt: skip
            text = page(client, desk, number, query)
            assert not any(name in text for name in names)
        with zipfile.ZipFile(
            io.BytesIO(client.get(url(desk, "data-download", number)).content)
        ) as archive:
            assert not any("officers" in name for name in archive.namelist())
    roster = {"officers.csv": small_files()["officers.csv"]}
    response = client.post(url(desk, "data-upload"), form(roster))
    assert response.status_code == 422
    assert not any(name in response.content.decode() for name in names)
    assert DataVersion.objects.count() == 2
    assert post(client, desk, "data-accept", version.number, seen="").status_code == 403


def test_a_workbook_is_handed_out_without_its_sheet_of_officers(
    desk: Desk, client_for: Any
) -> None:
    from support.data_desk import template_folder

    version = proposal(desk, template_folder())
    response = client_for(Role.KPU).get(url(desk, "data-download", version.number))
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("isian.xlsx")]
        with zipfile.ZipFile(io.BytesIO(archive.read(name))) as workbook:
            everything = b"".join(workbook.read(part) for part in workbook.namelist())
    assert b"Personel 0001" not in everything
    assert b"TPS 001" in everything


def test_any_two_versions_are_compared(desk: Desk, client_for: Any) -> None:
    accepted(desk)
    accepted(desk, spoiled("stations.csv", b"TPS 001", b"TPS 991"))
    client = client_for(Role.PLANNER)
    text = client.get(url(desk, "data-compare") + "?from=2&to=1").content.decode()
    assert "TPS 991" in text
    assert client.get(url(desk, "data-compare") + "?from=2&to=9").status_code == 404


def test_templates_come_back_as_what_they_are(desk: Desk, client_for: Any) -> None:
    client = client_for(Role.PLANNER)
    address = reverse("data-template", kwargs={"slug": desk.operation.slug, "name": "isian"})
    content = client.get(address).content
    upload = client.post(url(desk, "data-upload"), form({"isian.xlsx": content}))
    assert upload.status_code == 302
    missing = reverse("data-template", kwargs={"slug": desk.operation.slug, "name": "x"})
    assert client.get(missing).status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_both_languages_say_everything(desk: Desk, client_for: Any, kind: str) -> None:
    client = client_for(Role.PLANNER)
    proposal(desk, spoiled("stations.csv", b"TPS 001", b"TPS 991"))
    for language in ("id", "en"):
        client.cookies["siaga_language"] = language
        for name in ("data", "data-upload"):
            assert client.get(url(desk, name)).status_code == 200
        for tab in ("problems", "changes", "files"):
            assert f'lang="{language}"' in page(client, desk, 1, f"?tab={tab}")


def test_nothing_is_half_written_when_accepting_fails_midway(
    desk: Desk, client_for: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that goes away between two tables leaves the proposal as it was."""
    version = proposal(desk)

    def broken(*_: Any, **__: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("siaga.server.plan.actions.data.AreaRow.objects.bulk_create", broken)
    with pytest.raises(OSError, match="disk full"):
        post(client_for(Role.PLANNER), desk, "data-accept", 1, seen=fingerprint(version))
    version.refresh_from_db()
    assert version.state == DataState.PROPOSED
    assert not StationRow.objects.exists()
    assert kinds(desk) == ["data.proposed"]


def test_a_full_disk_is_said_and_nothing_is_kept(
    desk: Desk, client_for: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("siaga.intake.folder_files.write_folder", full)
    response = client_for(Role.PLANNER).post(url(desk, "data-upload"), form(small_files()))
    assert response.status_code == 422
    assert "siaga doctor" in response.content.decode()
    assert not DataVersion.objects.exists()


def test_thousands_of_problems_stay_a_page(desk: Desk, client_for: Any) -> None:
    files = dict(small_files())
    header, *rows = files["stations.csv"].splitlines()
    line = rows[0].replace(b";road;", b";terbang;")
    assert line != rows[0]
    files["stations.csv"] = b"\n".join([header, *[line] * 4000])
    version = proposal(desk, files)
    assert version.errors > 5000
    text = page(client_for(Role.PLANNER), desk, version.number)
    assert text.count('<input name="c-') < 200
    assert len(text) < 400_000


def test_the_stored_files_read_without_a_problem(desk: Desk) -> None:
    _, report = read_files(small_files())
    assert not report.errors
