"""What the command line says, in both languages."""

from __future__ import annotations

import os
import sys
from typing import Final

from siaga.model.language import LANGUAGES, Catalog, Language

SENTENCES: Final = Catalog(
    {
        "app": (
            "Siaga: rencana pengamanan TPS yang bisa dipertanggungjawabkan.",
            "Siaga: a guard plan for polling stations that people can stand behind.",
        ),
        "new": (
            "Buat folder operasi baru berisi contoh dan isian XLSX.",
            "Write a new operation folder with examples and an XLSX template.",
        ),
        "check": (
            "Periksa folder operasi: semua masalah sekaligus, dengan tempat dan cara memperbaiki.",
            "Check an operation folder: every problem at once, with its place and remedy.",
        ),
        "requirement": (
            "Hitung kebutuhan personel: dari folder operasi, atau dari tabel kasus CSV.",
            "Count the officers needed: for an operation folder, or for a CSV table of cases.",
        ),
        "plan": (
            "Susun rencana lengkap dan tulis semua berkas keluaran.",
            "Make the whole plan and write every output file.",
        ),
        "replan": (
            "Ubah rencana: personel berhalangan, TPS pindah atau tutup, wilayah terputus.",
            "Change a plan: officers drop out, stations move or close, an area is cut off.",
        ),
        "explain": (
            "Jelaskan satu personel (NRP), TPS, atau pos: mengapa, pilihan kedua, dan biayanya.",
            "Explain one officer (NRP), station or post: why, the runner-up, and its cost.",
        ),
        "serve": (
            "Jalankan server: meja rencana di peramban, hingga dihentikan.",
            "Run the server: the plan desk in a browser, until it is stopped.",
        ),
        "demo": (
            "Buat instalasi contoh dari folder operasi, dengan satu akun per peran, dan layani.",
            "Make a demo of operation folders, with one account a role, and serve it.",
        ),
        "arg.demo": ("Folder operasi untuk contoh.", "Operation folders for the demo."),
        "opt.data_dir": ("Direktori data contoh.", "Data directory of the demo."),
        "opt.no_serve": ("Siapkan saja, jangan melayani.", "Prepare only, do not serve."),
        "createuser": (
            "Buat akun, atau beri peran kepada akun yang ada. Kata sandi ditanyakan.",
            "Make an account, or give a role to one. The password is asked for.",
        ),
        "arg.username": ("Nama pengguna.", "User name."),
        "opt.role": ("Peran: admin, commander, ops_head, ...", "Role: admin, commander, ops_head…"),
        "opt.agency": ("Nama instansi.", "Name of the agency."),
        "opt.name": ("Nama orang; bila kosong, nama pengguna.", "Name; else the user name."),
        "opt.operation": ("Operasi (slug di alamatnya).", "Operation (slug in its address)."),
        "opt.generate": ("Buat kata sandi acak.", "Make a random password."),
        "ask.password": ("Kata sandi", "Password"),
        "doctor": (
            "Periksa instalasi: apa yang salah, dan cara membereskannya.",
            "Examine the installation: what is wrong, and how to mend it.",
        ),
        "opt.full": (
            "Baca buku jurnal dari entri pertama.",
            "Read the ledger from its first entry.",
        ),
        "opt.url": (
            "Alamat di peramban, untuk memeriksa dari luar.",
            "Address in the browser, to look from outside.",
        ),
        "backup": (
            "Simpan seluruh instalasi ke satu berkas, selagi semua bekerja.",
            "Save the whole installation into one file, while everybody works on.",
        ),
        "restore": (
            "Pulihkan instalasi dari cadangan; semuanya kembali, atau tidak ada yang berubah.",
            "Bring an installation back from a backup: all of it, or nothing changes.",
        ),
        "arg.backup": ("Berkas cadangan; belum ada.", "Backup file; not there yet."),
        "arg.restore": ("Berkas cadangan.", "Backup file."),
        "opt.passphrase_file": (
            "Berkas berisi frasa sandi untuk kunci.",
            "File with the passphrase for the keys.",
        ),
        "opt.without_keys": ("Tanpa kunci.", "Without the keys."),
        "opt.replace": (
            "Ganti instalasi yang sudah berisi.",
            "Replace an installation that holds something.",
        ),
        "ask.passphrase": ("Frasa sandi untuk kunci", "Passphrase for the keys"),
        "ask.again": ("Sekali lagi", "Once more"),
        "opt.host": ("Alamat yang dibuka.", "Address to open."),
        "opt.port": ("Port yang dibuka.", "Port to open."),
        "opt.workers": ("Jumlah proses web.", "Web processes."),
        "opt.jobs": (
            "Jumlah proses pekerja latar; 0: tidak ada di mesin ini.",
            "Background workers; 0: none on this machine.",
        ),
        "arg.folder": ("Folder operasi.", "Operation folder."),
        "arg.new": ("Folder baru; belum ada atau kosong.", "New folder; not there yet, or empty."),
        "arg.requirement": (
            "Folder operasi, atau CSV dengan kolom tps_cases.csv.",
            "Operation folder, or a CSV with the columns of tps_cases.csv.",
        ),
        "arg.subject": ("NRP, kode TPS, atau nomor pos.", "NRP, station code or post number."),
        "opt.lang": ("Bahasa keluaran: id atau en.", "Language of what is written: id or en."),
        "opt.json": ("Keluaran JSON untuk mesin.", "JSON for machines."),
        "opt.out": ("Folder keluaran.", "Output folder."),
        "opt.seed": ("Benih acak; benih sama, rencana sama.", "Seed; same seed, same plan."),
        "opt.time_limit": (
            "Batas detik; lewat itu rencana terbaik sejauh ini yang ditulis.",
            "Limit in seconds; past it the best plan so far is written.",
        ),
        "opt.days": (
            "Hari pemungutan suara yang disimulasikan; 0: tanpa uji tekanan.",
            "Voting days simulated; 0: no stress test.",
        ),
        "opt.plan": ("Berkas plan.json.", "The plan.json file."),
        "opt.changes": ("Berkas perubahan TOML.", "TOML file of changes."),
        "opt.drop": ("NRP yang berhalangan; boleh berulang.", "NRP that drops out; repeatable."),
        "opt.version": ("Tampilkan versi.", "Show the version."),
        "usage.arguments": ("Argumen", "Arguments"),
        "usage.options": ("Pilihan", "Options"),
        "usage.commands": ("Perintah", "Commands"),
        "usage.default": ("bawaan", "default"),
        "usage.required": ("wajib", "required"),
        "usage.missing": ("{name} belum diberikan", "{name} is missing"),
        "usage.option": ("pilihan {name} tidak dikenal", "there is no option {name}"),
        "usage.bad": (
            "nilai untuk {name} tidak cocok; lihat nilai yang diterima di bantuan",
            "the value for {name} does not fit; the help lists what it takes",
        ),
        "usage.command": ("perintah {value} tidak dikenal", "there is no command {value}"),
        "usage.extra": ("terlalu banyak isian: {value}", "too much is given: {value}"),
        "usage.help": ("Bantuan: {command} --help", "Help: {command} --help"),
        "interrupt": (
            "Dihentikan: menulis rencana terbaik sejauh ini. Ctrl-C sekali lagi untuk membatalkan.",
            "Stopping: writing the best plan so far. Ctrl-C once more to abandon it.",
        ),
        "abandoned": (
            "Dibatalkan; keluaran lama tidak berubah.",
            "Abandoned; the old output is as it was.",
        ),
        "error": ("Galat", "Error"),
        "file.EACCES": (
            "tidak ada izin; ubah izinnya atau pilih tempat lain",
            "no permission; change it or choose another place",
        ),
        "file.EPERM": (
            "tidak ada izin; ubah izinnya atau pilih tempat lain",
            "no permission; change it or choose another place",
        ),
        "file.EROFS": (
            "tempat ini hanya bisa dibaca; pilih tempat lain",
            "this place is read-only; choose another one",
        ),
        "file.ENOSPC": (
            "penyimpanan penuh; kosongkan sebagian atau pilih tempat lain",
            "the disk is full; free some of it or choose another place",
        ),
        "file.EDQUOT": (
            "jatah penyimpanan habis; kosongkan sebagian atau pilih tempat lain",
            "the disk quota is used up; free some of it or choose another place",
        ),
        "file.EFBIG": (
            "berkas melebihi ukuran yang diizinkan; naikkan batasnya atau pilih tempat lain",
            "the file is larger than allowed; raise the limit or choose another place",
        ),
        "file.ENOENT": ("tidak ada; periksa namanya", "is not there; check the name"),
        "file.ENOTDIR": (
            "bagian dari jalur ini berkas, bukan folder; periksa namanya",
            "part of this path is a file, not a folder; check the name",
        ),
        "file.EISDIR": (
            "ini folder, bukan berkas; tunjuk berkasnya",
            "this is a folder, not a file; name the file",
        ),
        "file.EEXIST": ("sudah ada; pilih nama lain", "is there already; choose another name"),
        "file.ENAMETOOLONG": (
            "namanya terlalu panjang; pilih nama yang lebih pendek",
            "the name is too long; choose a shorter one",
        ),
        "file.EIO": (
            "penyimpanan gagal dibaca atau ditulis; periksa perangkatnya",
            "the disk failed; check the device",
        ),
        "file.ETXTBSY": (
            "sedang dipakai program lain; tutup dahulu",
            "another program uses it; close it first",
        ),
        "file.EBUSY": (
            "sedang dipakai program lain; tutup dahulu",
            "another program uses it; close it first",
        ),
        "file.memory": (
            "memori komputer tidak cukup; tutup program lain atau perkecil operasinya",
            "not enough memory; close other programs or make the operation smaller",
        ),
        "warning": ("Peringatan", "Warning"),
        "warnings": (
            "{count} peringatan; lihat: siaga check {folder}",
            "{count} warnings; see: siaga check {folder}",
        ),
        "new.done": (
            "Folder operasi ditulis: {folder}. Langkah berikut: siaga check {folder}",
            "Operation folder written: {folder}. Next: siaga check {folder}",
        ),
        "step.risk": ("Menilai kerawanan", "Scoring vulnerability"),
        "step.posts": ("Mengelompokkan TPS menjadi pos", "Grouping stations into posts"),
        "step.shortage": ("Menyesuaikan dengan kekuatan", "Fitting to the force"),
        "step.reserves": ("Menempatkan regu reaksi cepat", "Placing reserve teams"),
        "step.assignment": ("Menugaskan personel", "Assigning officers"),
        "step.stress": ("Menguji rencana dengan simulasi", "Stress-testing by simulation"),
        "step.reports": ("Menulis laporan", "Writing reports"),
        "sum.title": ("Rencana {name}", "Plan for {name}"),
        "sum.stations": ("TPS", "Stations"),
        "sum.posts": ("Pos pengamanan", "Posts"),
        "sum.posts.value": ("{posts} ({levels})", "{posts} ({levels})"),
        "level.doctrine": ("{n} sesuai doktrin", "{n} at doctrine"),
        "level.thinned": ("{n} dijarangkan", "{n} thinned"),
        "level.patrol": ("{n} patroli", "{n} by patrol"),
        "level.unguarded": ("{n} tanpa petugas", "{n} unguarded"),
        "sum.need": ("Personel dibutuhkan", "Officers needed"),
        "sum.need.value": (
            "{need} (pos {posts}, tugas tetap {duties}, cadangan {reserve}, pengendali {chain})",
            "{need} (posts {posts}, duties {duties}, reserve {reserve}, supervision {chain})",
        ),
        "sum.force": ("Personel tersedia", "Officers available"),
        "sum.verdict": ("Kesimpulan", "Verdict"),
        "sum.closes": ("Kekuatan mencukupi", "The force suffices"),
        "sum.short": (
            "Kurang {short} personel; {stations} TPS di bawah doktrin",
            "{short} officers short; {stations} stations below doctrine",
        ),
        "sum.short.places": (
            "Jumlah personel mencukupi, tetapi {places} tempat tidak terisi; "
            "{stations} TPS di bawah doktrin",
            "Enough officers in number, but {places} places unfilled; "
            "{stations} stations below doctrine",
        ),
        "sum.short.need": ("Kurang {short} personel", "{short} officers short"),
        "sum.linmas": ("Linmas", "Linmas"),
        "sum.linmas.value": (
            "{pattern} menurut pola, {law} menurut aturan (2 per TPS)",
            "{pattern} by pattern, {law} by law (2 per station)",
        ),
        "sum.reserves": ("Regu reaksi cepat", "Reserve teams"),
        "sum.reserves.value": (
            "{teams} regu; {covered} ancaman terjangkau dalam {minutes} menit",
            "{teams} teams; {covered} of the threat within {minutes} minutes",
        ),
        "sum.journey": ("Perjalanan dari satuan", "Journey from the unit"),
        "sum.journey.value": (
            "rata-rata {mean} menit, terlama {longest} menit",
            "mean {mean} minutes, longest {longest} minutes",
        ),
        "sum.stress": ("Uji tekanan", "Stress test"),
        "sum.stress.value": (
            "dalam {target} menit: {plan} (rencana daftar: {naive}); {median}",
            "within {target} minutes: {plan} (list plan: {naive}); {median}",
        ),
        "sum.stress.median": ("median {median} menit", "median {median} minutes"),
        "sum.stress.nobody": (
            "kebanyakan kejadian tidak didatangi siapa pun",
            "most incidents are reached by nobody",
        ),
        "sum.bounds": ("Mutu terbukti", "Proven quality"),
        "sum.bound": (
            "{step}: paling jauh {gap} dari yang terbaik",
            "{step}: at most {gap} from the best possible",
        ),
        "sum.unfilled": ("Belum terisi", "Unfilled"),
        "sum.unfilled.value": (
            "{count} tempat di {places} pos/tugas",
            "{count} places at {places} posts/duties",
        ),
        "sum.incomplete": (
            "Belum selesai dihitung: ini rencana terbaik sejauh ini.",
            "Stopped before it was done: this is the best plan so far.",
        ),
        "sum.open": ("Buka", "Open"),
        "bound.posts.officers": ("personel pos", "officers on posts"),
        "bound.posts.travel.village": ("perjalanan antar desa", "travel between villages"),
        "bound.posts.travel.station": ("perjalanan antar TPS", "travel between stations"),
        "bound.assignment.minutes": ("menit dari satuan", "minutes from the unit"),
        "bound.assignment.longest": ("perjalanan terlama", "longest journey"),
        "bound.reserves.expected": ("jangkauan cadangan", "reserve coverage"),
        "bound.replan.moves": ("personel dipindahkan", "officers moved"),
        "bound.shortage": ("pos di bawah doktrin", "posts below doctrine"),
        "req.title": ("Kebutuhan personel {name}", "Officers needed for {name}"),
        "req.district": ("Kecamatan", "District"),
        "req.tier": ("Tingkat", "Tier"),
        "req.pattern": ("Pola", "Pattern"),
        "req.stations": ("TPS", "Stations"),
        "req.groups": ("Kelompok", "Groups"),
        "req.officers": ("Personel", "Officers"),
        "req.linmas": ("Linmas", "Linmas"),
        "req.total": ("Jumlah", "Total"),
        "remedy.plan": (
            "tunjuk dengan --plan",
            "name it with --plan",
        ),
        "bad.changes": (
            "tidak ada perubahan; beri --drop NRP atau --changes BERKAS",
            "nothing to change; give --drop NRP or --changes FILE",
        ),
        "bad.lang": (
            "--lang {value} tidak dikenal; tulis id atau en",
            "--lang {value} is not known; write id or en",
        ),
    }
)


def environment_language() -> Language:
    """The language asked for on the command line or in ``SIAGA_LANG``; Indonesian otherwise.

    Read before the options are parsed, because the help text itself has a language.
    """
    asked = os.environ.get("SIAGA_LANG", "id")
    for index, argument in enumerate(sys.argv[1:], start=1):
        if argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
        elif argument == "--lang" and index + 1 < len(sys.argv):
            asked = sys.argv[index + 1]
    return next((language for language in LANGUAGES if language == asked), "id")


LANGUAGE: Final = environment_language()


def say(key: str, /, language: Language = LANGUAGE, **values: object) -> str:
    """The sentence ``key`` in the user's language."""
    return SENTENCES.say(key, language, **values)
