"""The output folder: the old output or the new, never half, and nobody else's files."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from siaga.model.operation import Operation
from siaga.model.plan import Plan
from siaga.model.problems import InputError
from siaga.reports import swap
from siaga.reports.folder import MANIFEST, check_target, write_reports
from siaga.reports.swap import recover, replaced_folder

FILES = {
    "index.html", "kartu.pdf", "lampiran-sprin.pdf", "plan.geojson", "plan.json", "plan.xlsx",
    "csv/alasan.csv", "csv/kekurangan.csv", "csv/personel.csv", "csv/pos.csv",
    "csv/regu-reaksi-cepat.csv", "csv/ringkasan.csv", "csv/tps.csv",
}  # fmt: skip


def names(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def refusal(folder: Path, source: Path | None = None) -> str:
    with pytest.raises(InputError) as caught:
        check_target(folder, source)
    return caught.value.report.errors[0].code


def make_output(folder: Path, mark: str = "old") -> None:
    """A folder as this program would leave it, without the long work."""
    folder.mkdir()
    (folder / "plan.json").write_text(mark)
    listed = {"sha256": {"plan.json": ""}}
    (folder / MANIFEST).write_text(json.dumps(listed))


def interrupted_write(folder: Path) -> None:
    """Ctrl-C with one file half written."""
    with replaced_folder(folder) as fresh:
        (fresh / "plan.json").write_text("half")
        raise KeyboardInterrupt


def test_every_file_is_written(output: Path) -> None:
    assert names(output) == FILES | {MANIFEST}


def test_writing_again_replaces_and_leaves_nothing_beside(
    operation: Operation, plan: Plan, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    make_output(folder)
    written = write_reports(operation, plan, folder, "en", extra={"changes.txt": "none"})
    assert {p.relative_to(folder.resolve()).as_posix() for p in written} > {"changes.txt"}
    assert (folder / "plan.json").read_text().startswith("{")
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
    check_target(folder)  # and it may be replaced once more, the added file too


def test_two_runs_give_the_same_bytes(
    operation: Operation, plan: Plan, output: Path, tmp_path: Path
) -> None:
    """A plan is evidence: its files must not differ from run to run."""
    again = tmp_path / "again"
    write_reports(operation, plan, again, "id")
    differing = [n for n in FILES if (again / n).read_bytes() != (output / n).read_bytes()]
    assert differing == []


@pytest.mark.parametrize("where", ["", "out", "..", "deep/er"])
def test_the_input_folder_is_never_written_to(tmp_path: Path, where: str) -> None:
    source = tmp_path / "input"
    source.mkdir()
    assert refusal((source / where).resolve(), source) == "output.input"


def test_a_link_to_the_input_folder_does_not_help(tmp_path: Path) -> None:
    source = tmp_path / "input"
    source.mkdir()
    link = tmp_path / "link"
    link.symlink_to(source)
    assert refusal(link / "out", source) == "output.input"


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "thesis.docx").write_text("years of work")
    assert refusal(folder) == "output.foreign"
    assert (folder / "thesis.docx").read_text() == "years of work"


def test_notes_added_to_an_output_folder_are_not_lost(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    make_output(folder)
    (folder / "catatan rapat.txt").write_text("penting")
    assert refusal(folder) == "output.added"


def test_lock_files_of_an_open_spreadsheet_do_not_stand_in_the_way(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    make_output(folder)
    (folder / ".~lock.plan.xlsx#").write_text("")
    (folder / "~$plan.xlsx").write_text("")
    (folder / ".DS_Store").write_text("")
    check_target(folder)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    assert refusal(tmp_path / "out") == "output.file"


def test_refusals_name_place_and_remedy_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(InputError) as caught:
        check_target(tmp_path / "out")
    problem = caught.value.report.errors[0]
    assert all(str(tmp_path / "out") in side for side in problem.message)
    assert all("--out" in side for side in problem.remedy)


@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "two renames"])
def test_a_failure_while_writing_keeps_the_old_output(
    tmp_path: Path, exchange: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exchange:
        monkeypatch.setattr(swap, "_exchange", lambda first, second: False)
    folder = tmp_path / "out"
    make_output(folder)
    with pytest.raises(KeyboardInterrupt):
        interrupted_write(folder)
    assert (folder / "plan.json").read_text() == "old"
    with replaced_folder(folder) as fresh:
        (fresh / "plan.json").write_text("new")
    assert (folder / "plan.json").read_text() == "new"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_kill_between_two_renames_is_mended_by_the_next_run(tmp_path: Path) -> None:
    """Where the system can not exchange, there is an instant without a folder: nothing is lost."""
    gone = 2**22 + 12345  # above the largest process number there is
    aside = tmp_path / f".out.old-{gone}-"
    make_output(aside)
    half = tmp_path / f".out.new-{gone}-abc"
    half.mkdir()
    recover(tmp_path / "out")
    assert (tmp_path / "out" / "plan.json").read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_run_still_going_elsewhere_is_not_disturbed(tmp_path: Path) -> None:
    other = tmp_path / f".out.new-{os.getppid()}-abc"
    other.mkdir()
    recover(tmp_path / "out")
    assert other.exists()


def test_progress_rises_to_one(operation: Operation, plan: Plan, tmp_path: Path) -> None:
    seen: list[float] = []
    write_reports(operation, plan, tmp_path / "out", progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
