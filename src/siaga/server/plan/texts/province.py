"""Words of the province's pages."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "title": ("Provinsi", "Province"),
        "lead": (
            "Semua polres pada {day}: kebutuhan terhadap kekuatan, dan di mana BKO paling berguna.",
            "All resorts on {day}: requirement against force, and where reinforcements help most.",
        ),
        "choose": ("Pilih provinsi", "Choose a province"),
        "no_operations": (
            "Belum ada operasi di provinsi ini",
            "No operations in this province yet",
        ),
        "no_operations_about": (
            "Operasi muncul di sini begitu dibuat untuk sebuah Polres di bawah Polda ini.",
            "Operations appear here once they are made for a resort under this province.",
        ),
        "day": ("Hari pemungutan suara", "Voting day"),
        "show": ("Tampilkan", "Show"),
        "resorts": ("Polres", "Resorts"),
        "resort": ("Operasi", "Operation"),
        "need": ("Kebutuhan", "Need"),
        "available": ("Kekuatan", "Force"),
        "short": ("Kurang", "Short"),
        "stations": ("TPS", "Stations"),
        "below": ("TPS di bawah doktrin", "Stations below doctrine"),
        "verdict": ("Keadaan", "Verdict"),
        "plan": ("Rencana", "Plan"),
        "plan_number": ("nomor {number}", "number {number}"),
        "no_plan": ("belum ada", "none yet"),
        "closes": ("Terpenuhi", "Closes"),
        "is_short": ("Kurang", "Short"),
        "unknown": ("Belum diketahui", "Not known yet"),
        "total": ("Seluruh provinsi", "Whole province"),
        "verdict_short": (
            "{short} personel kurang di {resorts} polres; {below} TPS dijaga di bawah doktrin.",
            "{short} officers are missing (resorts short: {resorts}); {below} stations are guarded "
            "below doctrine.",
        ),
        "verdict_closes": (
            "Semua polres yang sudah punya rencana terpenuhi.",
            "Every resort that has a plan closes.",
        ),
        "verdict_unknown": (
            "{count} polres belum punya rencana, jadi belum ikut dihitung.",
            "{count} resorts have no plan yet and are not counted.",
        ),
        "surplus_note": (
            "Kelebihan di satu polres tidak menutup kekurangan polres lain.",
            "Surplus at one resort fills no gap at another.",
        ),
        "short_by": ("kurang {short} personel", "short by {short} officers"),
        "closing": (
            "{count} polres tidak memerlukan BKO: {names}.",
            "{count} resorts need no reinforcements: {names}.",
        ),
        "not_counted": (
            "{count} polres belum punya rencana dan tidak ikut dihitung: {names}.",
            "{count} resorts have no plan yet and are not counted: {names}.",
        ),
        "map": ("Peta kekurangan", "Map of shortage"),
        "map_about": (
            "Besar lingkaran menurut personel yang kurang; angka di sampingnya.",
            "Circles grow with the officers missing; the number stands beside.",
        ),
        "share": ("Bagikan BKO", "Share reinforcements"),
        "share_about": (
            "Tulis berapa personel BKO yang ada. Siaga membaginya menurut TPS yang dipulihkan, "
            "ditimbang kerawanannya, dan menunjukkan buktinya. Anda yang memutuskan.",
            "Enter how many reinforcements there are. Siaga shares them by the stations they "
            "mend, weighed by threat, and shows the proof. The decision is yours.",
        ),
        "officers": ("Personel BKO", "Reinforcements"),
        "officers_help": (
            "Personel yang boleh dikirim satu per satu, 0 sampai {most}",
            "Officers that can be sent one by one, 0 to {most}",
        ),
        "officers_unit": ("personel", "officers"),
        "units": ("Satuan yang dijaga utuh", "Units kept together"),
        "units_help": (
            "Satu baris satu satuan: SST Brimob 1 = 30",
            "One unit a line: SST Brimob 1 = 30",
        ),
        "minimums": ("Jatah minimum per polres", "Least share per resort"),
        "minimum_of": ("Minimum {name}", "Least for {name}"),
        "calculate": ("Hitung pembagian", "Work out the sharing"),
        "sharing": ("Pembagian {officers} personel", "Sharing of {officers} officers"),
        "gets": ("Mendapat", "Gets"),
        "mends": ("TPS dipulihkan", "Stations mended"),
        "weight": ("Bobot kerawanan", "Threat-weighted"),
        "still_below": ("Masih di bawah doktrin", "Still below"),
        "still_short": ("Masih kurang", "Still short"),
        "why": ("Mengapa", "Why"),
        "proof": ("Bukti", "Proof"),
        "mended_of": (
            "{mended} TPS kembali sesuai doktrin, {below} masih di bawahnya",
            "{mended} stations back at doctrine, {below} still below",
        ),
        "save": ("Simpan sebagai usulan", "Save as a proposal"),
        "save_about": (
            "Usulan dicatat di buku jurnal dengan angka ini. Belum ada personel yang bergerak.",
            "The proposal goes on the ledger with these figures. Nobody is moved by it.",
        ),
        "note": ("Catatan", "Note"),
        "note_help": (
            "Misalnya nomor surat atau alasan; paling panjang 300 huruf",
            "A letter's number or the reason; at most 300 characters",
        ),
        "saved": (
            "Usulan {officers} BKO disimpan.",
            "Proposal of {officers} reinforcements saved.",
        ),
        "proposals": ("Usulan tersimpan", "Saved proposals"),
        "proposal": ("Usulan {officers} BKO", "Proposal of {officers} reinforcements"),
        "proposal_about": (
            "Dibuat {who}, {when}. Angka seperti saat disimpan.",
            "Made by {who}, {when}. Figures as they were when saved.",
        ),
        "again": ("Hitung lagi dengan angka terbaru", "Work it out again with today's figures"),
        "number": (
            '"{value}" harus bilangan bulat 0 sampai {most}.',
            '"{value}" must be a whole number from 0 to {most}.',
        ),
        "unit_line": (
            '"{line}": tulis nama = jumlah, misalnya SST Brimob 1 = 30.',
            '"{line}": write name = size, such as SST Brimob 1 = 30.',
        ),
        "unit_twice": (
            "Satuan {name} tertulis dua kali; beri nama yang berbeda.",
            "Unit {name} is there twice; give each its own name.",
        ),
        "units_many": ("Paling banyak {most} satuan.", "At most {most} units."),
        "no_resort": (
            "Tidak ada operasi {slug} pada hari itu.",
            "There is no operation {slug} on that day.",
        ),
        "nothing": (
            "Tulis berapa personel yang akan dibagi.",
            "Enter how many officers there are to share.",
        ),
    }
)
