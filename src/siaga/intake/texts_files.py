"""Sentences about folders, files, sheets, headers and rows."""

from __future__ import annotations

from typing import Final

FILES: Final[dict[str, tuple[str, str, str, str]]] = {
    "folder.missing": (
        "folder operasi tidak ada",
        "the operation folder does not exist",
        "periksa namanya, atau buat dengan: siaga new NAMA",
        "check its name, or make one with: siaga new NAME",
    ),
    "folder.is_file": (
        "ini berkas, bukan folder operasi",
        "this is a file and not an operation folder",
        "sebutkan folder yang berisi operation.toml",
        "name the folder that holds operation.toml",
    ),
    "folder.not_empty": (
        "folder sudah berisi berkas",
        "the folder already holds files",
        "pilih nama folder yang belum ada",
        "choose a name that is not there yet",
    ),
    "folder.in_the_way": (
        "sudah ada berkas dengan nama ini",
        "there is a file of this name",
        "pilih nama folder yang belum ada",
        "choose a name that is not there yet",
    ),
    "file.missing_settings": (
        "berkas operation.toml tidak ada",
        "operation.toml is missing",
        "buat contoh dengan siaga new lalu salin operation.toml dari sana",
        "make an example with siaga new and copy operation.toml from there",
    ),
    "file.missing": (
        "tabel {table} tidak ada",
        "the table {table} is missing",
        "tambahkan {table}.csv atau {table}.xlsx, atau isi lembarnya di isian.xlsx",
        "add {table}.csv or {table}.xlsx, or fill in its sheet of isian.xlsx",
    ),
    "file.other_ending": (
        "jenis berkas ini tidak dibaca",
        "this kind of file is not read",
        "simpan sebagai {table}.xlsx atau {table}.csv",
        "save it as {table}.xlsx or {table}.csv",
    ),
    "file.both": (
        "tabel yang sama ada dua kali: {csv} dan {xlsx}",
        "the same table is there twice: {csv} and {xlsx}",
        "pindahkan salah satunya ke luar folder",
        "move one of them out of the folder",
    ),
    "file.no_areas": (
        "areas.geojson tidak ada, jadi letak TPS tidak dapat dicocokkan dengan desanya",
        "there is no areas.geojson, so stations can not be checked against their villages",
        "tambahkan batas desa dalam format GeoJSON",
        "add the village outlines as GeoJSON",
    ),
    "file.too_large": (
        "berkas {size} MB, lebih besar dari batas {limit} MB; tidak dibaca",
        "the file has {size} MB, more than the limit of {limit} MB; it was not read",
        "hapus lembar, gambar dan baris yang tidak perlu, atau bagi menjadi dua operasi",
        "delete sheets, pictures and rows that are not needed, or split it into two operations",
    ),
    "file.not_there": (
        "berkas tidak ada",
        "the file is not there",
        "periksa nama dan tempatnya",
        "check its name and place",
    ),
    "file.unreadable": (
        "berkas tidak dapat dibuka",
        "the file can not be opened",
        "tutup di program lain dan periksa izin bacanya",
        "close it elsewhere and check that it may be read",
    ),
    "file.empty": (
        "berkas kosong",
        "the file is empty",
        "isi seperti contoh dari siaga new",
        "fill it in like the example of siaga new",
    ),
    "file.not_text": (
        "isi berkas bukan teks",
        "the file does not hold text",
        "simpan ulang sebagai CSV UTF-8 atau XLSX",
        "save it again as CSV UTF-8 or as XLSX",
    ),
    "file.encoding": (
        "huruf di baris {row} bukan UTF-8; dibaca sebagai Windows-1252 (Latin-1)",
        "letters in row {row} are not UTF-8; read as Windows-1252 (Latin-1)",
        "periksa nama-nama beraksen, lalu simpan sebagai CSV UTF-8",
        "check names with accents, then save as CSV UTF-8",
    ),
    "file.really_xlsx": (
        "berkas ini sebenarnya buku kerja Excel, dan dibaca demikian",
        "this file is really an Excel workbook, and was read as one",
        "ganti akhiran namanya menjadi .xlsx",
        "change the end of its name to .xlsx",
    ),
    "file.really_csv": (
        "berkas ini sebenarnya teks (CSV), dan dibaca demikian",
        "this file is really text (CSV), and was read as such",
        "ganti akhiran namanya menjadi .csv",
        "change the end of its name to .csv",
    ),
    "file.unread": (
        "berkas ini tidak dikenal dan tidak dibaca",
        "this file is not known and was not read",
        "pindahkan ke luar folder bila memang bukan masukan",
        "move it out of the folder if it is no input",
    ),
    "file.unread_near": (
        "berkas ini tidak dikenal dan tidak dibaca",
        "this file is not known and was not read",
        "bila maksudnya {meant}, ganti namanya",
        "if {meant} is meant, rename it",
    ),
    "csv.broken": (
        "tanda kutip dibuka dan tidak ditutup, atau satu sel terlalu panjang",
        "a quotation mark is opened and never closed, or a cell is too long",
        "tutup tanda kutipnya, atau simpan ulang dari Excel sebagai CSV UTF-8",
        "close the quotation mark, or save again from Excel as CSV UTF-8",
    ),
    "xlsx.encrypted": (
        "buku kerja terkunci dengan kata sandi",
        "the workbook is locked with a password",
        "buka di Excel, hapus kata sandinya, simpan ulang",
        "open it in Excel, remove the password, save it again",
    ),
    "xlsx.old": (
        "ini buku kerja Excel lama (.xls)",
        "this is an old Excel workbook (.xls)",
        "buka di Excel dan simpan sebagai .xlsx",
        "open it in Excel and save it as .xlsx",
    ),
    "xlsx.broken": (
        "buku kerja rusak dan tidak dapat dibaca",
        "the workbook is broken and can not be read",
        "buka di Excel, perbaiki, simpan ulang sebagai .xlsx",
        "open it in Excel, repair it, save it again as .xlsx",
    ),
    "xlsx.not_workbook": (
        "berkas zip ini bukan buku kerja Excel",
        "this zip file is not an Excel workbook",
        "simpan tabelnya dari Excel sebagai .xlsx atau .csv",
        "save the table from Excel as .xlsx or .csv",
    ),
    "xlsx.bomb": (
        "isi buku kerja membengkak melebihi {limit} MB saat dibuka; tidak dibaca",
        "the workbook swells to more than {limit} MB when unpacked; it was not read",
        "jangan buka berkas ini bila asalnya tidak jelas; bila milik sendiri, salin hanya "
        "tabelnya ke buku kerja baru",
        "do not open this file if you do not know where it comes from; if it is yours, copy "
        "just the table to a new workbook",
    ),
    "xlsx.no_content": (
        "buku kerja tidak berisi apa-apa",
        "the workbook holds nothing",
        "isi lembar pertamanya",
        "fill in its first sheet",
    ),
    "sheet.chosen": (
        "buku kerja berisi beberapa lembar; tabel {table} dibaca dari lembar {sheet}",
        "the workbook has several sheets; the table {table} was read from sheet {sheet}",
        "hapus atau sembunyikan lembar lain bila bukan itu maksudnya",
        "delete or hide the others if that is not the one",
    ),
    "sheet.several": (
        "lebih dari satu lembar cocok; dibaca {sheet}, tidak dibaca {others}",
        "more than one sheet fits; {sheet} was read, {others} not",
        "gabungkan dalam satu lembar, atau hapus yang lama",
        "join them in one sheet, or delete the old ones",
    ),
    "table.too_many_rows": (
        "lebih dari {limit} baris",
        "more than {limit} rows",
        "hapus baris kosong berformat di bawah tabel (Ctrl+End menunjukkan ujungnya)",
        "delete formatted empty rows below the table (Ctrl+End shows its end)",
    ),
    "table.too_many_columns": (
        "lebih dari {limit} kolom, atau sel terisi sangat jauh dari tabel",
        "more than {limit} columns, or a cell is filled far away from the table",
        "hapus sel di luar tabel (Ctrl+End menunjukkan ujungnya)",
        "delete cells outside the table (Ctrl+End shows its end)",
    ),
    "table.no_rows": (
        "tabel {table} tidak berisi baris data",
        "the table {table} has no data rows",
        "isi di bawah baris judul kolom",
        "fill in rows below the header",
    ),
    "header.missing": (
        "baris judul kolom tabel {table} tidak ditemukan",
        "no header row of the table {table} was found",
        "tulis judul kolom: {columns}",
        "write the headers: {columns}",
    ),
    "column.missing": (
        "kolom {indonesian} ({name}) tidak ada",
        "the column {name} ({indonesian}) is missing",
        "tambahkan kolom berjudul {indonesian} atau {name}",
        "add a column headed {name} or {indonesian}",
    ),
    "column.missing_near": (
        "kolom {indonesian} ({name}) tidak ada; yang mirip: {meant}",
        "the column {name} ({indonesian}) is missing; there is something like it: {meant}",
        "bila {meant} yang dimaksud, ganti judulnya menjadi {indonesian} atau {name}",
        "if {meant} is meant, change its header to {name} or {indonesian}",
    ),
    "column.twice": (
        "dua kolom berisi {name}; kolom {first} sudah dibaca",
        "two columns hold {name}; the column {first} was read already",
        "hapus salah satu kolom",
        "delete one of the two",
    ),
    "column.unknown": (
        "kolom {name} tidak dikenal dan tidak dibaca",
        "the column {name} is not known and was not read",
        "biarkan, atau hapus bila tidak perlu",
        "leave it, or delete it if it is not needed",
    ),
    "column.unknown_near": (
        "kolom {name} tidak dikenal dan tidak dibaca",
        "the column {name} is not known and was not read",
        "bila maksudnya {meant}, ganti judulnya",
        "if {meant} is meant, change its header",
    ),
    "column.unnamed": (
        "ada isi ({value}) di kolom ke-{position} yang tidak berjudul; tidak dibaca",
        "there is content ({value}) in column number {position}, which has no header; it was "
        "not read",
        "beri judul kolom, atau hapus isinya",
        "give the column a header, or delete its content",
    ),
    "column.vote_count": (
        "kolom {name} berisi perolehan suara; polisi tidak mencatat hasil penghitungan suara "
        "(STR/404/VI/OPS.1.3/2018)",
        "the column {name} holds vote counts; police do not record votes (STR/404/VI/OPS.1.3/2018)",
        "hapus kolom ini dari berkas",
        "delete this column from the file",
    ),
    "column.sensitive": (
        "kolom {name} berisi data pribadi yang tidak boleh dipakai; tidak dibaca",
        "the column {name} holds personal data that may not be used; it was not read",
        "hapus kolom ini dari berkas",
        "delete this column from the file",
    ),
    "cells.merged": (
        "sel digabung dari baris {first} sampai {last}; isinya dipakai untuk semua baris itu",
        "cells are merged from row {first} to {last}; their content was used for all these rows",
        "pisahkan sel (Unmerge Cells) dan isi setiap baris",
        "unmerge the cells and fill in each row",
    ),
    "row.blank": (
        "{count} baris kosong di tengah tabel dilewati",
        "{count} blank rows inside the table were passed over",
        "hapus baris kosongnya",
        "delete the blank rows",
    ),
    "row.numbering": (
        "baris nomor kolom (1) (2) (3) dilewati",
        "the row of column numbers (1) (2) (3) was passed over",
        "hapus baris ini",
        "delete this row",
    ),
    "row.header_again": (
        "judul kolom terulang di tengah tabel; baris dilewati",
        "the header is repeated inside the table; the row was passed over",
        "hapus baris ini",
        "delete this row",
    ),
    "row.total": (
        "baris jumlah dilewati",
        "a totals row was passed over",
        "hapus baris ini, supaya tidak terhitung dua kali",
        "delete this row, so that nothing counts twice",
    ),
    "row.too_long": (
        "baris ini {cells} sel, padahal judulnya {headers}",
        "this row has {cells} cells where the header has {headers}",
        "mungkin ada koma desimal di CSV berpemisah koma: pakai titik koma sebagai pemisah, "
        "atau titik desimal",
        "perhaps a decimal comma in a comma-separated file: separate with semicolons, or "
        "write decimal points",
    ),
}
