"""Signing in, one's own account, the language."""

import uuid

from siaga.server.core.roles import COMMAND_ROLES
from support.routes import EVERY_ROLE, Route

OWN = {"allowed": EVERY_ROLE}
"""Everybody has an account of their own, an outsider too."""


def _link(_: object) -> dict[str, object]:
    return {"who": uuid.UUID(int=1), "token": "abc-def"}


ROUTES = [
    Route("language", "POST", **OWN, ok=302, outsider=302, anonymous=302),
    # Who is signed in already is led on; who is not sees the form.
    Route("sign-in", **OWN, ok=302, outsider=302, anonymous=200),
    Route("sign-in-code", **OWN, ok=302, outsider=302, anonymous=302),
    Route("sign-in-enrol", **OWN, ok=302, outsider=302, anonymous=302),
    Route("oidc-start", **OWN, ok=400, outsider=400, anonymous=400),
    Route("oidc-callback", **OWN, ok=400, outsider=400, anonymous=400),
    Route("sign-out", "POST", **OWN, ok=302, outsider=302, anonymous=302),
    Route("second-factor-qr", **OWN, outsider=200),
    Route("invitation", **OWN, ok=410, outsider=410, anonymous=410, kwargs=_link),
    Route("account", **OWN, outsider=200),
    Route("account-password", **OWN, outsider=200),
    Route("account-password", "POST", **OWN, ok=400, outsider=400),
    Route("account-second-factor", **OWN, outsider=200),
    Route("account-second-factor-remove", "POST", **OWN, ok=302, outsider=302),
    Route("account-recovery-codes", "POST", **OWN, ok=302, outsider=302),
    Route("account-sessions-end", "POST", **OWN, ok=302, outsider=302),
    # A command role without an app enrols one first.
    Route("confirm", **OWN, outsider=302, special=dict.fromkeys(COMMAND_ROLES, 302)),
    Route("account-agency", "POST", **OWN, ok=400, outsider=400),
    Route("account-agency-remove", "POST", **OWN, ok=302, outsider=302),
]
