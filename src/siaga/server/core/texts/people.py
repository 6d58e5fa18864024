"""People, roles, agencies and operations."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "title": ("Orang dan peran", "People and roles"),
        "lead": (
            "Siapa yang dapat melihat dan mengubah apa dalam operasi ini. Setiap perubahan masuk "
            "buku jurnal.",
            "Who can see and change what in this operation. Every change enters the ledger.",
        ),
        "invite": ("Undang", "Invite"),
        "invite_title": ("Undang orang", "Invite somebody"),
        "invite_lead": (
            "Akun baru mendapat tautan sekali pakai untuk membuat kata sandi. Orang yang sudah "
            "punya akun langsung mendapat peran ini.",
            "A new account gets a one-time link to set a password. Somebody who has an account "
            "gets the role at once.",
        ),
        "search": ("Cari", "Search"),
        "search_hint": ("nama atau nama pengguna", "name or user name"),
        "role": ("Peran", "Role"),
        "all_roles": ("Semua peran", "All roles"),
        "apply": ("Tampilkan", "Show"),
        "count": ("{count} baris", "{count} rows"),
        "person": ("Orang", "Person"),
        "agency": ("Instansi", "Agency"),
        "operation": ("Operasi", "Operation"),
        "second_factor": ("Kode kedua", "Second code"),
        "second_factor_on": ("terpasang", "set up"),
        "second_factor_off": ("belum", "not yet"),
        "state": ("Keadaan", "State"),
        "state_active": ("aktif", "active"),
        "state_invited": ("menunggu kata sandi", "waiting for a password"),
        "state_closed": ("ditutup", "closed"),
        "last_sign_in": ("Terakhir masuk", "Last sign-in"),
        "never": ("belum pernah", "never"),
        "none_found": (
            "Tidak ada yang cocok. Ubah pencarian.",
            "Nobody fits. Change the search.",
        ),
        "username": ("Nama pengguna", "User name"),
        "username_help": (
            "Huruf kecil, angka, titik, garis; misalnya personel.0001",
            "Small letters, digits, dots, dashes; such as personel.0001",
        ),
        "name": ("Nama", "Name"),
        "name_help": ("Tampil pada persetujuan dan riwayat.", "Shown on approvals and histories."),
        "choose": ("Pilih", "Choose"),
        "agency_help": (
            "Instansi yang belum ada di daftar ditambahkan oleh admin.",
            "An agency that is not on the list is added by the administrator.",
        ),
        "cancel": ("Batal", "Cancel"),
        "link_title": ("Tautan untuk {name}", "Link for {name}"),
        "link_once": (
            "Hanya tampil sekali ini. Sampaikan langsung kepada orangnya; siapa pun yang memegang "
            "tautan ini dapat membuat kata sandi akun itu.",
            "Shown this once only. Hand it to the person themselves; whoever holds this link can "
            "set the password of the account.",
        ),
        "link_valid": (
            "Berlaku 48 jam dan satu kali.",
            "Works for 48 hours and once.",
        ),
        "link_label": ("Tautan sekali pakai", "One-time link"),
        "copy": ("Salin", "Copy"),
        "done": ("Selesai", "Done"),
        "role_given": (
            "{name} mendapat peran baru dengan akun yang sudah ada.",
            "{name} has the new role with the account they had.",
        ),
        "role_changed": ("Peran diganti.", "The role is changed."),
        "role_ended": ("Peran diakhiri.", "The role is ended."),
        "roles": ("Peran", "Roles"),
        "change": ("Ganti", "Change"),
        "new_role": ("Peran baru", "New role"),
        "end_role": ("Akhiri peran", "End role"),
        "end_role_consequence": (
            "Orang ini tidak lagi dapat membuka operasi dengan peran ini. Catatan perbuatannya "
            "tetap ada.",
            "This person can no longer open the operation with this role. What they did stays on "
            "record.",
        ),
        "help_title": ("Bantuan akun", "Help with the account"),
        "help_link": ("Tautan kata sandi baru", "New password link"),
        "help_link_what": (
            "Untuk yang lupa kata sandi. Kata sandi lama langsung tidak berlaku dan semua sesi "
            "berakhir.",
            "For a forgotten password. The old one stops working at once and all sessions end.",
        ),
        "help_second_factor": ("Lepas kode kedua", "Take away the second code"),
        "help_second_factor_what": (
            "Untuk ponsel yang hilang. Peran komando harus memasang yang baru saat masuk.",
            "For a lost phone. Command roles set up a new one when they sign in.",
        ),
        "help_sessions": ("Akhiri semua sesi", "End all sessions"),
        "help_sessions_what": (
            "Untuk perangkat yang hilang atau dipakai orang lain.",
            "For a device that is lost or in other hands.",
        ),
        "help_not": (
            "Akun ini di luar jangkauan peran Anda: pemiliknya berperan setara, lebih tinggi, atau "
            "juga di operasi lain. Mintalah kepada admin.",
            "This account is beyond your role's reach: its owner has an equal or higher role, or "
            "one in another operation. Ask the administrator.",
        ),
        "myself": (
            "Ini akun Anda sendiri. Kata sandi, kode kedua dan sesi ada di halaman Akun saya; "
            "peran Anda hanya dapat diubah oleh rekan.",
            "This is your own account. Password, second code and sessions are under My account; "
            "only a colleague can change your role.",
        ),
        "second_factor_reset": (
            "Kode kedua dilepas; sesinya diakhiri.",
            "The second code is taken away; sessions have ended.",
        ),
        "sessions_ended": ("Sesi yang diakhiri: {count}.", "Sessions ended: {count}."),
        "bad_username": (
            "Nama pengguna ini tidak dapat dipakai. Tulis 3 sampai 80 huruf kecil, angka, titik "
            "atau garis, misalnya personel.0001.",
            "This user name can not be used. Write 3 to 80 small letters, digits, dots or dashes, "
            "such as personel.0001.",
        ),
        "name_missing": ("Tulis nama orangnya.", "Write the person's name."),
        "role_missing": ("Pilih peran.", "Choose a role."),
        "agency_missing": ("Pilih instansi dari daftar.", "Choose an agency from the list."),
        "kind_missing": ("Pilih jenis instansi.", "Choose the kind of agency."),
        "role_not_yours": (
            "Peran ini tidak dapat Anda berikan atau akhiri. Peran Kapolres diberikan oleh "
            "Kapolres atau admin; peran Polda dan admin hanya oleh admin.",
            "This role is not yours to give or end. The commander's is given by a commander or the "
            "administrator; the province's and the administrator's by the administrator alone.",
        ),
        "role_twice": (
            "Orang ini sudah mempunyai peran itu.",
            "This person has that role already.",
        ),
        "agency_kind": (
            "Peran ini tidak ada di instansi jenis itu. Pilih instansi yang sesuai.",
            "That kind of agency has no such role. Choose a fitting agency.",
        ),
        "agency_elsewhere": (
            "Instansi ini tidak ikut dalam operasi. Pilih instansi dari wilayah yang sama.",
            "This agency takes no part in the operation. Choose one of the same regency.",
        ),
        "no_demo_here": (
            "Akun contoh hanya ada dalam mode contoh.",
            "Demo accounts exist in demo mode only.",
        ),
        "not_yourself": (
            "Peran dan akun sendiri tidak dapat diubah di sini. Mintalah kepada rekan.",
            "Your own role and account can not be changed here. Ask a colleague.",
        ),
        "not_in_reach": (
            "Akun ini di luar jangkauan peran Anda. Mintalah kepada admin.",
            "This account is beyond your role's reach. Ask the administrator.",
        ),
        "last_administrator": (
            "Ini admin terakhir. Angkat admin lain dulu, baru akhiri yang ini.",
            "This is the last administrator. Make another one first, then end this one.",
        ),
        "installation": ("Instalasi", "Installation"),
        "installation_lead": (
            "Operasi, instansi dan akun di server ini. Admin mengurus akun, bukan rencana.",
            "Operations, agencies and accounts on this server. The administrator looks after "
            "accounts, not plans.",
        ),
        "operations": ("Operasi", "Operations"),
        "operations_none": (
            "Belum ada operasi. Tambahkan Polda dan Polres sebagai instansi, lalu buka operasi.",
            "No operation yet. Add the Polda and the Polres as agencies, then open an operation.",
        ),
        "agencies": ("Instansi", "Agencies"),
        "agencies_none": (
            "Belum ada instansi. Mulai dari Polda.",
            "No agency yet. Begin with the Polda.",
        ),
        "kind": ("Jenis", "Kind"),
        "above": ("Di bawah", "Below"),
        "above_help": (
            "Polres di bawah Polda; yang lain di bawah Polres wilayahnya. Kosongkan untuk Polda.",
            "A Polres stands below its Polda; all others below the Polres of their regency. "
            "Leave empty for a Polda.",
        ),
        "above_none": ("(tidak ada)", "(none)"),
        "new_agency": ("Tambah instansi", "Add agency"),
        "new_operation": ("Buka operasi", "Open operation"),
        "agency_name": (
            "Nama instansi kosong atau sudah dipakai. Tulis nama yang lain.",
            "The agency's name is empty or taken. Write another.",
        ),
        "agency_parent": (
            "Instansi di atasnya tidak sesuai: Polres di bawah Polda, yang lain di bawah Polres.",
            "What stands above does not fit: a Polres below a Polda, all others below a Polres.",
        ),
        "agency_created": ("{name} ditambahkan.", "{name} is added."),
        "operation_created": (
            "{name} dibuka. Undang Kapolres dan Kabag Ops-nya.",
            "{name} is open. Invite its commander and head of operations.",
        ),
        "operation_name": ("Nama operasi", "Name of the operation"),
        "election": ("Pemilihan", "Election"),
        "election_help": ("Misalnya Pilkada 2024.", "Such as Pilkada 2024."),
        "region_name": ("Nama wilayah", "Region"),
        "region_code": ("Kode wilayah", "Region code"),
        "region_code_help": (
            "Kode Kemendagri kabupaten atau kota, misalnya 16.07.",
            "The ministry's code of the regency or city, such as 16.07.",
        ),
        "voting_day": ("Hari pemungutan suara", "Voting day"),
        "timezone": ("Zona waktu", "Time zone"),
        "resort": ("Polres yang menjalankan", "Polres that runs it"),
        "operation_agency": (
            "Pilih Polres yang menjalankan operasi.",
            "Choose the Polres that runs the operation.",
        ),
        "operation_region": (
            "Kode wilayah ditulis dua angka, titik, dua angka; misalnya 16.07.",
            "A region code is two digits, a dot, two digits; such as 16.07.",
        ),
        "operation_timezone": (
            "Pilih zona waktu dari daftar.",
            "Choose a time zone from the list.",
        ),
        "operation_fields": (
            "Isi nama operasi, pemilihan, nama dan kode wilayah.",
            "Fill in name, election, region and region code.",
        ),
        "operation_day": (
            "Hari pemungutan suara ditulis tahun-bulan-tanggal, misalnya 2024-11-27.",
            "The voting day is written year-month-day, such as 2024-11-27.",
        ),
        "accounts": ("Semua akun", "All accounts"),
        "accounts_lead": (
            "Setiap akun dengan perannya di semua operasi.",
            "Every account with its roles in all operations.",
        ),
        "accounts_count": ("{count} akun", "{count} accounts"),
        "invite_above": ("Undang admin atau Polda", "Invite an administrator or a Polda"),
        "whole_installation": ("seluruh instalasi", "whole installation"),
        "no_roles": ("tanpa peran", "no role"),
        "erase_title": ("Hapus data orang ini", "Erase this person"),
        "erase_what": (
            "Nama, akun, peran dan kunci yang membuka namanya di buku jurnal dihapus selamanya. "
            "Jurnal tetap utuh dan dapat diperiksa: perbuatannya tercatat atas nomor acak tanpa "
            "nama.",
            "Name, account, roles and the keys that open the name in the ledger are deleted for "
            "good. The ledger stays whole and verifiable: what was done stays on record under a "
            "random number without a name.",
        ),
        "erase_type": (
            "Ketik {username} untuk memastikan",
            "Type {username} to make sure",
        ),
        "erase_reason": ("Alasan", "Reason"),
        "erase_reason_help": (
            "Masuk buku jurnal. Jangan menulis nama.",
            "Goes into the ledger. Do not write a name.",
        ),
        "erase_button": ("Hapus selamanya", "Erase for good"),
        "erase_not_confirmed": (
            "Belum dihapus: nama pengguna yang diketik tidak sama.",
            "Not erased: the user name typed is not the same.",
        ),
        "erased": (
            "Data orang ini sudah dihapus; buku jurnal tetap utuh.",
            "This person is erased; the ledger stays whole.",
        ),
        "erased_already": ("Data orang ini sudah dihapus.", "This person is erased already."),
        "pages": ("Halaman", "Pages"),
        "page_of": ("Halaman {page} dari {pages}", "Page {page} of {pages}"),
        "previous": ("Sebelumnya", "Previous"),
        "next": ("Berikutnya", "Next"),
    }
)
