"""Sentences about single cells: numbers, codes, dates, words."""

from __future__ import annotations

from typing import Final

_AS_TEXT: Final = (
    "format kolom sebagai Teks (Text) sebelum mengisi, lalu tulis kodenya lengkap",
    "format the column as Text before filling it in, then write the full code",
)

CELLS: Final[dict[str, tuple[str, str, str, str]]] = {
    "cell.empty": (
        "sel kosong, padahal wajib diisi",
        "the cell is empty and must not be",
        "isi, misalnya {example}",
        "fill it in, for instance {example}",
    ),
    "cell.error_value": (
        "sel berisi kesalahan Excel (#N/A, #REF! …)",
        "the cell holds an Excel error (#N/A, #REF! …)",
        "perbaiki rumusnya atau tulis nilainya",
        "mend the formula or write the value",
    ),
    "formula.no_value": (
        "sel berisi rumus yang belum dihitung",
        "the cell holds a formula that was never calculated",
        "buka di Excel dan simpan, atau tulis nilainya",
        "open and save it in Excel, or write the value",
    ),
    "formula.value_used": (
        "sel berisi rumus; dipakai nilai terakhirnya: {value}",
        "the cell holds a formula; its last value was used: {value}",
        "salin lalu tempel sebagai nilai (Paste Values)",
        "copy it and paste as values",
    ),
    "cell.not_number": (
        '"{value}" bukan angka',
        '"{value}" is not a number',
        "tulis angka saja, misalnya 12,5",
        "write just a number, for instance 12.5",
    ),
    "cell.not_number_meant": (
        '"{value}" bukan angka',
        '"{value}" is not a number',
        "tulis {meant} bila itu maksudnya",
        "write {meant} if that is meant",
    ),
    "cell.not_whole": (
        '"{value}" bukan bilangan bulat',
        '"{value}" is not a whole number',
        "tulis bilangan bulat tanpa titik dan koma, misalnya 300",
        "write a whole number without points and commas, for instance 300",
    ),
    "cell.not_whole_meant": (
        '"{value}" bukan bilangan bulat',
        '"{value}" is not a whole number',
        "tulis {meant} bila itu maksudnya",
        "write {meant} if that is meant",
    ),
    "cell.thousands": (
        '"{value}" ditulis dengan pemisah ribuan; dibaca {meant}',
        '"{value}" has a thousands separator; read as {meant}',
        "tulis {meant}",
        "write {meant}",
    ),
    "cell.too_low": (
        "{value} kurang dari {low}",
        "{value} is less than {low}",
        "tulis {low} atau lebih",
        "write {low} or more",
    ),
    "cell.outside": (
        "{value} di luar batas {low} sampai {high}",
        "{value} is outside {low} to {high}",
        "tulis nilai antara {low} dan {high}",
        "write a value between {low} and {high}",
    ),
    "degrees.not_decimal": (
        '"{value}" ditulis dalam derajat, menit, detik',
        '"{value}" is written in degrees, minutes, seconds',
        "tulis derajat desimal, misalnya -2,9784",
        "write decimal degrees, for instance -2.9784",
    ),
    "degrees.lost_point": (
        "koordinat {value} kehilangan koma desimalnya",
        "the coordinate {value} has lost its decimal point",
        "tulis {meant}, dan format kolom sebagai Teks sebelum menempel",
        "write {meant}, and format the column as Text before pasting",
    ),
    "choice.unknown": (
        '"{value}" tidak dikenal',
        '"{value}" is not known',
        "tulis salah satu: {choices}",
        "write one of: {choices}",
    ),
    "choice.unknown_near": (
        '"{value}" tidak dikenal',
        '"{value}" is not known',
        "mungkin maksudnya {meant}; pilihannya: {choices}",
        "perhaps {meant} is meant; the choices are: {choices}",
    ),
    "date.number": (
        "tanggal tersimpan sebagai angka {value}; dibaca {meant}",
        "the date is stored as the number {value}; read as {meant}",
        "tulis {meant}",
        "write {meant}",
    ),
    "date.unreadable": (
        '"{value}" bukan tanggal yang dikenal',
        '"{value}" is not a date that can be read',
        "tulis tahun-bulan-hari, misalnya 2024-11-27",
        "write year-month-day, for instance 2024-11-27",
    ),
    "phone.unreadable": (
        '"{value}" tidak tampak seperti nomor telepon',
        '"{value}" does not look like a phone number',
        "tulis angkanya saja, misalnya 081200000001",
        "write just the digits, for instance 081200000001",
    ),
    "phone.lost_zero": (
        "nomor telepon {value} kehilangan 0 di depan; dibaca {meant}",
        "the phone number {value} has lost its leading 0; read as {meant}",
        "format kolom sebagai Teks dan tulis {meant}",
        "format the column as Text and write {meant}",
    ),
    "code.scientific": (
        "kode menjadi {value}: angka-angkanya hilang",
        "the code became {value}: its digits are lost",
        _AS_TEXT[0] + ", misalnya 1607011016001",
        _AS_TEXT[1] + ", for instance 1607011016001",
    ),
    "code.digits_lost": (
        "kode {value} lebih panjang dari yang dapat disimpan sebagai angka",
        "the code {value} is longer than a number can hold",
        *_AS_TEXT,
    ),
    "code.number": (
        "kode tersimpan sebagai angka; dibaca {value}",
        "the code is stored as a number; read as {value}",
        "format kolom sebagai Teks, supaya nol di depan tidak hilang",
        "format the column as Text, so that leading zeros are not lost",
    ),
    "code.float": (
        "kode ditulis seperti angka desimal ({value}); dibaca {meant}",
        "the code is written like a decimal number ({value}); read as {meant}",
        "tulis {meant} sebagai teks",
        "write {meant} as text",
    ),
    "code.not_code": (
        '"{value}" bukan kode',
        '"{value}" is not a code',
        *_AS_TEXT,
    ),
    "code.unprintable": (
        'kode "{value}" berisi tanda yang tidak terlihat',
        'the code "{value}" holds invisible characters',
        "ketik ulang kodenya",
        "type the code again",
    ),
    "code.length": (
        "kode {value} {digits} angka, padahal yang lain {usual} angka",
        "the code {value} has {digits} digits where the others have {usual}",
        "periksa: mungkin nol di depan hilang, atau ada angka terlewat",
        "check it: a leading zero may be lost, or a digit left out",
    ),
    "area_code.wrong": (
        '"{value}" bukan kode wilayah Kemendagri',
        '"{value}" is not a Kemendagri area code',
        "tulis seperti {example}",
        "write it like {example}",
    ),
    "area_code.bps": (
        '"{value}" tampak seperti kode BPS, bukan kode Kemendagri',
        '"{value}" looks like a BPS code, not a Kemendagri one',
        "pakai kode Kemendagri, misalnya {example}",
        "use the Kemendagri code, for instance {example}",
    ),
    "area_code.lost_zero": (
        "kode {value} kehilangan nol; dibaca {meant}",
        "the code {value} has lost zeros; read as {meant}",
        "format kolom sebagai Teks dan tulis {meant}",
        "format the column as Text and write {meant}",
    ),
}
