"""Several people (or one with two tabs) deciding about the same data at the same moment."""

from __future__ import annotations

import threading
import uuid
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection

from siaga.intake.rewrite import CellRef
from siaga.server.core.models import LedgerEntry
from siaga.server.core.roles import Role
from siaga.server.plan.actions.data import (
    DataConflictError,
    accept_data,
    correct_data,
    propose_data,
)
from siaga.server.plan.models import DataVersion, OfficerRow, StationRow
from siaga.server.plan.models.data import DataState
from siaga.server.plan.queries.data import current_version, fingerprint, load_operation
from siaga.server.plan.queries.data_check import corrected_upload
from siaga.server.plan.queries.data_codec import load_check
from siaga.server.plan.queries.data_proposal import acceptance, checked, propose
from support.data_desk import accepted, proposal, spoiled
from support.desk import Desk, make_desk
from support.planned_desk import small_files, small_planned

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls: Callable[[], object]) -> Counter[str]:
    """Run every call in a thread of its own, all from the same moment; what came of them."""
    barrier = threading.Barrier(len(calls))
    outcomes: list[str] = []

    def run(call: Callable[[], object]) -> None:
        try:
            barrier.wait()
            call()
            outcomes.append("done")
        except DataConflictError as conflict:
            outcomes.append(conflict.code)
        except BaseException as error:
            outcomes.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(outcomes)


def accepting(desk: Desk, version: DataVersion) -> Callable[[], object]:
    ready, seen = acceptance(version), fingerprint(version)
    return lambda: accept_data(desk.actor(Role.PLANNER), desk.operation, ready, seen=seen)


def test_one_proposal_accepted_many_times_at_once_is_accepted_once() -> None:
    desk = make_desk()
    version = proposal(desk)
    outcomes = at_once(*(accepting(desk, version) for _ in range(4)))
    assert outcomes == {"done": 1, "already_accepted": 3}
    assert StationRow.objects.count() == len(small_planned().stations)
    assert OfficerRow.objects.count() == len(small_planned().officers)
    assert LedgerEntry.objects.filter(kind="data.accepted").count() == 1


def test_of_two_proposals_on_one_base_only_one_is_accepted() -> None:
    desk = make_desk()
    accepted(desk)
    first = proposal(desk, spoiled("stations.csv", b"TPS 001", b"TPS 991"))
    second = proposal(desk, spoiled("stations.csv", b"TPS 002", b"TPS 992"))
    outcomes = at_once(accepting(desk, first), accepting(desk, second))
    assert outcomes == {"done": 1, "outdated": 1}
    current = current_version(desk.operation)
    assert current in (first, second)
    assert set(StationRow.objects.values_list("version", flat=True).distinct()) == {
        DataVersion.objects.get(number=1).pk,
        current.pk if current else None,
    }


def test_uploads_at_once_get_numbers_without_holes_and_a_double_click_gets_one() -> None:
    desk = make_desk()
    sent = list(small_files().items())
    same = uuid.uuid4()
    proposals = [
        propose(desk.operation, sent, None, token=token)[0]
        for token in (same, same, uuid.uuid4(), uuid.uuid4())
    ]
    outcomes = at_once(
        *(
            lambda made=made: propose_data(desk.actor(Role.PLANNER), desk.operation, made)
            for made in proposals
        )
    )
    assert outcomes == {"done": 3, "repeated": 1}
    numbers = sorted(DataVersion.objects.values_list("number", flat=True))
    assert numbers == [1, 2, 3]


def test_mending_and_accepting_at_once_never_accepts_what_was_not_seen() -> None:
    desk = make_desk()
    version = proposal(desk)
    check = load_check(version.problems)
    key = next(key for key in check.sheets if key.table == "stations")
    seen = fingerprint(version)
    mended = corrected_upload(version, check, key, {CellRef("", 2, 2): "Diganti"})
    change = checked(desk.operation, mended, None, token=version.pk, note="")
    outcomes = at_once(
        accepting(desk, version),
        lambda: correct_data(desk.actor(Role.PLANNER), desk.operation, change, seen=seen),
    )
    assert outcomes["done"] == 1
    version.refresh_from_db()
    if version.state == DataState.ACCEPTED:
        assert outcomes["already_accepted"] == 1
        assert load_operation(version) == small_planned()
    else:
        assert outcomes["changed"] == 1
        assert load_operation(version).stations[0].name == "Diganti"
        assert not StationRow.objects.exists()
