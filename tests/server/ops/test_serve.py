"""``siaga serve``: it comes up, stays small, stops cleanly, and says what is wrong."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from support.serving import (
    ONCE,
    Served,
    environment,
    family,
    free_port,
    proportional_kilobytes,
    serving,
    siaga,
    until,
)

pytestmark = [pytest.mark.slow, ONCE]
MEMORY_KB = 250_000
"""What an idle server may take (issue: 250 MB)."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    with serving(tmp_path_factory.mktemp("served") / "data") as running:
        yield running


def ends(pid: int) -> bool:
    """Whether a process is gone (or only waits to be collected)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state == "Z"


def test_it_serves_with_a_job_worker_that_beats(served: Served) -> None:
    health = until(
        lambda: served.health() if served.health().get("status") == "ok" else None, "all is well"
    )
    assert health["checks"] == {"database": "ok", "migrations": "ok", "worker": "ok"}
    status, page = served.get("sign-in/")
    assert status == 200
    assert "Siaga" in page


def test_idle_it_stays_within_its_memory(served: Served) -> None:
    until(lambda: served.health().get("status") == "ok", "all workers are up")
    served.get("sign-in/")
    assert proportional_kilobytes(family(served.process.pid)) < MEMORY_KB


def test_a_second_server_on_one_directory_is_refused(served: Served) -> None:
    refused = siaga("serve", "--port", str(free_port()), env=environment(served.data_dir))
    assert refused.returncode == 1
    assert f"in use by another siaga serve (process {served.process.pid})" in refused.stderr
    assert served.health()["status"] in ("ok", "degraded")


def test_a_killed_job_worker_is_started_again(served: Served) -> None:
    def jobs() -> set[int]:
        return {
            pid for pid in family(served.process.pid)
            if b"job_worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
        }  # fmt: skip

    (first,) = until(jobs, "a job worker is there")
    os.kill(first, signal.SIGKILL)
    until(lambda: jobs() - {first}, "another one is started")


def test_metrics_count_requests_by_route_over_all_processes(served: Served) -> None:
    served.get("sign-in/")
    status, text = served.get("metrics")
    assert status == 200
    assert 'siaga_http_request_seconds_count{method="GET",route="sign-in",status="2xx"}' in text
    assert "siaga_ledger_entries" in text


def test_terminate_stops_everything_with_success(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as running:
        until(lambda: running.health().get("status") == "ok", "all workers are up")
        pids = family(running.process.pid)
        assert len(pids) == 3  # supervisor, web worker, job worker
        running.process.terminate()
        assert running.process.wait(60) == 0
        assert [pid for pid in pids if not ends(pid)] == []
        assert "Traceback" not in "".join(running.lines)


def test_when_the_supervisor_is_killed_nothing_is_left_behind(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as running:
        until(lambda: running.health().get("status") == "ok", "all workers are up")
        pids = family(running.process.pid)
        running.process.kill()
        running.process.wait(60)
        until(lambda: all(ends(pid) for pid in pids), "its children end")
    with serving(tmp_path / "data") as again:  # the directory is free at once
        assert again.health()["checks"]["database"] == "ok"


def test_files_of_an_installation_are_its_owners_alone(served: Served) -> None:
    until(lambda: served.health().get("status") == "ok", "all workers are up")
    open_to_others = [
        path.name for path in [served.data_dir, *served.data_dir.rglob("*")]
        if path.stat().st_mode & 0o077
    ]  # fmt: skip
    assert open_to_others == []


def refusal(data_dir: Path, *words: str, lang: str = "en", **variables: str) -> str:
    """What ``siaga serve`` says when it can not start."""
    env = environment(data_dir, **variables)
    done = siaga("serve", "--lang", lang, "--port", str(free_port()), *words, env=env)
    assert done.returncode == 1, done
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_taken_port_is_named_with_another_one(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = siaga("serve", "--port", str(port), env=environment(tmp_path / "data"))
    assert done.returncode == 1
    assert f"Port {port} on 127.0.0.1 is in use" in done.stderr
    assert f"--port {port + 1}" in done.stderr


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"DATABASE_URL": "mysql://x/y"}, "not a known database (kind mysql"),
        ({"DATABASE_URL": "postgresql://h:port/siaga"}, "DATABASE_URL can not be read"),
        ({"DATABASE_URL": "postgresql://siaga@127.0.0.1:1/siaga"}, "can not be reached"),
        ({"SIAGA_SECRET_KEY": "short"}, "SIAGA_SECRET_KEY is too short"),
        ({"SIAGA_HTTPS": "perhaps"}, "SIAGA_HTTPS=perhaps: not a known value"),
        ({"SIAGA_HOSTS": "https://siaga.example/"}, "is not a host name"),
    ],
)
def test_what_is_set_wrong_is_named_with_its_remedy(
    tmp_path: Path, variables: dict[str, str], said: str
) -> None:
    assert said in refusal(tmp_path / "data", **variables)


def test_a_password_in_the_address_of_the_database_is_never_shown(tmp_path: Path) -> None:
    said = refusal(
        tmp_path / "data", DATABASE_URL="postgresql://siaga:rahasia-sekali@127.0.0.1:1/siaga"
    )
    assert "postgresql://127.0.0.1:1/siaga" in said
    assert "rahasia-sekali" not in said


def test_a_data_directory_that_can_not_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = refusal(tmp_path / "file" / "data", lang="id")
    assert "direktori data tidak dapat dipakai" in said
    assert "SIAGA_DATA_DIR" in said


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "siaga.sqlite3").write_bytes(b"not a database at all" * 100)
    said = refusal(tmp_path)
    assert "can not be opened as a database" in said
    assert "siaga restore" in said


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    env = environment(tmp_path)
    subprocess.run(
        [sys.executable, "-m", "siaga.server", "migrate", "-v0"], env=env, check=True, timeout=120
    )
    with sqlite3.connect(tmp_path / "siaga.sqlite3") as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('plan', '9999_from_the_future', '2030-01-01')"
        )
    database.close()
    said = refusal(tmp_path)
    assert "comes from a newer Siaga" in said
    assert "plan.9999_from_the_future" in said


def test_an_upgrade_of_a_filled_installation_is_saved_first(tmp_path: Path) -> None:
    env = environment(tmp_path / "data")
    for words in (["core", "0002"], ["sessions"]):
        subprocess.run(
            [sys.executable, "-m", "siaga.server", "migrate", "-v0", *words],
            env=env, check=True, timeout=120,
        )  # fmt: skip
    with serving(tmp_path / "data") as served:
        assert served.health()["checks"]["migrations"] == "ok"
        (saved,) = (tmp_path / "data" / "backups").iterdir()
    assert saved.name.startswith("before-upgrade-")
    fresh = siaga("restore", str(saved), "--without-keys", env=environment(tmp_path / "other"))
    assert fresh.returncode == 0, fresh.stderr
