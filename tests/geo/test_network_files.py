"""Network files as people bring them: broken ones get a place and a remedy, never a traceback."""

from __future__ import annotations

import gzip
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siaga.geo.network import graphml, osm_pbf, read_network
from siaga.geo.network.rules import directions, road_speed, values_of, water_speed
from siaga.geo.network.segments import Box, Segments
from siaga.model.problems import InputError
from support.network_files import graphml_text, write_graphml, write_pbf

DATA = Path(__file__).resolve().parents[1] / "data" / "osm"
EVERYWHERE = Box(-90, -180, 90, 180)
NODES = [("1", 0.0, 100.0), ("2", 0.0, 100.01), ("3", 0.0, 100.02)]
ROAD = {"highway": "primary"}
GOOD = graphml_text(NODES, [("1", "2", ROAD), ("2", "3", ROAD)])


def read(*files: str | Path) -> Segments:
    return read_network([str(file) for file in files], EVERYWHERE, 20.0)


def refused(*files: str | Path) -> str:
    with pytest.raises(InputError) as error:
        read(*files)
    (problem,) = error.value.report.errors
    assert problem.file.startswith("travel/")
    assert all(problem.remedy)
    return problem.code


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.osm.pbf") == "network.unreadable"
    assert refused(tmp_path / "none.graphml") == "network.unreadable"
    assert refused(tmp_path / "none.graphml.gz") == "network.unreadable"


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "roads.shp") == "network.format"


@pytest.mark.parametrize("size", [0, 3, 1000, 300_000])
def test_a_cut_off_pbf_is_refused(tmp_path: Path, size: int) -> None:
    path = tmp_path / "cut.osm.pbf"
    path.write_bytes((DATA / "helsinki_test.osm.pbf").read_bytes()[:size])
    assert refused(path) == "network.broken"


def test_a_damaged_pbf_is_refused(tmp_path: Path) -> None:
    data = bytearray((DATA / "helsinki_test.osm.pbf").read_bytes())
    data[1000:3000] = bytes(2000)
    path = tmp_path / "damaged.osm.pbf"
    path.write_bytes(data)
    assert refused(path) == "network.broken"


@pytest.mark.parametrize("size", [0, 5, 2000, 20_000])
def test_a_cut_off_graphml_is_refused(tmp_path: Path, size: int) -> None:
    packed = tmp_path / "cut.graphml.gz"
    packed.write_bytes((DATA / "klandasan_ilir_drive.graphml.gz").read_bytes()[:size])
    assert refused(packed) == "network.broken"
    plain = tmp_path / "cut.graphml"
    whole = gzip.decompress((DATA / "klandasan_ilir_drive.graphml.gz").read_bytes())
    plain.write_bytes(whole[:size])
    assert refused(plain) == "network.broken"


def test_a_renamed_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "roads.graphml.gz"
    path.write_bytes(b"PK\x03\x04 not gzip")
    assert refused(path) == "network.broken"
    assert refused(write_graphml(tmp_path / "a.graphml", "<osm/>")) == "network.not_graphml"


def test_entities_are_refused(tmp_path: Path) -> None:
    """A small file must not grow into all the memory there is."""
    bomb = '<!DOCTYPE g [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><graphml>&b;</graphml>'
    assert refused(write_graphml(tmp_path / "a.graphml", bomb)) == "network.doctype"


def test_a_file_too_large_says_how_to_cut_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graphml, "MAX_BYTES", 100)
    monkeypatch.setattr(osm_pbf, "MAX_BYTES", 100)
    assert refused(write_graphml(tmp_path / "a.graphml.gz", GOOD)) == "network.large"
    assert refused(DATA / "helsinki_test.osm.pbf") == "network.large"


@pytest.mark.parametrize("encoding", ["utf-7", "no-such", "utf-16", "ascii"])
def test_an_odd_encoding_is_refused(tmp_path: Path, encoding: str) -> None:
    text = GOOD.replace('encoding="utf-8"', f'encoding="{encoding}"').replace("primary", "prímary")
    assert refused(write_graphml(tmp_path / "a.graphml", text)) == "network.broken"


def test_a_value_without_end_is_refused(tmp_path: Path) -> None:
    text = GOOD.replace("primary", "p" * 200_000)
    assert refused(write_graphml(tmp_path / "a.graphml.gz", text)) == "network.large"


@pytest.mark.parametrize(
    ("nodes", "edges", "code"),
    [
        ([("1", 9_700_000.0, 480_000.0)], [], "network.projected"),
        (NODES, [("1", "9", ROAD)], "network.no_node"),
    ],
)
def test_a_graph_that_can_not_be_placed_is_refused(
    tmp_path: Path,
    nodes: list,
    edges: list,
    code: str,  # type: ignore[type-arg]
) -> None:
    assert refused(write_graphml(tmp_path / "a.graphml", graphml_text(nodes, edges))) == code


def test_a_node_without_a_position_is_named(tmp_path: Path) -> None:
    text = GOOD.replace('<data key="x">100.0</data>', '<data key="x">timur</data>')
    assert refused(write_graphml(tmp_path / "a.graphml", text)) == "network.no_position"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_damage_anywhere_is_read_or_refused_but_never_crashes(
    tmp_path: Path, data: st.DataObject
) -> None:
    raw = bytearray(GOOD.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(raw) - 1))
        raw[start : start + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    path = tmp_path / "damaged.graphml"
    path.write_bytes(raw)
    with suppress(InputError):
        assert len(read(path).lat) <= 3 * len(NODES)


def test_an_undirected_graph_runs_both_ways(tmp_path: Path) -> None:
    one_way = {**ROAD, "oneway": "yes"}
    text = graphml_text(NODES, [("1", "2", ROAD), ("2", "3", one_way)], directed=False)
    segments = read(write_graphml(tmp_path / "a.graphml", text))
    pairs = set(zip(segments.source, segments.target, strict=True))
    assert pairs == {(0, 1), (1, 0), (1, 2)}


def test_length_is_used_and_a_missing_one_is_measured(tmp_path: Path) -> None:
    text = graphml_text(NODES, [("1", "2", {**ROAD, "length": "4500"}), ("2", "3", ROAD)])
    segments = read(write_graphml(tmp_path / "a.graphml", text))
    assert segments.minutes[0] == pytest.approx(6.0)
    assert segments.minutes[1] == pytest.approx(1.11195 * 60 / 45, rel=1e-4)


def test_a_way_cut_by_the_border_keeps_what_is_there(tmp_path: Path) -> None:
    path = write_pbf(tmp_path / "a.osm.pbf", NODES, [(["1", "2", "99", "3"], ROAD)])
    segments = read(path)
    assert sorted(zip(segments.source, segments.target, strict=True)) == [(0, 1), (1, 0)]


def test_ways_far_from_every_place_are_left_out(tmp_path: Path) -> None:
    path = write_pbf(tmp_path / "a.osm.pbf", NODES, [(["1", "2"], ROAD)])
    assert not read_network([path], Box(10, 10, 11, 11), 20.0).source
    assert not read_network(
        [write_graphml(tmp_path / "a.graphml", GOOD)], Box(10, 10, 11, 11), 20.0
    ).source


@pytest.mark.parametrize(
    ("tags", "speed"),
    [
        ({"highway": "primary"}, 45.0),
        ({"highway": "primary_link"}, 45.0),
        ({"highway": "primary", "maxspeed": "30"}, 30.0),
        ({"highway": "residential", "maxspeed": "60"}, 20.0),
        ({"highway": "trunk", "maxspeed": "20 mph"}, pytest.approx(32.19, abs=0.01)),
        ({"highway": "['residential', 'tertiary']"}, 20.0),
        ({"highway": "path"}, 8.0),
        ({"highway": "footway"}, None),
        ({"highway": "primary", "access": "no"}, None),
        ({"waterway": "river"}, None),
        ({"highway": "primary", "maxspeed": "walk"}, 45.0),
        ({"highway": "['unclosed"}, None),
    ],
)
def test_speed_of_a_road(tags: dict[str, str], speed: float | None) -> None:
    assert road_speed(tags) == speed


@pytest.mark.parametrize(
    ("tags", "speed"),
    [
        ({"waterway": "river"}, 22.0),
        ({"waterway": "canal", "boat": "yes"}, 22.0),
        ({"waterway": "river", "boat": "no"}, None),
        ({"waterway": "river", "motorboat": "no"}, None),
        ({"waterway": "canal", "tunnel": "culvert"}, None),
        ({"waterway": "stream"}, None),
        ({"route": "ferry"}, 12.0),
        ({"highway": "primary"}, None),
    ],
)
def test_speed_on_the_water(tags: dict[str, str], speed: float | None) -> None:
    assert water_speed(tags, 22.0) == speed


@pytest.mark.parametrize(
    ("tags", "ways"),
    [
        ({}, (True, True)),
        ({"oneway": "yes"}, (True, False)),
        ({"oneway": "-1"}, (False, True)),
        ({"junction": "roundabout"}, (True, False)),
        ({"highway": "motorway"}, (True, False)),
        ({"highway": "motorway", "oneway": "no"}, (True, True)),
        ({"oneway": "no"}, (True, True)),
    ],
)
def test_directions(tags: dict[str, str], ways: tuple[bool, bool]) -> None:
    assert directions(tags) == ways


@given(st.text(max_size=40))
def test_any_tag_value_is_read(text: str) -> None:
    assert all(isinstance(value, str) for value in values_of(text))
    road_speed({"highway": "primary", "maxspeed": text})
