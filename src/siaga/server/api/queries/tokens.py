"""One's own tokens."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from siaga.server.api.models import ApiToken
from siaga.server.core.access import Actor

SHOWN = 100


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token as the page shows it."""

    token: ApiToken
    state: str
    """``valid``, ``expired`` or ``revoked``."""


def own_tokens(actor: Actor, now: datetime) -> list[TokenLine]:
    """The actor's tokens, the newest first."""
    rows = (
        ApiToken.objects.filter(person=actor.person)
        .select_related("operation")
        .order_by("-created_at")[:SHOWN]
    )
    return [TokenLine(row, _state(row, now)) for row in rows]


def valid_token(actor: Actor, token_id: uuid.UUID) -> ApiToken:
    """One of the actor's tokens that is not revoked; Http404 when there is none."""
    found = ApiToken.objects.filter(
        id=token_id, person=actor.person, revoked_at__isnull=True
    ).first()
    if found is None:
        raise Http404
    return found


def _state(token: ApiToken, now: datetime) -> str:
    if token.revoked_at is not None:
        return "revoked"
    return "valid" if token.is_valid(now) else "expired"
