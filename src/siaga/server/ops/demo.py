"""The demo: both Banyuasin examples in a database of its own, one account a role, a plan issued.

Everything goes through the actions that the pages use, so that the demo's ledger is a real one. The
accounts exist in demo mode only; their passwords are random and kept beside the database, so that
``make demo`` can show them again.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from django.core.management import call_command

from siaga.intake.folder_files import read_files
from siaga.model.language import Language
from siaga.server.core.access import Actor
from siaga.server.core.actions.accounts import set_password
from siaga.server.core.actions.organisation import create_agency, create_operation
from siaga.server.core.actions.people import invite
from siaga.server.core.actions.shell import create_from_shell
from siaga.server.core.ledger_store import sign
from siaga.server.core.models import Agency, Membership, Operation, Person
from siaga.server.core.people_rules import ABOVE
from siaga.server.core.roles import AgencyKind, Role
from siaga.server.environment import Environment
from siaga.server.ops.accounts import new_password
from siaga.server.ops.failures import OperatorError
from siaga.server.plan.actions.approval import approve_plan, check_plan, issue_plan, prepare_check
from siaga.server.plan.actions.data import accept_data, propose_data
from siaga.server.plan.actions.runs import RunRequest, start_run
from siaga.server.plan.models import DataVersion, PlanRun, PlanVersion, RunState
from siaga.server.plan.queries.data import current_version, fingerprint
from siaga.server.plan.queries.data_proposal import acceptance, propose

PASSWORDS: Final = "demo-accounts.json"
POLDA: Final = "Polda Sumatera Selatan"
POLRES: Final = "Polres Banyuasin"
SEED: Final = 20241127

_AGENCIES: Final = (
    (AgencyKind.POLSEK, "Polsek Betung"),
    (AgencyKind.KPU, "KPU Kabupaten Banyuasin"),
    (AgencyKind.PPK, "PPK Betung"),
    (AgencyKind.BAWASLU, "Bawaslu Kabupaten Banyuasin"),
    (AgencyKind.TNI, "Kodim Banyuasin"),
    (AgencyKind.KESBANGPOL, "Kesbangpol Kabupaten Banyuasin"),
    (AgencyKind.SATPOL_PP, "Satpol PP Kabupaten Banyuasin"),
)
_USERNAMES: Final = {
    Role.ADMIN: "admin", Role.COMMANDER: "kapolres", Role.OPS_HEAD: "kabagops",
    Role.PLANNER: "perencana", Role.INTELLIGENCE: "intelkam", Role.LOGISTICS: "logistik",
    Role.POLSEK: "polsek", Role.PROVINCE: "polda", Role.KPU: "kpu", Role.PPK: "ppk",
    Role.BAWASLU: "bawaslu", Role.TNI: "tni", Role.KESBANGPOL: "kesbangpol",
    Role.SATPOL_PP: "satpolpp",
}  # fmt: skip

Say = Callable[..., None]
"""Says a sentence of ``ops`` with its values."""


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account of the demo."""

    username: str
    password: str
    role: Role
    agency: str


def ensure_demo(environment: Environment, folders: list[Path], say: Say) -> list[DemoAccount]:
    """Make what is missing of the demo; the accounts, in the order of the roles.

    Raises:
        OperatorError: not in demo mode, the database holds real accounts, or a plan did not come
            about.
    """
    if not environment.demo or Person.objects.filter(demo=False).exists():
        raise OperatorError("demo.not_demo", path=environment.data_dir)
    passwords = _Passwords(environment.data_dir / PASSWORDS)
    admin = _person(Role.ADMIN) or _make_admin(passwords)
    agencies = _make_agencies(Actor(admin, via="cli"))
    made = [_load(folder, agencies, Actor(admin, via="cli"), passwords, say) for folder in folders]
    for operation in made:
        _plan(operation, say)
    if any(made):
        sign.checkpoint(fresh=True)
    else:
        say("demo.kept", path=environment.data_dir)
    return [
        DemoAccount(row.person.username, passwords.of(row.person.username), Role(row.role),
                    row.agency.name)
        for row in _first_memberships()
    ]  # fmt: skip


class _Passwords:
    """Passwords of demo accounts, kept readable: they open nothing but the demo."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.known: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self.known = {}

    def make(self, username: str) -> str:
        """A new one, kept before it is used."""
        self.known[username] = new_password(3)
        draft = self.path.with_name(f".{self.path.name}.part")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(self.known, file, indent=1)
        os.replace(draft, self.path)
        return self.known[username]

    def of(self, username: str) -> str:
        """The one kept; a new one when the file is gone."""
        if username not in self.known:
            person = Person.objects.get(username=username)
            set_password(Actor(person, via="cli"), password=self.make(username))
        return self.known[username]


def _person(role: Role) -> Person | None:
    return Person.objects.filter(username=_USERNAMES[role], demo=True).first()


def _name(role: Role) -> str:
    return f"Akun Contoh {list(Role).index(role) + 1:04}"


def _make_admin(passwords: _Passwords) -> Person:
    username = _USERNAMES[Role.ADMIN]
    return create_from_shell(
        username=username, name=_name(Role.ADMIN), role=Role.ADMIN, agency_name=POLDA,
        operation=None, password=passwords.make(username), demo=True,
    )  # fmt: skip


def _make_agencies(admin: Actor) -> dict[AgencyKind, Agency]:
    polda = Agency.objects.get(name=POLDA)
    polres = Agency.objects.filter(name=POLRES).first() or create_agency(
        admin, kind=AgencyKind.POLRES, name=POLRES, parent=polda
    )
    found = {AgencyKind.POLDA: polda, AgencyKind.POLRES: polres}
    for kind, name in _AGENCIES:
        found[kind] = Agency.objects.filter(name=name).first() or create_agency(
            admin, kind=kind, name=name, parent=polres
        )
    return found


def _agency_of(role: Role, agencies: dict[AgencyKind, Agency]) -> Agency:
    if role in ABOVE:
        return agencies[AgencyKind.POLDA]
    kinds = {kind.value: agency for kind, agency in agencies.items()}
    return kinds.get(role.value, agencies[AgencyKind.POLRES])


def _load(
    folder: Path, agencies: dict[AgencyKind, Agency], admin: Actor, passwords: _Passwords, say: Say
) -> Operation | None:
    """Operation, accounts and accepted data of an example; None when it was there already."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes()
             for path in sorted(folder.rglob("*")) if path.is_file()}  # fmt: skip
    planned, _report = read_files(files)
    if planned is None:
        raise OperatorError("demo.failed", name=folder, problem="siaga check")
    day: date = planned.election.voting_day
    operation = Operation.objects.filter(agency=agencies[AgencyKind.POLRES], voting_day=day).first()
    fresh = operation is None
    if operation is None:
        say("demo.data", name=planned.election.name)
        operation = create_operation(
            admin, name=planned.election.name, region_code=planned.region_code,
            region_name=planned.region_name, election=planned.election.name, voting_day=day,
            agency=agencies[AgencyKind.POLRES],
        )  # fmt: skip
    _invite_all(operation, agencies, admin, passwords)
    if current_version(operation) is None:
        _accept(operation, list(files.items()))
        fresh = True
    issued = PlanVersion.objects.filter(operation=operation, issued_at__isnull=False).exists()
    return operation if fresh or not issued else None


def _invite_all(
    operation: Operation, agencies: dict[AgencyKind, Agency], admin: Actor, passwords: _Passwords
) -> None:
    for role, username in _USERNAMES.items():
        place = None if role in ABOVE else operation
        if Membership.objects.filter(
            person__username=username, role=role, operation=place
        ).exists():
            continue
        invited = invite(
            admin, place, username=username, name=_name(role), role=role,
            agency=_agency_of(role, agencies), demo=True,
        )  # fmt: skip
        if invited.link is not None:
            set_password(Actor(invited.person, via="cli"), password=passwords.make(username))


def _accept(operation: Operation, files: list[tuple[str, bytes]]) -> DataVersion:
    planner, head = (Actor(_must(role), via="cli") for role in (Role.PLANNER, Role.OPS_HEAD))
    proposal, upload = propose(operation, files, None, token=uuid.uuid4(), note="Contoh")
    if proposal is None:
        raise OperatorError(
            "demo.failed", name=operation.name, problem=upload.report.errors[0].text("en")
        )
    version = propose_data(planner, operation, proposal)
    return accept_data(head, operation, acceptance(version), seen=fingerprint(version))


def _plan(operation: Operation | None, say: Say) -> None:
    """Plan by the very job that the pages start, then check, approve and issue."""
    if operation is None:
        return
    planner, commander = (Actor(_must(role), via="cli") for role in (Role.PLANNER, Role.COMMANDER))
    data = current_version(operation)
    assert data is not None
    run = PlanRun.objects.filter(operation=operation, state=RunState.QUEUED).first()
    plan = PlanVersion.objects.filter(operation=operation).order_by("number").first()
    if plan is None:
        say("demo.planning", name=operation.name)
        run = run or start_run(
            planner, operation, RunRequest(uuid.uuid4(), "Rencana awal", data, SEED)
        )
        call_command(
            "db_worker", queue_name="*", batch=True, verbosity=0, interval=0, startup_delay=False
        )
        run.refresh_from_db()
        plan = PlanVersion.objects.filter(run=run).first()
    if plan is None:
        raise OperatorError(
            "demo.failed", name=operation.name, problem=" / ".join(run.message if run else [])
        )
    check_plan(Actor(_must(Role.OPS_HEAD), via="cli"), operation, prepare_check(plan))
    plan.refresh_from_db()
    approve_plan(commander, operation, plan_id=plan.pk, revision=plan.revision)
    plan.refresh_from_db()
    issue_plan(commander, operation, plan_id=plan.pk, revision=plan.revision)
    say("demo.issued", posts=plan.posts.count(), officers=plan.placements.count())


def _must(role: Role) -> Person:
    return Person.objects.get(username=_USERNAMES[role], demo=True)


def _first_memberships() -> list[Membership]:
    rows = Membership.objects.filter(person__demo=True).select_related("person", "agency")
    first: dict[str, Membership] = {}
    for row in rows.order_by("id"):
        first.setdefault(row.role, row)
    return [first[role] for role in Role if role in first]


def table(accounts: list[DemoAccount], language: Language, words: list[str]) -> list[str]:
    """The accounts as lines of a table with ``words`` as its head."""
    from siaga.server.language import say

    rows = [words, *([a.username, a.password, say(f"roles.{a.role}", language), a.agency]
                     for a in accounts)]  # fmt: skip
    widths = [max(len(row[column]) for row in rows) for column in range(len(words))]
    lines = []
    for row in rows:
        cells = [f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)]
        lines.append("  ".join(["", *cells]).rstrip())
    return lines
