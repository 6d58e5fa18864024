"""Sentences of the ledger: what can be wrong with an entry, a note, a key or a proof."""

from __future__ import annotations

from typing import Final

from siaga.model.language import Catalog, Language

TEXTS: Final = Catalog(
    {
        # --- values and entries -------------------------------------------------------------------
        "value.type": (
            "{place}: nilai berjenis {type} tidak dapat dicatat; pakai teks, bilangan bulat, "
            "benar/salah, kosong, daftar, atau kamus",
            "{place}: a value of type {type} can not be recorded; use text, a whole number, "
            "true/false, null, a list or a dictionary",
        ),
        "value.integer": (
            "{place}: bilangan {value} terlalu besar; paling besar 9007199254740991, tulis sebagai "
            "teks",
            "{place}: the number {value} is too large; at most 9007199254740991, write it as text",
        ),
        "value.key": (
            "{place}: nama isian harus berupa teks, bukan {type}",
            "{place}: the name of a field must be text, not {type}",
        ),
        "value.surrogate": (
            "{place}: teks memuat setengah karakter (surrogate); kirim ulang sebagai UTF-8 utuh",
            "{place}: the text holds half a character (a surrogate); send it again as whole UTF-8",
        ),
        "value.deep": (
            "{place}: isian bersarang lebih dari {limit} tingkat; ratakan isinya",
            "{place}: the fields are nested more than {limit} deep; flatten them",
        ),
        "bytes.json": (
            "byte {at}: bukan JSON yang sah; entri jurnal tidak boleh diubah",
            "byte {at}: not valid JSON; a ledger entry must not be changed",
        ),
        "bytes.canonical": (
            "byte {at}: bukan bentuk baku (RFC 8785); entri jurnal tidak boleh diubah",
            "byte {at}: not in canonical form (RFC 8785); a ledger entry must not be changed",
        ),
        "entry.fields": (
            "entri harus memuat tepat isian berikut: {expected}; yang ada: {found}",
            "an entry must have exactly these fields: {expected}; it has: {found}",
        ),
        "entry.field": (
            'isian "{field}" tidak sah: {value}; yang diharapkan: {expected}',
            'field "{field}" is not valid: {value}; expected: {expected}',
        ),
        "entry.large": (
            "entri berukuran {size} byte, paling besar {limit}; ringkas atau catat hash berkasnya",
            "the entry has {size} bytes, at most {limit}; shorten it or record the hash of a file",
        ),
        # --- proofs -------------------------------------------------------------------------------
        "tree.range": (
            "posisi {index} tidak ada dalam jurnal berukuran {size}",
            "position {index} is not in a ledger of size {size}",
        ),
        "tree.tile": (
            "ubin {tile} tidak ada atau rusak ({found} dari {needed} hash); pulihkan cadangan",
            "tile {tile} is missing or damaged ({found} hashes, {needed} needed); restore a backup",
        ),
        # --- notes and keys -----------------------------------------------------------------------
        "note.form": (
            "catatan bertanda tangan tidak berbentuk C2SP signed-note: {what}; salin berkas secara "
            "utuh",
            "the signed note is not in C2SP signed-note form: {what}; copy the whole file",
        ),
        "note.signature": (
            "tanda tangan {name} tidak cocok; catatan telah diubah atau kuncinya keliru",
            "the signature of {name} on this note does not match; the note or the key is another",
        ),
        "note.unsigned": (
            "catatan ini tidak ditandatangani oleh {name}; minta catatan dengan tanda tangan itu",
            "this note is not signed by {name}; ask for the note with that signature",
        ),
        "note.origin": (
            'titik periksa ini milik jurnal "{found}", bukan "{expected}"',
            'this checkpoint belongs to the ledger "{found}", not to "{expected}"',
        ),
        "key.name": (
            'nama kunci "{name}" tidak sah; pakai teks tanpa spasi dan tanpa tanda tambah',
            'the key name "{name}" is not valid; use text without spaces and without a plus sign',
        ),
        "key.form": (
            "kunci publik tidak sah: {what}; bentuknya nama+kode+base64",
            "not a valid public key: {what}; its form is name+id+base64",
        ),
        "key.file": (
            "berkas kunci {path} tidak dapat dibaca: {what}; pulihkan cadangan atau cek kata sandi",
            "the key file {path} can not be read: {what}; restore a backup or check its passphrase",
        ),
        "key.open": (
            "berkas kunci {path} dapat dibaca orang lain (mode {mode}); jalankan: chmod 600 {path}",
            "the key file {path} can be read by others (mode {mode}); run: chmod 600 {path}",
        ),
    }
)


class LedgerError(ValueError):
    """What is wrong, where, and its remedy; ``text(language)`` for people, ``key`` for code."""

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(TEXTS.say(key, "en", **values))

    def text(self, language: Language) -> str:
        """The sentence in ``language``."""
        return TEXTS.say(self.key, language, **self.values)
