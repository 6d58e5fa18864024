"""Sentences of every problem intake can note: what is wrong, and what to write instead."""

from __future__ import annotations

from typing import Final

from siaga.intake.texts_cells import CELLS
from siaga.intake.texts_changes import CHANGES
from siaga.intake.texts_files import FILES
from siaga.intake.texts_places import PLACES
from siaga.intake.texts_settings import SETTINGS
from siaga.intake.texts_upload import UPLOAD
from siaga.model.language import Catalog

Sentences = dict[str, tuple[str, str, str, str]]
"""Code -> (what is wrong, in Indonesian, English; what to do, in Indonesian, English)."""

_ALL: Final[Sentences] = {**FILES, **CELLS, **PLACES, **SETTINGS, **CHANGES, **UPLOAD}

MESSAGES: Final = Catalog({code: said[:2] for code, said in _ALL.items()})
REMEDIES: Final = Catalog({code: said[2:] for code, said in _ALL.items()})

CODES: Final = tuple(_ALL)
"""Every code, in the order of the documentation."""

SUMMARY: Final = Catalog(
    {
        "head.error": ("Kesalahan ({count}):", "Errors ({count}):"),
        "head.warning": ("Peringatan ({count}):", "Warnings ({count}):"),
        "more_rows": (
            "dan {count} lagi yang sama, baris {rows}",
            "and {count} more like it, rows {rows}",
        ),
        "more": ("dan {count} lagi yang sama", "and {count} more like it"),
        "errors": (
            "Kesalahan: {errors}, peringatan: {warnings}. Rencana belum dapat dibuat.",
            "Errors: {errors}, warnings: {warnings}. No plan can be made yet.",
        ),
        "warnings": (
            "Kesalahan: 0, peringatan: {warnings}. Rencana dapat dibuat.",
            "Errors: 0, warnings: {warnings}. A plan can be made.",
        ),
        "clean": (
            "Tidak ada kesalahan dan tidak ada peringatan. Rencana dapat dibuat.",
            "No errors and no warnings. A plan can be made.",
        ),
    }
)

TEMPLATE: Final = Catalog(
    {
        "required": ("Wajib diisi.", "Required."),
        "optional": ("Boleh kosong.", "May be empty."),
        "example": ("Contoh: {example}", "Example: {example}"),
        "refused": (
            "Pilih dari daftar atau tulis nilai yang sah; penjelasan ada pada judul kolom.",
            "Choose from the list or write a valid value; the header's note explains.",
        ),
        "notes.sheet": ("Petunjuk", "How to fill in"),
        "note.what": (
            "Satu lembar satu tabel. Judul kolom biru tua wajib diisi; arahkan penunjuk ke judul "
            "untuk penjelasannya.",
            "One sheet per table. Dark blue headers are required; point at a header to read what "
            "it means.",
        ),
        "note.replace": (
            "Ganti baris contoh dengan data satuan Anda. Jangan mengganti judul kolom.",
            "Replace the example rows by your unit's data. Do not change the headers.",
        ),
        "note.codes": (
            "Kode TPS, kode desa, NRP dan nomor telepon berformat teks, supaya nol di depan tidak "
            "hilang. Bila menempel dari berkas lain, pakai Tempel Nilai (Paste Values).",
            "Station codes, village codes, NRP and phone numbers are formatted as text, so that "
            "leading zeros are not lost. When pasting from another file, paste values.",
        ),
        "note.votes": (
            "Jangan menambah kolom perolehan suara: polisi tidak mencatat hasil penghitungan.",
            "Do not add columns for vote counts: police do not record them.",
        ),
        "note.check": (
            "Simpan, lalu jalankan siaga check pada folder ini: setiap kesalahan disebut baris dan "
            "kolomnya.",
            "Save, then run siaga check on this folder: every mistake is named with row and "
            "column.",
        ),
    }
)

MANUAL: Final = Catalog(
    {
        "head.english": ("Judul Inggris", "English header"),
        "head.indonesian": ("Judul Indonesia", "Indonesian header"),
        "head.must": ("Wajib", "Required"),
        "head.kind": ("Isi", "Holds"),
        "head.meaning": ("Arti", "Meaning"),
        "head.also": ("Judul lain yang dikenal", "Also understood"),
        "head.key": ("Kunci", "Key"),
        "head.default": ("Bila kosong", "When missing"),
        "head.code": ("Kode", "Code"),
        "head.wrong": ("Apa yang salah", "What is wrong"),
        "head.remedy": ("Apa yang harus dilakukan", "What to do"),
        "head.indicator": ("Kode", "Id"),
        "head.variable": ("Variabel", "Variable"),
        "head.label": ("Indikator", "Indicator"),
        "head.score": ("Skor", "Score"),
        "head.weight": ("Bobot", "Weight"),
        "head.flag": ("Administratif", "Administrative"),
        "shown": ("hanya ditampilkan", "only shown"),
        "yes": ("ya", "yes"),
        "no": ("tidak", "no"),
        "top": ("Kepala berkas", "Top of the file"),
        "section.must": ("Wajib ada.", "Must be there."),
        "kind.text": ("teks", "text"),
        "kind.id": ("kode, sebagai teks", "code, as text"),
        "kind.village": ("kode desa", "village code"),
        "kind.district": ("kode kecamatan", "district code"),
        "kind.whole": ("bilangan bulat", "whole number"),
        "kind.number": ("angka", "number"),
        "kind.latitude": ("derajat desimal", "decimal degrees"),
        "kind.longitude": ("derajat desimal", "decimal degrees"),
        "kind.choice": ("salah satu", "one of"),
        "kind.choices": ("beberapa, dipisah dengan |", "several, joined with |"),
        "kind.flag": ("`yes` / `ya`, `no` / `tidak`", "`yes` / `ya`, `no` / `tidak`"),
        "kind.date": ("tanggal", "date"),
        "kind.phone": ("nomor telepon", "phone number"),
        "type.text": ("teks dalam tanda kutip", "text in quotes"),
        "type.whole": ("bilangan bulat", "whole number"),
        "type.number": ("angka", "number"),
        "type.flag": ("`true` atau `false`", "`true` or `false`"),
        "type.date": ("tanggal, `2024-11-27`", "date, `2024-11-27`"),
        "type.texts": ("daftar teks", "list of texts"),
        "type.word": ("salah satu", "one of"),
        "type.words": ("daftar dari", "list of"),
    }
)
