"""The outsider's verifier finds whatever was done to an export, and says where.

The forger of these tests is the strongest there is short of the ledger's key: they rewrite files
and pack the archive anew. Where they also hold the key, the checkpoint that somebody kept tells.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siaga.ledger import siaga_verify
from siaga.ledger.tree import leaf_hash
from support.ledger import LOG_KEY, WITNESS_KEY, SmallLedger, small_ledger

VERIFIER = Path(siaga_verify.__file__)
LEDGER = small_ledger()
HONEST = LEDGER.export()
KEY = LOG_KEY.public().vkey()


def files_of(export: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(export)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


Verify = Callable[..., tuple[int, str]]


@pytest.fixture
def verify(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verify:
    """Runs the verifier on bytes: (exit code, what it said in English)."""

    def run(export: bytes, *options: str) -> tuple[int, str]:
        path = tmp_path / "export.zip"
        path.write_bytes(export)
        code = siaga_verify.main([str(path), "--lang", "en", *options])
        return code, capsys.readouterr().out

    return run


def changed(name: str, change: Callable[[bytes], bytes]) -> bytes:
    files = files_of(HONEST)
    files[name] = change(files[name])
    return packed(files)


def lines_changed(change: Callable[[list[bytes]], None], *, leaves: bool = False) -> bytes:
    """Entries changed; with ``leaves`` the forger also makes leaves.bin fit."""
    files = files_of(HONEST)
    lines = files["entries.jsonl"].splitlines()
    change(lines)
    files["entries.jsonl"] = b"".join(line + b"\n" for line in lines)
    if leaves:
        files["leaves.bin"] = b"".join(map(leaf_hash, lines))
    return packed(files)


# --- what is honest passes --------------------------------------------------------------------
def test_an_outsider_runs_one_file_and_sees_that_the_ledger_is_whole(tmp_path: Path) -> None:
    """As a process of its own, in an empty folder, without the package on its path."""
    (tmp_path / "export.zip").write_bytes(HONEST)
    (tmp_path / "siaga_verify.py").write_bytes(files_of(HONEST)["siaga_verify.py"])
    (tmp_path / "old.txt").write_bytes(LEDGER.checkpoint(5).encode())
    done = subprocess.run(
        [sys.executable, "siaga_verify.py", "export.zip", "--key", KEY, "--since", "old.txt"],
        cwd=tmp_path, capture_output=True, text=True, check=False, env={"PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "SAH: jurnal utuh" in done.stdout
    assert "VALID: the ledger is whole" in done.stdout
    assert "12 entries and 0 hashes" in done.stdout
    assert "6 of 6 personal values opened" in done.stdout
    assert "bawaslu.example co-signed 2 checkpoints, the last at 12" in done.stdout
    assert "old.txt: the history up to 5 entries is unchanged" in done.stdout


def test_the_verifier_stands_on_nothing_of_ours() -> None:
    source = VERIFIER.read_text(encoding="utf-8")
    assert "import siaga" not in source
    assert "from siaga" not in source


def test_the_same_ledger_gives_the_same_file() -> None:
    assert LEDGER.export() == HONEST


def test_without_a_published_key_the_reader_is_told_to_compare_it(verify: Verify) -> None:
    code, said = verify(HONEST)
    assert code == 0
    assert KEY in said
    assert "compare it with the published one" in said


def test_an_erased_person_leaves_a_valid_ledger(verify: Verify) -> None:
    entries = tuple(
        (data, () if number == 4 else given) for number, (data, given) in enumerate(LEDGER.entries)
    )
    erased = SmallLedger(entries, LEDGER.sizes).export()
    code, said = verify(erased, "--key", KEY)
    assert code == 0, said
    assert "4 of 6 personal values opened" in said
    assert b"Personel 0004" not in files_of(erased)["openings.jsonl"]
    assert files_of(erased)["leaves.bin"] == files_of(HONEST)["leaves.bin"]


def test_one_operations_export_shows_the_others_as_hashes_and_is_valid(verify: Verify) -> None:
    export = LEDGER.export(operation="operasi-1", openings=False)
    code, said = verify(export, "--key", KEY)
    assert code == 0, said
    assert "6 entries and 6 hashes" in said
    assert b"operasi-0" not in files_of(export)["entries.jsonl"]


@pytest.mark.parametrize("count", [1, 2, 255, 256, 257, 513])
def test_ledgers_of_every_size_are_valid(verify: Verify, count: int) -> None:
    sizes = tuple(sorted({0, 1, count // 2, count}))
    assert verify(small_ledger(count, sizes=sizes).export(), "--key", KEY)[0] == 0


# --- what was done to entries -----------------------------------------------------------------
@pytest.mark.parametrize("at", range(12))
@pytest.mark.parametrize("fitting", [False, True])
def test_a_changed_entry_is_named(verify: Verify, at: int, fitting: bool) -> None:
    def change(lines: list[bytes]) -> None:
        lines[at] = lines[at].replace(b'"ops_head"', b'"planner"')

    code, said = verify(lines_changed(change, leaves=fitting), "--key", KEY)
    assert code == 1
    start = sum(len(data) + 1 for data, _ in LEDGER.entries[:at])
    if not fitting:
        assert f"entry {at} (byte {start}): its content was changed" in said
    first, last = (0, 5) if at < 6 else (6, 11)
    assert f"something changed in entries {first} to {last}" in said


@pytest.mark.parametrize("at", range(12))
def test_a_dropped_entry_is_named(verify: Verify, at: int) -> None:
    code, said = verify(lines_changed(lambda lines: lines.pop(at) and None), "--key", KEY)
    assert code == 1
    assert f"entry {at} is missing" in said
    assert "covers 12 entries, the export holds 11" in said


@pytest.mark.parametrize(("one", "other"), [(0, 1), (3, 4), (2, 9), (10, 11), (0, 11)])
def test_swapped_entries_are_named(verify: Verify, one: int, other: int) -> None:
    def swap(lines: list[bytes]) -> None:
        lines[one], lines[other] = lines[other], lines[one]

    code, said = verify(lines_changed(swap), "--key", KEY)
    assert code == 1
    assert f"line {one} " in said
    assert f"entry {other} stands here (swapped)" in said
    assert f"entry {one} stands here (swapped)" in said


@pytest.mark.parametrize(("source", "at"), [(0, 1), (3, 12), (5, 6), (11, 12), (2, 7)])
def test_a_doubled_entry_is_named(verify: Verify, source: int, at: int) -> None:
    code, said = verify(lines_changed(lambda lines: lines.insert(at, lines[source])), "--key", KEY)
    assert code == 1
    assert f"line {at} " in said
    assert f"entry {source} is written again" in said
    assert f"entry {at} (byte" in said, "its identifier is told as well"


def test_an_entry_put_in_is_named(verify: Verify) -> None:
    forged = LEDGER.entries[3][0].replace(b'"number":3', b'"number":4')
    code, said = verify(lines_changed(lambda lines: lines.insert(7, forged)), "--key", KEY)
    assert code == 1
    assert "line 7 " in said
    assert "never recorded" in said


def test_entries_after_the_last_checkpoint_are_not_vouched_for(verify: Verify) -> None:
    more = small_ledger(14).entries[13][0]
    code, said = verify(lines_changed(lambda lines: lines.append(more), leaves=True), "--key", KEY)
    assert code == 1
    assert "entries 12 to 12 are under no checkpoint" in said


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_no_changed_byte_of_any_file_passes(verify: Verify, data: st.DataObject) -> None:
    files = files_of(HONEST)
    name = data.draw(st.sampled_from(sorted(files)), label="file")
    at = data.draw(st.integers(0, len(files[name]) - 1), label="byte")
    byte = data.draw(st.integers(0, 255).filter(lambda b: b != files[name][at]), label="value")
    code, said = verify(
        changed(name, lambda old: old[:at] + bytes([byte]) + old[at + 1 :]), "--key", KEY
    )
    assert code != 0, (name, at)
    assert name in said or name in ("entries.jsonl", "leaves.bin", "keys.txt")
    if name == "entries.jsonl":
        entry = files[name][:at].count(b"\n")
        assert f"entry {entry} (byte " in said or byte == 10 or files[name][at] == 10


@pytest.mark.parametrize("at", range(0, len(LEDGER.entries[4][0]), 3))
def test_every_third_byte_of_an_entry_is_found_with_its_entry(verify: Verify, at: int) -> None:
    def change(lines: list[bytes]) -> None:
        lines[4] = lines[4][:at] + bytes([lines[4][at] ^ 1]) + lines[4][at + 1 :]

    code, said = verify(lines_changed(change), "--key", KEY)
    assert code == 1
    assert "entry 4 (byte" in said


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, len(HONEST) - 1), st.integers(1, 255))
def test_a_damaged_archive_is_refused_unless_nothing_in_it_changed(
    verify: Verify, at: int, flip: int
) -> None:
    """A bit in a time stamp of the ZIP container changes no file inside: only that may pass."""
    bent = HONEST[:at] + bytes([HONEST[at] ^ flip]) + HONEST[at + 1 :]
    code, _said = verify(bent, "--key", KEY)
    assert code in (0, 1, 2)
    if code == 0:
        assert files_of(bent) == files_of(HONEST)


@pytest.mark.parametrize("length", [0, 1, 100, len(HONEST) // 2, len(HONEST) - 1])
def test_a_file_cut_short_is_no_export(verify: Verify, length: int) -> None:
    code, said = verify(HONEST[:length])
    assert code == 2
    assert "is not a ledger export" in said


# --- what was done to the rest ----------------------------------------------------------------
def test_a_file_taken_away_or_put_in_is_named(verify: Verify) -> None:
    for name in files_of(HONEST).keys() - {"manifest.txt", "entries.jsonl", "keys.txt"}:
        files = files_of(HONEST)
        del files[name]
        code, said = verify(packed(files), "--key", KEY)
        assert code == 1
        assert f"file {name} is missing" in said
    code, said = verify(packed({**files_of(HONEST), "more.txt": b"x"}), "--key", KEY)
    assert code == 1
    assert "file more.txt does not belong here" in said


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_is_there_twice_is_named(verify: Verify) -> None:
    target = io.BytesIO(HONEST)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("entries.jsonl", b"")
    code, said = verify(target.getvalue(), "--key", KEY)
    assert code == 1
    assert "entries.jsonl is there twice" in said


def test_an_opening_of_another_value_is_named(verify: Verify) -> None:
    bent = changed("openings.jsonl", lambda data: data.replace(b"Personel 0004", b"Personel 0009"))
    code, said = verify(bent, "--key", KEY)
    assert code == 1
    assert 'openings.jsonl line 2: does not open commitment "name" of entry 4' in said


def test_an_opening_for_another_entry_is_named(verify: Verify) -> None:
    bent = changed("openings.jsonl", lambda data: data.replace(b'"entry":4', b'"entry":5'))
    code, said = verify(bent, "--key", KEY)
    assert code == 1
    assert "of entry 5" in said


def test_a_forged_cosignature_is_named(verify: Verify) -> None:
    name = "checkpoints/0000000000000000012.txt"
    note = LEDGER.checkpoint(12, cosigned=True)
    other = WITNESS_KEY.cosign(LEDGER.checkpoint(6), 1_732_665_600).signatures[-1]
    forged = type(note)(note.text, (note.signatures[0], other)).encode()
    code, said = verify(changed(name, lambda _data: forged), "--key", KEY)
    assert code == 1
    assert f"{name}: the signature of bawaslu.example does not match" in said


def test_a_ledger_signed_with_another_key_is_refused(verify: Verify) -> None:
    code, said = verify(HONEST, "--key", WITNESS_KEY.public().vkey())
    assert code == 1
    assert "not the one you gave" in said
    assert verify(HONEST, "--key", "nonsense")[0] == 2


# --- whoever holds the key --------------------------------------------------------------------
def rewritten(at: int) -> SmallLedger:
    """The ledger as its own keeper would forge it: another entry ``at``, all signed anew."""
    entries = list(LEDGER.entries)
    data, given = entries[at]
    entries[at] = data.replace(b'"plan.approved"', b'"plan.refused"'), given
    return SmallLedger(tuple(entries), LEDGER.sizes)


@pytest.mark.parametrize(("kept", "at"), [(12, 10), (6, 1), (7, 4), (12, 5)])
def test_a_rewritten_past_is_found_by_whoever_kept_a_checkpoint(
    verify: Verify, tmp_path: Path, kept: int, at: int
) -> None:
    forged = rewritten(at).export()
    assert verify(forged, "--key", KEY)[0] == 0, "whoever has the key can sign another history"
    (tmp_path / "kept.txt").write_bytes(LEDGER.checkpoint(kept).encode())
    code, said = verify(forged, "--key", KEY, "--since", str(tmp_path / "kept.txt"))
    assert code == 1
    assert "kept.txt: the tree's root does not match" in said
    if kept in LEDGER.sizes:
        assert f"two different histories of {kept} entries (a fork)" in said


def test_a_shortened_past_is_found_by_whoever_kept_a_checkpoint(
    verify: Verify, tmp_path: Path
) -> None:
    shorter = SmallLedger(LEDGER.entries[:9], (6, 9)).export()
    (tmp_path / "kept.txt").write_bytes(LEDGER.checkpoint(12).encode())
    code, said = verify(shorter, "--key", KEY, "--since", str(tmp_path / "kept.txt"))
    assert code == 1
    assert "covers 12 entries, the export holds 9; entry 9 and later are gone" in said


def test_a_kept_checkpoint_of_another_ledger_or_a_forged_one_is_refused(
    verify: Verify, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.txt"
    for data, expected in [
        (LEDGER.checkpoint(6).encode().replace(b"\n6\n", b"\n5\n"), "does not match"),
        (WITNESS_KEY.sign(LEDGER.checkpoint(6)).encode()[:40], "not a signed note"),
    ]:
        kept.write_bytes(data)
        code, said = verify(HONEST, "--key", KEY, "--since", str(kept))
        assert code == 1
        assert expected in said


def test_many_differences_are_counted_and_not_poured_out(verify: Verify) -> None:
    ledger = small_ledger(100)
    files = files_of(ledger.export())
    lines = files["entries.jsonl"].splitlines()
    lines.reverse()
    files["entries.jsonl"] = b"".join(line + b"\n" for line in lines)
    code, said = verify(packed(files), "--key", KEY)
    assert code == 1
    assert "and 80 more differences" in said


def test_numbers_with_a_fraction_and_absurd_json_are_refused_with_their_entry(
    verify: Verify,
) -> None:
    for bad in (b'{"a":1.5}', b'{"a":NaN}', b"[" * 70_000, b"", b'{"leaf":"00"}', b"\xff"):
        code, said = verify(
            lines_changed(lambda lines, bad=bad: lines.insert(2, bad)),  # type: ignore[misc]
            "--key", KEY,
        )  # fmt: skip
        assert code == 1
        assert "entry 2 (byte" in said


def test_both_languages_say_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(lines_changed(lambda lines: lines.pop(3) and None))
    assert siaga_verify.main([str(path)]) == 1
    said = capsys.readouterr().out
    assert "entri 3 hilang" in said
    assert "entry 3 is missing" in said
    assert all(len(pair) == 2 and all(pair) for pair in siaga_verify.WORDS.values())
    assert json.dumps(siaga_verify.FIELDS)
