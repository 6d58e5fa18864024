"""What breaks around the server: nothing is half-written, people are told, and it goes on."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from siaga.server.core.access import Actor, authorise
from siaga.server.core.action import action
from siaga.server.core.ledger_store import record
from siaga.server.core.models import LedgerEntry, Person
from siaga.server.core.policy import CorePermission
from siaga.server.core.roles import Role
from siaga.server.plan.entries import DataProposed
from siaga.server.plan.models import DataFile, DataVersion
from support.desk import Desk
from support.postgres import Cluster, cluster
from support.serving import ONCE, serving, until


@action
def propose(actor: Actor, desk: Desk, disturb: object = None, size: int = 10) -> DataVersion:
    """An action in three writes; ``disturb`` is called between them."""
    access = authorise(actor, desk.operation, CorePermission.OPERATION_VIEW)
    version = DataVersion.objects.create(
        id=uuid.uuid4(), operation=desk.operation, number=77, created_by=actor.person
    )
    facts = DataProposed(number=77, based_on=None, files={}, errors=0, warnings=0)
    record(access, facts, object_type="data", object_id=str(version.id))
    if callable(disturb):
        disturb()
    DataFile.objects.create(
        version=version, path="a", content=bytes(size), size=size, sha256="0" * 64
    )
    return version


def nothing_was_written() -> bool:
    return not (
        DataVersion.objects.filter(number=77).exists()
        or LedgerEntry.objects.exists()
        or DataFile.objects.exists()
    )


@pytest.mark.django_db(transaction=True)
def test_a_connection_lost_between_two_writes_leaves_neither(desk: Desk) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no connection to lose")

    def lose() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (backend,) = cursor.fetchone()
        parameters = {key: value for key, value in connection.get_connection_params().items()
                      if key in ("dbname", "user", "host", "port")}  # fmt: skip
        with psycopg.connect(**parameters) as other:
            other.execute("SELECT pg_terminate_backend(%s)", [backend])

    with pytest.raises(OperationalError):
        propose(desk.actor(), desk, lose)
    connection.close()
    assert nothing_was_written()
    assert propose(desk.actor(), desk).number == 77  # and the next one finds a living connection


@pytest.fixture
def full_disk(desk: Desk) -> Iterator[None]:
    """A database that may not grow by more than a few pages."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's disk is its own; it says so with code 53100")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages + 20}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1073741823")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_leaves_nothing_half_written(desk: Desk) -> None:
    with pytest.raises(OperationalError, match="full"):
        propose(desk.actor(), desk, size=2_000_000)
    assert nothing_was_written()
    assert propose(desk.actor(), desk, size=10).number == 77


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "said"),
    [("id", "Ruang simpan server penuh"), ("en", "The server has no room left")],
)
def test_a_full_disk_is_told_as_such(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("siaga.server.plan.views.home.visible_operations", full)
    client = Client(raise_request_exception=False)
    client.cookies["siaga_language"] = language
    client.force_login(desk.people[Role.PLANNER])
    answer = client.get(reverse("home"))
    assert answer.status_code == 503
    assert said in answer.content.decode()
    assert answer.headers["X-Request-ID"] in answer.content.decode()


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    with cluster() as started:
        yield started


@ONCE
@pytest.mark.slow
def test_a_database_that_goes_away_and_comes_back(own_cluster: Cluster, tmp_path: Path) -> None:
    with serving(tmp_path / "data", DATABASE_URL=own_cluster.url("siaga")) as served:
        until(lambda: served.health().get("status") == "ok", "all workers are up")
        own_cluster.halt()
        until(lambda: served.get("healthz")[0] == 503, "the probe says so")
        status, page = served.get("ledger/")
        assert (status, "Basis data sedang tidak terhubung" in page) == (503, True)
        assert served.get("healthz/live")[0] == 200
        own_cluster.resume()
        # Web and job workers find the database again without anybody's help.
        until(lambda: served.health().get("status") == "ok", "everything is well again")
        assert served.get("sign-in/")[0] == 200
    assert "Traceback" not in "".join(served.lines)


@pytest.mark.django_db
def test_demo_accounts_do_not_sign_in_outside_demo_mode(desk: Desk) -> None:
    person = desk.people[Role.PLANNER]
    Person.objects.filter(pk=person.pk).update(demo=True)
    answer = Client().post(
        reverse("sign-in"),
        {"username": person.username, "password": "kata-sandi-panjang-sekali"},
    )
    assert "_auth_user_id" not in answer.client.session  # type: ignore[attr-defined]
