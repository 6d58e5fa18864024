"""``operation.toml`` of an example: authored parts, and the lists that follow from a table."""

from __future__ import annotations

from banyuasin.sources import DATA, Village, district_names, read_rows

WEIGHT_OWNER = "Siaga (asumsi A07)"


def operation_text(parts: tuple[str, ...], villages: dict[str, Village]) -> str:
    """The whole file: ``parts`` below ``data/banyuasin/``, then what both operations share."""
    text = "\n".join(
        (DATA / "banyuasin" / part).read_text(encoding="utf-8") for part in (*parts, "bersama.toml")
    )
    return text.replace("@PPK@\n", _ppk_duties(villages)).replace(
        "@INDICATORS@\n", "\n".join(_indicator(row) for row in read_rows("banyuasin/indikator.csv"))
    )


def _ppk_duties(villages: dict[str, Village]) -> str:
    """One guard at each district committee."""
    return "".join(
        f'[[duties]]\nid = "PPK-{code[-2:]}"\nname = "Pengamanan PPK {name}"\n'
        f'base = "PPK-{code[-2:]}"\nofficers = 1\n\n'
        for code, name in district_names(villages).items()
    )


def _indicator(row: dict[str, str]) -> str:
    lines = [
        "[[risk.indicators]]",
        f'id = "{row["id"]}"',
        f'variable = "{row["variable"]}"',
        f'label_id = "{row["label_id"]}"',
        f'label_en = "{row["label_en"]}"',
        *([f'score = "{row["score"]}"'] if row["score"] else []),
        f"weight = {row['weight']}",
        f'weight_owner = "{WEIGHT_OWNER}"',
        *(["administrative = true"] if row["administrative"] == "ya" else []),
    ]
    return "\n".join(lines) + "\n"
