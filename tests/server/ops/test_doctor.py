"""``siaga doctor``: it finds what is wrong, says how to mend it, and is quiet when all is well."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from siaga.server.ops.texts.doctor import TEXTS
from support.serving import ONCE, environment, serving, siaga, until

pytestmark = [pytest.mark.slow, ONCE]
TESTS = Path(__file__).parents[2]


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A filled installation."""
    folder = tmp_path / "data"
    env = {**environment(folder), "PYTHONPATH": str(TESTS)}
    for words in (["siaga.server", "migrate", "-v0"], ["support.filled", "fill"]):
        subprocess.run([sys.executable, "-m", *words], env=env, check=True, timeout=120)
    os.chmod(folder, 0o700)
    return folder


def examine(
    folder: Path, *words: str, **variables: str
) -> tuple[int, dict[str, list[dict[str, Any]]]]:
    """Exit code, and the findings by check."""
    done = siaga("doctor", "--json", *words, env=environment(folder, **variables))
    assert "Traceback" not in done.stderr
    found: dict[str, list[dict[str, Any]]] = {}
    for finding in json.loads(done.stdout)["findings"]:
        found.setdefault(finding["check"], []).append(finding)
    return done.returncode, found


def change(folder: Path, statement: str) -> None:
    import sqlite3

    with sqlite3.connect(folder / "siaga.sqlite3") as database:
        database.execute(statement)
    database.close()


def test_a_sound_installation_has_no_problem(data_dir: Path) -> None:
    code, found = examine(data_dir, "--full")
    assert code == 0, found
    assert found["ledger"][0]["text"].startswith("40 entries read from the first and right")
    assert {name for name, findings in found.items()
            if any(f["verdict"] == "error" for f in findings)} == set()  # fmt: skip


@pytest.mark.parametrize(
    ("variables", "check", "said"),
    [
        ({"SIAGA_HOSTS": "siaga.example"}, "https", "without HTTPS"),
        ({"SIAGA_HTTPS": "1"}, "https", "SIAGA_HOSTS is empty"),
        ({"SIAGA_DEMO": "1", "SIAGA_HOSTS": "siaga.example"}, "people", "public host name"),
        ({"SIAGA_SECRET_KEY": "x"}, "environment", "too short"),
    ],
)
def test_what_is_set_wrong_is_a_problem(
    data_dir: Path, variables: dict[str, str], check: str, said: str
) -> None:
    code, found = examine(data_dir, **variables)
    assert code == 1
    assert any(
        said in finding["text"] and finding["verdict"] == "error" for finding in found[check]
    )


def test_a_misspelt_variable_is_named(data_dir: Path) -> None:
    code, found = examine(data_dir, SIAGA_HTPS="1")
    assert code == 0
    assert "SIAGA_HTPS is not known" in found["environment"][0]["text"]


def test_an_open_directory_and_an_open_key_are_problems(data_dir: Path) -> None:
    os.chmod(data_dir, 0o755)
    os.chmod(data_dir / "ledger.pem", 0o644)
    code, found = examine(data_dir)
    assert code == 1
    assert found["data"][0]["remedy"] == f"chmod 700 {data_dir}"
    assert "ledger.pem can be read by other users" in found["keys"][0]["text"]


def test_a_demo_account_in_a_real_installation_is_a_problem(data_dir: Path) -> None:
    change(data_dir, "UPDATE core_person SET demo = 1 WHERE username = 'contoh-kpu'")
    code, found = examine(data_dir)
    assert code == 1
    assert "1 demo accounts in an installation that is no demo" in found["people"][0]["text"]


def test_a_lost_key_and_a_removed_guard_of_the_ledger_are_problems(data_dir: Path) -> None:
    (data_dir / "ledger.pem").unlink()
    change(data_dir, "DROP TRIGGER core_ledgerentry_kept")
    code, found = examine(data_dir)
    assert code == 1
    texts = " ".join(finding["text"] for finding in found["ledger"])
    assert "core_ledgerentry_kept is gone" in texts
    assert "the ledger's key is gone" in texts


def test_entries_lost_after_they_were_signed_for_are_a_problem(data_dir: Path) -> None:
    change(data_dir, "DROP TRIGGER core_ledgerentry_kept")
    change(data_dir, "DELETE FROM core_opening")
    change(data_dir, "DELETE FROM core_ledgerentry WHERE position > 30")
    code, found = examine(data_dir)
    assert code == 1
    assert any("only 31 entries, though 40 were signed for" in f["text"] for f in found["ledger"])


def test_a_changed_entry_is_found_when_all_are_read(data_dir: Path) -> None:
    change(data_dir, "DROP TRIGGER core_ledgerentry_same")
    change(data_dir, "UPDATE core_ledgerentry SET payload = x'7b7d' WHERE position = 3")
    code, found = examine(data_dir, "--full")
    assert code == 1
    assert any("contradictions found" in finding["text"] for finding in found["ledger"])


def test_a_database_that_is_away_is_the_last_thing_it_says(tmp_path: Path) -> None:
    code, found = examine(tmp_path / "data", DATABASE_URL="postgresql://siaga@127.0.0.1:1/siaga")
    assert code == 1
    assert "can not be reached" in found["database"][0]["text"]
    assert "schema" not in found


def test_a_silent_worker_is_a_problem_and_a_living_one_is_not(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as served:
        until(lambda: served.health().get("status") == "ok", "all workers are up")
        code, found = examine(served.data_dir, "--url", served.url)
        assert found["worker"][0]["verdict"] == "ok"
        assert found["outside"][0]["verdict"] == "ok"
    change(
        tmp_path / "data",
        "INSERT INTO core_workerbeat VALUES ('gone:1', '2024-01-01 00:00:00', "
        "'2024-01-01 00:00:00')",
    )
    code, found = examine(tmp_path / "data")
    assert code == 1
    assert "silent since 2024-01-01" in found["worker"][0]["text"]


def test_every_problem_has_a_remedy() -> None:
    harmless = ("title_", "verdict_", "sum_", "remedy")
    fine = ("_ok", "_unknown", "_local", "_environment", "_proven")
    for key in TEXTS.keys():  # noqa: SIM118 (not a mapping)
        if not key.startswith(harmless) and not key.endswith((*fine, "_remedy")):
            assert f"{key}_remedy" in TEXTS, key
