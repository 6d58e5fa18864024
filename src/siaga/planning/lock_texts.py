"""What can be wrong with a lock or refused in a hand edit, with its remedy, in both languages."""

from __future__ import annotations

from typing import Final

from siaga.model.language import LANGUAGES, Catalog
from siaga.model.problems import Problem, Severity

PROBLEMS: Final = Catalog(
    {
        # --- locks that the data contradict
        "locks.post_empty": (
            "kunci pos {post} tidak memuat satu TPS pun",
            "the lock of post {post} holds no station",
        ),
        "locks.post_empty.remedy": ("lepaskan kunci pos itu", "release the lock of that post"),
        "locks.station_gone": (
            "pos yang dikunci di TPS {post} memuat TPS yang tidak ada lagi dalam data: {stations}",
            "the post locked at station {post} holds stations no longer in the data: {stations}",
        ),
        "locks.station_gone.remedy": (
            "lepaskan kunci pos itu, atau kembalikan TPS tersebut ke tabel TPS",
            "release the lock of that post, or put the stations back into the table of stations",
        ),
        "locks.stations_twice": (
            "TPS {stations} ada di lebih dari satu pos yang dikunci",
            "stations {stations} are in more than one locked post",
        ),
        "locks.stations_twice.remedy": (
            "lepaskan salah satu kunci pos yang memuatnya",
            "release one of the locked posts that hold them",
        ),
        "locks.two_districts": (
            "pos yang dikunci di TPS {post} memuat TPS dari lebih dari satu kecamatan: {districts}",
            "the post locked at station {post} holds stations of more than one district: "
            "{districts}",
        ),
        "locks.two_districts.remedy": (
            "lepaskan kunci pos itu; satu pos menjaga TPS satu kecamatan",
            "release the lock of that post; a post guards stations of one district",
        ),
        "locks.hub": (
            "pusat pos yang dikunci, TPS {post}, bukan salah satu TPS pos itu",
            "the hub of a locked post, station {post}, is not one of its stations",
        ),
        "locks.hub.remedy": (
            "lepaskan kunci pos itu, lalu kunci lagi setelah pusatnya benar",
            "release the lock of that post, and lock it again once its hub is right",
        ),
        "locks.pattern_gone": (
            'pola "{pattern}" dari pos yang dikunci di TPS {post} tidak ada lagi dalam doktrin',
            'pattern "{pattern}" of the post locked at station {post} is no longer in the doctrine',
        ),
        "locks.pattern_gone.remedy": (
            "lepaskan kunci pos itu, atau kembalikan pola tersebut ke doktrin",
            "release the lock of that post, or put the pattern back into the doctrine",
        ),
        "locks.officer_gone": (
            "personel yang dikunci, NRP {officer}, tidak ada lagi dalam daftar personel",
            "the locked officer, NRP {officer}, is no longer on the roster",
        ),
        "locks.officer_gone.remedy": (
            "lepaskan kunci personel itu, atau kembalikan ke daftar personel",
            "release the lock of that officer, or put the officer back on the roster",
        ),
        "locks.officer_away": (
            "{name} (NRP {officer}) dikunci di {place}, tetapi tidak tersedia menurut daftar "
            "personel",
            "{name} (NRP {officer}) is locked at {place}, but not available by the roster",
        ),
        "locks.officer_away.remedy": (
            "lepaskan kunci personel itu, atau tandai tersedia dalam daftar personel",
            "release the lock of that officer, or mark the officer as available on the roster",
        ),
        "locks.officer_twice": (
            "{name} (NRP {officer}) dikunci di lebih dari satu tempat: {places}",
            "{name} (NRP {officer}) is locked at more than one place: {places}",
        ),
        "locks.officer_twice.remedy": (
            "lepaskan kunci yang tidak berlaku",
            "release the lock that does not hold",
        ),
        "locks.bound_elsewhere": (
            "{name} (NRP {officer}) dikunci di {place}, tetapi daftar personel menetapkannya pada "
            "tugas {duty}",
            "{name} (NRP {officer}) is locked at {place}, but the roster binds the officer to duty "
            "{duty}",
        ),
        "locks.bound_elsewhere.remedy": (
            "lepaskan kunci personel itu, atau kosongkan kolom tugas dalam daftar personel",
            "release the lock of that officer, or clear the duty column of the roster",
        ),
        "locks.post_not_locked": (
            "{name} (NRP {officer}) dikunci di pos dengan pusat TPS {place}, tetapi pos itu "
            "sendiri tidak dikunci",
            "{name} (NRP {officer}) is locked to the post based at station {place}, but that post "
            "is not locked itself",
        ),
        "locks.post_not_locked.remedy": (
            "kunci juga pos itu, atau lepaskan kunci personelnya",
            "lock that post too, or release the officer",
        ),
        "locks.place_gone": (
            "tempat {name} (NRP {officer}) dikunci, {place}, tidak ada lagi",
            "the place where {name} (NRP {officer}) is locked, {place}, is no more",
        ),
        "locks.place_gone.remedy": (
            "lepaskan kunci personel itu, atau kembalikan tempat tersebut ke data operasi",
            "release the lock of that officer, or put the place back into the operation's data",
        ),
        "locks.place_full": (
            "{locked} personel dikunci atau ditetapkan di {place}, padahal tempatnya {size}",
            "{locked} officers are locked or bound to {place}, which has room for {size}",
        ),
        "locks.place_full.remedy": (
            "lepaskan kunci {over} personel di sana",
            "release {over} of the officers locked there",
        ),
        "locks.reserve_full": (
            "kunci personel menuntut {teams} regu cadangan, padahal cadangan hanya {size} regu",
            "locked officers ask for {teams} reserve teams, but the reserve has {size}",
        ),
        "locks.reserve_full.remedy": (
            "lepaskan sebagian kunci di regu cadangan, atau naikkan reserve_share di [targets]",
            "release some of the officers locked to reserve teams, or raise reserve_share under "
            "[targets]",
        ),
        # --- hand edits that can not be made
        "edit.station_unknown": (
            "TPS {station} tidak ada dalam rencana ini",
            "station {station} is not in this plan",
        ),
        "edit.station_unknown.remedy": (
            "pilih TPS dari daftar TPS rencana ini",
            "choose a station from this plan's list",
        ),
        "edit.post_unknown": (
            "pos {post} tidak ada dalam rencana ini",
            "post {post} is not in this plan",
        ),
        "edit.post_unknown.remedy": (
            "pilih pos dari daftar pos rencana ini; pos dapat hilang bila TPS terakhirnya pindah",
            "choose a post from this plan's list; a post is gone once its last station has moved",
        ),
        "edit.same_post": (
            "TPS {station} sudah berada di pos {post}",
            "station {station} is already in post {post}",
        ),
        "edit.same_post.remedy": ("pilih pos lain", "choose another post"),
        "edit.only_station": (
            "TPS {station} sudah menjadi satu-satunya TPS pos {post}",
            "station {station} is already the only one of post {post}",
        ),
        "edit.only_station.remedy": (
            "tidak ada yang perlu diubah",
            "there is nothing to change",
        ),
        "edit.other_district": (
            "TPS {station} terletak di Kecamatan {own}, pos {post} di Kecamatan {other}",
            "station {station} lies in district {own}, post {post} in district {other}",
        ),
        "edit.other_district.remedy": (
            "pilih pos di kecamatan TPS itu: Padal membawahi satu kecamatan",
            "choose a post of the station's district: a Padal looks after one district",
        ),
        "edit.locked_post": (
            "pos {post} dikunci",
            "post {post} is locked",
        ),
        "edit.locked_post.remedy": (
            "lepaskan dahulu kunci pos itu",
            "release the lock of that post first",
        ),
        "edit.locked_officer": (
            "{name} (NRP {officer}) dikunci di {place}",
            "{name} (NRP {officer}) is locked at {place}",
        ),
        "edit.locked_officer.remedy": (
            "lepaskan dahulu kunci personel itu",
            "release the lock of that officer first",
        ),
        "edit.post_holds_locked": (
            "pos {post} menahan personel yang dikunci: {officers}",
            "post {post} holds locked officers: {officers}",
        ),
        "edit.post_holds_locked.remedy": (
            "lepaskan dahulu kunci personel itu",
            "release the locks of those officers first",
        ),
        "edit.officer_unknown": (
            "NRP {officer} tidak ada di antara personel yang tersedia dalam rencana ini",
            "NRP {officer} is not among the available officers of this plan",
        ),
        "edit.officer_unknown.remedy": (
            "pilih personel dari daftar personel rencana ini",
            "choose an officer from this plan's list",
        ),
        "edit.same_officer": (
            "kedua personel yang ditukar adalah orang yang sama",
            "both officers of the swap are the same person",
        ),
        "edit.same_officer.remedy": ("pilih dua personel", "choose two officers"),
        "edit.same_place": (
            "{name} (NRP {officer}) sudah bertugas di {place}",
            "{name} (NRP {officer}) already serves at {place}",
        ),
        "edit.same_place.remedy": ("pilih tempat lain", "choose another place"),
        "edit.swap_together": (
            "kedua personel bertugas di tempat yang sama, {place}",
            "both officers serve at the same place, {place}",
        ),
        "edit.swap_together.remedy": (
            "pilih personel dari dua tempat yang berbeda",
            "choose officers of two different places",
        ),
        "edit.place_unknown": (
            "tempat {place} tidak ada dalam rencana ini, atau tidak dijaga siapa pun",
            "place {place} is not in this plan, or has nobody on duty",
        ),
        "edit.place_unknown.remedy": (
            "pilih pos, tugas, regu cadangan, kecamatan (Padal) atau rayon (Pamatwil) dari rencana "
            "ini",
            "choose a post, duty, reserve team, district (Padal) or rayon (Pamatwil) of this plan",
        ),
        "edit.supervisor_full": (
            "{place} sudah mempunyai atasan",
            "{place} already has its supervisor",
        ),
        "edit.supervisor_full.remedy": (
            "tukar kedua personel itu, atau pindahkan dahulu yang sekarang",
            "swap the two officers, or move the present one first",
        ),
        "edit.already_locked": ("{what} sudah dikunci", "{what} is already locked"),
        "edit.already_locked.remedy": (
            "tidak ada yang perlu diubah",
            "there is nothing to change",
        ),
        "edit.not_locked": ("{what} tidak dikunci", "{what} is not locked"),
        "edit.not_locked.remedy": (
            "tidak ada yang perlu diubah",
            "there is nothing to change",
        ),
        "edit.damaged": (
            "perubahan ini tidak dapat dibaca: {detail}",
            "this edit can not be read: {detail}",
        ),
        "edit.damaged.remedy": (
            "muat ulang halaman dan ulangi perubahannya",
            "reload the page and make the change again",
        ),
    }
)


def problem(code: str, **values: object) -> Problem:
    """The error ``code`` with its remedy, fields filled in; KeyError when there is no such code."""
    message = tuple(PROBLEMS.say(code, language, **values) for language in LANGUAGES)
    remedy = tuple(PROBLEMS.say(f"{code}.remedy", language, **values) for language in LANGUAGES)
    return Problem(
        code=code,
        severity=Severity.ERROR,
        message=(message[0], message[1]),
        remedy=(remedy[0], remedy[1]),
    )
