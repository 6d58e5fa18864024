"""What intake refuses by its name: vote counts (R1), and columns with traits of people (R16)."""

from __future__ import annotations

import re
from typing import Final

from siaga.model.forbidden import find_forbidden

_VOTES: Final = re.compile(
    r"\bsuara\b|\bperolehan\b|\bvotes\b|\bvote (counts?|shares?|totals?)\b"
    r"|\bquick counts?\b|\breal counts?\b"
    r"|\bhitung cepat\b|\brekapitulasi\b|\bpaslon \d+\b|\bcalon \d+\b|\bcandidate \d+\b"
    r"|\bc1\b|\bc hasil\b|\bc plano\b|\bhasil (hitung|penghitungan|pilkada|pemilu)\b"
)
_NOT_VOTES: Final = re.compile(
    r"\b(tempat )?pemungutan suara\b|\bsurat suara\b|\bkotak suara\b|\bbilik suara\b"
    r"|\bhak suara\b|\bpengeras suara\b|\bpenghitungan suara ulang\b|\bjual beli suara\b"
    r"|\b(buying|selling) (of )?votes\b"
)


def _words(text: str) -> str:
    """Lower-case words one space apart: ``C_Hasil-KWK`` -> ``c hasil kwk``."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text[:500])
    spaced = re.sub(r"(?<=[A-Za-z])(?=\d)", " ", spaced) if "aslon" in spaced else spaced
    return re.sub(r"[\W_]+", " ", spaced).casefold().strip()


def is_vote_count(text: str) -> bool:
    """Whether ``text`` (a header, key, id or label) names vote counts.

    Rule R1: no field, import, photo category or API for vote counts exists for police (Kapolri
    STR/404/VI/OPS.1.3/2018). Ballot papers and boxes are logistics and may be named.
    """
    return bool(_VOTES.search(_NOT_VOTES.sub(" ", _words(text))))


def is_sensitive_trait(text: str) -> bool:
    """Whether a column named ``text`` holds a trait of people that may not be an input (R16)."""
    return find_forbidden((text,)) is not None
