"""Whole numbers that come with a request."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest

MOST_DIGITS: Final = 9
"""So that every number read fits the database's own integers."""
LEDGER_DIGITS: Final = 18
"""The same for positions in the ledger, which are longer."""


def whole_number(text: str | None, digits: int = MOST_DIGITS) -> int | None:
    """``text`` as a number of at most ``digits`` digits; None when it is none."""
    if not text or not text.isascii() or not text.isdecimal() or len(text) > digits:
        return None
    return int(text)


def number_asked(request: HttpRequest, name: str) -> int | None:
    """The number in ``?name=``; None when it was not given.

    Raises:
        Http404: something was given that is no number.
    """
    given = request.GET.get(name, "")
    number = whole_number(given)
    if given and number is None:
        raise Http404
    return number
