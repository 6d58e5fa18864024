"""What would change is told row by row and field by field, so that nobody accepts blindly."""

from __future__ import annotations

from dataclasses import replace

from siaga.intake.diff import SECTIONS, compare_operations
from siaga.model.force import Skill
from support.builders import small_operation


def test_the_same_operation_shuffled_is_no_change() -> None:
    operation = small_operation()
    shuffled = replace(
        operation,
        stations=operation.stations[::-1],
        officers=operation.officers[::-1],
        indicators=operation.indicators[::-1],
    )
    difference = compare_operations(operation, shuffled)
    assert difference.is_empty
    assert tuple(section.section for section in difference.sections) == SECTIONS
    assert difference["stations"].unchanged == len(operation.stations)


def test_added_changed_and_gone_stations_with_old_and_new_values() -> None:
    operation = small_operation()
    first, second, *rest = operation.stations
    new = replace(first, id="9999", name="TPS 999")
    after = replace(
        operation,
        stations=(replace(second, voters=second.voters + 7, lat=second.lat + 0.01), *rest, new),
    )
    section = compare_operations(operation, after)["stations"]
    assert [entry.key for entry in section.added] == ["9999"]
    assert [entry.key for entry in section.gone] == [first.id]
    (change,) = section.changed
    assert change.key == second.id
    assert {f.name: (f.old, f.new) for f in change.fields} == {
        "voters": (second.voters, second.voters + 7),
        "lat": (second.lat, second.lat + 0.01),
    }
    assert section.changed_fields == (("lat", 1), ("voters", 1))


def test_an_officer_renumbered_is_one_gone_and_one_added_and_never_a_guess() -> None:
    operation = small_operation()
    first, *rest = operation.officers
    after = replace(operation, officers=(replace(first, id="77777777"), *rest))
    section = compare_operations(operation, after)["officers"]
    assert (len(section.added), len(section.changed), len(section.gone)) == (1, 0, 1)


def test_choices_and_sets_are_shown_as_they_are_stored() -> None:
    operation = small_operation()
    first, *rest = operation.officers
    skilled = replace(first, skills=frozenset({Skill.FIRST_AID, Skill.BOAT}), available=False)
    base = replace(operation, officers=(replace(first, skills=frozenset(), available=True), *rest))
    section = compare_operations(base, replace(operation, officers=(skilled, *rest)))["officers"]
    assert {f.name: f.new for f in section.changed[0].fields} == {
        "skills": "boat|first_aid", "available": False,
    }  # fmt: skip


def test_settings_are_compared_key_by_key() -> None:
    operation = small_operation()
    after = replace(operation, targets=replace(operation.targets, reserve_share=0.1))
    section = compare_operations(operation, after)["settings"]
    (change,) = section.changed
    assert change.key == "targets.reserve_share"
    assert change.fields[0].new == 0.1


def test_two_indicators_at_one_place_are_paired_without_losing_one() -> None:
    operation = small_operation(seed=3)
    value = operation.indicators[0]
    twice = replace(operation, indicators=(value, replace(value, source="lain")))
    once = replace(operation, indicators=(replace(value, source="lain"),))
    section = compare_operations(twice, once)["indicators"]
    assert (len(section.added), len(section.changed), len(section.gone)) == (0, 0, 1)


def test_everything_is_added_when_there_was_nothing() -> None:
    operation = small_operation()
    difference = compare_operations(None, operation)
    assert len(difference["stations"].added) == len(operation.stations)
    assert difference.counts[1:] == (0, 0)
