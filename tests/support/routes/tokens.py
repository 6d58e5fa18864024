"""One's own tokens: a right of every account."""

import uuid
from datetime import timedelta

from django.utils import timezone

from siaga.server.api.models import ApiToken
from siaga.server.core.roles import Role
from support.desk import Desk
from support.routes import EVERY_ROLE, Route

_ID = uuid.UUID(int=7)


def _token_of_planner(desk: Desk) -> None:
    ApiToken.objects.create(
        id=_ID, person=desk.people[Role.PLANNER], name="uji", prefix="abcdefgh",
        secret_hash="0" * 64, scopes=["read"], expires_at=timezone.now() + timedelta(days=1),
    )  # fmt: skip


ROUTES = [
    Route("tokens", allowed=EVERY_ROLE, outsider=200),
    Route("token-new", allowed=EVERY_ROLE, outsider=200),
    Route("token-new", "POST", allowed=EVERY_ROLE, ok=400, outsider=400),
    Route(
        "token-revoke", allowed={Role.PLANNER}, refused=404,
        kwargs=lambda desk: {"token_id": _ID}, setup=_token_of_planner,
    ),
    Route(
        "token-revoke", "POST", allowed={Role.PLANNER}, ok=302, refused=404,
        kwargs=lambda desk: {"token_id": _ID}, setup=_token_of_planner,
    ),
]  # fmt: skip
