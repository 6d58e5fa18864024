"""Co-signing on the agency's own computer: two histories never get one agency's name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from siaga.ledger import tiles, tree
from siaga.ledger.keys import make_key
from siaga.ledger.note import COSIGNATURE_V1, Checkpoint
from siaga.ledger.texts import LedgerError
from siaga.ledger.witness import RefusedError, memory_of, read_proof, witness
from support.ledger import LOG_KEY, ORIGIN, WITNESS_KEY, small_ledger

LEDGER = small_ledger(12)
NAME = "bawaslu.example"
KNOWN = LOG_KEY.public()


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    make_key(tmp_path / "bawaslu.pem", NAME)
    return tmp_path / "bawaslu.pem"


def proof(old: int, new: int) -> list[bytes]:
    store = tiles.MemoryTiles()
    leaves = [tree.leaf_hash(data) for data, _ in LEDGER.entries]
    store.tiles.update(tiles.append(store, 0, leaves).tiles)
    return tree.consistency_proof(tiles.TiledTree(store), old, new)


def test_the_first_signature_needs_the_ledgers_key_and_later_ones_a_proof(key_file: Path) -> None:
    first = LEDGER.checkpoint(5).encode()
    with pytest.raises(RefusedError, match="need_key"):
        witness(first, key_file, name=NAME, when=1)
    signed = witness(first, key_file, name=NAME, when=1, ledger=KNOWN)
    public = make_key(key_file, NAME).public(COSIGNATURE_V1)
    assert public.verify(signed) == 1
    later = LEDGER.checkpoint(9).encode()
    with pytest.raises(RefusedError) as caught:
        witness(later, key_file, name=NAME, when=2)
    assert (caught.value.key, caught.value.values) == ("need_proof", {"old": 5, "new": 9})
    signed = witness(later, key_file, name=NAME, when=2, proof=proof(5, 9))
    assert public.verify(signed) == 2
    assert memory_of(key_file).read_bytes() == signed.encode()
    again = witness(later, key_file, name=NAME, when=3)
    assert public.verify(again) == 3, "the same checkpoint may be signed again"


def test_a_shorter_another_or_a_rewritten_history_is_refused(key_file: Path) -> None:
    witness(LEDGER.checkpoint(9).encode(), key_file, name=NAME, when=1, ledger=KNOWN)
    with pytest.raises(RefusedError, match="shrunk"):
        witness(LEDGER.checkpoint(5).encode(), key_file, name=NAME, when=2)
    fork = LOG_KEY.sign(Checkpoint(ORIGIN, 9, bytes(32)).note())
    with pytest.raises(RefusedError, match="fork"):
        witness(fork.encode(), key_file, name=NAME, when=2)
    rewritten = LOG_KEY.sign(Checkpoint(ORIGIN, 12, bytes(32)).note())
    with pytest.raises(RefusedError, match="fork"):
        witness(rewritten.encode(), key_file, name=NAME, when=2, proof=proof(9, 12))
    before = memory_of(key_file).read_bytes()
    with pytest.raises(LedgerError):
        witness(WITNESS_KEY.sign(LEDGER.checkpoint(12)).encode()[:50], key_file, name=NAME, when=2)
    assert memory_of(key_file).read_bytes() == before, "what was refused is not remembered"


def test_a_checkpoint_of_another_ledger_is_refused(key_file: Path) -> None:
    other = WITNESS_KEY.sign(Checkpoint(WITNESS_KEY.name, 3, bytes(32)).note())
    with pytest.raises(LedgerError, match="not signed by"):
        witness(other.encode(), key_file, name=NAME, when=1, ledger=KNOWN)
    assert not memory_of(key_file).exists()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"proof": 1}', '{"proof": ["00"]}'])
def test_what_is_no_proof_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        read_proof(text.encode())


def test_a_proof_is_read_as_the_server_gives_it() -> None:
    steps = proof(5, 9)
    document = json.dumps({"proof": [step.hex() for step in steps]}).encode()
    assert read_proof(document) == steps
