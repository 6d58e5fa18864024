"""Map layers, with a token that has every scope: roles decide."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from siaga.server.core.roles import Role
from support.api import issue, with_token
from support.desk import Desk
from support.planned_desk import make_planned_desk, small_plan
from support.routes import EVERYBODY, POLICE, Route, slug


def _issued(desk: Desk) -> None:
    issue(make_planned_desk(desk).plan)


def _draft(desk: Desk) -> None:
    make_planned_desk(desk)


def _layer(route: str, allowed: Collection[Role] = EVERYBODY, **variables: Any) -> list[Route]:
    """The plan in force for everybody, the draft by its number for who plans."""
    planning = frozenset(allowed) & (POLICE - {Role.POLSEK})
    hidden = dict.fromkeys(EVERYBODY - planning, 404)
    return [
        Route(
            f"ogc-{route}", allowed=allowed, setup=_issued, sign_in=with_token, anonymous=401,
            kwargs=lambda desk: {**slug(desk), **variables},
            special=dict.fromkeys(EVERYBODY - frozenset(allowed), 404),
        ),
        Route(
            f"ogc-plan-{route}", allowed=planning, setup=_draft, sign_in=with_token,
            anonymous=401, special=hidden,
            kwargs=lambda desk: {**slug(desk), "number": 1, **variables},
        ),
    ]  # fmt: skip


ROUTES = [
    *_layer("landing"),
    *_layer("conformance"),
    *_layer("description"),
    *_layer("collections"),
    *_layer("collection", name="posts"),
    *_layer("queryables", name="posts"),
    *_layer("items", name="stations"),
    *_layer("items", POLICE, name="placements"),
    *_layer("item", name="posts", feature=small_plan().posts[0].id),
]
