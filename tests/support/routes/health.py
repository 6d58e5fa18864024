"""Probes: for machines, without an account."""

from support.routes import EVERY_ROLE, Route

ROUTES = [
    # The tests' database has every step, so it is ready; no job worker beats, which is no failure.
    Route("health", allowed=EVERY_ROLE, outsider=200, anonymous=200),
    Route("health-live", allowed=EVERY_ROLE, outsider=200, anonymous=200),
    # From this machine; from elsewhere: tests/server/ops/test_metrics.py.
    Route("metrics", allowed=EVERY_ROLE, outsider=200, anonymous=200),
]
