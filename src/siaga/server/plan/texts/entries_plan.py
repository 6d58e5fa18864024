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
        "plan_edited": (
            "Draf rencana {number} diubah dengan tangan ({edit}, perubahan {sequence}): "
            "{hard} aturan wajib dan {soft} aturan anjuran dilanggar, {mended} dipulihkan",
            "Draft {number} changed by hand ({edit}, change {sequence}): {hard} hard and {soft} "
            "soft rules broken, {mended} mended",
        ),
        "plan_edit_undone": (
            "Perubahan {sequence} pada draf rencana {number} dibatalkan",
            "Change {sequence} of draft {number} taken back",
        ),
        "plan_edit_redone": (
            "Perubahan {sequence} pada draf rencana {number} diulangi",
            "Change {sequence} of draft {number} made again",
        ),
    }
)
