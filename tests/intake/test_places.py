"""Stations, officers, bases and areas: duplicates, wrong places, unknown references."""

from __future__ import annotations

import json
from typing import Any

import pytest

from siaga.model.problems import Severity


def test_a_station_written_twice_names_the_first_row(draft) -> None:
    draft.stations.append(dict(draft.stations[0]))
    problem = draft.error("station.duplicate")
    assert problem.row == 14
    assert "row 2" in problem.message[1]


def test_the_same_name_twice_in_a_village_is_worth_a_look(draft) -> None:
    draft.stations[1]["name"] = "TPS 001"
    assert draft.warning("station.same_name").row == 3


def test_swapped_coordinates_are_recognised_with_the_right_order(draft) -> None:
    row = draft.stations[0]
    row["lat"], row["lon"] = row["lon"], row["lat"]
    problem = draft.error("position.swapped")
    assert f"latitude {row['lon']} and longitude {row['lat']}" in problem.remedy[1]


@pytest.mark.parametrize(("lat", "lon"), [(51.5, -0.1), (-33.9, 151.2), (2.0, 60.0)])
def test_outside_indonesia(draft, lat: float, lon: float) -> None:
    draft.stations[0] |= {"lat": lat, "lon": lon}
    draft.error("position.outside_indonesia")


def test_zero_is_not_a_place(draft) -> None:
    draft.stations[0] |= {"lat": 0, "lon": 0}
    draft.error("position.zero")


def test_a_lost_minus_sign_is_recognised(draft) -> None:
    """2.97 north is in Indonesia too, but not in this region."""
    draft.stations[0]["lat"] = -draft.stations[0]["lat"]
    draft.error("position.sign")


def test_far_outside_every_area_is_an_error_and_near_a_warning(draft) -> None:
    draft.stations[0]["lon"] = 104.79  # 1 km west of the outermost village
    assert draft.only("station.outside_areas").severity is Severity.WARNING
    draft.stations[0]["lon"] = 104.0
    assert draft.only("station.outside_areas").severity is Severity.ERROR


def test_in_another_village_than_its_code_says(draft) -> None:
    draft.stations[0]["lon"] = draft.stations[2]["lon"]
    problem = draft.warning("station.other_area")
    assert "16.99.01.2002" in problem.message[1]


def test_a_village_without_outline_is_said(draft) -> None:
    draft.areas["features"].pop(0)
    assert set(draft.codes()) >= {"station.area_unknown"}


def test_too_many_voters_is_an_error_but_in_a_special_station_a_warning(draft) -> None:
    draft.stations[0]["voters"] = 601
    assert "600" in draft.error("voters.too_many").message[0]
    draft.stations[0]["voters"] = 600
    draft.stations[3]["voters"] = 940
    draft.warning("voters.too_many")


def test_no_voters_is_worth_a_look(draft) -> None:
    draft.stations[0]["voters"] = 0
    draft.warning("voters.zero")


def test_district_and_village_that_contradict_each_other(draft) -> None:
    draft.stations[0]["district"] = "16.99.02"
    draft.error("station.district")


def test_district_and_names_come_from_code_and_areas_when_missing(draft) -> None:
    expected, _ = draft.read()
    for row in draft.stations:
        row |= {"district": "", "village_name": "", "district_name": ""}
    operation, report = draft.read()
    assert not report.problems
    assert operation == expected


def test_station_of_another_region_and_code_of_another_village(draft) -> None:
    draft.stations[0]["village"] = "16.98.01.2001"
    draft.stations[0]["district"] = ""
    codes = draft.codes()
    assert "station.other_region" in codes
    assert "station.id_village" in codes


def test_an_unknown_pattern_of_a_station(draft) -> None:
    draft.stations[0]["pattern"] = "dua_delapn"
    assert "dua_delapan" in draft.error("pattern.unknown_near").remedy[1]


def test_two_officers_with_one_nrp(draft) -> None:
    draft.officers[5]["id"] = draft.officers[4]["id"]
    problem = draft.error("officer.duplicate")
    assert problem.row == 7
    assert "row 6" in problem.message[1]


def test_nrp_that_lost_its_zero_is_mended_and_said(draft) -> None:
    """A young officer's NRP begins with 0 and a spreadsheet drops it."""
    for number, row in enumerate(draft.officers):
        row["id"] = f"010211{number:02d}"
    draft.officers[3]["id"] = "1021103"
    operation, report = draft.read()
    assert [problem.code for problem in report.problems] == ["officer.lost_zero"]
    assert operation is not None
    assert operation.officers[3].id == "01021103"


def test_nrp_that_can_not_be_mended_is_said(draft) -> None:
    for number, row in enumerate(draft.officers):
        row["id"] = f"870211{number:02d}"
    draft.officers[3]["id"] = "8702110"
    draft.warning("code.length")


@pytest.mark.parametrize(
    "code", ["\u00b2\u00b2\u00b2\u00b2\u00b2\u00b2\u00b2", "\u0661\u0662\u0663"]
)
def test_digits_of_other_scripts_are_no_nrp_digits(draft, code: str) -> None:
    for number, row in enumerate(draft.officers):
        row["id"] = f"870211{number:02d}"
    draft.officers[3]["id"] = code
    operation, _ = draft.read()
    assert operation is not None
    assert operation.officers[3].id == code


def test_short_running_numbers_are_no_lost_zeros(draft) -> None:
    for number, row in enumerate(draft.officers):
        row["id"] = str(95 + number)
    assert not draft.codes()


def test_unknown_unit_and_duty_suggest_the_nearest(draft) -> None:
    draft.officers[6]["unit"] = "POLSEK-1"
    draft.officers[7]["duty"] = "JAGA-KPUD"
    assert draft.codes() == ["officer.unit_near", "officer.duty_near"]


def test_bko_needs_a_team_and_own_strength_has_none(draft) -> None:
    draft.officers[14]["team"] = ""
    assert draft.error("officer.no_team").column == "regu_bko"
    draft.officers[14] |= {"team": "BKO-1", "origin": "organik"}
    draft.warning("officer.own_team")


def test_unknown_home_village_is_worth_a_look(draft) -> None:
    draft.officers[4]["home_village"] = "16.07.01.1016"
    draft.warning("officer.home")


def test_one_wrong_base_does_not_make_its_officers_wrong(draft) -> None:
    draft.tables["bases"][0]["lat"] = "di kota"
    draft.error("cell.not_number")


def test_bases_twice_and_without_police(draft) -> None:
    draft.tables["bases"].append(dict(draft.tables["bases"][0]))
    draft.error("base.duplicate")
    draft.tables["bases"].pop()
    for row in draft.tables["bases"]:
        row["kind"] = "posko"
    draft.error("bases.no_reach")
    draft.tables["bases"][0]["kind"] = "polairud"
    draft.warning("bases.no_police")


def test_indicators_name_what_exists_and_count_once(draft) -> None:
    rows = draft.tables["indicators"]
    rows[0]["indicator"] = "v2_violence_histori"
    rows[1]["place"] = "16.99.09.2001"
    rows.append(dict(rows[2]))
    rows[3]["value"] = 7
    assert draft.codes() == [
        "cell.outside",
        "indicator.unknown_near",
        "place.unknown",
        "indicator.duplicate",
    ]


def test_indicator_places_may_be_undotted_villages(draft) -> None:
    expected, _ = draft.read()
    draft.tables["indicators"][1]["place"] = "1699022003"
    assert draft.read()[0] == expected


def feature(draft, number: int) -> dict[str, Any]:
    return draft.areas["features"][number]


def test_areas_in_metres_are_told_from_degrees(draft) -> None:
    feature(draft, 0)["geometry"]["coordinates"] = [
        [[484000, 9680000], [487000, 9680000], [487000, 9683000], [484000, 9680000]]
    ]
    assert "area.not_degrees" in draft.codes()


def test_areas_with_latitude_first(draft) -> None:
    ring = feature(draft, 0)["geometry"]["coordinates"][0]
    feature(draft, 0)["geometry"]["coordinates"] = [[[y, x] for x, y in ring]]
    assert "area.swapped" in draft.codes()


def test_another_coordinate_system_is_refused(draft) -> None:
    draft.areas["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32748"}}
    draft.error("geojson.crs")
    draft.areas["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert not draft.codes()


def test_an_outline_that_crosses_itself_is_mended_and_said(draft) -> None:
    ring = feature(draft, 0)["geometry"]["coordinates"][0]
    ring[1], ring[2] = ring[2], ring[1]
    codes = draft.codes()
    assert "area.invalid" in codes
    operation, _ = draft.read()
    assert operation is not None
    assert operation.areas[0].polygon


def test_areas_without_code_or_twice(draft) -> None:
    draft.areas["features"].append(feature(draft, 0) | {})
    assert draft.error("area.duplicate").column == "features[7]"
    draft.areas["features"][-1] = {**feature(draft, 0), "properties": {"nama": "Suka Maju"}}
    draft.error("area.no_code")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{", "geojson.broken"),
        (b"[]", "geojson.not_collection"),
        (b'{"features": []}', "geojson.count"),
        (b"\xff\xfe\x00", "geojson.broken"),
        (b"[" * 100_000, "geojson.broken"),
        (b'{"features": [1]}', "geojson.not_feature"),
    ],
)
def test_broken_areas(draft, content: bytes, code: str) -> None:
    draft.raw["areas.geojson"] = content
    assert code in draft.codes()


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [104, -3]},
        {"type": "Polygon", "coordinates": None},
        {"type": "Polygon", "coordinates": [[]]},
        {"type": "Polygon", "coordinates": [[[1, 2], [3]]]},
        {"type": "Polygon", "coordinates": [[["a", "b"], ["c", "d"], ["e", "f"]]]},
        {"type": "MultiPolygon", "coordinates": []},
        {"type": "MultiPolygon", "coordinates": {"a": 1}},
        "nothing",
        7,
    ],
)
def test_broken_outlines(draft, geometry: object) -> None:
    feature(draft, 0)["geometry"] = geometry
    assert draft.codes()[0] == "area.geometry"


def test_holes_and_multipolygons_are_kept(draft) -> None:
    square = feature(draft, 0)["geometry"]["coordinates"][0]
    hole = [[104.805, -2.985], [104.806, -2.985], [104.806, -2.984], [104.805, -2.985]]
    feature(draft, 0)["geometry"] = {"type": "MultiPolygon", "coordinates": [[square, hole]]}
    operation, report = draft.read()
    assert not report.problems, json.dumps([p.text("en") for p in report.problems])
    assert operation is not None
    assert len(operation.areas[0].polygon) == 1
    assert len(operation.areas[0].polygon[0]) == 2
