"""Erasing a person leaves an operation that reads, and nothing of the person in any file (R9)."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from siaga.intake.erasure import ERASED_NAME, erase_officer
from siaga.intake.folder_files import read_files
from siaga.intake.template import new_operation_files
from siaga.model.force import Sex


def everything_in(data: bytes) -> bytes:
    """All bytes of a file, unpacked when it is a workbook."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("kind", ["workbook", "csv"])
def test_the_person_is_gone_and_everybody_else_unchanged(kind: str, draft: Any) -> None:
    if kind == "csv":
        draft.write()
        files = {
            path.relative_to(draft.path).as_posix(): path.read_bytes()
            for path in draft.path.rglob("*")
            if path.is_file()
        }
    else:
        files = dict(new_operation_files("id"))
    before, _ = read_files(files)
    assert before is not None
    person = before.officers[2]
    changed = erase_officer(files, person.id)
    assert len(changed) == 1
    after, report = read_files({**files, **changed})
    assert after is not None
    assert not report.errors
    assert after.officers[2] == replace(
        person, name=ERASED_NAME, sex=Sex.MALE, home_village="", skills=frozenset(), phone=""
    )
    assert after.officers[:2] + after.officers[3:] == before.officers[:2] + before.officers[3:]
    assert after.stations == before.stations
    (content,) = changed.values()
    assert person.name.encode() in everything_in(files[next(iter(changed))])
    assert person.name.encode() not in everything_in(content)
    assert not erase_officer({**files, **changed}, person.id)


def test_columns_that_are_not_read_are_emptied_too(draft: Any) -> None:
    grid = draft.grid("officers")
    grid[0].append("alamat rumah")
    for number, row in enumerate(grid[1:]):
        row.append(f"Jalan Contoh {number}")
    draft.xlsx("officers", grid)
    draft.write()
    files = {"officers.xlsx": (draft.path / "officers.xlsx").read_bytes()}
    code = str(grid[1][0])
    content = erase_officer(files, code)["officers.xlsx"]
    assert b"Jalan Contoh 0" not in everything_in(content)
    assert b"Jalan Contoh 1" in everything_in(content)


def test_nobody_of_that_number_changes_nothing(draft: Any) -> None:
    assert erase_officer(dict(new_operation_files("id")), "999") == {}
