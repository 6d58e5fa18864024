"""Every page of every role, checked with axe: light on a desk, dark on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page
from playwright.sync_api import Route as Request

from siaga.server.core.models import Person
from siaga.server.core.roles import Role
from support.desk import Desk
from support.routes import Route, routes, slug
from support.trying import attempt

pytestmark = pytest.mark.browser

WORST = ("serious", "critical")
SCREENS = (({"width": 1440, "height": 900}, "light"), ({"width": 390, "height": 844}, "dark"))
SEES_MOST = (Role.OPS_HEAD, Role.COMMANDER, Role.PLANNER, Role.PROVINCE, Role.ADMIN, *Role)
"""Whose page holds the most forms and buttons, the first that may open it."""


def _readers(desk: Desk, line: Route) -> Iterator[Person | None]:
    """Who opens the page: the one who sees most, an agency besides the police, and nobody."""
    may = [role for role in dict.fromkeys(SEES_MOST) if line.expected(role) == 200]
    yield from (desk.people[role] for role in may[:1])
    if may and Role.BAWASLU in may[1:]:
        yield desk.people[Role.BAWASLU]
    if line.anonymous == 200:
        yield None


def _pages(desk: Desk) -> Iterator[tuple[str, str, Any]]:
    """Name, address and answer of every page; nothing of it stays in the database."""
    for line in routes():
        if line.method != "GET":
            continue
        with transaction.atomic():
            if line.setup is not None:
                line.setup(desk)
            for person in _readers(desk, line):
                answer = attempt(desk, line, person)
                if answer.headers.get("Content-Type", "").startswith("text/html"):
                    name = f"{line.name} ({person.username if person else 'nobody'})"
                    yield name, reverse(line.name, kwargs=dict(line.kwargs(desk))), answer
            transaction.set_rollback(True)
    refused = Route("people", kwargs=slug)
    yield "refusal (403)", "/refused/", attempt(desk, refused, desk.people[Role.BAWASLU])
    yield "refusal (404)", "/nowhere/", Client().get("/nowhere/")


@pytest.fixture
def screen(launch: Callable[[list[str]], Browser]) -> Iterator[Page]:
    context = launch(["--disable-gpu"]).new_context(locale="id-ID")
    yield context.new_page()
    context.close()


def test_no_page_keeps_anybody_out(desk: Desk, site: str, screen: Page) -> None:
    """No serious or critical issue on any page that answers 200 to a role."""
    axe, found, seen = Axe(), [], 0
    for name, address, answer in list(_pages(desk)):
        document = answer.content.decode()
        if "<main" not in document:
            continue  # a piece of a page, checked where it stands
        seen += 1
        _show(screen, f"{site}{address}", document, answer.headers)
        for size, scheme in SCREENS:
            screen.set_viewport_size(size)  # type: ignore[arg-type]
            screen.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found += [
                f"{name}, {scheme}: {issue['id']}: {issue['nodes'][0]['html'][:200]}"
                for issue in axe.run(screen).response["violations"]
                if issue["impact"] in WORST
            ]
    assert seen > 50, "the pages were not looked at"
    assert not found, "\n".join(found)


def _show(screen: Page, url: str, document: str, headers: Any) -> None:
    """Open the answer as the browser would, with its styles and scripts from the server."""

    def serve(request: Request) -> None:
        request.fulfill(
            body=document,
            content_type="text/html",
            headers={"Content-Security-Policy": headers["Content-Security-Policy"]},
        )

    screen.unroute_all()
    screen.route(url, serve)
    screen.goto(url)
