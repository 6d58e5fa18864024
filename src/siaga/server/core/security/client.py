"""What a request tells of where it comes from: the network, shortened, and the kind of browser."""

from __future__ import annotations

import ipaddress
import re
from typing import Final

from django.conf import settings
from django.http import HttpRequest

_BROWSERS: Final = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"),
    ("Safari", "Safari"), ("QGIS", "QGIS"),
)  # fmt: skip
_SYSTEMS: Final = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
)  # fmt: skip
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


def network_of(request: HttpRequest) -> str:
    """The network of the client, shortened to /24 (IPv4) or /48 (IPv6); ``-`` when unknown.

    Behind the HTTPS proxy (``SIAGA_HTTPS=1``) it is the last address in ``X-Forwarded-For``: the
    one that the proxy itself has written; what stands before it the client may have made up.
    """
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if forwarded and settings.ENVIRONMENT.https:
        address = forwarded.rpartition(",")[2].strip()
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "-"
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    prefix = 24 if parsed.version == 4 else 48
    return str(ipaddress.ip_network((parsed, prefix), strict=False))


def device_of(request: HttpRequest) -> str:
    """``Chrome, Android``: enough for its owner to know it, too little to follow anybody."""
    agent = request.META.get("HTTP_USER_AGENT", "")
    browser = next((name for mark, name in _BROWSERS if mark in agent), None)
    if browser is None:
        word = _WORD.match(agent)
        browser = word.group()[:30] if word else "?"
    system = next((name for mark, name in _SYSTEMS if mark in agent), None)
    return f"{browser}, {system}" if system else browser
