"""Uploads: no more bytes than agreed, and what a file is by its bytes, not by its name."""

from __future__ import annotations

from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from siaga.server.core.middleware import language_of
from siaga.server.core.security.errors import TooLarge
from siaga.server.language import say

_SAMPLE: Final = 4096
_SIGNATURES: Final[tuple[tuple[bytes, str], ...]] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
    (b"\x1f\x8b", "gzip"),
)


def limited_upload(request: HttpRequest, max_bytes: int) -> list[UploadedFile[Any]]:
    """The request's files, when all together they are no larger than ``max_bytes``.

    The body as a whole is bounded before Django reads it (:mod:`.body_limit`); this is the bound
    of one form. 1 MiB more is allowed for the form around the files.

    Raises:
        TooLarge: it says the largest size; also when the request does not tell its own size.
    """
    try:
        length = int(request.META.get("CONTENT_LENGTH") or "-1")
    except ValueError:
        length = -1
    if length < 0 or length > max_bytes + 1024 * 1024:
        raise TooLarge(_largest(request, max_bytes))
    files = [file for _, several in request.FILES.lists() for file in several]
    if sum(file.size or 0 for file in files) > max_bytes:
        raise TooLarge(_largest(request, max_bytes))
    return files


def _largest(request: HttpRequest, max_bytes: int) -> str:
    language = language_of(request)
    return say("errors.too_large", language, megabytes=max_bytes // (1024 * 1024) or 1)


def sniff(sample: bytes) -> str:
    """What the first bytes of a file are: ``zip`` (XLSX too), ``pdf``, ``text``, ... or ``binary``.

    ``text`` is UTF-8 or another encoding without control characters: CSV, TOML, GeoJSON.
    """
    head = sample[:_SAMPLE]
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    control = sum(byte < 32 and byte not in b"\t\n\r\x0c\x1a" for byte in head)
    return "binary" if control else "text"


def kind_of(file: UploadedFile[Any]) -> str:
    """:func:`sniff` of an uploaded file; its position is at the start afterwards."""
    file.seek(0)
    sample = file.read(_SAMPLE)
    file.seek(0)
    return sniff(sample)
