"""Travel times over a network of roads and waterways, many to many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from siaga.geo.estimated import place_vectors, zero_same_place
from siaga.geo.network.graph import (
    Graph,
    Snapper,
    build_graph,
    contract,
    usable_nodes,
    with_edges,
)
from siaga.geo.network.graphml import read_graphml
from siaga.geo.network.osm_pbf import read_osm_pbf
from siaga.geo.network.segments import Box, Segments
from siaga.geo.texts import geo_error
from siaga.geo.travel import Place
from siaga.model.places import Access, Base

_SOURCES: Final = 64
"""Dijkstra runs held in memory at a time."""


@dataclass(frozen=True, slots=True)
class NetworkCosts:
    """What lies between a place and the network, and between its layers."""

    minutes_per_km: Mapping[Access, float]
    """From a place to its node, by the place's mode, detour included."""
    transfer_minutes: Mapping[Access, float]
    """Lost at each boarding or landing, as in the estimate."""
    river_kmh: float
    max_snap_km: float


def read_network(files: Sequence[str], box: Box, river_kmh: float) -> Segments:
    """The stretches of all ``files`` near ``box``.

    Raises:
        InputError: a file that can not be read or is of no known format.
    """
    segments = Segments()
    for file in files:
        path = Path(file)
        if path.name.endswith(".osm.pbf"):
            read_osm_pbf(path, segments, box, river_kmh)
        elif path.name.endswith((".graphml", ".graphml.gz")):
            read_graphml(path, segments, box, river_kmh)
        else:
            raise geo_error("network.format", f"travel/{path.name}")
    return segments


@dataclass(frozen=True, slots=True)
class Snapped:
    """Where places enter the network: up to two ways, for a jetty lies on both layers.

    ``node[way, place]`` is -1 where there is none; ``minutes[way, place]`` what it takes from the
    place to the node, boarding included.
    """

    node: NDArray[np.int64]
    minutes: NDArray[np.float64]

    @property
    def known(self) -> NDArray[np.bool_]:
        """Which places lie on the network."""
        return np.logical_or(self.node[0] >= 0, self.node[1] >= 0)


class NetworkTravel:
    """Minutes over a network between the places it was made for, and others near them.

    Roads and water are two layers. One changes from one to the other where they share a node (a
    ferry slip) or at an interchange jetty, at the price of landing and boarding.

    Args:
        segments: what was read.
        places: stations and bases; they are put on the network exactly. Another place asked for
            later is put on the nearest junction or known place.
        jetties: interchanges, as ``interchange_jetties`` gives them.
        costs: what lies between a place and the network.
    """

    def __init__(
        self,
        segments: Segments,
        places: Sequence[Place],
        jetties: Sequence[Base],
        costs: NetworkCosts,
    ) -> None:
        self._costs = costs
        self._jetties = frozenset(jetty.id for jetty in jetties)
        transfer = costs.transfer_minutes
        change = transfer[Access.ROAD] + transfer[Access.RIVER]
        full = build_graph(segments, change)
        usable = usable_nodes(full)
        snapper = Snapper(full, usable, costs.max_snap_km)
        links = _jetty_links(snapper, jetties, costs)
        self._linked = bool(links[0].size) or bool(segments.crossings())
        full = with_edges(full, *links)
        snapped = self._snap(snapper, places)
        keep = np.zeros(full.nodes, dtype=np.bool_)
        keep[snapped.node[snapped.node >= 0]] = True
        self._graph, kept = contract(full, keep)
        self._matrix: Any = self._graph.matrix()
        self._backward: Any = None
        self._snapper = Snapper(self._graph, usable[kept], costs.max_snap_km)
        number = np.full(full.nodes + 1, -1, dtype=np.int64)
        number[kept] = np.arange(kept.size)
        self._known = _remember(places, Snapped(number[snapped.node], snapped.minutes))
        entered = number[snapped.node]
        self._terminals = np.unique(entered[entered >= 0])
        self._rows: dict[tuple[bool, int], NDArray[np.float32]] = {}

    @property
    def graph(self) -> Graph:
        """The graph searched: junctions and places."""
        return self._graph

    def minutes(
        self, origins: Sequence[Place], destinations: Sequence[Place]
    ) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """(``minutes[from, to]``, ``known[from, to]``): known where both lie on the network.

        A known pair without a way between is inf. A network that shows nowhere how to change
        between road and water says nothing about pairs that need to: they are not known.
        """
        here, there = self._entries(origins), self._entries(destinations)
        best = np.full((len(origins), len(destinations)), np.inf, dtype=np.float32)
        if here.known.any() and there.known.any():
            starts, start_of = np.unique(here.node, return_inverse=True)
            ends, end_of = np.unique(there.node, return_inverse=True)
            table = self._table(starts, ends)
            start_of = start_of.reshape(here.node.shape)
            end_of = end_of.reshape(there.node.shape)
            for way in range(2):
                for other in range(2):
                    through = table[np.ix_(start_of[way], end_of[other])]
                    through += here.minutes[way, :, None].astype(np.float32)
                    through += there.minutes[other].astype(np.float32)
                    np.minimum(best, through, out=best)
        zero_same_place(best, origins, destinations)
        known = here.known[:, None] & there.known
        if not self._linked:
            known &= _share_a_layer(here, there)
        return best, known

    def _table(self, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.float32]:
        """Minutes between nodes (-1: none, inf), searched from the shorter side."""
        turned = ends.size < starts.size
        sources, targets = (ends, starts) if turned else (starts, ends)
        table = np.full((sources.size, targets.size), np.inf, dtype=np.float32)
        real, columns = np.flatnonzero(sources >= 0), np.flatnonzero(targets >= 0)
        kept = bool(np.isin(targets[columns], self._terminals).all())
        position = np.searchsorted(self._terminals, targets[columns])
        for first in range(0, real.size, _SOURCES):
            rows = real[first : first + _SOURCES]
            if kept:
                found = self._rows_kept(sources[rows], turned=turned)[:, position]
            else:
                found = self._search(sources[rows], turned=turned)[:, targets[columns]]
            table[np.ix_(rows, columns)] = found
        return table.T.copy() if turned else table

    def _search(self, sources: NDArray[np.int64], *, turned: bool) -> Any:
        """``minutes[source, node]`` to every node, or from it when ``turned``."""
        from scipy.sparse import csgraph

        if turned and self._backward is None:
            self._backward = self._matrix.T.tocsr()
        matrix = self._backward if turned else self._matrix
        return csgraph.dijkstra(matrix, directed=True, indices=sources)

    def _rows_kept(self, sources: NDArray[np.int64], *, turned: bool) -> NDArray[np.float32]:
        """``minutes[source, terminal]``, each row searched once in the life of this object."""
        fresh = [int(node) for node in sources if (turned, int(node)) not in self._rows]
        if fresh:
            found = self._search(np.array(fresh), turned=turned)[:, self._terminals]
            for node, row in zip(fresh, found.astype(np.float32), strict=True):
                self._rows[(turned, node)] = row
        return np.stack([self._rows[(turned, int(node))] for node in sources])

    def _entries(self, places: Sequence[Place]) -> Snapped:
        """Where ``places`` enter: remembered, or put on the nearest junction."""
        node = np.full((2, len(places)), -1, dtype=np.int64)
        minutes = np.full((2, len(places)), np.inf)
        fresh = []
        for position, place in enumerate(places):
            known = self._known.get((place.id, place.lat, place.lon, place.access))
            if known is None:
                fresh.append(position)
            else:
                node[:, position], minutes[:, position] = known
        if fresh:
            snapped = self._snap(self._snapper, [places[position] for position in fresh])
            node[:, fresh], minutes[:, fresh] = snapped.node, snapped.minutes
        return Snapped(node, minutes)

    def _snap(self, snapper: Snapper, places: Sequence[Place]) -> Snapped:
        vectors = place_vectors(places)
        node = np.full((2, len(places)), -1, dtype=np.int64)
        minutes = np.full((2, len(places)), np.inf)
        by_water = np.array([place.access is not Access.ROAD for place in places], dtype=np.bool_)
        both = np.array([place.id in self._jetties for place in places], dtype=np.bool_)
        for water in (False, True):
            wanted = np.flatnonzero((by_water == water) | both)
            modes = [_mode(places[int(position)], water=water) for position in wanted]
            found, km = snapper.nearest(vectors[:, wanted], water=water)
            node[int(water), wanted] = found
            minutes[int(water), wanted] = _entry_minutes(self._costs, modes, km)
        return Snapped(node, minutes)


def _share_a_layer(here: Snapped, there: Snapped) -> NDArray[np.bool_]:
    """``share[from, to]``: both enter the network on the same layer."""
    shared = np.zeros((here.node.shape[1], there.node.shape[1]), dtype=np.bool_)
    for layer in range(2):
        shared |= (here.node[layer, :, None] >= 0) & (there.node[layer] >= 0)
    return shared


def _mode(place: Place, *, water: bool) -> Access:
    """The mode ``place`` is reached by on a layer: a jetty's other layer has its plain mode."""
    if water:
        return place.access if place.access is not Access.ROAD else Access.RIVER
    return Access.ROAD


def _entry_minutes(
    costs: NetworkCosts, modes: Sequence[Access], km: NDArray[np.float64]
) -> NDArray[np.float64]:
    per_km = np.array([costs.minutes_per_km[mode] for mode in modes], dtype=np.float64)
    transfer = np.array([costs.transfer_minutes[mode] for mode in modes], dtype=np.float64)
    return km * per_km + transfer


def _jetty_links(
    snapper: Snapper, jetties: Sequence[Base], costs: NetworkCosts
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Edges both ways between the road node and the water node of each jetty that has both."""
    vectors = place_vectors(jetties)
    road, road_km = snapper.nearest(vectors, water=False)
    water, water_km = snapper.nearest(vectors, water=True)
    there = (road >= 0) & (water >= 0)
    minutes = _entry_minutes(costs, [Access.ROAD] * len(jetties), road_km)
    minutes += _entry_minutes(costs, [_mode(jetty, water=True) for jetty in jetties], water_km)
    road, water, minutes = road[there], water[there], minutes[there]
    return (
        np.concatenate((road, water)),
        np.concatenate((water, road)),
        np.concatenate((minutes, minutes)),
    )


def _remember(
    places: Sequence[Place], snapped: Snapped
) -> dict[tuple[str, float, float, Access], tuple[NDArray[np.int64], NDArray[np.float64]]]:
    return {
        (place.id, place.lat, place.lon, place.access): (
            snapped.node[:, position],
            snapped.minutes[:, position],
        )
        for position, place in enumerate(places)
    }
