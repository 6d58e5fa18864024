"""Sentences of the plan desk's ledger entries."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "data_proposed": (
            "Data versi {number} diusulkan: {errors} kesalahan, {warnings} peringatan "
            "(versi dasar: {based_on})",
            "Data version {number} proposed: {errors} errors, {warnings} warnings "
            "(version before: {based_on})",
        ),
        "data_corrected": (
            "Usulan data versi {number} diperbaiki: tersisa {errors} kesalahan, "
            "{warnings} peringatan",
            "Proposed data version {number} mended: {errors} errors, {warnings} warnings left",
        ),
        "data_accepted": (
            "Data versi {number} diterima (versi sebelumnya: {replaces})",
            "Data version {number} accepted (version before: {replaces})",
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
            "Usulan {officers} BKO: memulihkan {mended} TPS, "
            "{still_below} TPS masih di bawah doktrin",
            "{officers} reinforcements proposed: {mended} stations mended, "
            "{still_below} stay below doctrine",
        ),
        "word_edit_move_station": ("TPS dipindah", "station moved"),
        "word_edit_swap_officers": ("personel ditukar", "officers swapped"),
        "word_edit_move_officer": ("personel dipindah", "officer moved"),
        "word_edit_lock": ("keputusan dikunci", "decision locked"),
        "word_edit_unlock": ("kunci dilepas", "lock released"),
        "word_document_annex": ("lampiran surat perintah", "order annex"),
        "word_document_cards": ("kartu saku", "pocket cards"),
        "word_document_workbook": ("buku kerja", "workbook"),
        "word_document_page": ("halaman HTML", "HTML page"),
        "word_document_csv": ("tabel CSV", "CSV tables"),
        "word_document_geojson": ("peta GeoJSON", "GeoJSON map"),
        "word_document_json": ("plan.json", "plan.json"),
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
        "run_started": (
            "Skenario {number} dimulai dari data versi {data} (personel tambahan {extra_officers}, "
            "keputusan terkunci {locks}, benih {seed})",
            "Scenario {number} started from data version {data} ({extra_officers} extra officers, "
            "{locks} locked decisions, seed {seed})",
        ),
        "run_cancelled": ("Skenario {number} dibatalkan", "Scenario {number} cancelled"),
        "run_finished": (
            "Skenario {number} menjadi draf rencana {plan}: kebutuhan {need}, tersedia "
            "{available}, kurang {short}",
            "Scenario {number} became draft plan {plan}: {need} needed, {available} available, "
            "{short} short",
        ),
        "run_failed": (
            "Skenario {number} gagal ({code}); tidak ada yang disimpan",
            "Scenario {number} failed ({code}); nothing was kept",
        ),
        "plan_checked": (
            "Rencana {number} revisi {revision} diperiksa; SHA-256 {sha256}",
            "Plan {number} revision {revision} checked; SHA-256 {sha256}",
        ),
        "plan_returned": (
            "Rencana {number} revisi {revision} dikembalikan ke penyusun",
            "Plan {number} revision {revision} sent back to its editors",
        ),
        "plan_approved": (
            "Rencana {number} revisi {revision} disetujui; SHA-256 {sha256}",
            "Plan {number} revision {revision} approved; SHA-256 {sha256}",
        ),
        "plan_issued": (
            "Rencana {number} revisi {revision} terbit; SHA-256 {sha256}",
            "Plan {number} revision {revision} issued; SHA-256 {sha256}",
        ),
        "plan_withdrawn": (
            "Rencana {number} revisi {revision} ditarik",
            "Plan {number} revision {revision} withdrawn",
        ),
        "plan_revised": (
            "Draf rencana {number} dibuat dari rencana {base}",
            "Draft plan {number} made from plan {base}",
        ),
        "plan_printed": (
            "Rencana {number} revisi {revision} dicetak: {document} ({language})",
            "Plan {number} revision {revision} printed: {document} ({language})",
        ),
    }
)
