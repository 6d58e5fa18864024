"""The network as a sparse graph of junctions: snapping points in, chains of bends out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from siaga.geo.estimated import EARTH_RADIUS_KM, unit_vectors
from siaga.geo.network.segments import Segments

MIN_COMPONENT_SHARE: Final = 0.05
"""A stretch from which less than this share of its layer can be reached and left again is a stray
(a car park, a one-way stub, a corner the extract cut off) and no place is put on it."""

MIN_MINUTES: Final = 1e-6
"""SciPy's graphs take an exact 0 for no edge."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Directed graph of a network. Nodes are numbered as in the segments read."""

    vectors: NDArray[np.float64]
    """``vector[axis, node]`` on the unit sphere."""
    water: NDArray[np.bool_]
    source: NDArray[np.int64]
    target: NDArray[np.int64]
    minutes: NDArray[np.float64]
    """Of the edge ``source -> target``; each pair once."""

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return int(self.water.size)

    def matrix(self) -> Any:
        """``minutes[from, to]`` as a SciPy CSR matrix."""
        from scipy import sparse

        return sparse.csr_matrix(
            (self.minutes, (self.source, self.target)), shape=(self.nodes, self.nodes)
        )


def build_graph(segments: Segments, change_minutes: float) -> Graph:
    """The graph of ``segments``; at nodes of both layers one changes in ``change_minutes``."""
    crossings = np.array(segments.crossings(), dtype=np.int64).reshape(-1, 2)
    source, target = np.array(segments.source), np.array(segments.target)
    return _unique(
        unit_vectors(np.array(segments.lat), np.array(segments.lon)),
        np.array(segments.water).astype(np.bool_),
        np.concatenate((source, crossings[:, 0], crossings[:, 1])),
        np.concatenate((target, crossings[:, 1], crossings[:, 0])),
        np.concatenate((segments.minutes, np.full(2 * len(crossings), change_minutes))),
    )


def with_edges(
    graph: Graph,
    source: NDArray[np.int64],
    target: NDArray[np.int64],
    minutes: NDArray[np.float64],
) -> Graph:
    """``graph`` with more edges."""
    return _unique(
        graph.vectors,
        graph.water,
        np.concatenate((graph.source, source)),
        np.concatenate((graph.target, target)),
        np.concatenate((graph.minutes, minutes)),
    )


def _unique(
    vectors: NDArray[np.float64],
    water: NDArray[np.bool_],
    source: NDArray[np.int64],
    target: NDArray[np.int64],
    minutes: NDArray[np.float64],
) -> Graph:
    """Without loops, and of parallel edges the fastest."""
    order = np.lexsort((minutes, target, source))
    source, target, minutes = source[order], target[order], minutes[order]
    keep = source != target
    keep[1:] &= (source[1:] != source[:-1]) | (target[1:] != target[:-1])
    return Graph(vectors, water, source[keep], target[keep], np.maximum(minutes[keep], MIN_MINUTES))


def usable_nodes(graph: Graph) -> NDArray[np.bool_]:
    """Nodes a place may be put on: those that are no stray.

    A node counts when its strongly connected component holds at least
    :data:`MIN_COMPONENT_SHARE` of the nodes of its layer.
    """
    from scipy.sparse import csgraph

    count, label = csgraph.connected_components(graph.matrix(), connection="strong")
    usable = np.zeros(graph.nodes, dtype=np.bool_)
    for layer in (False, True):
        here = graph.water == layer
        size = np.bincount(label[here], minlength=count)
        usable |= here & (size[label] >= MIN_COMPONENT_SHARE * here.sum())
    return usable


class Snapper:
    """Finds the nearest node of a layer with a KD-tree.

    Args:
        graph: the network.
        allowed: nodes that may be found.
        max_km: farthest a point may lie from its node.
    """

    def __init__(self, graph: Graph, allowed: NDArray[np.bool_], max_km: float) -> None:
        from scipy.spatial import cKDTree

        self._max_chord = 2.0 * np.sin(min(max_km / EARTH_RADIUS_KM, np.pi) / 2.0)
        self._nodes = [np.flatnonzero(allowed & (graph.water == layer)) for layer in (False, True)]
        self._trees = [
            cKDTree(graph.vectors[:, nodes].T) if nodes.size else None for nodes in self._nodes
        ]

    def nearest(
        self, vectors: NDArray[np.float64], *, water: bool
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """(node, km) of each point ``vectors[axis, point]``; node -1 where none is near enough."""
        tree, nodes = self._trees[water], self._nodes[water]
        if tree is None or vectors.shape[1] == 0:
            missing = np.full(vectors.shape[1], -1, dtype=np.int64)
            return missing, np.full(vectors.shape[1], np.inf)
        chord, found = tree.query(vectors.T, distance_upper_bound=np.nextafter(self._max_chord, 9))
        near = np.isfinite(chord)
        node = np.where(near, nodes[np.minimum(found, nodes.size - 1)], -1)
        km = np.full(chord.shape, np.inf)
        km[near] = 2.0 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1.0, chord[near] / 2.0))
        return node, km


def contract(graph: Graph, keep: NDArray[np.bool_]) -> tuple[Graph, NDArray[np.int64]]:
    """The graph without the bends: every node with exactly two neighbours and not in ``keep`` is
    taken out and its two stretches become one.

    Journeys between the nodes left take exactly as long as before. Chains are summed by pointer
    jumping: each round doubles the length summed, so a chain of n bends takes log2(n) rounds.

    Returns:
        The smaller graph, and the node numbers of ``graph`` its nodes had.
    """
    bend, other = _bends(graph, keep)
    jump = _next_edge(graph, bend, other)
    total, last = _follow(graph.minutes, jump)
    end = graph.target[last]
    whole = ~bend[graph.source] & ~bend[end]
    kept = np.flatnonzero(~bend)
    number = np.full(graph.nodes, -1, dtype=np.int64)
    number[kept] = np.arange(kept.size)
    smaller = _unique(
        graph.vectors[:, kept],
        graph.water[kept],
        number[graph.source[whole]],
        number[end[whole]],
        total[whole],
    )
    return smaller, kept


def _bends(graph: Graph, keep: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Which nodes are bends, and the sum of each node's neighbours' numbers."""
    low = np.minimum(graph.source, graph.target)
    high = np.maximum(graph.source, graph.target)
    pairs = np.unique(low * graph.nodes + high)
    low, high = pairs // graph.nodes, pairs % graph.nodes
    neighbours = np.bincount(low, minlength=graph.nodes)
    neighbours += np.bincount(high, minlength=graph.nodes)
    total = np.zeros(graph.nodes, dtype=np.int64)
    np.add.at(total, low, high)
    np.add.at(total, high, low)
    return (neighbours == 2) & ~keep, total


def _next_edge(
    graph: Graph, bend: NDArray[np.bool_], neighbours: NDArray[np.int64]
) -> NDArray[np.int64]:
    """For each edge into a bend the edge that goes on; otherwise the number of edges (none)."""
    edges = graph.source.size
    onward = np.full(edges, edges, dtype=np.int64)
    into = np.flatnonzero(bend[graph.target])
    beyond = neighbours[graph.target[into]] - graph.source[into]
    keys = graph.source * graph.nodes + graph.target  # sorted: edges are
    wanted = graph.target[into] * graph.nodes + beyond
    found = np.searchsorted(keys, wanted)
    there = (found < edges) & (keys[np.minimum(found, edges - 1)] == wanted)
    onward[into[there]] = found[there]
    return onward


def _follow(
    minutes: NDArray[np.float64], jump: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """(minutes of the whole chain, its last edge) from each edge on."""
    edges = minutes.size
    total = np.append(minutes, 0.0)
    jump = np.append(jump, edges)
    last = np.arange(edges + 1)
    for _ in range(max(1, edges).bit_length()):
        going = jump != edges
        if not going.any():
            break
        total[going] += total[jump[going]]
        last[going] = last[jump[going]]
        jump = jump[jump]
    return total[:edges], last[:edges]
