"""What the API says to people."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "status_400": (
            "Permintaan tidak terbaca. Bandingkan dengan uraian di /api/v1/openapi.json.",
            "The request can not be read. Compare it with /api/v1/openapi.json.",
        ),
        "status_401": (
            "Masuk dahulu, atau kirim token: Authorization: Bearer siaga_… "
            "Token dibuat di halaman Token API.",
            "Sign in, or send a token: Authorization: Bearer siaga_… "
            "Tokens are made on the API tokens page.",
        ),
        "status_403": (
            "Peran atau token ini tidak membolehkannya. Minta Kabag Ops, atau buat token dengan "
            "cakupan yang sesuai.",
            "This role or token does not allow it. Ask the head of operations, or make a token "
            "with the scope it needs.",
        ),
        "status_404": (
            "Tidak ada, atau bukan untuk peran Anda.",
            "It does not exist, or is not for your role.",
        ),
        "status_405": (
            "Alamat ini tidak menerima metode itu; header Allow menyebutkan yang diterima.",
            "This address does not take that method; the Allow header names those it takes.",
        ),
        "status_409": (
            "Keadaannya sudah berubah. Ambil lagi, lalu ulangi.",
            "It has changed meanwhile. Fetch it again, then repeat.",
        ),
        "status_413": (
            "Isi permintaan terlalu besar; kirim lewat halaman Data.",
            "The request is too large; send it through the Data page.",
        ),
        "status_422": (
            "Ada isian yang tidak dapat dipakai; lihat errors.",
            "Some values can not be used; see errors.",
        ),
        "status_500": (
            "Ada kesalahan di server dan sudah dicatat. Coba lagi; bila berulang, hubungi admin.",
            "The server failed and has logged it. Try again; if it repeats, tell the "
            "administrator.",
        ),
        "status_503": (
            "Server sedang tidak dapat melayani. Coba lagi sebentar.",
            "The server can not answer now. Try again in a moment.",
        ),
        "too_often": (
            "Terlalu sering; tunggu {seconds} detik.",
            "Too many requests; wait {seconds} seconds.",
        ),
        "unknown_parameter": (
            "parameter tidak dikenal; yang ada: {known}",
            "unknown parameter; there are: {known}",
        ),
        "repeated_parameter": ("tulis satu kali saja", "give it once only"),
        "control_character": (
            "Alamat memuat karakter kendali; hapus karakter itu.",
            "The address holds a control character; remove it.",
        ),
        "key_other_request": (
            "Idempotency-Key ini sudah dipakai untuk permintaan lain; buat kunci baru.",
            "This Idempotency-Key belongs to another request; make a new key.",
        ),
        "key_form": (
            "Idempotency-Key: 1 sampai 100 karakter ASCII tanpa spasi",
            "Idempotency-Key: 1 to 100 ASCII characters without blanks",
        ),
        "layers_title": ("Siaga: {operation}", "Siaga: {operation}"),
        "layers_description": (
            "Lapisan peta {operation}, {plan}. Batas dan TPS dari data versi {data}.",
            "Map layers of {operation}, {plan}. Outlines and stations from data version {data}.",
        ),
        "layers_no_plan": ("belum ada rencana terbit", "no plan issued yet"),
        "layers_plan": ("rencana nomor {number}", "plan number {number}"),
        "layer_stations": ("TPS", "Polling stations"),
        "layer_stations_about": (
            "TPS dengan tingkat kerawanan, pos dan tingkat penjagaannya",
            "Stations with their tier, post and level of guard",
        ),
        "layer_posts": ("Pos pengamanan", "Posts"),
        "layer_posts_about": (
            "Pos pengamanan di TPS tempat regunya berpangkalan",
            "Posts at the station their team is based at",
        ),
        "layer_bases": ("Pangkalan", "Bases"),
        "layer_bases_about": (
            "Polres, Polsek, dermaga dan pangkalan lain",
            "Police and other bases",
        ),
        "layer_villages": ("Desa dan kelurahan", "Villages"),
        "layer_villages_about": ("Batas desa dan kelurahan", "Outlines of villages"),
        "layer_districts": ("Kecamatan", "Districts"),
        "layer_districts_about": ("Batas kecamatan", "Outlines of districts"),
        "layer_placements": ("Penempatan personel", "Placements"),
        "layer_placements_about": (
            "Nomor personel di tempat tugasnya; tanpa nama",
            "Officers' numbers where they serve; no names",
        ),
        "field_district": ("Kode kecamatan", "District code"),
        "field_district_name": ("Kecamatan", "District"),
        "field_village_name": ("Desa atau kelurahan", "Village"),
        "field_name": ("Nama", "Name"),
        "field_tier": ("Tingkat kerawanan", "Vulnerability tier"),
        "field_level": ("Tingkat penjagaan", "Level of guard"),
        "field_post": ("Pos", "Post"),
        "field_kind": ("Jenis", "Kind"),
        "field_parent": ("Kode induk", "Parent code"),
        "field_role": ("Tugas", "Role"),
        "field_place": ("Tempat tugas", "Place of duty"),
        "field_unit": ("Kesatuan", "Unit"),
        "field_access": ("Akses", "Access"),
        "field_pattern": ("Pola", "Pattern"),
    }
)
