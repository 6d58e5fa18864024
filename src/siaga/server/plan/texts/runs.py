"""Sentences of scenarios and their runs."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "title": ("Skenario", "Scenarios"),
        "list_lead": (
            "Setiap skenario menghitung satu rencana dari data yang berlaku. Bandingkan beberapa "
            "sebelum memilih satu untuk diperiksa.",
            "Each scenario makes one plan from the data in force. Compare several before you "
            "choose one to be checked.",
        ),
        "new": ("Skenario baru", "New scenario"),
        "new_lead": (
            "Dari data versi {number}. Nilai yang tidak Anda ubah tetap seperti di data.",
            "From data version {number}. What you do not change stays as in the data.",
        ),
        "none": ("Belum ada skenario", "No scenario yet"),
        "none_text": (
            "Skenario pertama dapat dijalankan apa adanya: hasilnya menyebut berapa personel "
            "diperlukan dan di mana kurangnya.",
            "The first scenario can run as it is: it tells how many officers are needed and where "
            "they are missing.",
        ),
        "no_data": ("Belum ada data yang diterima", "No data accepted yet"),
        "no_data_text": (
            "Unggah tabel TPS, personel, dan pangkalan, lalu terima sebagai satu versi.",
            "Upload the tables of stations, officers and bases, and accept them as a version.",
        ),
        "to_data": ("Ke data", "To the data"),
        "no_worker": (
            "Tidak ada pekerja yang menjalankan skenario.",
            "No worker is there to run scenarios.",
        ),
        "no_worker_remedy": (
            "Skenario tetap dalam antrean. Minta admin menjalankan ulang siaga serve.",
            "Scenarios stay queued. Ask the administrator to restart siaga serve.",
        ),
        "started": ("Skenario {number} masuk antrean.", "Scenario {number} is queued."),
        "asked": ("Pembatalan sudah diminta.", "Cancelling was asked for already."),
        "over": (
            "Skenario sudah berakhir; tidak ada yang dibatalkan.",
            "The scenario has ended already; nothing was cancelled.",
        ),
        "cancel": ("Batalkan", "Cancel"),
        "cancel_asked": (
            "Skenario {number} dihentikan; tidak ada rencana yang disimpan.",
            "Scenario {number} is being stopped; no plan is kept.",
        ),
        "stopping": ("Sedang dihentikan", "Stopping"),
        "waits": ("Menunggu giliran", "Waiting for its turn"),
        "waits_behind": ("Menunggu {count} skenario di depannya", "Waits for {count} before it"),
        "step_of": ("Langkah {number} dari {steps}: {step}", "Step {number} of {steps}: {step}"),
        "step_reading": ("membaca data", "reading the data"),
        "step_risk": ("menilai kerawanan", "scoring vulnerability"),
        "step_posts": ("mengelompokkan TPS menjadi pos", "grouping stations into posts"),
        "step_shortage": ("menyesuaikan dengan kekuatan", "fitting to the force"),
        "step_reserves": ("menempatkan regu reaksi cepat", "placing reserve teams"),
        "step_assignment": ("menugaskan personel", "assigning officers"),
        "step_stress": ("menguji dengan simulasi", "stress-testing by simulation"),
        "step_storing": ("menyimpan rencana", "storing the plan"),
        "progress": ("Kemajuan", "Progress"),
        "running_for": ("Berjalan", "Running for"),
        "seconds": ("{seconds} dtk", "{seconds} s"),
        "minutes": ("{minutes} mnt {seconds} dtk", "{minutes} min {seconds} s"),
        "attempt": (
            "Percobaan ke-{number}: dilanjutkan setelah server terputus",
            "Attempt {number}: continued after the server was cut off",
        ),
        "gap": ("paling banyak {gap} dari yang terbaik", "at most {gap} from the best"),
        "gap_none": ("terbukti yang terbaik", "proven best"),
        "bounds": ("Mutu yang terbukti", "Proven quality"),
        "failed_title": ("Tidak ada rencana", "There is no plan"),
        "cancelled_title": ("Dibatalkan", "Cancelled"),
        "cancelled_text": (
            "Tidak ada rencana yang disimpan. Skenario dapat dijalankan lagi.",
            "No plan was kept. The scenario can be run again.",
        ),
        "result_short": (
            "Kurang {short} personel; {below} TPS di bawah doktrin",
            "{short} officers missing; {below} stations below doctrine",
        ),
        "result_below": (
            "Kekuatan cukup, tetapi {below} TPS di bawah doktrin",
            "The force is enough, but {below} stations are below doctrine",
        ),
        "result_closes": (
            "Kekuatan cukup: setiap pos sesuai doktrin",
            "The force is enough: all at doctrine",
        ),
        "result_text": (
            "Tersimpan sebagai draf rencana {number} dalam {took}.",
            "Kept as draft plan {number} after {took}.",
        ),
        "open_plan": ("Buka rencana {number}", "Open plan {number}"),
        "need": ("Kebutuhan", "Requirement"),
        "available": ("{count} tersedia", "{count} available"),
        "short": ("Kekurangan", "Shortage"),
        "below": ("{count} TPS di bawah doktrin", "{count} stations below doctrine"),
        "below_column": ("TPS di bawah doktrin", "Stations below doctrine"),
        "posts": ("Pos", "Posts"),
        "stations": ("menjaga {count} TPS", "guarding {count} stations"),
        "reach": ("Jangkauan cadangan", "Reserve reach"),
        "reach_column": ("Jangkauan", "Reach"),
        "p90_column": ("Waktu tanggap (menit)", "Response (min)"),
        "short_column": ("Kurang", "Short"),
        "reach_note": (
            "{teams} regu, dalam {minutes} menit",
            "{teams} teams, within {minutes} min",
        ),
        "p90": ("Waktu tanggap", "Response time"),
        "interval": (
            "9 dari 10 kejadian; selang 95 %: {low}\u2013{high} menit",
            "9 of 10 incidents; 95 % interval: {low}\u2013{high} min",
        ),
        "lead": ("Skenario {number} · {who} · {when}", "Scenario {number} · {who} · {when}"),
        "again": ("Ulangi dengan perubahan", "Again with changes"),
        "differs": ("Yang berbeda dari data", "What differs from the data"),
        "nothing": ("seperti data", "as the data"),
        "and_more": ("dan {count} lagi", "and {count} more"),
        "as_data": (
            "Semua setelan dan personel seperti di data versi {number}.",
            "All settings and officers as in data version {number}.",
        ),
        "setting": ("Setelan", "Setting"),
        "of_data": ("Data versi {number}", "Data version {number}"),
        "of_run": ("Skenario ini", "This scenario"),
        "facts": ("Keterangan", "Facts"),
        "data": ("Versi data", "Data version"),
        "began": ("Mulai", "Began"),
        "ended": ("Selesai", "Ended"),
        "ended_title": ("Skenario selesai", "Finished scenarios"),
        "compare": ("Bandingkan", "Compare"),
        "compare_help": (
            "Centang dua sampai empat rencana, lalu bandingkan.",
            "Tick two to four plans, then compare.",
        ),
        "choose": ("Pilih {name}", "Choose {name}"),
        "scenario": ("Skenario", "Scenario"),
        "state": ("Keadaan", "State"),
        "plan": ("Rencana", "Plan"),
        "page_of": ("Halaman {page} dari {pages}", "Page {page} of {pages}"),
        "previous": ("Sebelumnya", "Previous"),
        "next": ("Berikutnya", "Next"),
        "name": ("Nama skenario", "Name of the scenario"),
        "name_help": (
            "Misalnya: 616 personel, k = 8. Nama ini tampil di daftar dan perbandingan.",
            "For example: 616 officers, k = 8. Shown in lists and comparisons.",
        ),
        "name_missing": ("Isi nama skenario.", "Give the scenario a name."),
        "group_main": ("Yang paling sering diubah", "Changed most often"),
        "all_settings": ("Semua setelan", "All settings"),
        "group_targets": ("Sasaran rencana", "Targets of the plan"),
        "group_pattern": ("Pola {name}", "Pattern {name}"),
        "group_assignment": ("Aturan penugasan", "Rules of assignment"),
        "group_supervision": ("Pengendalian", "Supervision"),
        "group_travel": ("Waktu tempuh", "Travel times"),
        "group_mode": ("Perjalanan: {mode}", "Travel: {mode}"),
        "extra_officers": ("Personel tambahan (BKO)", "Extra officers (BKO)"),
        "extra_help": (
            "Di atas {available} personel yang tersedia; 0 sampai 10.000. Regu sepuluh orang dari "
            "Polres.",
            "On top of {available} officers available; 0 to 10,000. Teams of ten from the Polres.",
        ),
        "extra_wrong": (
            "Tulis bilangan bulat 0 sampai {most}.",
            "Write a whole number from 0 to {most}.",
        ),
        "locks": ("Keputusan yang dikunci", "Locked decisions"),
        "locks_help": (
            "Pos dan personel yang dikunci di rencana itu tetap; sisanya dihitung di sekitarnya.",
            "Posts and officers locked in that plan stay; the rest is planned around them.",
        ),
        "locks_none": ("Tidak ada: semua dihitung baru", "None: plan everything anew"),
        "locks_of": ("Kunci dari rencana {number}", "Locks of plan {number}"),
        "locks_unreadable": (
            "Kunci rencana itu tidak dapat dibaca lagi. Pilih rencana lain atau tanpa kunci.",
            "The locks of that plan can no longer be read. Choose another plan, or none.",
        ),
        "seed": ("Benih acak", "Random seed"),
        "seed_help": (
            "Benih dan setelan yang sama selalu memberi rencana yang sama.",
            "The same seed and settings always give the same plan.",
        ),
        "seed_wrong": (
            "Benih acak: bilangan bulat 0 sampai 999999999.",
            "Random seed: a whole number from 0 to 999999999.",
        ),
        "copy_of": ("{name} (salinan)", "{name} (copy)"),
        "changed": ("diubah", "changed"),
        "changed_count": ("{count} diubah", "{count} changed"),
        "wrong_count": ("{count} keliru", "{count} wrong"),
        "field_data": ("Data: {value}", "Data: {value}"),
        "limits_between": ("{low}\u2013{high}", "{low}\u2013{high}"),
        "limits_above": ("lebih dari {low}, sampai {high}", "more than {low}, up to {high}"),
        "not_a_number": ("Tulis angka, misalnya {example}.", "Write a number, such as {example}."),
        "form_wrong": ("{count} isian perlu diperbaiki", "{count} fields need mending"),
        "unsaved": ("Isian belum dijalankan.", "The scenario was not started yet."),
        "start": ("Hitung rencana", "Make the plan"),
        "back": ("Kembali", "Back"),
        "unit_minutes": ("menit", "minutes"),
        "unit_officers": ("personel", "officers"),
        "unit_stations": ("TPS", "stations"),
        "unit_linmas": ("Linmas", "Linmas"),
        "unit_posts": ("pos", "posts"),
        "unit_kmh": ("km/jam", "km/h"),
        "unit_km": ("km", "km"),
        "unit_incidents": ("kejadian", "incidents"),
        "unit_times": ("kali", "times"),
        "word_hard": ("Tidak pernah dilanggar", "Never broken"),
        "word_soft": ("Hanya bila terpaksa", "Only where nothing else works"),
        "word_off": ("Tidak dilihat", "Not looked at"),
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
