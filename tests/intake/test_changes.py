"""A file of changes: read whole, or refused with every line that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.intake.changes import changes_from_drops, read_changes
from siaga.model.changes import Changes, StationMove
from siaga.model.force import Officer, Skill
from siaga.model.operation import Operation
from siaga.model.places import Access
from siaga.model.problems import InputError
from support.builders import small_operation

OPERATION = small_operation()
FIRST, SECOND = OPERATION.stations[0].id, OPERATION.stations[1].id
NRP = OPERATION.officers[0].id


def read(folder: Path, text: str, operation: Operation = OPERATION) -> Changes:
    path = folder / "perubahan.toml"
    path.write_text(text, encoding="utf-8")
    return read_changes(path, operation)


def codes(folder: Path, text: str) -> list[tuple[str, int | None]]:
    """(code, line) of every error."""
    with pytest.raises(InputError) as refused:
        read(folder, text)
    return [(p.code, p.row) for p in refused.value.report.errors]


def test_every_kind_of_change_is_read(tmp_path: Path) -> None:
    changes = read(
        tmp_path,
        f"""
[[drop]]
officer = "{NRP}"

[[close]]
station = "{FIRST}"

[[move]]
station = "{SECOND}"
lat = -2.8
lon = 104.5
access = "river"

[[add]]
id = "99999999"
name = "Personel 9999"
rank = "Bripka"
unit = "SEK-1"
skills = ["boat"]
phone = "0800-9"

[[block]]
area = "99.01.02"
[[block]]
area = "99.01.03.2001"
""",
    )
    assert changes == Changes(
        dropped=(NRP,),
        added=(
            Officer(
                "99999999", "Personel 9999", "Bripka", "SEK-1",
                skills=frozenset({Skill.BOAT}), phone="0800-9",
            ),
        ),
        closed=(FIRST,),
        moved=(StationMove(SECOND, -2.8, 104.5, Access.RIVER),),
        blocked=("99.01.02", "99.01.03.2001"),
    )  # fmt: skip


def test_every_wrong_line_is_named_at_once(tmp_path: Path) -> None:
    """Mending one line at a time at midnight would cost the hour there is."""
    text = f"""[[drop]]
officer = "90000x01"
[[close]]
station = "123"
[[move]]
station = "{FIRST}"
lat = 104.5
lon = -2.8
[[add]]
id = "{NRP}"
name = "Personel 0001"
rank = "Bripka"
unit = "SEK-1"
[[add]]
id = "99999999"
name = "Personel 9999"
rank = "Bripka"
unit = "SEK-11"
duty = "XYZW"
[[block]]
area = "99.01.99"
"""
    assert codes(tmp_path, text) == [
        ("change.officer_near", 2),
        ("change.station", 4),
        ("change.outside", 7),
        ("change.officer_exists", 10),
        ("change.unit_near", 18),
        ("change.duty", 19),
        ("change.area", 21),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "file.empty"),
        ("# tidak ada\n", "change.nothing"),
        ("[[drop]\n", "toml.broken"),
        ('drop = "90000001"\n', "toml.not_tables"),
        ("[[drop]]\n", "key.missing"),
        ("[[drop]]\nofficer = 90000001\n", "value.not_text"),
        (f'[[drop]]\nofficer = "{NRP}"\n[[drop]]\nofficer = "{NRP}"\n', "change.repeated"),
        (
            f'[[close]]\nstation = "{FIRST}"\n'
            f'[[move]]\nstation = "{FIRST}"\nlat = -2.8\nlon = 104.5\n',
            "change.closed_and_moved",
        ),
    ],
)
def test_what_can_not_be_meant_is_refused(tmp_path: Path, text: str, code: str) -> None:
    assert code in [found for found, _ in codes(tmp_path, text)]


def test_a_missing_file_is_a_problem_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"tidak-ada\.toml"):
        read_changes(tmp_path / "tidak-ada.toml", OPERATION)


def test_drops_of_the_command_line_join_those_of_the_file() -> None:
    second = OPERATION.officers[1].id
    changes = changes_from_drops((second, f" {NRP} "), OPERATION, Changes(dropped=(NRP,)))
    assert changes.dropped == (NRP, second)
    assert changes_from_drops((), OPERATION) == Changes()


def test_an_unknown_drop_is_refused_with_the_one_probably_meant() -> None:
    with pytest.raises(InputError) as refused:
        changes_from_drops((f"{NRP}x",), OPERATION)
    (problem,) = refused.value.report.errors
    assert NRP in problem.remedy[1]


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_no_text_is_a_traceback(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("changes") / "c.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(InputError):
        read_changes(path, OPERATION)
