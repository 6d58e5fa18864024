"""``siaga new``: a newcomer's first folder reads, can be planned, and is whole or not there."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from siaga.intake.folder import load_operation, read_operation
from siaga.intake.schemas import BASES, INDICATORS, OFFICERS, STATIONS
from siaga.intake.template import (
    TEMPLATES,
    new_operation_files,
    template_file,
    write_new_operation,
)
from siaga.intake.template_workbook import template_workbook
from siaga.intake.upload import receive
from siaga.model.force import rank_order
from siaga.model.language import LANGUAGES, Language
from siaga.model.problems import InputError


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_written_folder_reads_without_a_word(tmp_path: Path, language: Language) -> None:
    write_new_operation(tmp_path / "baru", language)
    operation, report = read_operation(tmp_path / "baru")
    assert not report.problems
    assert operation is not None


def test_both_languages_write_the_same_operation(tmp_path: Path) -> None:
    for language in LANGUAGES:
        write_new_operation(tmp_path / language, language)
    first, second = (load_operation(tmp_path / language) for language in LANGUAGES)
    assert first == second


def test_comments_are_in_one_language_each() -> None:
    indonesian, english = (
        new_operation_files(each)["operation.toml"].decode() for each in LANGUAGES
    )
    assert "Operasi contoh" in indonesian
    assert "An example operation" not in indonesian
    assert "An example operation" in english
    assert "Operasi contoh" not in english


def test_the_example_has_people_for_every_role(tmp_path: Path) -> None:
    """A first plan that comes out short would teach the wrong thing."""
    write_new_operation(tmp_path / "baru")
    operation = load_operation(tmp_path / "baru")
    rules = operation.supervision
    ranks = [rank_order(officer.rank) for officer in operation.officers]
    districts = {station.district for station in operation.stations}
    assert sum(rank >= rank_order(rules.pamatwil_min_rank) for rank in ranks) >= len(rules.rayons)
    assert sum(rank >= rank_order(rules.padal_min_rank) for rank in ranks) > len(districts)
    assert any("boat" in officer.skills for officer in operation.officers)
    assert Counter(officer.origin for officer in operation.officers)["bko"] == 4
    assert operation.synthetic_notes


def test_the_same_files_every_time() -> None:
    assert new_operation_files("id") == new_operation_files("id")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_guides_the_hand(language: Language) -> None:
    """Drop-downs, notes on headers, codes as text: what keeps a spreadsheet from spoiling them."""
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(language)))
    side = LANGUAGES.index(language)
    for schema in (STATIONS, OFFICERS, BASES, INDICATORS):
        sheet = book[schema.sheets[side]]
        headers = [cell.value for cell in sheet[1]]
        assert headers == [column.header(language) for column in schema.columns]
        assert all(cell.comment is not None for cell in sheet[1])
        assert sheet.freeze_panes
        key = headers.index(schema.column(schema.key).header(language))
        assert sheet.cell(2, key + 1).number_format == "@"
    lists = {
        str(rule.sqref).split(":")[0]: rule.formula1
        for rule in book[OFFICERS.sheets[side]].data_validations.dataValidation
        if rule.type == "list"
    }
    assert "Bripka" in lists["C2"]
    assert BASES.sheets[side] in lists["D2"]


def test_an_empty_folder_is_filled_and_a_used_one_is_not_touched(tmp_path: Path) -> None:
    empty = tmp_path / "kosong"
    empty.mkdir()
    write_new_operation(empty)
    before = {path: path.read_bytes() for path in empty.rglob("*") if path.is_file()}
    with pytest.raises(InputError) as caught:
        write_new_operation(empty)
    assert caught.value.report.errors[0].code == "folder.not_empty"
    assert {p: p.read_bytes() for p in empty.rglob("*") if p.is_file()} == before
    file = tmp_path / "berkas"
    file.write_text("x")
    with pytest.raises(InputError):
        write_new_operation(file)


def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("siaga.intake.template.os.replace", fail)
    with pytest.raises(OSError, match="No space"):
        write_new_operation(tmp_path / "baru")
    assert not list(tmp_path.iterdir())


def test_an_emptied_indicator_sheet_is_no_error(tmp_path: Path) -> None:
    write_new_operation(tmp_path / "baru")
    path = tmp_path / "baru" / "isian.xlsx"
    book = openpyxl.load_workbook(path)
    book["Indikator"].delete_rows(2, 100)
    book.save(path)
    operation, report = read_operation(tmp_path / "baru")
    assert operation is not None
    assert [problem.code for problem in report.problems] == ["table.no_rows"]


def test_a_sheet_deleted_from_the_workbook_is_named(tmp_path: Path) -> None:
    write_new_operation(tmp_path / "baru")
    path = tmp_path / "baru" / "isian.xlsx"
    book = openpyxl.load_workbook(path)
    del book["TPS"]
    book.save(path)
    codes = [problem.code for problem in read_operation(tmp_path / "baru")[1].problems]
    assert "file.missing" in codes


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_template_alone_is_recognised_when_it_comes_back(language: Language) -> None:
    """Whoever downloads the template of one table fills it in and sends just that."""
    for name in TEMPLATES:
        file, content = template_file(name, language)
        upload = receive([(file, content)])
        assert not upload.report.problems, name
        (part,) = upload.received
        assert part.stored.rpartition("/")[2] == file
