"""The first page."""

from siaga.server.core.roles import Role
from support.routes import EVERYBODY, Route, slug

ROUTES = [
    # Who has one operation is led to it; the administrator has none, the province may have several.
    Route("home", allowed=EVERYBODY, ok=302, special={Role.ADMIN: 200}, outsider=302),
    Route("operation", allowed=EVERYBODY, kwargs=slug),
]
