"""Travel over a network, against a plain Dijkstra written here, on real and made-up networks."""

from __future__ import annotations

import heapq
import itertools
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from siaga.geo.estimated import great_circle_between
from siaga.geo.network import NetworkTravel, read_network
from siaga.geo.network.graph import MIN_COMPONENT_SHARE, build_graph, contract, usable_nodes
from siaga.geo.network.segments import Box, Segments
from siaga.geo.sources import travel_times
from siaga.geo.travel import KIND_CODES, TravelBlock
from siaga.model.operation import MeasuredTime, Operation, TravelMode, TravelSettings
from siaga.model.places import Access, Base, BaseKind
from siaga.model.plan import TravelKind
from support.builders import small_operation
from support.network_files import graphml_text, write_graphml, write_pbf

DATA = Path(__file__).resolve().parents[1] / "data" / "osm"
EVERYWHERE = Box(-90, -180, 90, 180)
ESTIMATED, NETWORK, MEASURED = (
    KIND_CODES.index(kind)
    for kind in (TravelKind.ESTIMATED, TravelKind.NETWORK, TravelKind.MEASURED)
)
MODES = {
    Access.ROAD: TravelMode(Access.ROAD, 30.0, 1.4, 2.0),
    Access.RIVER: TravelMode(Access.RIVER, 20.0, 1.5, 5.0),
    Access.SEA: TravelMode(Access.SEA, 25.0, 1.3, 7.0),
}


def operation_with(
    places: list[Base],
    *files: str,
    measured: tuple[MeasuredTime, ...] = (),
) -> Operation:
    settings = TravelSettings(MODES, files, measured, max_snap_km=2.0)
    return replace(small_operation(), stations=(), bases=tuple(places), travel=settings)


def block_of(operation: Operation) -> TravelBlock:
    return travel_times(operation).block(operation.bases, operation.bases)


def base(
    name: str, lat: float, lon: float, access: Access = Access.ROAD, kind: BaseKind = BaseKind.PPK
) -> Base:
    return Base(name, name, kind, lat, lon, access=access)


def reference(segments: Segments, start: int) -> dict[int, float]:
    """Dijkstra with a heap over the stretches as read: nothing contracted, nothing dropped."""
    onward: dict[int, list[tuple[int, float]]] = {}
    for source, target, minutes in zip(
        segments.source, segments.target, segments.minutes, strict=True
    ):
        onward.setdefault(source, []).append((target, minutes))
    best, heap = {start: 0.0}, [(0.0, start)]
    while heap:
        so_far, node = heapq.heappop(heap)
        if so_far > best[node]:
            continue
        for target, minutes in onward.get(node, ()):
            if so_far + minutes < best.get(target, math.inf):
                best[target] = so_far + minutes
                heapq.heappush(heap, (so_far + minutes, target))
    return best


def allowed_nodes(segments: Segments) -> list[int]:
    return np.flatnonzero(usable_nodes(build_graph(segments, 1.0))).tolist()


REAL = (
    "balikpapan_kota_drive.graphml.gz",
    "klandasan_ilir_drive.graphml.gz",
    "helsinki_test.osm.pbf",
)


@pytest.mark.parametrize("name", REAL)
def test_real_streets_take_what_a_plain_dijkstra_says(name: str) -> None:
    segments = read_network([str(DATA / name)], EVERYWHERE, 20.0)
    allowed = allowed_nodes(segments)
    rng = np.random.default_rng(3)
    chosen = rng.choice(allowed, 25, replace=False).tolist()
    places = [
        base(f"P{number}", segments.lat[node], segments.lon[node])
        for number, node in enumerate(chosen)
    ]
    block = block_of(operation_with(places, str(DATA / name)))
    assert (block.kind == NETWORK).all()
    for row, start in enumerate(chosen):
        expected = reference(segments, start)
        for column, end in enumerate(chosen):
            want = 0.0 if row == column else expected.get(end, math.inf) + 4.0
            assert block.minutes[row, column] == pytest.approx(want, rel=1e-5, abs=1e-4)


def test_few_destinations_take_the_same_as_many() -> None:
    """From the shorter side or the longer: one answer, on one-way streets too."""
    name = str(DATA / "balikpapan_kota_drive.graphml.gz")
    segments = read_network([name], EVERYWHERE, 20.0)
    chosen = np.random.default_rng(4).choice(allowed_nodes(segments), 30, replace=False).tolist()
    places = [base(f"P{n}", segments.lat[n], segments.lon[n]) for n in chosen]
    travel = travel_times(operation_with(places, name))
    whole = travel.block(places, places).minutes
    assert not np.allclose(whole, whole.T, atol=0.01)
    few = travel.block(places, places[:4]).minutes
    assert few == pytest.approx(whole[:, :4], rel=1e-5)


def test_taking_out_bends_changes_no_journey() -> None:
    segments = read_network([str(DATA / "helsinki_test.osm.pbf")], EVERYWHERE, 20.0)
    graph = build_graph(segments, 1.0)
    keep = np.zeros(graph.nodes, dtype=bool)
    keep[np.random.default_rng(5).choice(graph.nodes, 40, replace=False)] = True
    smaller, kept = contract(graph, keep)
    assert smaller.nodes < 0.5 * graph.nodes
    assert set(np.flatnonzero(keep)) <= set(kept)
    from scipy.sparse import csgraph

    number = np.searchsorted(kept, np.flatnonzero(keep))
    before = csgraph.dijkstra(graph.matrix(), indices=np.flatnonzero(keep))[:, keep]
    after = csgraph.dijkstra(smaller.matrix(), indices=number)[:, number]
    assert after == pytest.approx(before, rel=1e-9)


LINE = [(str(n), 0.0, 100.0 + 0.01 * n) for n in range(1, 8)]
"""Seven nodes on the equator, 1.11 km apart."""
STEP = great_circle_between(0, 100, 0, 100.01)


PRIMARY = {"highway": "primary"}


def line_edges(tags: dict[str, str], first: int = 1, last: int = 7) -> list:  # type: ignore[type-arg]
    pairs = [(str(n), str(n + 1)) for n in range(first, last)]
    return [edge for a, b in pairs for edge in ((a, b, tags), (b, a, tags))]


def test_a_place_beside_the_road_walks_to_it_and_a_far_one_is_estimated(tmp_path: Path) -> None:
    """A base off the map still gets a time, and the plan says it is only an estimate."""
    file = write_graphml(tmp_path / "a.graphml", graphml_text(LINE, line_edges(PRIMARY)))
    beside = base("beside", 0.005, 100.02)
    on, off = base("on", 0.0, 100.06), base("off", 0.5, 100.02)
    operation = operation_with([beside, on, off], file)
    block = block_of(operation)
    assert block.kind.tolist() == [[1, 1, 0], [1, 1, 0], [0, 0, 0]]
    walk = great_circle_between(0.005, 100.02, 0, 100.02) * 60 * 1.4 / 30
    assert block.minutes[0, 1] == pytest.approx(4 * STEP * 60 / 45 + walk + 4.0, rel=1e-5)
    plain = block_of(operation_with([beside, on, off]))
    assert block.minutes[2, 0] == plain.minutes[2, 0]


def test_where_there_is_no_way_the_time_is_infinite(tmp_path: Path) -> None:
    """Two shores without a bridge: a finite time would send a team into the river."""
    edges = line_edges(PRIMARY, 1, 3) + line_edges(PRIMARY, 5, 7)
    file = write_graphml(tmp_path / "a.graphml", graphml_text(LINE, edges))
    block = block_of(operation_with([base("w", 0, 100.01), base("e", 0, 100.06)], file))
    assert math.isinf(block.minutes[0, 1])
    assert math.isinf(block.minutes[1, 0])
    assert block.kind[0, 1] == NETWORK
    assert block.minutes.diagonal().tolist() == [0.0, 0.0]


def test_a_stray_corner_is_no_place_to_be_put_on(tmp_path: Path) -> None:
    """A cut-off car park next to the station must not make it unreachable."""
    nodes = [(str(n), 0.0, 100.0 + 0.001 * n) for n in range(1, 61)]
    edges = line_edges(PRIMARY, 1, 58)
    edges += line_edges({"highway": "service"}, 59, 60)
    assert MIN_COMPONENT_SHARE > 2 / 60
    file = write_graphml(tmp_path / "a.graphml", graphml_text(nodes, edges))
    block = block_of(operation_with([base("w", 0, 100.001), base("e", 0, 100.06)], file))
    assert np.isfinite(block.minutes).all()


RIVER = [(str(100 + n), 0.02, 100.0 + 0.01 * n) for n in range(1, 8)]
"""A river 2.2 km north of the road."""


def river_edges() -> list:  # type: ignore[type-arg]
    pairs = [(str(100 + n), str(101 + n)) for n in range(1, 7)]
    tags = {"waterway": "river"}
    return [edge for a, b in pairs for edge in ((a, b, tags), (b, a, tags))]


def test_road_and_river_change_at_the_jetty_for_landing_and_boarding(tmp_path: Path) -> None:
    edges = line_edges(PRIMARY) + river_edges()
    file = write_graphml(tmp_path / "a.graphml.gz", graphml_text(LINE + RIVER, edges))
    road = base("road", 0, 100.01)
    river = base("river", 0.02, 100.07, Access.RIVER)
    jetty = base("jetty", 0.01, 100.03, kind=BaseKind.JETTY)
    block = block_of(operation_with([road, river, jetty], file))
    to_road = great_circle_between(0.01, 100.03, 0, 100.03) * 60 * 1.4 / 30
    to_river = great_circle_between(0.01, 100.03, 0.02, 100.03) * 60 * 1.5 / 20
    by_road, by_river = 2 * STEP * 60 / 45, 4 * STEP * 60 / 20
    whole = 2.0 + by_road + (to_road + 2.0) + (to_river + 5.0) + by_river + 5.0
    assert block.minutes[0, 1] == pytest.approx(whole, rel=1e-4)
    assert block.minutes[0, 2] == pytest.approx(2.0 + by_road + to_road + 2.0, rel=1e-4)
    assert block.minutes[2, 1] == pytest.approx(5.0 + by_river + to_river + 5.0, rel=1e-4)
    assert (block.kind == NETWORK).all()


def test_without_any_jetty_changing_is_estimated_not_impossible(tmp_path: Path) -> None:
    """A map without a jetty knows nothing about changing: river posts must still get officers."""
    edges = line_edges(PRIMARY) + river_edges()
    file = write_graphml(tmp_path / "a.graphml", graphml_text(LINE + RIVER, edges))
    places = [base("road", 0, 100.01), base("river", 0.02, 100.07, Access.RIVER)]
    block = block_of(operation_with(places, file))
    assert block.kind[0, 1] == ESTIMATED
    assert np.isfinite(block.minutes).all()


def test_a_ferry_slip_is_where_road_and_ferry_share_a_node(tmp_path: Path) -> None:
    ways = [(["1", "2", "3"], {"highway": "primary"}), (["3", "4", "5"], {"route": "ferry"}),
            (["5", "6", "7"], {"highway": "primary"})]  # fmt: skip
    file = write_pbf(tmp_path / "a.osm.pbf", LINE, ways)
    block = block_of(operation_with([base("w", 0, 100.01), base("e", 0, 100.07)], file))
    road, ferry = 4 * STEP * 60 / 45, 2 * STEP * 60 / 12
    assert block.minutes[0, 1] == pytest.approx(4.0 + road + ferry + 2 * 7.0, rel=1e-4)


def test_a_bridge_over_a_river_is_no_jetty(tmp_path: Path) -> None:
    crossing = [("201", -0.01, 100.035), ("202", 0.01, 100.035)]
    ways = [([n for n, *_ in LINE], {"highway": "primary", "bridge": "yes"}),
            (["201", "202"], {"waterway": "river"})]  # fmt: skip
    file = write_pbf(tmp_path / "a.osm.pbf", LINE + crossing, ways)
    places = [base("road", 0, 100.01), base("boat", 0.01, 100.035, Access.RIVER)]
    assert block_of(operation_with(places, file)).kind[0, 1] == ESTIMATED


def test_roads_and_waterways_from_two_files_meet_at_a_jetty(tmp_path: Path) -> None:
    roads = write_graphml(tmp_path / "r.graphml", graphml_text(LINE, line_edges(PRIMARY)))
    water = write_graphml(tmp_path / "w.graphml", graphml_text(RIVER, river_edges()))
    places = [base("road", 0, 100.01), base("river", 0.02, 100.07, Access.RIVER),
              base("jetty", 0.01, 100.03, kind=BaseKind.JETTY)]  # fmt: skip
    assert (block_of(operation_with(places, roads, water)).kind == NETWORK).all()


def test_measured_wins_over_the_network(tmp_path: Path) -> None:
    file = write_graphml(tmp_path / "a.graphml", graphml_text(LINE, line_edges(PRIMARY)))
    places = [base("w", 0, 100.01), base("e", 0, 100.06)]
    block = block_of(operation_with(places, file, measured=(MeasuredTime("w", "e", 77.0),)))
    assert block.minutes[0, 1] == 77.0
    assert block.kind.tolist() == [[NETWORK, MEASURED], [MEASURED, NETWORK]]


def test_a_moved_station_is_put_on_the_network_anew(tmp_path: Path) -> None:
    """A TPS flooded out gets the time of its new place, not of its old one."""
    file = write_graphml(tmp_path / "a.graphml", graphml_text(LINE, line_edges(PRIMARY)))
    west, middle, east = base("w", 0, 100.01), base("m", 0, 100.04), base("e", 0, 100.07)
    travel = travel_times(operation_with([west, middle, east], file))
    moved = replace(east, lon=100.04)
    block = travel.block([west], [east, moved, middle])
    assert block.minutes[0, 0] == pytest.approx(4.0 + 6 * STEP * 60 / 45, rel=1e-4)
    assert block.minutes[0, 1] == pytest.approx(4.0 + 3 * STEP * 60 / 45, rel=1e-4)
    assert block.minutes[0, 1] == block.minutes[0, 2]


def test_a_station_moved_onto_the_network_is_found_though_nobody_was_on_it(tmp_path: Path) -> None:
    file = write_graphml(tmp_path / "a.graphml", graphml_text(LINE, line_edges(PRIMARY)))
    far = [base("a", 0.1, 100.01), base("b", 0.1, 100.07)]
    travel = travel_times(operation_with(far, file))
    assert (travel.block(far, far).kind == ESTIMATED).all()
    moved = [replace(place, lat=0.0) for place in far]
    block = travel.block(moved, moved)
    assert (block.kind == NETWORK).all()
    assert block.minutes[0, 1] == pytest.approx(4.0 + 6 * STEP * 60 / 45, rel=1e-4)


def test_a_network_elsewhere_leaves_every_time_estimated() -> None:
    operation = small_operation()
    files = (str(DATA / "helsinki_test.osm.pbf"),)
    with_files = replace(operation, travel=replace(operation.travel, network_files=files))
    block = travel_times(with_files).block(operation.stations, operation.bases)
    plain = travel_times(operation).block(operation.stations, operation.bases)
    assert np.array_equal(block.minutes, plain.minutes)
    assert (block.kind == ESTIMATED).all()


def test_the_same_files_give_the_same_minutes_and_keep_the_triangle() -> None:
    name = str(DATA / "klandasan_ilir_drive.graphml.gz")
    segments = read_network([name], EVERYWHERE, 20.0)
    places = [base(f"P{n}", segments.lat[n], segments.lon[n]) for n in allowed_nodes(segments)[:40]]
    operation = operation_with(places, name)
    first, second = block_of(operation), block_of(operation)
    assert np.array_equal(first.minutes, second.minutes)
    driven = first.minutes.astype(float) - 4.0
    np.fill_diagonal(driven, 0.0)
    for middle in range(len(places)):
        assert (driven <= driven[:, [middle]] + driven[[middle]] + 1e-3).all()


def test_graph_searched_is_of_junctions_only() -> None:
    name = str(DATA / "helsinki_test.osm.pbf")
    segments = read_network([name], EVERYWHERE, 20.0)
    places = [base(f"P{n}", segments.lat[n], segments.lon[n]) for n in allowed_nodes(segments)[:5]]
    travel = travel_times(operation_with(places, name))
    network = next(v for v in vars(travel).values() if isinstance(v, NetworkTravel))
    assert network.graph.nodes < 0.4 * len(segments.lat)


def test_every_pair_of_kinds_of_place_has_a_time(tmp_path: Path) -> None:
    edges = line_edges(PRIMARY) + river_edges()
    file = write_graphml(tmp_path / "a.graphml", graphml_text(LINE + RIVER, edges))
    places = [
        base(f"{access.value}{kind.value}", 0.01, 100.02 + 0.01 * number, access, kind)
        for number, (access, kind) in enumerate(
            itertools.product(Access, (BaseKind.PPK, BaseKind.JETTY))
        )
    ]
    block = block_of(operation_with(places, file))
    assert np.isfinite(block.minutes).all()
    assert (block.minutes >= 0).all()
