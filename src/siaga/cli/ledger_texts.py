"""Sentences of ``siaga ledger``."""

from __future__ import annotations

from typing import Final

from siaga.cli.texts import LANGUAGE
from siaga.model.language import Catalog, Language

LEDGER: Final = Catalog(
    {
        "ledger": (
            "Buku jurnal: ekspor, titik periksa, pemeriksaan, ikut menandatangani.",
            "The ledger: export, checkpoints, verification, co-signing.",
        ),
        "export": (
            "Tulis jurnal ke satu berkas untuk pemeriksa luar.",
            "Write the ledger into one file for an outsider.",
        ),
        "checkpoint": (
            "Tandatangani keadaan jurnal sekarang dan tampilkan titik periksanya.",
            "Sign the ledger as it is now and show the checkpoint.",
        ),
        "verify": (
            "Periksa sebuah ekspor; tanpa berkas: periksa jurnal dalam basis data.",
            "Check an export; without a file: the ledger in the database.",
        ),
        "key": (
            "Buat kunci instansi untuk ikut menandatangani, atau tampilkan kunci publiknya.",
            "Make an agency's key for co-signing, or show its public half.",
        ),
        "cosign": (
            "Ikut menandatangani titik periksa, sesudah memeriksa bahwa sejarahnya bersambung.",
            "Co-sign a checkpoint, once its history is shown to continue the last one.",
        ),
        "arg.export": ("berkas ZIP baru", "new ZIP file"),
        "arg.verify": ("ekspor jurnal (ZIP)", "export of a ledger (ZIP)"),
        "arg.key": ("berkas kunci pribadi (PEM)", "file of the private key (PEM)"),
        "arg.checkpoint": ("titik periksa yang diunduh", "the checkpoint downloaded"),
        "opt.operation": (
            "hanya operasi ini (alamat pendeknya); entri lain hanya sebagai hash",
            "this operation only (its short address); other entries as hashes",
        ),
        "opt.openings": (
            "sertakan nilai pribadi dan alasan yang belum dihapus",
            "with the reasons and personal values that are not erased",
        ),
        "opt.out": ("tulis ke berkas ini", "write to this file"),
        "opt.trusted": (
            "kunci publik jurnal yang diumumkan (nama+kode+base64)",
            "the ledger's published key (name+id+base64)",
        ),
        "opt.since": ("titik periksa lama yang Anda simpan", "an old checkpoint that you kept"),
        "opt.name": ("nama kunci: nama domain instansi", "name of the key: the agency's domain"),
        "opt.key": ("kunci instansi Anda", "your agency's key"),
        "opt.proof": (
            "bukti kesinambungan (JSON) dari /ledger/proof/consistency",
            "consistency proof (JSON) from /ledger/proof/consistency",
        ),
        "opt.ledger_key": (
            "kunci publik jurnal; wajib pada tanda tangan pertama",
            "the ledger's public key; needed for the first signature",
        ),
        "exported": (
            "{path}: {entries} entri, titik periksa bertanda tangan {origin}.",
            "{path}: {entries} entries, checkpoint signed by {origin}.",
        ),
        "no_operation": (
            "operasi {slug} tidak ada; lihat alamatnya di peramban, sesudah /o/",
            "there is no operation {slug}; see its address in the browser, after /o/",
        ),
        "exists": (
            "{path} sudah ada; pilih nama lain atau hapus dahulu",
            "{path} is there already; choose another name or remove it first",
        ),
        "whole": (
            "Jurnal utuh: {entries} entri diperiksa.",
            "The ledger is whole: {entries} entries checked.",
        ),
        "key_made": (
            "Kunci dibuat: {path}. Simpan cadangannya; jangan kirim ke siapa pun. Kunci publik:",
            "Key made: {path}. Keep a backup; send it to nobody. Public key:",
        ),
        "signed": (
            "{path}: ikut ditandatangani, {size} entri. Serahkan berkas ini di halaman jurnal.",
            "{path}: co-signed, {size} entries. Hand this file in on the ledger's page.",
        ),
        "need_key": (
            "tanda tangan pertama memerlukan --ledger-key: kunci jurnal yang diumumkan",
            "the first signature needs --ledger-key: the ledger's published key",
        ),
        "need_proof": (
            "terakhir Anda menandatangani {old} entri; unduh "
            "/ledger/proof/consistency?from={old}&to={new} dan berikan dengan --proof",
            "you last signed {old} entries; download "
            "/ledger/proof/consistency?from={old}&to={new} and give it with --proof",
        ),
        "shrunk": (
            "TIDAK ditandatangani: titik periksa ini atas {new} entri, padahal Anda sudah "
            "menandatangani {old}; simpan kedua berkas sebagai bukti",
            "NOT signed: this checkpoint is over {new} entries, and you have signed {old} before; "
            "keep both files as evidence",
        ),
        "fork": (
            "TIDAK ditandatangani: sejarah jurnal sampai {old} entri telah ditulis ulang; simpan "
            "kedua berkas sebagai bukti",
            "NOT signed: the ledger's history up to {old} entries was rewritten; keep both "
            "files as evidence",
        ),
        "bad_proof": (
            "{path} bukan bukti kesinambungan; unduh lagi",
            "{path} is not a consistency proof; download it again",
        ),
    }
)


def say(key: str, /, language: Language = LANGUAGE, **values: object) -> str:
    """The sentence ``key`` in the user's language."""
    return LEDGER.say(key, language, **values)
