"""The folder as a whole: what is read, in which formats, and what a missing file costs."""

from __future__ import annotations

from pathlib import Path

import pytest

from siaga.intake.folder import load_operation, read_operation
from siaga.intake.template import new_operation_files
from siaga.model.places import Access, Tier
from siaga.model.problems import InputError


def test_the_example_reads_without_a_word(draft) -> None:
    """A newcomer's first check must be clean."""
    operation, report = draft.read()
    assert not report.problems
    assert operation is not None
    assert len(operation.stations) == 12
    assert len(operation.officers) == 18
    assert operation.stations[0].id == "1699012001001"
    assert operation.stations[0].village == "16.99.01.2001"
    assert operation.stations[3].tier is Tier.KHUSUS
    assert operation.stations[-1].access is Access.RIVER
    assert operation.officers[0].id == "00000001"
    assert operation.timezone == "Asia/Jakarta"
    assert operation.doctrine.patterns["dua_satu"].linmas_per_station == 2
    assert len(operation.risk.indicators) == 26


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_delimiter_and_unicode_encoding_reads_the_same(
    draft, tools, delimiter: str, encoding: str
) -> None:
    """Excel writes semicolons here and commas there: a user need not know."""
    expected, _ = draft.read()
    for name in draft.tables:
        draft.raw[f"{name}.csv"] = tools.csv_bytes(draft.grid(name), delimiter, encoding)
    operation, report = draft.read()
    assert not report.problems
    assert operation == expected


def test_xlsx_reads_the_same_as_csv(draft) -> None:
    expected, _ = draft.read()
    for name in draft.tables:
        draft.xlsx(name)
        (draft.path / f"{name}.csv").unlink()
    operation, report = draft.read()
    assert not report.problems
    assert operation == expected


def test_english_headers_in_any_writing_read_the_same(draft) -> None:
    expected, _ = draft.read()
    grid = draft.grid("stations")
    grid[0] = [
        "ID", "Name", "Village", "village name", "DISTRICT", "District-Name", "Voters", "LAT",
        "lon", "Access", "Position", "Special", "Tier", "Pattern", "Note",
    ]  # fmt: skip
    draft.xlsx("stations", grid)
    (draft.path / "stations.csv").unlink()
    assert draft.read()[0] == expected


def test_decimal_comma_reads_the_same_as_point(draft) -> None:
    expected, _ = draft.read()
    for row in draft.stations:
        row["lat"] = str(row["lat"]).replace(".", ",")
        row["lon"] = str(row["lon"]).replace(".", ",")
    assert draft.read()[0] == expected


def test_every_problem_is_found_in_one_pass(draft) -> None:
    """A user who mends one error must not meet the next only then."""
    draft.stations[0]["voters"] = "3OO"
    draft.officers[2]["rank"] = "Bripkaa"
    draft.replace('base = "KPU"', 'base = "KPUU"')
    draft.raw["areas.geojson"] = b"{"
    codes = draft.codes()
    assert {
        "cell.not_whole_meant",
        "choice.unknown_near",
        "duty.base_near",
        "geojson.broken",
    } <= set(codes)


def test_both_csv_and_xlsx_is_refused(draft) -> None:
    """Which of the two is the newer one, only the user knows."""
    draft.raw["stations.xlsx"] = b"PK"
    assert draft.only("file.both").file == "stations.csv"


def test_a_table_and_its_sheet_in_the_workbook_is_refused(draft) -> None:
    draft.raw["isian.xlsx"] = new_operation_files("id")["isian.xlsx"]
    assert draft.codes().count("file.both") == 4


@pytest.mark.parametrize("name", ["stations.csv", "officers.csv", "bases.csv"])
def test_a_missing_table_is_one_problem_and_not_a_thousand(draft, name: str) -> None:
    draft.raw[name] = None
    assert draft.error("file.missing").file == name


def test_missing_settings_do_not_make_the_tables_wrong(draft) -> None:
    draft.raw["operation.toml"] = None
    draft.error("file.missing_settings")


def test_missing_indicators_are_no_problem(draft) -> None:
    draft.raw["indicators.csv"] = None
    operation, report = draft.read()
    assert operation is not None
    assert not report.problems


def test_missing_areas_are_said(draft) -> None:
    draft.raw["areas.geojson"] = None
    draft.warning("file.no_areas")


def test_old_excel_ending_is_told_apart_from_missing(draft) -> None:
    draft.raw["bases.csv"] = None
    draft.raw["bases.xls"] = b"\xd0\xcf\x11\xe0"
    assert "file.other_ending" in draft.codes()


@pytest.mark.parametrize(
    ("name", "meant"), [("tps.csv", "stations.csv"), ("station.csv", "stations.csv")]
)
def test_a_file_with_a_wrong_name_is_pointed_at(draft, name: str, meant: str) -> None:
    draft.raw[name] = b"x"
    assert meant in draft.warning("file.unread_near").remedy[1]


def test_lock_files_and_notes_are_passed_over(draft) -> None:
    draft.raw |= {"~$stations.xlsx": b"x", ".DS_Store": b"x", "README.md": b"x"}
    assert not draft.codes()


def test_networks_are_found_and_resolved(draft) -> None:
    draft.raw["travel/jalan.osm.pbf"] = b"x"
    draft.raw["travel/sungai.graphml.gz"] = b"x"
    operation, _ = draft.read()
    assert operation is not None
    names = [Path(path) for path in operation.travel.network_files]
    assert [path.name for path in names] == ["jalan.osm.pbf", "sungai.graphml.gz"]
    assert all(path.is_absolute() for path in names)


def test_measured_times_are_read_and_their_places_checked(draft, tools) -> None:
    header = ["asal", "tujuan", "menit", "bolak_balik", "sumber"]
    draft.raw["travel/measured.csv"] = tools.csv_bytes(
        [
            header,
            ["POLSEK-01", "1699012001001", "12,5", "tidak", "survei"],
            ["POLSEK-01", "1699012001999", "10", "", ""],
            ["KPU", "KPU", "10", "", ""],
            ["POLSEK-01", "1699012001001", "-3", "", ""],
        ]
    )
    assert draft.codes() == ["cell.outside", "measured.unknown_near", "measured.same"]
    draft.raw["travel/measured.csv"] = tools.csv_bytes([header, ["POLSEK-01", "KPU", 12.5, "", ""]])
    operation, _ = draft.read()
    assert operation is not None
    assert operation.travel.measured[0].minutes == 12.5
    assert operation.travel.measured[0].symmetric


def test_load_raises_with_every_problem(draft) -> None:
    draft.stations[0]["voters"] = ""
    draft.officers[0]["rank"] = ""
    draft.write()
    with pytest.raises(InputError) as caught:
        load_operation(draft.path)
    assert len(caught.value.report.errors) == 2


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    operation, report = read_operation(tmp_path / "nothing")
    assert operation is None
    assert report.errors[0].code == "folder.missing"
    file = tmp_path / "file"
    file.write_text("x")
    assert read_operation(file)[1].errors[0].code == "folder.is_file"


def test_nothing_is_written_into_the_folder(draft) -> None:
    draft.write()
    before = {p: p.stat().st_mtime_ns for p in sorted(draft.path.rglob("*"))}
    read_operation(draft.path)
    assert {p: p.stat().st_mtime_ns for p in sorted(draft.path.rglob("*"))} == before
