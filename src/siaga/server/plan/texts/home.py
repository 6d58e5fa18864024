"""Words of the first page."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "title": ("Operasi", "Operations"),
        "lead": (
            "Pilih operasi. Yang menunggu keputusan Anda ada di bagian atas kartunya.",
            "Choose an operation. What waits for your decision is at the top of its card.",
        ),
        "open": ("Buka peta", "Open the map"),
        "days_left": ("{days} hari lagi", "{days} days to go"),
        "today": ("hari ini", "today"),
        "days_ago": ("{days} hari yang lalu", "{days} days ago"),
        "roles": ("Peran Anda", "Your role"),
        "data": ("Data berlaku", "Data in force"),
        "data_version": ("versi {number}", "version {number}"),
        "no_data": ("Belum ada data", "No data yet"),
        "upload": ("Unggah tabel", "Upload tables"),
        "plan": ("Rencana terbit", "Issued plan"),
        "plan_number": ("nomor {number}", "number {number}"),
        "no_plan": ("Belum ada rencana terbit", "No plan has been issued yet"),
        "stations": ("TPS", "Stations"),
        "officers": ("Personel", "Officers"),
        "need": ("Kebutuhan", "Need"),
        "short": ("Kurang", "Short"),
        "closes": ("cukup", "enough"),
        "below": ("TPS di bawah doktrin", "stations below doctrine"),
        "wait_proposed": (
            "Data versi {number} menunggu diterima",
            "Data version {number} waits to be accepted",
        ),
        "wait_checked": (
            "Rencana {number} menunggu persetujuan",
            "Plan {number} waits for approval",
        ),
        "wait_approved": (
            "Rencana {number} menunggu diterbitkan",
            "Plan {number} waits to be issued",
        ),
    }
)
