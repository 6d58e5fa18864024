"""A small OpenID provider on the loopback, with a real key and real signatures.

It checks what a provider checks (client, redirect address, PKCE, codes used once) and can be told
to misbehave in one way at a time.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT_ID = "siaga:uji"
CLIENT_SECRET = "rahasia/klien+uji"


@dataclass
class Grant:
    """A code that was given out."""

    nonce: str
    challenge: str
    redirect_uri: str


@dataclass
class Provider:
    """The provider's memory; ``spoil`` names what it does wrong."""

    subject: str = "pegawai-0001"
    amr: list[str] = field(default_factory=lambda: ["pwd"])
    spoil: str = ""
    grants: dict[str, Grant] = field(default_factory=dict)
    issuer: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "satu"}))

    def authorize(self, query: dict[str, str]) -> str:
        """Say yes at once; returns the address to go back to."""
        assert query["response_type"] == "code"
        assert query["client_id"] == CLIENT_ID
        assert query["code_challenge_method"] == "S256"
        assert "openid" in query["scope"].split()
        code = secrets.token_urlsafe(12)
        self.grants[code] = Grant(query["nonce"], query["code_challenge"], query["redirect_uri"])
        answer = {"code": code, "state": query["state"], "iss": self.issuer}
        if self.spoil == "mix-up":
            answer["iss"] = "https://lain.example"
        if self.spoil == "refusal":
            answer = {"error": "access_denied", "state": query["state"], "iss": self.issuer}
        return f"{query['redirect_uri']}?{urlencode(answer)}"

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """Exchange a code."""
        pair = f"{quote(CLIENT_ID, safe='')}:{quote(CLIENT_SECRET, safe='')}".encode()
        if authorization != "Basic " + base64.b64encode(pair).decode():
            return 401, {"error": "invalid_client"}
        grant = self.grants.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if grant is None or (grant.challenge, grant.redirect_uri) != (
            challenge,
            form.get("redirect_uri"),
        ):
            return 400, {"error": "invalid_grant"}
        answer = {"access_token": "x", "token_type": "Bearer", "id_token": self._id_token(grant)}
        if self.spoil == "no-token":
            del answer["id_token"]
        return 200, answer

    def _id_token(self, grant: Grant) -> str:
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.issuer, "sub": self.subject, "aud": CLIENT_ID, "iat": now,
            "exp": now + 300, "nonce": grant.nonce, "amr": self.amr,
        }  # fmt: skip
        wrong: dict[str, dict[str, Any]] = {
            "issuer": {"iss": "https://lain.example"},
            "audience": {"aud": "klien-lain"},
            "expired": {"iat": now - 900, "exp": now - 600},
            "future": {"iat": now + 900},
            "nonce": {"nonce": "lain"},
            "azp": {"aud": [CLIENT_ID, "klien-lain"], "azp": "klien-lain"},
        }
        claims.update(wrong.get(self.spoil, {}))
        if self.spoil == "other-key":
            return jwt.encode({"alg": "RS256", "kid": "satu"}, claims, RSAKey.generate_key(2048))
        if self.spoil == "unsigned":
            parts = [_segment({"alg": "none"}), _segment(claims), ""]
            return ".".join(parts)
        if self.spoil == "shared-secret":
            public = OctKey.import_key(self.key.as_pem(private=False))
            return jwt.encode({"alg": "HS256", "kid": "satu"}, claims, public)
        if self.spoil == "no-subject":
            del claims["sub"]
        return jwt.encode({"alg": "RS256", "kid": "satu"}, claims, self.key)

    def document(self) -> dict[str, Any]:
        """The metadata."""
        issuer = "https://lain.example" if self.spoil == "discovery" else self.issuer
        return {
            "issuer": issuer,
            "authorization_endpoint": f"{self.issuer}/authorize?tenant=uji",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }


def _segment(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/authorize":
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            self.send_response(302)
            self.send_header("Location", self.provider.authorize(query))
            self.end_headers()
        elif parts.path == "/keys":
            self._json(200, {"keys": [self.provider.key.as_dict(private=False)]})
        else:
            self._json(200, self.provider.document())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        self._json(*self.provider.token(form, self.headers.get("Authorization", "")))

    def _json(self, status: int, value: dict[str, Any]) -> None:
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


class RunningProvider:
    """``with RunningProvider() as provider:`` a provider that answers on its own thread."""

    def __enter__(self) -> Provider:
        self.provider = Provider()
        handler = type("Handler", (_Handler,), {"provider": self.provider})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = False
        self.provider.issuer = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,))
        self.thread.start()
        return self.provider

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
