"""Signing in and one's own account."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "sign_in_lead": (
            "Masuk dengan akun yang diberikan Kabag Ops atau admin Anda.",
            "Sign in with the account your head of operations or administrator gave you.",
        ),
        "username": ("Nama pengguna", "User name"),
        "password": ("Kata sandi", "Password"),
        "forgotten": (
            "Lupa kata sandi? Minta tautan sekali pakai kepada Kabag Ops atau admin.",
            "Forgotten the password? Ask the head of operations or the administrator for a "
            "one-time link.",
        ),
        "wrong_password": (
            "Nama pengguna atau kata sandi tidak cocok. Periksa huruf besar dan kecil, lalu coba "
            "lagi.",
            "User name and password do not match. Check capital letters and try again.",
        ),
        "wait": (
            "Terlalu banyak percobaan yang gagal. Coba lagi dalam {seconds} detik. Peramban yang "
            "pernah Anda pakai untuk masuk dihitung terpisah.",
            "Too many failed attempts. Try again in {seconds} seconds. A browser you have signed "
            "in with before is counted apart.",
        ),
        "or": ("atau", "or"),
        "with_agency": ("Masuk dengan {name}", "Sign in with {name}"),
        "demo_title": ("Akun contoh", "Demo accounts"),
        "demo_why": (
            "Ini mode contoh: datanya bukan data sungguhan, dan akun contoh masuk tanpa kode "
            "kedua. Di luar mode contoh akun ini tidak dapat dipakai, dan peran komando wajib "
            "memakai kode kedua. Kata sandinya tampil di terminal.",
            "This is demo mode: nothing here is real data, and demo accounts sign in without a "
            "second code. Outside demo mode these accounts do not work, and command roles need "
            "the second code. Their password is shown in the terminal.",
        ),
        "code_title": ("Kode kedua", "Second code"),
        "code_lead": (
            "Buka aplikasi autentikator di ponsel Anda dan ketik enam angka untuk Siaga.",
            "Open the authenticator app on your phone and type the six digits for Siaga.",
        ),
        "code": ("Kode", "Code"),
        "code_recovery": (
            "Ponsel tidak ada? Ketik salah satu kode pemulihan Anda, misalnya abcde-fghjk.",
            "No phone at hand? Type one of your recovery codes, such as abcde-fghjk.",
        ),
        "wrong_code": (
            "Kode ini tidak cocok atau sudah dipakai. Tunggu kode berikutnya di aplikasi dan "
            "pastikan jam ponsel tepat.",
            "This code does not fit or was used before. Wait for the next one in the app, and make "
            "sure the phone's clock is right.",
        ),
        "wrong_first_code": (
            "Kode ini tidak cocok dengan kunci di atas. Pindai ulang, pastikan jam ponsel tepat, "
            "lalu ketik kode yang baru.",
            "This code does not fit the key above. Scan again, make sure the phone's clock is "
            "right, and type a new code.",
        ),
        "continue": ("Lanjutkan", "Continue"),
        "other_account": ("Masuk sebagai orang lain", "Sign in as somebody else"),
        "enrol_title": ("Pasang kode kedua", "Set up the second code"),
        "enrol_required": (
            "Peran komando memakai kode kedua: kata sandi yang bocor saja tidak cukup untuk "
            "menyetujui rencana atas nama Anda.",
            "Command roles use a second code: a leaked password alone is not enough to approve a "
            "plan in your name.",
        ),
        "enrol_optional": (
            "Dengan kode kedua, kata sandi yang bocor saja tidak cukup untuk masuk.",
            "With a second code a leaked password alone is not enough to get in.",
        ),
        "enrol_scan": (
            "Pindai dengan aplikasi autentikator apa pun di ponsel Anda (misalnya Aegis, FreeOTP, "
            "Google Authenticator).",
            "Scan this with any authenticator app on your phone (such as Aegis, FreeOTP, Google "
            "Authenticator).",
        ),
        "enrol_qr": ("Kode QR untuk aplikasi autentikator", "QR code for the authenticator app"),
        "enrol_type": (
            "Tidak dapat memindai? Ketik kunci ini di aplikasi:",
            "Can not scan? Type this key into the app:",
        ),
        "enrol_code": ("Kode enam angka dari aplikasi", "Six digits from the app"),
        "enrol_button": ("Pasang", "Set up"),
        "copy": ("Salin", "Copy"),
        "codes_title": ("Kode pemulihan", "Recovery codes"),
        "codes_once": (
            "Hanya tampil sekali ini. Cetak atau salin ke tempat aman yang bukan ponsel Anda.",
            "Shown this once only. Print them or copy them to a safe place that is not your phone.",
        ),
        "codes_use": (
            "Setiap kode menggantikan aplikasi satu kali, bila ponsel hilang atau rusak.",
            "Each code stands in for the app once, when the phone is lost or broken.",
        ),
        "codes_kept": ("Sudah saya simpan", "I have kept them"),
        "account_title": ("Akun saya", "My account"),
        "second_factor": ("Kode kedua", "Second code"),
        "second_factor_on": ("Terpasang", "Set up"),
        "second_factor_off": ("Belum dipasang", "Not set up"),
        "second_factor_must": ("Wajib untuk peran Anda.", "Needed for your role."),
        "second_factor_demo": (
            "Akun contoh masuk tanpa kode kedua, hanya karena ini mode contoh.",
            "Demo accounts sign in without the second code, only because this is demo mode.",
        ),
        "second_factor_change": ("Ganti ponsel", "Change phone"),
        "second_factor_remove": ("Lepas kode kedua", "Remove the second code"),
        "second_factor_removed": (
            "Kode kedua dilepas. Mulai sekarang kata sandi saja sudah cukup untuk masuk.",
            "The second code is removed. From now on the password alone signs you in.",
        ),
        "second_factor_needed": (
            "Peran komando Anda memerlukan kode kedua. Gantilah ponselnya, jangan melepasnya.",
            "Your command role needs the second code. Change the phone instead of removing it.",
        ),
        "codes_left": ("{count} kode pemulihan tersisa", "{count} recovery codes left"),
        "codes_new": ("Buat kode baru", "Make new codes"),
        "password_title": ("Ganti kata sandi", "Change password"),
        "password_lead": (
            "Paling sedikit 12 huruf. Beberapa kata yang tidak saling terkait lebih kuat dan lebih "
            "mudah diingat daripada satu kata dengan angka.",
            "At least 12 characters. A few unrelated words are stronger and easier to remember "
            "than one word with digits.",
        ),
        "password_ends": (
            "Semua sesi lain Anda akan berakhir.",
            "All your other sessions will end.",
        ),
        "old_password": ("Kata sandi sekarang", "Present password"),
        "new_password": ("Kata sandi baru", "New password"),
        "repeated": ("Kata sandi baru, sekali lagi", "New password, once more"),
        "not_the_same": (
            "Kedua kata sandi baru tidak sama. Ketik ulang.",
            "The two new passwords are not the same. Type them again.",
        ),
        "wrong_old_password": (
            "Kata sandi ini tidak cocok. Ketik kata sandi yang Anda pakai untuk masuk.",
            "This password does not fit. Type the one you sign in with.",
        ),
        "password_changed": (
            "Kata sandi diganti; sesi lain sudah berakhir.",
            "The password is changed; other sessions have ended.",
        ),
        "password_set": (
            "Kata sandi tersimpan. Silakan masuk.",
            "The password is set. Please sign in.",
        ),
        "save": ("Simpan", "Save"),
        "cancel": ("Batal", "Cancel"),
        "sessions": ("Sesi yang terbuka", "Open sessions"),
        "sessions_lead": (
            "Peramban yang sedang masuk dengan akun ini. Akhiri yang tidak Anda kenal, lalu ganti "
            "kata sandi.",
            "Browsers that are signed in with this account. End what you do not know, then change "
            "the password.",
        ),
        "device": ("Perangkat", "Device"),
        "network": ("Jaringan", "Network"),
        "since": ("Sejak", "Since"),
        "last_seen": ("Terakhir dipakai", "Last used"),
        "this_one": ("yang ini", "this one"),
        "end": ("Akhiri", "End"),
        "end_others": ("Akhiri semua sesi lain", "End all other sessions"),
        "sessions_ended": ("Sesi yang diakhiri: {count}.", "Sessions ended: {count}."),
        "roles": ("Peran saya", "My roles"),
        "roles_none": (
            "Belum ada peran. Mintalah kepada Kabag Ops atau admin.",
            "No role yet. Ask the head of operations or the administrator.",
        ),
        "whole_installation": ("seluruh instalasi", "whole installation"),
        "facts": ("Akun", "Account"),
        "name": ("Nama", "Name"),
        "agency_identity": ("Akun {name}", "{name} account"),
        "identity_yes": ("Terhubung sejak {day}", "Joined since {day}"),
        "identity_no": ("Belum terhubung", "Not joined"),
        "identity_link": ("Hubungkan", "Join"),
        "identity_unlink": ("Putuskan", "Part"),
        "identity_linked": (
            "Akun Anda sudah terhubung; Anda dapat masuk melalui akun instansi.",
            "Your account is joined; you can sign in through your agency's account.",
        ),
        "identity_removed": ("Hubungan sudah diputus.", "The accounts are parted."),
        "identity_taken": (
            "Akun instansi ini sudah terhubung dengan akun Siaga lain. Putuskan dahulu di sana.",
            "This agency account is joined to another Siaga account. Part it there first.",
        ),
        "identity_only_way": (
            "Ini satu-satunya cara Anda masuk. Minta tautan sekali pakai dan buat kata sandi dulu.",
            "This is your only way to sign in. Ask for a one-time link and set a password first.",
        ),
        "identity_leave": (
            "Anda akan diantar ke {name} untuk membuktikan bahwa akun itu milik Anda.",
            "You will be taken to {name} to show that the account is yours.",
        ),
        "identity_go": ("Lanjut ke {name}", "Continue to {name}"),
        "oidc_title": ("Masuk tidak berhasil", "Signing in did not work"),
        "oidc_off": (
            "Masuk melalui akun instansi tidak dipasang di sini.",
            "Signing in through an agency's account is not set up here.",
        ),
        "oidc_late": (
            "Langkah ini sudah lewat waktunya atau dimulai di peramban lain. Mulai lagi dari awal.",
            "This step has run out of time or was begun in another browser. Start again.",
        ),
        "oidc_away": (
            "Layanan akun instansi tidak menjawab. Coba lagi nanti, atau masuk dengan kata sandi.",
            "The agency's sign-in does not answer. Try again later, or sign in with a password.",
        ),
        "oidc_refused": (
            "Jawaban layanan akun instansi tidak dapat diterima. Mulai lagi; bila terulang, "
            "beri tahu admin.",
            "The answer of the agency's sign-in can not be accepted. Start again; if it happens "
            "again, tell the administrator.",
        ),
        "oidc_unknown": (
            "Akun instansi ini belum terhubung dengan akun Siaga. Masuk dengan kata sandi dan "
            "hubungkan di halaman Akun saya, atau minta undangan.",
            "This agency account is not joined to a Siaga account. Sign in with a password and "
            "join it under My account, or ask for an invitation.",
        ),
        "back_to_sign_in": ("Kembali ke halaman masuk", "Back to the sign-in page"),
        "confirm_title": ("Pastikan ini Anda", "Confirm it is you"),
        "confirm_lead": (
            "Langkah berikut mengikat orang lain, maka buktikan sekali lagi siapa yang duduk di "
            "sini. Berlaku sepuluh menit; sesudah itu ulangi langkah tadi.",
            "The next step binds others, so show once more who sits here. It holds for ten "
            "minutes; then repeat the step.",
        ),
        "invitation_title": ("Selamat datang, {name}", "Welcome, {name}"),
        "invitation_lead": (
            "Buat kata sandi untuk akun {username}. Tautan ini hanya berlaku satu kali.",
            "Set a password for the account {username}. This link works once.",
        ),
        "link_void_title": ("Tautan ini tidak berlaku lagi", "This link no longer works"),
        "link_void": (
            "Tautan undangan berlaku 48 jam dan satu kali. Bila Anda sudah membuat kata sandi, "
            "silakan masuk; bila belum, minta tautan baru kepada Kabag Ops atau admin.",
            "An invitation works for 48 hours and once. If you have set a password, sign in; if "
            "not, ask the head of operations or the administrator for a new link.",
        ),
    }
)
