"""A small ledger outside any database: entries, checkpoints and an export of them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import overload
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from siaga.ledger import tiles, tree
from siaga.ledger.canonical import Plain
from siaga.ledger.commitment import Opening
from siaga.ledger.entry import Entry, entry_bytes
from siaga.ledger.export import Export, Line, whole, write_export
from siaga.ledger.note import COSIGNATURE_V1, Checkpoint, Note, SigningKey

ORIGIN = "polres.example/jurnal"
START = datetime(2024, 11, 26, 1, tzinfo=UTC)


def fixed_key(name: str, seed: int) -> SigningKey:
    """A key that is the same in every run."""
    return SigningKey(name, Ed25519PrivateKey.from_private_bytes(bytes([seed] * 32)))


LOG_KEY = fixed_key(ORIGIN, 1)
WITNESS_KEY = fixed_key("bawaslu.example", 2)


@overload
def make_entry(number: int) -> Entry: ...
@overload
def make_entry(
    number: int, *, personal: Mapping[str, Plain]
) -> tuple[Entry, dict[str, Opening]]: ...
def make_entry(
    number: int, *, personal: Mapping[str, Plain] | None = None
) -> Entry | tuple[Entry, dict[str, Opening]]:
    """Entry ``number``; with ``personal`` values also their openings, with fixed salts."""
    openings = {
        name: Opening(bytes([number % 256]) * 32, value) for name, value in (personal or {}).items()
    }
    entry = Entry(
        id=UUID(int=(4 << 76) | (2 << 62) | number),
        kind="plan.approved" if number % 3 else "person.added",
        who=UUID(int=77),
        role="ops_head",
        via="browser",
        agency="Polres Contoh",
        operation=f"operasi-{number % 2}",
        happened=START + timedelta(seconds=number),
        recorded=START + timedelta(seconds=number, milliseconds=20),
        object_type="plan",
        object_id=str(number),
        facts={"number": number, "note": "desa Sungai Ñ" if number % 5 == 0 else "a"},
        personal={name: opening.commitment() for name, opening in openings.items()},
    )
    return entry if personal is None else (entry, openings)


@dataclass(frozen=True)
class SmallLedger:
    """Entries with their openings, and the sizes at which checkpoints were signed."""

    entries: tuple[tuple[bytes, tuple[tuple[UUID, str, Opening], ...]], ...]
    sizes: tuple[int, ...]

    def checkpoint(self, size: int, *, cosigned: bool = False) -> Note:
        """The signed checkpoint over the first ``size`` entries."""
        builder = tiles.Builder()
        for data, _openings in self.entries[:size]:
            builder.add(tree.leaf_hash(data))
        note = LOG_KEY.sign(Checkpoint(ORIGIN, size, builder.root()).note())
        return WITNESS_KEY.cosign(note, 1_732_665_600) if cosigned else note

    def export(self, *, operation: str = "", openings: bool = True) -> bytes:
        """The export as a file."""
        shown = f'"operation":"{operation}"'.encode()
        lines = [
            whole(data, given if openings else ())
            if not operation or shown in data
            else Line(None, tree.leaf_hash(data))
            for data, given in self.entries
        ]
        notes = tuple(self.checkpoint(size, cosigned=size % 2 == 0) for size in self.sizes)
        target = io.BytesIO()
        write_export(
            Export(LOG_KEY, ORIGIN, notes, (WITNESS_KEY.public(COSIGNATURE_V1),), operation),
            lines,
            target,
        )
        return target.getvalue()


def small_ledger(count: int = 12, *, sizes: tuple[int, ...] | None = None) -> SmallLedger:
    """``count`` entries; every fourth has a reason and a name."""
    entries = []
    for number in range(count):
        if number % 4 == 0:
            values = {"name": f"Personel {number:04}", "reason": "Perahu rusak"}
            entry, openings = make_entry(number, personal=values)
            given = tuple((entry.id, name, opening) for name, opening in openings.items())
        else:
            entry, given = make_entry(number), ()
        entries.append((entry_bytes(entry), given))
    return SmallLedger(tuple(entries), sizes or (count // 2, count))
