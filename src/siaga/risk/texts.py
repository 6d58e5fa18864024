"""Words of the vulnerability scores: labels of the parts that are not indicators, and problems."""

from __future__ import annotations

from typing import Final

from siaga.model.language import Catalog, Language
from siaga.model.problems import Problem, Severity
from siaga.model.risk import RiskSettings, ScoreInput

TRAVEL: Final = "travel"
"""``ScoreInput.indicator`` of the travel part of reach."""
ADMINISTRATIVE_CAP: Final = "administrative_cap"
"""``ScoreInput.indicator`` of the (negative) points taken off so that the cap holds."""
FULL_SCORE: Final = "full_score"
"""``ScoreInput.indicator`` of the (negative) points taken off beyond 100."""

PARTS: Final = (TRAVEL, ADMINISTRATIVE_CAP, FULL_SCORE)

LABELS: Final = Catalog(
    {
        TRAVEL: ("Waktu tempuh dari pos polisi terdekat", "Travel from the nearest police base"),
        ADMINISTRATIVE_CAP: (
            "Batas poin tanda administratif",
            "Cap on administrative flags",
        ),
        FULL_SCORE: ("Dipotong pada nilai penuh 100", "Cut at the full score of 100"),
        "settings.id": (
            'nama indikator "{id}" dipakai dua kali atau dicadangkan',
            'indicator id "{id}" is used twice or reserved',
        ),
        "settings.id.remedy": (
            "beri setiap indikator id sendiri",
            "give each indicator its own id",
        ),
        "settings.weight": (
            'bobot indikator "{id}" adalah {value}',
            'the weight of indicator "{id}" is {value}',
        ),
        "settings.number": ("{name} adalah {value}", "{name} is {value}"),
        "settings.not_negative.remedy": (
            "tulis angka 0 atau lebih",
            "write a number of 0 or more",
        ),
        "settings.positive.remedy": ("tulis angka di atas 0", "write a number above 0"),
        "settings.thresholds": (
            "ambang {score}: sangat_rawan ({high}) lebih rendah dari rawan ({low})",
            "{score} thresholds: sangat_rawan ({high}) lies below rawan ({low})",
        ),
        "settings.thresholds.remedy": (
            "naikkan ambang sangat_rawan",
            "raise the threshold of sangat_rawan",
        ),
        "settings.tier": (
            'ambang {score} menyebut tingkat "{tier}", yang tidak berasal dari skor',
            '{score} thresholds name tier "{tier}", which does not come from scores',
        ),
        "settings.tier.remedy": (
            "tulis ambang hanya untuk rawan dan sangat_rawan",
            "write thresholds for rawan and sangat_rawan only",
        ),
        "value.unknown": (
            'nilai untuk indikator "{id}" yang tidak didefinisikan',
            'a value for indicator "{id}", which is not defined',
        ),
        "value.unknown.remedy": (
            "definisikan indikator itu di operation.toml atau hapus nilainya",
            "define it in operation.toml or remove the value",
        ),
        "value.range": (
            'indikator "{id}" di {place} bernilai {value}',
            'indicator "{id}" at {place} has value {value}',
        ),
        "value.range.remedy": ("tulis angka dari 0 sampai 1", "write a number from 0 to 1"),
        "bases.none": (
            "tidak ada Polres, Polsek, atau Polairud untuk menghitung keterjangkauan",
            "there is no Polres, Polsek or Polairud to measure reach from",
        ),
        "bases.none.remedy": (
            "tambahkan satu pangkalan polisi, atau tulis reach_minutes_weight = 0",
            "add a police base, or write reach_minutes_weight = 0",
        ),
    }
)


def risk_problem(key: str, remedy: str, **values: object) -> Problem:
    """An error of the risk settings or values, code ``risk.<key>``."""
    return Problem(
        code=f"risk.{key}",
        severity=Severity.ERROR,
        message=(LABELS.say(key, "id", **values), LABELS.say(key, "en", **values)),
        remedy=LABELS.pair(remedy),
    )


def input_label(settings: RiskSettings, part: ScoreInput | str, language: Language) -> str:
    """The label of one addend of a score (or of its id) in ``language``.

    Knows the indicators of ``settings`` and the parts that are none (travel, the two caps);
    an unknown id is its own label.
    """
    name = part if isinstance(part, str) else part.indicator
    if name in PARTS:
        return LABELS.say(name, language)
    for definition in settings.indicators:
        if definition.id == name:
            return definition.label_id if language == "id" else definition.label_en
    return name
