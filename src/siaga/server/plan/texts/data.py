"""Words of the data desk."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "title": ("Data", "Data"),
        "lead": (
            "Tabel operasi dengan semua versinya. Rencana selalu menyebut versi data yang dipakai.",
            "The operation's tables with all their versions. Every plan names the version it used.",
        ),
        "upload": ("Unggah tabel", "Upload tables"),
        "version": ("Versi", "Version"),
        "version_n": ("versi {number}", "version {number}"),
        "version_title": ("Data versi {number}", "Data version {number}"),
        "state": ("Keadaan", "State"),
        "note": ("Catatan", "Note"),
        "who": ("Oleh", "By"),
        "changed": ("Perubahan", "Changes"),
        "in_force": ("Berlaku", "In force"),
        "proposed": ("Diusulkan", "Proposed"),
        "accepted": ("Diterima", "Accepted"),
        "discarded": ("Dibuang", "Discarded"),
        "none": ("Belum ada data", "No data yet"),
        "none_lead": (
            "Unggah tabel TPS, personel dan pangkalan. Sebelum diterima, semuanya diperiksa dan "
            "ditunjukkan dulu.",
            "Upload the tables of stations, officers and bases. Everything is checked and shown "
            "before it is accepted.",
        ),
        "none_reader": (
            "Bag Ops belum mengunggah data operasi ini.",
            "The planning staff have not uploaded this operation's data yet.",
        ),
        "compare": ("Bandingkan", "Compare"),
        "compare_title": ("Bandingkan dua versi", "Compare two versions"),
        "from": ("Dari", "From"),
        "to": ("Ke", "To"),
        "download": ("Unduh folder (ZIP)", "Download the folder (ZIP)"),
        "download_short": ("Unduh", "Download"),
        "page_of": ("Halaman {page} dari {pages}", "Page {page} of {pages}"),
        "previous": ("Sebelumnya", "Previous"),
        "next": ("Berikutnya", "Next"),
        "stations": ("TPS", "Stations"),
        "voters": ("Pemilih", "Voters"),
        "officers": ("Personel", "Officers"),
        "n_available": ("{count} siap ditugaskan", "{count} available"),
        "bases": ("Pangkalan", "Bases"),
        "indicators": ("Indikator", "Indicators"),
        "n_errors": ("{count} kesalahan", "{count} errors"),
        "n_added": ("{count} baru", "{count} added"),
        "n_changed": ("{count} berubah", "{count} changed"),
        "n_gone": ("{count} hilang", "{count} gone"),
        # Sending
        "upload_title": ("Unggah tabel operasi", "Upload the operation's tables"),
        "upload_lead": (
            "Satu tabel, beberapa, seluruh folder sebagai ZIP, atau satu buku kerja. Tidak ada "
            "yang berubah sebelum diterima.",
            "One table, several, the whole folder as a ZIP, or one workbook. Nothing changes "
            "before it is accepted.",
        ),
        "drop_here": ("Taruh berkas di sini", "Drop files here"),
        "drop_limits": (
            "XLSX, CSV, operation.toml, areas.geojson, jaringan jalan (OSM PBF, GraphML) atau ZIP; "
            "bersama-sama sampai {limit} MB. Isi berkas yang menentukan, bukan namanya.",
            "XLSX, CSV, operation.toml, areas.geojson, road networks (OSM PBF, GraphML) or ZIP; "
            "{limit} MB in all. What a file holds decides, not its name.",
        ),
        "choose_files": ("Pilih berkas", "Choose files"),
        "check": ("Periksa berkas", "Check the files"),
        "sending": ("Mengirim", "Sending"),
        "note_label": ("Catatan untuk versi ini", "Note for this version"),
        "note_help": (
            "Misalnya: DPT hasil perbaikan KPU 20 November. Jangan menulis nama orang.",
            "For example: voter list as corrected by KPU on 20 November. Do not write names.",
        ),
        "refused": ("Berkas tidak diterima", "The files were not taken"),
        "refused_lead": (
            "Tidak ada yang disimpan. Perbaiki, lalu kirim lagi.",
            "Nothing was kept. Mend it and send again.",
        ),
        "carried": (
            "Yang tidak dikirim tetap seperti versi {number}",
            "What is not sent stays as in version {number}",
        ),
        "carried_lead": (
            "Tandai yang harus hilang dari versi baru.",
            "Tick what shall be gone from the new version.",
        ),
        "remove": ("Hilangkan", "Remove"),
        "templates": ("Templat", "Templates"),
        "templates_lead": (
            "Contoh terisi dengan judul kolom, daftar pilihan dan penjelasan.",
            "Filled-in examples with headers, choices and explanations.",
        ),
        "template_isian": ("Semua tabel dalam satu buku kerja", "All tables in one workbook"),
        "template_stations": ("TPS", "Stations"),
        "template_officers": ("Personel", "Officers"),
        "template_bases": ("Pangkalan", "Bases"),
        "template_indicators": ("Indikator kerawanan", "Vulnerability indicators"),
        "template_measured": ("Waktu tempuh terukur", "Measured travel times"),
        "template_operation": ("Pengaturan operasi", "Settings of the operation"),
        "template_areas": ("Batas wilayah", "Outlines"),
        "content_settings": ("Pengaturan", "Settings"),
        "content_areas": ("Batas wilayah", "Outlines"),
        "content_stations": ("TPS", "Stations"),
        "content_officers": ("Personel", "Officers"),
        "content_bases": ("Pangkalan", "Bases"),
        "content_indicators": ("Indikator", "Indicators"),
        "content_travel_measured": ("Waktu tempuh terukur", "Measured times"),
        "content_measured": ("Waktu tempuh terukur", "Measured times"),
        "content_network": ("Jaringan jalan dan sungai", "Road and river network"),
        "size": ("Ukuran", "Size"),
        "file": ("Berkas", "File"),
        "holds": ("Isi", "Holds"),
        "sent_as": ("Dikirim sebagai", "Sent as"),
        # Dry run
        "verdict_errors": (
            "{count} kesalahan: belum dapat diterima",
            "{count} errors: can not be accepted yet",
        ),
        "verdict_errors_lead": (
            "Perbaiki di kisi di bawah lalu periksa lagi, atau perbaiki berkasnya dan unggah lagi.",
            "Mend them in the grid below and check again, or mend the file and upload it anew.",
        ),
        "verdict_warnings": (
            "Dapat diterima; {count} peringatan patut dilihat",
            "Can be accepted; {count} warnings are worth a look",
        ),
        "verdict_clean": ("Dapat diterima, tanpa catatan", "Can be accepted, nothing to note"),
        "verdict_lead": (
            "Diterima sebagai satu kesatuan, atau tidak sama sekali.",
            "Accepted as a whole, or not at all.",
        ),
        "waits": (
            "Menunggu keputusan Bag Ops.",
            "Waits for the planning staff to decide.",
        ),
        "outdated": (
            "Versi {number} diterima sesudah unggahan ini disusun",
            "Version {number} was accepted after this upload was put together",
        ),
        "outdated_lead": (
            "Supaya perubahan di sana tidak tertimpa, susun ulang berkas Anda di atas versi "
            "{number}. Usulan ini tetap ada.",
            "So that what changed there is not overwritten, put your files over version {number}. "
            "This proposal stays.",
        ),
        "outdated_first": (
            "Susun ulang di atas versi {number}",
            "Put over version {number}",
        ),
        "tab_problems": ("Masalah", "Problems"),
        "tab_changes": ("Yang berubah", "What changes"),
        "tab_files": ("Berkas", "Files"),
        "accept": ("Terima versi ini", "Accept this version"),
        "accept_consequence": (
            "Mulai sekarang semua skenario baru memakai versi ini. Rencana yang sudah ada tetap "
            "memakai datanya sendiri. Tercatat di buku jurnal atas nama Anda.",
            "From now on every new scenario uses this version. Plans already made keep their own "
            "data. It is put on the ledger in your name.",
        ),
        "discard": ("Buang", "Discard"),
        "discard_consequence": (
            "Berkas usulan ini dihapus dari server dan tidak dapat dikembalikan. Data yang berlaku "
            "tidak berubah.",
            "The files of this proposal are deleted from the server and can not be brought back. "
            "The data in force do not change.",
        ),
        "cancel": ("Batal", "Cancel"),
        "restore": ("Pulihkan sebagai versi baru", "Restore as a new version"),
        "restore_consequence": (
            "Isi versi {number} diusulkan sebagai versi baru. Anda melihat dulu apa yang berubah "
            "sebelum menerimanya.",
            "What version {number} holds is proposed as a new version. You see what changes before "
            "you accept it.",
        ),
        "restored_from": ("Dipulihkan dari versi {number}", "Restored from version {number}"),
        "elsewhere": ("Di luar tabel", "Outside the tables"),
        "elsewhere_more": ("dan {count} lagi", "and {count} more"),
        "left_out": (
            "Hanya {count} masalah pertama disimpan. Perbaiki yang ini dulu, lalu periksa lagi.",
            "Only the first {count} problems are kept. Mend these first, then check again.",
        ),
        "whole_sheet": ("Tentang seluruh lembar", "About the whole sheet"),
        "hidden_problems": (
            "{count} masalah ada di tabel personel, yang tidak ditampilkan untuk peran Anda.",
            "{count} problems are in the table of officers, which is not shown to your role.",
        ),
        "no_problems": ("Tidak ada masalah di lembar ini", "No problem in this sheet"),
        "row": ("Baris", "Row"),
        "go_row": ("Buka baris", "Open row"),
        "go": ("Buka", "Open"),
        "check_again": ("Periksa lagi", "Check again"),
        "back_to_problems": ("Kembali ke masalah", "Back to the problems"),
        "grid_help": (
            "Sel bermasalah dapat diisi langsung. Baris lain: buka dengan nomornya.",
            "Cells with a problem can be filled in here. Other rows: open them by number.",
        ),
        "all_columns": ("Tampilkan {count} kolom lain", "Show {count} more columns"),
        "cell_label": ("Baris {row}, kolom {column}", "Row {row}, column {column}"),
        "edit_row": ("Ubah baris ini", "Edit this row"),
        "gap": ("…", "…"),
        "unsaved": (
            "Isian di kisi belum diperiksa. Tinggalkan halaman?",
            "What you typed has not been checked. Leave the page?",
        ),
        "mended": (
            "{count} sel diperbaiki; tersisa {errors} kesalahan.",
            "{count} cells mended; {errors} errors left.",
        ),
        "mended_all": (
            "{count} sel diperbaiki; tidak ada kesalahan lagi.",
            "{count} cells mended; no errors left.",
        ),
        "nothing_typed": (
            "Tidak ada sel yang diubah.",
            "No cell was changed.",
        ),
        "accepted_now": (
            "Data versi {number} berlaku sekarang.",
            "Data version {number} is in force now.",
        ),
        "discarded_now": ("Usulan versi {number} dibuang.", "Proposal {number} was discarded."),
        "first": ("Versi pertama: semuanya baru.", "The first version: everything is new."),
        "against": ("Terhadap versi {number}", "Against version {number}"),
        "no_changes": ("Tidak ada yang berubah", "Nothing changes"),
        "no_changes_lead": (
            "Isi kedua versi sama, walaupun berkasnya mungkin berbeda.",
            "Both versions hold the same, though their files may differ.",
        ),
        "no_difference": (
            "Perubahan baru dapat ditunjukkan setelah kesalahan diperbaiki.",
            "What changes can be shown once the errors are mended.",
        ),
        "discarded_lead": (
            "Dibuang; berkasnya sudah dihapus.",
            "Discarded; its files have been deleted.",
        ),
        "what": ("Apa", "What"),
        "key": ("Kode", "Code"),
        "name": ("Nama", "Name"),
        "old_new": ("Sebelum dan sesudah", "Before and after"),
        "kind_added": ("baru", "added"),
        "kind_changed": ("berubah", "changed"),
        "kind_gone": ("hilang", "gone"),
        "unchanged": ("{count} tetap", "{count} unchanged"),
        "field_count": ("{field}: {count} baris", "{field}: {count} rows"),
        "people_hidden": (
            "Perubahan personel tidak ditampilkan untuk peran Anda.",
            "Changes of officers are not shown to your role.",
        ),
        "received": ("Diterima dari kiriman", "Taken from the upload"),
        "kept": ("Dibawa dari versi {number}", "Carried over from version {number}"),
        "gone_files": ("Tidak lagi ada", "No longer there"),
        "uploaded_by": ("Diunggah", "Uploaded"),
        "decided_by": ("Diputuskan", "Decided"),
        "based_on": ("Versi dasar", "Version before"),
        "see_stations": ("Daftar TPS", "List of stations"),
        "see_officers": ("Daftar personel", "List of officers"),
        # Conflicts
        "conflict_changed": (
            "Usulan ini diperbaiki orang lain sejak halaman Anda dibuka. Yang Anda kirim belum "
            "disimpan; di bawah ini keadaannya sekarang.",
            "Somebody mended this proposal since your page was opened. What you sent was not "
            "kept; below is how it is now.",
        ),
        "conflict_outdated": (
            "Versi lain diterima lebih dulu. Tidak ada yang berubah; susun ulang di atasnya.",
            "Another version was accepted first. Nothing changed; put yours over that version.",
        ),
        "conflict_has_errors": (
            "Masih ada kesalahan, jadi belum dapat diterima.",
            "There are still errors, so it can not be accepted.",
        ),
        "conflict_already_accepted": (
            "Versi ini sudah diterima; tidak ada yang berubah lagi.",
            "This version was accepted already; nothing changed.",
        ),
        "conflict_already_discarded": (
            "Usulan ini sudah dibuang; tidak ada yang berubah lagi.",
            "This proposal was discarded already; nothing changed.",
        ),
        "conflict_gone": ("Usulan ini tidak ada lagi.", "This proposal is no longer there."),
        # Lists
        "stations_title": ("TPS, data versi {number}", "Stations, data version {number}"),
        "officers_title": ("Personel, data versi {number}", "Officers, data version {number}"),
        "search": ("Cari", "Search"),
        "search_stations": ("Kode, nama, desa, kecamatan", "Code, name, village, district"),
        "search_officers": ("NRP atau nama", "NRP or name"),
        "all": ("Semua", "All"),
        "filter": ("Tampilkan", "Show"),
        "clear": ("Hapus saringan", "Clear"),
        "filter_district": ("Kecamatan", "District"),
        "filter_access": ("Akses", "Access"),
        "filter_unit": ("Satuan", "Unit"),
        "filter_rank": ("Pangkat", "Rank"),
        "filter_origin": ("Asal", "Origin"),
        "filter_available": ("Tersedia", "Available"),
        "n_stations": ("{count} TPS, {voters} pemilih", "{count} stations, {voters} voters"),
        "n_officers": (
            "{count} personel, {available} siap",
            "{count} officers, {available} available",
        ),
        "none_match": ("Tidak ada yang cocok", "Nothing matches"),
        "none_match_lead": ("Ubah atau hapus saringan.", "Change or clear the filters."),
        "export_csv": ("CSV", "CSV"),
        "export_xlsx": ("XLSX", "XLSX"),
        "yes": ("ya", "yes"),
        "no": ("tidak", "no"),
        # Erasing
        "erase": ("Hapus data pribadi", "Erase personal data"),
        "erase_title": ("Hapus data pribadi {code}", "Erase personal data of {code}"),
        "erase_what": (
            "Nama, jenis kelamin, desa asal, keahlian dan telepon dikosongkan di semua versi data "
            "dan di semua berkas yang tersimpan; kolom lain yang tidak dibaca juga.",
            "Name, sex, home village, skills and phone are emptied in every data version and every "
            "stored file; columns that are not read as well.",
        ),
        "erase_stays": (
            "NRP, pangkat dan satuan tetap ada, supaya rencana yang sudah terbit tetap dapat "
            "dipertanggungjawabkan. Buku jurnal tetap sah: ia hanya memuat segel, bukan datanya.",
            "NRP, rank and unit stay, so that an issued plan remains accountable. The ledger stays "
            "valid: it holds a seal and not the data.",
        ),
        "erase_final": ("Ini tidak dapat dibatalkan.", "This can not be undone."),
        "erase_in": ("Tercatat di versi", "Listed in versions"),
        "erase_reason": ("Alasan", "Reason"),
        "erase_reason_help": (
            "Misalnya: permintaan yang bersangkutan, 3 Desember.",
            "For example: at the person's request, 3 December.",
        ),
        "erase_confirm": ("Ketik NRP untuk memastikan", "Type the NRP to make sure"),
        "erase_incomplete": (
            "Tulis alasan, dan ketik NRP persis seperti di atas.",
            "Write the reason, and type the NRP exactly as above.",
        ),
        "erase_already": (
            "Data pribadi ini sudah dihapus.",
            "These personal data have been erased.",
        ),
        "erase_conflict": (
            "Data berubah sementara penghapusan disiapkan. Tidak ada yang dihapus; ulangi.",
            "Data changed while the erasure was prepared. Nothing was erased; try again.",
        ),
        "erased_now": (
            "Data pribadi dihapus dari {count} versi.",
            "Personal data were erased from {count} versions.",
        ),
    }
)
