"""Words of the page's frame: bars, navigation, messages of the scripts."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "menu": ("Menu", "Menu"),
        "close": ("Tutup", "Close"),
        "choose_file": ("Pilih berkas", "Choose a file"),
        "no_file": ("Belum ada berkas yang dipilih", "No file chosen yet"),
        "desk": ("Meja kerja", "Desk"),
        "planning": ("Perencanaan", "Planning"),
        "accountability": ("Pertanggungjawaban", "Accountability"),
        "administration": ("Pengaturan", "Administration"),
        "all_operations": ("Semua operasi", "All operations"),
        "compare": ("Bandingkan", "Compare"),
        "installation": ("Instalasi", "Installation"),
        "theme": ("Terang atau gelap", "Light or dark"),
        "language": ("Bahasa", "Language"),
        "keys": ("Tombol papan ketik", "Keyboard"),
        "keys_search": ("ke kolom pencarian", "to the search field"),
        "keys_help": ("daftar ini", "this list"),
        "keys_close": ("menutup dialog atau menu", "closes a dialog or menu"),
        "voting": ("pemungutan suara {day}", "vote on {day}"),
        "data_version": ("Data versi {number}", "Data version {number}"),
        "data_none": ("Belum ada data", "No data yet"),
        "ago_now": ("baru saja", "just now"),
        "ago_minutes": ("{n} menit yang lalu", "{n} minutes ago"),
        "ago_hour": ("1 jam yang lalu", "1 hour ago"),
        "ago_hours": ("{n} jam yang lalu", "{n} hours ago"),
        "ago_day": ("kemarin", "yesterday"),
        "ago_days": ("{n} hari yang lalu", "{n} days ago"),
        "copied": ("Tersalin.", "Copied."),
        "copy_failed": (
            "Tidak dapat menyalin. Pilih teksnya lalu tekan Ctrl+C.",
            "Could not copy. Select the text and press Ctrl+C.",
        ),
        "server_error": (
            "Server tidak dapat mengerjakannya. Muat ulang halaman; yang tersimpan tidak hilang.",
            "The server could not do it. Reload the page; nothing that was saved is lost.",
        ),
        "no_connection": (
            "Tidak ada sambungan ke server. Periksa jaringan, lalu coba lagi.",
            "No connection to the server. Check the network, then try again.",
        ),
        "footer": (
            "Siaga menghitung dan mengusulkan; manusia yang memutuskan.",
            "Siaga computes and proposes; people decide.",
        ),
    }
)
