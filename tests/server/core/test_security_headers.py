"""Headers of every answer, and templates that keep to the policy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from siaga.server import settings as product
from siaga.server.core.roles import Role
from siaga.server.core.security.middleware import PERMISSIONS_POLICY
from support.desk import Desk
from support.routes import Route, routes
from support.signing_in import type_password
from support.trying import attempt

SERVER = Path(product.__file__).parent
TEMPLATES = sorted(SERVER.rglob("*.html"))

FORBIDDEN = {
    "a script that is not a file": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=.application/)"),
    "a style sheet in the page": re.compile(r"<style\b"),
    "a style attribute": re.compile(r"\sstyle="),
    "an event handler": re.compile(r"\son[a-z]+="),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "htmx with eval": re.compile(r"\shx-on|hx-vals=[\"']js:|hx-trigger=\"[^\"]*\["),
    "text that is not escaped": re.compile(r"\|safe\b|autoescape off"),
    "something from another site": re.compile(r"(src|href|action)=\"(https?:)?//"),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SERVER)))
def test_templates_keep_to_the_content_security_policy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = [what for what, pattern in FORBIDDEN.items() if pattern.search(text)]
    assert not found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SERVER)))
def test_every_form_that_writes_carries_its_token(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for form in re.findall(r"<form\b[^>]*method=\"post\"[^>]*>.*?</form>", text, re.DOTALL):
        assert "{% csrf_token %}" in form


def check_headers(response, *, private: bool) -> None:  # type: ignore[no-untyped-def]
    headers = response.headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Permissions-Policy"] == PERMISSIONS_POLICY
    if private:
        kept = {part.strip() for part in headers["Cache-Control"].split(",")}
        assert "public" not in kept
        assert kept & {"no-store", "no-cache", "private"}


@pytest.mark.parametrize("line", routes(), ids=lambda line: f"{line.method} {line.name}")
def test_every_answer_carries_the_headers(desk: Desk, line: Route) -> None:
    if line.setup is not None:
        line.setup(desk)
    role = next(iter(sorted(line.allowed)), Role.COMMANDER)
    # What everybody may see may be kept by everybody.
    public = line.anonymous == 200
    for person in (desk.people[role], desk.stranger, None):
        check_headers(attempt(desk, line, person), private=not public and person is not None)


def test_an_address_that_is_not_there_carries_them_too(db: None) -> None:
    check_headers(Client().get("/tidak-ada/"), private=False)


def test_cookies_can_not_be_read_by_scripts_nor_sent_by_other_sites(desk: Desk) -> None:
    client = Client()
    type_password(client, desk.people[Role.KPU])
    for name in ("siaga_session", "siaga_device"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


def test_over_https_cookies_are_marked_secure(desk: Desk, settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    client.get("/sign-in/", secure=True)
    client.post(
        "/sign-in/", {"username": desk.people[Role.KPU].username,
                      "password": "kata-sandi-panjang-sekali"}, secure=True,
    )  # fmt: skip
    for name in ("siaga_session", "siaga_device", "siaga_csrf"):
        assert client.cookies[name]["secure"], name


def test_https_turns_on_what_it_makes_possible(tmp_path: Path) -> None:
    """In a process of its own, because settings are read once."""
    import json
    import os
    import subprocess
    import sys

    code = (
        "import json; from siaga.server import settings as s; print(json.dumps(["
        "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS,"
        "s.SECURE_PROXY_SSL_HEADER, s.DEBUG, s.DEMO]))"
    )
    environment = {
        "PATH": os.environ["PATH"], "SIAGA_DATA_DIR": str(tmp_path), "SIAGA_HTTPS": "1",
        "SIAGA_SECRET_KEY": "x" * 50, "SIAGA_HOSTS": "siaga.example",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True,
        timeout=120,
    )  # fmt: skip
    session, csrf, hsts, proxy, debug, demo = json.loads(done.stdout)
    assert session is csrf is True
    assert hsts >= 365 * 24 * 3600
    assert proxy == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert debug is demo is False
