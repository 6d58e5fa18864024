"""Sentences of the ledger's pages."""

from __future__ import annotations

from siaga.model.language import Catalog

TEXTS = Catalog(
    {
        "no_guard": (
            "Basis data tidak lagi menjaga jurnal: pemicu {name} hilang; jalankan siaga doctor",
            "The database no longer guards the ledger: trigger {name} is gone; run siaga doctor",
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
        "key_lost": (
            "Berkas kunci {path} hilang atau bukan kunci jurnal ini ({vkey}); pulihkan "
            "dari cadangan",
            "The key file {path} is gone or not this ledger's key ({vkey}); restore it "
            "from a backup",
        ),
        # --- the journal ------------------------------------------------------------------------
        "title": ("Buku jurnal", "Ledger"),
        "lead": (
            "Setiap tindakan dalam operasi ini, tercatat untuk selamanya dan dapat diperiksa siapa "
            "pun.",
            "Every action in this operation, on record for good and open to anybody's check.",
        ),
        "export": ("Ekspor untuk pemeriksa", "Export for an outsider"),
        "how_to_check": ("Cara memeriksa", "How to check"),
        "cosign": ("Ikut menandatangani", "Co-sign"),
        "filter_kind": ("Jenis", "Kind"),
        "filter_object": ("Nomor objek", "Object"),
        "filter_from": ("Sejak", "From"),
        "filter_to": ("Sampai", "To"),
        "all": ("Semua", "All"),
        "apply": ("Tampilkan", "Show"),
        "clear": ("Hapus saringan", "Clear filters"),
        "bad_filter": ("Satu saringan tidak dapat dibaca.", "One filter could not be read."),
        "bad_filter_remedy": (
            "Saringan itu diabaikan; tulis tanggal sebagai 2024-11-27.",
            "It was left out; write dates as 2024-11-27.",
        ),
        "nothing_found": ("Tidak ada entri yang cocok", "No entry matches"),
        "nothing_found_text": (
            "Longgarkan saringan, misalnya rentang tanggalnya.",
            "Widen the filters, the dates for instance.",
        ),
        "empty": ("Belum ada entri", "No entry yet"),
        "empty_text": (
            "Begitu seseorang mengunggah data atau menyusun rencana, itu tercatat di sini.",
            "As soon as somebody uploads data or makes a plan, it is on record here.",
        ),
        "pages": ("Halaman buku jurnal", "Pages of the ledger"),
        "from_to": ("{last} entri mulai jurnal {first}", "{last} entries from ledger {first} on"),
        "newer": ("Lebih baru", "Newer"),
        "older": ("Lebih lama", "Older"),
        "number": ("jurnal {number}", "ledger {number}"),
        "no_number": ("sedang diberi nomor", "being numbered"),
        "happened_at": ("terjadi", "happened"),
        "server": ("Server", "Server"),
        "erased_account": ("Akun yang dihapus", "An erased account"),
        "role_account": ("akun sendiri", "own account"),
        "role_system": ("sistem", "system"),
        "via_browser": ("lewat peramban", "in a browser"),
        "via_api": ("lewat API", "over the API"),
        "via_job": ("oleh pekerjaan latar", "by a background job"),
        "via_cli": ("lewat baris perintah", "on the command line"),
        "kind_only": ("Tindakan {kind}", "Action {kind}"),
        "yes": ("ya", "yes"),
        "no": ("tidak", "no"),
        # --- one entry --------------------------------------------------------------------------
        "proven": ("Terbukti tercatat", "Proven to be on record"),
        "proven_text": (
            "Entri {position} termasuk dalam titik periksa bertanda tangan atas {size} entri.",
            "Entry {position} is under the signed checkpoint over {size} entries.",
        ),
        "not_proven": ("Bukti tidak cocok", "The proof does not hold"),
        "not_proven_text": (
            "Basis data telah rusak atau diubah. Hubungi admin: jalankan siaga ledger verify.",
            "The database is damaged or was changed. Tell the administrator: siaga ledger verify.",
        ),
        "what": ("Yang dicatat", "What is on record"),
        "position": ("Posisi", "Position"),
        "kind": ("Jenis", "Kind"),
        "who": ("Pelaku", "Who"),
        "happened": ("Terjadi", "Happened"),
        "recorded": ("Dicatat", "Recorded"),
        "object": ("Objek", "Object"),
        "history_of_object": ("Riwayat objek ini", "History of this object"),
        "facts": ("Fakta", "Facts"),
        "personal": ("Alasan dan data pribadi", "Reason and personal data"),
        "personal_text": (
            "Jurnal hanya memuat komitmennya. Nilainya disimpan terpisah dan dapat dihapus tanpa "
            "merusak jurnal.",
            "The ledger holds only commitments. The values are kept apart and can be "
            "erased without harm to the ledger.",
        ),
        "no_personal": ("Tidak ada.", "None."),
        "reason": ("Alasan", "Reason"),
        "opens": ("cocok dengan komitmen", "matches the commitment"),
        "does_not_open": ("tidak cocok dengan komitmen", "does not match the commitment"),
        "hidden": ("tidak ditampilkan untuk peran Anda", "not shown to your role"),
        "erased": ("telah dihapus", "erased"),
        "proof": ("Bukti", "Proof"),
        "proof_text": (
            "Hash entri digabung dengan hash berikut satu per satu (RFC 6962); hasilnya akar "
            "pohon, yang ditandatangani dalam titik periksa.",
            "The entry's hash is combined with these one after the other (RFC 6962); the result is "
            "the tree's root, which the checkpoint signs.",
        ),
        "leaf": ("Hash entri", "Hash of the entry"),
        "step": ("Langkah {number}", "Step {number}"),
        "root": ("Akar", "Root"),
        "proof_json": ("Bukti sebagai JSON", "Proof as JSON"),
        "bytes": ("Isi yang di-hash, byte demi byte", "What was hashed, byte for byte"),
        "copy": ("Salin", "Copy"),
        # --- checkpoints ------------------------------------------------------------------------
        "checkpoint": ("Titik periksa terakhir", "Latest checkpoint"),
        "checkpoints": ("Titik periksa", "Checkpoints"),
        "no_checkpoint": (
            "Titik periksa pertama dibuat saat diminta.",
            "The first checkpoint is made when asked for.",
        ),
        "covers": ("Mencakup", "Covers"),
        "entries": ("Entri", "Entries"),
        "entries_word": ("entri", "entries"),
        "signed": ("Ditandatangani", "Signed"),
        "cosigned": ("Ikut menandatangani", "Co-signed by"),
        "nobody_yet": ("belum ada", "nobody yet"),
        "file": ("Berkas", "File"),
        "download_checkpoint": ("Unduh titik periksa", "Download the checkpoint"),
        "keep_it": (
            "Simpan berkas ini di luar server: dengannya siapa pun membuktikan bahwa jurnal sampai "
            "titik itu tidak ditulis ulang.",
            "Keep this file away from the server: with it anybody proves that the ledger up to "
            "this point was not rewritten.",
        ),
        # --- co-signing -------------------------------------------------------------------------
        "cosign_lead": (
            "{agency} menandatangani jurnal ini dengan kuncinya sendiri: sesudah itu tidak seorang "
            "pun dapat menunjukkan sejarah lain tanpa ketahuan.",
            "{agency} signs this ledger with a key of its own: from then on nobody can show "
            "another history unnoticed.",
        ),
        "not_taken": ("Tidak diterima", "Not taken"),
        "step_key": ("1. Kunci instansi", "1. The agency's key"),
        "your_key": ("Kunci sekarang", "Key now"),
        "no_key_yet": (
            "Instansi Anda belum mendaftarkan kunci.",
            "Your agency has not named a key yet.",
        ),
        "make_key": (
            "Buat kunci pada komputer instansi Anda; kunci pribadi tidak pernah dikirim ke sini:",
            "Make the key on your agency's own computer; the private key is never sent here:",
        ),
        "public_key": ("Kunci publik", "Public key"),
        "public_key_help": (
            "Satu baris nama+kode+base64 yang ditampilkan perintah itu.",
            "The one line name+id+base64 which that command shows.",
        ),
        "name_key": ("Daftarkan kunci", "Name this key"),
        "key_taken": ("Kunci didaftarkan.", "The key is taken."),
        "step_sign": ("2. Tanda tangani titik periksa", "2. Sign a checkpoint"),
        "sign_text": (
            "Unduh, tanda tangani pada komputer instansi Anda, lalu serahkan berkasnya.",
            "Download it, sign it on your agency's own computer, hand the file in.",
        ),
        "checkpoint_of": ("Titik periksa {size} entri", "Checkpoint of {size} entries"),
        "signed_file": ("Titik periksa yang sudah ditandatangani", "The co-signed checkpoint"),
        "signed_file_help": (
            "Berkas teks yang ditulis siaga ledger cosign.",
            "The text file that siaga ledger cosign wrote.",
        ),
        "hand_in": ("Serahkan", "Hand in"),
        "no_file": (
            "Tidak ada berkas; pilih titik periksa yang sudah ditandatangani",
            "There is no file; choose the co-signed checkpoint",
        ),
        "no_key": (
            "{agency} belum mendaftarkan kunci; daftarkan dahulu",
            "{agency} has not named its key; name it first",
        ),
        "key_kind": (
            "Ini bukan kunci untuk ikut menandatangani; buat dengan siaga ledger key",
            "This is not a key for co-signing; make one with siaga ledger key",
        ),
        "key_known": ("Kunci ini sudah terdaftar", "This key is known already"),
        "key_name_taken": (
            "Nama {name} dipakai instansi lain; buat kunci dengan nama lain",
            "The name {name} is another agency's; make a key under another name",
        ),
        "cosigned_now": (
            "Tanda tangan diterima untuk {size} entri.",
            "The signature over {size} entries is taken.",
        ),
        # --- for outsiders ----------------------------------------------------------------------
        "about_title": ("Jurnal yang dapat Anda periksa", "A ledger that you can check"),
        "about_lead": (
            "Setiap tindakan dalam perencanaan pengamanan tercatat di sini. Entri tidak dapat "
            "diubah, dihapus atau disisipkan tanpa ketahuan, juga tidak oleh kami.",
            "Every action in planning the guard is on record here. No entry can be changed, "
            "removed or put in unnoticed, not by us either.",
        ),
        "in_checkpoint": ("dalam titik periksa terakhir", "in the latest checkpoint"),
        "cosigners": ("Instansi yang ikut menandatangani", "Agencies that co-sign"),
        "check_yourself": ("Periksa sendiri", "Check it yourself"),
        "check_1": (
            "Minta ekspor jurnal dari Polres, KPU atau Bawaslu.",
            "Ask the police resort, KPU or Bawaslu for an export of the ledger.",
        ),
        "check_2": (
            "Ambil pemeriksa yang berdiri sendiri, satu berkas yang dapat dibaca siapa pun:",
            "Take the stand-alone verifier, one file that anybody can read:",
        ),
        "check_3": (
            "Jalankan pada komputer Anda sendiri:",
            "Run it on a computer of your own:",
        ),
        "check_4": (
            "Simpan titik periksa hari ini; kelak Anda membuktikan bahwa yang tercatat sampai "
            "sekarang tidak ditulis ulang:",
            "Keep today's checkpoint; later you prove that what is on record by now was not "
            "rewritten:",
        ),
        "keys": ("Kunci publik", "Public keys"),
        "own_key": ("Jurnal ini", "This ledger"),
        "keys_file": ("Semua kunci sebagai teks", "All keys as text"),
        "keys_text": (
            "Bandingkan kunci ini dengan yang diumumkan di atas kertas atau oleh instansi lain.",
            "Compare this key with the one published on paper or by another agency.",
        ),
        "not_in_it": ("Yang tidak ada di dalamnya", "What is not in it"),
        "not_in_it_text": (
            "Nama, nomor telepon dan alasan tidak ada dalam jurnal, hanya komitmennya. Halaman ini "
            "hanya memperlihatkan jumlah dan hash.",
            "Names, telephone numbers and reasons are not in the ledger, only commitments to them. "
            "This page shows nothing but counts and hashes.",
        ),
    }
)
