"""Where travel times come from: estimated, over a network, measured; the surer one wins."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from siaga.geo.estimated import MODES, EstimatedTravel, interchange_jetties
from siaga.geo.measured import MeasuredOverrides
from siaga.geo.network import NetworkCosts, NetworkTravel, box_around, read_network
from siaga.geo.texts import geo_problem
from siaga.geo.travel import KIND_CODES, Place, TravelBlock, TravelTimes
from siaga.model.operation import Operation, TravelMode, TravelSettings
from siaga.model.places import Access
from siaga.model.plan import TravelKind
from siaga.model.problems import InputError, Problem, ProblemReport

NETWORK: Final = KIND_CODES.index(TravelKind.NETWORK)


def travel_times(operation: Operation) -> TravelTimes:
    """Travel times between the stations and bases of ``operation``.

    A pair is ``measured`` where somebody measured it, else ``network`` where both places lie on
    the network, else ``estimated``; every value carries its kind.

    Raises:
        InputError: a mode that is missing or impossible, an impossible measured time, or a
            network file that can not be read.
    """
    _check(operation)
    per_km, transfer = mode_costs(operation.travel)
    return ComposedTravel(
        EstimatedTravel(per_km, transfer, interchange_jetties(operation.bases)),
        MeasuredOverrides(operation.travel.measured),
        _network(operation, per_km, transfer),
    )


def mode_costs(settings: TravelSettings) -> tuple[dict[Access, float], dict[Access, float]]:
    """(minutes per straight kilometre, minutes per boarding or landing) by access mode.

    A mode nobody set, and so nobody uses, takes road's values where it has to have some.
    """
    stand_in = settings.modes.get(Access.ROAD) or next(iter(settings.modes.values()))
    modes = {mode: settings.modes.get(mode, stand_in) for mode in MODES}
    return (
        {access: 60.0 * mode.detour / mode.speed_kmh for access, mode in modes.items()},
        {access: mode.transfer_minutes for access, mode in modes.items()},
    )


class ComposedTravel:
    """Travel times from the surest source each; implements ``TravelTimes``."""

    def __init__(
        self,
        estimated: EstimatedTravel,
        measured: MeasuredOverrides,
        network: NetworkTravel | None = None,
    ) -> None:
        self._estimated = estimated
        self._measured = measured
        self._network = network

    def block(self, origins: Sequence[Place], destinations: Sequence[Place]) -> TravelBlock:
        """Minutes from every origin to every destination, each with its kind."""
        block = self._estimated.block(origins, destinations)
        if self._network is not None:
            minutes, known = self._network.minutes(origins, destinations)
            np.copyto(block.minutes, minutes, where=known)
            block.kind[known] = NETWORK
        self._measured.apply(block, origins, destinations)
        return block


def _network(
    operation: Operation, per_km: dict[Access, float], transfer: dict[Access, float]
) -> NetworkTravel | None:
    """The network of the operation's files; None when it brings none, or none near its places."""
    settings = operation.travel
    places: list[Place] = [*operation.stations, *operation.bases]
    if not settings.network_files or not places:
        return None
    river = settings.modes.get(Access.RIVER) or settings.modes[Access.ROAD]
    segments = read_network(settings.network_files, box_around(places), river.speed_kmh)
    if not segments.source:
        return None
    costs = NetworkCosts(per_km, transfer, river.speed_kmh, settings.max_snap_km)
    return NetworkTravel(segments, places, interchange_jetties(operation.bases), costs)


def _check(operation: Operation) -> None:
    """Refuse modes that are missing or impossible; every problem at once."""
    used = {station.access for station in operation.stations}
    used |= {base.access for base in operation.bases}
    modes = operation.travel.modes
    problems = [
        geo_problem("travel.mode", file="operation.toml", mode=mode.value)
        for mode in MODES
        if mode not in modes and (mode in used or not modes)
    ]
    for mode in modes.values():
        problems += _mode_problems(mode)
    if problems:
        raise InputError(ProblemReport(tuple(problems)))


def _mode_problems(mode: TravelMode) -> Iterator[Problem]:
    for name, value, valid in (
        ("speed_kmh", mode.speed_kmh, mode.speed_kmh > 0),
        ("detour", mode.detour, mode.detour >= 1),
        ("transfer_minutes", mode.transfer_minutes, mode.transfer_minutes >= 0),
    ):
        if not (math.isfinite(value) and valid):
            yield geo_problem(
                "travel.number",
                file="operation.toml",
                mode=mode.access.value,
                name=name,
                value=value,
            )
