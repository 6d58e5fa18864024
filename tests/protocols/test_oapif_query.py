"""What a map program may ask, and what it hears when it asks amiss."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.model.language import LANGUAGES
from siaga.protocols.oapif import (
    Box,
    Collection,
    Cursor,
    Interval,
    Property,
    QueryError,
    ValueType,
    parse_items,
    parse_plain,
)
from siaga.protocols.oapif.query import (
    MAX_LIMIT,
    parse_bbox,
    parse_cursor,
    parse_datetime,
    parse_value,
)

COLLECTION = Collection(
    "stations",
    ("TPS", "Stations"),
    ("Semua TPS", "All stations"),
    properties=(
        Property("district", ("Kecamatan", "District")),
        Property("voters", ("Pemilih", "Voters"), ValueType.INTEGER),
        Property("threat", ("Kerawanan", "Threat"), ValueType.NUMBER),
        Property("special", ("Khusus", "Special"), ValueType.BOOLEAN),
        Property("tier", ("Tingkat", "Tier"), values=("rawan", "khusus")),
    ),
)
LON = st.floats(-180, 180)
LAT = st.floats(-90, 90)
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))


def refusal(pairs: list[tuple[str, str]]) -> QueryError | None:
    """How the request is refused; None when it is read."""
    try:
        parse_items(pairs, COLLECTION)
    except QueryError as error:
        return error
    return None


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=40)), max_size=5))
def test_any_query_is_read_or_refused_with_a_sentence(pairs: list[tuple[str, str]]) -> None:
    error = refusal(pairs)
    assert error is None or all(error.text(language) for language in LANGUAGES)


@given(
    st.sampled_from(["bbox", "datetime", "limit", "cursor", "voters", "threat", "bbox-crs", "f"]),
    st.text(alphabet="0123456789.,+-eE:TZ/ npa\x00", max_size=40),
)
def test_near_misses_never_escape_as_another_error(name: str, value: str) -> None:
    error = refusal([(name, value)])
    assert error is None or error.parameter == name


@given(LON, LAT, LON, LAT, LON, LAT)
def test_a_box_holds_a_point_exactly_when_its_numbers_say_so(
    west: float, south: float, east: float, north: float, lon: float, lat: float
) -> None:
    south, north = sorted((south, north))
    boxes = parse_bbox(f"{west!r},{south!r},{east!r},{north!r}")
    within = west <= lon <= east if west <= east else lon >= west or lon <= east
    assert any(box.holds(lon, lat) for box in boxes) == (within and south <= lat <= north)


@given(LON, LAT, st.floats(-500, 9000), LON, LAT)
def test_heights_do_not_change_what_is_found(
    west: float, south: float, bottom: float, east: float, north: float
) -> None:
    south, north = sorted((south, north))
    flat = parse_bbox(f"{west!r},{south!r},{east!r},{north!r}")
    assert parse_bbox(f"{west!r},{south!r},{bottom!r},{east!r},{north!r},{bottom!r}") == flat


def test_a_box_across_the_antimeridian_is_two() -> None:
    assert parse_bbox("170,-10,-170,10") == (Box(170, -10, 180, 10), Box(-180, -10, -170, 10))


@pytest.mark.parametrize(
    "text",
    ["", "1,2,3", "1,2,3,4,5", "a,0,1,1", "nan,0,1,1", "inf,0,1,1", "181,0,1,1", "0,-91,1,1",
     "0,2,1,1", "0,0,5,1,1,4", "0,0,1,1e999", " 0,0,1,1", "\u0661,0,1,1"],
)  # fmt: skip
def test_boxes_that_are_none(text: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_bbox(text)
    assert caught.value.parameter == "bbox"


@given(MOMENTS, st.integers(-14 * 60, 14 * 60))
def test_an_instant_is_the_same_in_every_zone(moment: datetime, minutes: int) -> None:
    there = moment.astimezone(timezone(timedelta(minutes=minutes)))
    assert parse_datetime(there.isoformat()) == Interval(moment, moment)


@given(MOMENTS, MOMENTS, MOMENTS)
def test_an_interval_meets_what_happens_in_it(a: datetime, b: datetime, when: datetime) -> None:
    a, b = sorted((a, b))
    instant = Interval(when, when)
    text = f"{a.isoformat()}/{b.isoformat()}"
    assert parse_datetime(text).meets(instant) == (a <= when <= b)
    for start in ("", ".."):
        assert parse_datetime(f"{start}/{b.isoformat()}").meets(instant) == (when <= b)
        assert parse_datetime(f"{a.isoformat()}/{start}").meets(instant) == (when >= a)


def test_a_bare_date_is_the_whole_day() -> None:
    day = parse_datetime("2024-11-27")
    assert day.meets(Interval(datetime(2024, 11, 27, 23, 59, tzinfo=UTC), None))
    assert not day.meets(Interval(datetime(2024, 11, 28, tzinfo=UTC), None))


def test_a_plus_sign_lost_in_the_address_is_understood() -> None:
    lost = parse_datetime("2024-11-27T07:00:00 07:00")
    assert lost == parse_datetime("2024-11-27T00:00:00Z")


@pytest.mark.parametrize(
    "text",
    ["", "..", "/", "../..", "2024", "2024-11-31", "2024-11-27T07:00:00", "2024-11-27T25:00:00Z",
     "2024-11-28/2024-11-27", "2024-11-27/2024-11-28/2024-11-29", "kemarin",
     "0001-01-01T00:00:00+14:00"],
)  # fmt: skip
def test_times_that_are_none(text: str) -> None:
    with pytest.raises(QueryError):
        parse_datetime(text)


def test_features_without_time_match_every_time() -> None:
    request = parse_items([("datetime", "2024-11-27")], COLLECTION)
    assert request.wants(None)
    assert not request.wants(Interval(datetime(2024, 11, 28, tzinfo=UTC), None))


@given(st.integers(1, 10**40))
def test_a_limit_beyond_the_most_gives_the_most(limit: int) -> None:
    if limit >= 10**30:
        return
    assert parse_items([("limit", str(limit))], COLLECTION).limit == min(limit, MAX_LIMIT)


@pytest.mark.parametrize("text", ["0", "-1", "", "1.5", "ten", "1" * 5000])
def test_limits_that_are_none(text: str) -> None:
    with pytest.raises(QueryError):
        parse_items([("limit", text)], COLLECTION)


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=200), st.booleans())
def test_a_cursor_comes_back_as_it_was(key: str, backwards: bool) -> None:
    cursor = Cursor(key, backwards)
    assert parse_cursor(cursor.text()) == cursor


@pytest.mark.parametrize("text", ["", "x:1", "n", "n:", "n:\x00", "n:" + "a" * 201])
def test_cursors_that_are_none(text: str) -> None:
    with pytest.raises(QueryError):
        parse_cursor(text)


@given(st.integers(-(2**53) + 1, 2**53 - 1), st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_are_read_exactly(whole: int, number: float) -> None:
    voters, threat = COLLECTION.properties[1], COLLECTION.properties[2]
    assert parse_value(voters, str(whole)) == whole
    assert parse_value(threat, repr(number)) == number


def test_filters_arrive_in_their_type() -> None:
    request = parse_items(
        [("district", "16.07.01"), ("voters", "300"), ("special", "true"), ("tier", "rawan")],
        COLLECTION,
    )
    assert request.filters == {
        "district": "16.07.01",
        "voters": 300,
        "special": True,
        "tier": "rawan",
    }


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("voters", "3OO", 'voters: "3OO" harus bilangan bulat'),
        ("special", "ya", 'special: "ya" harus true atau false'),
        ("tier", "aman", 'tier: "aman" harus salah satu dari rawan, khusus'),
        ("districts", "1", "parameter districts tidak dikenal"),
        ("f", "html", 'bentuk "html" tidak tersedia'),
        ("bbox-crs", "EPSG:3857", "CRS84"),
    ],
)
def test_a_slip_is_named_with_its_remedy(name: str, value: str, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_items([(name, value)], COLLECTION)
    assert said in caught.value.text("id")


def test_a_repeated_parameter_is_refused() -> None:
    with pytest.raises(QueryError, match="more than once"):
        parse_items([("limit", "1"), ("limit", "2")], COLLECTION)


def test_the_callers_own_parameter_is_left_to_the_caller() -> None:
    pairs = [("token", "abc"), ("limit", "5")]
    assert parse_items(pairs, COLLECTION, ignore=("token",)).pairs == (("limit", "5"),)
    parse_plain([("token", "abc"), ("f", "json")], ignore=("token",))
    with pytest.raises(QueryError):
        parse_plain(pairs)
