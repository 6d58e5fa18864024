"""What every page's shell shows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from siaga.server.core.middleware import language_of


def shell(request: HttpRequest) -> dict[str, Any]:
    """Language and demo mark; templates say sentences with ``{% say %}``."""
    return {"language": language_of(request), "demo": settings.DEMO}
