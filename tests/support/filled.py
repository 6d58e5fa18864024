"""An installation with something of every kind in it: ``python -m support.filled fill|print``.

Run in a process of its own, with the environment of the installation.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import sys
from typing import Any

import django


def fill(entries: int = 40) -> None:
    """People, an operation, data with files and outlines, and a signed ledger."""
    from siaga.server.core.access import Actor, authorise
    from siaga.server.core.action import action
    from siaga.server.core.entries import Personal
    from siaga.server.core.ledger_store import record, sequence, sign
    from siaga.server.core.models import LedgerEntry
    from siaga.server.core.policy import CorePermission
    from siaga.server.core.roles import Role
    from siaga.server.plan.entries import DataProposed
    from siaga.server.plan.models import AreaRow, DataFile, DataVersion, StationRow
    from support.desk import make_desk

    desk = make_desk()
    planner = desk.people[Role.PLANNER]
    version = DataVersion.objects.create(
        operation=desk.operation, number=1, created_by=planner, counts={"stations": 2}
    )
    DataFile.objects.create(
        version=version,
        path="stations.csv",
        size=256,
        sha256="0" * 64,
        content=random.Random(1).randbytes(200_000),  # nothing that shrinks
    )
    for number in (1, 2):
        StationRow.objects.create(
            version=version, ordinal=number, code=f"00{number}", name=f"TPS {number} \u00d1",
            district="16.07.01", district_name="A", village="16.07.01.2001", village_name="B",
            lat=-2.8123456789, lon=104.1 / 3, voters=300, access="river",
        )  # fmt: skip
    for code, geometry in (("1", None), ("2", {"type": "Point", "coordinates": [104.5, -2.25]})):
        AreaRow.objects.create(
            version=version, code=code, name=code, level="village", geometry=geometry
        )

    @action
    def propose(actor: Actor, number: int) -> LedgerEntry:
        access = authorise(actor, desk.operation, CorePermission.OPERATION_VIEW)
        facts = DataProposed(number=number, based_on=None, files={}, errors=0, warnings=0)
        return record(
            access, facts, object_type="data", object_id=str(number),
            personal={"name": Personal(f"Personel {number:04}", f"person:{planner.id}")},
        )  # fmt: skip

    for number in range(entries):
        propose(Actor(planner), number)
    sequence()
    sign.checkpoint(fresh=True)


def contents() -> dict[str, Any]:
    """A digest of every saved table, the same for the same rows on every database."""
    from django.apps import apps

    from siaga.server.ops.rows import tables

    found: dict[str, Any] = {}
    for name, model in tables(apps.get_models(include_auto_created=True)).items():
        columns = [field.attname for field in model._meta.concrete_fields]
        digest, count = hashlib.sha256(), 0
        for row in model._base_manager.order_by("pk").values_list(*columns):
            plain = [bytes(value).hex() if isinstance(value, bytes | memoryview) else value
                     for value in row]  # fmt: skip
            digest.update(repr(plain).encode())
            count += 1
        found[name] = [count, digest.hexdigest()]
    return found


def checked() -> list[Any]:
    """What is wrong with the ledger, by its own check; and the next entry still finds its place."""
    from siaga.server.core.ledger_store.check import check_store

    return list(check_store())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siaga.server.settings")
    django.setup()
    if sys.argv[1] == "fill":
        fill()
    else:
        print(json.dumps({"contents": contents(), "wrong": checked()}))
