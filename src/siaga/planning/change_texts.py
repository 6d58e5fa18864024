"""Reasons of locks, hand edits and the check of a plan; part of
:data:`siaga.planning.texts.REASONS`."""

from __future__ import annotations

from typing import Final

CHANGES: Final[dict[str, tuple[str, str]]] = {
    # --- locks
    "locks.post": (
        "dikunci: {stations} TPS ini tetap satu pos",
        "locked: these {stations} stations stay one post",
    ),
    "locks.officer": (
        "dikunci di tempat ini",
        "locked at this place",
    ),
    "locks.spare": (
        "dikunci sebagai siaga di {unit}",
        "locked as standby at {unit}",
    ),
    # --- hand edits
    "edit.post_opened": (
        "pos baru yang dibuat dengan tangan dari pos {post}",
        "a new post made by hand out of post {post}",
    ),
    "edit.post_changed": (
        "susunan diubah dengan tangan: kini {stations} TPS",
        "changed by hand: now {stations} stations",
    ),
    "edit.officer": (
        "ditempatkan dengan tangan; {minutes} menit dari {unit}",
        "placed by hand; {minutes} minutes from {unit}",
    ),
    "edit.officer.no_way": (
        "ditempatkan dengan tangan; tidak ada jalan yang diketahui dari {unit}",
        "placed by hand; no known way from {unit}",
    ),
    "edit.released": (
        "dibebaskan dari {place}; siaga di {unit}",
        "released from {place}; on standby at {unit}",
    ),
    # --- the check of a plan: posts
    "check.stations": (
        "{stations} TPS dalam satu pos, doktrin paling banyak {k}",
        "{stations} stations in one post, doctrine allows {k}",
    ),
    "check.stations.thinned": (
        "{stations} TPS dalam satu pos, melewati pola ({k}) tetapi masih dalam batas penjarangan "
        "({limit})",
        "{stations} stations in one post, past the pattern ({k}) but within the limit for thinning "
        "({limit})",
    ),
    "check.minutes": (
        "dua TPS terjauh berjarak {minutes} menit, doktrin paling jauh {limit}",
        "the two stations farthest apart are {minutes} minutes from each other, doctrine allows "
        "{limit}",
    ),
    "check.minutes.thinned": (
        "dua TPS terjauh berjarak {minutes} menit, melewati pola ({most}) tetapi masih dalam batas "
        "penjarangan ({limit})",
        "the two stations farthest apart are {minutes} minutes from each other, past the pattern "
        "({most}) but within the limit for thinning ({limit})",
    ),
    "check.no_way": (
        "ada TPS di pos ini yang tidak dapat dicapai dari TPS lainnya",
        "a station of this post can not be reached from another",
    ),
    "check.pattern": (
        "{count} TPS di pos ini seharusnya dijaga dengan pola {wanted}, bukan {pattern}: "
        "{stations}",
        "{count} stations of this post should be guarded by pattern {wanted}, not {pattern}: "
        "{stations}",
    ),
    "check.alone": (
        "{station} adalah TPS khusus dan harus dijaga tersendiri",
        "{station} is a special station and must be guarded on its own",
    ),
    "check.patrol": (
        "{stations} TPS dijaga patroli bergerak, di bawah doktrin",
        "{stations} stations are guarded by a mobile patrol, below doctrine",
    ),
    "check.unguarded": (
        "{stations} TPS tidak terjaga",
        "{stations} stations are unguarded",
    ),
    # --- the check of a plan: people
    "check.team_short": (
        "kurang {missing} dari {size} personel",
        "{missing} of {size} officers are missing",
    ),
    "check.team_over": (
        "{extra} personel lebih banyak dari {size} yang diminta",
        "{extra} officers more than the {size} asked for",
    ),
    "check.pair": (
        "seorang diri, padahal pola {pattern} menuntut berpasangan",
        "one officer alone, but pattern {pattern} asks for pairs",
    ),
    "check.own_village": (
        "{name} menjaga desa sendiri ({village})",
        "{name} guards the own village ({village})",
    ),
    "check.far": (
        "{name} menempuh {minutes} menit dari satuannya, batas {limit}",
        "{name} travels {minutes} minutes from the unit, the limit is {limit}",
    ),
    "check.no_way_officer": (
        "{name} tidak mempunyai jalan yang diketahui dari satuannya ke sini",
        "{name} has no known way here from the unit",
    ),
    "check.supervisor_rank": (
        "{name} berpangkat {rank}, atasan di sini paling rendah {wanted}",
        "{name} holds the rank {rank}, a supervisor here at least {wanted}",
    ),
    "check.bound": (
        "{name} ditetapkan pada tugas {duty} dalam daftar personel",
        "{name} is bound to duty {duty} on the roster",
    ),
}
