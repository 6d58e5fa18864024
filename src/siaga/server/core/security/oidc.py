"""Signing in with the OpenID provider of an agency: authorisation code with PKCE.

Accounts are never made here. An identity opens an account that was joined to it before, by its
owner from within the account or with the one-time link of an invitation.

OpenID Connect Core 1.0 section 3.1; RFC 7636 (PKCE); RFC 9207 (issuer in the answer).
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlsplit

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from siaga.server.oidc_environment import LOOPBACK, OidcProvider

_STATE: Final = "siaga_oidc"
_STATE_SECONDS: Final = 600
_DISCOVERY_SECONDS: Final = 3600
_ALGORITHMS: Final = ("RS256", "PS256", "ES256", "ES384", "EdDSA")
"""Signatures with a public key only: ``none`` and shared secrets are refused."""
_LEEWAY: Final = 60
_TIMEOUT: Final = 10.0


class OidcError(Exception):
    """The provider's answer can not be used; ``key`` names the sentence for the person."""

    def __init__(self, key: str, detail: str = "") -> None:
        super().__init__(f"{key}: {detail}")
        self.key = key


@dataclass(frozen=True, slots=True)
class Start:
    """What the browser was sent away for."""

    purpose: str
    """``sign-in``, ``link`` or ``invitation``."""
    following: str
    who: str = ""
    token: str = ""
    """Of an invitation."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the provider says it is."""

    issuer: str
    subject: str
    second_factor: bool
    """The provider checked a second factor, and the installation accepts that."""


_discovered: dict[str, tuple[float, dict[str, Any]]] = {}


def _provider() -> OidcProvider:
    provider = settings.OIDC
    if not isinstance(provider, OidcProvider):
        raise OidcError("accounts.oidc_off")
    return provider


def provider_name() -> str | None:
    """What the provider is called; None when there is none."""
    provider = settings.OIDC
    return provider.name if isinstance(provider, OidcProvider) else None


def issuer() -> str:
    """The provider's issuer; empty when there is none."""
    provider = settings.OIDC
    return provider.issuer if isinstance(provider, OidcProvider) else ""


def begin(request: HttpRequest, start: Start) -> str:
    """Remember in the session what this is for; returns the provider's address to go to.

    Raises:
        OidcError: there is no provider, or it does not answer.
    """
    provider = _provider()
    document = _discover(provider)
    verifier, nonce = secrets.token_urlsafe(48), secrets.token_urlsafe(24)
    state = secrets.token_urlsafe(24)
    url = prepare_grant_uri(
        document["authorization_endpoint"],
        client_id=provider.client_id,
        response_type="code",
        redirect_uri=_redirect_uri(request),
        scope="openid",
        state=state,
        nonce=nonce,
        code_challenge=create_s256_code_challenge(verifier),
        code_challenge_method="S256",
    )
    request.session[_STATE] = {
        "state": state, "nonce": nonce, "verifier": verifier, "at": int(time.time()),
        "purpose": start.purpose, "next": start.following, "who": start.who, "token": start.token,
    }  # fmt: skip
    return str(url)


def finish(request: HttpRequest) -> tuple[Start, Identity]:
    """Check the provider's answer; what was begun can be finished once.

    Raises:
        OidcError: nothing was begun in this browser, or any check fails.
    """
    provider = _provider()
    kept = request.session.pop(_STATE, None)
    if not isinstance(kept, dict) or not 0 <= time.time() - kept["at"] <= _STATE_SECONDS:
        raise OidcError("accounts.oidc_late")
    if not secrets.compare_digest(request.GET.get("state", ""), kept["state"]):
        raise OidcError("accounts.oidc_late", "state")
    if request.GET.get("iss", provider.issuer) != provider.issuer:
        raise OidcError("accounts.oidc_refused", "another issuer answered")
    if "code" not in request.GET:
        raise OidcError("accounts.oidc_refused", request.GET.get("error", "")[:80])
    claims = _claims(request, provider, kept)
    given = {str(claims.get("acr", "")), *_words(claims.get("amr"))}
    start = Start(kept["purpose"], kept["next"], kept["who"], kept["token"])
    identity = Identity(
        provider.issuer, str(claims["sub"])[:255], bool(given & provider.second_factor)
    )
    return start, identity


def _words(value: object) -> list[str]:
    return [str(word) for word in value] if isinstance(value, list) else []


def _redirect_uri(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("oidc-callback"))


def _claims(request: HttpRequest, provider: OidcProvider, kept: dict[str, Any]) -> dict[str, Any]:
    """Exchange the code and check the ID token (OpenID Connect Core 3.1.3.7)."""
    document = _discover(provider)
    try:
        answer = httpx.post(
            document["token_endpoint"],
            data={
                "grant_type": "authorization_code", "code": request.GET["code"],
                "redirect_uri": _redirect_uri(request), "code_verifier": kept["verifier"],
            },
            auth=(quote(provider.client_id, safe=""), quote(provider.client_secret, safe="")),
            headers={"Accept": "application/json"},
            timeout=_TIMEOUT,
        )  # fmt: skip
        answer.raise_for_status()
        keys = KeySet.import_key_set(_json(document["jwks_uri"]))
        token = jwt.decode(str(answer.json()["id_token"]), keys, algorithms=_ALGORITHMS)
        jwt.JWTClaimsRegistry(
            leeway=_LEEWAY,
            iss={"essential": True, "value": provider.issuer},
            sub={"essential": True},
            aud={"essential": True, "value": provider.client_id},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": kept["nonce"]},
        ).validate(token.claims)
    except (JoseError, httpx.HTTPError, KeyError, ValueError, TypeError) as error:
        raise OidcError("accounts.oidc_refused", type(error).__name__) from error
    claims: dict[str, Any] = token.claims
    if claims.get("azp", provider.client_id) != provider.client_id:
        raise OidcError("accounts.oidc_refused", "azp")
    return claims


def _discover(provider: OidcProvider) -> dict[str, Any]:
    """The provider's metadata, kept for an hour (OpenID Connect Discovery 1.0 section 4)."""
    found = _discovered.get(provider.issuer)
    if found is not None and time.monotonic() - found[0] < _DISCOVERY_SECONDS:
        return found[1]
    url = provider.issuer.rstrip("/") + "/.well-known/openid-configuration"
    try:
        document: dict[str, Any] = _json(url)
    except (httpx.HTTPError, ValueError) as error:
        raise OidcError("accounts.oidc_away", type(error).__name__) from error
    if document.get("issuer") != provider.issuer:
        raise OidcError("accounts.oidc_away", "another issuer")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        parts = urlsplit(str(document.get(name, "")))
        here = parts.scheme == "http" and parts.hostname in LOOPBACK
        if parts.scheme != "https" and not here:
            raise OidcError("accounts.oidc_away", name)
    _discovered[provider.issuer] = (time.monotonic(), document)
    return document


def _json(url: str) -> Any:
    response = httpx.get(url, timeout=_TIMEOUT)
    response.raise_for_status()
    document = response.json()
    if not isinstance(document, dict):
        raise ValueError("not an object")
    return document
