"""What every facility-location model returns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class FacilityResult:
    """Chosen sites, who serves whom, and how far the choice can be from the best.

    For a model that minimises, ``bound`` is proven never to exceed the optimum; for one that
    maximises (``maximise``), never to fall below it. Equal values mean proven optimal.
    """

    objective: float
    """Value of this solution, in the unit of the model; inf when some demand can not be served."""
    bound: float
    sites: NDArray[np.intp]
    """Chosen sites as column numbers of ``cost``, ascending, each once."""
    allocation: NDArray[np.intp]
    """``allocation[demand]``: the site that serves it, -1 where none can."""
    complete: bool
    """False when a time limit or a cancelling stopped the search; all values hold all the same."""
    servers: NDArray[np.intp]
    """``servers[k]``: how many servers stand at ``sites[k]``; 1 unless the model places several."""
    maximise: bool = False

    @property
    def gap(self) -> float:
        """Relative distance of objective and bound; 0 when proven optimal, inf when unknown."""
        if self.objective == self.bound:
            return 0.0
        if not np.isfinite(self.objective) or not np.isfinite(self.bound):
            return float("inf")
        return abs(self.objective - self.bound) / max(abs(self.objective), 1e-12)
