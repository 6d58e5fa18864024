"""Make and revoke one's own tokens."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.http import Http404
from django.utils import timezone

from siaga.server.api.entries import TokenCreated, TokenRevoked
from siaga.server.api.identity import new_secret
from siaga.server.api.models import ApiToken, Scope
from siaga.server.api.queries.tokens import valid_token
from siaga.server.core.access import Actor, visible_operations
from siaga.server.core.action import action
from siaga.server.core.entries import Personal
from siaga.server.core.ledger_store import record
from siaga.server.core.security.own import own_access

MOST_DAYS: Final = 180
MOST_TOKENS: Final = 20
"""Valid tokens a person may have at once."""


class TokenError(Exception):
    """The token can not be made; ``key`` names the sentence that says why."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token and its text, which is shown once and kept nowhere."""

    token: ApiToken
    text: str


@action
def create_token(
    actor: Actor,
    *,
    name: str,
    scopes: Collection[Scope],
    days: int,
    operation_slug: str = "",
) -> NewToken:
    """A token of the actor for ``days`` days; with a slug it opens that operation alone.

    Raises:
        TokenError: no name, no scope, too long, or too many tokens already.
        Http404: the actor has no part in that operation.
    """
    name = name.strip()
    if not name:
        raise TokenError("tokens.needs_name")
    if not scopes:
        raise TokenError("tokens.needs_scope")
    if not 1 <= days <= MOST_DAYS:
        raise TokenError("tokens.needs_days", most=MOST_DAYS)
    now = timezone.now()
    valid = ApiToken.objects.filter(
        person=actor.person, revoked_at__isnull=True, expires_at__gt=now
    )
    if valid.count() >= MOST_TOKENS:
        raise TokenError("tokens.too_many", most=MOST_TOKENS)
    operations = {operation.slug: operation for operation in visible_operations(actor)}
    if operation_slug and operation_slug not in operations:
        raise Http404
    operation = operations[operation_slug] if operation_slug else None
    text, prefix, secret_hash = new_secret()
    given = sorted(scope.value for scope in scopes)
    token = ApiToken.objects.create(
        person=actor.person,
        operation=operation,
        name=name[:80],
        prefix=prefix,
        secret_hash=secret_hash,
        scopes=given,
        expires_at=now + timedelta(days=days),
    )
    record(
        own_access(actor),
        TokenCreated(prefix, given, days, str(operation.id) if operation else None),
        object_type="token",
        object_id=str(token.id),
        personal={"name": Personal(token.name, f"person:{actor.person.id}")},
    )
    return NewToken(token, text)


@action
def revoke_token(actor: Actor, *, token_id: uuid.UUID) -> ApiToken:
    """Take one of the actor's valid tokens back, at once.

    Raises:
        Http404: there is no such valid token of the actor.
    """
    found = valid_token(actor, token_id)
    found.revoked_at = timezone.now()
    found.save(update_fields=["revoked_at"])
    record(
        own_access(actor),
        TokenRevoked(found.prefix),
        object_type="token",
        object_id=str(found.id),
    )
    return found
