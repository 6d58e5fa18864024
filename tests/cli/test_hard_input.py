"""What a user can put into an operation folder that is odd, poor or out of reach."""

from __future__ import annotations

import csv
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from siaga.cli.app import app

Edit = Callable[[Path], None]


def siaga(*arguments: object) -> Result:
    """Run a command in this process; whatever escapes as an exception fails the test."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new operation folder."""
    path = tmp_path / "operasi"
    assert siaga("new", path).exit_code == 0
    return path


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A new operation folder and its ``plan.json``, not to be changed."""
    place = tmp_path_factory.mktemp("rencana")
    assert siaga("new", place / "operasi").exit_code == 0
    result = siaga("plan", place / "operasi", "--out", place / "o", "--days", 0)
    assert result.exit_code == 0
    return place / "operasi", place / "o" / "plan.json"


def replace_text(folder: Path, old: str, new: str) -> None:
    """Change ``operation.toml``."""
    path = folder / "operation.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def set_column(folder: Path, sheet: str, column: str, value: str) -> None:
    """Put ``value`` into every row of a column of the workbook."""
    book = load_workbook(folder / "isian.xlsx")
    rows = book[sheet]
    head = [cell.value for cell in rows[1]]
    for row in range(2, rows.max_row + 1):
        if rows.cell(row, 1).value is not None:
            cell = rows.cell(row, head.index(column) + 1)
            cell.value = value
            cell.data_type = "s"  # text, also where it begins with =
    book.save(folder / "isian.xlsx")


def test_a_unit_name_is_not_markup(folder: Path, tmp_path: Path) -> None:
    """Square brackets and colons in names are printed as they are, in every summary."""
    name = "Polres [/bold] [red]X[/red] :smile:"
    replace_text(folder, '"Polres Contoh"', f'"{name}"')
    for arguments in (
        ("requirement", folder),
        ("plan", folder, "--out", tmp_path / "o", "--days", 0),
    ):
        result = siaga(*arguments)
        assert result.exit_code == 0
        assert name in result.stdout


def test_the_stress_test_can_be_left_out(folder: Path, tmp_path: Path) -> None:
    """``--days 0`` plans without it, and the plan is not incomplete for that."""
    result = siaga("plan", folder, "--out", tmp_path / "o", "--days", 0, "--lang", "en")
    assert result.exit_code == 0
    assert "Stress" not in result.stdout
    assert "incomplete" not in result.stdout


def test_no_incidents_expected_is_a_quiet_day(folder: Path, tmp_path: Path) -> None:
    replace_text(folder, "incidents_per_day = 2", "incidents_per_day = 0")
    assert siaga("plan", folder, "--out", tmp_path / "o", "--days", 5).exit_code == 0


def test_nobody_available_is_told_in_words(folder: Path, tmp_path: Path) -> None:
    """A force of nobody is no error: what is missing is said, and no ``inf`` is printed."""
    set_column(folder, "Personel", "tersedia", "tidak")
    set_column(folder, "Personel", "tugas", "")
    out = tmp_path / "o"
    result = siaga("plan", folder, "--out", out, "--days", 5, "--lang", "en")
    assert result.exit_code == 0
    assert "16 officers short; 12 stations below doctrine" in result.stdout
    assert "inf" not in result.stdout
    assert ">inf " not in (out / "index.html").read_text(encoding="utf-8")


def test_a_duty_larger_than_the_force_counts_in_the_verdict(folder: Path, tmp_path: Path) -> None:
    """The shortage is that of the whole need, not of the posts alone."""
    replace_text(folder, "officers = 1\n", "officers = 9000\n")
    result = siaga("plan", folder, "--out", tmp_path / "o", "--days", 0, "--lang", "en")
    assert result.exit_code == 0
    assert "8,999 officers short" in result.stdout


def test_check_finds_what_would_stop_the_plan(folder: Path, tmp_path: Path) -> None:
    """A folder that checks clean can be planned: no police base is told by ``check`` already."""
    set_column(folder, "Pangkalan", "jenis", "posko")
    checked = siaga("check", folder)
    assert checked.exit_code == 1
    assert "reach_minutes_weight" in checked.stdout
    replace_text(folder, "administrative_cap = 10", "reach_minutes_weight = 0")
    assert siaga("check", folder).exit_code == 0
    assert siaga("plan", folder, "--out", tmp_path / "o", "--days", 0).exit_code == 0


def test_check_reads_the_networks_too(folder: Path) -> None:
    """A cut-off download is told by ``check`` and not only when the plan is made."""
    assert siaga("check", folder).exit_code == 0
    (folder / "travel" / "jalan.osm.pbf").write_bytes(b"\x00\x00\x00\x0d" + bytes(40))
    for command in ("check", "plan"):
        result = siaga(command, folder, "--lang", "id")
        assert result.exit_code == 1
        assert "jalan.osm.pbf" in result.output
        assert "rusak atau terpotong" in result.output


def test_a_disk_that_takes_no_more_is_a_sentence(folder: Path, tmp_path: Path) -> None:
    """Even where it is the typesetter that can not write: place, remedy, exit code 74."""
    out = tmp_path / "o"
    limit = 130 * 1024
    code = "from siaga.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "plan", folder, "--out", out, "--days", "0"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 74, done.stderr
    assert "Traceback" not in done.stderr
    assert "melebihi ukuran yang diizinkan" in done.stderr
    assert not out.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["operasi"]


def test_a_plan_of_another_operation_is_refused(planned: tuple[Path, Path], tmp_path: Path) -> None:
    """Named with the remedy, by ``explain`` and by ``replan``; also a plan edited by hand."""
    folder, made = planned
    plan = json.loads(made.read_text(encoding="utf-8"))
    file = tmp_path / "plan.json"
    plan["posts"][0]["stations"][0] = "1607011016001"
    file.write_text(json.dumps(plan), encoding="utf-8")
    for arguments in (
        ("explain", folder, "00000001"),
        ("replan", folder, "--drop", "00000001", "--out", tmp_path / "n"),
    ):
        result = siaga(*arguments, "--plan", file)
        assert result.exit_code == 1
        assert "1607011016001" in result.output
        assert "siaga plan" in result.output


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("seed", "x", "seed: bukan bilangan bulat"),
        ("complete", 1, "complete: bukan true atau false"),
        ("posts", {}, "posts: bukan daftar"),
        ("bounds", [float("nan")], "bukan JSON"),
        ("officers", [{}], "officers[0]"),
    ],
)
def test_damage_of_a_plan_file_is_told_in_indonesian(
    planned: tuple[Path, Path], tmp_path: Path, field: str, value: object, said: str
) -> None:
    folder, made = planned
    plan = json.loads(made.read_text(encoding="utf-8"))
    file = tmp_path / "plan.json"
    file.write_text(json.dumps({**plan, field: value}), encoding="utf-8")
    result = siaga("explain", folder, "00000001", "--plan", file, "--lang", "id")
    assert result.exit_code == 1
    assert said in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("terbang",), "perintah terbang tidak dikenal"),
        (("check", "a", "b"), "terlalu banyak isian: b"),
        (("plan", "a", "--seed", "-5"), "--seed"),
        (("plan", "a", "--time-limit", "nan"), "--time-limit"),
        (("plan", "a", "--days", "banyak"), "--days"),
        (("check", "a", "--lang", "xx"), "tulis id atau en"),
    ],
)
def test_a_command_typed_wrong_is_answered_in_indonesian(
    arguments: tuple[str, ...], said: str
) -> None:
    """Exit code 2, one sentence, no English."""
    code = "from siaga.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SIAGA_LANG": "id"},
    )
    assert done.returncode == 2
    assert said in done.stderr
    assert "Input should" not in done.stderr
    assert len(done.stderr.splitlines()) == 2


def test_a_terminal_without_the_letters_of_a_name_gets_a_question_mark(folder: Path) -> None:
    """An old Windows terminal must not turn a name into a traceback."""
    replace_text(folder, '"Polres Contoh"', '"Polres \u0645\u0631"')
    code = "from siaga.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "requirement", folder],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )
    assert done.returncode == 0, done.stderr
    assert b"Polres ??" in done.stdout


def test_a_reader_that_goes_away_is_no_error_message(folder: Path) -> None:
    """``siaga check … | true`` ends without a word."""
    code = "from siaga.cli import main; main()"
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-c", code, "check", folder],
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert done.returncode == 74
    assert not done.stderr


def test_names_that_look_like_formulas_stay_text(folder: Path, tmp_path: Path) -> None:
    """A name beginning with ``=`` opens as text, not as a formula that runs."""
    set_column(folder, "Personel", "nama", "=1+1|cmd")
    out = tmp_path / "o"
    assert siaga("plan", folder, "--out", out, "--days", 0).exit_code == 0
    book = load_workbook(out / "plan.xlsx")
    for rows in book:
        for row in rows.iter_rows():
            assert not [c.coordinate for c in row if c.data_type == "f" and "cmd" in str(c.value)]
    for path in sorted((out / "csv").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line in csv.reader(file, delimiter=";"):
                assert not [cell for cell in line if cell.startswith("=1+1")], path.name
