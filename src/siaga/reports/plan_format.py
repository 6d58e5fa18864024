"""What can be wrong with a ``plan.json``, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from siaga.model.language import Catalog, Language

_MESSAGES: Final = Catalog(
    {
        "missing": (
            "{file}: tidak ada; buat dahulu dengan siaga plan",
            "{file}: is not there; make it first with siaga plan",
        ),
        "unreadable": (
            "{file}: tidak dapat dibaca; periksa izin bacanya",
            "{file}: can not be read; check that it may be read",
        ),
        "not_json": (
            "{file}: bukan JSON yang utuh (baris {line}); buat ulang dengan siaga plan",
            "{file}: is not whole JSON (line {line}); make it again with siaga plan",
        ),
        "not_a_plan": (
            '{file}: bukan rencana Siaga ("format" bukan "siaga.plan"); '
            "tunjuk plan.json dari folder keluaran siaga plan",
            '{file}: is not a plan of Siaga ("format" is not "siaga.plan"); '
            "name the plan.json in an output folder of siaga plan",
        ),
        "version": (
            "{file}: format versi {detail}, program ini mengenal versi {known}; "
            "buat ulang rencana dengan program ini",
            "{file}: format version {detail}, this program knows version {known}; "
            "make the plan again with this program",
        ),
        "damaged": (
            "{file}: {where}: {detail}; buat ulang dengan siaga plan",
            "{file}: {where}: {detail}; make it again with siaga plan",
        ),
    }
)

_DAMAGES: Final = {
    "is none of": "bukan salah satu dari",
    "is not an object": "bukan objek",
    "is missing": "tidak ada",
    "is not text": "bukan teks",
    "is not true or false": "bukan true atau false",
    "is not a whole number": "bukan bilangan bulat",
    "is not a number": "bukan angka",
    "is not a date like 2024-11-27": "bukan tanggal seperti 2024-11-27",
    "is not a list of text": "bukan daftar teks",
    "is not a pair of numbers": "bukan sepasang angka",
    "is not a list": "bukan daftar",
}
"""What can be wrong with a field: English -> Indonesian."""


class PlanFormatError(Exception):
    """A ``plan.json`` that can not be used: what, where in the file, and the remedy."""

    def __init__(self, file: Path, code: str, **values: str) -> None:
        self.file = file
        self.code = code
        self.values = values
        super().__init__(self.text("en"))

    def text(self, language: Language) -> str:
        """The sentence in ``language``."""
        values = self.values
        if "what" in values:
            what = values["what"] if language == "en" else _DAMAGES[values["what"]]
            values = {**values, "detail": f"{what} {values['choices']}".rstrip()}
        return _MESSAGES.say(self.code, language, file=self.file, **values)
