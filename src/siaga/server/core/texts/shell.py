"""Words of the frame around every page."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "product": ("Siaga", "Siaga"),
        "skip": ("Langsung ke isi", "Skip to content"),
        "sign_in": ("Masuk", "Sign in"),
        "sign_out": ("Keluar", "Sign out"),
        "home": ("Operasi", "Operations"),
        "no_operations": (
            "Belum ada operasi untuk akun ini. Minta Kabag Ops atau admin memberi Anda peran.",
            "No operation for this account yet. "
            "Ask the head of operations or the administrator for a role.",
        ),
        "voting_day": ("Hari pemungutan suara", "Voting day"),
        "username": ("Nama pengguna", "User name"),
        "password": ("Kata sandi", "Password"),
        "demo": ("Contoh: bukan data sungguhan", "Demo: not real data"),
        "map": ("Peta", "Map"),
        "data": ("Data", "Data"),
        "runs": ("Skenario", "Scenarios"),
        "plans": ("Rencana", "Plans"),
        "equal": ("Perlakuan setara", "Equal treatment"),
        "score": ("Masukan skor", "Score inputs"),
        "people": ("Orang dan peran", "People and roles"),
        "journal": ("Buku jurnal", "Ledger"),
        "province": ("Provinsi", "Province"),
        "account": ("Akun saya", "My account"),
        "tokens": ("Token API", "API tokens"),
    }
)
