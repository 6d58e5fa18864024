"""The server as browsers see it: certificate, proxy headers, and what the proxy must not show."""

from __future__ import annotations

import ssl
import urllib.error
import urllib.request
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from siaga.server.environment import Environment
from siaga.server.ops.doctor import Finding, error, ok, warning

PATIENCE: Final = 10.0
_LOCAL: Final = frozenset({"127.0.0.1", "localhost", "::1"})


def examine_outside(environment: Environment, url: str) -> Iterable[Finding]:
    """Ask the server through ``url``."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        yield error("outside", "outside_url", url=url)
        return
    if parts.scheme == "http" and parts.hostname not in _LOCAL:
        yield error("outside", "outside_plain", url=url)
    base = url.rstrip("/")
    status, headers = _ask(f"{base}/healthz/live")
    if status != 200:
        yield error("outside", "outside_silent", url=url, status=status, problem=headers["problem"])
        return
    if environment.https and parts.scheme == "https":
        # Django sends it only when it takes the request for a secure one.
        if "strict-transport-security" not in headers:
            yield error("outside", "outside_header")
        else:
            yield ok("outside", "outside_ok", url=url)
    elif parts.scheme == "https":
        yield error("outside", "outside_unsaid")
    else:
        yield ok("outside", "outside_ok", url=url)
    if parts.hostname not in _LOCAL and _ask(f"{base}/metrics")[0] == 200:
        yield warning("outside", "outside_metrics")


def _ask(url: str) -> tuple[int, dict[str, str]]:
    """Status (0: no answer) and headers, lower-case; ``problem`` says why there is none."""
    request = urllib.request.Request(url, headers={"User-Agent": "siaga-doctor"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            headers = {name.lower(): value for name, value in answer.headers.items()}
            return answer.status, {"problem": "", **headers}
    except urllib.error.HTTPError as problem:
        problem.close()
        return problem.code, {"problem": str(problem.reason)}
    except (urllib.error.URLError, ssl.SSLError, OSError) as problem:
        return 0, {"problem": str(getattr(problem, "reason", problem))}
