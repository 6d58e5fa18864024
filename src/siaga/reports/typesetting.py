"""Data and a Typst template to a PDF, with the fonts that come in this package."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final

_FOLDER: Final = Path(__file__).parent
FONTS: Final = _FOLDER / "fonts"
"""IBM Plex Sans and IBM Plex Sans Condensed, SIL Open Font License 1.1 (``OFL.txt``)."""


def write_pdf(template: str, data: dict[str, Any], path: Path, day: date) -> None:
    """Typeset ``typst/<template>.typ`` with ``data`` (plain JSON values) and write ``path``.

    Only the fonts of this package and those inside Typst are used, so every machine prints the
    same; ``day`` is the document's date, so that the same plan gives the same file.
    """
    import typst

    typst.compile(
        _FOLDER / "typst" / f"{template}.typ",
        output=path,
        root=_FOLDER / "typst",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, allow_nan=False)},
        timestamp=int(datetime.combine(day, time(), UTC).timestamp()),
    )
