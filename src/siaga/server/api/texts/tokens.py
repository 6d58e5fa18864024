"""Words of the token pages."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "title": ("Token API", "API tokens"),
        "lead": (
            "Dengan token, QGIS atau program lain membaca atas nama Anda: tidak pernah lebih "
            "dari peran Anda, hanya selama berlaku, dan dapat dicabut kapan saja.",
            "With a token, QGIS or another program reads in your name: never more than your "
            "role, only while it is valid, and you can revoke it at any time.",
        ),
        "new": ("Buat token", "Make a token"),
        "none": ("Belum ada token", "No tokens yet"),
        "none_about": (
            "Token membuka lapisan peta untuk QGIS dan API untuk program lain.",
            "A token opens map layers for QGIS and the API for other programs.",
        ),
        "name": ("Nama", "Name"),
        "name_help": (
            "Untuk apa dan di mana, misalnya QGIS posko",
            "What for and where: QGIS posko",
        ),
        "prefix": ("Awal token", "Begins with"),
        "scopes": ("Boleh untuk", "May be used for"),
        "operation": ("Operasi", "Operation"),
        "operation_help": (
            "Satu operasi saja lebih aman",
            "One operation alone is safer",
        ),
        "every_operation": ("Semua operasi saya", "All my operations"),
        "expires": ("Berlaku sampai", "Valid until"),
        "used": ("Terakhir dipakai", "Last used"),
        "never": ("belum pernah", "never"),
        "state": ("Status", "State"),
        "valid": ("Berlaku", "Valid"),
        "expired": ("Kedaluwarsa", "Expired"),
        "revoked": ("Dicabut", "Revoked"),
        "revoke": ("Cabut", "Revoke"),
        "revoke_of": ("Cabut {name}", "Revoke {name}"),
        "revoke_about": (
            "Program yang memakai token ini langsung ditolak. Tidak dapat dibatalkan.",
            "Programs that use this token are refused at once. This can not be undone.",
        ),
        "was_revoked": ("Token {prefix} dicabut.", "Token {prefix} is revoked."),
        "days": ("Masa berlaku", "Valid for"),
        "n_days": ("{count} hari", "{count} days"),
        "scope_read": (
            "Membaca operasi, data, rencana, skenario dan jurnal",
            "Read operations, data, plans, runs and ledger",
        ),
        "scope_people": (
            "Melihat personel dan penempatan, bila peran Anda membolehkan",
            "See officers and placements, when your role may",
        ),
        "scope_write": (
            "Menjalankan dan membatalkan skenario, menyimpan usulan",
            "Start and cancel runs, save proposals",
        ),
        "scope_layers": ("Lapisan peta untuk QGIS", "Map layers for QGIS"),
        "short_read": ("baca", "read"),
        "short_people": ("personel", "people"),
        "short_write": ("tulis", "write"),
        "short_layers": ("peta", "layers"),
        "create": ("Buat token", "Make token"),
        "cancel": ("Batal", "Cancel"),
        "made": ("Token dibuat: salin sekarang", "Token made: copy it now"),
        "made_about": (
            "Token ini hanya tampil sekali. Simpan di pengelola kata sandi atau di QGIS; "
            "siapa pun yang memegangnya membaca atas nama Anda.",
            "It is shown this once. Keep it in a password manager or in QGIS; whoever holds it "
            "reads in your name.",
        ),
        "copy": ("Salin token", "Copy token"),
        "done": ("Sudah saya simpan", "I have kept it"),
        "qgis": ("Sambungkan QGIS", "Connect QGIS"),
        "qgis_about": (
            "Layer > Add Layer > Add WFS / OGC API - Features Layer > New. Isi alamat di bawah; "
            "pada Authentication pilih Basic, nama bebas, token sebagai kata sandi.",
            "Layer > Add Layer > Add WFS / OGC API - Features Layer > New. Enter the address "
            "below; under Authentication choose Basic, any user name, the token as password.",
        ),
        "needs_name": (
            "Beri nama, supaya nanti Anda tahu token mana yang dicabut.",
            "Give it a name, so that you know later which one to revoke.",
        ),
        "needs_scope": (
            "Pilih paling sedikit satu kegunaan.",
            "Choose at least one use.",
        ),
        "needs_days": (
            "Masa berlaku 1 sampai {most} hari.",
            "Valid for 1 to {most} days.",
        ),
        "too_many": (
            "Sudah ada {most} token yang berlaku; cabut yang tidak dipakai.",
            "There are {most} valid tokens already; revoke one you do not use.",
        ),
    }
)
