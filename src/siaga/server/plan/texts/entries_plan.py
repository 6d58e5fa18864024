"""Sentences of the plan desk's ledger entries."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "data_proposed": (
            "Data versi {number} diusulkan (di atas versi {based_on}): {errors} kesalahan, "
            "{warnings} peringatan",
            "Data version {number} proposed (over version {based_on}): {errors} errors, "
            "{warnings} warnings",
        ),
        "data_corrected": (
            "Usulan data versi {number} diperbaiki: tersisa {errors} kesalahan, "
            "{warnings} peringatan",
            "Proposed data version {number} mended: {errors} errors, {warnings} warnings left",
        ),
        "data_accepted": (
            "Data versi {number} diterima, menggantikan versi {replaces}",
            "Data version {number} accepted, in place of version {replaces}",
        ),
        "data_discarded": (
            "Usulan data versi {number} dibuang; berkasnya dihapus",
            "Proposed data version {number} discarded; its files were deleted",
        ),
        "data_erased": (
            "Data pribadi seorang personel dihapus dari data versi {versions} ({files} berkas)",
            "Personal data of an officer erased from data versions {versions} ({files} files)",
        ),
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
