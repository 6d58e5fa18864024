"""What the doctor says: what was found, and under ``<key>_remedy`` what to do."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "title_environment": ("Pengaturan", "Settings"),
        "title_data": ("Direktori data", "Data directory"),
        "title_keys": ("Kunci", "Keys"),
        "title_https": ("Nama host dan HTTPS", "Host names and HTTPS"),
        "title_room": ("Ruang disk", "Disk space"),
        "title_clock": ("Jam", "Clock"),
        "title_assets": ("Gaya dan skrip", "Styles and scripts"),
        "title_basemap": ("Peta dasar", "Basemap"),
        "title_backup": ("Cadangan", "Backup"),
        "title_database": ("Basis data", "Database"),
        "title_log": ("Keamanan tulis", "Safe writing"),
        "title_schema": ("Skema", "Schema"),
        "title_people": ("Akun", "Accounts"),
        "title_worker": ("Pekerja latar", "Background worker"),
        "title_ledger": ("Buku jurnal", "Ledger"),
        "title_plans": ("Rencana", "Plans"),
        "title_outside": ("Dari luar", "From outside"),
        "verdict_ok": ("baik", "good"),
        "verdict_warning": ("perhatian", "warning"),
        "verdict_error": ("masalah", "problem"),
        "remedy": ("Tindakan", "Remedy"),
        "sum_ok": ("Semua baik.", "All is well."),
        "sum_warning": (
            "{warnings} hal perlu perhatian; tidak ada yang menghalangi kerja.",
            "{warnings} things need attention; nothing stops work.",
        ),
        "sum_error": (
            "{errors} masalah harus dibereskan, {warnings} hal perlu perhatian.",
            "{errors} problems must be mended, {warnings} things need attention.",
        ),
        "environment_ok": ("variabel terbaca", "variables read"),
        "environment_unknown": (
            "{name} tidak dikenal dan tidak berpengaruh",
            "{name} is not known and has no effect",
        ),
        "environment_unknown_remedy": (
            "periksa ejaannya; daftar variabel ada di docs/id/deployment.md",
            "check its spelling; the list of variables is in docs/deployment.md",
        ),
        "data_ok": (
            "{path} dapat ditulis dan tertutup bagi pengguna lain",
            "{path} can be written and is closed to other users",
        ),
        "data_owner": (
            "{path} milik pengguna lain",
            "{path} belongs to another user",
        ),
        "data_owner_remedy": (
            "jalankan siaga sebagai pengguna pemilik direktori itu, misalnya: "
            "sudo -u siaga siaga doctor",
            "run siaga as the user who owns it, for example: sudo -u siaga siaga doctor",
        ),
        "data_open": (
            "{path} dapat dibaca pengguna lain di mesin ini",
            "{path} can be read by other users of this machine",
        ),
        "data_open_remedy": ("chmod 700 {path}", "chmod 700 {path}"),
        "keys_ok": ("ada di {path}, tertutup", "in {path}, closed"),
        "keys_environment": (
            "kunci rahasia dari SIAGA_SECRET_KEY",
            "secret key from SIAGA_SECRET_KEY",
        ),
        "keys_missing": ("kunci rahasia tidak ada di {path}", "no secret key in {path}"),
        "keys_missing_remedy": (
            "pulihkan dari cadangan, atau jalankan siaga serve sekali (semua orang masuk lagi)",
            "bring it back from a backup, or run siaga serve once (everybody signs in again)",
        ),
        "keys_open": (
            "{path} dapat dibaca pengguna lain",
            "{path} can be read by other users",
        ),
        "keys_open_remedy": (
            "chmod 600 {path}; anggap kunci itu bocor bila ada orang lain di mesin ini",
            "chmod 600 {path}; take the key for known if others use this machine",
        ),
        "https_ok": ("{hosts}, melalui HTTPS", "{hosts}, over HTTPS"),
        "https_local": ("hanya di mesin ini, tanpa HTTPS", "on this machine only, without HTTPS"),
        "https_off": (
            "melayani {hosts} tanpa HTTPS: kata sandi dapat disadap",
            "serves {hosts} without HTTPS: passwords can be overheard",
        ),
        "https_off_remedy": (
            "taruh Caddy atau nginx di depan (deploy/) dan atur SIAGA_HTTPS=1",
            "put Caddy or nginx before it (deploy/) and set SIAGA_HTTPS=1",
        ),
        "https_no_host": (
            "SIAGA_HTTPS=1, tetapi SIAGA_HOSTS kosong: peramban akan ditolak",
            "SIAGA_HTTPS=1, but SIAGA_HOSTS is empty: browsers will be refused",
        ),
        "https_no_host_remedy": (
            "atur SIAGA_HOSTS ke nama di peramban, misalnya siaga.polres.example",
            "set SIAGA_HOSTS to the name in the browser, for example siaga.polres.example",
        ),
        "room_ok": ("{free} GB bebas di {path}", "{free} GB free in {path}"),
        "room_little": ("tinggal {free} GB di {path}", "only {free} GB left in {path}"),
        "room_little_remedy": (
            "pindahkan cadangan lama ke tempat lain, atau perbesar disk",
            "move old backups elsewhere, or enlarge the disk",
        ),
        "room_none": ("hampir habis: {free} GB di {path}", "nearly none: {free} GB in {path}"),
        "room_none_remedy": (
            "kosongkan ruang sekarang; tanpa ruang tidak ada yang dapat disimpan",
            "make room now; without it nothing can be saved",
        ),
        "clock_ok": ("{now}, disetel server waktu", "{now}, kept by a time server"),
        "clock_unknown": (
            "{now}; periksa sendiri bila mesin ini tanpa server waktu",
            "{now}; check it yourself if this machine has no time server",
        ),
        "clock_alone": (
            "{now}, tidak disetel server waktu",
            "{now}, not kept by a time server",
        ),
        "clock_alone_remedy": (
            "apt-get install systemd-timesyncd; timedatectl set-ntp true",
            "apt-get install systemd-timesyncd; timedatectl set-ntp true",
        ),
        "clock_differs": (
            "jam mesin ini dan jam basis data berbeda {seconds} detik",
            "the clocks of this machine and of the database differ by {seconds} seconds",
        ),
        "clock_differs_remedy": (
            "setel kedua mesin dengan server waktu (timedatectl set-ntp true)",
            "keep both machines by a time server (timedatectl set-ntp true)",
        ),
        "clock_ahead": (
            "{count} catatan buku jurnal berwaktu di masa depan",
            "{count} ledger entries are dated in the future",
        ),
        "clock_ahead_remedy": (
            "jam mesin pernah atau sedang salah: betulkan jam; catatannya sendiri tidak diubah",
            "the machine's clock is or was wrong: set it right; the entries stay as they are",
        ),
        "assets_ok": ("{count} berkas terbangun", "{count} files built"),
        "assets_missing": ("belum dibangun: {path}", "not built: {path}"),
        "assets_missing_remedy": ("scripts/setup frontend", "scripts/setup frontend"),
        "basemap_ok": ("{path}", "{path}"),
        "basemap_missing": (
            "{path} tidak terbaca atau bukan PMTiles; peta tampil tanpa peta dasar",
            "{path} can not be read or is no PMTiles file; the map shows without a basemap",
        ),
        "basemap_missing_remedy": (
            "periksa SIAGA_BASEMAP, atau hapus: peta tetap bekerja tanpa itu",
            "check SIAGA_BASEMAP, or leave it out: the map works without it",
        ),
        "backup_ok": ("{created} di {path}", "{created} in {path}"),
        "backup_old": ("cadangan terakhir {days} hari lalu", "the last backup is {days} days old"),
        "backup_old_remedy": (
            "siaga backup BERKAS; pasang deploy/siaga-backup.timer agar terjadi setiap malam",
            "siaga backup FILE; install deploy/siaga-backup.timer to have one every night",
        ),
        "backup_none": ("belum pernah dicadangkan", "never backed up"),
        "backup_none_remedy": (
            "siaga backup BERKAS; pasang deploy/siaga-backup.timer agar terjadi setiap malam",
            "siaga backup FILE; install deploy/siaga-backup.timer to have one every night",
        ),
        "database_ok": ("{where} terjangkau", "{where} can be reached"),
        "log_ok": ("WAL, tersimpan aman bila listrik padam", "WAL, safe when the power fails"),
        "log_mode": (
            "SQLite tidak memakai WAL (mode {mode}): pembaca dan penulis saling menunggu",
            "SQLite does not use WAL (mode {mode}): readers and writers wait for each other",
        ),
        "log_mode_remedy": (
            "letakkan direktori data di disk mesin ini, bukan di jaringan (NFS, SMB)",
            "have the data directory on a disk of this machine, not on a network (NFS, SMB)",
        ),
        "log_unsafe": (
            "basis data tidak menunggu disk: listrik padam dapat merusaknya",
            "the database does not wait for the disk: a power cut can damage it",
        ),
        "log_unsafe_remedy": (
            "PostgreSQL: fsync = on dan full_page_writes = on; SQLite: hapus pengaturan sendiri",
            "PostgreSQL: fsync = on and full_page_writes = on; SQLite: remove settings of your own",
        ),
        "log_broken": ("berkas SQLite rusak: {problem}", "the SQLite file is damaged: {problem}"),
        "log_broken_remedy": (
            "hentikan siaga, salin berkas itu untuk diselidiki, lalu siaga restore CADANGAN "
            "--replace",
            "stop siaga, copy the file for inspection, then siaga restore BACKUP --replace",
        ),
        "postgresql_ok": (
            "PostgreSQL {version}, tersimpan aman bila listrik padam",
            "PostgreSQL {version}, safe when the power fails",
        ),
        "postgresql_old": (
            "PostgreSQL {version} terlalu lama",
            "PostgreSQL {version} is too old",
        ),
        "postgresql_old_remedy": (
            "perbarui ke PostgreSQL 15 atau lebih baru",
            "upgrade to PostgreSQL 15 or later",
        ),
        "schema_ok": ("mutakhir, {count} langkah", "up to date, {count} steps"),
        "schema_old": ("{count} langkah belum dijalankan", "{count} steps not yet applied"),
        "schema_old_remedy": (
            "jalankan siaga serve: ia mencadangkan lalu memperbarui",
            "run siaga serve: it makes a backup and upgrades",
        ),
        "schema_newer": (
            "basis data dari Siaga yang lebih baru: {steps}",
            "the database is from a newer Siaga: {steps}",
        ),
        "schema_newer_remedy": (
            "pasang versi itu, atau pulihkan cadangan dari sebelum pembaruan",
            "install that version, or bring back the backup from before the upgrade",
        ),
        "people_ok": ("{count} akun, {admins} admin", "{count} accounts, {admins} administrators"),
        "people_demo": (
            "{count} akun demo di instalasi yang bukan demo; mereka tidak dapat masuk",
            "{count} demo accounts in an installation that is no demo; they can not sign in",
        ),
        "people_demo_remedy": (
            "jangan pakai basis data demo untuk operasi nyata: mulai dengan SIAGA_DATA_DIR baru",
            "do not use a demo database for a real operation: begin with a new SIAGA_DATA_DIR",
        ),
        "people_demo_public": (
            "mode demo pada nama host umum",
            "demo mode on a public host name",
        ),
        "people_demo_public_remedy": (
            "hapus SIAGA_DEMO; mode demo hanya untuk mesin sendiri",
            "remove SIAGA_DEMO; demo mode is for one's own machine only",
        ),
        "people_no_admin": ("belum ada admin sistem", "there is no administrator yet"),
        "people_no_admin_remedy": (
            "siaga createuser NAMA --role admin --agency 'Polda ...'",
            "siaga createuser NAME --role admin --agency 'Polda ...'",
        ),
        "worker_ok": ("hidup", "alive"),
        "worker_none": (
            "tidak ada yang berjalan: rencana tidak akan dihitung",
            "none is running: no plan will be computed",
        ),
        "worker_none_remedy": ("jalankan siaga serve", "run siaga serve"),
        "worker_late": ("diam sejak {since}", "silent since {since}"),
        "worker_late_remedy": (
            "mulai ulang siaga serve dan lihat lognya (journalctl -u siaga)",
            "restart siaga serve and look at its log (journalctl -u siaga)",
        ),
        "ledger_ok": (
            "{size} entri, ditandatangani sampai {signed} (siaga doctor --full membaca semuanya)",
            "{size} entries, signed up to {signed} (siaga doctor --full reads all of them)",
        ),
        "ledger_proven": (
            "{size} entri dibaca dari awal dan cocok, ditandatangani sampai {signed}",
            "{size} entries read from the first and right, signed up to {signed}",
        ),
        "ledger_guard": (
            "pengaman {name} hilang dari basis data",
            "guard {name} is gone from the database",
        ),
        "ledger_guard_remedy": (
            "cari siapa yang menghapusnya; siaga doctor --full; lalu siaga serve memasangnya lagi "
            "pada pembaruan berikut (python -m siaga.server migrate)",
            "find out who removed it; siaga doctor --full; python -m siaga.server migrate puts it "
            "back",
        ),
        "ledger_lost": (
            "hanya {size} entri, padahal {signed} pernah ditandatangani: catatan hilang",
            "only {size} entries, though {signed} were signed for: entries are lost",
        ),
        "ledger_lost_remedy": (
            "hentikan siaga, simpan keadaan ini, dan pulihkan cadangan terbaru",
            "stop siaga, keep this state, and bring back the newest backup",
        ),
        "ledger_key": (
            "kunci buku jurnal tidak ada atau bukan miliknya: {path}",
            "the ledger's key is gone or not its own: {path}",
        ),
        "ledger_key_remedy": (
            "pulihkan {path} dari cadangan yang memuat kunci",
            "bring {path} back from a backup with keys",
        ),
        "ledger_wrong": (
            "{count} pertentangan ditemukan",
            "{count} contradictions found",
        ),
        "ledger_wrong_remedy": (
            "hentikan siaga, simpan keadaan ini untuk diselidiki, pulihkan cadangan terakhir yang "
            "baik, dan beri tahu badan yang ikut menandatangani",
            "stop siaga, keep this state for inspection, bring back the last good backup, and tell "
            "the agencies that co-sign",
        ),
        "plans_ok": (
            "{count} rencana yang telah diperiksa sama dengan yang tercatat dalam buku jurnal",
            "{count} checked plans are the ones on record in the ledger",
        ),
        "plans_wrong": (
            "rencana {number} ({id}) bukan lagi yang diperiksa: isinya tidak sesuai dengan buku "
            "jurnal",
            "plan {number} ({id}) is no longer the one that was checked: it does not match the "
            "ledger",
        ),
        "plans_wrong_remedy": (
            "jangan pakai rencana itu; simpan keadaan ini untuk diselidiki dan pulihkan cadangan "
            "terakhir yang baik",
            "do not use that plan; keep this state for inspection and bring back the last good "
            "backup",
        ),
        "outside_ok": ("{url} menjawab dengan benar", "{url} answers as it should"),
        "outside_url": ("{url} bukan alamat", "{url} is not an address"),
        "outside_url_remedy": (
            "tulis misalnya --url https://siaga.polres.example",
            "write for example --url https://siaga.polres.example",
        ),
        "outside_plain": (
            "{url} tanpa HTTPS: kata sandi dapat disadap",
            "{url} is without HTTPS: passwords can be overheard",
        ),
        "outside_plain_remedy": (
            "taruh Caddy atau nginx di depan (deploy/) dan atur SIAGA_HTTPS=1",
            "put Caddy or nginx before it (deploy/) and set SIAGA_HTTPS=1",
        ),
        "outside_silent": (
            "{url} tidak menjawab dengan benar (status {status}) {problem}",
            "{url} does not answer as it should (status {status}) {problem}",
        ),
        "outside_silent_remedy": (
            "periksa apakah proksi dan siaga berjalan, sertifikat berlaku, dan SIAGA_HOSTS memuat "
            "nama itu",
            "check that proxy and siaga run, that the certificate is valid, and that SIAGA_HOSTS "
            "holds the name",
        ),
        "outside_header": (
            "proksi tidak mengirim X-Forwarded-Proto: siaga mengira sambungannya tanpa HTTPS",
            "the proxy does not send X-Forwarded-Proto: siaga takes the connection for one without "
            "HTTPS",
        ),
        "outside_header_remedy": (
            "nginx: proxy_set_header X-Forwarded-Proto $scheme; (lihat deploy/nginx.conf)",
            "nginx: proxy_set_header X-Forwarded-Proto $scheme; (see deploy/nginx.conf)",
        ),
        "outside_unsaid": (
            "peramban datang lewat HTTPS, tetapi SIAGA_HTTPS tidak diatur: cookie tidak terlindung",
            "browsers come over HTTPS, but SIAGA_HTTPS is not set: cookies are not protected",
        ),
        "outside_unsaid_remedy": (
            "atur SIAGA_HTTPS=1 lalu mulai ulang",
            "set SIAGA_HTTPS=1 and restart",
        ),
        "outside_metrics": (
            "/metrics dapat dibaca dari luar",
            "/metrics can be read from outside",
        ),
        "outside_metrics_remedy": (
            "tutup /metrics di proksi (lihat deploy/), atau atur SIAGA_METRICS_TOKEN",
            "close /metrics in the proxy (see deploy/), or set SIAGA_METRICS_TOKEN",
        ),
    }
)
