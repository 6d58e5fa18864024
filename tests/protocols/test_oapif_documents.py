"""What QGIS and other map programs read, word for word where they are particular."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

import openapi_spec_validator
import pytest
from jsonschema import Draft4Validator

from siaga.model.language import LANGUAGES
from siaga.protocols.oapif import (
    Box,
    Collection,
    Interval,
    ItemsRequest,
    Page,
    Property,
    Service,
    ValueType,
    collection_document,
    collections_document,
    conformance_document,
    feature,
    feature_document,
    items_document,
    landing_document,
    openapi_document,
    parse_items,
    queryables_document,
)
from siaga.protocols.problem import FieldError, ProblemDetails

NOW = datetime(2024, 11, 24, 7, 0, 0, 999, tzinfo=UTC)
STATIONS = Collection(
    "stations",
    ("TPS", "Polling stations"),
    ("TPS rencana terbit", "Stations of the issued plan"),
    properties=(
        Property("district", ("Kecamatan", "District")),
        Property("voters", ("Pemilih", "Voters"), ValueType.INTEGER),
    ),
    box=Box(104.1, -3.2, 105.0, -2.1),
    interval=Interval(datetime(2024, 11, 26, 17, tzinfo=UTC), None),
    count=2,
)
SERVICE = Service(
    "https://siaga.example/ogc/o/banyuasin",
    ("Banyuasin", "Banyuasin"),
    ("Lapisan peta", "Map layers"),
    (STATIONS,),
)
POINT = feature(
    "16.07.01.2001-001", {"type": "Point", "coordinates": [104.5, -2.9]}, {"voters": 480}
)


def links_of(document: dict[str, object]) -> dict[str, dict[str, str]]:
    links = document["links"]
    assert isinstance(links, list)
    return {link["rel"]: link for link in links}


def test_qgis_finds_the_description_and_the_layers() -> None:
    links = links_of(landing_document(SERVICE, "id"))
    assert links["service-desc"]["type"] == "application/vnd.oai.openapi+json;version=3.0"
    assert links["data"]["type"] == "application/json"
    assert links["data"]["href"] == "https://siaga.example/ogc/o/banyuasin/collections"
    assert "conformance" in links


def test_conformance_names_core_geojson_and_openapi() -> None:
    named = [uri.rpartition("/")[2] for uri in conformance_document()["conformsTo"]]
    assert named == ["core", "geojson", "oas30"]


def test_a_layer_has_its_extent_and_where_its_features_are() -> None:
    document = collections_document(SERVICE, "en")["collections"][0]
    assert document["id"] == "stations"
    assert document["extent"]["spatial"]["bbox"] == [[104.1, -3.2, 105.0, -2.1]]
    assert document["extent"]["temporal"]["interval"] == [["2024-11-26T17:00:00Z", None]]
    assert links_of(document)["items"]["type"] == "application/geo+json"


def test_an_empty_layer_has_no_extent() -> None:
    bare = Collection("posts", ("Pos", "Posts"), ("Pos", "Posts"))
    assert "extent" not in collection_document(SERVICE, bare, "id")


def test_qgis_follows_next_through_all_pages() -> None:
    request = parse_items([("limit", "1"), ("district", "16.07.01")], STATIONS)
    page = Page([POINT], matched=2, following="16.07.01.2001-001")
    document = items_document(SERVICE, STATIONS, request, page, "id", NOW)
    links = links_of(document)
    assert links["next"]["type"] == "application/geo+json"
    assert "prev" not in links
    pairs = parse_qsl(urlsplit(links["next"]["href"]).query)
    following = parse_items(pairs, STATIONS)
    assert following.filters == request.filters
    assert following.limit == 1
    assert following.cursor is not None
    assert following.cursor.key == "16.07.01.2001-001"
    back = items_document(
        SERVICE, STATIONS, following, Page([POINT], 2, preceding="x y&z"), "id", NOW
    )
    prev = parse_items(parse_qsl(urlsplit(links_of(back)["prev"]["href"]).query), STATIONS)
    assert prev.cursor is not None
    assert prev.cursor.backwards
    assert prev.cursor.key == "x y&z"


def test_a_page_counts_itself_and_tells_its_time() -> None:
    document = items_document(SERVICE, STATIONS, ItemsRequest(), Page([POINT], 7), "id", NOW)
    assert document["numberMatched"] == 7
    assert document["numberReturned"] == 1
    assert document["timeStamp"] == "2024-11-24T07:00:00Z"
    assert document["features"][0]["id"] == "16.07.01.2001-001"


def test_a_token_in_the_address_stays_in_every_link() -> None:
    service = Service(
        SERVICE.base, SERVICE.title, SERVICE.description, (STATIONS,), {"token": "a b"}
    )
    page = Page([POINT], 2, following="k")
    documents = [
        landing_document(service, "id"),
        collection_document(service, STATIONS, "id"),
        items_document(service, STATIONS, ItemsRequest(), page, "id", NOW),
        feature_document(service, STATIONS, POINT, "id"),
    ]
    for document in documents:
        for link in document["links"]:
            assert ("token", "a b") in parse_qsl(urlsplit(link["href"]).query)


def test_a_feature_is_json_whatever_its_numbers_are() -> None:
    item = feature("x", None, {"minutes": math.inf, "threat": math.nan, "voters": 3})
    assert json.loads(json.dumps(item, allow_nan=False))["properties"] == {
        "minutes": None,
        "threat": None,
        "voters": 3,
    }


def test_a_feature_id_with_a_slash_has_one_address() -> None:
    item = feature("post:P-01/2", None, {})
    href = links_of(feature_document(SERVICE, STATIONS, item, "id"))["self"]["href"]
    assert href.endswith("/items/post%3AP-01%2F2")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_description_is_valid_and_answers_hold_to_it(language: str) -> None:
    description = openapi_document(SERVICE, "1.0", language)  # type: ignore[arg-type]
    openapi_spec_validator.validate(description)
    schemas = description["components"]["schemas"]
    page = Page([POINT, feature("y", None, {})], 2, following="y")
    answers = {
        "LandingPage": landing_document(SERVICE, "id"),
        "Conformance": conformance_document(),
        "Collections": collections_document(SERVICE, "id"),
        "Collection": collection_document(SERVICE, STATIONS, "id"),
        "FeatureCollection": items_document(SERVICE, STATIONS, ItemsRequest(), page, "id", NOW),
        "Problem": ProblemDetails(400, "x", errors=(FieldError("bbox", "y"),)).document(),
    }
    for name, answer in answers.items():
        nullable = json.loads(json.dumps(schemas).replace('"nullable": true', '"x": 1'))
        nullable["Geometry"] = {"anyOf": [nullable["Geometry"], {"enum": [None]}]}
        schema = {**nullable[name], "components": {"schemas": nullable}}
        Draft4Validator(schema).validate(answer)


def test_qgis_learns_the_page_size_and_the_filters() -> None:
    description = openapi_document(SERVICE, "1.0", "id")
    limit = description["components"]["parameters"]["limit"]["schema"]
    assert limit["default"] <= limit["maximum"]
    parameters = description["paths"]["/collections/stations/items"]["get"]["parameters"]
    own = {
        parameter["name"]: (parameter["in"], parameter["style"], parameter["explode"])
        for parameter in parameters
        if "name" in parameter
    }
    assert own == {"district": ("query", "form", False), "voters": ("query", "form", False)}


def test_queryables_name_every_filter() -> None:
    document = queryables_document(SERVICE, STATIONS, "en")
    assert document["properties"]["voters"] == {"type": "integer", "title": "Voters"}


def test_a_problem_says_what_its_status_means() -> None:
    document = ProblemDetails(404, "Tidak ada TPS itu").document()
    assert document == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "Tidak ada TPS itu",
    }
    assert ProblemDetails(499).document()["title"] == "499"
