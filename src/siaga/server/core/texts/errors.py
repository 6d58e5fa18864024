"""Refusals and faults: what happened and what to do."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "title_400": ("Permintaan ini tidak dapat dibaca", "This request can not be read"),
        "remedy_400": (
            "Kembali ke halaman sebelumnya, muat ulang, lalu coba lagi. Tidak ada yang berubah.",
            "Go back to the page before, reload it and try again. Nothing has changed.",
        ),
        "title_403": ("Peran Anda tidak mencakup ini", "Your role does not include this"),
        "remedy_403": (
            "Bila tugas Anda memerlukannya, minta Kabag Ops atau admin menyesuaikan peran Anda. "
            "Tidak ada yang berubah.",
            "If your duty needs it, ask the head of operations or the administrator to change your "
            "role. Nothing has changed.",
        ),
        "title_404": ("Halaman ini tidak ada", "There is nothing here"),
        "remedy_404": (
            "Alamatnya mungkin salah ketik atau sudah dipindahkan, atau Anda tidak mempunyai peran "
            "dalam operasi ini.",
            "The address may be mistyped or moved, or you have no role in this operation.",
        ),
        "title_409": (
            "Orang lain sudah mengubahnya lebih dulu",
            "Somebody else has changed it meanwhile",
        ),
        "remedy_409": (
            "Perubahan Anda belum disimpan. Kembali, muat ulang untuk melihat yang terbaru, lalu "
            "ulangi.",
            "Your change is not saved. Go back, reload to see the latest, and do it again.",
        ),
        "title_413": ("Kiriman ini terlalu besar", "This is too large"),
        "remedy_413": (
            "Kirim berkas yang lebih kecil, atau bagi menjadi beberapa berkas. Tidak ada yang "
            "berubah.",
            "Send a smaller file, or split it into several. Nothing has changed.",
        ),
        "too_large": (
            "Paling besar {megabytes} MB sekali kirim.",
            "At most {megabytes} MB at a time.",
        ),
        "title_429": ("Terlalu banyak percobaan", "Too many attempts"),
        "remedy_429": (
            "Tunggu {seconds} detik, lalu coba lagi.",
            "Wait {seconds} seconds, then try again.",
        ),
        "title_500": ("Ada kesalahan pada server", "The server made a mistake"),
        "remedy_500": (
            "Ini bukan kesalahan Anda, dan tidak ada yang tersimpan setengah jalan. Coba lagi; "
            "bila terulang, beri tahu admin jam kejadiannya.",
            "This is not your mistake, and nothing is half-saved. Try again; if it happens again, "
            "tell the administrator the time it happened.",
        ),
        "title_503": ("Basis data sedang tidak terhubung", "The database is away"),
        "remedy_503": (
            "Yang sudah tersimpan tetap aman. Tunggu sebentar lalu muat ulang; bila lebih dari "
            "beberapa menit, hubungi admin.",
            "What was saved is safe. Wait a moment and reload; if it takes more than a few "
            "minutes, call the administrator.",
        ),
        "title_full": ("Ruang simpan server penuh", "The server has no room left"),
        "remedy_full": (
            "Permintaan terakhir Anda tidak tersimpan, juga tidak setengahnya; yang lama utuh. "
            "Hubungi admin: disk server harus dikosongkan. Setelah itu kirim lagi.",
            "Your last request was not saved, not even in part; what was there is whole. Call the "
            "administrator: the server's disk needs room. Then send it again.",
        ),
        "number": ("Nomor permintaan", "Request number"),
        "title_csrf": ("Formulir ini sudah kedaluwarsa", "This form is out of date"),
        "remedy_csrf": (
            "Anda mungkin sudah masuk atau keluar di tab lain. Kembali, muat ulang halaman, lalu "
            "kirim lagi. Bila terulang, izinkan kuki untuk situs ini.",
            "You may have signed in or out in another tab. Go back, reload the page and send it "
            "again. If it happens again, allow cookies for this site.",
        ),
        "code": ("Kode {status}", "Code {status}"),
        "to_start": ("Ke halaman awal", "To the first page"),
    }
)
