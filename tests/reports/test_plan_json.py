"""plan.json: what other programs, replan and explain read."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.model.operation import Operation
from siaga.model.plan import Bound, Plan, Reason, Role
from siaga.planning.plan_locks import lock_everything
from siaga.reports.plan_json import (
    PlanFormatError,
    plan_document,
    plan_schema,
    plan_text,
    read_plan,
)


def test_a_plan_read_back_is_the_plan_written(output: Path, plan: Plan) -> None:
    """Otherwise replan would start from another plan than the one that was printed."""
    assert read_plan(output / "plan.json") == plan
    assert read_plan(output) == plan


def test_the_file_keeps_to_its_published_schema(output: Path) -> None:
    schema = plan_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    document = json.loads((output / "plan.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)


def test_locks_are_kept_and_keep_to_the_schema(
    tmp_path: Path, operation: Operation, plan: Plan
) -> None:
    """A lock lost on the way would free what a commander decided."""
    locked = replace(plan, locks=lock_everything(operation, plan))
    file = tmp_path / "plan.json"
    file.write_text(plan_text(operation, locked), encoding="utf-8")
    assert read_plan(file) == locked
    document = json.loads(file.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(plan_schema()).validate(document)


def _properties(schema: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
        for value in schema.values():
            yield from _properties(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _properties(value)


def test_every_field_is_described() -> None:
    """A field without a description is one a reader has to guess at."""
    schema = plan_schema()
    undescribed = [
        name
        for name, value in _properties(schema)
        if "$ref" not in value and not value.get("description")
    ]
    assert undescribed == []


def test_the_schema_refuses_what_the_code_would_not_read(output: Path) -> None:
    """Every object lists its fields: a typo is an error, not a silent extra."""
    document = json.loads((output / "plan.json").read_text(encoding="utf-8"))
    document["posts"][0]["statoins"] = []
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(plan_schema()).validate(document)


def test_infinite_minutes_become_null_and_come_back(operation: Operation, plan: Plan) -> None:
    """``Infinity`` is not JSON: other programs could not open the file at all."""
    far = replace(plan.posts[0], max_minutes=math.inf, travel=math.nan)
    lost = replace(plan.placements[-1], minutes=math.inf)
    wide = Bound("posts.travel.station", 12.0, -math.inf, "minutes", complete=False)
    torn = replace(
        plan,
        posts=(far, *plan.posts[1:]),
        placements=(*plan.placements[:-1], lost),
        bounds=(wide,),
    )
    text = plan_text(operation, torn)
    assert "Infinity" not in text
    assert "NaN" not in text
    document = json.loads(text)
    jsonschema.Draft202012Validator(plan_schema()).validate(document)
    assert document["posts"][0]["max_minutes"] is None
    assert document["bounds"][0]["gap"] is None


def test_each_available_officer_and_each_station_is_there_once(
    operation: Operation, plan: Plan
) -> None:
    document = plan_document(operation, plan)
    officers = [officer["id"] for officer in document["officers"]]
    assert sorted(officers) == sorted(o.id for o in operation.available_officers)
    assert [s["id"] for s in document["stations"]] == [s.id for s in operation.stations]
    guarded = [station for post in document["posts"] for station in post["stations"]]
    assert sorted(guarded) == sorted(s.id for s in operation.stations)


def test_officers_of_a_post_and_posts_of_officers_agree(operation: Operation, plan: Plan) -> None:
    document = plan_document(operation, plan)
    by_post = {(post["id"], o) for post in document["posts"] for o in post["officers"]}
    by_officer = {(o["post"], o["id"]) for o in document["officers"] if o["post"] is not None}
    assert by_post == by_officer


def test_no_phone_of_an_officer_but_the_supervisors(operation: Operation, plan: Plan) -> None:
    """plan.json is passed around: an officer's number is only in the annex and the workbook."""
    text = plan_text(operation, plan)
    in_chain = {s.officer for s in plan.supervision.supervisors}
    hidden = [o.phone for o in operation.officers if o.id not in in_chain]
    assert hidden
    assert [phone for phone in hidden if phone in text] == []


def test_the_same_plan_gives_the_same_text(operation: Operation, plan: Plan) -> None:
    assert plan_text(operation, plan) == plan_text(operation, plan)


DAMAGE = {
    "empty": ("", "not_json"),
    "half": ('{"format": "siaga.plan", "ver', "not_json"),
    "a list": ("[]", "not_a_plan"),
    "another format": ('{"format": "other"}', "not_a_plan"),
    "a newer version": ('{"format": "siaga.plan", "version": 2}', "version"),
    "no fields": ('{"format": "siaga.plan", "version": 1}', "damaged"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_file_that_is_no_plan_is_refused_with_its_name(tmp_path: Path, name: str) -> None:
    text, code = DAMAGE[name]
    file = tmp_path / "plan.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PlanFormatError) as caught:
        read_plan(file)
    assert caught.value.code == code
    for language in ("id", "en"):
        assert str(file) in caught.value.text(language)
        assert "siaga plan" in caught.value.text(language) or code in ("not_a_plan", "version")


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(PlanFormatError, match="make it first with siaga plan"):
        read_plan(tmp_path / "plan.json")


def test_damage_is_named_by_its_place_in_the_file(output: Path, tmp_path: Path) -> None:
    document = json.loads((output / "plan.json").read_text(encoding="utf-8"))
    document["posts"][3]["level"] = "perfect"
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(PlanFormatError, match=r"posts\[3\]\.level: is none of doctrine"):
        read_plan(file)


@given(data=st.data())
def test_a_damaged_value_anywhere_never_gives_a_traceback(data: st.DataObject) -> None:
    """Hand-edited files happen; whatever is wrong, the reader names it or reads it."""
    from support.builders import small_operation
    from support.plans import naive_plan

    operation = small_operation(districts=1, villages=2, per_village=2, officers=24, bko=0)
    document = plan_document(operation, naive_plan(operation))
    node: Any = document
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        if not keys:
            break
        key = data.draw(st.sampled_from(keys))
        if not isinstance(node[key], dict | list) or data.draw(st.booleans()):
            junk: Any = st.one_of(
                st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.just([1])
            )
            node[key] = data.draw(junk)
            break
        node = node[key]
    from siaga.reports.plan_reader import plan_from_document

    try:
        plan_from_document(document, Path("plan.json"))
    except PlanFormatError as error:
        assert "plan.json" in str(error)  # noqa: PT017 - either outcome is right


@given(
    values=st.dictionaries(
        st.text(), st.one_of(st.text(), st.integers(), st.floats(allow_nan=False))
    )
)
def test_values_of_a_reason_survive(
    values: dict[str, str | int | float], tmp_path_factory: pytest.TempPathFactory
) -> None:
    from support.builders import small_operation
    from support.plans import naive_plan

    operation = small_operation(districts=1, villages=1, per_village=2, officers=20, bko=0)
    plan = naive_plan(operation)
    post = replace(plan.posts[0], reasons=(Reason("some.code", values),))
    plan = replace(plan, posts=(post, *plan.posts[1:]))
    file = tmp_path_factory.mktemp("plan") / "plan.json"
    file.write_text(plan_text(operation, plan), encoding="utf-8")
    read = read_plan(file).posts[0].reasons[0].values
    finite = {
        name: math.inf if isinstance(value, float) and math.isinf(value) else value
        for name, value in values.items()
    }
    assert read == finite


def test_spares_have_a_duty_and_no_post(operation: Operation, plan: Plan) -> None:
    document = plan_document(operation, plan)
    spares = {p.officer for p in plan.placements if p.role is Role.SPARE}
    found = {o["id"] for o in document["officers"] if o["duty"] == "spare"}
    assert found == spares
    assert all(o["post"] is None for o in document["officers"] if o["id"] in spares)
