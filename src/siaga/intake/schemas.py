"""The tables of an operation folder, column by column."""

from __future__ import annotations

from typing import Final

from siaga.intake.columns import Choices, Column, Kind, TableSchema
from siaga.model.force import RANKS

ACCESS: Final[Choices] = {
    "road": ("darat", "road", "jalan", "jalan raya", "land", "daratan"),
    "river": ("sungai", "river", "air", "perairan", "water"),
    "sea": ("laut", "sea", "pesisir"),
}
POSITION: Final[Choices] = {
    "surveyed": ("terukur", "surveyed", "gps", "diukur", "survei"),
    "approximate": ("perkiraan", "approximate", "kira-kira", "taksiran"),
}
YES_NO: Final[Choices] = {
    "yes": ("ya", "yes", "y", "true", "1", "benar", "v", "✓", "ada"),
    "no": ("tidak", "no", "t", "n", "false", "0", "-", "salah", "tdk"),
}
TIER: Final[Choices] = {
    "kurang_rawan": ("kurang_rawan", "kurang rawan", "kr", "aman"),
    "rawan": ("rawan", "r", "rawan 1", "r1"),
    "sangat_rawan": ("sangat_rawan", "sangat rawan", "sr", "rawan 2", "r2"),
    "khusus": ("khusus", "special", "k"),
}
SEX: Final[Choices] = {
    "male": ("L", "male", "laki-laki", "laki", "pria", "m"),
    "female": ("P", "female", "perempuan", "wanita", "pr", "f", "polwan"),
}
ORIGIN: Final[Choices] = {
    "own": ("organik", "own", "sendiri", "polres"),
    "bko": ("bko", "perbantuan", "attached"),
}
SKILL: Final[Choices] = {
    "boat": ("perahu", "boat", "speedboat", "kapal", "motoris", "juru mudi"),
    "first_aid": ("p3k", "first_aid", "first aid", "medis", "pertolongan pertama"),
    "negotiator": ("negosiator", "negotiator", "negosiasi"),
    "driver": ("pengemudi", "driver", "sopir", "supir"),
}
BASE_KIND: Final[Choices] = {
    "polres": ("polres", "resort", "mapolres"),
    "polsek": ("polsek", "sector", "mapolsek"),
    "polairud": ("polairud", "satpolairud", "pol air", "polair"),
    "jetty": ("dermaga", "jetty", "pelabuhan", "tambatan"),
    "kpu": ("kpu", "kantor kpu"),
    "bawaslu": ("bawaslu", "kantor bawaslu"),
    "ppk": ("ppk", "sekretariat ppk"),
    "warehouse": ("gudang", "warehouse", "gudang logistik", "gudang kpu"),
    "posko": ("posko", "command post", "pos komando"),
}
RANK_CHOICES: Final[Choices] = {
    rank: (rank, *extra)
    for rank, extra in {
        **dict.fromkeys(RANKS, ()),
        "Brigpol": ("Brigadir", "Brig", "Brigadir Polisi"),
        "Kombes": ("Kombes Pol", "Kombespol"),
        "Kompol": ("Komisaris Polisi",),
        "AKP": ("Ajun Komisaris Polisi", "Ajun Komisaris"),
        "AKBP": ("Ajun Komisaris Besar Polisi",),
        "Ipda": ("Inspektur Dua",),
        "Iptu": ("Inspektur Satu",),
    }.items()
}

_LAT = Column(
    "lat", "lintang", Kind.LATITUDE,
    ("Lintang dalam derajat desimal WGS84; selatan negatif.",
     "Latitude in decimal degrees, WGS84; south is negative."),
    required=True, aliases=("latitude", "garis lintang", "koordinat lintang", "y"),
    example="-2.9784",
)  # fmt: skip
_LON = Column(
    "lon", "bujur", Kind.LONGITUDE,
    ("Bujur dalam derajat desimal WGS84.", "Longitude in decimal degrees, WGS84."),
    required=True, aliases=("lng", "long", "longitude", "garis bujur", "koordinat bujur", "x"),
    example="104.8784",
)  # fmt: skip
_ACCESS = Column(
    "access", "akses", Kind.CHOICE,
    ("Cara tempat ini dicapai pada hari pemungutan suara; kosong: darat.",
     "How the place is reached on voting day; empty: road."),
    aliases=("akses tps", "moda", "jalur"), choices=ACCESS, example="darat",
)  # fmt: skip
_POSITION = Column(
    "position", "mutu_posisi", Kind.CHOICE,
    ("Mutu koordinat: terukur di tempat, atau perkiraan di dalam desa yang benar; kosong: "
     "perkiraan.",
     "What the coordinate is worth: surveyed at the place, or approximate inside the right "
     "village; empty: approximate."),
    aliases=("mutu koordinat", "position_quality"), choices=POSITION, example="perkiraan",
)  # fmt: skip
_NOTE = Column(
    "note", "catatan", Kind.TEXT,
    ("Catatan bebas, ikut tercetak.", "Free note, printed along."),
    aliases=("keterangan", "ket", "remarks", "notes"),
)  # fmt: skip
_PHONE = Column(
    "phone", "telepon", Kind.PHONE,
    ("Nomor telepon, sebagai teks.", "Phone number, as text."),
    aliases=("hp", "no hp", "nomor hp", "telp", "no telp", "nomor telepon", "kontak", "wa"),
    example="081200000001",
)  # fmt: skip
_DISTRICT = Column(
    "district", "kode_kecamatan", Kind.DISTRICT,
    ("Kode kecamatan Kemendagri.", "Kemendagri code of the district (kecamatan)."),
    aliases=("kode kec", "district_code", "kd_kec"), example="16.07.01",
)  # fmt: skip

STATIONS: Final = TableSchema(
    "stations",
    ("TPS", "Stations", "Daftar TPS"),
    ("Tempat pemungutan suara (TPS), satu baris satu TPS.",
     "Polling stations (TPS), one row each."),
    (
        Column("id", "kode_tps", Kind.ID,
               ("Kode TPS, unik, sebagai teks; biasanya kode desa ditambah nomor TPS tiga angka.",
                "Station code, unique, as text; usually the village code plus a three-digit "
                "number."),
               required=True,
               aliases=("kode", "id tps", "id_tps", "station", "station_id", "nomor kode tps"),
               example="1607011016001"),
        Column("name", "nama_tps", Kind.TEXT,
               ("Nama TPS seperti dicetak; kosong: kode TPS.",
                "Name as printed; empty: the code."),
               aliases=("tps", "no tps", "nomor tps", "station_name", "nama"),
               example="TPS 001"),
        Column("village", "kode_desa", Kind.VILLAGE,
               ("Kode desa/kelurahan Kemendagri, dengan atau tanpa titik.",
                "Kemendagri village code, with or without dots."),
               required=True,
               aliases=("kode kel", "kode kelurahan", "kode desa kelurahan", "village_code",
                        "kode wilayah", "kd_desa"),
               example="16.07.01.1016"),
        Column("village_name", "nama_desa", Kind.TEXT,
               ("Nama desa/kelurahan; kosong: diambil dari areas.geojson.",
                "Village name; empty: taken from areas.geojson."),
               aliases=("desa", "kelurahan", "desa kelurahan", "nama kelurahan",
                        "nama desa kelurahan", "desa/kel"),
               example="Mariana"),
        Column("district", "kode_kecamatan", Kind.DISTRICT,
               ("Kode kecamatan; kosong: tiga bagian pertama kode desa.",
                "District code; empty: the first three parts of the village code."),
               aliases=("kode kec", "district_code", "kd_kec"), example="16.07.01"),
        Column("district_name", "nama_kecamatan", Kind.TEXT,
               ("Nama kecamatan; kosong: diambil dari areas.geojson.",
                "District name; empty: taken from areas.geojson."),
               aliases=("kecamatan", "kec", "nama kec"), example="Banyuasin I"),
        Column("voters", "dpt", Kind.WHOLE,
               ("Pemilih terdaftar (DPT).", "Registered voters."),
               required=True, low=0, high=100_000,
               aliases=("jumlah dpt", "jumlah pemilih", "pemilih", "registered_voters",
                        "dpt total", "total dpt"),
               example="436"),
        _LAT, _LON, _ACCESS, _POSITION,
        Column("special", "khusus", Kind.FLAG,
               ("TPS khusus (lapas, rutan, panti sosial …): selalu dijaga sendiri; kosong: tidak.",
                "Special station (prison, social home …): always guarded alone; empty: no."),
               aliases=("tps khusus", "lokasi khusus"), choices=YES_NO, example="tidak"),
        Column("tier", "tingkat", Kind.CHOICE,
               ("Tingkat kerawanan yang sudah ditetapkan; kosong: dihitung dari skor.",
                "Tier when it is given; empty: it comes from the scores."),
               aliases=("tingkat kerawanan", "kategori", "kerawanan", "kategori tps"),
               choices=TIER, example="rawan"),
        Column("pattern", "pola", Kind.ID,
               ("Pola pengamanan khusus TPS ini; kosong: pola tingkatnya.",
                "Guard pattern of this station alone; empty: the pattern of its tier."),
               aliases=("pola pam", "pola pengamanan"), example=""),
        _NOTE,
    ),
    key="id",
)  # fmt: skip

OFFICERS: Final = TableSchema(
    "officers",
    ("Personel", "Officers", "Daftar Personel"),
    ("Personel Polri, satu baris satu orang.", "Police officers, one row each."),
    (
        Column("id", "nrp", Kind.ID,
               ("NRP, unik, sebagai teks.", "Service number (NRP), unique, as text."),
               required=True, aliases=("nrp/nip", "nomor nrp", "no nrp", "officer", "officer_id"),
               example="00000001"),
        Column("name", "nama", Kind.TEXT,
               ("Nama.", "Name."), required=True,
               aliases=("nama lengkap", "nama personel", "nama anggota"),
               example="Personel 0001"),
        Column("rank", "pangkat", Kind.CHOICE,
               ("Pangkat.", "Rank."), required=True, aliases=("pkt",), choices=RANK_CHOICES,
               example="Bripka"),
        Column("unit", "satuan", Kind.ID,
               ("Kode pangkalan tempat personel berangkat; ada di tabel bases.",
                "Id of the base the officer leaves from; it is in the table bases."),
               required=True, aliases=("kesatuan", "satker", "polsek", "kode satuan", "base"),
               example="POLRES"),
        Column("sex", "jenis_kelamin", Kind.CHOICE,
               ("L atau P; hanya dipakai bila tugas meminta Polwan; kosong: L.",
                "L (male) or P (female); used only where a duty asks for women; empty: male."),
               aliases=("jk", "l/p", "kelamin", "gender"), choices=SEX, example="L"),
        Column("home_village", "desa_asal", Kind.VILLAGE,
               ("Kode desa tempat tinggal, supaya tidak menjaga desa sendiri; boleh kosong.",
                "Code of the home village, so that nobody guards their own; may be empty."),
               aliases=("kode desa asal", "domisili", "desa domisili", "kode desa domisili"),
               example="16.07.01.1016"),
        Column("skills", "keahlian", Kind.CHOICES,
               ("Keahlian, dipisah dengan |.", "Skills, joined with |."),
               aliases=("kemampuan", "skill"), choices=SKILL, example="perahu|p3k"),
        Column("origin", "asal", Kind.CHOICE,
               ("Organik atau BKO; kosong: organik.",
                "Own strength or attached (BKO); empty: own."),
               aliases=("asal personel",), choices=ORIGIN, example="organik"),
        Column("team", "regu_bko", Kind.ID,
               ("Regu BKO yang ditugaskan bersama; wajib untuk BKO.",
                "BKO team kept together; required for BKO."),
               aliases=("regu", "tim", "ton", "pleton"), example=""),
        Column("available", "tersedia", Kind.FLAG,
               ("Dapat ditugaskan; kosong: ya.", "Can be planned; empty: yes."),
               aliases=("siap", "hadir"), choices=YES_NO, example="ya"),
        Column("duty", "tugas", Kind.ID,
               ("Kode tugas tetap yang sudah mengikat personel ini; kosong: bebas.",
                "Id of a duty this officer is already bound to; empty: free."),
               aliases=("tugas tetap", "penugasan", "kode tugas"), example=""),
        _PHONE,
    ),
    key="id",
)  # fmt: skip

BASES: Final = TableSchema(
    "bases",
    ("Pangkalan", "Bases", "Satuan"),
    ("Tempat asal dan tempat tugas: Polres, Polsek, dermaga, KPU, gudang, PPK …",
     "Places officers come from or stand guard at: Polres, Polsek, jetty, KPU, warehouse, PPK …"),
    (
        Column("id", "kode", Kind.ID,
               ("Kode pangkalan, unik, sebagai teks.", "Base id, unique, as text."),
               required=True, aliases=("kode pangkalan", "kode satuan", "base", "base_id"),
               example="POLSEK-01"),
        Column("name", "nama", Kind.TEXT, ("Nama.", "Name."), required=True,
               aliases=("nama pangkalan", "nama satuan", "base_name"), example="Polsek Mariana"),
        Column("kind", "jenis", Kind.CHOICE, ("Jenis pangkalan.", "What the base is."),
               required=True, aliases=("jenis pangkalan", "tipe", "type"), choices=BASE_KIND,
               example="polsek"),
        _LAT, _LON, _DISTRICT, _ACCESS, _POSITION,
        Column("reserve_teams", "regu_cadangan", Kind.WHOLE,
               ("Paling banyak regu reaksi cepat yang dapat siaga di sini; kosong: 0.",
                "Most quick-reaction teams that can wait here; empty: 0."),
               low=0, high=1000, aliases=("jumlah regu cadangan", "kapasitas regu"),
               example="2"),
        _PHONE, _NOTE,
    ),
    key="id",
)  # fmt: skip

INDICATORS: Final = TableSchema(
    "indicators",
    ("Indikator", "Indicators"),
    ("Indikator kerawanan per TPS atau per desa, dengan sumber dan tanggalnya.",
     "Vulnerability indicators per station or village, with source and date."),
    (
        Column("indicator", "indikator", Kind.ID,
               ("Kode indikator dari [[risk.indicators]].",
                "Id of an indicator of [[risk.indicators]]."),
               required=True, aliases=("kode indikator", "indicator_id"),
               example="v2_violence_history"),
        Column("place", "tempat", Kind.ID,
               ("Kode TPS, atau kode desa untuk semua TPS di desa itu.",
                "Station id, or a village code for every station of that village."),
               required=True, aliases=("kode tempat", "lokasi", "kode tps", "kode desa"),
               example="16.07.01.1016"),
        Column("value", "nilai", Kind.NUMBER,
               ("Nilai 0 sampai 1 (ya = 1, tidak = 0); kosong: 1.",
                "Value from 0 to 1 (yes = 1, no = 0); empty: 1."),
               low=0, high=1, example="1"),
        Column("source", "sumber", Kind.TEXT,
               ("Sumber keterangan.", "Where it is known from."), required=True,
               example="Bawaslu, 25 November 2024"),
        Column("day", "tanggal", Kind.DATE,
               ("Tanggal keterangan.", "Date of the information."),
               aliases=("tgl", "date", "hari"), example="2024-11-25"),
        Column("synthetic", "sintetis", Kind.FLAG,
               ("Data buatan sebagai contoh; kosong: tidak.",
                "Made up as an example; empty: no."),
               aliases=("buatan",), choices=YES_NO, example="ya"),
    ),
    key="indicator", unique=False, optional=True,
)  # fmt: skip

MEASURED: Final = TableSchema(
    "travel/measured",
    ("Waktu Tempuh", "Measured"),
    ("Waktu tempuh yang benar-benar pernah diukur; mengalahkan perkiraan.",
     "Minutes somebody really needed; they override the estimate."),
    (
        Column("origin", "asal", Kind.ID,
               ("Kode TPS atau pangkalan asal.", "Station or base id of the start."),
               required=True, aliases=("dari", "from"), example="POLSEK-01"),
        Column("destination", "tujuan", Kind.ID,
               ("Kode TPS atau pangkalan tujuan.", "Station or base id of the end."),
               required=True, aliases=("ke", "to"), example="1607011016001"),
        Column("minutes", "menit", Kind.NUMBER,
               ("Waktu tempuh dalam menit.", "Travel time in minutes."),
               required=True, low=0, high=10_000, aliases=("waktu", "waktu tempuh"),
               example="45"),
        Column("symmetric", "bolak_balik", Kind.FLAG,
               ("Berlaku juga arah sebaliknya; kosong: ya.",
                "Holds the other way too; empty: yes."),
               aliases=("dua arah",), choices=YES_NO, example="ya"),
        Column("source", "sumber", Kind.TEXT,
               ("Siapa mengukur, kapan.", "Who measured, and when."), example="survei H-1"),
    ),
    key="origin", unique=False, optional=True,
)  # fmt: skip

TABLES: Final = (STATIONS, OFFICERS, BASES, INDICATORS, MEASURED)
