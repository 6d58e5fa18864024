"""Codes that spreadsheets spoil: Kemendagri codes, station codes, NRP."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from siaga.intake.cells import BAD, Bad, Note, number_text
from siaga.intake.columns import Column
from siaga.intake.grid import Cell

_SCIENTIFIC: Final = re.compile(r"^[+-]?\d+(?:[.,](\d+))?[eE]\+?(\d{1,3})$")
_FLOAT_ZERO: Final = re.compile(r"^(\d+)[.,]0+$", re.ASCII)
_EXACT: Final = 2**53
"""Whole numbers above this lose digits in a spreadsheet."""

_LEVEL_LENGTHS: Final = (2, 4, 6, 10)
_PART_LENGTHS: Final = (2, 2, 2, 4)
_LONG_CODE: Final = 6
"""From this many digits on, codes of one column are expected to be equally long."""


def is_digits(text: str) -> bool:
    """Whether ``text`` is one or more of the digits 0 to 9 (``isdigit`` takes others too)."""
    return text.isascii() and text.isdigit()


def parse_id(cell: Cell, _column: Column, note: Note) -> str | Bad:
    """An identifier as text; a number's digits are kept when none is lost."""
    if isinstance(cell, str):
        return _text_id(cell, note)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        note("code.not_code", value=cell)
        return BAD
    if not float(cell).is_integer() or not 0 <= cell < _EXACT:
        note("code.digits_lost" if abs(cell) >= _EXACT else "code.not_code", value=cell)
        return BAD
    text = number_text(cell)
    if len(text) >= _LONG_CODE:
        note("code.number", error=False, value=text)
    return text


def _text_id(text: str, note: Note) -> str | Bad:
    found = _FLOAT_ZERO.match(text)
    if found:
        note("code.float", error=False, value=text, meant=found[1])
        return found[1]
    found = _SCIENTIFIC.match(text)
    if found:
        digits, exponent = found[1] or "", int(found[2])
        if exponent and len(digits) >= exponent:
            whole = re.split(r"[.,eE]", text)[0] + digits[:exponent]
            note("code.float", error=False, value=text, meant=whole)
            return whole
        note("code.scientific", value=text)
        return BAD
    if not text.isprintable():
        note("code.unprintable", value=text)
        return BAD
    return text[1:] if text.startswith("'") and len(text) > 1 else text


@lru_cache(maxsize=8192)
def area_parts(text: str) -> tuple[str, ...] | None:
    """``16.07.01.1016`` or ``1607011016`` as ``("16", "07", "01", "1016")``; None when neither.

    Parts that lost leading zeros (``16.7.1.1016``) get them back: compare with what was written
    to see whether it happened.
    """
    if is_digits(text):
        if len(text) not in _LEVEL_LENGTHS:
            return None
        starts = (0, 2, 4, 6)
        return tuple(
            text[start : start + length]
            for start, length in zip(starts, _PART_LENGTHS, strict=True)
            if start < len(text)
        )
    parts = re.split(r"[.\s-]+", text)
    if not 1 <= len(parts) <= len(_PART_LENGTHS):
        return None
    padded = []
    for part, length in zip(parts, _PART_LENGTHS, strict=False):
        if not is_digits(part) or len(part) > length:
            return None
        padded.append(part.zfill(length))
    return tuple(padded)


def area_code(text: str) -> str | None:
    """The Kemendagri code of any level with dots, or None when ``text`` is none."""
    parts = area_parts(text)
    return None if parts is None else ".".join(parts)


def _parse_area(cell: Cell, column: Column, note: Note, levels: int) -> str | Bad:
    text = parse_id(cell, column, note)
    if isinstance(text, Bad):
        return BAD
    parts = area_parts(text)
    example = ".".join(("16", "07", "01", "1016")[:levels])
    if parts is None or len(parts) != levels:
        note("area_code.wrong", value=text, example=example)
        return BAD
    if not "11" <= parts[0] <= "97" or (levels == 4 and parts[3][0] not in "123"):
        code = "area_code.bps" if levels == 4 and parts[3][0] == "0" else "area_code.wrong"
        note(code, value=text, example=example)
        return BAD
    dotted = ".".join(parts)
    if len(re.sub(r"\D", "", text)) != len(dotted) - levels + 1:
        note("area_code.lost_zero", error=False, value=text, meant=dotted)
    return dotted


def parse_village(cell: Cell, column: Column, note: Note) -> str | Bad:
    """A village code, with dots."""
    return _parse_area(cell, column, note, 4)


def parse_district(cell: Cell, column: Column, note: Note) -> str | Bad:
    """A district code, with dots."""
    return _parse_area(cell, column, note, 3)


def usual_length(codes: Iterable[str]) -> int:
    """How many digits the codes of a column have, 0 when they are not all-digit, long and alike."""
    lengths = Counter(len(code) for code in codes if is_digits(code))
    total = lengths.total()
    if not total:
        return 0
    length, count = lengths.most_common(1)[0]
    return length if length >= _LONG_CODE and count >= 3 and count * 10 >= total * 6 else 0


def with_zeros(code: str, length: int) -> str | None:
    """``code`` with the leading zeros it must have lost as an NRP of ``length`` digits, or None.

    An NRP of eight digits begins with year and month of birth, so that a padded one can be told
    from a mistyped one: 1021234 can only be 01021234 (February 2001).
    """
    if length != 8 or not length - 3 <= len(code) < length:
        return None
    padded = code.zfill(length)
    return padded if 1 <= int(padded[2:4]) <= 12 else None
