"""Sentences of prints."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "title": ("Cetak dan unduh", "Print and download"),
        "lead": (
            "Setiap halaman memuat nomor rencana, revisi, keadaan, dan letaknya di buku jurnal.",
            "Every page carries the plan's number, revision, state and place in the ledger.",
        ),
        "marked": (
            "Rencana ini bukan perintah yang berlaku: setiap halaman bertanda {mark}",
            "This plan is not the order in force: every page is marked {mark}",
        ),
        "marked_text": (
            "Cetak lagi setelah rencana terbit; tanda itu hilang.",
            "Print again once the plan is issued; the mark is gone then.",
        ),
        "issued": ("Rencana terbit: cetakan ini perintah", "Issued: these prints are the order"),
        "document": ("Dokumen", "Document"),
        "holds": ("Isi", "Content"),
        "language_id": ("Indonesia", "Indonesian"),
        "language_en": ("Inggris", "English"),
        "make": ("Buat", "Make"),
        "again": ("Buat lagi", "Make again"),
        "download": ("Unduh", "Download"),
        "under_way": ("Sedang dibuat", "Being made"),
        "made": ("dibuat {when}", "made {when}"),
        "people": (
            "Memuat nama dan telepon personel: untuk keperluan dinas.",
            "Holds names and phone numbers of officers: for service use.",
        ),
        "kind_annex": ("Lampiran surat perintah", "Annex of the order"),
        "kind_cards": ("Kartu saku personel", "Officers' pocket cards"),
        "kind_workbook": ("Buku kerja Excel", "Excel workbook"),
        "kind_page": ("Halaman HTML", "HTML page"),
        "kind_csv": ("Tabel CSV", "CSV tables"),
        "kind_geojson": ("Peta GeoJSON", "GeoJSON map"),
        "kind_json": ("plan.json", "plan.json"),
        "about_annex": (
            "PDF A4: kekuatan, peta tiap kecamatan, daftar pos dengan personel, pengendalian.",
            "PDF A4: force, a map of each district, posts with their officers, supervision.",
        ),
        "about_cards": (
            "PDF, empat kartu selembar: tempat tugas, rekan, atasan, yang boleh dan tidak.",
            "PDF, four to a sheet: place, partner, commander, what may and may not be done.",
        ),
        "about_workbook": (
            "Semua tabel rencana, siap disaring dan dicetak.",
            "All tables of the plan, ready to filter and print.",
        ),
        "about_page": (
            "Satu berkas dengan peta dan grafik, terbuka tanpa internet.",
            "One file with map and charts; opens without internet.",
        ),
        "about_csv": ("Tabel yang sama sebagai ZIP.", "The same tables as a ZIP."),
        "about_geojson": (
            "TPS, pos, dan pangkalan untuk QGIS dan peta lain.",
            "Stations, posts and bases for QGIS and other maps.",
        ),
        "about_json": (
            "Rencana untuk mesin, tanpa nama; SHA-256 berkas ini yang tercatat di buku jurnal.",
            "The plan for machines, without names; the ledger carries this file's SHA-256.",
        ),
        "file_plan": ("rencana", "plan"),
        "file_draft": ("bukan-perintah", "not-an-order"),
        "file_annex": ("lampiran-sprin", "order-annex"),
        "file_cards": ("kartu", "cards"),
        "file_workbook": ("tabel", "tables"),
        "file_page": ("halaman", "page"),
        "file_csv": ("csv", "csv"),
        "file_geojson": ("peta", "map"),
        "file_json": ("plan", "plan"),
        "stamp_file": ("rencana.txt", "plan.txt"),
        "mark_draft": ("DRAF", "DRAFT"),
        "mark_superseded": ("DIGANTIKAN", "SUPERSEDED"),
        "mark_withdrawn": ("DITARIK", "WITHDRAWN"),
        "stamp_plan": (
            "Rencana {number} · revisi {revision}",
            "Plan {number} · revision {revision}",
        ),
        "stamp_ledger": ("jurnal {position}", "ledger {position}"),
        "stamp_checkpoint": ("titik periksa {size} {root}", "checkpoint {size} {root}"),
        "stamp_printed": ("dicetak {day} {clock}", "printed {day} {clock}"),
        "no_worker": (
            "Tidak ada pekerja yang membuat cetakan; permintaan tetap dalam antrean. Minta admin "
            "menjalankan ulang siaga serve.",
            "No worker is there to print; requests stay queued. Ask the administrator to restart "
            "siaga serve.",
        ),
        "failed_damaged": (
            "Data atau rencana tidak dapat dibaca lagi. Minta admin memulihkan cadangan.",
            "Data or plan can no longer be read. Ask the administrator to restore a backup.",
        ),
        "failed_disk": (
            "Server tidak dapat menulis berkas. Minta admin mengosongkan ruang disk, lalu ulangi.",
            "The server could not write the file. Ask the administrator to free disk space, then "
            "try again.",
        ),
        "failed_database": (
            "Dokumen tidak dapat disimpan. Minta admin memeriksa basis data, lalu ulangi.",
            "The document could not be stored. Ask the administrator to look at the database, "
            "then try again.",
        ),
        "failed_broken": (
            "Dokumen tidak dapat dibuat karena kesalahan program. Ulangi; bila terulang, minta "
            "admin mengirim catatan server kepada pengembang.",
            "The document could not be made for a fault of the program. Try again; if it happens "
            "again, ask the administrator to send the server's log to the developers.",
        ),
        "failed_attempts": (
            "Pembuatan dokumen tiga kali terputus bersama server. Minta admin memeriksa memori.",
            "Making the document was cut off together with the server three times. Ask the "
            "administrator to look at memory.",
        ),
    }
)
