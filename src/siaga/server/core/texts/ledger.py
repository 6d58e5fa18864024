"""Sentences of the ledger's pages."""

from __future__ import annotations

from siaga.model.language import Catalog

TEXTS = Catalog(
    {
        "no_guard": (
            "Basis data tidak lagi menjaga jurnal: pemicu {name} hilang; jalankan siaga migrate",
            "The database no longer guards the ledger: trigger {name} is gone; run siaga migrate",
        ),
        "bad_order": (
            "Entri {expected} hilang; sesudahnya langsung posisi {position}",
            "Entry {expected} is missing; position {position} follows",
        ),
        "bad_leaf": (
            "Entri {position}: isinya tidak sesuai dengan hash-nya",
            "Entry {position}: its content does not match its hash",
        ),
        "bad_note": (
            "Titik periksa pada {size} entri tidak sah: {what}",
            "The checkpoint at {size} entries is not valid: {what}",
        ),
        "bad_root": (
            "Titik periksa pada {size} entri tidak sesuai dengan entri yang ada",
            "The checkpoint at {size} entries does not match the entries that are there",
        ),
        "lost_entries": (
            "Titik periksa mencakup {size} entri, tetapi hanya ada {found}",
            "A checkpoint covers {size} entries, but there are only {found}",
        ),
        "bad_tile": (
            "Ubin {tile} tidak sesuai dengan entri yang ada",
            "Tile {tile} does not match the entries that are there",
        ),
    }
)
