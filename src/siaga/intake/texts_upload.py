"""Sentences about files that were sent: what was refused, and what to send instead."""

from __future__ import annotations

from typing import Final

UPLOAD: Final[dict[str, tuple[str, str, str, str]]] = {
    "upload.nothing": (
        "tidak ada berkas yang diterima",
        "no file was received",
        "pilih paling sedikit satu berkas, lalu kirim lagi",
        "choose at least one file and send again",
    ),
    "upload.too_many": (
        "{count} berkas sekaligus, lebih dari batas {limit}",
        "{count} files at once, more than the limit of {limit}",
        "kirim hanya berkas folder operasi: operation.toml, areas.geojson, tabel dan folder travel",
        "send only the operation folder: operation.toml, areas.geojson, the tables and travel",
    ),
    "upload.too_large": (
        "kiriman ini {size} MB, lebih besar dari batas {limit} MB",
        "this upload has {size} MB, more than the limit of {limit} MB",
        "kirim berkasnya satu per satu, tanpa gambar dan lembar yang tidak perlu",
        "send the files one by one, without pictures and sheets that are not needed",
    ),
    "upload.zip_bomb": (
        "isi arsip membengkak melebihi batas {limit} MB saat dibuka; tidak dibaca",
        "the archive swells to more than the limit of {limit} MB when unpacked; it was not read",
        "jangan buka arsip ini bila asalnya tidak jelas; bila milik sendiri, kirim berkasnya "
        "tanpa arsip",
        "do not open this archive if you do not know where it comes from; if it is yours, send "
        "its files without an archive",
    ),
    "upload.zip_broken": (
        "arsip rusak atau terpotong dan tidak dapat dibuka",
        "the archive is broken or cut off and can not be opened",
        "buat arsipnya sekali lagi, atau kirim berkasnya tanpa arsip",
        "make the archive again, or send its files without an archive",
    ),
    "upload.zip_locked": (
        "arsip terkunci dengan kata sandi",
        "the archive is locked with a password",
        "buat arsip tanpa kata sandi; sambungan ke server ini sudah terenkripsi",
        "make an archive without a password; the connection to this server is encrypted",
    ),
    "upload.zip_path": (
        "arsip berisi nama berkas yang menunjuk ke luar folder: {name}",
        "the archive holds a file name that points outside its folder: {name}",
        "jangan pakai arsip ini; kirim berkasnya satu per satu",
        "do not use this archive; send its files one by one",
    ),
    "upload.zip_link": (
        "arsip berisi tautan, bukan berkas: {name}",
        "the archive holds a link and not a file: {name}",
        "ganti tautan itu dengan berkasnya sendiri",
        "put the file itself in place of the link",
    ),
    "upload.zip_nested": (
        "arsip di dalam arsip tidak dibuka: {name}",
        "an archive inside an archive is not opened: {name}",
        "keluarkan isinya, lalu buat satu arsip saja",
        "take its content out and make one archive only",
    ),
    "upload.macro": (
        "buku kerja ini membawa makro (program)",
        "this workbook carries macros (a program)",
        "simpan dari Excel sebagai Buku Kerja Excel (.xlsx), tanpa makro",
        "save it from Excel as Excel Workbook (.xlsx), without macros",
    ),
    "upload.office": (
        "jenis dokumen ini tidak dibaca: {kind}",
        "this kind of document is not read: {kind}",
        "simpan tabelnya sebagai .xlsx atau .csv",
        "save the table as .xlsx or .csv",
    ),
    "upload.kind": (
        "isi berkas ini ({kind}) bukan tabel, pengaturan, batas wilayah atau jaringan jalan",
        "this file ({kind}) is no table, settings, outlines or road network",
        "kirim tabel .xlsx atau .csv, operation.toml, areas.geojson, atau jaringan .osm.pbf",
        "send tables as .xlsx or .csv, operation.toml, areas.geojson, or a network as .osm.pbf",
    ),
    "upload.table_unknown": (
        "tidak diketahui tabel apa ini: judul kolomnya tidak cocok dengan tabel mana pun",
        "it can not be told which table this is: its headers fit none",
        "pakai judul kolom dari templat, atau beri nama berkas menurut isinya: stations, officers, "
        "bases, indicators atau measured",
        "use the headers of the template, or name the file by what it holds: stations, officers, "
        "bases, indicators or measured",
    ),
    "upload.twice": (
        "isi yang sama dikirim dua kali ({content}); yang pertama ada di {first}",
        "the same content was sent twice ({content}); the first is in {first}",
        "kirim salah satu saja",
        "send only one of the two",
    ),
    "upload.other_name": (
        "nama berkas menunjuk tabel {named}, tetapi judul kolomnya milik tabel {table}; dibaca "
        "sebagai {table}",
        "the file's name says {named}, but its headers are those of {table}; read as {table}",
        "periksa apakah berkasnya tidak tertukar",
        "check that files were not mixed up",
    ),
    "upload.sheet_unused": (
        "lembar {sheet} tidak berisi tabel yang dikenal dan tidak dipakai",
        "the sheet {sheet} holds no table that is known and is not used",
        "biarkan bila memang hanya catatan",
        "leave it if it only holds notes",
    ),
    "upload.not_taken": (
        "berkas ini bukan masukan rencana dan tidak disimpan",
        "this file is no input of a plan and is not kept",
        "biarkan, atau keluarkan dari arsip",
        "leave it, or take it out of the archive",
    ),
    "upload.vote_count": (
        "buku kerja ini berisi perolehan suara ({name}); polisi tidak mencatat hasil penghitungan "
        "suara (STR/404/VI/OPS.1.3/2018)",
        "this workbook holds vote counts ({name}); police do not record votes "
        "(STR/404/VI/OPS.1.3/2018)",
        "hapus lembar atau kolom itu dari berkas",
        "delete that sheet or column from the file",
    ),
    "upload.other_region": (
        "operation.toml ini untuk wilayah {found}, sedangkan operasi ini untuk wilayah {wanted}",
        "this operation.toml is for region {found}, while this operation is for region {wanted}",
        "periksa apakah berkasnya milik operasi lain",
        "check that the file is not that of another operation",
    ),
    "upload.long_code": (
        "kode {code} lebih panjang dari {limit} huruf",
        "the code {code} is longer than {limit} characters",
        "pakai kode yang lebih pendek",
        "use a shorter code",
    ),
    "upload.people": (
        "tabel personel tidak diterima dari peran Anda",
        "the table of officers is not taken from your role",
        "kirim tabel lain saja; personel diunggah oleh Bag Ops",
        "send the other tables; officers are uploaded by the planning staff",
    ),
    "upload.no_space": (
        "server kehabisan tempat, jadi tidak ada yang disimpan",
        "the server has run out of space, so nothing was kept",
        "coba lagi nanti dan beri tahu admin sistem: siaga doctor menunjukkan sisa tempat",
        "try again later and tell the administrator: siaga doctor shows what space is left",
    ),
    "upload.source_changed": (
        "berkas versi {number} berubah sementara kiriman ini diperiksa (data seseorang dihapus)",
        "files of version {number} changed while this upload was checked (a person was erased)",
        "kirim sekali lagi",
        "send once more",
    ),
}
