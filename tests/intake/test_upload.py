"""What is sent to the server becomes exactly the folder the command line would read."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.intake.folder import read_operation
from siaga.intake.folder_files import folder_zip, opened_folder, read_files, write_folder
from siaga.intake.template import new_operation_files
from siaga.intake.upload import Upload, receive
from siaga.intake.upload_kinds import FileKind, sniff

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "banyuasin"


def example() -> dict[str, bytes]:
    return {
        path.relative_to(EXAMPLE).as_posix(): path.read_bytes()
        for path in sorted(EXAMPLE.rglob("*"))
        if path.is_file()
    }


def codes(upload: Upload) -> list[str]:
    for problem in upload.report.problems:
        assert "{" not in problem.text("id") + problem.text("en")
    return [problem.code for problem in upload.report.problems]


def zipped(files: dict[str, bytes], **more: Any) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def test_loose_files_and_a_zip_read_as_the_folder_itself() -> None:
    """A plan made on the server and one made by ``siaga plan`` must start from the same data."""
    files = example()
    expected, _ = read_operation(EXAMPLE)
    loose = receive([(name.rpartition("/")[2], data) for name, data in files.items()])
    packed = receive([("kiriman.zip", folder_zip(files, "banyuasin"))])
    assert codes(loose) == codes(packed) == []
    assert dict(loose.files) == dict(packed.files) == files
    operation, report = read_files(packed.files)
    assert not report.errors
    assert operation == expected


def test_the_template_itself_can_be_sent_and_is_the_cli_folder(tmp_path: Path) -> None:
    files = new_operation_files("id")
    upload = receive([(name.rpartition("/")[2], data) for name, data in files.items()])
    assert codes(upload) == []
    write_folder(upload.files, tmp_path)
    assert read_operation(tmp_path)[0] == read_files(upload.files)[0]
    assert [part.stored for part in upload.received] == sorted(files)


def test_a_table_is_known_by_its_headers_whatever_it_is_called() -> None:
    """Offices call their files "Data final (2).csv"."""
    files = example()
    upload = receive([("Data final (2).csv", files["stations.csv"]),
                      ("roster.txt", files["officers.csv"]),
                      ("lampiran", files["operation.toml"])])  # fmt: skip
    assert codes(upload) == []
    assert {p.stored: p.sent_as for p in upload.received} == {
        "stations.csv": "Data final (2).csv", "officers.csv": "roster.txt",
        "operation.toml": "lampiran",
    }  # fmt: skip


def test_a_table_that_misses_a_column_is_taken_by_its_name_so_reading_can_say_so() -> None:
    upload = receive([("TPS.csv", b"kode_tps;nama\n1;A\n")])
    assert codes(upload) == []
    assert upload.received[0].stored == "stations.csv"
    assert codes(receive([("x.csv", b"a;b\n1;2\n")])) == ["upload.table_unknown"]


def test_mixed_up_names_are_said() -> None:
    upload = receive([("stations.csv", example()["officers.csv"])])
    assert codes(upload) == ["upload.other_name"]
    assert upload.received[0].stored == "officers.csv"


def test_a_part_replaces_its_table_and_the_rest_is_kept_and_shown() -> None:
    files = example()
    fewer = b"\n".join(files["officers.csv"].splitlines()[:-1])
    upload = receive([("personel.csv", fewer)], files)
    assert [part.stored for part in upload.received] == ["officers.csv"]
    assert [part.stored for part in upload.kept] == sorted(files.keys() - {"officers.csv"})
    assert upload.files["officers.csv"] == fewer
    assert {k: v for k, v in upload.files.items() if k != "officers.csv"} == {
        k: v for k, v in files.items() if k != "officers.csv"
    }


def test_contents_can_be_left_behind() -> None:
    files = example()
    upload = receive([("operation.toml", files["operation.toml"])], files, without={"indicators"})
    assert "indicators.csv" not in upload.files
    assert "indicators.csv" in upload.replaced


def test_a_csv_over_a_workbook_keeps_the_workbooks_other_tables(draft: Any) -> None:
    """The template's workbook, then one table as CSV: nothing twice, nothing lost."""
    current = new_operation_files("id")
    before, _ = read_files(current)
    draft.write()
    upload = receive([("stations.csv", (draft.path / "stations.csv").read_bytes())], current)
    assert codes(upload) == []
    assert "isian.xlsx" in upload.replaced
    after, report = read_files(upload.files)
    assert [p.code for p in report.problems] == []
    assert before is not None
    assert after is not None
    assert after.officers == before.officers
    assert after.bases == before.bases
    assert after.indicators == before.indicators


def test_a_workbook_over_csv_files_replaces_what_it_holds() -> None:
    current = dict(example())
    upload = receive([("Isian Polres.xlsx", new_operation_files("en")["isian.xlsx"])], current)
    assert codes(upload) == []
    assert upload.received[0].stored == "isian.xlsx"
    assert set(upload.replaced) == {"stations.csv", "officers.csv", "bases.csv", "indicators.csv"}
    assert {p.stored for p in upload.kept} == {
        "areas.geojson", "operation.toml", "travel/measured.csv",
    }  # fmt: skip


def test_the_same_table_twice_is_refused_with_both_names() -> None:
    files = example()
    upload = receive([("a.csv", files["stations.csv"]), ("b.csv", files["stations.csv"])])
    assert codes(upload) == ["upload.twice"]
    assert upload.refused
    assert not upload.files
    assert "a.csv" in upload.report.problems[0].text("en")


@pytest.mark.parametrize(
    ("name", "path"),
    [("dots", "../stations.csv"), ("deep dots", "a/../../stations.csv"), ("root", "/etc/x.csv"),
     ("drive", "C:/x.csv"), ("backslash", "..\\x.csv"), ("empty part", "a//x.csv")],
)  # fmt: skip
def test_an_archive_that_points_outside_is_refused(name: str, path: str) -> None:
    upload = receive([("a.zip", zipped({path: b"x", "b.csv": b"y"}))])
    assert codes(upload) == ["upload.zip_path"], name


def test_links_locks_bombs_and_nested_archives_are_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        link = zipfile.ZipInfo("stations.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert codes(receive([("a.zip", target.getvalue())])) == ["upload.zip_link"]
    locked = bytearray(zipped({"stations.csv": b"x" * 50}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = locked.index(mark) + place
        locked[at : at + 2] = struct.pack("<H", 1)
    assert codes(receive([("a.zip", bytes(locked))])) == ["upload.zip_locked"]
    bomb = zipped({"stations.csv": b"\x00" * (60 << 20)})
    assert codes(receive([("a.zip", bomb)])) == ["upload.zip_bomb"]
    nested = zipped({"inner.zip": zipped({"stations.csv": b"x"})})
    assert codes(receive([("a.zip", nested)])) == ["upload.zip_nested"]
    many = zipped({f"{n}.csv": b"x" for n in range(300)})
    assert codes(receive([("a.zip", many)])) == ["upload.too_many"]
    assert codes(receive([("a.zip", nested[: len(nested) // 2])])) == ["upload.zip_broken"]


def test_what_systems_put_into_archives_is_no_concern_of_the_user() -> None:
    files = {f"op/{name}": data for name, data in example().items()}
    files |= {
        "__MACOSX/op/._stations.csv": b"\x00\x05",
        "op/.DS_Store": b"x",
        "op/baca.pdf": b"%PDF",
    }
    upload = receive([("op.zip", zipped(files))])
    assert codes(upload) == ["upload.not_taken"]
    assert upload.files.keys() == example().keys()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("tps.csv", b"%PDF-1.7 ...", "upload.kind"),
        ("tps.csv", b"MZ\x90\x00" + bytes(100), "upload.kind"),
        ("tps.xlsx", b"\xd0\xcf\x11\xe0" + bytes(600), "xlsx.old"),
        (
            "tps.xlsx",
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "xlsx.encrypted",
        ),
        ("tps.html", b"<html><body>", "upload.kind"),
        ("tps.csv", b"", "file.empty"),
        ("a.json", b'{"a": 1}', "upload.kind"),
    ],
)
def test_a_file_is_what_it_holds_and_not_what_it_is_called(
    name: str, data: bytes, code: str
) -> None:
    upload = receive([(name, data)])
    assert codes(upload) == [code]
    assert upload.report.problems[0].file == name


def test_macro_workbooks_and_other_documents_are_refused() -> None:
    macro = zipped({"xl/workbook.xml": b"<x/>", "xl/vbaProject.bin": b"x"})
    assert codes(receive([("tps.xlsx", macro)])) == ["upload.macro"]
    assert codes(receive([("a.xlsx", zipped({"word/document.xml": b"<x/>"}))])) == ["upload.office"]
    assert codes(receive([("a.xlsx", zipped({"xl/workbook.bin": b"x"}))])) == ["upload.office"]


def test_nothing_sent_is_said() -> None:
    assert codes(receive([])) == ["upload.nothing"]


def test_networks_go_to_their_folder() -> None:
    files = example()
    pbf = struct.pack(">I", 13) + b"\x0a\x09OSMHeader" + bytes(30)
    upload = receive([("jalan.osm.pbf", pbf), ("a.toml", files["operation.toml"])])
    assert "travel/jalan.osm.pbf" in upload.files
    assert sniff("x", b"<?xml?><graphml>", _problems()) is FileKind.GRAPHML


def _problems() -> Any:
    from siaga.intake.collector import Problems

    return Problems()


def test_the_private_folder_is_private_and_gone_afterwards() -> None:
    with opened_folder({"stations.csv": b"x"}) as folder:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert (folder / "stations.csv").read_bytes() == b"x"
    assert not folder.exists()


@pytest.mark.parametrize(
    "name", ["../x", "/x", "a/b", "travel/../x", ".hidden", "x\x00", "travel/.."]
)
def test_no_name_leaves_the_folder(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="inside the folder"):
        write_folder({"ok.csv": b"", name: b"x"}, tmp_path)
    assert not list(tmp_path.iterdir())


def test_results_of_the_vote_are_in_no_file_that_is_kept(tools: Any, draft: Any) -> None:
    """R1: police do not count votes; not in a column, a hidden corner, or a map's properties."""
    grid = draft.grid("stations")
    results = {"Perolehan Suara": [["TPS", "Paslon 1"], ["001", 120]]}
    data = tools.workbook(grid, sheet="TPS", others=results)
    assert codes(receive([("tps.xlsx", data)])) == ["upload.vote_count"]
    draft.areas["features"][0]["properties"]["perolehan_suara"] = 5
    _, report = draft.read()
    assert [p.code for p in report.errors] == ["column.vote_count"]
    assert codes(receive([("isian.xlsx", new_operation_files("id")["isian.xlsx"])])) == []


_SEEDS = [
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"\xd0\xcf\x11\xe0",
    b"{",
    b"<graphml",
    b"[election]\n",
    b"",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(max_size=30), st.sampled_from(_SEEDS), st.binary(max_size=300)),
        max_size=4,
    )
)
def test_whatever_is_sent_is_answered_and_never_a_crash(
    sent: list[tuple[str, bytes, bytes]],
) -> None:
    upload = receive([(name, seed + rest) for name, seed, rest in sent])
    assert upload.refused or upload.received
    if not upload.refused:
        read_files(upload.files)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 255), st.integers(0, 400))
def test_a_damaged_workbook_or_archive_is_answered_too(at: int, byte: int, cut: int) -> None:
    workbook = new_operation_files("id")["isian.xlsx"]
    for data in (workbook, zipped({"isian.xlsx": workbook, "operation.toml": b"id = 'x'"})):
        broken = bytearray(data)
        broken[at % len(broken)] = byte
        upload = receive([("a.zip", bytes(broken[: len(broken) - cut]))])
        assert upload.refused or upload.received
