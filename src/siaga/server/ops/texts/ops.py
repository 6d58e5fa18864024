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
        "env.database.broken": (
            "DATABASE_URL tidak dapat dibaca ({problem}); tulis "
            "postgresql://pengguna:sandi@host:5432/nama; huruf khusus dalam sandi ditulis %XX",
            "DATABASE_URL can not be read ({problem}); write "
            "postgresql://user:password@host:5432/name; special characters in the password as %XX",
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
        "serving.none": ("belum ada", "none yet"),
        "disk.full": (
            "{path}: disk penuh; kosongkan ruang lalu coba lagi. Yang lama tidak berubah",
            "{path}: the disk is full; make room and try again. What was there is unchanged",
        ),
        "write.failed": (
            "{path}: tidak dapat ditulis ({problem})",
            "{path}: can not be written ({problem})",
        ),
        "assets.missing": (
            "Gaya dan skrip halaman belum dibangun; jalankan scripts/setup frontend",
            "Styles and scripts of the pages are not built; run scripts/setup frontend",
        ),
    }
)
