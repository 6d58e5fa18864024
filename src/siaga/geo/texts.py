"""Sentences of ``siaga.geo`` in Indonesian and English."""

from __future__ import annotations

from typing import Final

from siaga.model.language import Catalog
from siaga.model.problems import InputError, Problem, ProblemReport, Severity

_SENTENCES: Final = Catalog(
    {
        "travel.mode": (
            "moda {mode} dipakai sebuah tempat tetapi tidak diatur",
            "access mode {mode} is used by a place but not set",
        ),
        "travel.mode.remedy": (
            "tulis [travel.modes.{mode}] dengan speed_kmh, detour dan transfer_minutes",
            "write [travel.modes.{mode}] with speed_kmh, detour and transfer_minutes",
        ),
        "travel.number": (
            "moda {mode}: {name} = {value} tidak mungkin",
            "mode {mode}: {name} = {value} is impossible",
        ),
        "travel.number.remedy": (
            "speed_kmh di atas 0, detour paling sedikit 1, transfer_minutes paling sedikit 0",
            "speed_kmh above 0, detour at least 1, transfer_minutes at least 0",
        ),
        "measured.minutes": (
            "waktu terukur {origin} - {destination} = {minutes} menit tidak mungkin",
            "measured time {origin} - {destination} = {minutes} minutes is impossible",
        ),
        "measured.minutes.remedy": (
            "tulis menit yang sungguh ditempuh, 0 atau lebih",
            "write the minutes really needed, 0 or more",
        ),
        "network.format": (
            "berkas jaringan ini bukan .osm.pbf, .graphml atau .graphml.gz",
            "this network file is no .osm.pbf, .graphml or .graphml.gz",
        ),
        "network.format.remedy": (
            "simpan dalam salah satu format itu, atau hapus berkasnya",
            "save it in one of these formats, or remove it",
        ),
        "network.unreadable": (
            "tidak dapat dibuka: {reason}",
            "can not be opened: {reason}",
        ),
        "network.unreadable.remedy": (
            "periksa nama dan izin berkas, atau hapus dari folder travel",
            "check its name and permissions, or remove it from the folder travel",
        ),
        "network.broken": (
            "rusak atau terpotong",
            "broken or cut off",
        ),
        "network.broken.remedy": (
            "unduh atau ekspor ulang; tanpa berkas ini waktu tempuh dihitung sebagai perkiraan",
            "download or export it again; without it travel times are estimated",
        ),
        "network.large": (
            "terlalu besar untuk satu wilayah ({size} MB dibaca)",
            "too large for one region ({size} MB read)",
        ),
        "network.large.remedy": (
            "potong pada wilayah operasi: osmium extract --bbox BARAT,SELATAN,TIMUR,UTARA",
            "cut it to the operation's region: osmium extract --bbox WEST,SOUTH,EAST,NORTH",
        ),
        "network.doctype": (
            "memuat DOCTYPE, yang tidak dipakai GraphML",
            "holds a DOCTYPE, which GraphML has no use for",
        ),
        "network.doctype.remedy": (
            "ekspor ulang dengan OSMnx (save_graphml)",
            "export it again with OSMnx (save_graphml)",
        ),
        "network.not_graphml": (
            "bukan GraphML: diawali <{tag}>",
            "is no GraphML: it begins with <{tag}>",
        ),
        "network.not_graphml.remedy": (
            "ekspor dengan OSMnx (save_graphml), atau hapus berkasnya",
            "export with OSMnx (save_graphml), or remove the file",
        ),
        "network.no_position": (
            'titik "{node}" tidak punya x dan y berupa angka',
            'node "{node}" has no x and y that are numbers',
        ),
        "network.no_position.remedy": (
            "tulis x (bujur) dan y (lintang) pada tiap titik, seperti OSMnx",
            "give every node x (longitude) and y (latitude), as OSMnx does",
        ),
        "network.projected": (
            'titik "{node}" berada di x = {x}, y = {y}: bukan derajat',
            'node "{node}" lies at x = {x}, y = {y}: these are no degrees',
        ),
        "network.projected.remedy": (
            "simpan graf sebelum diproyeksikan (EPSG:4326)",
            "save the graph before projecting it (EPSG:4326)",
        ),
        "network.no_node": (
            'sebuah sisi menyebut titik "{node}" yang tidak ada',
            'an edge names the node "{node}", which is not there',
        ),
        "network.no_node.remedy": (
            "ekspor ulang; titik harus mendahului sisi di dalam berkas",
            "export it again; nodes have to come before edges in the file",
        ),
    }
)


def geo_problem(code: str, file: str = "", **values: object) -> Problem:
    """The problem ``code`` with its remedy (key ``code.remedy``), fields filled in."""
    return Problem(
        code=code,
        severity=Severity.ERROR,
        message=(_SENTENCES.say(code, "id", **values), _SENTENCES.say(code, "en", **values)),
        remedy=(
            _SENTENCES.say(f"{code}.remedy", "id", **values),
            _SENTENCES.say(f"{code}.remedy", "en", **values),
        ),
        file=file,
    )


def geo_error(code: str, file: str = "", **values: object) -> InputError:
    """An :class:`InputError` carrying one problem."""
    return InputError(ProblemReport((geo_problem(code, file, **values),)))
