"""Make the tables of docs/format.md and docs/id/format.md anew from the code's declarations."""

from __future__ import annotations

from pathlib import Path

from siaga.intake.manual import refresh
from siaga.model.language import Language

ROOT = Path(__file__).parents[1]
PAGES: dict[Language, Path] = {
    "en": ROOT / "docs" / "format.md",
    "id": ROOT / "docs" / "id" / "format.md",
}

if __name__ == "__main__":
    for language, page in PAGES.items():
        page.write_text(refresh(page.read_text(encoding="utf-8"), language), encoding="utf-8")
