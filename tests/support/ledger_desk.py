"""Entries in the database's ledger, appended as actions do it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.db.backends.postgresql.base import DatabaseWrapper as PostgresWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper as SqliteWrapper

from siaga.server.core.access import authorise
from siaga.server.core.action import _recording
from siaga.server.core.entries import Personal
from siaga.server.core.ledger_entries import LedgerExported
from siaga.server.core.ledger_store import guard, record
from siaga.server.core.models import LedgerEntry
from siaga.server.core.policy import CorePermission
from siaga.server.core.roles import Role
from support.desk import Desk


def append(
    desk: Desk,
    size: int = 0,
    *,
    role: Role = Role.OPS_HEAD,
    reason: str = "",
    personal: dict[str, Personal] | None = None,
) -> LedgerEntry:
    """One entry in its own transaction, as an action's decorator would open it."""
    access = authorise(desk.actor(role), desk.operation, CorePermission.LEDGER_VIEW)
    with transaction.atomic(), _recording():
        return record(
            access, LedgerExported(size=size), object_type="ledger",
            object_id=str(size), reason=reason, personal=personal,
        )  # fmt: skip


def never_commits(request: pytest.FixtureRequest) -> bool:
    """Whether the test runs inside one transaction that is rolled back: nothing commits in it."""
    marker = request.node.get_closest_marker("django_db")
    apart = {"transactional_db", "live_server", "django_db_reset_sequences"}
    return not (marker and marker.kwargs.get("transaction")) and not apart & set(
        request.fixturenames
    )


def flush_without_guards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Django empty the tables between tests that commit, which the guards refuse.

    The guards come back with the ``post_migrate`` that follows each flush.
    """
    for vendor, wrapper in (("sqlite", SqliteWrapper), ("postgresql", PostgresWrapper)):
        _flush_without_guards(monkeypatch, vendor, wrapper.ops_class)


def _flush_without_guards(monkeypatch: pytest.MonkeyPatch, vendor: str, operations: Any) -> None:
    original = operations.sql_flush

    def sql_flush(self: Any, *args: Any, **kwargs: Any) -> list[str]:
        emptying = original(self, *args, **kwargs)
        return [*guard.removal(vendor), *emptying] if emptying else []

    monkeypatch.setattr(operations, "sql_flush", sql_flush)
