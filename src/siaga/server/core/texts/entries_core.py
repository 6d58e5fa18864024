"""Sentences of core's ledger entries: accounts, people, agencies, operations, the ledger itself."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "account_password_changed": (
            "Mengganti kata sandi sendiri; {sessions_ended} sesi diakhiri",
            "Changed their own password; {sessions_ended} sessions ended",
        ),
        "account_second_factor_added": (
            "Memasang aplikasi autentikator",
            "Enrolled an authenticator app",
        ),
        "account_second_factor_removed": (
            "Melepas aplikasi autentikator",
            "Took the authenticator app away",
        ),
        "account_recovery_codes_made": (
            "Membuat {count} kode pemulihan baru",
            "Made {count} new recovery codes",
        ),
        "account_recovery_code_used": (
            "Masuk dengan kode pemulihan; sisa {left}",
            "Signed in with a recovery code; {left} left",
        ),
        "account_sessions_ended": (
            "Mengakhiri {count} sesi sendiri",
            "Ended {count} sessions of their own",
        ),
        "account_identity_linked": (
            "Menghubungkan akun dengan {issuer}",
            "Linked the account to {issuer}",
        ),
        "account_identity_removed": (
            "Memutus akun dari {issuer}",
            "Unlinked the account from {issuer}",
        ),
        "people_invited": (
            "Mengundang seseorang sebagai {role} ({agency})",
            "Invited somebody as {role} ({agency})",
        ),
        "people_role_given": (
            "Memberi peran {role} ({agency})",
            "Gave the role {role} ({agency})",
        ),
        "people_role_changed": (
            "Mengubah peran dari {was} menjadi {role}",
            "Changed a role from {was} to {role}",
        ),
        "people_role_ended": ("Mengakhiri peran {role}", "Ended the role {role}"),
        "people_link_made": (
            "Membuat tautan masuk sekali pakai; {sessions_ended} sesi diakhiri",
            "Made a one-time sign-in link; {sessions_ended} sessions ended",
        ),
        "people_second_factor_reset": (
            "Mengatur ulang faktor kedua seseorang; {sessions_ended} sesi diakhiri",
            "Reset somebody's second factor; {sessions_ended} sessions ended",
        ),
        "people_sessions_ended": (
            "Mengakhiri {count} sesi seseorang",
            "Ended {count} sessions of somebody",
        ),
        "people_erased": (
            "Menghapus data pribadi seseorang: {openings} nilai, {roles} peran",
            "Erased somebody's personal data: {openings} values, {roles} roles",
        ),
        "agency_created": ("Instansi {name} dibuat", "Agency {name} was created"),
        "operation_created": (
            "Operasi {name} dibuka untuk {region}, pemungutan suara {voting_day}",
            "Operation {name} was opened for {region}, voting on {voting_day}",
        ),
        "ledger_key_registered": (
            "Mendaftarkan kunci instansi untuk ikut menandatangani jurnal",
            "Named the agency's key for co-signing the ledger",
        ),
        "ledger_cosigned": (
            "Ikut menandatangani titik periksa atas {size} entri",
            "Co-signed the checkpoint over {size} entries",
        ),
        "ledger_exported": (
            "Mengambil ekspor jurnal dengan {size} entri",
            "Took an export of the ledger with {size} entries",
        ),
    }
)
