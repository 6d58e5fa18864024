"""One process of the ledger's benchmark: ``seed``, ``write``, ``read`` or ``check``."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from siaga.server.core.access import Access, Actor, authorise  # noqa: E402
from siaga.server.core.action import action  # noqa: E402
from siaga.server.core.ledger_store import record, sequencer  # noqa: E402
from siaga.server.core.ledger_store.check import check_store  # noqa: E402
from siaga.server.core.ledger_store.sequencer import tree_size  # noqa: E402
from siaga.server.core.models import LedgerEntry, Operation, Person  # noqa: E402
from siaga.server.core.policy import CorePermission  # noqa: E402
from siaga.server.core.queries import ledger as queries  # noqa: E402
from siaga.server.plan.entries import PlanEdited  # noqa: E402
from siaga.server.plan.models import PlanEdit, PlanVersion  # noqa: E402
from siaga.server.plan.policy import PlanPermission  # noqa: E402

WRITERS = 8


def write_edit(actor: Actor, operation: Operation, plan: PlanVersion, sequence: int) -> Any:
    """What both kinds of run do: ask, and write the edit."""
    access = authorise(actor, operation, PlanPermission.DRAFT_EDIT)
    PlanEdit.objects.create(
        plan=plan,
        sequence=sequence,
        kind="move_station",
        edit={"station": "1607012001001", "post": "17"},
        made_by=actor.person,
    )
    return access


@action
def edit_on_record(actor: Actor, operation: Operation, plan: PlanVersion, sequence: int) -> None:
    """The write with its ledger entry, through the product's own path."""
    access = write_edit(actor, operation, plan, sequence)
    _record(access, plan, sequence)


@action
def entry_alone(actor: Actor, operation: Operation, plan: PlanVersion, sequence: int) -> None:
    """The ledger entry without the write: what the ledger itself costs."""
    access = authorise(actor, operation, PlanPermission.DRAFT_EDIT)
    _record(access, plan, sequence)


def _record(access: Access, plan: PlanVersion, sequence: int) -> None:
    record(
        access,
        PlanEdited(
            number=plan.number, revision=sequence, sequence=sequence, edit="move_station",
            station="1607012001001", post="17", hard=0, soft=1, mended=0, need=0,
        ),
        object_type="plan",
        object_id=str(plan.pk),
    )  # fmt: skip


def edit_alone(actor: Actor, operation: Operation, plan: PlanVersion, sequence: int) -> None:
    """The same write without a ledger."""
    with transaction.atomic():
        write_edit(actor, operation, plan, sequence)


def seed() -> None:
    """A desk and a draft for each writer."""
    from siaga.server.core.roles import Role
    from support.desk import make_desk

    desk = make_desk()
    for number in range(WRITERS):
        PlanVersion.objects.create(
            **draft_fields(desk.operation, desk.people[Role.PLANNER], number)
        )


def draft_fields(operation: Operation, person: Person, number: int) -> dict[str, Any]:
    """The least a draft needs."""
    from siaga.server.plan.models import DataVersion

    data, _ = DataVersion.objects.get_or_create(
        operation=operation, number=1, defaults={"created_by": person}
    )
    return {
        "operation": operation,
        "number": number + 1,
        "data": data,
        "document": b"",
        "created_by": person,
    }


def write(kind: str, number: int, start: float, seconds: float) -> dict[str, Any]:
    """Write from ``start`` for ``seconds``; (how many, latencies, CPU)."""
    operation = Operation.objects.select_related("agency").get(slug="contoh")
    person = Person.objects.get(username="contoh-planner")
    plan = PlanVersion.objects.get(operation=operation, number=number + 1)
    work = {"plain": edit_alone, "ledger": edit_on_record, "entry": entry_alone}[kind]
    sequence = PlanEdit.objects.filter(plan=plan).count()
    actor = Actor(person)
    assert actor.memberships
    time.sleep(max(0.0, start - time.time()))
    took: list[float] = []
    begin, cpu = time.perf_counter(), time.process_time()
    while (now := time.perf_counter()) - begin < seconds:
        sequence += 1
        work(actor, operation, plan, sequence)
        took.append((time.perf_counter() - now) * 1000)
    elapsed = time.perf_counter() - begin
    sequencer.settled()
    return {
        "count": len(took),
        "seconds": elapsed,
        "ms": took,
        "cpu": time.process_time() - cpu,
    }


def read(start: float, seconds: float) -> dict[str, Any]:
    """Open the journal's newest page again and again, as people do: with a breath between."""
    operation = Operation.objects.select_related("agency").get(slug="contoh")
    actor = Actor(Person.objects.get(username="contoh-ops_head"))
    access = authorise(actor, operation, CorePermission.LEDGER_VIEW)
    time.sleep(max(0.0, start - time.time()))
    took: list[float] = []
    begin = time.perf_counter()
    while (now := time.perf_counter()) - begin < seconds:
        queries.journal(access, queries.Filters())
        took.append((time.perf_counter() - now) * 1000)
        time.sleep(0.02)
    took.sort()
    return {"reads": len(took), "p95_ms": took[len(took) * 95 // 100]}


def check() -> dict[str, Any]:
    """Whether everything has its place and the tree is whole."""
    waiting = LedgerEntry.objects.filter(position=None).count()
    begin = time.perf_counter()
    found = check_store()
    return {
        "entries": tree_size(),
        "whole": not found and not waiting,
        "waiting": waiting,
        "seconds": time.perf_counter() - begin,
    }


def main(words: list[str]) -> None:
    """Do what ``words`` say and print the result."""
    what, *rest = words
    if what == "seed":
        seed()
        return
    if what == "write":
        result = write(rest[0], int(rest[1]), float(rest[2]), float(rest[3]))
    elif what == "read":
        result = read(float(rest[0]), float(rest[1]))
    else:
        result = check()
    connection.close()
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1:])
