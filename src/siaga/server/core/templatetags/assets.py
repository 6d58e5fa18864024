"""``{% load assets %}``: style sheets, scripts and signs that the front end's build made.

Pages work without a build, plainly: then the tags write nothing and the log says what to do.
"""

from __future__ import annotations

import json
import logging
from functools import cache
from pathlib import Path
from typing import Any, Final

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
log = logging.getLogger(__name__)

ENTRIES: Final = {"app": "src/app.ts", "map": "src/map/index.ts"}
"""Name in a template -> entry of the build."""
_ICONS: Final = "src/icons.svg"

_kept: dict[Path, dict[str, Any]] = {}


def manifest() -> dict[str, Any]:
    """Vite's manifest; empty when there is none.

    Read once: a server that runs goes on with the files it started with, which a new build leaves
    where they are for a day.
    """
    path = Path(settings.STATIC_ROOT) / "build" / "manifest.json"
    if path not in _kept:
        try:
            _kept[path] = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            _say_missing(path)
            return {}
    return _kept[path]


@cache
def _say_missing(path: Path) -> None:
    log.warning("no styles and scripts at %s; build them: scripts/setup frontend", path)


@register.simple_tag
def asset_url(key: str) -> str:
    """Address of a file of the build by its name in the manifest; empty without a build."""
    found = manifest().get(key)
    return static(f"build/{found['file']}") if found else ""


def _chunks(entry: str) -> list[dict[str, Any]]:
    """The entry and what it imports at once, itself first."""
    known = manifest()
    found: dict[str, dict[str, Any]] = {}
    waiting = [entry]
    while waiting:
        key = waiting.pop(0)
        if key in known and key not in found:
            found[key] = known[key]
            waiting.extend(known[key].get("imports", ()))
    return list(found.values())


@register.simple_tag
def asset_css(name: str) -> SafeString:
    """``{% asset_css 'app' %}``: the style sheets of an entry."""
    sheets = {sheet: None for chunk in _chunks(ENTRIES[name]) for sheet in chunk.get("css", ())}
    return format_html_join(
        "\n",
        '<link rel="stylesheet" href="{}">',
        ((static(f"build/{sheet}"),) for sheet in sheets),
    )


@register.simple_tag
def asset_js(name: str) -> SafeString:
    """``{% asset_js 'map' %}``: the script of an entry, and hints for what it imports."""
    chunks = _chunks(ENTRIES[name])
    if not chunks:
        return SafeString("")
    first, *others = (static(f"build/{chunk['file']}") for chunk in chunks)
    hints = format_html_join(
        "", '<link rel="modulepreload" href="{}">', ((address,) for address in others)
    )
    return format_html('{}<script type="module" src="{}"></script>', hints, first)


@register.simple_tag
def icon(name: str) -> SafeString:
    """``{% icon 'upload' %}``: a drawn sign, hidden from screen readers: say it in words beside."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        asset_url(_ICONS),
        name,
    )
