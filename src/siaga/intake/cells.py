"""One cell to one value: numbers, flags, dates, words, each trap with its own message."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final, Protocol

from siaga.intake.collector import nearest
from siaga.intake.columns import Column, Kind
from siaga.intake.grid import Cell
from siaga.intake.headers import plain


class Note(Protocol):
    """Notes a problem at the cell being read."""

    def __call__(self, code: str, /, *, error: bool = True, **values: object) -> None:
        """Note problem ``code``; a warning when ``error`` is False."""
        ...


class Bad:
    """Stands for a cell whose problem has been noted."""


BAD: Final = Bad()

_SCIENTIFIC: Final = re.compile(r"^[+-]?\d+(?:[.,](\d+))?[eE]\+?(\d{1,3})$")
_LETTERS_FOR_DIGITS: Final = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"})
_DATE_ORDERS: Final = (
    (re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00)?)?$"), (0, 1, 2)),
    (re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$"), (2, 1, 0)),
)
_MONTH_DATE: Final = re.compile(r"^(?:\w+,\s*)?(\d{1,2})[\s-]+([A-Za-z]+)[\s-]+(\d{4})$")
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "january", "jan"), ("februari", "february", "feb", "pebruari"),
            ("maret", "march", "mar"), ("april", "apr"), ("mei", "may"), ("juni", "june", "jun"),
            ("juli", "july", "jul"), ("agustus", "august", "agu", "aug", "agt"),
            ("september", "sep", "sept"), ("oktober", "october", "okt", "oct"),
            ("november", "nov", "nopember"), ("desember", "december", "des", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip


_BLANKS: Final = " \t\r\n\u00a0\ufeff\u200b"


def clean(cell: Cell) -> Cell:
    """The cell without surrounding blanks; None when nothing is left."""
    if isinstance(cell, str):
        return cell.strip(_BLANKS) or None
    return cell


def number_text(cell: float) -> str:
    """A number as a person writes it: ``1607011016001``, ``1.5``."""
    return str(int(cell)) if float(cell).is_integer() and abs(cell) < 1e16 else repr(cell)


def parse_text(cell: Cell, _column: Column, _note: Note) -> str | Bad:
    """Free text; numbers and dates are written out."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, int | float):
        return number_text(cell)
    return str(cell)


_PLAIN_DECIMAL: Final = re.compile(r"^-?\d{1,15}(?:[.,]\d{1,15})?$", re.ASCII)


def _parse_decimal(text: str) -> float | None:
    """``-2,97``, ``-2.97``, ``1.234,5``, ``1,234.5``; None when it is not a number."""
    if _PLAIN_DECIMAL.match(text):
        return float(text.replace(",", "."))
    text = text.replace("\u2212", "-").replace(" ", "").replace("\u00a0", "")
    if "," in text and "." in text:
        thousands = "." if text.rfind(",") > text.rfind(".") else ","
        groups = text.lstrip("+-").split(thousands)
        if any(len(group) != 3 for group in groups[1:-1]) or not 1 <= len(groups[0]) <= 3:
            return None
        text = text.replace(thousands, "")
    text = text.replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", text, re.IGNORECASE | re.ASCII):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def _repaired_digits(text: str) -> str:
    """What was probably meant by ``3OO``: a remedy's example, never used as the value."""
    repaired = text.translate(_LETTERS_FOR_DIGITS)
    if repaired == text:
        return ""
    return repaired if re.fullmatch(r"[+-]?\d+([.,]\d+)?", repaired, re.ASCII) else ""


def parse_number(cell: Cell, column: Column, note: Note) -> float | Bad:
    """A decimal number, comma or point, inside the column's limits."""
    value: float | None
    if isinstance(cell, bool):
        value = float(cell) if column.high == 1 else None
    elif isinstance(cell, int | float):
        value = float(cell)
    elif isinstance(cell, str):
        value = _parse_decimal(cell)
        if value is None and column.high == 1 and column.low == 0:
            value = {"ya": 1.0, "yes": 1.0, "tidak": 0.0, "no": 0.0}.get(cell.casefold())
    else:
        value = None
    if value is None or not math.isfinite(value):
        _not_a_number(cell, "cell.not_number", note)
        return BAD
    return _inside(value, column, note)


def _not_a_number(cell: Cell, code: str, note: Note) -> None:
    meant = _repaired_digits(cell) if isinstance(cell, str) else ""
    note(f"{code}_meant" if meant else code, value=cell, meant=meant)


def _inside(value: float, column: Column, note: Note) -> float | Bad:
    low = -math.inf if column.low is None else column.low
    high = math.inf if column.high is None else column.high
    if not low <= value <= high:
        if math.isinf(high):
            note("cell.too_low", value=number_text(value), low=number_text(low))
        else:
            note(
                "cell.outside",
                value=number_text(value), low=number_text(low), high=number_text(high),
            )  # fmt: skip
        return BAD
    return value


_GROUPED: Final = re.compile(r"^\d{1,3}([.,\u00a0 ])\d{3}(?:\1\d{3})*$", re.ASCII)


def parse_whole(cell: Cell, column: Column, note: Note) -> int | Bad:
    """A whole number; ``1.234`` as text is one thousand two hundred and thirty-four."""
    if isinstance(cell, str):
        if cell.isascii() and cell.isdigit() and len(cell) < 16:
            value = float(cell)
        elif _GROUPED.match(cell) and not cell.startswith("0"):
            value = float(re.sub(r"\D", "", cell))
            note("cell.thousands", error=False, value=cell, meant=number_text(value))
        else:
            parsed = _parse_decimal(cell)
            if parsed is None:
                _not_a_number(cell, "cell.not_whole", note)
                return BAD
            value = parsed
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        value = float(cell)
    else:
        note("cell.not_whole", value=cell, meant="")
        return BAD
    if not value.is_integer():
        thousand = value * 1000
        fits = thousand.is_integer() and 0 < thousand <= (column.high or math.inf)
        code = "cell.not_whole_meant" if fits else "cell.not_whole"
        note(code, value=cell, meant=number_text(thousand))
        return BAD
    inside = _inside(value, column, note)
    return inside if isinstance(inside, Bad) else int(inside)


INDONESIA: Final = (-11.5, 6.5, 94.5, 141.5)
"""South, north, west, east of Indonesia's land and waters, degrees."""


def parse_degrees(cell: Cell, column: Column, note: Note) -> float | Bad:
    """Latitude or longitude in decimal degrees, lost decimal points noticed."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        note("cell.not_number", value=cell, meant="")
        return BAD
    value = float(cell) if isinstance(cell, int | float) else _parse_decimal(cell)
    if value is None and isinstance(cell, str) and re.search(r"\d\s*[°º'\"]", cell):
        note("degrees.not_decimal", value=cell)
        return BAD
    lost = value is not None and abs(value) > 180  # swapped columns are told apart later
    if value is None and isinstance(cell, str):
        lost = bool(re.fullmatch(r"-?\d{1,3}([.,]\d{3}){2,}", cell, re.ASCII))
    if lost:
        digits = re.sub(r"\D", "", number_text(cell) if not isinstance(cell, str) else cell)
        note("degrees.lost_point", value=cell, meant=_with_point(digits, cell, column))
        return BAD
    if value is None or not math.isfinite(value):
        _not_a_number(cell, "cell.not_number", note)
        return BAD
    return value


def _with_point(digits: str, cell: Cell, column: Column) -> str:
    """The digits with the decimal point where it must have been in Indonesia."""
    sign = "-" if str(cell).startswith("-") else ""
    whole = 1 if column.kind is Kind.LATITUDE else (2 if digits.startswith("9") else 3)
    return f"{sign}{digits[:whole]}.{digits[whole : whole + 6] or '0'}"


@lru_cache(maxsize=256)
def _words(choices: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, str]:
    words: dict[str, str] = {}
    for stored, accepted in choices:
        for word in (stored, *accepted):
            words.setdefault(plain(word) or word.casefold(), stored)
    return words


def _chosen(text: str, column: Column) -> str | None:
    words = _words(tuple(column.choices.items()))
    return words.get(plain(text) or text.casefold())


def _offered(column: Column) -> str:
    return ", ".join(accepted[0] for accepted in column.choices.values())


def _note_unknown_choice(text: str, column: Column, note: Note) -> None:
    words = {word for accepted in column.choices.values() for word in accepted}
    meant = nearest(text, words)
    code = "choice.unknown_near" if meant else "choice.unknown"
    note(code, value=text, meant=meant, choices=_offered(column))


def parse_choice(cell: Cell, column: Column, note: Note) -> str | Bad:
    """One word of the column's list, in either language."""
    text = parse_text(cell, column, note)
    chosen = None if isinstance(text, Bad) else _chosen(text, column)
    if chosen is None:
        _note_unknown_choice(str(text), column, note)
        return BAD
    return chosen


def parse_choices(cell: Cell, column: Column, note: Note) -> frozenset[str] | Bad:
    """Several words of the column's list, joined with ``|`` (a comma or semicolon does too)."""
    text = parse_text(cell, column, note)
    found: set[str] = set()
    failed = False
    for part in re.split(r"[|;,/]", str(text)):
        word = part.strip()
        if not word or word == "-":
            continue
        chosen = _chosen(word, column)
        if chosen is None:
            _note_unknown_choice(word, column, note)
            failed = True
        else:
            found.add(chosen)
    return BAD if failed else frozenset(found)


def parse_flag(cell: Cell, column: Column, note: Note) -> bool | Bad:
    """Yes or no."""
    if isinstance(cell, bool):
        return cell
    chosen = parse_choice(cell, column, note)
    return chosen if isinstance(chosen, Bad) else chosen == "yes"


def parse_date_text(text: str) -> datetime.date | None:
    """``2024-11-27``, ``27/11/2024``, ``27 November 2024``; None when it is no date."""
    for pattern, (year, month, day) in _DATE_ORDERS:
        found = pattern.match(text)
        if found:
            return _date(int(found[year + 1]), int(found[month + 1]), int(found[day + 1]))
    found = _MONTH_DATE.match(text)
    if found and found[2].casefold() in _MONTHS:
        return _date(int(found[3]), _MONTHS[found[2].casefold()], int(found[1]))
    return None


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def parse_date(cell: Cell, _column: Column, note: Note) -> datetime.date | Bad:
    """A date: a date cell, text in a usual order, or Excel's day number (with a warning)."""
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    if isinstance(cell, str):
        day = parse_date_text(cell)
        if day is not None:
            return day
        if cell.isascii() and cell.isdigit() and len(cell) == 5:
            cell = float(cell)
    if isinstance(cell, float | int) and not isinstance(cell, bool) and 36526 <= cell <= 73050:
        day = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(cell))
        note("date.number", error=False, value=number_text(cell), meant=day.isoformat())
        return day
    note("date.unreadable", value=cell)
    return BAD


_PHONE: Final = re.compile(r"^\+?[\d\s().-]{5,20}$")


def parse_phone(cell: Cell, column: Column, note: Note) -> str | Bad:
    """A phone number as text; one stored as a number lost its 0, which is put back."""
    text = parse_text(cell, column, note)
    if isinstance(text, Bad):
        return BAD
    if _SCIENTIFIC.match(text):
        note("code.scientific", value=text)
        return BAD
    if re.fullmatch(r"\d+[.,]0", text, re.ASCII):
        text = text[:-2]
    digits = re.sub(r"\D", "", text)
    if not _PHONE.match(text) or not 5 <= len(digits) <= 15:
        note("phone.unreadable", error=False, value=text)
        return text
    if digits.startswith("8") and 9 <= len(digits) <= 13 and not text.startswith("+"):
        note("phone.lost_zero", error=False, value=text, meant=f"0{digits}")
        return f"0{digits}"
    return text


Parser = Callable[[Cell, Column, Note], object]
