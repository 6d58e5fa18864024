"""Whatever a user puts into the folder: a list of problems, each with a place, and no traceback."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siaga.intake.check import report_json, report_lines
from siaga.intake.folder import read_operation
from siaga.intake.schemas import STATIONS
from siaga.intake.template import new_operation_files
from siaga.intake.template_workbook import template_workbook

FILES = new_operation_files("id")
WORKBOOK = template_workbook("id")
NAMES = (
    "operation.toml", "isian.xlsx", "areas.geojson", "stations.csv", "stations.xlsx",
    "officers.csv", "bases.xlsx", "indicators.csv", "travel/measured.csv", "travel/measured.xlsx",
    "travel/x.osm.pbf", "x.tmp",
)  # fmt: skip
HEADERS = st.sampled_from(
    [*STATIONS.columns[0].headers, "kode_desa", "dpt", "lat", "bujur", "x", ""]
)
PIECES = st.one_of(
    st.binary(max_size=40),
    st.sampled_from(
        [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b";", b"\n", b"{",
         b"\x00", b"kode_tps;kode_desa;dpt;lat;lon\n", b"[doctrine]\n",
         b'{"features": [', b"sep=,\n"]
    ),
)  # fmt: skip


def read(files: dict[str, bytes]) -> None:
    """Read a folder of ``files``; every problem must have a place and both sentences."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        operation, report = read_operation(Path(folder))
    assert (operation is None) == bool(report.errors)
    assert all(problem.file for problem in report.problems)
    report_lines(report, "id")
    report_json(report, "en").encode("utf-8")


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.dictionaries(st.sampled_from(NAMES), st.lists(PIECES, max_size=6).map(b"".join), max_size=3)
)
def test_arbitrary_bytes_as_any_file(files: dict[str, bytes]) -> None:
    read({**FILES, **files})


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=8), st.booleans())
def test_a_damaged_workbook(position: int, junk: bytes, cut: bool) -> None:
    end = b"" if cut else WORKBOOK[position + len(junk) :]
    read({**FILES, "isian.xlsx": WORKBOOK[:position] + junk + end})


def repacked(replace: dict[str, bytes]) -> bytes:
    """The template's workbook with some parts replaced, so that the damage is inside the zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, replace.get(name, old.read(name)))
    return target.getvalue()


with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as _archive:
    PARTS = {name: _archive.read(name) for name in _archive.namelist() if name.endswith("xml")}


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.sampled_from(sorted(PARTS)),
    st.floats(0, 1, exclude_max=True),
    st.one_of(
        st.binary(max_size=6),
        st.sampled_from([b"<c ", b' r="ZZ99"', b"</row>", b"<v>", b'"', b't="s"', b"99999999999"]),
    ),
    st.integers(0, 12),
)
def test_damage_inside_a_workbook(part: str, share: float, junk: bytes, lost: int) -> None:
    content = PARTS[part]
    position = int(share * len(content))
    damaged = content[:position] + junk + content[position + lost :]
    read({**FILES, "isian.xlsx": repacked({part: damaged})})


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(HEADERS, min_size=1, max_size=8),
    st.lists(st.lists(st.text(max_size=12), max_size=9), max_size=6),
    st.sampled_from([";", ",", "\t"]),
)
def test_arbitrary_cells_under_real_headers(
    header: list[str], rows: list[list[str]], delimiter: str
) -> None:
    quoted = ['"' + cell.replace('"', '""') + '"' for row in rows for cell in row]
    cells = iter(quoted)
    lines = [delimiter.join(header), *(delimiter.join(next(cells) for _ in row) for row in rows)]
    content = "\r\n".join(lines).encode("utf-8", "surrogatepass")
    without = {name: data for name, data in FILES.items() if name != "isian.xlsx"}
    read({**without, "stations.csv": content, "officers.csv": content, "bases.csv": content})
