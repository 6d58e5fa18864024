"""Inputs no risk score may carry: criminal record, religion, ethnicity, party (R16).

The published counter-example is a resort that counted "ex-convict voters" as a danger
(domain.md 1.6). The list is one place for all who read or score indicators, so that what one
refuses the other can not let in. It looks at the names of an indicator (its id and its labels),
word by word, so that ``partisipasi`` or ``suku cadang`` (spare parts) is not mistaken for one.

Incidents are not people: Bawaslu's V4 "history of insults on religion, ethnicity, race" says what
happened at a place, not who lives there, and stays allowed. A name that speaks of such a deed
(:data:`DEEDS`) and of no people (:data:`PEOPLE`) is therefore let pass. No deed excuses a word for
people with a record, such as ``narapidana``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from siaga.model.problems import Problem, Severity


class ForbiddenKind(StrEnum):
    """What R16 forbids, each by its own words."""

    CRIMINAL_RECORD = "criminal_record"
    RELIGION = "religion"
    ETHNICITY = "ethnicity"
    PARTY = "party"


KIND_NAMES: Final[dict[ForbiddenKind, tuple[str, str]]] = {
    ForbiddenKind.CRIMINAL_RECORD: ("catatan kriminal warga", "people's criminal record"),
    ForbiddenKind.RELIGION: ("agama warga", "people's religion"),
    ForbiddenKind.ETHNICITY: ("suku atau ras warga", "people's ethnicity"),
    ForbiddenKind.PARTY: ("pilihan atau partai warga", "people's party or choice"),
}
"""(Indonesian, English) name of each kind, for print."""

WORDS: Final[dict[ForbiddenKind, tuple[str, ...]]] = {
    ForbiddenKind.CRIMINAL_RECORD: (
        "narapidana", "napi", "residivis", "terpidana", "convict", "convicts", "exconvict",
        "teroris", "napiter", "terrorist", "terrorists", "skck", "felon", "felons",
        "kriminal", "criminal", "criminals",
    ),
    ForbiddenKind.RELIGION: (
        "agama", "beragama", "keagamaan", "religion", "religions", "religious", "islam", "muslim",
        "kristen", "christian", "christians", "katolik", "catholic", "catholics", "protestan",
        "hindu", "buddha", "budha", "buddhist", "konghucu", "faith", "iman", "mazhab",
    ),
    ForbiddenKind.ETHNICITY: (
        "etnis", "etnik", "etnisitas", "suku", "kesukuan", "ras", "ethnic", "ethnicity", "race",
        "racial", "tribe", "tribes", "tribal", "heterogen", "heterogenitas", "heterogeneous",
        "heterogeneity",
    ),
    ForbiddenKind.PARTY: (
        "partai", "parpol", "party", "parties", "koalisi", "coalition", "simpatisan",
        "supporters", "supporter", "afiliasi", "affiliation", "partisan", "partisans",
    ),
}  # fmt: skip
"""Whole words, lower case, without accents."""

PHRASES: Final[dict[ForbiddenKind, tuple[str, ...]]] = {
    ForbiddenKind.CRIMINAL_RECORD: (
        "catatan kepolisian", "police record", "bekas tahanan", "mantan tahanan", "eks tahanan",
        "former prisoner", "former prisoners",
    ),
    ForbiddenKind.RELIGION: (),
    ForbiddenKind.ETHNICITY: (
        "penduduk majemuk", "masyarakat majemuk", "warga majemuk", "mixed population",
        "komposisi sara", "kelompok sara",
    ),
    ForbiddenKind.PARTY: (
        "pilihan politik", "political opinion", "political choice", "political preference",
        "perolehan suara", "hasil suara", "vote share", "vote count", "vote counts",
        "basis massa", "basis paslon", "basis calon", "basis pasangan", "massa pendukung",
        "pendukung paslon", "pendukung calon", "pendukung pasangan", "pendukung kandidat",
        "candidate base", "base of one candidate", "base of all candidates",
    ),
}  # fmt: skip
"""Words that mean a forbidden input only together."""

DEEDS: Final[tuple[str, ...]] = (
    "penghinaan", "menghina", "hasutan", "menghasut", "penghasutan", "ujaran", "politisasi",
    "insult", "insults", "incitement", "inciting", "hate", "politicisation", "politicization",
    "kekerasan", "violence", "intimidasi", "intimidation", "konflik", "conflict", "bentrok",
    "clash", "clashes", "tindak", "incident", "incidents", "kejadian", "rawan",
)  # fmt: skip
"""What was done at a place: a name with one of these is about the deed, not about people."""

PEOPLE: Final[tuple[str, ...]] = (
    "pemilih", "warga", "penduduk", "masyarakat", "orang", "mayoritas", "minoritas", "komposisi",
    "voters", "voter", "residents", "resident", "people", "population", "majority", "minority",
    "mantan", "eks", "bekas", "former", "ex",
)  # fmt: skip
"""A name with one of these is about people, whatever deed it also speaks of."""

_ALWAYS_PEOPLE: Final = frozenset(WORDS[ForbiddenKind.CRIMINAL_RECORD]) - {"kriminal", "criminal"}

_INNOCENT: Final[tuple[str, ...]] = ("suku cadang", "third party", "pihak ketiga", "suku bunga")


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Why a name is refused: the kind and the word found."""

    kind: ForbiddenKind
    word: str


def _spoken(name: str) -> str:
    """``name`` as lower-case words parted by single blanks, without accents or camel case."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain).lower()
    return " ".join(re.findall(r"[a-z]+", plain))


def find_forbidden(names: Iterable[str]) -> Forbidden | None:
    """The first forbidden input any of ``names`` (an indicator's id and labels) speaks of.

    Each name is judged by itself, so that a harmless label can not cover a telling id.

    Source:
        R16 (domain.md 7); UU PDP Art. 4(2).
    """
    for name in names:
        found = _judge(_spoken(name))
        if found is not None:
            return found
    return None


def _judge(spoken: str) -> Forbidden | None:
    for innocent in _INNOCENT:
        spoken = re.sub(rf"\b{innocent}\b", " ", spoken)
    words = spoken.split()
    about_a_deed = any(word in DEEDS for word in words) and not any(
        word in PEOPLE for word in words
    )
    padded = f" {' '.join(words)} "
    for kind in ForbiddenKind:
        for word in (*WORDS[kind], *PHRASES[kind]):
            if f" {word} " in padded and (not about_a_deed or word in _ALWAYS_PEOPLE):
                return Forbidden(kind, word)
    return None


def forbidden_problem(
    names: Iterable[str], *, file: str = "", row: int | None = None, column: str = ""
) -> Problem | None:
    """A :class:`Problem` (code ``indicator.forbidden``) when ``names`` speak of a forbidden input.

    ``names`` starts with the indicator's id, which the message quotes.
    """
    listed = tuple(names)
    found = find_forbidden(listed)
    if found is None:
        return None
    indonesian, english = KIND_NAMES[found.kind]
    return Problem(
        code="indicator.forbidden",
        severity=Severity.ERROR,
        message=(
            f'indikator "{listed[0]}" memakai {indonesian} ("{found.word}"), yang tidak boleh '
            "menjadi dasar skor kerawanan (R16)",
            f'indicator "{listed[0]}" uses {english} ("{found.word}"), which no vulnerability '
            "score may rest on (R16)",
        ),
        remedy=(
            "hapus indikator ini; yang boleh dinilai adalah kejadian di tempat itu, bukan siapa "
            "warganya",
            "remove this indicator; score what happened at the place, not who lives there",
        ),
        file=file,
        row=row,
        column=column,
    )
