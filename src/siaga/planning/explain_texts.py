"""Sentences and words of the explanations; part of :data:`siaga.planning.texts.REASONS`.

A :class:`~siaga.model.plan.Reason` carries values and no language, so a word that differs between
languages is carried as a pair (:func:`both`), of which
:func:`siaga.planning.texts.say_reason` takes the reader's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from siaga.model.language import LANGUAGES, format_date, format_number
from siaga.model.places import Access
from siaga.model.plan import Level, Role, TravelKind
from siaga.model.risk import Score

Pair = tuple[str, str]

EXPLAIN: Final[dict[str, Pair]] = {
    # --- headings
    "explain.heading.station": ("TPS", "Station"),
    "explain.heading.threat": ("Kerawanan konflik", "Threat"),
    "explain.heading.reach": ("Keterjangkauan", "Reach"),
    "explain.heading.tier": ("Tingkat kerawanan", "Tier"),
    "explain.heading.post": ("Pos pengamanan", "Post"),
    "explain.heading.stations": ("TPS yang dijaga", "Stations guarded"),
    "explain.heading.people": ("Personel", "Officers"),
    "explain.heading.officer": ("Personel", "Officer"),
    "explain.heading.why": ("Mengapa di sini", "Why here"),
    "explain.heading.rules": ("Aturan", "Rules"),
    "explain.heading.other": ("Pilihan kedua", "The runner-up"),
    # --- station: scores and tier
    "explain.station": (
        "{name}, {village}, Kecamatan {district}: {voters} pemilih, akses {access}",
        "{name}, {village}, district {district}: {voters} voters, reached by {access}",
    ),
    "explain.score": ("{score} dari 100", "{score} of 100"),
    "explain.score.nothing": (
        "tidak ada tanda yang tercatat",
        "no flag was recorded",
    ),
    "explain.input": (
        "{points} poin: {label}, bobot {weight} ({owner}); sumber {evidence}",
        "{points} points: {label}, weight {weight} ({owner}); source {evidence}",
    ),
    "explain.input.travel": (
        "{points} poin: {minutes} menit dari {base} ({kind})",
        "{points} points: {minutes} minutes from {base} ({kind})",
    ),
    "explain.input.no_way": (
        "{points} poin: tidak ada jalan dari pangkalan polisi mana pun ({kind})",
        "{points} points: no police base has a way there ({kind})",
    ),
    "explain.input.cap": ("{points} poin: {label}", "{points} points: {label}"),
    "explain.tier.scores": (
        "{tier}, dari ambang kedua skor",
        "{tier}, from the thresholds of the two scores",
    ),
    "explain.tier.given": (
        "{tier}, ditetapkan dalam data TPS dan bukan dari skor",
        "{tier}, given with the station and not from the scores",
    ),
    "explain.tier.special": (
        "{tier}, karena TPS khusus",
        "{tier}, because it is a special station",
    ),
    "explain.flip": (
        "menjadi {tier} bila bobot {label} {change} 10 %",
        "would be {tier} if the weight of {label} were 10 % {change}",
    ),
    "explain.flip.none": (
        "tidak ada bobot yang, bila digeser 10 %, mengubah tingkat ini",
        "no weight, moved by 10 %, would change this tier",
    ),
    # --- station: its post
    "explain.station.post": (
        "pos {post} ({level}); regu berpusat di {hub}, {minutes} menit dari TPS ini",
        "post {post} ({level}); its team is based at {hub}, {minutes} minutes away",
    ),
    "explain.station.hub": (
        "pos {post} ({level}); regu berpusat di TPS ini",
        "post {post} ({level}); its team is based at this station",
    ),
    "explain.station.move": (
        "pos {post} masih dapat menerima TPS ini: {cost} menit tertimbang risiko lebih banyak, "
        "dan jarak terjauh di pos itu menjadi {minutes} menit (batas {limit})",
        "post {post} could still take this station: {cost} risk-weighted minutes more, and "
        "{minutes} minutes across that post (limit {limit})",
    ),
    "explain.station.frees": (
        "pos {post} lalu kosong dan {officers} personel bebas",
        "post {post} would then be empty and {officers} officers free",
    ),
    "explain.station.full": (
        "pos terdekat lain adalah {post}, tetapi sudah penuh ({k} TPS); memaksakannya melampaui "
        "doktrin dan menambah {cost} menit tertimbang risiko",
        "the nearest other post is {post}, but it is full ({k} stations); forcing it would exceed "
        "doctrine and add {cost} risk-weighted minutes",
    ),
    "explain.station.far": (
        "pos terdekat lain adalah {post}, tetapi jarak terjauhnya akan menjadi {minutes} menit "
        "(batas {limit}); memaksakannya menambah {cost} menit tertimbang risiko",
        "the nearest other post is {post}, but it would be {minutes} minutes across (limit "
        "{limit}); forcing it would add {cost} risk-weighted minutes",
    ),
    "explain.station.alone": (
        "tidak ada: TPS khusus selalu dijaga tersendiri",
        "none: a special station is always guarded on its own",
    ),
    "explain.station.no_other": (
        "tidak ada pos lain sepola ({pattern}) di kecamatan ini yang terjangkau",
        "no other post of its pattern ({pattern}) in this district can be reached",
    ),
    # --- post
    "explain.post": (
        "pos {post}, Kecamatan {district}: tingkat {tier}, pola {pattern}, {stations} TPS, regu "
        "{team} personel, paling jauh {minutes} menit ({level})",
        "post {post}, district {district}: tier {tier}, pattern {pattern}, {stations} stations, "
        "team of {team}, at most {minutes} minutes across ({level})",
    ),
    "explain.post.station": (
        "{name}, {village}: {minutes} menit dari pusat pos, kerawanan konflik {threat}, {tier}",
        "{name}, {village}: {minutes} minutes from the hub, threat {threat}, {tier}",
    ),
    "explain.post.below": (
        "di bawah doktrin: untuk semua pos dibutuhkan {need} personel, tersedia {available}; "
        "yang dijarangkan dipilih agar kerugiannya, menurut tingkat dan kerawanan, paling kecil",
        "below doctrine: all posts need {need} officers, {available} are left for them; the posts "
        "below it were chosen for the least harm, by tier and threat",
    ),
    "explain.post.kept": (
        "kerawanan konflik tertinggi di pos ini {threat}; yang terendah di antara pos "
        "sepola yang tetap sesuai doktrin {kept}",
        "the highest threat here is {threat}; the lowest among posts of its pattern kept at "
        "doctrine is {kept}",
    ),
    "explain.post.commander": (
        "atasan: {role} {rank} {name}, telepon {phone}",
        "commander: {role} {rank} {name}, phone {phone}",
    ),
    "explain.post.no_commander": (
        "atasan: belum ada; hubungi Posko, telepon {phone}",
        "commander: none yet; call the command post, phone {phone}",
    ),
    "explain.nobody": (
        "tidak ada personel: pos ini tidak terjaga",
        "no officers: this post is unguarded",
    ),
    "explain.unfilled": (
        "{missing} tempat belum terisi karena personel habis",
        "{missing} places are empty because officers ran out",
    ),
    "explain.person": (
        "{rank} {name} (NRP {officer}), {unit}, {minutes} menit",
        "{rank} {name} (NRP {officer}), {unit}, {minutes} minutes",
    ),
    "explain.person.leader": (
        "{rank} {name} (NRP {officer}), {unit}, {minutes} menit; memimpin",
        "{rank} {name} (NRP {officer}), {unit}, {minutes} minutes; leads",
    ),
    # --- officer
    "explain.officer": (
        "{rank} {name} (NRP {officer}), {unit}: {role} di {place}",
        "{rank} {name} (NRP {officer}), {unit}: {role} at {place}",
    ),
    "explain.officer.spare": (
        "{rank} {name} (NRP {officer}): siaga di {unit}",
        "{rank} {name} (NRP {officer}): on standby at {unit}",
    ),
    "explain.officer.away": (
        "{rank} {name} (NRP {officer}): tidak tersedia menurut daftar personel",
        "{rank} {name} (NRP {officer}): not available by the roster",
    ),
    "explain.rule.own_village": (
        "bukan desa sendiri",
        "not the own village",
    ),
    "explain.rule.max_minutes": (
        "{minutes} menit dari satuan, batas {limit}",
        "{minutes} minutes from the unit, limit {limit}",
    ),
    "explain.rule.rank_mix": (
        "berpangkat {wanted} atau lebih tinggi: {met} dari {count} yang diminta",
        "of rank {wanted} or above: {met} of {count} asked for",
    ),
    "explain.rule.min_rank": (
        "berpangkat {wanted} atau lebih tinggi: {met} dari {count} yang diminta",
        "of rank {wanted} or above: {met} of {count} asked for",
    ),
    "explain.rule.boat": (
        "mampu mengemudikan perahu: {met} dari {count} yang diminta",
        "handling a boat: {met} of {count} asked for",
    ),
    "explain.rule.skill": (
        "berkeahlian {wanted}: {met} dari {count} yang diminta",
        "with skill {wanted}: {met} of {count} asked for",
    ),
    "explain.rule.women": (
        "polwan: {met} dari {count} yang diminta",
        "women officers: {met} of {count} asked for",
    ),
    "explain.rule.team": (
        "regu BKO {team} bertugas di satu kecamatan",
        "BKO team {team} serves within one district",
    ),
    # --- exchange
    "explain.swap": (
        "{first_rank} {first} ke {first_place} ({first_minutes} menit), {second_rank} {second} ke "
        "{second_place} ({second_minutes} menit): jumlah waktu tempuh {change}",
        "{first_rank} {first} to {first_place} ({first_minutes} minutes), {second_rank} {second} "
        "to {second_place} ({second_minutes} minutes): the sum of journeys {change}",
    ),
    "explain.replace": (
        "{second_rank} {second}, yang siaga, ke {second_place} ({second_minutes} menit); "
        "{first_rank} {first} siaga di satuannya: jumlah waktu tempuh {change}",
        "{second_rank} {second}, on standby, to {second_place} ({second_minutes} minutes); "
        "{first_rank} {first} on standby at the unit: the sum of journeys {change}",
    ),
    "explain.move": (
        "{first_rank} {first} ke tempat kosong di {first_place} ({first_minutes} menit), tempatnya "
        "sekarang kosong: jumlah waktu tempuh {change}",
        "{first_rank} {first} to the empty place at {first_place} ({first_minutes} minutes), "
        "leaving the present one empty: the sum of journeys {change}",
    ),
    "explain.move.spare": (
        "{first_rank} {first}, yang siaga, ke tempat kosong di {first_place} ({first_minutes} "
        "menit): jumlah waktu tempuh {change}",
        "{first_rank} {first}, on standby, to the empty place at {first_place} ({first_minutes} "
        "minutes): the sum of journeys {change}",
    ),
    "explain.exchange.empties": (
        "dan mengosongkan tempat yang harus didahulukan",
        "and it empties a place that comes first",
    ),
    "explain.exchange.rule": (
        "aturan yang lalu dilanggar di {place}: {rule}",
        "rule then broken at {place}: {rule}",
    ),
    "explain.exchange.fairer": (
        "jumlahnya lebih kecil; tidak dipilih karena perjalanan terpanjang dijaga tetap pendek, "
        "atau selisihnya masih di dalam batas bukti rencana",
        "the sum is smaller; it was not taken because the longest journey is kept short, or "
        "because the difference lies within the bound of the plan",
    ),
    "explain.exchange.other_unit": (
        "itu rekan sesatuan; dengan satuan lain, yang paling murah:",
        "that is a colleague of the same unit; with another unit, the cheapest is:",
    ),
    "explain.exchange.none": (
        "tidak ada pertukaran lain yang diizinkan aturan",
        "no other exchange is allowed by the rules",
    ),
    "explain.exchange.bound": (
        "ditetapkan pada tugas ini dalam daftar personel; untuk memindahkannya, kosongkan kolom "
        "tugas",
        "bound to this duty in the roster; to move this officer, clear the duty column",
    ),
}  # fmt: skip

ACCESS_WORDS: Final[Mapping[Access, Pair]] = {
    Access.ROAD: ("darat", "road"),
    Access.RIVER: ("sungai", "river"),
    Access.SEA: ("laut", "sea"),
}
LEVEL_WORDS: Final[Mapping[Level, Pair]] = {
    Level.DOCTRINE: ("sesuai doktrin", "at doctrine"),
    Level.THINNED: ("dijarangkan", "thinned"),
    Level.PATROL: ("patroli", "mobile patrol"),
    Level.UNGUARDED: ("tidak terjaga", "unguarded"),
}
ROLE_WORDS: Final[Mapping[Role, Pair]] = {
    Role.POST: ("pos", "post"),
    Role.DUTY: ("tugas tetap", "static duty"),
    Role.RESERVE: ("regu reaksi cepat", "quick-reaction team"),
    Role.PADAL: ("Padal", "Padal"),
    Role.PAMATWIL: ("Pamatwil", "Pamatwil"),
    Role.SPARE: ("siaga", "on standby"),
}
KIND_WORDS: Final[Mapping[TravelKind, Pair]] = {
    TravelKind.ESTIMATED: ("perkiraan", "estimated"),
    TravelKind.NETWORK: ("jaringan jalan", "network"),
    TravelKind.MEASURED: ("terukur", "measured"),
}
WEIGHT_WORDS: Final[Mapping[bool, Pair]] = {
    True: ("naik", "higher"),
    False: ("turun", "lower"),
}
RULE_WORDS: Final[Mapping[str, Pair]] = {
    "rank_mix": ("pangkat campuran", "rank mix"),
    "min_rank": ("pangkat terendah", "lowest rank"),
    "boat": ("mampu mengemudikan perahu", "handles a boat"),
    "skill": ("keahlian yang diminta", "skill asked for"),
    "women": ("polwan", "women officers"),
}
SCORE_HEADINGS: Final[Mapping[Score, str]] = {
    Score.THREAT: "explain.heading.threat",
    Score.REACH: "explain.heading.reach",
}


def both(name: str, pair: Pair) -> dict[str, str]:
    """``{name_id: Indonesian, name_en: English}``: said as ``name`` in either language."""
    return {f"{name}_id": pair[0], f"{name}_en": pair[1]}


def change_words(minutes: float) -> Pair:
    """How a sum of minutes changes, to a tenth of a minute."""
    if abs(minutes) < 0.05:
        return "tetap sama", "stays the same"
    indonesian, english = (format_number(abs(minutes), side, 1) for side in LANGUAGES)
    if minutes > 0:
        return f"bertambah {indonesian} menit", f"grows by {english} minutes"
    return f"berkurang {indonesian} menit", f"falls by {english} minutes"


def evidence_words(source: str, day: date | None, synthetic: bool, passed_over: int) -> Pair:
    """Where a flag comes from: source, date, whether made up, how many others were passed over."""
    indonesian, english = [source or "tidak disebut"], [source or "not named"]
    if day is not None:
        indonesian.append(format_date(day, "id"))
        english.append(format_date(day, "en"))
    if synthetic:
        indonesian.append("sintetis")
        english.append("synthetic")
    if passed_over:
        indonesian.append(f"{passed_over} nilai lain dikesampingkan")
        english.append(f"{passed_over} other values passed over")
    return ", ".join(indonesian), ", ".join(english)
