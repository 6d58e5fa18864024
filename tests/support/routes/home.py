"""The first page."""

from support.routes import EVERY_ROLE, EVERYBODY, Route, slug

ROUTES = [
    # Who has one operation is led to it; the administrator to the installation.
    Route("home", allowed=EVERY_ROLE, ok=302, outsider=302),
    Route("operation", allowed=EVERYBODY, kwargs=slug),
]
