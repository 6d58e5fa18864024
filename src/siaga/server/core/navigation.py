"""The side navigation: what the reader may open, in one table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.urls import NoReverseMatch, reverse

from siaga.server.core.access import Actor, may, policy_table
from siaga.server.core.models import Operation
from siaga.server.core.policy import CorePermission
from siaga.server.core.roles import Role


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the desk: address by name, shown with ``permission``."""

    text: str
    icon: str
    url_name: str
    permission: str


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as it is drawn."""

    text: str
    icon: str
    href: str
    current: bool


GROUPS: Final[tuple[tuple[str, tuple[Entry, ...]], ...]] = (
    (
        "frame.planning",
        (
            Entry("shell.map", "map", "operation", CorePermission.OPERATION_VIEW),
            Entry("shell.data", "table", "data", "plan.data.view"),
            Entry("shell.runs", "play", "runs", "plan.run.view"),
            Entry("frame.compare", "compare", "compare", "plan.run.view"),
            Entry("shell.plans", "file", "plans", "plan.issued.view"),
        ),
    ),
    (
        "frame.accountability",
        (
            Entry("shell.equal", "scale", "equal-treatment", "plan.equal.view"),
            Entry("shell.score", "gauge", "score", "plan.score.view"),
            Entry("shell.journal", "ledger", "ledger", CorePermission.LEDGER_VIEW),
        ),
    ),
    (
        "frame.administration",
        (Entry("shell.people", "users", "people", CorePermission.PEOPLE_VIEW),),
    ),
)


def navigation(actor: Actor, operation: Operation, path: str) -> list[tuple[str, list[Link]]]:
    """Groups (text key, links) of ``operation`` that ``actor`` may open; ``path`` is here."""
    found = []
    for text, entries in GROUPS:
        links = [link for entry in entries if (link := _link(entry, actor, operation, path))]
        if links:
            found.append((text, links))
    return found


@dataclass(frozen=True, slots=True)
class Beyond:
    """A place above operations, for the roles that have one there."""

    role: Role
    text: str
    icon: str
    url_name: str


BEYOND: Final = (
    Beyond(Role.PROVINCE, "shell.province", "globe", "provinces"),
    Beyond(Role.ADMIN, "frame.installation", "settings", "installation"),
)


def places_beyond(actor: Actor) -> list[Beyond]:
    """What ``actor`` has above operations: the province, the installation."""
    roles = {membership.role for membership in actor.memberships}
    return [place for place in BEYOND if place.role in roles]


def _link(entry: Entry, actor: Actor, operation: Operation, path: str) -> Link | None:
    permission = next((known for known in policy_table() if known == entry.permission), None)
    if not isinstance(permission, StrEnum) or not may(actor, operation, permission):
        return None
    try:
        href = reverse(entry.url_name, kwargs={"slug": operation.slug})
    except NoReverseMatch:
        return None
    whole = entry.url_name == "operation"
    return Link(entry.text, entry.icon, href, path == href if whole else path.startswith(href))
