"""Who calls: a token's person or the browser's, and what the call may be used for."""

from __future__ import annotations

import hmac
import re
import secrets
from base64 import b32encode, b64decode
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from siaga.server.api.models import ApiToken, Scope
from siaga.server.core.access import Access, Actor, operation_for
from siaga.server.core.models import Operation, Person

EVERY_SCOPE: Final = frozenset(Scope)
_PREFIX_LETTERS: Final = 8
_TOKEN: Final = re.compile(r"siaga_([a-z2-7]{8})_([a-z2-7]{32})", re.ASCII)
_USED_STEP: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Identity:
    """The caller."""

    actor: Actor
    scopes: frozenset[Scope]
    token: ApiToken | None = None
    """None: a browser's session, which may do all its person may."""

    def require(self, scope: Scope) -> None:
        """Refuse a token that was not made for this.

        Raises:
            PermissionDenied: the token lacks ``scope``.
        """
        if scope not in self.scopes:
            raise PermissionDenied(f"token without scope {scope.value}")


def new_secret() -> tuple[str, str, str]:
    """A new token as (text, prefix, hash); the text is shown once and never kept."""
    letters = b32encode(secrets.token_bytes(25)).decode().lower()
    prefix, secret = letters[:_PREFIX_LETTERS], letters[_PREFIX_LETTERS:]
    return f"siaga_{prefix}_{secret}", prefix, hash_of(secret)


def hash_of(secret: str) -> str:
    """The hash kept of a token's secret part."""
    return sha256(secret.encode()).hexdigest()


def identity_of_token(text: str, now: datetime | None = None) -> Identity | None:
    """Whose token ``text`` is; None when it is none, expired, revoked, or its person is gone."""
    parts = _TOKEN.fullmatch(text.strip())
    if parts is None:
        return None
    now = now or timezone.now()
    token = ApiToken.objects.select_related("person").filter(prefix=parts[1]).first()
    if token is None or not hmac.compare_digest(token.secret_hash, hash_of(parts[2])):
        return None
    if not token.is_valid(now) or not _may_sign_in(token.person):
        return None
    _note_use(token, now)
    return Identity(
        Actor(token.person, via="api"),
        frozenset(Scope(scope) for scope in token.scopes if scope in EVERY_SCOPE),
        token,
    )


def _may_sign_in(person: Person) -> bool:
    return person.is_active and (settings.DEMO or not person.demo)


def _note_use(token: ApiToken, now: datetime) -> None:
    """When a token was last used, to the minute: not an act of anybody, so not in the ledger."""
    if token.last_used_at is None or now - token.last_used_at >= _USED_STEP:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)


def identity_of_session(request: HttpRequest) -> Identity | None:
    """The signed-in browser; None when nobody is signed in."""
    if not isinstance(request.user, Person):
        return None
    return Identity(Actor(request.user, via="api"), EVERY_SCOPE)


def bearer_of(request: HttpRequest) -> str | None:
    """The token in ``Authorization: Bearer``; None when there is none."""
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else None


def basic_of(request: HttpRequest) -> str | None:
    """The token given as password of ``Authorization: Basic``; the user name is not looked at."""
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        return b64decode(value.strip(), validate=True).decode().partition(":")[2]
    except ValueError:
        return ""


def keep(request: HttpRequest, identity: Identity) -> Identity:
    """Remember the caller on the request, as actor of everything it does."""
    request.siaga_identity = identity  # type: ignore[attr-defined]
    request.siaga_actor = identity.actor  # type: ignore[attr-defined]
    return identity


def caller(request: HttpRequest) -> Identity:
    """The caller remembered by :func:`keep`."""
    identity: Identity = request.siaga_identity  # type: ignore[attr-defined]
    return identity


def gate(
    request: HttpRequest, slug: str, permission: StrEnum, scope: Scope = Scope.READ
) -> tuple[Operation, Access]:
    """The operation, when both the token and the role allow it.

    Raises:
        Http404: there is none, or it is not for this caller or this token.
        PermissionDenied: not with this role, or not with this token.
    """
    identity = caller(request)
    operation, access = operation_for(identity.actor, slug, permission)
    only = identity.token.operation_id if identity.token else None
    if only is not None and only != operation.id:
        raise Http404
    identity.require(scope)
    return operation, access
