"""``siaga backup`` and ``restore``: what was saved comes back, or what was there stays."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from support.postgres import session_url
from support.serving import ONCE, environment, siaga

TESTS = Path(__file__).parents[2]
PASSPHRASE = "kata sandi cadangan yang panjang"
DATABASES = ("sqlite", "postgresql")
pytestmark = [pytest.mark.slow, ONCE]


@dataclass
class Installation:
    """A data directory and a database of its own."""

    data_dir: Path
    env: dict[str, str]

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return siaga(*words, env={**self.env, **more})

    def module(self, *words: str) -> str:
        """Run a module to its end, which must be a good one."""
        return subprocess.run(
            [sys.executable, "-m", *words], env={**self.env, "PYTHONPATH": str(TESTS)}, text=True,
            stdout=subprocess.PIPE, check=True, timeout=120,
        ).stdout  # fmt: skip

    def migrate(self) -> Installation:
        self.module("siaga.server", "migrate", "-v0")
        return self

    def state(self) -> dict[str, Any]:
        return dict(json.loads(self.module("support.filled", "print")))


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Makes installations; databases on the session's PostgreSQL are dropped at the end."""
    made: list[str] = []

    def new(kind: str) -> Installation:
        data_dir = tmp_path_factory.mktemp(kind) / "data"
        variables = {}
        if kind == "postgresql":
            name = f"backup_{uuid.uuid4().hex[:12]}"
            _admin(f"CREATE DATABASE {name}")
            made.append(name)
            variables["DATABASE_URL"] = session_url().replace("/siaga?", f"/{name}?")
        return Installation(data_dir, environment(data_dir, **variables))

    yield new
    for name in made:
        _admin(f"DROP DATABASE {name} WITH (FORCE)")


def _admin(statement: str) -> None:
    with psycopg.connect(session_url(), autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]


@dataclass
class Original:
    installation: Installation
    backup: Path
    state: dict[str, Any]


@pytest.fixture(scope="module", params=DATABASES)
def original(
    request: pytest.FixtureRequest, make: Any, tmp_path_factory: pytest.TempPathFactory
) -> Original:
    """A filled installation and its backup with keys."""
    installation = make(request.param).migrate()
    installation.module("support.filled", "fill")
    backup = tmp_path_factory.mktemp("backups") / "one.siaga"
    done = installation.run("backup", str(backup), SIAGA_BACKUP_PASSPHRASE=PASSPHRASE)
    assert done.returncode == 0, done.stderr
    assert "ledger of 40 entries; read back and whole" in done.stdout
    return Original(installation, backup, installation.state())


@pytest.mark.parametrize("target", DATABASES)
def test_everything_comes_back_on_either_database(
    original: Original, make: Any, target: str
) -> None:
    fresh = make(target)
    done = fresh.run("restore", str(original.backup), SIAGA_BACKUP_PASSPHRASE=PASSPHRASE)
    assert done.returncode == 0, done.stderr
    assert "the ledger's root agrees at 40 entries" in done.stdout
    assert fresh.state() == original.state
    assert original.state["wrong"] == []
    for key in ("ledger.pem", "secret.key"):
        restored = (fresh.data_dir / key).read_bytes()
        assert restored == (original.installation.data_dir / key).read_bytes()
        assert (fresh.data_dir / key).stat().st_mode & 0o077 == 0
    # New rows get new numbers, and a changed entry is refused as before.
    again = fresh.run("restore", str(original.backup), SIAGA_BACKUP_PASSPHRASE=PASSPHRASE)
    assert again.returncode == 1
    assert "--replace" in again.stderr


def test_new_rows_after_a_restore_do_not_meet_old_numbers(original: Original, make: Any) -> None:
    fresh = make("postgresql")
    assert fresh.run("restore", str(original.backup), "--without-keys").returncode == 0
    code = (
        "import django; django.setup()\n"
        "from siaga.server.plan.models import DataVersion, DataFile\n"
        "DataFile.objects.create(version=DataVersion.objects.get(), path='new.csv', content=b'',"
        " size=0, sha256='')"
    )
    subprocess.run(
        [sys.executable, "-c", code], check=True, timeout=60,
        env={**fresh.env, "DJANGO_SETTINGS_MODULE": "siaga.server.settings"},
    )  # fmt: skip


def test_without_a_choice_about_the_keys_nothing_is_written(
    original: Original, tmp_path: Path
) -> None:
    done = original.installation.run("backup", str(tmp_path / "x.siaga"))
    assert done.returncode == 1
    assert "--without-keys" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_keys_are_not_readable_without_their_passphrase(original: Original, make: Any) -> None:
    secret = (original.installation.data_dir / "secret.key").read_bytes()
    with zipfile.ZipFile(original.backup) as archive:
        assert all(secret not in archive.read(name) for name in archive.namelist())
    fresh = make("sqlite")
    done = fresh.run("restore", str(original.backup), SIAGA_BACKUP_PASSPHRASE="bukan kata sandinya")
    assert done.returncode == 1
    assert "passphrase does not match" in done.stderr


def test_a_backup_is_never_written_over(original: Original) -> None:
    before = original.backup.read_bytes()
    done = original.installation.run("backup", str(original.backup), "--without-keys")
    assert done.returncode == 1
    assert "is not overwritten" in done.stderr
    assert original.backup.read_bytes() == before


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size * 2 // 3)


def rewrite(path: Path, change: Any) -> None:
    """Write the archive anew with ``change(name, content)``, its checksums of ZIP intact."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            changed = change(name, content)
            if changed is not None:
                new.writestr(name, changed)


def another_role(path: Path) -> None:
    rewrite(path, lambda name, content: content.replace(b'"polsek"', b'"admin"')
            if "membership" in name else content)  # fmt: skip


def a_table_less(path: Path) -> None:
    rewrite(path, lambda name, content: None if "stationrow" in name else content)


def way_out(path: Path) -> None:
    rewrite(path, lambda name, content: content)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("files/../../escaped", b"x")


def another_file(path: Path) -> None:
    path.write_bytes(b"PK not a zip at all")


def a_rewritten_ledger(path: Path) -> None:
    """The forger also mends the hashes of the list: the ledger's own root gives it away."""
    import hashlib

    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        name = "tables/core.ledgerentry.jsonl"
        lines = archive.read(name).splitlines(keepends=True)
    lines[5] = lines[6].replace(lines[6][2:38], lines[5][2:38])  # one entry's payload for another's
    forged = b"".join(lines)
    manifest["members"][name] |= {"sha256": hashlib.sha256(forged).hexdigest(), "size": len(forged)}
    parts = {name: forged, "manifest.json": json.dumps(manifest).encode()}
    rewrite(path, lambda part, content: parts.get(part, content))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (cut, "not a whole backup"),
        (another_file, "not a whole backup"),
        (another_role, "part tables/core.membership.jsonl has changed"),
        (a_table_less, "not what its list says"),
        (way_out, "not what its list says"),
        (a_rewritten_ledger, "nothing was changed"),
    ],
)
def test_a_damaged_archive_changes_nothing(
    original: Original, make: Any, tmp_path: Path, damage: Any, said: str
) -> None:
    bad = tmp_path / "bad.siaga"
    shutil.copy(original.backup, bad)
    damage(bad)
    held = original.installation
    done = held.run("restore", str(bad), "--replace", "--without-keys")
    assert done.returncode == 1, done
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert held.state() == original.state
    assert not list(held.data_dir.rglob("*restoring*"))
    assert not (held.data_dir.parent / "escaped").exists()


def test_a_restore_cut_off_in_the_middle_leaves_the_old_one(original: Original) -> None:
    """SIGKILL while rows are being inserted: a power cut."""
    held = original.installation
    code = (
        "import os, signal\n"
        "from siaga.server.ops.serving import setup_django; setup_django()\n"
        "from siaga.server.ops import rows\n"
        "whole = rows.read_rows\n"
        "def cut(model, *rest):\n"
        "    if model._meta.model_name == 'stationrow': os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return whole(model, *rest)\n"
        "rows.read_rows = cut\n"
        "import siaga.cli; siaga.cli.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "restore", str(original.backup), "--replace",
         "--without-keys"],
        env=held.env, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == -9
    assert held.state() == original.state
    # And the next attempt is not in its own way.
    again = held.run("restore", str(original.backup), "--replace", "--without-keys")
    assert again.returncode == 0, again.stderr
    assert held.state() == original.state


def test_a_full_disk_leaves_no_half_backup(original: Original, tmp_path: Path) -> None:
    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    target = tmp_path / "full.siaga"
    done = siaga(
        "backup", str(target), "--without-keys", env=original.installation.env,
        preexec_fn=small_files,
    )  # fmt: skip
    assert done.returncode == 1
    assert "the disk is full" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_while_restoring_leaves_the_old_one(original: Original) -> None:
    held = original.installation
    if "DATABASE_URL" in held.env:
        pytest.skip("PostgreSQL's own disk is another one")

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    done = siaga(
        "restore", str(original.backup), "--replace", "--without-keys", env=held.env,
        preexec_fn=small_files,
    )  # fmt: skip
    assert done.returncode == 1, done
    assert "Traceback" not in done.stderr
    assert held.state() == original.state


def test_a_running_server_is_not_restored_under_its_feet(original: Original) -> None:
    import fcntl

    with (original.installation.data_dir / "serve.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = original.installation.run(
            "restore", str(original.backup), "--replace", "--without-keys"
        )
    assert done.returncode == 1
    assert "in use by another siaga serve" in done.stderr


def test_a_backup_from_before_an_upgrade_comes_back_upgraded(make: Any, tmp_path: Path) -> None:
    """The archive holds the schema of its time; restoring fills that one and goes on to today's."""
    old = make("sqlite")
    old.module("siaga.server", "migrate", "-v0", "core", "0002")
    old.module("siaga.server", "migrate", "-v0", ["django_otp", "plugins", "otp_totp"][-1])
    code = (
        "import django; django.setup()\n"
        "from pathlib import Path; import sys\n"
        "from django.db import connection\n"
        'connection.cursor().execute("INSERT INTO core_agency (id, kind, name) '
        "VALUES ('0123456789abcdef0123456789abcdef', 'polda', 'Polda Lama')\")\n"
        "from siaga.server.environment import read_environment\n"
        "from siaga.server.ops.backup import save_backup\n"
        "save_backup(Path(sys.argv[1]), read_environment())\n"
    )
    backup = tmp_path / "old.siaga"
    subprocess.run(
        [sys.executable, "-c", code, str(backup)], check=True, timeout=60,
        env={**old.env, "DJANGO_SETTINGS_MODULE": "siaga.server.settings"},
    )  # fmt: skip
    fresh = make("postgresql")
    done = fresh.run("restore", str(backup), "--without-keys")
    assert done.returncode == 0, done.stderr
    assert fresh.state()["contents"]["core.agency"][0] == 1
