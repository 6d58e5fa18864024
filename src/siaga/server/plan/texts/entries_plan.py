"""Sentences of the plan desk's ledger entries."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "bko_proposed": (
            "Usulan {officers} BKO: memulihkan {mended} TPS, {still_below} TPS masih di bawah pola",
            "{officers} reinforcements proposed: {mended} stations mended, "
            "{still_below} stay below doctrine",
        ),
    }
)
