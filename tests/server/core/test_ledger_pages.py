"""The ledger's pages: people read what was done, and outsiders check it."""

from __future__ import annotations

import base64
import json
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from siaga.ledger import siaga_verify, tree
from siaga.ledger.note import COSIGNATURE_V1, SigningKey, read_checkpoint, read_note, read_vkey
from siaga.server.core.access import Actor
from siaga.server.core.actions.ledger import CosignError, cosign, register_key
from siaga.server.core.entries import KINDS, Personal
from siaga.server.core.ledger_sentences import sentence_key, tell
from siaga.server.core.ledger_store import erase_openings, position_of, sign
from siaga.server.core.ledger_store.check import check_store
from siaga.server.core.ledger_store.export import export_ledger
from siaga.server.core.models import Checkpoint, LedgerEntry, LedgerKey, Person
from siaga.server.core.queries.ledger import PAGE
from siaga.server.core.roles import Role
from support.desk import Desk
from support.ledger_desk import append

ClientFor = Callable[[Role | Person], Client]
BAWASLU = SigningKey("bawaslu.example", Ed25519PrivateKey.from_private_bytes(bytes([5]) * 32))
URL = "/o/contoh/ledger/"


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined,no-any-return]


# --- the journal ------------------------------------------------------------------------------
def test_the_journal_says_what_was_done_in_both_languages(
    desk: Desk, client_for: ClientFor
) -> None:
    append(desk, 1234)
    client = client_for(Role.BAWASLU)
    page = text(client.get(URL))
    assert "Mengambil ekspor jurnal dengan 1.234 entri" in page
    assert "contoh-ops_head · Kabag Ops (Karendalops) · Polres Contoh" in page
    client.cookies["siaga_language"] = "en"
    assert "Took an export of the ledger with 1,234 entries" in text(client.get(URL))


def test_another_operations_entries_are_not_shown(desk: Desk, client_for: ClientFor) -> None:
    append(desk, 7)
    client = client_for(desk.stranger)
    assert client.get(URL).status_code == 404
    assert "dengan 7 entri" not in text(client.get("/o/lain/ledger/"))


def test_pages_follow_each_other_without_gap_or_repeat(desk: Desk, client_for: ClientFor) -> None:
    count = 2 * PAGE + 7
    for number in range(count):
        append(desk, number)
    client, seen, query = client_for(Role.OPS_HEAD), [], ""
    while query is not None:
        page = client.get(URL + query).context["page"]
        seen += [line.row.position for line in page.rows]
        query = f"?before={page.older}" if page.older is not None else None
    assert seen == list(range(count))[::-1]
    page = client.get(f"{URL}?after=6").context["page"]
    assert [line.row.position for line in page.rows] == list(range(PAGE + 6, 6, -1))
    assert page.newer == PAGE + 6
    assert page.older == 7


def test_the_journals_queries_do_not_grow_with_it(desk: Desk, client_for: ClientFor) -> None:
    client = client_for(Role.OPS_HEAD)
    counts = []
    for more in (1, 60):
        for number in range(more):
            append(desk, number)
        client.get(URL)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(URL)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 14, "a baseline: what the page costs"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=ledger.exported", 3),
        ("kind=plan.issued", 0),
        ("type=ledger&object=2", 1),
        ("object=9", 0),
        ("from=2020-01-01&to=2099-01-01", 3),
        ("from=2099-01-01", 0),
        ("to=2020-01-01", 0),
    ],
)
def test_filters_find_what_was_asked(
    desk: Desk, client_for: ClientFor, query: str, found: int
) -> None:
    for number in range(3):
        append(desk, number)
    response = client_for(Role.OPS_HEAD).get(f"{URL}?{query}")
    assert len(response.context["lines"]) == found
    assert ("Tidak ada entri yang cocok" in text(response)) == (found == 0)


@pytest.mark.parametrize("query", ["from=27-11-2024", "before=x", "kind=nonsense", "after=-1"])
def test_a_filter_that_can_not_be_read_is_said(
    desk: Desk, client_for: ClientFor, query: str
) -> None:
    append(desk, 1)
    response = client_for(Role.OPS_HEAD).get(f"{URL}?{query}")
    assert response.status_code == 200
    assert "Satu saringan tidak dapat dibaca" in text(response)


def test_every_kind_of_entry_has_its_sentence_in_both_languages() -> None:
    assert [kind for kind in sorted(KINDS) if not sentence_key(kind)] == []
    for kind, cls in KINDS.items():
        fields = cls.__dataclass_fields__.keys() - {"kind"}
        facts: dict[str, object] = dict.fromkeys(fields, "x")
        for language in ("id", "en"):
            assert tell(kind, facts, language) not in ("", f"Action {kind}", f"Tindakan {kind}")


def test_an_entry_of_another_version_is_still_told() -> None:
    assert tell("plan.unheard_of", {}, "id") == "Tindakan plan.unheard_of"
    assert tell("ledger.exported", {"other": 1}, "en") == "Action ledger.exported"


# --- one entry --------------------------------------------------------------------------------
def test_an_entry_shows_its_reason_its_commitments_and_its_proof(
    desk: Desk, client_for: ClientFor
) -> None:
    subject = "officer:x:1"
    row = append(
        desk, 1, reason="Perahu <rusak>", personal={"name": Personal("Personel 0001", subject)}
    )
    position = position_of(row.id)
    page = text(client_for(Role.OPS_HEAD).get(f"{URL}{position}/"))
    assert "Perahu &lt;rusak&gt;" in page
    assert "Personel 0001" in page
    assert "Terbukti tercatat" in page
    assert bytes(row.leaf_hash).hex() in page
    oversight = text(client_for(Role.BAWASLU).get(f"{URL}{position}/"))
    assert "Perahu" in oversight, "the reason is for those who oversee"
    assert "Personel 0001" not in oversight, "names are not"
    assert "tidak ditampilkan untuk peran Anda" in oversight
    erase_openings([subject])
    erased = text(client_for(Role.OPS_HEAD).get(f"{URL}{position}/"))
    assert "Personel 0001" not in erased
    assert "telah dihapus" in erased
    assert "Terbukti tercatat" in erased


def test_accounts_behind_an_entry_are_shown_to_who_sees_the_people(
    desk: Desk, client_for: ClientFor
) -> None:
    """The names with which others sign in are not on every officer's screen."""
    given = {"username": Personal("pengguna.0001", "person:1")}
    position = position_of(append(desk, 1, personal=given).id)
    assert "pengguna.0001" in text(client_for(Role.COMMANDER).get(f"{URL}{position}/"))
    for role in (Role.POLSEK, Role.PLANNER, Role.LOGISTICS, Role.KPU):
        assert "pengguna.0001" not in text(client_for(role).get(f"{URL}{position}/"))


def test_an_erased_account_has_no_name_in_the_journal(desk: Desk, client_for: ClientFor) -> None:
    append(desk, 1)
    person = desk.people[Role.OPS_HEAD]
    from datetime import UTC, datetime

    Person.objects.filter(pk=person.pk).update(erased_at=datetime.now(UTC))
    page = text(client_for(Role.COMMANDER).get(URL))
    assert "contoh-ops_head" not in page
    assert "Akun yang dihapus" in page


def test_entries_of_other_operations_are_not_found_by_number(
    desk: Desk, client_for: ClientFor
) -> None:
    position = position_of(append(desk, 1).id)
    assert client_for(desk.stranger).get(f"/o/lain/ledger/{position}/").status_code == 404
    assert client_for(Role.OPS_HEAD).get(f"{URL}{position + 1}/").status_code == 404


# --- for outsiders ----------------------------------------------------------------------------
def test_an_outsider_follows_the_ledger_with_hashes_alone(desk: Desk) -> None:
    """Checkpoint, proofs and tiles without an account fit together and hold."""
    client = Client()
    first = [position_of(append(desk, number).id) for number in range(5)]
    key = read_vkey(text(client.get("/ledger/key")).splitlines()[0])
    old_note = read_note(client.get("/ledger/checkpoint").content)
    key.verify(old_note)
    old = read_checkpoint(old_note, key.name)
    assert old.size == 5
    for number in range(5):
        append(desk, number)
    new = sign.checkpoint(fresh=True)
    proof = client.get(f"/ledger/proof/consistency?from=5&to={new.size}").json()
    path = [bytes.fromhex(step) for step in proof["proof"]]
    assert tree.consistency_holds(old.size, old.root, new.size, bytes(new.root), path)
    shown = client.get(f"/ledger/proof/inclusion/{first[2]}").json()
    leaf, steps = bytes.fromhex(shown["leaf_hash"]), [bytes.fromhex(s) for s in shown["proof"]]
    root = bytes.fromhex(shown["root"])
    assert tree.inclusion_holds(leaf, shown["index"], shown["size"], steps, root)
    tile = client.get(f"/ledger/tile/0/000.p/{new.size}").content
    assert tile[2 * 32 : 3 * 32] == leaf
    assert client.get("/ledger/tile/0/000").status_code == 404, "not full yet"


@pytest.mark.parametrize(
    "path",
    ["tile/0/000.p/200", "tile/9/999", "tile/x", "proof/inclusion/99", "checkpoint?size=77",
     "proof/consistency?from=3&to=1", "proof/consistency?from=a&to=1", "checkpoint?size=-1",
     "proof/inclusion/0?size=0"],
)  # fmt: skip
def test_what_is_not_there_is_404(desk: Desk, path: str) -> None:
    append(desk, 1)
    assert Client().get(f"/ledger/{path}").status_code == 404


def test_checkpoints_are_not_made_faster_than_one_a_minute(desk: Desk) -> None:
    client = Client()
    append(desk, 1)
    one = client.get("/ledger/checkpoint").content
    append(desk, 2)
    assert client.get("/ledger/checkpoint").content == one
    assert Checkpoint.objects.count() == 1


def test_the_public_page_shows_no_entry_and_names_nobody(desk: Desk) -> None:
    append(desk, 1, reason="Perahu rusak")
    page = text(Client().get("/ledger/"))
    assert "Perahu" not in page
    assert "contoh-ops_head" not in page
    assert sign.own_public_key().vkey().replace("+", "&#x2B;") in page.replace("+", "&#x2B;")


# --- co-signing -------------------------------------------------------------------------------
def handed_in(client: Client, data: bytes) -> object:
    return client.post(f"{URL}cosign/", {"note": SimpleUploadedFile("c.txt", data)})


def test_another_agency_cosigns_with_its_own_key(desk: Desk, client_for: ClientFor) -> None:
    append(desk, 1)
    client = client_for(Role.BAWASLU)
    vkey = BAWASLU.public(COSIGNATURE_V1).vkey()
    assert client.post(f"{URL}cosign/", {"vkey": vkey}).status_code == 302
    newest = sign.checkpoint(fresh=True)
    note = BAWASLU.cosign(read_note(newest.note.encode()), int(time.time()))
    assert handed_in(client, note.encode()).status_code == 302  # type: ignore[attr-defined]
    newest.refresh_from_db()
    kept = read_note(newest.note.encode())
    assert BAWASLU.public(COSIGNATURE_V1).verify(kept)
    assert sign.own_public_key().verify(kept) is None
    kinds = list(LedgerEntry.objects.order_by("position").values_list("kind", flat=True))
    assert kinds[-2:] == ["ledger.key_registered", "ledger.cosigned"]
    assert "bawaslu.example" in text(client.get(f"{URL}cosign/"))
    assert vkey in text(Client().get("/ledger/key"))
    assert check_store() == []


def test_what_is_not_the_agencys_signature_is_refused(desk: Desk, client_for: ClientFor) -> None:
    append(desk, 1)
    client = client_for(Role.BAWASLU)
    newest = sign.checkpoint(fresh=True)
    honest = read_note(newest.note.encode())
    signed = BAWASLU.cosign(honest, int(time.time()))
    assert "belum mendaftarkan kunci" in text(handed_in(client, signed.encode()))
    actor = desk.actor(Role.BAWASLU)
    register_key(actor, desk.operation, vkey=BAWASLU.public(COSIGNATURE_V1).vkey())
    other = SigningKey(BAWASLU.name, Ed25519PrivateKey.generate())
    forged = type(honest)(honest.text.replace("\n1\n", "\n2\n"))
    for data, said in [
        (b"nonsense", "signed-note"),
        (honest.encode(), "tidak ditandatangani oleh"),
        (other.cosign(honest, int(time.time())).encode(), "tidak ditandatangani oleh"),
        (BAWASLU.cosign(forged, int(time.time())).encode(), "milik jurnal"),
        (BAWASLU.cosign(honest, int(time.time()) + 86_400).encode(), "tidak cocok"),
        (b"x" * 200_000, "signed-note"),
    ]:
        response = handed_in(client, data)
        assert response.status_code == 400  # type: ignore[attr-defined]
        assert said in text(response)
    newest.refresh_from_db()
    assert len(read_note(newest.note.encode()).signatures) == 1


def test_an_agency_has_one_key_and_another_agencys_name_is_taken(desk: Desk) -> None:
    first, second = BAWASLU, SigningKey(BAWASLU.name, Ed25519PrivateKey.generate())
    bawaslu, kpu = desk.actor(Role.BAWASLU), desk.actor(Role.KPU)
    register_key(bawaslu, desk.operation, vkey=first.public(COSIGNATURE_V1).vkey())
    with pytest.raises(CosignError, match="key_known"):
        register_key(bawaslu, desk.operation, vkey=first.public(COSIGNATURE_V1).vkey())
    with pytest.raises(CosignError, match="key_name_taken"):
        register_key(kpu, desk.operation, vkey=second.public(COSIGNATURE_V1).vkey())
    with pytest.raises(CosignError, match="key_kind"):
        register_key(kpu, desk.operation, vkey=second.public().vkey())
    register_key(bawaslu, desk.operation, vkey=second.public(COSIGNATURE_V1).vkey())
    assert LedgerKey.objects.exclude(agency=None).filter(retired_at=None).count() == 1
    own = sign.own_public_key()
    imitator = SigningKey(own.name, Ed25519PrivateKey.generate())
    with pytest.raises(CosignError, match="key_name_taken"):
        register_key(kpu, desk.operation, vkey=imitator.public(COSIGNATURE_V1).vkey())


def test_a_planner_does_not_cosign(desk: Desk) -> None:
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        cosign(Actor(desk.people[Role.PLANNER]), desk.operation, note=b"")


# --- the export -------------------------------------------------------------------------------
def verified(path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    code = siaga_verify.main([str(path), "--lang", "en", *options])
    return code, capsys.readouterr().out


def test_the_exported_ledger_passes_the_outsiders_verifier(
    desk: Desk, client_for: ClientFor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(6):
        append(desk, number, reason="Perahu rusak")
    kept = tmp_path / "kept.txt"
    kept.write_bytes(Client().get("/ledger/checkpoint").content)
    response = client_for(Role.KPU).post(f"{URL}export/")
    path = tmp_path / "export.zip"
    path.write_bytes(b"".join(response.streaming_content))
    code, said = verified(path, capsys, "--key", sign.own_public_key().vkey(), "--since", str(kept))
    assert code == 0, said
    assert "6 entries and 0 hashes" in said
    assert "0 of 6 personal values opened" in said, "a web export gives out nobody's data"
    last = LedgerEntry.objects.order_by("-position").first()
    assert last is not None
    assert last.kind == "ledger.exported"


def test_one_operations_export_hides_the_others_and_erased_values_are_gone(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    subject = "officer:x:1"
    position_of(append(desk, 1, personal={"name": Personal("Personel 0001", subject)}).id)
    position_of(append(desk, 2, personal={"name": Personal("Personel 0002", "officer:x:2")}).id)
    erase_openings([subject])
    for operation, expected in [
        (desk.operation.id, "2 entries and 0 hashes"),
        (desk.other.id, "0 entries and 2 hashes"),
        (None, "2 entries and 0 hashes"),
    ]:
        target = BytesIO()
        export_ledger(target, operation=operation, openings=True)
        path = tmp_path / "export.zip"
        path.write_bytes(target.getvalue())
        code, said = verified(path, capsys)
        assert code == 0, said
        assert expected in said
        with zipfile.ZipFile(path) as archive:
            openings = archive.read("openings.jsonl")
        assert b"Personel 0001" not in openings
        assert (b"Personel 0002" in openings) == (operation != desk.other.id)


# --- the key ----------------------------------------------------------------------------------
def test_a_database_without_its_key_is_noticed_and_not_signed_by_another(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    append(desk, 1)
    sign.checkpoint()
    monkeypatch.setattr(sign, "key_path", lambda: tmp_path / "ledger.pem")
    with pytest.raises(sign.KeyLostError, match=r"ledger\.pem"):
        sign.checkpoint(fresh=True) if sign.sequence() else sign.signing_key()
    from siaga.ledger.keys import make_key

    make_key(tmp_path / "ledger.pem", sign.own_public_key().name)
    with pytest.raises(sign.KeyLostError):
        sign.signing_key()


def test_a_forged_checkpoint_in_the_database_is_found(desk: Desk) -> None:
    position_of(append(desk, 1).id)
    row = sign.checkpoint(fresh=True)
    note = read_note(row.note.encode())
    other = base64.b64encode(bytes(32)).decode()
    root = note.text.split("\n")[2]
    Checkpoint.objects.filter(pk=row.pk).update(note=row.note.replace(root, other))
    assert [key for key, _ in check_store()] == ["ledger.bad_note"]


def test_facts_in_the_export_are_the_facts_recorded(desk: Desk) -> None:
    position_of(append(desk, 42).id)
    target = BytesIO()
    export_ledger(target)
    with zipfile.ZipFile(target) as archive:
        (line,) = archive.read("entries.jsonl").splitlines()
    assert json.loads(line)["facts"] == {"size": 42}
