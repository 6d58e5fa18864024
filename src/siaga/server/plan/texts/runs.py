"""Sentences of scenarios and their runs."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "failed_input": (
            "Skenario tidak dapat dihitung. {detail}",
            "The scenario can not be planned. {detail}",
        ),
        "failed_killed": (
            "Penghitungan dihentikan oleh sistem, biasanya karena memori habis. Coba lagi saat "
            "server lebih lega, atau minta admin menambah memori.",
            "The system ended the planning, most often because memory ran out. Try again when the "
            "server is less busy, or ask the administrator for more memory.",
        ),
        "failed_memory": (
            "Memori server tidak cukup untuk skenario ini. Coba lagi saat server lebih lega, atau "
            "minta admin menambah memori.",
            "The server has too little memory for this scenario. Try again when it is less busy, "
            "or ask the administrator for more memory.",
        ),
        "failed_disk": (
            "Server tidak dapat menulis berkas kerja ({detail}). Minta admin mengosongkan ruang "
            "disk, lalu jalankan lagi.",
            "The server could not write its working files ({detail}). Ask the administrator to "
            "free disk space, then run again.",
        ),
        "failed_database": (
            "Rencana selesai dihitung tetapi tidak dapat disimpan, dan tidak ada yang tersimpan "
            "separuh. Minta admin memeriksa basis data dan ruang disk, lalu jalankan lagi.",
            "The plan was made but could not be stored, and nothing of it was. Ask the "
            "administrator to look at the database and the disk, then run again.",
        ),
        "failed_broken": (
            "Penghitungan berhenti karena kesalahan program; tidak ada yang tersimpan separuh. "
            "Jalankan lagi; bila terulang, minta admin mengirim catatan server kepada pengembang.",
            "Planning stopped on a fault of the program; nothing half-done was stored. Run again; "
            "if it happens again, ask the administrator to send the server's log to the "
            "developers.",
        ),
        "failed_attempts": (
            "Penghitungan tiga kali terputus bersama server. Minta admin memeriksa memori dan "
            "catatan server sebelum menjalankan lagi.",
            "The planning was cut off together with the server three times. Ask the administrator "
            "to look at memory and the server's log before running again.",
        ),
    }
)
