"""The ledger in the database: nothing recorded is lost, doubled, changed or held up."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from siaga.ledger import tree
from siaga.ledger.commitment import Opening as PureOpening
from siaga.ledger.entry import read_entry
from siaga.ledger.texts import LedgerError
from siaga.ledger.tiles import Builder, TiledTree
from siaga.server.core.action import ActionError
from siaga.server.core.entries import Personal
from siaga.server.core.ledger_store import (
    erase_openings,
    guard,
    position_of,
    record,
    sequence,
    sequencer,
)
from siaga.server.core.ledger_store.check import check_store
from siaga.server.core.ledger_store.sequencer import (
    BATCH,
    LOCK,
    StoredTiles,
    after_commit,
    tree_size,
)
from siaga.server.core.models import LedgerEntry, LedgerTile, Opening
from siaga.server.core.roles import Role
from support.desk import Desk, make_desk
from support.ledger_desk import append

postgresql_only = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has one writer at a time"
)


def naive_root() -> bytes:
    builder = Builder()
    for entry in LedgerEntry.objects.exclude(position=None).order_by("position"):
        builder.add(tree.leaf_hash(bytes(entry.payload)))
    return builder.root()


def test_an_entry_says_who_did_what_as_what_and_names_nobody(desk: Desk) -> None:
    row = append(desk, 7, reason="Perahu rusak", personal={"name": Personal("Personel 0001")})
    entry = read_entry(bytes(row.payload))
    assert entry.id == row.id
    assert entry.who == desk.people[Role.OPS_HEAD].id
    assert (entry.kind, entry.role, entry.via) == ("ledger.exported", "ops_head", "browser")
    assert (entry.operation, entry.agency) == (str(desk.operation.id), "Polres Contoh")
    assert entry.facts == {"size": 7}
    assert set(entry.personal) == {"reason", "name"}
    assert b"Perahu" not in bytes(row.payload)
    assert b"Personel" not in bytes(row.payload)
    for opening in row.openings.all():
        pure = PureOpening(bytes(opening.salt), opening.value)
        assert pure.opens(entry.personal[opening.field])


def test_every_entry_gets_the_next_position_and_the_tree_is_that_of_its_entries(
    desk: Desk,
) -> None:
    rows = [append(desk, number) for number in range(20)]
    assert [position_of(row.id) for row in rows] == list(range(20))
    assert tree.root(TiledTree(StoredTiles()), 20) == naive_root()
    assert check_store() == []


def test_what_was_not_committed_leaves_no_hole(desk: Desk) -> None:
    first = append(desk, 1)
    with transaction.atomic():
        append(desk, 2)
        transaction.set_rollback(True)
    second = append(desk, 3)
    assert [position_of(first.id), position_of(second.id)] == [0, 1]
    assert check_store() == []


def test_record_belongs_into_an_action(desk: Desk) -> None:
    from siaga.server.core.access import authorise
    from siaga.server.core.ledger_entries import LedgerExported
    from siaga.server.core.policy import CorePermission

    access = authorise(desk.actor(), desk.operation, CorePermission.LEDGER_VIEW)
    with pytest.raises(ActionError):
        record(access, LedgerExported(size=1), object_type="a", object_id="1")


def test_a_fact_that_can_not_be_hashed_is_refused_before_anything_is_written(desk: Desk) -> None:
    with pytest.raises(LedgerError):
        append(desk, 1.5)  # type: ignore[arg-type]
    assert not LedgerEntry.objects.exists()


def test_an_unknown_entry_has_no_position(db: None) -> None:
    with pytest.raises(LedgerEntry.DoesNotExist):
        position_of(uuid.uuid4())


def test_a_batch_has_a_bound_and_sequencing_goes_on_after_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sequencer, "BATCH", 3)
    monkeypatch.setattr(sequencer, "appended", lambda entry: None)
    for number in range(10):
        append(desk, number)
    assert sequence() == 10
    assert tree_size() == 10
    assert check_store() == []
    assert BATCH > 3


# --- what the database refuses ----------------------------------------------------------------
Attempt = Callable[[], object]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE core_ledgerentry SET position = 9",
        "UPDATE core_ledgerentry SET kind = 'plan.refused'",
        "UPDATE core_ledgerentry SET position = NULL",
        "DELETE FROM core_ledgerentry",
        "DELETE FROM core_ledgertile",
        "UPDATE core_ledgertile SET level = 1",
        "UPDATE core_ledgertile SET hashes = substr(hashes, 2)",
    ],
)
def test_the_database_refuses_to_change_the_record(desk: Desk, sql: str) -> None:
    position_of(append(desk, 1).id)
    with (
        pytest.raises(DatabaseError, match=r"never changed|only grow"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert check_store() == []


def test_a_waiting_entry_may_get_its_position_and_nothing_else(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sequencer, "appended", lambda entry: None)
    row = append(desk, 1)
    for sql in (
        "UPDATE core_ledgerentry SET position = 0, kind = 'plan.refused'",
        "UPDATE core_ledgerentry SET recorded_at = '2020-01-01'",
        "DELETE FROM core_ledgerentry",
    ):
        with (
            pytest.raises(DatabaseError, match="never changed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
    assert position_of(row.id) == 0


def test_every_guard_is_there_and_a_lost_one_is_named(db: None) -> None:
    assert guard.missing(connection) == []
    with connection.cursor() as cursor:
        cursor.execute(guard.removal(connection.vendor)[0])
    assert guard.missing(connection) == ["core_ledgerentry_kept"]
    guard.install(connection)
    assert guard.missing(connection) == []


# --- erasure ----------------------------------------------------------------------------------
def test_erasing_a_person_leaves_the_ledger_valid_and_nothing_to_read(desk: Desk) -> None:
    """R9 and verifiability together."""
    subject = "officer:contoh:0001"
    kept = append(desk, 1, personal={"name": Personal("Personel 0002", "officer:contoh:0002")})
    row = append(desk, 2, personal={"name": Personal("Personel 0001", subject)})
    position_of(row.id)
    before = naive_root()
    assert erase_openings([subject]) == 1
    assert not Opening.objects.filter(entry=row).exists()
    assert Opening.objects.filter(entry=kept).exists()
    assert naive_root() == before == tree.root(TiledTree(StoredTiles()), 2)
    assert "Personel 0001" not in str(list(Opening.objects.values_list("value", flat=True)))
    assert check_store() == []


# --- what check_store finds -------------------------------------------------------------------
@pytest.mark.parametrize(
    ("sql", "key"),
    [
        ("UPDATE core_ledgerentry SET leaf_hash = payload WHERE position = 1", "ledger.bad_leaf"),
        ("UPDATE core_ledgerentry SET position = 9 WHERE position = 2", "ledger.bad_order"),
        ("UPDATE core_ledgertile SET hashes = substr(hashes, 33)", "ledger.bad_tile"),
    ],
)
def test_damage_in_the_tables_is_found_and_placed(desk: Desk, sql: str, key: str) -> None:
    for number in range(3):
        position_of(append(desk, number).id)
    with connection.cursor() as cursor:
        for statement in guard.removal(connection.vendor):
            cursor.execute(statement)
        cursor.execute(sql)
    assert key in [found for found, _values in check_store()]
    assert "ledger.no_guard" in [found for found, _values in check_store()]


# --- many writers -----------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_give_one_tree_without_holes() -> None:
    """Each writer's entry has its place when the writer goes on, or soon after; none is lost."""
    desk = make_desk()
    writers, each = 6, 15
    failures: list[BaseException] = []
    barrier = threading.Barrier(writers)

    def write(writer: int) -> None:
        try:
            barrier.wait()
            for number in range(each):
                append(desk, writer * 1000 + number)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    sequencer.settled()
    positions = sorted(LedgerEntry.objects.values_list("position", flat=True))
    assert positions == list(range(writers * each)), "placed without anybody asking"
    assert check_store() == []
    rows = LedgerEntry.objects.order_by("position")
    facts = [read_entry(bytes(row.payload)).facts["size"] for row in rows]
    for writer in range(writers):
        own = [fact for fact in facts if isinstance(fact, int) and fact // 1000 == writer]
        assert own == sorted(own), "one writer's entries stand in the order it wrote them"


@pytest.mark.django_db(transaction=True)
@postgresql_only
def test_a_writer_does_not_wait_for_the_sequencer_and_its_entry_is_carried_later() -> None:
    desk = make_desk()
    taken, done = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            taken.set()
            done.wait(30)
        after_commit()
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    assert taken.wait(30)
    row = append(desk, 1)
    assert LedgerEntry.objects.get(pk=row.pk).position is None, "committed, and not waited"
    done.set()
    holder.join()
    sequencer.settled()
    assert LedgerEntry.objects.get(pk=row.pk).position == 0


@pytest.mark.django_db(transaction=True)
@postgresql_only
def test_an_open_transaction_holds_up_nobody_elses_entry() -> None:
    desk = make_desk()
    with transaction.atomic():
        slow = append(desk, 1)
        threads = [threading.Thread(target=_append_apart, args=(desk,)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
            assert not thread.is_alive()
        sequencer.settled()
    assert position_of(slow.id) == 2
    assert check_store() == []


def _append_apart(desk: Desk) -> None:
    append(desk, 2)
    connection.close()


@pytest.mark.django_db(transaction=True)
@postgresql_only
@pytest.mark.parametrize("threshold", [None, 0])
def test_entries_are_kept_with_and_without_prepared_statements(
    threshold: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pooler without prepared statements stands before PostgreSQL, or none."""
    desk = make_desk()
    connection.ensure_connection()
    monkeypatch.setattr(connection.connection, "prepare_threshold", threshold)
    rows = [append(desk, number, reason=f"Alasan {number}") for number in range(3)]
    with transaction.atomic():
        append(desk, 9)
        transaction.set_rollback(True)  # PostgreSQL keeps what was prepared, psycopg forgets it
    rows.append(append(desk, 3, reason="Alasan 3"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        assert bool(cursor.fetchone()[0]) is (threshold == 0)
    sequencer.settled()
    assert [position_of(row.id) for row in rows] == [0, 1, 2, 3]
    assert [row.openings.get().value for row in rows] == [f"Alasan {n}" for n in range(4)]
    assert check_store() == []


def test_tiles_are_as_few_as_they_can_be(desk: Desk) -> None:
    for number in range(5):
        position_of(append(desk, number).id)
    assert [(row.level, row.index, len(row.hashes)) for row in LedgerTile.objects.all()] == [
        (0, 0, 5 * 32)
    ]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ("operation = NULL", "ledger_check.columns"),
        ("kind = 'plan.printed'", "ledger_check.columns"),
        ("object_id = 'lain'", "ledger_check.columns"),
        ("leaf_hash = payload", "ledger.bad_leaf"),
    ],
)
def test_a_row_changed_past_the_guards_is_told(desk: Desk, change: str, key: str) -> None:
    """Also the columns beside the hashed bytes: they decide in which journal an entry is seen."""
    for number in range(3):
        append(desk, number)
    with connection.cursor() as cursor:
        for statement in guard.removal(connection.vendor):
            cursor.execute(statement)
        cursor.execute(f"UPDATE core_ledgerentry SET {change} WHERE position = 1")
    guard.install(connection)
    assert [(name, values["position"]) for name, values in check_store()] == [(key, 1)]


def test_the_ledger_can_not_be_emptied_at_one_stroke(desk: Desk) -> None:
    append(desk, 1)
    empty = "DELETE FROM" if connection.vendor == "sqlite" else "TRUNCATE"
    cascade = "" if connection.vendor == "sqlite" else " CASCADE"
    for table in ("core_ledgerentry", "core_ledgertile"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"{empty} {table}{cascade}")
    assert LedgerEntry.objects.count() == 1
