"""Openings: what is forgotten here nobody is sent to."""

from __future__ import annotations

from dataclasses import replace

from siaga.model.force import Skill
from siaga.model.operation import Duty, WomenRule
from siaga.model.places import Access, Tier
from siaga.model.plan import Level, Post, Reserves, ReserveTeam, Role
from siaga.planning.openings import duty_openings, post_openings, reserve_openings
from support.builders import small_operation

OPERATION = small_operation(districts=2, villages=2, per_village=3)


def make_post(number: int, stations: tuple[str, ...], **changes: object) -> Post:
    post = Post(
        id=f"P-01-{number:03d}",
        district="99.01.01",
        tier=Tier.KURANG_RAWAN,
        pattern="dua-delapan",
        level=Level.DOCTRINE,
        stations=stations,
        hub=stations[0],
        team_size=2,
        max_minutes=10.0,
        travel=5.0,
        access=Access.ROAD,
        threat=12.0,
    )
    return replace(post, **changes)  # type: ignore[arg-type]


def test_a_post_opens_its_team_at_its_hub_with_every_village_it_guards() -> None:
    ids = tuple(s.id for s in OPERATION.stations[:6])
    operation = replace(
        OPERATION, women=(WomenRule(ids[1], 1), WomenRule(ids[5], 1), WomenRule("else", 3))
    )
    (opening,) = post_openings(operation, [make_post(1, ids, access=Access.RIVER)])
    assert (opening.role, opening.place, opening.at, opening.size) == (
        Role.POST,
        "P-01-001",
        ids[0],
        2,
    )
    assert opening.villages == {"99.01.01.2001", "99.01.01.2002"}
    assert opening.women == 2
    assert opening.by_water
    assert opening.wants_pair
    assert opening.threat == 12.0


def test_an_unguarded_post_asks_for_nobody() -> None:
    ids = tuple(s.id for s in OPERATION.stations[:2])
    posts = [
        make_post(1, ids[:1], level=Level.UNGUARDED),
        make_post(2, ids[1:], level=Level.PATROL),
    ]
    assert [o.place for o in post_openings(OPERATION, posts)] == ["P-01-002"]


def test_duties_keep_rank_skills_and_women() -> None:
    duty = Duty("AIR", "Kawal air", "DMG-1", 4, "Ipda", frozenset({Skill.BOAT}), 1)
    (opening,) = duty_openings(replace(OPERATION, duties=(duty,)))
    assert (opening.place, opening.at, opening.size, opening.district) == (
        "AIR",
        "DMG-1",
        4,
        "99.01.01",
    )
    assert (opening.min_rank, opening.skills, opening.women) == ("Ipda", {"boat"}, 1)


def test_officers_already_bound_to_a_duty_are_never_turned_away() -> None:
    officers = tuple(
        replace(o, duty="KPU") if i < 5 else o for i, o in enumerate(OPERATION.officers)
    )
    sizes = {o.place: o.size for o in duty_openings(replace(OPERATION, officers=officers))}
    assert sizes["KPU"] == 5
    assert sizes["GUDANG"] == 2


def test_reserve_teams_wait_at_their_base() -> None:
    reserves = Reserves((ReserveTeam("R-1", "SEK-2", 3), ReserveTeam("R-2", "SEK-2", 3)), 30, 1, 1)
    openings = reserve_openings(OPERATION, reserves)
    assert [(o.role, o.place, o.at, o.size, o.district) for o in openings] == [
        (Role.RESERVE, "R-1", "SEK-2", 3, "99.01.02"),
        (Role.RESERVE, "R-2", "SEK-2", 3, "99.01.02"),
    ]
