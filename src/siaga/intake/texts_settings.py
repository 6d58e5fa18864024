"""Sentences about ``operation.toml``."""

from __future__ import annotations

from typing import Final

_VOTES: Final = (
    "polisi tidak mencatat hasil penghitungan suara (STR/404/VI/OPS.1.3/2018)",
    "police do not record vote counts (STR/404/VI/OPS.1.3/2018)",
)
_ORDER: Final = (
    'tulis juga order = "police-stations-linmas" (2-8-16: 2 polisi, 8 TPS, 16 Linmas) atau '
    'order = "police-linmas-stations" (2-4-8: 2 polisi, 4 Linmas, 8 TPS), atau lebih baik '
    "officers, stations_per_group dan linmas_per_station",
    'write order = "police-stations-linmas" (2-8-16: 2 police, 8 stations, 16 Linmas) or '
    'order = "police-linmas-stations" (2-4-8: 2 police, 4 Linmas, 8 stations) as well, or '
    "better officers, stations_per_group and linmas_per_station",
)

SETTINGS: Final[dict[str, tuple[str, str, str, str]]] = {
    "toml.broken": (
        "berkas tidak dapat dibaca sebagai TOML ({reason})",
        "the file can not be read as TOML ({reason})",
        "periksa tanda kutip, kurung dan tanda = di sekitar baris ini",
        "check quotation marks, brackets and = around this line",
    ),
    "toml.not_table": (
        "{path} harus berupa bagian [{path}]",
        "{path} must be a section [{path}]",
        "tulis [{path}] di baris sendiri dan isinya di bawahnya",
        "write [{path}] on its own line and its keys below",
    ),
    "toml.not_tables": (
        "{path} harus berupa bagian berulang [[{path}]]",
        "{path} must be a repeated section [[{path}]]",
        "tulis [[{path}]] dengan kurung ganda",
        "write [[{path}]] with double brackets",
    ),
    "section.missing": (
        "bagian [{section}] tidak ada",
        "the section [{section}] is missing",
        "tambahkan; contohnya di operation.toml dari siaga new",
        "add it; operation.toml of siaga new has an example",
    ),
    "key.missing": (
        "{key} tidak ada di bagian {section}",
        "{key} is missing in section {section}",
        "tambahkan baris {key} = …",
        "add a line {key} = …",
    ),
    "key.unknown": (
        "{key} tidak dikenal dan tidak dibaca",
        "{key} is not known and was not read",
        "hapus; yang dikenal di sini: {known}",
        "delete it; known here are: {known}",
    ),
    "key.unknown_near": (
        "{key} tidak dikenal dan tidak dibaca",
        "{key} is not known and was not read",
        "mungkin maksudnya {meant}",
        "perhaps {meant} is meant",
    ),
    "key.vote_count": (
        "{key} menyebut perolehan suara; " + _VOTES[0],
        "{key} names vote counts; " + _VOTES[1],
        "hapus baris ini",
        "delete this line",
    ),
    "value.not_text": (
        "{key} = {value} bukan teks",
        "{key} = {value} is not text",
        'tulis dalam tanda kutip: {key} = "…"',
        'write it in quotes: {key} = "…"',
    ),
    "value.not_whole": (
        "{key} = {value} bukan bilangan bulat",
        "{key} = {value} is not a whole number",
        "tulis bilangan bulat tanpa tanda kutip",
        "write a whole number without quotes",
    ),
    "value.not_number": (
        "{key} = {value} bukan angka",
        "{key} = {value} is not a number",
        "tulis angka tanpa tanda kutip, dengan titik desimal",
        "write a number without quotes, with a decimal point",
    ),
    "value.not_flag": (
        "{key} = {value} bukan true atau false",
        "{key} = {value} is neither true nor false",
        "tulis {key} = true atau {key} = false",
        "write {key} = true or {key} = false",
    ),
    "value.not_date": (
        "{key} = {value} bukan tanggal",
        "{key} = {value} is not a date",
        "tulis tanpa tanda kutip: {key} = 2024-11-27",
        "write without quotes: {key} = 2024-11-27",
    ),
    "value.not_texts": (
        "{key} = {value} bukan daftar teks",
        "{key} = {value} is not a list of texts",
        'tulis {key} = ["…", "…"]',
        'write {key} = ["…", "…"]',
    ),
    "value.date_text": (
        "{key} ditulis sebagai teks ({value}); dibaca {meant}",
        "{key} is written as text ({value}); read as {meant}",
        "tulis tanpa tanda kutip: {key} = {meant}",
        "write without quotes: {key} = {meant}",
    ),
    "value.empty": (
        "{key} kosong",
        "{key} is empty",
        "isi nilainya",
        "fill it in",
    ),
    "value.outside": (
        "{key} = {value} di luar batas {low} sampai {high}",
        "{key} = {value} is outside {low} to {high}",
        "tulis nilai antara {low} dan {high}",
        "write a value between {low} and {high}",
    ),
    "value.above": (
        "{key} = {value} di luar batas: harus lebih dari {low}, paling banyak {high}",
        "{key} = {value} is out of bounds: it must be more than {low} and at most {high}",
        "tulis nilai lebih dari {low}",
        "write a value above {low}",
    ),
    "value.word": (
        '{key} = "{value}" tidak dikenal',
        '{key} = "{value}" is not known',
        "tulis salah satu: {words}",
        "write one of: {words}",
    ),
    "value.word_near": (
        '{key} = "{value}" tidak dikenal',
        '{key} = "{value}" is not known',
        'mungkin maksudnya "{meant}"; pilihannya: {words}',
        'perhaps "{meant}" is meant; the choices are: {words}',
    ),
    "entry.twice": (
        '{key} "{id}" dipakai dua kali',
        '{key} "{id}" is used twice',
        "beri kode yang berbeda, atau hapus salah satu",
        "give it another one, or delete one of the two",
    ),
    "election.no_most": (
        "max_voters_per_station wajib untuk {kind}",
        "max_voters_per_station is required for a {kind}",
        "tulis batas pemilih per TPS dari aturan pemilihan ini",
        "write the limit of voters per station of this election's rules",
    ),
    "election.above_legal": (
        "max_voters_per_station = {value}, lebih dari batas {legal} untuk {kind}",
        "max_voters_per_station = {value} is above the limit of {legal} for a {kind}",
        "periksa dasar hukumnya",
        "check what it is based on",
    ),
    "phase.order": (
        "tahapan berakhir {end}, sebelum mulai {start}",
        "the phase ends on {end}, before it starts on {start}",
        "tukar atau perbaiki tanggalnya",
        "swap or correct the dates",
    ),
    "pattern.bare": (
        '"{value}" tidak jelas: ada dua urutan yang dipakai, polisi-TPS-Linmas dan polisi-'
        "Linmas-TPS",
        '"{value}" is not clear: two orders are in use, police-stations-Linmas and police-'
        "Linmas-stations",
        "tulis bagian [doctrine.patterns.<nama>] dengan officers, stations_per_group, "
        "linmas_per_station dan max_minutes",
        "write a section [doctrine.patterns.<name>] with officers, stations_per_group, "
        "linmas_per_station and max_minutes",
    ),
    "pattern.no_order": (
        'pattern = "{value}" tanpa order tidak jelas: ada dua urutan yang dipakai, polisi-'
        "TPS-Linmas dan polisi-Linmas-TPS",
        'pattern = "{value}" without order is not clear: two orders are in use, police-'
        "stations-Linmas and police-Linmas-stations",
        *_ORDER,
    ),
    "pattern.unreadable": (
        'pattern = "{value}" bukan tiga angka mulai dari 1',
        'pattern = "{value}" is not three numbers from 1 on',
        *_ORDER,
    ),
    "pattern.both": (
        "pattern dan {keys} ditulis bersama",
        "pattern and {keys} are both written",
        "pilih satu cara: pattern dengan order, atau officers, stations_per_group dan "
        "linmas_per_station",
        "choose one way: pattern with order, or officers, stations_per_group and "
        "linmas_per_station",
    ),
    "pattern.linmas": (
        "{linmas} Linmas tidak terbagi rata pada {stations} TPS",
        "{linmas} Linmas can not be shared evenly by {stations} stations",
        "periksa order; bila benar, tulis linmas_per_station sendiri",
        "check the order; if it is right, write linmas_per_station yourself",
    ),
    "pattern.unknown": (
        'pola "{name}" tidak ada',
        'there is no pattern "{name}"',
        "tulis salah satu pola yang ada: {known}",
        "write one of the patterns: {known}",
    ),
    "pattern.unknown_near": (
        'pola "{name}" tidak ada',
        'there is no pattern "{name}"',
        "mungkin maksudnya {meant}; pola yang ada: {known}",
        "perhaps {meant} is meant; the patterns are: {known}",
    ),
    "pattern.below": (
        "{key} = {value} lebih ketat dari {rule} = {least}",
        "{key} = {value} is stricter than {rule} = {least}",
        "tulis {least} atau lebih, atau hapus baris ini",
        "write {least} or more, or delete this line",
    ),
    "pattern.without": (
        "{key} tidak berarti tanpa {needs}",
        "{key} means nothing without {needs}",
        "tambahkan {needs}, atau hapus baris ini",
        "add {needs}, or delete this line",
    ),
    "district_pattern.twice": (
        "kecamatan {district} tingkat {tier} ditulis dua kali",
        "district {district} with tier {tier} is written twice",
        "hapus salah satu",
        "delete one of the two",
    ),
    "district_pattern.unused": (
        "tidak ada TPS di kecamatan {district}",
        "there is no station in district {district}",
        "periksa kode kecamatannya",
        "check the district code",
    ),
    "duty.base": (
        "pangkalan {base} tidak ada di tabel bases",
        "base {base} is not in the table bases",
        "tulis id yang ada di tabel bases, atau tambahkan pangkalan itu di sana",
        "write an id of the table bases, or add the base there",
    ),
    "duty.base_near": (
        "pangkalan {base} tidak ada di tabel bases",
        "base {base} is not in the table bases",
        "mungkin maksudnya {meant}",
        "perhaps {meant} is meant",
    ),
    "duty.women": (
        "{women} Polwan diminta dari {officers} personel",
        "{women} women are asked for among {officers} officers",
        "kurangi women atau tambah officers",
        "lower women or raise officers",
    ),
    "duty.pair": (
        "pasangan calon {pair} tidak ada di [[pairs]] (ada: {known})",
        "candidate pair {pair} is not in [[pairs]] (there: {known})",
        "tulis nomor urut yang ada, atau tambahkan pasangan itu pada [[pairs]]",
        "write a ballot number that is there, or add the pair to [[pairs]]",
    ),
    "duty.too_many": (
        "{bound} personel terikat pada tugas {id} yang hanya perlu {officers}",
        "{bound} officers are bound to duty {id}, which needs just {officers}",
        "tambah officers, atau kosongkan kolom tugas sebagian personel",
        "raise officers, or empty the duty column of some",
    ),
    "women.station": (
        "TPS {station} tidak ada di tabel stations",
        "station {station} is not in the table stations",
        "perbaiki kode TPS-nya",
        "correct the station id",
    ),
    "women.short": (
        "{wanted} Polwan diminta, {there} tersedia",
        "{wanted} women officers are asked for, {there} are available",
        "kurangi permintaan, atau periksa kolom jenis_kelamin",
        "ask for fewer, or check the column sex",
    ),
    "rayon.overlap": (
        "kecamatan {district} ada di rayon {first} dan {second}",
        "district {district} is in rayon {first} and {second}",
        "satu kecamatan satu rayon: hapus dari salah satunya",
        "one rayon per district: delete it from one of them",
    ),
    "rayon.empty": (
        "rayon {id} tanpa kecamatan",
        "rayon {id} has no districts",
        "isi districts, atau hapus rayon ini",
        "fill in districts, or delete this rayon",
    ),
    "rayon.district": (
        "tidak ada TPS di kecamatan {district}",
        "there is no station in district {district}",
        "tulis kode kecamatan seperti di tabel stations, atau hapus",
        "write a district code as the table stations has it, or delete it",
    ),
    "rayon.district_near": (
        "tidak ada TPS di kecamatan {district}",
        "there is no station in district {district}",
        "mungkin maksudnya {meant}",
        "perhaps {meant} is meant",
    ),
    "rayon.uncovered": (
        "kecamatan tanpa rayon: {districts}",
        "districts without a rayon: {districts}",
        "masukkan ke salah satu rayon",
        "put them into a rayon",
    ),
    "mode.unknown": (
        "moda {name} tidak dikenal",
        "the mode {name} is not known",
        "pakai road, river atau sea",
        "use road, river or sea",
    ),
    "thresholds.order": (
        "batas tidak naik: rawan {lower}, sangat_rawan {upper}",
        "the thresholds do not rise: rawan {lower}, sangat_rawan {upper}",
        "sangat_rawan harus lebih tinggi dari rawan",
        "sangat_rawan must be higher than rawan",
    ),
    "indicator.twice": (
        "indikator {id} ditulis dua kali",
        "indicator {id} is written twice",
        "hapus salah satu",
        "delete one of the two",
    ),
    "indicator.vote_count": (
        '"{value}" menyebut perolehan suara; ' + _VOTES[0],
        '"{value}" names vote counts; ' + _VOTES[1],
        "hapus indikator ini",
        "delete this indicator",
    ),
}
