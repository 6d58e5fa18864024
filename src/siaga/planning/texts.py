"""Reasons of every planning step, in words: code -> (Indonesian, English).

One catalog for the whole package, so that a reader of ``plan.json`` finds each ``Reason.code``
here. A key is ``<step>.<what>``; keep the keys of a step together under its heading, in the order
a reader meets them. Fields in braces are the names in ``Reason.values``. The explanations' own
sentences stand in :mod:`siaga.planning.explain_texts`.
"""

from __future__ import annotations

from typing import Final

from siaga.model.language import LANGUAGES, Catalog, Language, format_number
from siaga.model.plan import Reason
from siaga.planning.case_texts import CASES
from siaga.planning.change_texts import CHANGES
from siaga.planning.equal_treatment_texts import EQUAL_TREATMENT
from siaga.planning.explain_texts import EXPLAIN
from siaga.planning.reinforcement_texts import REINFORCEMENT

__all__ = ["CASES", "REASONS", "say_reason", "tell_reason"]

# --- posts: how stations were grouped ---------------------------------------------------------
_POSTS: Final[dict[str, tuple[str, str]]] = {
    "posts.special": (
        "{station} adalah TPS khusus dan selalu dijaga tersendiri",
        "{station} is a special station and is always guarded on its own",
    ),
    "posts.single": (
        "pola {pattern} menempatkan satu regu untuk setiap TPS",
        "pattern {pattern} gives every station a team of its own",
    ),
    "posts.lone": (
        "tidak ada TPS lain sepola yang dapat digabung dalam batas {k} TPS dan {limit} menit tanpa "
        "menambah regu",
        "no other station of its pattern can join within {k} stations and {limit} minutes without "
        "costing another team",
    ),
    "posts.grouped": (
        "{stations} TPS dari satu desa, paling jauh {minutes} menit satu sama lain (batas {k} TPS, "
        "{limit} menit)",
        "{stations} stations of one village, at most {minutes} minutes apart (limits: {k} "
        "stations, {limit} minutes)",
    ),
    "posts.grouped.villages": (
        "{stations} TPS dari {villages} desa, paling jauh {minutes} menit satu sama lain (batas "
        "{k} TPS, {limit} menit); melintasi batas desa menghemat regu",
        "{stations} stations of {villages} villages, at most {minutes} minutes apart (limits: {k} "
        "stations, {limit} minutes); crossing village borders saves teams",
    ),
}

# --- shortage: what fell below doctrine and what would mend it --------------------------------
_SHORTAGE: Final[dict[str, tuple[str, str]]] = {
    "shortage.thinned": (
        "personel kurang: {stations} TPS digabung di bawah satu regu, melewati pola ({k} TPS, "
        "{limit} menit) tetapi masih dalam batas penjarangan",
        "too few officers: {stations} stations share one team, past the pattern ({k} stations, "
        "{limit} minutes) but within its limits for thinning",
    ),
    "shortage.patrol": (
        "personel kurang: {stations} TPS dijaga patroli bergerak {officers} personel",
        "too few officers: {stations} stations are guarded by a mobile patrol of {officers}",
    ),
    "shortage.unguarded": (
        "personel kurang: {stations} TPS tidak terjaga; perlu {officers} personel lagi",
        "too few officers: {stations} stations are unguarded; {officers} more officers are needed",
    ),
    "shortage.remedy.officers": (
        "tambahan {officers} personel menutup kekurangan",
        "{officers} more officers close the gap",
    ),
    "shortage.remedy.reserve": (
        "menurunkan cadangan dari {now} % ke {share} % membebaskan {officers} personel",
        "lowering the reserve from {now} % to {share} % frees {officers} officers",
    ),
    "shortage.remedy.k": (
        "pola {pattern} dengan {k} TPS per regu (sekarang {now}) membutuhkan {need} personel untuk "
        "pos, tersedia {available}",
        "pattern {pattern} with {k} stations per team (now {now}) needs {need} officers for posts; "
        "{available} are available",
    ),
    "shortage.remedy.minutes": (
        "batas {minutes} menit untuk pola {pattern} (sekarang {now}) membutuhkan {need} personel "
        "untuk pos, tersedia {available}",
        "a limit of {minutes} minutes for pattern {pattern} (now {now}) needs {need} officers for "
        "posts; {available} are available",
    ),
    "shortage.remedy.partly": (
        "pola {pattern} dengan {k} TPS per regu (sekarang {now}) masih kurang {short} personel",
        "pattern {pattern} with {k} stations per team (now {now}) would still be {short} officers "
        "short",
    ),
}

# --- assignment: who serves where -------------------------------------------------------------
_ASSIGNMENT: Final[dict[str, tuple[str, str]]] = {
    "assignment.nearest": (
        "{unit} adalah satuan terdekat, {minutes} menit",
        "{unit} is the nearest unit, {minutes} minutes",
    ),
    "assignment.least_total": (
        "dari {unit} {minutes} menit; personel {nearest} ({nearest_minutes} menit) lebih "
        "dibutuhkan di tempat lain",
        "{minutes} minutes from {unit}; officers of {nearest} ({nearest_minutes} minutes) are "
        "needed more elsewhere",
    ),
    "assignment.bound": (
        "sudah ditetapkan pada tugas {duty} dalam daftar personel",
        "already bound to duty {duty} in the roster",
    ),
    "assignment.spare": (
        "tidak dibutuhkan di tempat lain; siaga di {unit}",
        "not needed elsewhere; on standby at {unit}",
    ),
    "assignment.needed.rank_mix": (
        "satu-satunya berpangkat {wanted} atau lebih tinggi di sini",
        "the only one here of rank {wanted} or above",
    ),
    "assignment.needed.min_rank": (
        "tempat ini meminta pangkat {wanted} atau lebih tinggi",
        "this place asks for rank {wanted} or above",
    ),
    "assignment.needed.boat": (
        "dicapai lewat air dan mampu mengemudikan perahu",
        "reached by water, and handles a boat",
    ),
    "assignment.needed.skill": (
        "memiliki keahlian {wanted} yang diminta di sini",
        "has the skill {wanted} asked for here",
    ),
    "assignment.needed.women": (
        "polwan diminta di sini",
        "a woman officer is asked for here",
    ),
    "assignment.team": (
        "regu BKO {team} ditempatkan berdekatan",
        "BKO team {team} is kept together",
    ),
    "assignment.broken.own_village": (
        "menjaga desa sendiri ({village}): tidak ada pilihan lain",
        "guards the own village ({village}): nothing else was left",
    ),
    "assignment.broken.rank_mix": (
        "belum ada yang berpangkat {wanted} atau lebih tinggi di sini",
        "nobody here is of rank {wanted} or above",
    ),
    "assignment.broken.min_rank": (
        "belum ada yang berpangkat {wanted} seperti yang diminta tugas ini",
        "nobody here has the rank {wanted} this duty asks for",
    ),
    "assignment.broken.boat": (
        "dicapai lewat air, tetapi tidak ada yang mampu mengemudikan perahu",
        "reached by water, but nobody here handles a boat",
    ),
    "assignment.broken.skill": (
        "belum ada yang memiliki keahlian {wanted}",
        "nobody here has the skill {wanted}",
    ),
    "assignment.broken.women": (
        "kurang {missing} polwan dari yang diminta",
        "{missing} fewer women officers than asked for",
    ),
    "assignment.broken.team": (
        "regu BKO {team} terbagi ke {districts} wilayah",
        "BKO team {team} is spread over {districts} districts",
    ),
}

# --- reserves: where quick-reaction teams wait ------------------------------------------------
_RESERVES: Final[dict[str, tuple[str, str]]] = {}

# --- supervision: the chain of command --------------------------------------------------------
_SUPERVISION: Final[dict[str, tuple[str, str]]] = {
    "supervision.no_padal": (
        "kecamatan {district} belum mempunyai Padal; {posts} pos melapor langsung ke atasannya",
        "district {district} has no Padal; its {posts} posts report straight to the next level",
    ),
    "supervision.no_pamatwil": (
        "{rayon} belum mempunyai Pamatwil; para Padal melapor langsung ke Posko",
        "{rayon} has no Pamatwil; its Padal report straight to the command post",
    ),
    "supervision.no_rayon": (
        "kecamatan {district} tidak termasuk rayon mana pun; Padal melapor langsung ke Posko",
        "district {district} belongs to no rayon; its Padal reports straight to the command post",
    ),
    "supervision.no_phone": (
        "{name} ({role}) tidak mempunyai nomor telepon; lengkapi kolom telepon di data personel",
        "{name} ({role}) has no phone number; fill in the phone column of the roster",
    ),
    "supervision.base_phone": (
        "{name} ({role}) tidak mempunyai nomor sendiri; dipakai nomor {base}",
        "{name} ({role}) has no number of their own; that of {base} is used",
    ),
    "supervision.no_command_phone": (
        "nomor Posko kosong; isi command_phone di [supervision]",
        "the command post has no number; fill in command_phone under [supervision]",
    ),
    "supervision.span": (
        "{name} membawahi {posts} pos, di atas batas {span}",
        "{name} looks after {posts} posts, above the limit of {span}",
    ),
}

# --- replan: who moved and why ----------------------------------------------------------------
_REPLAN: Final[dict[str, tuple[str, str]]] = {
    "replan.replaces": (
        "menggantikan {name} yang berhalangan",
        "replaces {name}, who can not serve",
    ),
    "replan.follows": (
        "mengisi tempat yang ditinggalkan {name}",
        "takes the place {name} leaves",
    ),
    "replan.new_post": (
        "{place} adalah pos baru",
        "{place} is a new post",
    ),
    "replan.was_short": (
        "{place} masih kekurangan personel",
        "{place} was short of officers",
    ),
    "replan.place_gone": (
        "{place} tidak ada lagi",
        "{place} is no more",
    ),
    "replan.cut_off": (
        "{place} tidak dapat dicapai lagi",
        "{place} can not be reached any more",
    ),
    "replan.way": (
        "{minutes} menit dari {unit}",
        "{minutes} minutes from {unit}",
    ),
    "replan.came": (
        "digeser ke sini dalam penyesuaian rencana",
        "moved here when the plan was changed",
    ),
    "replan.post_opened": (
        "pos baru untuk TPS yang berpindah atau terputus dari pos {post}",
        "a new post for stations that moved away or were cut off from post {post}",
    ),
    "replan.post_changed": (
        "susunan diubah dalam penyesuaian rencana: kini {stations} TPS",
        "changed when the plan was: now {stations} stations",
    ),
}

REASONS: Final = Catalog(
    {
        **_POSTS,
        **_SHORTAGE,
        **_ASSIGNMENT,
        **_RESERVES,
        **_SUPERVISION,
        **_REPLAN,
        **CHANGES,
        **EXPLAIN,
        **REINFORCEMENT,
        **EQUAL_TREATMENT,
    }
)


_SKILLS: Final[dict[str, tuple[str, str]]] = {
    "boat": ("perahu", "boat"),
    "first_aid": ("P3K", "first aid"),
    "negotiator": ("negosiator", "negotiator"),
    "driver": ("pengemudi", "driver"),
}
"""Skills as a reader says them; data hold their codes."""


def say_reason(reason: Reason, language: Language) -> str:
    """The sentence of ``reason`` in ``language``; KeyError when its code is not in the catalog.

    Numbers follow the language: whole numbers without decimals, others with one.
    """
    values = {
        name: _shown(value, language) for name, value in _of_language(reason, language).items()
    }
    return REASONS.say(reason.code, language, **values)


def tell_reason(reason: Reason, language: Language) -> str:
    """As :func:`say_reason`, but the code and the values where the catalog has no such sentence.

    A plan written by another version or edited by hand may hold a reason this version has no words
    for: it is shown as it is rather than left out.
    """
    try:
        return say_reason(reason, language)
    except KeyError:
        shown = ", ".join(f"{name} = {value}" for name, value in reason.values.items())
        return f"{reason.code} ({shown})" if shown else reason.code


def _of_language(reason: Reason, language: Language) -> dict[str, str | int | float]:
    """The values, each pair ``x_id``, ``x_en`` as ``x`` in ``language``."""
    values = dict(reason.values)
    for name in reason.values:
        stem = name.removesuffix("_id")
        if stem != name and f"{stem}_en" in reason.values:
            values[stem] = reason.values[f"{stem}_{language}"]
    wanted = values.get("wanted")
    if wanted in _SKILLS:
        values["wanted"] = _SKILLS[str(wanted)][LANGUAGES.index(language)]
    return values


def _shown(value: str | int | float, language: Language) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int) or float(value).is_integer():
        return format_number(value, language)
    return format_number(value, language, 1)
