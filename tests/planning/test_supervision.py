"""The chain of command: on the day everybody must know whom to call."""

from __future__ import annotations

from dataclasses import replace

import pytest

from siaga.model.operation import Operation, SupervisionRules
from siaga.model.places import Access, BaseKind, Tier
from siaga.model.plan import Level, Placement, Post, Role
from siaga.planning.supervision import build_supervision, commander_of_post, supervision_openings
from siaga.planning.texts import say_reason
from support.builders import small_operation

OPERATION = small_operation(districts=3, villages=4, per_village=3)


def posts_of(operation: Operation) -> list[Post]:
    """A post per station."""
    return [
        Post(
            f"P-{i:03d}", s.district, Tier.RAWAN, "satu-satu", Level.DOCTRINE, (s.id,), s.id, 1,
            0.0, 0.0, Access.ROAD, 0.0,
        )
        for i, s in enumerate(operation.stations)
    ]  # fmt: skip


POSTS = posts_of(OPERATION)


def placed(*chain: tuple[str, Role, str]) -> list[Placement]:
    return [Placement(officer, role, place, None) for officer, role, place in chain]


WHOLE = placed(
    ("90000001", Role.PAMATWIL, "R1"),
    ("90000004", Role.PAMATWIL, "R2"),
    ("90000002", Role.PADAL, "99.01.01"),
    ("90000003", Role.PADAL, "99.01.02"),
    ("90000005", Role.PADAL, "99.01.03"),
)


def test_a_padal_per_district_and_a_pamatwil_per_rayon() -> None:
    openings = supervision_openings(OPERATION, POSTS)
    assert [(o.role, o.place, o.size, o.at, o.min_rank) for o in openings] == [
        (Role.PADAL, "99.01.01", 1, "PPK-1", "Ipda"),
        (Role.PADAL, "99.01.02", 1, "PPK-2", "Ipda"),
        (Role.PADAL, "99.01.03", 1, "PPK-3", "Ipda"),
        (Role.PAMATWIL, "R1", 1, "POLRES", "AKP"),
        (Role.PAMATWIL, "R2", 1, "SEK-3", "AKP"),
    ]


def test_a_second_padal_when_one_has_too_many_posts() -> None:
    rules = replace(OPERATION.supervision, padal_span=5)
    sizes = [
        o.size
        for o in supervision_openings(replace(OPERATION, supervision=rules), POSTS)
        if o.role is Role.PADAL
    ]
    assert sizes == [3, 3, 3]  # 12 posts each


@pytest.mark.parametrize("bases", ["none", "far", "kpu"])
def test_without_a_base_in_the_district_the_nearest_serves(bases: str) -> None:
    """Never a crash for a district whose PPK nobody has written down."""
    kept = {
        "none": (),
        "far": tuple(b for b in OPERATION.bases if b.id in {"POLRES", "SEK-2"}),
        "kpu": tuple(b for b in OPERATION.bases if b.kind is BaseKind.KPU),
    }[bases]
    openings = supervision_openings(replace(OPERATION, bases=kept), POSTS)
    known = {b.id for b in kept} or {s.id for s in OPERATION.stations}
    assert all(o.at in known for o in openings)
    if bases == "far":
        assert openings[1].at == "SEK-2"


def test_every_post_has_a_commander_and_a_number_up_to_the_top() -> None:
    supervision = build_supervision(OPERATION, POSTS, WHOLE)
    assert supervision.gaps == ()
    commander = commander_of_post(supervision)
    assert set(commander) == {p.id for p in POSTS}
    people = {s.officer: s for s in supervision.supervisors}
    for padal in commander.values():
        assert padal.role is Role.PADAL
        assert padal.phone
        above = people[padal.reports_to]
        assert above.role is Role.PAMATWIL
        assert set(padal.posts) <= set(above.posts)
        assert above.phone
        assert above.reports_to == ""
    assert supervision.command_phone == "0800-000-0000"


def test_two_padal_share_a_district_without_overlap() -> None:
    two = [*WHOLE, *placed(("90000006", Role.PADAL, "99.01.01"))]
    parts = [
        s.posts for s in build_supervision(OPERATION, POSTS, two).supervisors
        if s.place == "99.01.01"
    ]  # fmt: skip
    assert [len(part) for part in parts] == [6, 6]
    assert not set(parts[0]) & set(parts[1])


def test_more_padal_than_posts_does_not_fail() -> None:
    one = [p for p in POSTS if p.district == "99.01.01"][:1]
    two = placed(("90000002", Role.PADAL, "99.01.01"), ("90000003", Role.PADAL, "99.01.01"))
    listed = build_supervision(OPERATION, one, two).supervisors
    assert [s.posts for s in listed if s.role is Role.PADAL] == [("P-000",)]


def test_missing_people_and_numbers_are_named() -> None:
    officers = tuple(replace(o, phone="") for o in OPERATION.officers)
    bases = tuple(replace(b, phone="" if b.id != "POLRES" else b.phone) for b in OPERATION.bases)
    operation = replace(
        OPERATION,
        officers=officers,
        bases=bases,
        supervision=replace(OPERATION.supervision, command_phone=""),
    )
    some = [p for p in WHOLE if p.place not in {"99.01.02", "R2"}]
    supervision = build_supervision(operation, POSTS, some)
    codes = [gap.code for gap in supervision.gaps]
    assert sorted(codes) == [
        "supervision.base_phone",
        "supervision.no_command_phone",
        "supervision.no_padal",
        "supervision.no_pamatwil",
        "supervision.no_phone",
        "supervision.no_phone",
    ]
    for gap in supervision.gaps:
        assert say_reason(gap, "id") != say_reason(gap, "en")
    assert commander_of_post(supervision)["P-000"].role is Role.PADAL
    orphan = next(p.id for p in POSTS if p.district == "99.01.02")
    assert orphan not in commander_of_post(supervision)


def test_without_a_padal_the_pamatwil_commands() -> None:
    some = [p for p in WHOLE if p.place != "99.01.02"]
    orphan = next(p.id for p in POSTS if p.district == "99.01.02")
    assert commander_of_post(build_supervision(OPERATION, POSTS, some))[orphan].role is (
        Role.PAMATWIL
    )


def test_a_district_outside_every_rayon_is_named_and_reports_to_the_command_post() -> None:
    operation = replace(OPERATION, supervision=SupervisionRules(command_phone="1", padal_span=2))
    supervision = build_supervision(operation, POSTS, WHOLE)
    assert {s.reports_to for s in supervision.supervisors} == {""}
    codes = [gap.code for gap in supervision.gaps]
    assert codes.count("supervision.no_rayon") == 3
    assert codes.count("supervision.span") == 3
