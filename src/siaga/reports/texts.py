"""Words of the tables and of the printed documents."""

from __future__ import annotations

from typing import Final

from siaga.model.language import Catalog, Language
from siaga.model.plan import Reason
from siaga.planning.texts import REASONS, tell_reason

WORDS: Final = Catalog(
    {
        # tiers, levels, roles: the words of the glossary
        "tier.kurang_rawan": ("Kurang rawan", "Low"),
        "tier.rawan": ("Rawan", "Vulnerable"),
        "tier.sangat_rawan": ("Sangat rawan", "Highly vulnerable"),
        "tier.khusus": ("Khusus", "Special"),
        "level.doctrine": ("Sesuai pola", "At doctrine"),
        "level.thinned": ("Dijarangkan", "Thinned"),
        "level.patrol": ("Patroli", "Patrol"),
        "level.unguarded": ("Tanpa penjagaan", "Unguarded"),
        "role.post": ("PAM TPS", "Polling stations"),
        "role.duty": ("Tugas tetap", "Static duty"),
        "role.reserve": ("Regu reaksi cepat", "Quick reaction"),
        "role.padal": ("Padal", "Padal"),
        "role.pamatwil": ("Pamatwil", "Pamatwil"),
        "role.spare": ("Cadangan di satuan", "Spare at unit"),
        "access.road": ("Darat", "Road"),
        "access.river": ("Sungai", "River"),
        "access.sea": ("Laut", "Sea"),
        "position.surveyed": ("Terukur", "Surveyed"),
        "position.approximate": ("Perkiraan", "Approximate"),
        "kind.estimated": ("perkiraan", "estimated"),
        "kind.network": ("jaringan jalan dan air", "road and water network"),
        "kind.measured": ("terukur", "measured"),
        "origin.own": ("Organik", "Own"),
        "origin.bko": ("BKO", "BKO"),
        "score.threat": ("Kerawanan", "Threat"),
        "score.reach": ("Keterjangkauan", "Reach"),
        "yes": ("Ya", "Yes"),
        "no": ("Tidak", "No"),
        "none": ("\u2013", "\u2013"),
        "command_post": ("Posko", "Command post"),
        # steps with a bound
        "step.posts.officers": ("Personel pada pos", "Officers on posts"),
        "step.posts.travel.village": (
            "Jarak tempuh pos, tingkat desa", "Travel inside posts, village level",
        ),
        "step.posts.travel.station": (
            "Jarak tempuh pos, tingkat TPS", "Travel inside posts, station level",
        ),
        "step.shortage.officers": ("Personel setelah penyesuaian", "Officers after fitting"),
        "step.shortage.risk": ("Risiko di bawah doktrin", "Risk below doctrine"),
        "step.assignment.minutes": ("Perjalanan personel", "Officers' journeys"),
        "step.assignment.longest": ("Perjalanan terlama", "Longest journey"),
        "step.reserves.expected": (
            "Cakupan regu reaksi cepat", "Covering by quick-reaction teams",
        ),
        "unit.officers": ("personel", "officers"),
        "unit.minutes": ("menit", "minutes"),
        "unit.risk-weighted minutes": ("menit berbobot risiko", "risk-weighted minutes"),
        "unit.share": ("bagian", "share"),
        "unit.penalty": ("poin", "points"),
        # sheets
        "sheet.summary": ("Ringkasan", "Summary"),
        "sheet.posts": ("Pos", "Posts"),
        "sheet.people": ("Personel", "Officers"),
        "sheet.stations": ("TPS", "Stations"),
        "sheet.reserves": ("Regu reaksi cepat", "Quick reaction"),
        "sheet.shortage": ("Kekurangan", "Shortage"),
        "sheet.reasons": ("Alasan", "Reasons"),
        # columns
        "column.label": ("Uraian", "Item"),
        "column.value": ("Nilai", "Value"),
        "column.note": ("Keterangan", "Note"),
        "column.post": ("Pos", "Post"),
        "column.district": ("Kecamatan", "District"),
        "column.district_code": ("Kode kecamatan", "District code"),
        "column.village": ("Desa/kelurahan", "Village"),
        "column.village_code": ("Kode desa", "Village code"),
        "column.villages": ("Desa/kelurahan", "Villages"),
        "column.tier": ("Tingkat kerawanan", "Tier"),
        "column.pattern": ("Pola", "Pattern"),
        "column.level": ("Terhadap pola", "Against doctrine"),
        "column.stations": ("Jumlah TPS", "Stations"),
        "column.station_list": ("TPS yang dijaga", "Stations guarded"),
        "column.voters": ("Pemilih (DPT)", "Voters"),
        "column.team_size": ("Kebutuhan personel", "Officers needed"),
        "column.placed": ("Personel terisi", "Officers placed"),
        "column.officers": ("Personel", "Officers"),
        "column.max_minutes": ("Menit terjauh dalam pos", "Most minutes inside"),
        "column.access": ("Akses", "Access"),
        "column.threat": ("Skor kerawanan", "Threat score"),
        "column.reach": ("Skor keterjangkauan", "Reach score"),
        "column.hub": ("TPS pangkal", "Hub station"),
        "column.padal": ("Padal", "Padal"),
        "column.padal_phone": ("Telepon Padal", "Padal's phone"),
        "column.nrp": ("NRP", "NRP"),
        "column.rank": ("Pangkat", "Rank"),
        "column.name": ("Nama", "Name"),
        "column.unit": ("Satuan", "Unit"),
        "column.origin": ("Asal", "Origin"),
        "column.duty": ("Tugas", "Duty"),
        "column.place": ("Tempat tugas", "Place"),
        "column.leader": ("Ketua regu", "Team leader"),
        "column.minutes": ("Menit dari satuan", "Minutes from unit"),
        "column.minutes_kind": ("Dasar waktu tempuh", "Source of minutes"),
        "column.partner": ("Rekan", "Partner"),
        "column.phone": ("Telepon", "Phone"),
        "column.station_id": ("Kode TPS", "Station code"),
        "column.station": ("TPS", "Station"),
        "column.lat": ("Lintang", "Latitude"),
        "column.lon": ("Bujur", "Longitude"),
        "column.position": ("Mutu posisi", "Position"),
        "column.team": ("Regu", "Team"),
        "column.base": ("Tempat siaga", "Waits at"),
        "column.size": ("Kekuatan", "Size"),
        "column.posts": ("Jumlah pos", "Posts"),
        "column.saved": ("Personel dihemat", "Officers saved"),
        "column.subject_kind": ("Jenis", "Kind"),
        "column.subject": ("Kode", "Code"),
        "column.reason": ("Alasan", "Reason"),
        "subject.post": ("Pos", "Post"),
        "subject.officer": ("Personel", "Officer"),
        "subject.remedy": ("Usulan", "Remedy"),
        # summary sheet and cover
        "sum.unit": ("Satuan", "Unit"),
        "sum.operation": ("Pemilihan", "Election"),
        "sum.voting_day": ("Hari pemungutan suara", "Voting day"),
        "sum.region": ("Wilayah", "Region"),
        "sum.stations": ("TPS", "Polling stations"),
        "sum.voters": ("Pemilih (DPT)", "Registered voters"),
        "sum.districts": ("Kecamatan", "Districts"),
        "sum.posts": ("Pos pengamanan", "Posts"),
        "sum.need": ("Kebutuhan personel menurut pola", "Officers needed by doctrine"),
        "sum.need.station": ("Kebutuhan PAM TPS", "Needed at stations"),
        "sum.need.duty": ("Kebutuhan tugas tetap", "Needed for static duties"),
        "sum.need.reserve": ("Regu reaksi cepat", "Quick-reaction teams"),
        "sum.need.supervision": ("Padal dan Pamatwil", "Padal and Pamatwil"),
        "sum.available": ("Personel tersedia", "Officers available"),
        "sum.short": ("Kekurangan menurut hitungan", "Short by arithmetic"),
        "sum.map_short": ("Kekurangan di peta", "Short over the map"),
        "sum.post_need": (
            "Kebutuhan pos menurut pola, di peta", "Needed on posts by doctrine, over the map",
        ),
        "sum.post_available": ("Personel tersisa untuk pos", "Officers left for posts"),
        "sum.below": ("TPS di bawah doktrin", "Stations below doctrine"),
        "sum.unguarded": ("TPS tanpa penjagaan", "Stations unguarded"),
        "sum.unfilled": ("Tempat belum terisi", "Openings unfilled"),
        "sum.linmas": ("Linmas menurut pola", "Linmas by pattern"),
        "sum.linmas_law": (
            "Linmas menurut aturan (2 per TPS)", "Linmas by law (2 per station)",
        ),
        "sum.longest": ("Perjalanan terlama personel", "Longest journey of an officer"),
        "sum.median_journey": ("Perjalanan personel, median", "Officers' journey, median"),
        "sum.reserve_cover": (
            "Cakupan regu reaksi cepat, memperhitungkan regu sibuk",
            "Covering by quick-reaction teams, allowing for busy ones",
        ),
        "sum.within": (
            "Kejadian tertangani dalam {minutes} menit (uji tekanan)",
            "Incidents reached within {minutes} minutes (stress test)",
        ),
        "sum.within_naive": (
            "Sama, rencana sederhana (urut daftar)", "The same, naive plan (list order)",
        ),
        "sum.bound": ("Batas: {step}", "Bound: {step}"),
        "sum.bound_note": (
            "nilai {value}, batas terbukti {bound} {unit}; selisih paling banyak {gap}",
            "value {value}, proven bound {bound} {unit}; at most {gap} from the best possible",
        ),
        "sum.stopped": ("dihentikan oleh batas waktu", "stopped by the time limit"),
        "sum.incomplete": (
            "Rencana dihentikan sebelum selesai: sah dipakai, batasnya di bawah ini.",
            "The plan was stopped before it was done: valid, with the bounds below.",
        ),
        "sum.assumption": ("Anggapan {id}", "Assumption {id}"),
        "sum.synthetic": ("Data pengganti", "Stand-in data"),
        "minutes": ("{minutes} menit", "{minutes} minutes"),
        "page": ("Halaman &P dari &N", "Page &P of &N"),
    }
)  # fmt: skip


def say(key: str, language: Language, /, **values: object) -> str:
    """The words of ``key`` in ``language``; KeyError when unknown."""
    return WORDS.say(key, language, **values)


def word(kind: str, value: str, language: Language) -> str:
    """The word for a coded value (``tier``, ``level`` …), or the value itself when it has none."""
    key = f"{kind}.{value}"
    return WORDS.say(key, language) if key in WORDS else value


def reason_text(reason: Reason, language: Language) -> str:
    """The sentence of ``reason``, begun with a capital; what has no words is shown as it is."""
    sentence = tell_reason(reason, language)
    known = reason.code in REASONS
    return sentence[:1].upper() + sentence[1:] if known else sentence
