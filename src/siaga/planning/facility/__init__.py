"""Facility location: where to put sites so that demand is served well.

Five models under their names in the literature, arrays in, a
:class:`~siaga.planning.facility.result.FacilityResult` with a proven bound out:

- :func:`p_median`: least total weighted cost (Hakimi 1964);
- :func:`capacitated_p_median`: the same, each site serving no more than its capacity;
- :func:`p_center`: least cost of the worst-served demand (Minieka 1970);
- :func:`maximal_covering`: most weight within a radius (Church & ReVelle 1974);
- :func:`maximal_expected_covering`: the same when servers may be busy (Daskin 1983).

Each model is loaded when it is first asked for, so that one does not pay for the solvers of the
others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from siaga.planning.facility.result import FacilityResult

if TYPE_CHECKING:
    from siaga.planning.facility.capacitated import capacitated_p_median
    from siaga.planning.facility.center import p_center
    from siaga.planning.facility.covering import maximal_covering, maximal_expected_covering
    from siaga.planning.facility.median import p_median

__all__ = [
    "FacilityResult",
    "capacitated_p_median",
    "maximal_covering",
    "maximal_expected_covering",
    "p_center",
    "p_median",
]

_MODULES = {
    "capacitated_p_median": "capacitated",
    "maximal_covering": "covering",
    "maximal_expected_covering": "covering",
    "p_center": "center",
    "p_median": "median",
}


def __getattr__(name: str) -> Any:
    """Load a model on first use."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    function = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = function
    return function
