"""Sentences of problems in a file of changes."""

from __future__ import annotations

from typing import Final

CHANGES: Final[dict[str, tuple[str, str, str, str]]] = {
    "change.officer": (
        'personel "{officer}" tidak ada dalam daftar personel',
        'officer "{officer}" is not on the roster',
        "tulis NRP seperti dalam daftar personel",
        "write the NRP as the roster has it",
    ),
    "change.officer_exists": (
        'personel "{officer}" sudah ada dalam daftar dan dapat ditugaskan',
        'officer "{officer}" is already on the roster and available',
        "hapus bagian ini, atau periksa NRP-nya",
        "remove this section, or check the NRP",
    ),
    "change.station": (
        'TPS "{station}" tidak ada dalam daftar TPS',
        'station "{station}" is not on the list of stations',
        "tulis kode TPS seperti dalam daftar TPS",
        "write the code as the list of stations has it",
    ),
    "change.closed_and_moved": (
        'TPS "{station}" ditutup sekaligus dipindahkan',
        'station "{station}" is both closed and moved',
        "pilih salah satu",
        "keep one of the two",
    ),
    "change.repeated": (
        '"{value}" disebut lebih dari sekali',
        '"{value}" is named more than once',
        "hapus yang berlebih",
        "remove the extra one",
    ),
    "change.area": (
        'tidak ada TPS di wilayah "{area}"',
        'no station lies in area "{area}"',
        "tulis kode desa atau kecamatan dengan titik, misalnya 16.07.03.2001",
        "write a village or district code with dots, for example 16.07.03.2001",
    ),
    "change.outside": (
        "lintang {lat}, bujur {lon} berada di luar Indonesia",
        "latitude {lat}, longitude {lon} lies outside Indonesia",
        "periksa angkanya; lintang dan bujur mungkin tertukar",
        "check the numbers; latitude and longitude may be swapped",
    ),
    "change.unit": (
        'satuan "{unit}" tidak ada dalam daftar pangkalan',
        'unit "{unit}" is not on the list of bases',
        "tulis kode pangkalan seperti dalam daftar pangkalan",
        "write the id of a base as the list of bases has it",
    ),
    "change.duty": (
        'tugas "{duty}" tidak ada dalam operation.toml',
        'duty "{duty}" is not in operation.toml',
        "tulis kode tugas yang ada",
        "write the id of a duty there is",
    ),
    "change.nothing": (
        "berkas ini tidak memuat perubahan",
        "this file holds no change",
        "tulis setidaknya satu bagian [[drop]], [[close]], [[move]], [[add]] atau [[block]]",
        "write at least one section [[drop]], [[close]], [[move]], [[add]] or [[block]]",
    ),
    "change.officer_near": (
        'personel "{officer}" tidak ada dalam daftar personel',
        'officer "{officer}" is not on the roster',
        'mungkin maksudnya "{meant}"',
        'perhaps "{meant}" is meant',
    ),
    "change.station_near": (
        'TPS "{station}" tidak ada dalam daftar TPS',
        'station "{station}" is not on the list of stations',
        'mungkin maksudnya "{meant}"',
        'perhaps "{meant}" is meant',
    ),
    "change.unit_near": (
        'satuan "{unit}" tidak ada dalam daftar pangkalan',
        'unit "{unit}" is not on the list of bases',
        'mungkin maksudnya "{meant}"',
        'perhaps "{meant}" is meant',
    ),
    "change.duty_near": (
        'tugas "{duty}" tidak ada dalam operation.toml',
        'duty "{duty}" is not in operation.toml',
        'mungkin maksudnya "{meant}"',
        'perhaps "{meant}" is meant',
    ),
}
