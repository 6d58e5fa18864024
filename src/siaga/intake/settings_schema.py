"""The keys of ``operation.toml``, section by section: what is read, checked and documented."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from siaga.model.doctrine import Strictness
from siaga.model.force import RANKS, Skill
from siaga.model.operation import ElectionKind
from siaga.model.risk import Score


class Type(StrEnum):
    """What a key holds."""

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    FLAG = "true or false"
    DATE = "date"
    TEXTS = "list of texts"
    WORD = "one of"
    WORDS = "list of"


@dataclass(frozen=True, slots=True)
class Key:
    """One key. Texts are (Indonesian, English)."""

    name: str
    type: Type
    meaning: tuple[str, str]
    required: bool = False
    default: Any = None
    """Shown in the documentation and used when the key is missing; None: nothing."""
    words: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    above: bool = False
    """``low`` itself is not allowed."""


@dataclass(frozen=True, slots=True)
class Section:
    """One table of the file. ``path`` has ``<…>`` where the user chooses the name."""

    path: str
    meaning: tuple[str, str]
    keys: tuple[Key, ...]
    many: bool = False
    """``[[path]]``: may be repeated."""
    required: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the keys."""
        return tuple(key.name for key in self.keys)


_STRICT: Final = tuple(Strictness)
_T, _W, _N = Type.TEXT, Type.WHOLE, Type.NUMBER

ORDERS: Final = ("police-stations-linmas", "police-linmas-stations")

TIMEZONES: Final = {
    "WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura",
    "Asia/Jakarta": "Asia/Jakarta", "Asia/Pontianak": "Asia/Pontianak",
    "Asia/Makassar": "Asia/Makassar", "Asia/Jayapura": "Asia/Jayapura",
}  # fmt: skip

ROOT: Final = Section(
    "", ("Kunci di atas bagian pertama.", "Keys above the first section."),
    (
        Key("format", _W, ("Versi format: 1.", "Version of the format: 1."), True, low=1, high=1),
        Key("id", _T, ("Kode operasi.", "Id of the operation."), True),
        Key("unit_name", _T, ("Satuan penerbit perintah, untuk cetakan.",
                              "Unit that issues the order, for print."), default=""),
        Key("synthetic_notes", Type.TEXTS,
            ("Bagian data yang merupakan pengganti; tercetak di setiap rencana.",
             "What in the data stands in for something else; printed with every plan."),
            default=()),
    ),
    required=True,
)  # fmt: skip

REGION: Final = Section(
    "region", ("Wilayah.", "The region."),
    (
        Key("code", _T, ("Kode Kemendagri, dalam tanda kutip.", "Kemendagri code, in quotes."),
            True),
        Key("name", _T, ("Nama wilayah.", "Name of the region."), True),
        Key("timezone", Type.WORD, ("Zona waktu.", "Time zone."), default="Asia/Jakarta",
            words=tuple(TIMEZONES)),
    ),
    required=True,
)  # fmt: skip

ELECTION: Final = Section(
    "election", ("Pemilihan.", "The election."),
    (
        Key("name", _T, ("Nama pemilihan.", "Name of the election."), True),
        Key("kind", Type.WORD, ("Jenis pemilihan.", "Kind of election."), True,
            words=tuple(ElectionKind)),
        Key("voting_day", Type.DATE, ("Hari pemungutan suara.", "Voting day."), True),
        Key("max_voters_per_station", _W,
            ("Pemilih terbanyak per TPS; bila kosong 600 untuk Pilkada dan 300 untuk Pemilu, "
             "wajib untuk Pilkades dan PSU.",
             "Most voters of a station; when missing 600 in a Pilkada, 300 in a Pemilu; required "
             "for a Pilkades or PSU."),
            low=1, high=100_000),
    ),
    required=True,
)  # fmt: skip

PHASE: Final = Section(
    "phases", ("Tahapan.", "Phases."),
    (
        Key("id", _T, ("Kode tahapan.", "Id of the phase."), True),
        Key("name", _T, ("Nama.", "Name."), True),
        Key("start", Type.DATE, ("Hari pertama.", "First day."), True),
        Key("end", Type.DATE, ("Hari terakhir.", "Last day."), True),
        Key("strength_share", _N, ("Bagian kekuatan, 0 sampai 1.", "Share of strength, 0 to 1."),
            low=0, high=1),
    ),
    many=True,
)  # fmt: skip

PATTERN: Final = Section(
    "doctrine.patterns.<name>",
    ("Pola pengamanan. Tulis officers, stations_per_group dan linmas_per_station, atau pattern "
     "beserta order.",
     "A guard pattern. Write officers, stations_per_group and linmas_per_station, or pattern "
     "with its order."),
    (
        Key("officers", _W, ("Personel per regu.", "Officers in a team."), low=1, high=1000),
        Key("stations_per_group", _W, ("Paling banyak TPS per regu (k).",
                                       "Most stations a team guards (k)."), low=1, high=1000),
        Key("linmas_per_station", _W, ("Linmas per TPS.", "Linmas per station."), low=0, high=100),
        Key("max_minutes", _N, ("Paling lama menit antara dua TPS satu regu (T).",
                                "Most minutes between any two stations of a group (T)."),
            True, low=0, high=1440),
        Key("pair", Type.WORD, ("Bekerja berpasangan.", "Officers work in pairs."),
            default="soft", words=_STRICT),
        Key("thin_stations_per_group", _W,
            ("Saat kurang personel: paling banyak TPS per regu; kosong: tidak boleh.",
             "When officers run out: most stations of a team; missing: not allowed."),
            low=1, high=1000),
        Key("thin_max_minutes", _N,
            ("Saat kurang personel: paling lama menit; kosong: max_minutes.",
             "When officers run out: most minutes; missing: max_minutes."), low=0, high=1440),
        Key("patrol_officers", _W,
            ("Patroli keliling: personel; kosong: officers.",
             "Mobile patrol: officers; missing: officers."), low=1, high=1000),
        Key("patrol_stations_per_group", _W,
            ("Patroli keliling: paling banyak TPS; kosong: tidak boleh.",
             "Mobile patrol: most stations; missing: not allowed."), low=1, high=1000),
        Key("patrol_max_minutes", _N,
            ("Patroli keliling: paling lama menit; kosong: max_minutes.",
             "Mobile patrol: most minutes; missing: max_minutes."), low=0, high=1440),
        Key("pattern", _T, ("Tiga angka seperti \"2-8-16\"; hanya bersama order.",
                            "Three numbers such as \"2-8-16\"; only with order.")),
        Key("order", Type.WORD, ("Urutan tiga angka itu; Linmas per regu.",
                                 "Order of the three numbers; Linmas per group."), words=ORDERS),
    ),
    required=True,
)  # fmt: skip

TIERS: Final = Section(
    "doctrine.tiers", ("Pola untuk setiap tingkat kerawanan.", "The pattern of each tier."),
    (
        Key("kurang_rawan", _T, ("Nama pola.", "Name of a pattern."), True),
        Key("rawan", _T, ("Nama pola.", "Name of a pattern."), True),
        Key("sangat_rawan", _T, ("Nama pola.", "Name of a pattern."), True),
        Key("khusus", _T, ("Nama pola.", "Name of a pattern."), True),
    ),
    required=True,
)  # fmt: skip

DISTRICT_PATTERN: Final = Section(
    "doctrine.districts",
    ("Pola lain untuk satu tingkat di satu kecamatan.",
     "Another pattern for one tier in one district."),
    (
        Key("district", _T, ("Kode kecamatan.", "District code."), True),
        Key("tier", Type.WORD, ("Tingkat.", "Tier."), True,
            words=("kurang_rawan", "rawan", "sangat_rawan", "khusus")),
        Key("pattern", _T, ("Nama pola.", "Name of a pattern."), True),
    ),
    many=True,
)  # fmt: skip

ASSIGNMENT: Final = Section(
    "doctrine.assignment",
    ("Aturan penugasan personel. hard: tidak pernah dilanggar; soft: dilanggar hanya bila "
     "terpaksa dan disebutkan; off: tidak dilihat.",
     "Rules for naming officers. hard: never broken; soft: broken only where nothing else works, "
     "and named; off: not looked at."),
    (
        Key("own_village", Type.WORD, ("Tidak menjaga desa sendiri.", "Never the own village."),
            default="hard", words=_STRICT),
        Key("boat_skill", Type.WORD, ("Pos perairan ada juru mudi.",
                                      "A post reached by water has a boat handler."),
            default="soft", words=_STRICT),
        Key("senior_rank", Type.WORD, ("Pangkat senior setiap pos.", "Senior rank of each post."),
            default="Bripka", words=RANKS),
        Key("rank_mix", Type.WORD, ("Setiap pos ada yang senior.", "Each post has a senior."),
            default="soft", words=_STRICT),
        Key("keep_teams", Type.WORD, ("Regu BKO tetap bersama.", "BKO teams stay together."),
            default="hard", words=_STRICT),
        Key("max_minutes_from_unit", _N,
            ("Perjalanan terlama dari satuan ke pos, menit; kosong: tanpa batas.",
             "Longest journey from unit to post, minutes; missing: no limit."),
            low=0, above=True, high=100_000),
    ),
)  # fmt: skip

PAIR: Final = Section(
    "pairs",
    ("Pasangan calon menurut nomor urut; hanya untuk laporan perlakuan setara.",
     "Candidate pairs by ballot number; for the equal-treatment report only."),
    (
        Key("id", _T, ("Nomor urut.", "Ballot number."), True),
        Key("name", _T, ("Sebutan.", "What it is called."), True),
    ),
    many=True,
)  # fmt: skip

DUTY: Final = Section(
    "duties", ("Tugas tetap selain TPS.", "Static duties other than stations."),
    (
        Key("id", _T, ("Kode tugas.", "Id of the duty."), True),
        Key("name", _T, ("Nama.", "Name."), True),
        Key("base", _T, ("Kode pangkalan tempat tugas.", "Base id where it is."), True),
        Key("officers", _W, ("Jumlah personel.", "Officers."), True, low=1, high=10_000),
        Key("min_rank", Type.WORD, ("Pangkat terendah pemimpinnya.",
                                    "Lowest rank of its senior officer."),
            default="", words=RANKS),
        Key("skills", Type.WORDS, ("Keahlian yang harus ada.", "Skills it must have."),
            default=(), words=tuple(Skill)),
        Key("women", _W, ("Jumlah Polwan.", "Women officers."), default=0, low=0, high=10_000),
        Key("pair", _T, ("Nomor urut pasangan calon yang dilayani; kosong: tidak ada.",
                         "Ballot number of the candidate pair it serves; empty: none."),
            default=""),
    ),
    many=True,
)  # fmt: skip

WOMEN: Final = Section(
    "women", ("TPS yang meminta Polwan.", "Stations where women officers are asked for."),
    (
        Key("station", _T, ("Kode TPS.", "Station id."), True),
        Key("women", _W, ("Jumlah Polwan.", "Women officers."), default=1, low=1, high=1000),
    ),
    many=True,
)  # fmt: skip

TARGETS: Final = Section(
    "targets", ("Sasaran rencana.", "What the plan aims at."),
    (
        Key("reserve_share", _N, ("Bagian kekuatan sebagai regu reaksi cepat.",
                                  "Share of the force held as quick-reaction teams."),
            default=0.05, low=0, high=1),
        Key("reserve_team_size", _W, ("Personel per regu cadangan.", "Officers in a reserve team."),
            default=4, low=1, high=1000),
        Key("response_minutes", _N, ("Regu tiba dalam menit ini.",
                                     "A team arrives within these minutes."),
            default=30.0, low=0, above=True, high=1440),
        Key("busy_probability", _N, ("Peluang regu sedang sibuk.", "Chance that a team is busy."),
            default=0.3, low=0, high=0.99),
        Key("incidents_per_day", _N, ("Kejadian diperkirakan pada hari pemungutan.",
                                      "Incidents expected on voting day."),
            default=12.0, low=0, high=1000),
        Key("handling_minutes", _N, ("Rata-rata menit menangani satu kejadian.",
                                     "Mean minutes at an incident."),
            default=60.0, low=0, above=True, high=10_000),
    ),
)  # fmt: skip

SUPERVISION: Final = Section(
    "supervision", ("Pengendalian.", "Supervision."),
    (
        Key("padal_min_rank", Type.WORD, ("Pangkat terendah Padal.", "Lowest rank of a Padal."),
            default="Aiptu", words=RANKS),
        Key("pamatwil_min_rank", Type.WORD, ("Pangkat terendah Pamatwil.",
                                             "Lowest rank of a Pamatwil."),
            default="AKP", words=RANKS),
        Key("padal_span", _W, ("Paling banyak pos per Padal.", "Most posts under one Padal."),
            default=40, low=1, high=10_000),
        Key("command_phone", _T, ("Telepon posko.", "Phone of the command post."), default=""),
    ),
)  # fmt: skip

RAYON: Final = Section(
    "supervision.rayons", ("Rayon satu Pamatwil.", "Districts of one Pamatwil."),
    (
        Key("id", _T, ("Kode rayon.", "Id of the rayon."), True),
        Key("name", _T, ("Nama.", "Name."), True),
        Key("districts", Type.TEXTS, ("Kode kecamatan.", "District codes."), True),
    ),
    many=True,
)  # fmt: skip

TRAVEL: Final = Section(
    "travel", ("Waktu tempuh.", "Travel times."),
    (
        Key("max_snap_km", _N, ("Jarak terjauh dari jaringan jalan sebelum diperkirakan.",
                                "Farthest from the network before it is estimated."),
            default=2.0, low=0, high=1000),
    ),
)  # fmt: skip

TRAVEL_MODE: Final = Section(
    "travel.modes.<road|river|sea>", ("Perkiraan per moda.", "The estimate of one mode."),
    (
        Key("speed_kmh", _N, ("Kecepatan, km/jam.", "Speed, km/h."), low=0, above=True, high=1000),
        Key("detour", _N, ("Kali jarak lurus, 1 atau lebih.",
                           "Times the straight line, 1 or more."), low=1, high=20),
        Key("transfer_minutes", _N, ("Menit naik atau turun setiap kali.",
                                     "Minutes at each boarding or landing."), low=0, high=1440),
    ),
)  # fmt: skip

RISK: Final = Section(
    "risk", ("Kerawanan.", "Vulnerability."),
    (
        Key("administrative_cap", _N, ("Poin terbanyak dari tanda administratif.",
                                       "Most points of all administrative flags together."),
            low=0, high=100),
        Key("reach_minutes_full", _N, ("Menit dari pangkalan saat bagian jarak penuh.",
                                       "Minutes from a base at which travel counts in full."),
            low=0, above=True, high=10_000),
        Key("reach_minutes_weight", _N, ("Poin keterjangkauan dari waktu tempuh saja.",
                                         "Points of reach that travel alone can give."),
            low=0, high=100),
    ),
)  # fmt: skip

THRESHOLDS: Final = Section(
    "risk.thresholds.<threat|reach>",
    ("Skor (0 sampai 100) tempat tingkat mulai.", "Scores (0 to 100) from which a tier begins."),
    (
        Key("rawan", _N, ("Mulai rawan.", "From here rawan."), True, low=0, high=100),
        Key("sangat_rawan", _N, ("Mulai sangat rawan.", "From here sangat rawan."), True,
            low=0, high=100),
    ),
)  # fmt: skip

INDICATOR: Final = Section(
    "risk.indicators",
    ("Indikator. Bila tidak ada satu pun, dipakai daftar bawaan (8 variabel Bawaslu).",
     "An indicator. When there is none, the packaged list is used (Bawaslu's 8 variables)."),
    (
        Key("id", _T, ("Kode indikator.", "Id of the indicator."), True),
        Key("variable", Type.WORD, ("Variabel Bawaslu, atau own.", "Bawaslu variable, or own."),
            True, words=("V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "own")),
        Key("label_id", _T, ("Nama dalam bahasa Indonesia.", "Name in Indonesian."), True),
        Key("label_en", _T, ("Nama dalam bahasa Inggris.", "Name in English."), True),
        Key("score", Type.WORD, ("Skor yang ditambah; kosong: hanya ditampilkan.",
                                 "Score it adds to; missing: only shown."), words=tuple(Score)),
        Key("weight", _N, ("Poin pada nilai 1.", "Points at value 1."), True, low=0, high=100),
        Key("weight_owner", _T, ("Pemilik bobot ini.", "Whose weight this is."), True),
        Key("administrative", Type.FLAG, ("Tanda administratif: dibatasi bersama.",
                                          "An administrative flag: capped together."),
            default=False),
    ),
    many=True,
)  # fmt: skip

ASSUMPTION: Final = Section(
    "assumptions", ("Anggapan; tercetak di setiap rencana.",
                    "Assumptions; printed with every plan."),
    (
        Key("id", _T, ("Kode.", "Id."), True),
        Key("text", _T, ("Isi anggapan.", "What is assumed."), True),
        Key("source", _T, ("Sumber.", "Source."), default=""),
    ),
    many=True,
)  # fmt: skip

SECTIONS: Final = (
    ROOT, REGION, ELECTION, PHASE, PATTERN, TIERS, DISTRICT_PATTERN, ASSIGNMENT, PAIR, DUTY, WOMEN,
    TARGETS, SUPERVISION, RAYON, TRAVEL, TRAVEL_MODE, RISK, THRESHOLDS, INDICATOR, ASSUMPTION,
)  # fmt: skip
