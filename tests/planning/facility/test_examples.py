"""The examples in the documentation of the facility models run as printed."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize("module", ["median", "center", "covering"])
def test_documented_examples_give_what_they_print(module):
    """A newcomer who pastes an example must see the same answer."""
    result = doctest.testmod(import_module(f"siaga.planning.facility.{module}"))
    assert result.attempted > 0
    assert result.failed == 0
