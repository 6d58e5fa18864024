"""A real Chromium and a real server, for tests of whole pages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.auth.signals import user_logged_in
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import HttpRequest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from pytest_django.live_server_helper import LiveServer

from siaga.server.core.models import Person
from siaga.server.core.roles import Role
from siaga.server.core.security.fresh import confirmed
from support.browser import Visit, Visitor
from support.desk import Desk, make_desk
from support.ledger_desk import flush_without_guards

BUILD = Path(__file__).parents[2] / "src/siaga/server/static/build/manifest.json"
ARGUMENTS = [
    "--no-sandbox", "--disable-background-networking", "--disable-quic", "--no-first-run",
]  # fmt: skip
WEBGL = ["--enable-unsafe-swiftshader", "--use-angle=swiftshader", "--ignore-gpu-blocklist"]
NO_WEBGL = ["--disable-gpu", "--disable-3d-apis"]


def _chromium() -> str:
    for candidate in (os.environ.get("SIAGA_CHROMIUM"), "chromium", "chromium-browser",
                      "google-chrome"):  # fmt: skip
        if candidate and (found := shutil.which(candidate)):
            return found
    pytest.skip("no Chromium on this machine")


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[[list[str]], Browser]]:
    """Start a Chromium with extra arguments; one for each set of arguments."""
    browsers: dict[tuple[str, ...], Browser] = {}
    with sync_playwright() as engine:

        def start(extra: list[str]) -> Browser:
            key = tuple(extra)
            if key not in browsers:
                browsers[key] = engine.chromium.launch(
                    executable_path=_chromium(), args=[*ARGUMENTS, *extra]
                )
            return browsers[key]

        # Django refuses to work in a thread where an event loop runs, which Playwright's does.
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
            yield start
        for browser in browsers.values():
            browser.close()


@pytest.fixture(autouse=True, scope="session")
def _tables_can_be_emptied() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        flush_without_guards(patch)
        yield


@pytest.fixture(autouse=True)
def _forced_sign_ins_are_complete() -> Iterator[None]:
    """``force_login`` stands for a whole sign-in, second factor included."""

    def complete(request: HttpRequest, **_: object) -> None:
        if "REQUEST_METHOD" not in request.META:
            confirmed(request, second_factor=True)

    user_logged_in.connect(complete)
    yield
    user_logged_in.disconnect(complete)


@pytest.fixture
def site(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """Address of the server; styles and scripts come from the build, as in an installation."""
    assert BUILD.exists(), "styles and scripts are not built: scripts/setup frontend"
    monkeypatch.setattr(StaticFilesHandler, "_should_handle", lambda self, path: False)
    return live_server.url


@pytest.fixture
def desk(site: str) -> Desk:
    """An operation with a person for each role."""
    return make_desk()


@pytest.fixture
def visit(site: str, desk: Desk, launch: Callable[[list[str]], Browser]) -> Iterator[Visitor]:
    """``visit(Role.PLANNER, width=390, webgl=False, color_scheme="dark")``: a signed-in browser."""
    contexts: list[BrowserContext] = []

    def start(
        who: Role | Person | None, *, width: int = 1440, webgl: bool = True, **options: object
    ) -> Visit:
        browser = launch(WEBGL if webgl else NO_WEBGL)
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            base_url=site,
            **options,  # type: ignore[arg-type]
        )
        contexts.append(context)
        if who is not None:
            client = Client()
            client.force_login(desk.people[who] if isinstance(who, Role) else who)
            context.add_cookies(
                [{"name": "siaga_session", "value": client.cookies["siaga_session"].value,
                  "url": site}]
            )  # fmt: skip
        found = Visit(context.new_page(), site)
        page = found.page
        page.on("pageerror", lambda error: found.complaints.append(str(error)))
        page.on(
            "console",
            lambda said: (
                found.complaints.append(said.text) if said.type in ("error", "warning") else None
            ),
        )
        page.on(
            "request",
            lambda asked: (
                None if asked.url.startswith((site, "data:")) else found.foreign.append(asked.url)
            ),
        )
        return found

    yield start
    for context in contexts:
        context.close()
