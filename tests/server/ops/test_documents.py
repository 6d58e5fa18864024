"""What an operator may set is in the guide, in both languages, and the guide names nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from siaga.server.environment import VARIABLES, database_settings, read_environment
from siaga.server.ops.failures import OperatorError

ROOT = Path(__file__).parents[3]
GUIDES = [ROOT / "docs" / "deployment.md", ROOT / "docs" / "id" / "deployment.md"]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.parent.name)
def test_every_variable_is_in_the_table_and_no_other(guide: Path) -> None:
    rows = [line.split("|")[1] for line in guide.read_text(encoding="utf-8").splitlines()
            if line.startswith("| `")]  # fmt: skip
    explained = {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}
    assert explained == set(VARIABLES)


def test_the_sample_settings_can_be_read(tmp_path: Path) -> None:
    lines = (ROOT / "deploy" / "siaga.env").read_text(encoding="utf-8").splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    environment = read_environment({**given, "SIAGA_DATA_DIR": str(tmp_path)})
    assert environment.https
    assert "siaga.polres.example" in environment.hosts
    assert environment.database["HOST"] == "/var/run/postgresql"


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.parent.name)
def test_files_the_guide_copies_are_there(guide: Path) -> None:
    for name in re.findall(r"deploy/([\w.-]+\w)", guide.read_text(encoding="utf-8")):
        assert (ROOT / "deploy" / name).is_file(), name


def test_proxies_and_units_fit_what_the_server_needs() -> None:
    """A header or a limit missing here would lock out browsers or break uploads."""
    nginx = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for needed in ("X-Forwarded-Proto $scheme", "Host $host", "X-Forwarded-For",
                   "client_max_body_size 65m", "proxy_buffering off"):  # fmt: skip
        assert needed in nginx
    caddy = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    assert "max_size 65MB" in caddy
    assert "/metrics" in caddy
    unit = (ROOT / "deploy" / "siaga.service").read_text(encoding="utf-8")
    assert "NUMBA_CACHE_DIR" in unit
    assert "MemoryDenyWriteExecute=yes" not in unit


@pytest.mark.parametrize(
    ("variables", "key"),
    [
        ({"SIAGA_DEMO": "maybe"}, "env.flag"),
        ({"SIAGA_HOSTS": "a b"}, "env.hosts"),
        ({"DATABASE_URL": "postgresql://h/"}, "env.database"),
        ({"DATABASE_URL": "sqlite:"}, "env.database"),
        ({"DATABASE_URL": "postgresql://h/x?prepare_threshold=no"}, "env.database.prepare"),
        ({"SIAGA_SECRET_KEY": "1234"}, "env.secret.short"),
    ],
)
def test_a_value_that_can_not_be_used_is_named(
    tmp_path: Path, variables: dict[str, str], key: str
) -> None:
    with pytest.raises(OperatorError) as refused:
        read_environment({"SIAGA_DATA_DIR": str(tmp_path), **variables})
    assert refused.value.key == key


def test_an_installation_behind_a_pooler_can_do_without_prepared_statements(
    tmp_path: Path,
) -> None:
    address = "postgresql://h/siaga?sslmode=require"
    usual = database_settings(address, tmp_path)["OPTIONS"]
    pooled = database_settings(f"{address}&prepare_threshold=none", tmp_path)["OPTIONS"]
    assert usual["prepare_threshold"] > 0
    assert pooled == {**usual, "prepare_threshold": None}


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    first = read_environment({"SIAGA_DATA_DIR": str(folder)}).secret_key
    assert len(first) >= 60
    assert read_environment({"SIAGA_DATA_DIR": str(folder)}).secret_key == first
    assert (folder / "secret.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir()] == ["secret.key"]


def test_every_sentence_of_running_the_server_exists() -> None:
    """A key nobody wrote would be a traceback before an operator who has trouble already."""
    from siaga.server.ops.texts.doctor import TEXTS as DOCTOR
    from siaga.server.ops.texts.ops import TEXTS as OPS

    source = ROOT / "src" / "siaga"
    files = [*(source / "cli").glob("*.py"), *(source / "server" / "ops").glob("*.py"),
             source / "server" / "environment.py"]  # fmt: skip
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    said = re.findall(
        r"(?:OperatorError|EnvironmentVariableError|server_text|TEXTS\.say|_say|tell)"
        r'\(\s*"([\w.]+)"', text,
    )  # fmt: skip
    found = re.findall(r'\b(?:ok|warning|error)\(\s*"\w+",\s*"(\w+)"', text)
    assert len(said) > 40
    assert len(found) > 40
    assert [key for key in said if key not in OPS and key not in DOCTOR] == []
    assert [key for key in found if key not in DOCTOR] == []
