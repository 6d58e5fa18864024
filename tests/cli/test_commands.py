"""The commands as a user types them, from an empty folder to a changed plan."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from siaga.cli.app import app

EXAMPLES = Path(__file__).parents[2] / "examples"


def siaga(*arguments: object) -> Result:
    """Run a command in this process; whatever escapes as an exception fails the test."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new operation folder as ``siaga new`` writes it."""
    path = tmp_path_factory.mktemp("operasi") / "baru"
    assert siaga("new", path).exit_code == 0
    return path


@pytest.fixture(scope="module")
def planned(folder: Path) -> Path:
    """Its plan."""
    out = folder.parent / "keluaran"
    result = siaga("plan", folder, "--out", out, "--days", 50)
    assert result.exit_code == 0, result.output
    return out


def test_a_new_folder_checks_clean(folder: Path) -> None:
    """The first thing a user tries must work as it is."""
    result = siaga("check", folder, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["errors"] == 0


def test_a_new_folder_gives_every_output_file(planned: Path) -> None:
    """Each file the manual promises is there and not empty."""
    for name in (
        "plan.json",
        "plan.xlsx",
        "lampiran-sprin.pdf",
        "kartu.pdf",
        "plan.geojson",
        "index.html",
    ):
        assert (planned / name).stat().st_size > 500, name


def test_the_summary_speaks_the_language_asked_for(folder: Path, tmp_path: Path) -> None:
    english = siaga("plan", folder, "--out", tmp_path / "a", "--days", 10, "--lang", "en")
    indonesian = siaga("plan", folder, "--out", tmp_path / "b", "--days", 10, "--lang", "id")
    assert "Officers needed" in english.stdout
    assert "Personel dibutuhkan" in indonesian.stdout


def test_the_same_seed_writes_the_same_plan(folder: Path, planned: Path, tmp_path: Path) -> None:
    """An inquiry two years later must find the same deployment."""
    siaga("plan", folder, "--out", tmp_path / "again", "--days", 50)
    again = json.loads((tmp_path / "again" / "plan.json").read_text(encoding="utf-8"))
    first = json.loads((planned / "plan.json").read_text(encoding="utf-8"))
    assert again == first


def test_replan_moves_only_who_must_move(folder: Path, planned: Path, tmp_path: Path) -> None:
    """One officer drops out: one replacement and at most one who follows, as the report says."""
    plan = json.loads((planned / "plan.json").read_text(encoding="utf-8"))
    gone = next(officer["id"] for officer in plan["officers"] if officer["duty"] == "post")
    result = siaga(
        "replan", folder, "--plan", planned / "plan.json", "--drop", gone, "--out", tmp_path / "n"
    )
    assert result.exit_code == 0, result.output
    assert f"Personel {gone[-4:]}" in result.stdout
    after = json.loads((tmp_path / "n" / "plan.json").read_text(encoding="utf-8"))
    before = {officer["id"]: (officer["duty"], officer["post"]) for officer in plan["officers"]}
    moved = [
        officer["id"]
        for officer in after["officers"]
        if officer["id"] != gone and before[officer["id"]] != (officer["duty"], officer["post"])
    ]
    bound = next(bound for bound in after["bounds"] if bound["step"] == "replan.moves")
    assert bound["bound"] <= len(moved) == bound["value"] <= 2


def test_explain_answers_for_an_officer_a_station_and_a_post(folder: Path, planned: Path) -> None:
    plan = json.loads((planned / "plan.json").read_text(encoding="utf-8"))
    subjects = (plan["officers"][0]["id"], plan["stations"][0]["id"], plan["posts"][0]["id"])
    for subject in subjects:
        result = siaga("explain", folder, subject, "--plan", planned / "plan.json")
        assert result.exit_code == 0, result.output
        assert len(result.stdout.splitlines()) >= 3


def test_explain_an_unknown_subject_says_so(folder: Path, planned: Path) -> None:
    result = siaga("explain", folder, "P-99-999", "--plan", planned / "plan.json")
    assert result.exit_code == 1
    assert "P-99-999" in result.output


def test_output_is_never_written_into_the_input_folder(folder: Path) -> None:
    """A plan must not overwrite the tables it came from."""
    before = sorted(path.name for path in folder.iterdir())
    for out in (folder, folder / "out", folder.parent):
        result = siaga("plan", folder, "--out", out, "--days", 1)
        assert result.exit_code == 1, out
    assert sorted(path.name for path in folder.iterdir()) == before


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"version": 1}', "\x00\x01", '{"version":'])
def test_a_broken_plan_file_is_named_and_not_a_traceback(
    folder: Path, tmp_path: Path, content: str
) -> None:
    broken = tmp_path / "plan.json"
    broken.write_text(content, encoding="utf-8")
    result = siaga("explain", folder, "1", "--plan", broken)
    assert result.exit_code == 1
    assert "plan.json" in result.output


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    for command in ("check", "plan"):
        result = siaga(command, tmp_path / "tidak-ada")
        assert result.exit_code == 1
        assert "tidak-ada" in result.output


def test_requirement_for_published_cases_is_machine_readable() -> None:
    """Banyuasin, February 2024: 937 needed, 893 there, 44 short (domain.md 1.5)."""
    result = siaga("requirement", EXAMPLES / "tps_cases.csv", "--json")
    assert result.exit_code == 0
    case = next(
        case
        for case in json.loads(result.stdout)
        if case["region"] == "Polres Banyuasin" and case["election"] == "Pemilu 2024"
    )
    assert (case["need_police"], case["available"], case["short"]) == (937, 893, 44)
    assert case["verdict"] == "short"


def test_interrupting_leaves_the_old_output_as_it_was(planned: Path, tmp_path: Path) -> None:
    """Two Ctrl-C: nothing half-written."""
    out = tmp_path / "out"
    subprocess.run(["cp", "-r", str(planned), str(out)], check=True)
    before = {path: path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
    command = "from siaga.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", command, "plan", EXAMPLES / "banyuasin", "--out", out],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "SIAGA_LANG": "en", "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stderr is not None
        first = process.stderr.read(1)
        assert first, "nothing was said before planning began"
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGINT)
        process.communicate()
    after = {path: path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
    if process.returncode == 0:
        assert json.loads((out / "plan.json").read_text(encoding="utf-8"))["stations"]
    else:
        assert process.returncode == 130
        assert after == before
