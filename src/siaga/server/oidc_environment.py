"""What the environment says of an OpenID provider: ``SIAGA_OIDC_*``, see docs/deployment.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from siaga.server.environment import EnvironmentVariableError

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class OidcProvider:
    """An OpenID provider that people may sign in with."""

    issuer: str
    client_id: str
    client_secret: str
    name: str
    """As the sign-in page calls it."""
    second_factor: frozenset[str] = frozenset()
    """Values of ``acr`` or ``amr`` that count as a second factor; empty: none does."""


def read_oidc(given: Mapping[str, str]) -> OidcProvider | None:
    """The provider that ``SIAGA_OIDC_*`` names; None without an issuer.

    Raises:
        EnvironmentVariableError: the client is missing, or the issuer is not reached over HTTPS.
    """
    issuer = given.get("SIAGA_OIDC_ISSUER", "").strip()
    if not issuer:
        return None
    parts = urlsplit(issuer)
    here = parts.scheme == "http" and parts.hostname in LOOPBACK
    if not parts.hostname or not (parts.scheme == "https" or here):
        raise EnvironmentVariableError("env.oidc.https", value=issuer)
    client_id = given.get("SIAGA_OIDC_CLIENT_ID", "")
    client_secret = given.get("SIAGA_OIDC_CLIENT_SECRET", "")
    if not client_id or not client_secret:
        raise EnvironmentVariableError("env.oidc.client")
    values = given.get("SIAGA_OIDC_SECOND_FACTOR", "").split(",")
    return OidcProvider(
        issuer=issuer,
        client_id=client_id,
        client_secret=client_secret,
        name=given.get("SIAGA_OIDC_NAME", "").strip() or parts.hostname,
        second_factor=frozenset(value.strip() for value in values if value.strip()),
    )
