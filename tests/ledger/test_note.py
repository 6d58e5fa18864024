"""Signed notes: what the police resort signed must be checkable with other people's tools."""

from __future__ import annotations

import base64
import os
import stat
import threading
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given
from hypothesis import strategies as st

from siaga.ledger.keys import make_key, read_key
from siaga.ledger.note import (
    COSIGNATURE_V1,
    Checkpoint,
    Note,
    PublicKey,
    SigningKey,
    read_checkpoint,
    read_note,
    read_vkey,
)
from siaga.ledger.texts import LedgerError

KEY = SigningKey("polres.example/jurnal", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
WITNESS = SigningKey("bawaslu.example", Ed25519PrivateKey.from_private_bytes(bytes(32)))
SOME_TEXT = st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
CHECKPOINT = Checkpoint("polres.example/jurnal", 42, bytes(range(32)))

# The example of the signed-note package of Go and of C2SP: a note of PeterNeumann.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n\n"
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"  # noqa: E501
).encode()


def test_a_note_that_others_signed_verifies() -> None:
    key, note = read_vkey(PETER), read_note(PETER_NOTE)
    assert key.vkey() == PETER
    assert key.verify(note) is None
    assert note.encode() == PETER_NOTE
    with pytest.raises(LedgerError, match="does not match"):
        key.verify(Note(note.text.replace("answer", "Answer"), note.signatures))


def test_a_checkpoint_is_signed_and_cosigned() -> None:
    note = WITNESS.cosign(KEY.sign(CHECKPOINT.note()), 1_732_665_600)
    again = read_note(note.encode())
    assert again == note
    assert read_checkpoint(again, CHECKPOINT.origin) == CHECKPOINT
    assert KEY.public().verify(again) is None
    assert WITNESS.public(COSIGNATURE_V1).verify(again) == 1_732_665_600
    assert (
        again.text == f"polres.example/jurnal\n42\n{base64.b64encode(bytes(range(32))).decode()}\n"
    )


def test_a_cosignature_covers_text_and_time_as_c2sp_says() -> None:
    note = WITNESS.cosign(CHECKPOINT.note(), 7)
    blob = note.signatures[0].blob
    assert blob[:8] == (7).to_bytes(8, "big")
    message = b"cosignature/v1\ntime 7\n" + CHECKPOINT.note().text.encode()
    WITNESS.private.public_key().verify(blob[8:], message)


def test_signing_again_replaces_the_old_signature_of_the_same_key() -> None:
    note = WITNESS.cosign(WITNESS.cosign(KEY.sign(CHECKPOINT.note()), 1), 2)
    assert len(note.signatures) == 2
    assert WITNESS.public(COSIGNATURE_V1).verify(note) == 2


def test_anothers_name_or_key_does_not_pass() -> None:
    note = KEY.sign(CHECKPOINT.note())
    stranger = SigningKey(KEY.name, Ed25519PrivateKey.generate())
    with pytest.raises(LedgerError, match="not signed by"):
        stranger.public().verify(note)
    with pytest.raises(LedgerError, match="not signed by"):
        WITNESS.public(COSIGNATURE_V1).verify(note)
    with pytest.raises(LedgerError, match="belongs to"):
        read_checkpoint(note, "polda.example/jurnal")


@given(st.data())
def test_no_changed_byte_of_a_signed_checkpoint_passes(data: st.DataObject) -> None:
    whole = KEY.sign(CHECKPOINT.note()).encode()
    at = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != whole[at]))
    bent = whole[:at] + bytes([byte]) + whole[at + 1 :]
    with pytest.raises(LedgerError):
        KEY.public().verify(read_note(bent))


@given(
    st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
)
def test_anything_is_a_note_or_a_clear_refusal(data: bytes) -> None:
    try:
        again = read_note(data).encode()
    except LedgerError:
        return
    assert again == data


@pytest.mark.parametrize(
    "text",
    ["a\n1\n", "a\n01\nx\n", "a\n-1\nx\n", f"a\n1\n{base64.b64encode(b'short').decode()}\n",
     f"a\n1\n{base64.b64encode(bytes(32)).decode()[:-1]}\n", "a\n\nx\n"],
)  # fmt: skip
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(LedgerError):
        read_checkpoint(Note(text))


@pytest.mark.parametrize(
    "vkey", ["", "a", "a+b", PETER[:-4], PETER.replace("c74f", "c74e"), "+" + PETER]
)
def test_what_is_no_key_is_refused(vkey: str) -> None:
    with pytest.raises(LedgerError):
        read_vkey(vkey)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "a\nb", "a\u00a0b"])
def test_a_key_name_must_fit_into_a_signature_line(name: str) -> None:
    with pytest.raises(LedgerError, match="name"):
        PublicKey(name, bytes(32))


# --- the key's file ---------------------------------------------------------------------------
def test_the_key_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "ledger.pem"
    made = make_key(path, "polres.example")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_key(path, "polres.example").public() == made.public()
    assert make_key(path, "polres.example").public() == made.public(), "never replaced"
    assert [entry.name for entry in path.parent.iterdir()] == ["ledger.pem"]
    os.chmod(path, 0o640)
    with pytest.raises(LedgerError, match="chmod 600"):
        read_key(path, "polres.example")


def test_a_passphrase_guards_the_key_at_rest(tmp_path: Path) -> None:
    path = tmp_path / "ledger.pem"
    made = make_key(path, "polres.example", "kata sandi")
    assert b"ENCRYPTED" in path.read_bytes()
    assert read_key(path, "polres.example", "kata sandi").public() == made.public()
    for wrong in (None, "salah"):
        with pytest.raises(LedgerError, match="can not be read"):
            read_key(path, "polres.example", wrong)


def test_a_damaged_or_foreign_key_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ledger.pem"
    path.touch(0o600)
    with pytest.raises(LedgerError, match=r"ledger\.pem"):
        read_key(path, "a")
    other = generate_private_key(SECP256R1())
    path.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(LedgerError, match="Ed25519"):
        read_key(path, "a")


def test_two_servers_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    path, found = tmp_path / "ledger.pem", []
    barrier = threading.Barrier(4)

    def start() -> None:
        barrier.wait()
        found.append(make_key(path, "polres.example").public())

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1
