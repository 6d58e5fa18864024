"""Why an output folder is refused, and what to do instead."""

from __future__ import annotations

from typing import Final

from siaga.model.language import Catalog

REFUSALS: Final = Catalog(
    {
        "output.input.message": (
            "folder keluaran {folder} sama dengan, di dalam, atau di atas folder masukan {source}",
            "output folder {folder} is, lies in or holds the input folder {source}",
        ),
        "output.input.remedy": (
            "pilih folder lain dengan --out, misalnya out",
            "choose another folder with --out, such as out",
        ),
        "output.file.message": (
            "{folder} adalah berkas, bukan folder",
            "{folder} is a file, not a folder",
        ),
        "output.file.remedy": (
            "pilih folder lain dengan --out",
            "choose another folder with --out",
        ),
        "output.foreign.message": (
            "folder {folder} berisi berkas yang tidak ditulis Siaga, jadi tidak akan diganti",
            "folder {folder} holds files that Siaga did not write, so it is not replaced",
        ),
        "output.foreign.remedy": (
            "pilih folder kosong atau baru dengan --out",
            "choose an empty or new folder with --out",
        ),
        "output.added.message": (
            "folder {folder} berisi berkas tambahan yang akan hilang: {names}",
            "folder {folder} holds added files that would be lost: {names}",
        ),
        "output.added.remedy": (
            "pindahkan berkas itu atau pilih folder lain dengan --out",
            "move those files or choose another folder with --out",
        ),
    }
)
