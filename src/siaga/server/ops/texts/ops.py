"""What starting, saving and bringing back say."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "env.flag": (
            "{name}={value}: nilai tidak dikenal; tulis 1 atau 0",
            "{name}={value}: not a known value; write 1 or 0",
        ),
        "env.hosts": (
            "SIAGA_HOSTS: {host!r} bukan nama host; tulis misalnya siaga.polres.example "
            "(tanpa https:// dan tanpa port), pisahkan dengan koma",
            "SIAGA_HOSTS: {host!r} is not a host name; write for example siaga.polres.example "
            "(without https:// and port), separated by commas",
        ),
        "env.secret.short": (
            "SIAGA_SECRET_KEY terlalu pendek ({length} huruf); pakai sedikitnya 32, atau hapus: "
            "Siaga membuatnya sendiri di direktori data",
            "SIAGA_SECRET_KEY is too short ({length} characters); use at least 32, or leave it "
            "out: Siaga then makes one in the data directory",
        ),
        "env.data_dir": (
            "{path}: direktori data tidak dapat dipakai ({problem}); beri hak tulis kepada "
            "pengguna yang menjalankan Siaga, atau tunjuk direktori lain dengan SIAGA_DATA_DIR",
            "{path}: the data directory can not be used ({problem}); let the user that runs Siaga "
            "write there, or name another directory with SIAGA_DATA_DIR",
        ),
        "env.database": (
            "DATABASE_URL: basis data tidak dikenal (jenis {scheme}, nama {name}); tulis "
            "postgresql://pengguna:sandi@host:5432/nama atau sqlite:////path/ke/berkas",
            "DATABASE_URL: not a known database (kind {scheme}, name {name}); write "
            "postgresql://user:password@host:5432/name or sqlite:////path/to/file",
        ),
        "env.oidc.https": (
            "SIAGA_OIDC_ISSUER: {value!r} bukan alamat https; tulis misalnya "
            "https://sso.example.go.id.",
            "SIAGA_OIDC_ISSUER: {value!r} is not an https address; write for example "
            "https://sso.example.go.id.",
        ),
        "env.oidc.client": (
            "SIAGA_OIDC_ISSUER diisi tanpa kliennya; isi juga SIAGA_OIDC_CLIENT_ID dan "
            "SIAGA_OIDC_CLIENT_SECRET.",
            "SIAGA_OIDC_ISSUER is set without its client; set SIAGA_OIDC_CLIENT_ID and "
            "SIAGA_OIDC_CLIENT_SECRET too.",
        ),
        "env.database.broken": (
            "DATABASE_URL tidak dapat dibaca ({problem}); tulis "
            "postgresql://pengguna:sandi@host:5432/nama; huruf khusus dalam sandi ditulis %XX",
            "DATABASE_URL can not be read ({problem}); write "
            "postgresql://user:password@host:5432/name; special characters in the password as %XX",
        ),
        "env.database.prepare": (
            "DATABASE_URL: prepare_threshold={value} bukan bilangan bulat atau none; tulis "
            "misalnya prepare_threshold=none bila pengumpul koneksi tidak mendukung pernyataan "
            "yang disiapkan",
            "DATABASE_URL: prepare_threshold={value} is neither a whole number nor none; write "
            "prepare_threshold=none when the connection pooler has no prepared statements",
        ),
        "port.taken": (
            "Port {port} di {host} sudah dipakai program lain; hentikan program itu, atau pilih "
            "port lain: siaga serve --port {other}",
            "Port {port} on {host} is in use by another program; stop that program, or choose "
            "another port: siaga serve --port {other}",
        ),
        "port.denied": (
            "Port {port} di {host} tidak boleh dibuka ({problem}); pilih port di atas 1023 dan "
            "taruh Caddy atau nginx di depannya",
            "Port {port} on {host} may not be opened ({problem}); choose a port above 1023 and "
            "put Caddy or nginx before it",
        ),
        "host.unknown": (
            "{host}: alamat ini bukan milik mesin ini ({problem}); tulis misalnya --host 127.0.0.1",
            "{host}: not an address of this machine ({problem}); write for example "
            "--host 127.0.0.1",
        ),
        "served": (
            "{path} sedang dipakai oleh siaga serve lain (proses {pid}); hentikan dahulu, atau "
            "tunjuk direktori lain dengan SIAGA_DATA_DIR",
            "{path} is in use by another siaga serve (process {pid}); stop it first, or name "
            "another directory with SIAGA_DATA_DIR",
        ),
        "database.unreachable": (
            "Basis data {where} tidak terjangkau: {problem}\n"
            "Periksa apakah PostgreSQL berjalan dan DATABASE_URL benar, lalu coba lagi",
            "The database {where} can not be reached: {problem}\n"
            "Check that PostgreSQL runs and that DATABASE_URL is right, then try again",
        ),
        "database.file": (
            "{where} tidak dapat dibuka sebagai basis data: {problem}\n"
            "Periksa hak akses dan sisa ruang disk; bila berkasnya rusak, pulihkan dari cadangan: "
            "siaga restore BERKAS --replace",
            "{where} can not be opened as a database: {problem}\n"
            "Check its permissions and the free space; when the file is broken, bring back a "
            "backup: siaga restore FILE --replace",
        ),
        "database.newer": (
            "Basis data {where} berasal dari Siaga yang lebih baru (langkah tak dikenal: "
            "{steps}); jalankan versi Siaga itu, atau pulihkan cadangan dari sebelum pembaruan",
            "The database {where} comes from a newer Siaga (unknown steps: {steps}); run that "
            "version of Siaga, or bring back a backup from before the upgrade",
        ),
        "database.old": (
            "Basis data {where} belum diperbarui ({count} langkah); jalankan siaga serve sekali",
            "The database {where} is not up to date ({count} steps); run siaga serve once",
        ),
        "migrate.failed": (
            "Pembaruan basis data gagal pada langkah itu sendiri: {problem}\n"
            "Tidak ada yang berubah pada langkah yang gagal. Cadangan sebelum pembaruan: {backup}",
            "Upgrading the database failed: {problem}\n"
            "The step that failed changed nothing. Backup from before the upgrade: {backup}",
        ),
        "migrate.saving": (
            "Menyimpan cadangan sebelum pembaruan: {path}",
            "Saving a backup before the upgrade: {path}",
        ),
        "migrate.running": (
            "Memperbarui basis data: {count} langkah",
            "Upgrading the database: {count} steps",
        ),
        "serving": (
            "Siaga melayani {url} (hentikan dengan Ctrl-C)",
            "Siaga serves {url} (stop with Ctrl-C)",
        ),
        "serving.what": (
            "Basis data: {where}. Direktori data: {path}",
            "Database: {where}. Data directory: {path}",
        ),
        "disk.full": (
            "{path}: disk penuh; kosongkan ruang lalu coba lagi. Yang lama tidak berubah",
            "{path}: the disk is full; make room and try again. What was there is unchanged",
        ),
        "write.failed": (
            "{path}: tidak dapat ditulis ({problem})",
            "{path}: can not be written ({problem})",
        ),
        "passphrase.short": (
            "Frasa sandi terlalu pendek; pakai sedikitnya {least} huruf",
            "The passphrase is too short; use at least {least} characters",
        ),
        "passphrase.wrong": (
            "Frasa sandi tidak cocok, atau kotak kunci dalam cadangan rusak; tidak ada yang "
            "berubah",
            "The passphrase does not match, or the key box in the backup is damaged; nothing was "
            "changed",
        ),
        "passphrase.choose": (
            "Sertakan kunci atau tidak? Beri frasa sandi lewat --passphrase-file BERKAS (atau "
            "SIAGA_BACKUP_PASSPHRASE), atau tulis --without-keys. Tanpa kunci, buku jurnal yang "
            "dipulihkan tidak dapat ditandatangani lagi dengan kunci lamanya",
            "With the keys or without? Give a passphrase by --passphrase-file FILE (or "
            "SIAGA_BACKUP_PASSPHRASE), or write --without-keys. Without its keys a ledger that was "
            "brought back can not be signed with its old key",
        ),
        "passphrase.differ": (
            "Kedua frasa sandi tidak sama; coba lagi",
            "The two passphrases differ; try again",
        ),
        "archive.broken": (
            "{path} bukan cadangan Siaga yang utuh (terpotong, atau berkas lain); tidak ada yang "
            "berubah. Pakai cadangan lain",
            "{path} is not a whole backup of Siaga (cut short, or another file); nothing was "
            "changed. Use another backup",
        ),
        "archive.newer": (
            "{path} dibuat oleh Siaga {version} yang lebih baru; pulihkan dengan versi itu",
            "{path} was made by the newer Siaga {version}; bring it back with that version",
        ),
        "archive.members": (
            "{path}: isi cadangan tidak sama dengan daftarnya; tidak ada yang berubah. Pakai "
            "cadangan lain",
            "{path}: what the backup holds is not what its list says; nothing was changed. Use "
            "another backup",
        ),
        "archive.changed": (
            "{path}: bagian {part} berubah sejak cadangan dibuat; tidak ada yang dipulihkan. Pakai "
            "cadangan lain",
            "{path}: part {part} has changed since the backup was made; nothing was brought back. "
            "Use another backup",
        ),
        "archive.table": (
            "Tabel {part} dalam cadangan tidak dapat dibaca ({problem}); tidak ada yang berubah",
            "Table {part} of the backup can not be read ({problem}); nothing was changed",
        ),
        "archive.no_keys": (
            "{path} dibuat tanpa kunci; jalankan tanpa frasa sandi: siaga restore BERKAS "
            "--without-keys",
            "{path} was made without keys; run it without a passphrase: siaga restore FILE "
            "--without-keys",
        ),
        "backup.exists": (
            "{path} sudah ada dan tidak ditimpa; pilih nama lain",
            "{path} is there already and is not overwritten; choose another name",
        ),
        "backup.done": (
            "Cadangan: {path}, {size} MB, {rows} baris, buku jurnal {entries} entri; sudah dibaca "
            "ulang dan utuh. Kunci: {keys}\nSHA-256: {sha256}",
            "Backup: {path}, {size} MB, {rows} rows, ledger of {entries} entries; read back and "
            "whole. Keys: {keys}\nSHA-256: {sha256}",
        ),
        "keys.locked": ("disertakan, terkunci frasa sandi", "included, locked by the passphrase"),
        "keys.left_out": ("tidak disertakan", "left out"),
        "restore.filled": (
            "{where} sudah berisi akun atau catatan; untuk menggantinya tulis --replace (yang lama "
            "disimpan dengan nama lain bila SQLite; pada PostgreSQL buat cadangannya dahulu)",
            "{where} already holds accounts or records; to replace it write --replace (on SQLite "
            "the old one is kept under another name; on PostgreSQL make a backup of it first)",
        ),
        "restore.ledger": (
            "Buku jurnal yang dipulihkan tidak sama dengan yang dicadangkan ({found} entri, "
            "seharusnya {saved}); tidak ada yang berubah",
            "The ledger that came back is not the one that was saved ({found} entries instead of "
            "{saved}); nothing was changed",
        ),
        "restore.failed": (
            "{path} tidak dapat dipulihkan: {problem}; tidak ada yang berubah",
            "{path} can not be brought back: {problem}; nothing was changed",
        ),
        "restore.done": (
            "Dipulihkan: cadangan {created}, {rows} baris; akar buku jurnal cocok pada {entries} "
            "entri. Semua orang masuk lagi",
            "Brought back: the backup of {created}, {rows} rows; the ledger's root agrees at "
            "{entries} entries. Everybody signs in again",
        ),
        "restore.kept": (
            "Basis data sebelumnya disimpan: {path}",
            "The database from before is kept: {path}",
        ),
        "ledger.gap": (
            "Buku jurnal tidak utuh: entri {position} tidak ada; jalankan siaga doctor",
            "The ledger is not whole: entry {position} is missing; run siaga doctor",
        ),
        "ledger.root": (
            "Buku jurnal bertentangan dengan tanda tangannya pada {size} entri; jalankan siaga "
            "doctor, dan simpan cadangan terakhir yang baik",
            "The ledger contradicts its signature at {size} entries; run siaga doctor, and keep "
            "the last good backup",
        ),
        "agency.unknown": (
            "Instansi {name!r} belum ada. Yang ada: {known}. Admin sistem menambah instansi di "
            "halaman Instansi",
            "There is no agency {name!r}. There are: {known}. The administrator adds agencies on "
            "the page Agencies",
        ),
        "operation.unknown": (
            "Operasi {slug!r} tidak ada. Yang ada: {known}",
            "There is no operation {slug!r}. There are: {known}",
        ),
        "role.unknown": (
            "Peran {role!r} tidak dikenal; tulis salah satu: {known}",
            "Role {role!r} is not known; write one of: {known}",
        ),
        "role.needs_operation": (
            "Peran {role} berlaku dalam satu operasi; tulis --operation. Yang ada: {known}",
            "Role {role} is held in one operation; write --operation. There are: {known}",
        ),
        "role.above": (
            "Peran {role} berdiri di atas operasi; hapus --operation",
            "Role {role} stands above operations; leave --operation out",
        ),
        "password.none": (
            "Kata sandi tidak diberikan; ketik di terminal, kirim lewat masukan standar, atau "
            "tulis --generate",
            "No password given; type it on a terminal, send it by standard input, or write "
            "--generate",
        ),
        "password.differ": (
            "Kedua kata sandi tidak sama; coba lagi",
            "The two passwords differ; try again",
        ),
        "password.weak": (
            "Kata sandi ditolak: {problem}",
            "The password is refused: {problem}",
        ),
        "refused": ("{problem}", "{problem}"),
        "account.made": (
            "Akun {username}: {role}, {agency}",
            "Account {username}: {role}, {agency}",
        ),
        "account.password": (
            "Kata sandi (ditampilkan sekali ini saja): {password}",
            "Password (shown this once only): {password}",
        ),
        "account.factor": (
            "Peran ini memakai kode kedua: saat masuk pertama kali, hubungkan aplikasi "
            "autentikator",
            "This role uses a second code: at the first sign-in, connect an authenticator app",
        ),
        "demo.public": (
            "Mode contoh (SIAGA_DEMO=1) hanya dilayani untuk mesin ini, bukan di {host}; tulis "
            "--host 127.0.0.1, atau hapus SIAGA_DEMO",
            "Demo mode (SIAGA_DEMO=1) is served to this machine only, not on {host}; write "
            "--host 127.0.0.1, or remove SIAGA_DEMO",
        ),
        "demo.not_demo": (
            "{path} berisi akun yang bukan akun contoh; mode contoh tidak menyentuhnya. Tunjuk "
            "direktori lain dengan SIAGA_DATA_DIR",
            "{path} holds accounts that are no demo accounts; demo mode does not touch it. Name "
            "another directory with SIAGA_DATA_DIR",
        ),
        "demo.data": ("Memuat {name} ...", "Loading {name} ..."),
        "demo.planning": ("Menyusun rencana {name} ...", "Planning {name} ..."),
        "demo.issued": (
            "  terbit: {posts} pos, {officers} personel",
            "  issued: {posts} posts, {officers} officers",
        ),
        "demo.failed": (
            "Rencana {name} tidak jadi: {problem}",
            "The plan of {name} did not come about: {problem}",
        ),
        "demo.kept": (
            "Contoh sudah ada di {path}; dipakai lagi. Hapus direktori itu untuk mulai dari awal",
            "The demo is there in {path} and is used again. Remove that directory to begin anew",
        ),
        "demo.username": ("nama pengguna", "user name"),
        "demo.password": ("kata sandi", "password"),
        "demo.role": ("peran", "role"),
        "demo.agency": ("instansi", "agency"),
        "demo.accounts": (
            "Akun contoh (hanya di mesin ini, tidak pernah berlaku di luar mode contoh):",
            "Demo accounts (on this machine only, never valid outside demo mode):",
        ),
        "demo.start": (
            "Jalankan: {command}",
            "Run: {command}",
        ),
    }
)
