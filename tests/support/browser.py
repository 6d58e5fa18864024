"""A visit of a page in a real browser, with all that the page said and asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page


@dataclass
class Visit:
    """A page with all that it said and asked for."""

    page: Page
    site: str
    complaints: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    """Requests to anywhere but our server."""

    def open(self, address: str) -> Page:
        """Go to an address of the server."""
        self.page.goto(f"{self.site}{address}")
        return self.page


Visitor = Callable[..., Visit]
