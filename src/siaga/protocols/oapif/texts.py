"""What the service says to people."""

from __future__ import annotations

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "this": ("dokumen ini", "this document"),
        "api": ("uraian layanan (OpenAPI 3.0)", "description of the service (OpenAPI 3.0)"),
        "conformance": ("standar yang dipenuhi", "standards met"),
        "data": ("lapisan peta", "map layers"),
        "collection": ("lapisan {title}", "layer {title}"),
        "items": ("isi lapisan {title}", "features of {title}"),
        "queryables": ("sifat yang dapat disaring", "properties to filter by"),
        "next": ("halaman berikut", "next page"),
        "prev": ("halaman sebelumnya", "previous page"),
        "unknown": (
            "parameter {parameter} tidak dikenal; yang ada: {known}",
            "unknown parameter {parameter}; there are: {known}",
        ),
        "repeated": (
            "parameter {parameter} ditulis lebih dari sekali; tulis satu kali",
            "parameter {parameter} is given more than once; give it once",
        ),
        "bbox.count": (
            "bbox berisi {count} angka; tulis barat,selatan,timur,utara (4) atau dengan ketinggian "
            "(6)",
            "bbox has {count} numbers; write west,south,east,north (4) or with heights (6)",
        ),
        "bbox.number": (
            'bbox: "{value}" bukan angka; tulis derajat dengan titik, misalnya 104.5',
            'bbox: "{value}" is not a number; write degrees such as 104.5',
        ),
        "bbox.range": (
            "bbox: bujur harus -180 sampai 180 dan lintang -90 sampai 90",
            "bbox: longitudes must lie between -180 and 180, latitudes between -90 and 90",
        ),
        "bbox.order": (
            "bbox: selatan di atas utara, atau dasar di atas puncak; tukar keduanya",
            "bbox: south lies above north, or bottom above top; swap them",
        ),
        "crs": (
            "hanya {crs} (bujur, lintang) yang tersedia",
            "only {crs} (longitude, latitude) is available",
        ),
        "datetime": (
            'datetime "{value}" tidak terbaca; tulis 2024-11-27, 2024-11-27T00:00:00Z, '
            "awal/akhir, awal/.. atau ../akhir",
            'datetime "{value}" can not be read; write 2024-11-27, 2024-11-27T00:00:00Z, '
            "start/end, start/.. or ../end",
        ),
        "datetime.order": (
            "datetime: awal sesudah akhir; tukar keduanya",
            "datetime: the start is after the end; swap them",
        ),
        "limit": (
            'limit "{value}" harus bilangan bulat mulai dari 1',
            'limit "{value}" must be a whole number from 1',
        ),
        "format": (
            'bentuk "{value}" tidak tersedia; tulis f=json atau tinggalkan',
            'format "{value}" is not available; write f=json or leave it out',
        ),
        "cursor": (
            "cursor tidak terbaca; mulai lagi dari halaman pertama tanpa cursor",
            "the cursor can not be read; start again at the first page without it",
        ),
        "value": (
            '{parameter}: "{value}" harus {expected}',
            '{parameter}: "{value}" must be {expected}',
        ),
        "string": ("teks 1 sampai 200 huruf", "text of 1 to 200 characters"),
        "integer": ("bilangan bulat", "a whole number"),
        "number": ("angka dengan titik desimal", "a number"),
        "boolean": ("true atau false", "true or false"),
        "one_of": ("salah satu dari {values}", "one of {values}"),
    }
)
