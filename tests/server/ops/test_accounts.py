"""``siaga createuser`` and the demo: accounts only where they belong, no password on the line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from siaga.cli.app import app
from support.serving import ONCE, environment, siaga

pytestmark = [pytest.mark.slow, ONCE]
ADMIN = ("--role", "admin", "--agency", "Polda Contoh")
PASSWORD = "kata-sandi-yang-panjang"


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A new installation with its first administrator."""
    variables = environment(tmp_path_factory.mktemp("accounts") / "data")
    done = siaga("createuser", "admin.satu", *ADMIN, env=variables, given=f"{PASSWORD}\n")
    assert done.returncode == 0, done.stderr
    assert "second code" in done.stdout
    return variables


def django(env: dict[str, str], code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{code}"], text=True,
        env={**env, "DJANGO_SETTINGS_MODULE": "siaga.server.settings"}, check=True,
        stdout=subprocess.PIPE, timeout=120,
    ).stdout.strip()  # fmt: skip


def test_the_first_administrator_can_sign_in_and_is_on_record(env: dict[str, str]) -> None:
    said = django(
        env,
        "from siaga.server.core.models import *\n"
        "p = Person.objects.get(username='admin.satu')\n"
        f"print(p.check_password({PASSWORD!r}), p.demo, p.memberships.get().role,"
        " LedgerEntry.objects.get().kind, Opening.objects.count())",
    )
    assert said == "True False admin people.invited 2"


def test_there_is_no_option_for_a_password() -> None:
    """It would stand in the process list and in the shell's history."""
    import typer.main

    command = typer.main.get_command(app).commands["createuser"]  # type: ignore[attr-defined]
    names = {option for parameter in command.params for option in parameter.opts}
    assert not {name for name in names if "pass" in name}


@pytest.mark.parametrize(
    ("words", "given", "said"),
    [
        (("admin.satu", *ADMIN), PASSWORD, "has that role already"),
        (("admin.dua", *ADMIN), "pendek", "The password is refused"),
        (("admin.dua", *ADMIN), "", "No password given"),
        (("a b", *ADMIN), PASSWORD, "user name can not be used"),
        (
            ("dua", "--role", "chief", "--agency", "X"),
            PASSWORD,
            "is not known; write one of: admin",
        ),
        (("dua", "--role", "planner", "--agency", "X"), PASSWORD, "write --operation"),
        (("dua", *ADMIN, "--operation", "x"), PASSWORD, "leave --operation out"),
        (
            ("dua", "--role", "kpu", "--agency", "KPU", "--operation", "tak-ada"),
            PASSWORD,
            "There is no operation 'tak-ada'",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_its_reason(
    env: dict[str, str], words: tuple[str, ...], given: str, said: str
) -> None:
    done = siaga("createuser", *words, env=env, given=f"{given}\n" if given else "")
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_made_password_is_shown_once_and_works(env: dict[str, str]) -> None:
    done = siaga("createuser", "polda.satu", "--role", "province", "--agency", "Polda Contoh",
                 "--generate", env=env)  # fmt: skip
    assert done.returncode == 0, done.stderr
    line = next(line for line in done.stdout.splitlines() if "shown this once" in line)
    password = line.rpartition(": ")[2]
    assert len(password.replace("-", "")) == 20
    code = (
        "from siaga.server.core.models import Person\n"
        f"print(Person.objects.get(username='polda.satu').check_password({password!r}))"
    )
    assert django(env, code) == "True"


def test_a_demo_is_not_made_over_real_accounts(env: dict[str, str]) -> None:
    done = siaga("demo", "examples/banyuasin", "--no-serve", "--data-dir",
                 env["SIAGA_DATA_DIR"], env=env)  # fmt: skip
    assert done.returncode == 1
    assert "no demo accounts" in done.stderr


def test_demo_mode_is_not_served_to_others(tmp_path: Path) -> None:
    env = environment(tmp_path / "data", SIAGA_DEMO="1")
    done = siaga("serve", "--host", "0.0.0.0", env=env)
    assert done.returncode == 1
    assert "served to this machine only" in done.stderr


def test_the_demo_has_every_role_an_issued_plan_and_is_used_again(tmp_path: Path) -> None:
    """On a small operation: the real examples take minutes."""
    from support.planned_desk import small_files

    folder, data_dir = tmp_path / "small", tmp_path / "demo"
    for name, content in small_files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    env = environment(data_dir)
    first = siaga("demo", str(folder), "--no-serve", "--data-dir", str(data_dir), env=env)
    assert first.returncode == 0, first.stderr
    assert "issued:" in first.stdout
    again = siaga("demo", str(folder), "--no-serve", "--data-dir", str(data_dir), env=env)
    assert again.returncode == 0, again.stderr
    assert "is used again" in again.stdout
    table = [line for line in first.stdout.splitlines() if line.startswith("  ")]
    assert [line for line in table if "issued" not in line] == [
        line for line in again.stdout.splitlines() if line.startswith("  ")
    ]
    passwords = json.loads((data_dir / "demo-accounts.json").read_text())
    assert len(passwords) == 14
    assert (data_dir / "demo-accounts.json").stat().st_mode & 0o077 == 0
    said = django(
        {**env, "SIAGA_DEMO": "1"},
        "from siaga.server.core.models import *\n"
        "from siaga.server.plan.models import PlanVersion\n"
        "p = Person.objects.get(username='kabagops')\n"
        f"print(p.demo, p.check_password({passwords['kabagops']!r}), "
        "PlanVersion.objects.get().state, Person.objects.filter(demo=False).count())",
    )
    assert said == "True True issued 0"
