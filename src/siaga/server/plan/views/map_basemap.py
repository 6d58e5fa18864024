"""The optional basemap: one PMTiles file of the installation, read in pieces."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

_RANGE: Final = re.compile(r"bytes=(\d{1,15})-(\d{1,15})")
_MOST_BYTES: Final = 8 * 1024 * 1024
"""Of one piece; directories and tiles are far smaller."""


def basemap_path() -> Path | None:
    """The file of ``SIAGA_BASEMAP``; None when not set or not there."""
    path: Path | None = settings.BASEMAP
    return path if path is not None and path.is_file() else None


@login_required
@require_safe
def basemap(request: HttpRequest) -> HttpResponse:
    """One piece (``Range: bytes=a-b``) of the basemap; the file is never sent as a whole."""
    path = basemap_path()
    if path is None:
        raise Http404
    size = path.stat().st_size
    wanted = _RANGE.fullmatch(request.headers.get("Range", ""))
    first, last = (int(wanted[1]), min(int(wanted[2]), size - 1)) if wanted else (0, -1)
    if not wanted or first > last or last - first >= _MOST_BYTES:
        refused = HttpResponse(status=416)
        refused.headers["Content-Range"] = f"bytes */{size}"
        return refused
    with path.open("rb") as file:
        file.seek(first)
        body = file.read(last - first + 1)
    response = HttpResponse(body, status=206, content_type="application/vnd.pmtiles")
    response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = f'"{size:x}-{path.stat().st_mtime_ns:x}"'
    response.headers["Cache-Control"] = "private, max-age=86400"
    return response
