"""The page that goes with every export, in both languages."""

from __future__ import annotations

from typing import Final

README: Final = """\
EKSPOR BUKU JURNAL SIAGA
Jurnal : {origin}
Entri  : {size}

Setiap tindakan dalam Siaga tercatat sebagai satu entri. Hash semua entri membentuk satu pohon
(RFC 6962); akarnya ditandatangani dalam titik periksa (folder checkpoints). Mengubah, menghapus,
menambah atau menukar satu entri saja membuat akar itu tidak cocok lagi.

Cara memeriksa
1. Pasang Python 3.11 atau lebih baru, lalu: pip install cryptography
2. Ambil siaga_verify.py dari sumber yang Anda percaya. Salinan dalam ekspor ini hanya contoh.
3. python siaga_verify.py ekspor.zip --key KUNCI
   KUNCI ialah kunci publik jurnal yang diumumkan Polres; lihat juga keys.txt.
4. Simpan titik periksa terakhir. Pada ekspor berikutnya: --since titik-periksa-lama.txt
   Dengan itu Anda membuktikan bahwa sejarah sebelum titik itu tidak ditulis ulang.

Isi
entries.jsonl    entri, satu per baris; entri operasi lain hanya berupa hash ("leaf")
leaves.bin       hash setiap entri, 32 byte
checkpoints/     titik periksa bertanda tangan, juga oleh instansi lain
keys.txt         kunci publik
openings.jsonl   nilai pribadi beserta garamnya, selama belum dihapus dan boleh disertakan
manifest.txt     SHA-256 setiap berkas, bertanda tangan

Data pribadi tidak ada dalam entri, hanya komitmennya. Data yang dihapus tidak dapat dibuka lagi,
sedangkan jurnal tetap sah.


EXPORT OF A SIAGA LEDGER
Ledger  : {origin}
Entries : {size}

Every action in Siaga is recorded as one entry. The hashes of all entries form one tree (RFC 6962);
its root is signed in checkpoints (folder checkpoints). To change, remove, add or swap a single
entry makes that root no longer match.

How to check
1. Install Python 3.11 or later, then: pip install cryptography
2. Take siaga_verify.py from a source that you trust. The copy in this export is for convenience.
3. python siaga_verify.py export.zip --key KEY
   KEY is the ledger's public key as the police resort published it; see also keys.txt.
4. Keep the last checkpoint. With the next export: --since old-checkpoint.txt
   This proves that the history before it has not been rewritten.

Contents
entries.jsonl    entries, one a line; an entry of another operation only as its hash ("leaf")
leaves.bin       the hash of each entry, 32 bytes
checkpoints/     signed checkpoints, also by other agencies
keys.txt         public keys
openings.jsonl   personal values with their salts, while not erased and when given out
manifest.txt     SHA-256 of every file, signed

Personal data is not in the entries, only its commitment. What has been erased can not be opened
again, and the ledger stays valid.
"""
