"""``siaga ledger`` as operators, outsiders and co-signing agencies use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client
from typer.testing import CliRunner

from siaga.cli.ledger import ledger
from siaga.ledger.note import COSIGNATURE_V1, read_note, read_vkey
from siaga.server.core.actions.ledger import cosign, register_key
from siaga.server.core.ledger_store import position_of, sign
from siaga.server.core.models import Checkpoint
from siaga.server.core.roles import Role
from support.desk import Desk
from support.ledger_desk import append


def siaga(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(ledger, [str(word) for word in words])
    return result.exit_code, result.output


def test_export_and_verify(desk: Desk, tmp_path: Path) -> None:
    for number in range(3):
        position_of(append(desk, number, reason="Perahu rusak").id)
    path = tmp_path / "jurnal.zip"
    code, said = siaga("export", path, "--with-openings")
    assert code == 0, said
    assert "3 entri" in said
    code, said = siaga("verify", path, "--key", sign.own_public_key().vkey())
    assert code == 0, said
    assert "SAH: jurnal utuh" in said
    assert "3 dari 3 nilai pribadi dibuka" in said
    code, said = siaga("export", path)
    assert code == 1
    assert "sudah ada" in said
    code, said = siaga("export", tmp_path / "b.zip", "--operation", "tidak-ada", "--lang", "en")
    assert code == 1
    assert "no operation tidak-ada" in said
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["jurnal.zip"]
    assert siaga("export", tmp_path / "b.zip", "--operation", "contoh")[0] == 0
    assert siaga("verify", tmp_path / "b.zip")[0] == 0
    damaged = bytearray(path.read_bytes())
    damaged[1000] ^= 1
    path.write_bytes(damaged)
    assert siaga("verify", path)[0] in (1, 2)


def test_the_database_is_checked(desk: Desk) -> None:
    append(desk, 1)
    code, said = siaga("verify", "--lang", "en")
    assert code == 0
    assert "The ledger is whole: 1 entries checked" in said
    row = sign.checkpoint(fresh=True)
    Checkpoint.objects.filter(pk=row.pk).update(note=row.note.replace("\n1\n", "\n2\n", 1))
    code, said = siaga("verify")
    assert code == 1
    assert "Titik periksa pada 1 entri tidak sah" in said


def test_an_agency_cosigns_from_its_own_computer(desk: Desk, tmp_path: Path) -> None:
    append(desk, 1)
    key, actor = tmp_path / "bawaslu.pem", desk.actor(Role.BAWASLU)
    code, said = siaga("key", key, "--name", "bawaslu.example")
    assert code == 0
    vkey = said.splitlines()[-1]
    assert read_vkey(vkey).kind == COSIGNATURE_V1
    register_key(actor, desk.operation, vkey=vkey)

    def sign_next(*more: object) -> tuple[int, str]:
        note = tmp_path / "titik.txt"
        siaga("checkpoint", "--out", note)
        code, said = siaga("cosign", note, "--key", key, "--name", "bawaslu.example", *more)
        if code == 0:
            cosign(actor, desk.operation, note=note.read_bytes())
        return code, said

    code, said = sign_next()
    assert code == 1
    assert "--ledger-key" in said
    code, said = sign_next("--ledger-key", sign.own_public_key().vkey())
    assert code == 0, said
    old = Checkpoint.objects.order_by("-size").first()
    append(desk, 2)
    code, said = sign_next()
    assert code == 1
    new = Checkpoint.objects.order_by("-size").first()
    assert old is not None
    assert new is not None
    address = f"/ledger/proof/consistency?from={old.size}&to={new.size}"
    assert address in said, "says where the proof is"
    proof = tmp_path / "proof.json"
    proof.write_text(json.dumps(Client().get(address).json()))
    code, said = sign_next("--proof", proof)
    assert code == 0, said
    new.refresh_from_db()
    assert read_vkey(vkey).verify(read_note(new.note.encode()))
    proof.write_text("{}")
    code, said = sign_next("--proof", proof)
    assert code == 1
    assert "bukan bukti" in said


def test_a_lost_key_is_said_with_its_remedy(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    append(desk, 1)
    sign.checkpoint()
    monkeypatch.setattr(sign, "key_path", lambda: tmp_path / "ledger.pem")
    code, said = siaga("export", tmp_path / "a.zip")
    assert code == 1
    assert "pulihkan" in said
    (tmp_path / "key.pem").write_bytes(b"")
    code, said = siaga("key", tmp_path / "key.pem", "--name", "two words")
    assert code == 1
    assert "tidak sah" in said
