"""What checking the stored ledger finds beyond what the texts of ``ledger`` say."""

from __future__ import annotations

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "unreadable": (
            "Entri {position}: isinya tidak dapat dibaca",
            "Entry {position}: its content can not be read",
        ),
        "columns": (
            "Entri {position}: kolom {columns} dalam basis data tidak sesuai dengan isinya",
            "Entry {position}: columns {columns} in the database do not match its content",
        ),
    }
)
