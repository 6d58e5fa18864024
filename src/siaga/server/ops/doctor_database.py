"""Checks of what the database holds: schema, log mode, people, workers, ledger."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from siaga.server.environment import Environment
from siaga.server.ops.doctor import Finding, Verdict, error, ok, stopped, warning
from siaga.server.ops.failures import OperatorError

MOST_TOLD: Final = 3
"""Contradictions of the ledger that are told one by one."""
CLOCK_DIFFERENCE: Final = timedelta(seconds=5)
LEAST_POSTGRESQL: Final = 150000


def examine_database(environment: Environment, *, full: bool) -> list[Finding]:
    """Every check that needs the database; stops where nothing further can be asked."""
    from siaga.server.ops.serving import setup_django

    setup_django()
    from django.db import connection

    from siaga.server.ops import schema

    where = schema.database_name()
    try:
        schema.ensure_reachable()
    except OperatorError as problem:
        return [stopped("database", problem)]
    findings = [ok("database", "database_ok", where=where)]
    findings += _sqlite() if connection.vendor == "sqlite" else _postgresql()
    found = schema.read_schema()
    if found.unknown:
        return [*findings, error("schema", "schema_newer", steps=", ".join(found.unknown))]
    if found.missing:
        return [*findings, warning("schema", "schema_old", count=len(found.missing))]
    findings.append(ok("schema", "schema_ok", count=len(found.applied)))
    findings += _people(environment)
    findings += _worker()
    findings += _ledger(full=full)
    if full:
        findings += check_plans()
    return findings


def _sqlite() -> Iterable[Finding]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()[0]
        cursor.execute("PRAGMA synchronous")
        synchronous = cursor.fetchone()[0]
        cursor.execute("PRAGMA quick_check(1)")
        checked = cursor.fetchone()[0]
    if mode != "wal":
        yield error("log", "log_mode", mode=mode)
    elif synchronous < 1:
        yield error("log", "log_unsafe")
    else:
        yield ok("log", "log_ok")
    if checked != "ok":
        yield error("log", "log_broken", problem=checked)


def _postgresql() -> Iterable[Finding]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version_num')::int, current_setting('fsync'), "
            "current_setting('full_page_writes'), clock_timestamp()"
        )
        version, fsync, pages, now = cursor.fetchone()
    if version < LEAST_POSTGRESQL:
        yield error("log", "postgresql_old", version=version // 10000)
    elif fsync != "on" or pages != "on":
        yield error("log", "log_unsafe")
    else:
        yield ok("log", "postgresql_ok", version=version // 10000)
    difference = abs(datetime.now(UTC) - now)
    if difference > CLOCK_DIFFERENCE:
        yield error("clock", "clock_differs", seconds=round(difference.total_seconds()))


def _people(environment: Environment) -> Iterable[Finding]:
    from siaga.server.core.models import Membership, Person
    from siaga.server.core.roles import Role

    demo = Person.objects.filter(demo=True, is_active=True).count()
    if demo and not environment.demo:
        yield error("people", "people_demo", count=demo)
    if environment.demo and any(host.count(".") and not host[0].isdigit()
                                for host in environment.hosts):  # fmt: skip
        yield error("people", "people_demo_public")
    admins = Membership.objects.filter(
        role=Role.ADMIN, person__is_active=True, person__erased_at=None
    ).count()
    if not admins:
        yield warning("people", "people_no_admin")
    elif not demo or environment.demo:
        yield ok("people", "people_ok", count=Person.objects.count(), admins=admins)


def _worker() -> Iterable[Finding]:
    from siaga.server.ops import beats

    last = beats.last_beat()
    if beats.worker_lives():
        yield ok("worker", "worker_ok")
    elif last is None:
        yield warning("worker", "worker_none")
    else:
        yield error("worker", "worker_late", since=last.isoformat(timespec="seconds"))


def _ledger(*, full: bool) -> Iterable[Finding]:
    from django.db import connection

    from siaga.ledger.texts import LedgerError
    from siaga.server.core.ledger_store import check, guard, sign
    from siaga.server.core.models import Checkpoint, LedgerEntry
    from siaga.server.language import say

    entries = LedgerEntry.objects.filter(position__isnull=False).order_by("-position")
    last = entries.values_list("position", flat=True).first()
    size = 0 if last is None else last + 1
    signed = Checkpoint.objects.order_by("-size").first()
    now = datetime.now(UTC)
    ahead = LedgerEntry.objects.filter(recorded_at__gt=now + timedelta(minutes=5)).count()
    if ahead:
        yield error("clock", "clock_ahead", count=ahead)
    for name in guard.missing(connection):
        yield error("ledger", "ledger_guard", name=name)
    if signed is not None and signed.size > size:
        yield error("ledger", "ledger_lost", size=size, signed=signed.size)
        return
    if size:
        try:
            sign.signing_key()
        except (sign.KeyLostError, LedgerError, OSError):
            yield error("ledger", "ledger_key", path=sign.key_path())
    if full:
        wrong = check.check_store()
        if wrong:
            for key, found in wrong[:MOST_TOLD]:
                texts = {"id": say(key, "id", **found), "en": say(key, "en", **found)}
                yield Finding("ledger", Verdict.ERROR, "given", texts)
            yield error("ledger", "ledger_wrong", count=len(wrong))
            return
    values = {"size": size, "signed": signed.size if signed else 0}
    yield ok("ledger", "ledger_proven" if full else "ledger_ok", **values)


def check_plans() -> Iterable[Finding]:
    """Whether each plan that was checked is still the one of which the ledger has the hash."""
    import json

    from siaga.reports.plan_json import PlanFormatError
    from siaga.server.core.models import LedgerEntry
    from siaga.server.plan.models import PlanVersion
    from siaga.server.plan.storing import document_bytes

    steps = LedgerEntry.objects.filter(
        object_type="plan", kind__in=("plan.checked", "plan.approved", "plan.issued")
    )
    count, wrong = 0, 0
    for version in PlanVersion.objects.exclude(final=b"").order_by("number").iterator(20):
        count += 1
        last = steps.filter(object_id=str(version.pk)).order_by("-position").first()
        facts = {} if last is None else json.loads(bytes(last.payload))["facts"]
        try:
            document_bytes(version)
            same = facts.get("sha256") == version.sha256
        except PlanFormatError:
            same = False
        if not same:
            wrong += 1
            yield error("plans", "plans_wrong", number=version.number, id=version.pk)
    if not wrong:
        yield ok("plans", "plans_ok", count=count)
