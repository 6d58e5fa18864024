"""An operation with data, a plan, a run and tokens, small enough to read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from siaga.server.api.limits import REQUESTS
from support.api import ApiDesk, make_api_desk
from support.desk import Desk


@pytest.fixture(autouse=True)
def _buckets_are_full() -> Iterator[None]:
    REQUESTS.clear()
    yield
    REQUESTS.clear()


@pytest.fixture
def api_desk(desk: Desk) -> ApiDesk:
    """The desk with content."""
    return make_api_desk(desk)
