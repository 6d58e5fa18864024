"""The rows of a draft after an edit: only those that differ are written."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any, Final

from django.db.models import F

from siaga.model.operation import Operation as PlannedOperation
from siaga.model.plan import Plan, Role
from siaga.server.plan.models import PlacementRow, PlanStationRow, PlanVersion, PostRow
from siaga.server.plan.storing import placement_rows, post_rows, station_rows

_BATCH: Final = 100
"""Rows written in one statement; an update names every field of every row."""
_POST: Final = ("ordinal", "tier", "pattern", "level", "hub", "lat", "lon", "stations", "team_size",
                "officers", "max_minutes", "travel", "access", "threat", "locked")  # fmt: skip
_PLACEMENT: Final = ("role", "place", "minutes", "leader", "locked")


def change_rows(version: PlanVersion, planned: PlannedOperation, before: Plan, after: Plan) -> None:
    """Bring the rows of ``version`` from ``before`` to ``after``, in the caller's transaction.

    Both plans have the same stations and officers in the same order: edits never change those.
    """
    _change_posts(version, planned, before, after)
    _change_placements(version, planned, before, after)
    _change_stations(version, before, after)


def _change_posts(
    version: PlanVersion, planned: PlannedOperation, before: Plan, after: Plan
) -> None:
    old, new = _posts_of(before), _posts_of(after)
    places = {post.id: place for place, post in enumerate(after.posts)}
    rows = PostRow.objects.filter(plan=version)
    gone = [name for name in old if name not in new]
    if gone:
        rows.filter(code__in=gone).delete()
    _shift(version, before, places)
    differ = {name for name, post in new.items() if old.get(name) != post}
    written = post_rows(
        version, planned, replace(after, posts=tuple(p for p in after.posts if p.id in differ))
    )
    for row in written:
        row.ordinal = places[row.code]
    keys = dict(rows.filter(code__in=differ & old.keys()).values_list("code", "pk"))
    changed = [row for row in written if row.code in keys]
    for row in changed:
        row.pk = keys[row.code]
    PostRow.objects.bulk_update(changed, _POST, batch_size=_BATCH)
    PostRow.objects.bulk_create([row for row in written if row.code not in keys])


def _posts_of(plan: Plan) -> dict[str, tuple[object, ...]]:
    """Post id -> all that its row says."""
    placed = Counter(row.place for row in plan.placements if row.role is Role.POST)
    locked = {lock.hub for lock in plan.locks.posts}
    return {post.id: (post, placed[post.id], post.hub in locked) for post in plan.posts}


def _shift(version: PlanVersion, before: Plan, places: dict[str, int]) -> None:
    """Move the posts after one that came or went up or down: one statement a run of posts."""
    runs: list[tuple[int, list[str]]] = []
    for place, post in enumerate(before.posts):
        if post.id not in places or places[post.id] == place:
            continue
        step = places[post.id] - place
        if not runs or runs[-1][0] != step:
            runs.append((step, []))
        runs[-1][1].append(post.id)
    edges = {post.id: place for place, post in enumerate(before.posts)}
    # From the far end when moving up, so that no row is moved twice.
    for step, posts in sorted(runs, key=lambda run: -run[0] * edges[run[1][0]]):
        first, last = edges[posts[0]], edges[posts[-1]]
        rows = PostRow.objects.filter(plan=version, ordinal__gte=first, ordinal__lte=last)
        rows.update(ordinal=F("ordinal") + step)


def _change_placements(
    version: PlanVersion, planned: PlannedOperation, before: Plan, after: Plan
) -> None:
    old, new = _places_of(before), _places_of(after)
    differ = {name for name, place in new.items() if old.get(name) != place}
    rows = PlacementRow.objects.filter(plan=version, officer__in=differ)
    keys = dict(rows.values_list("officer", "pk"))
    part = replace(after, placements=tuple(p for p in after.placements if p.officer in differ))
    written = placement_rows(version, planned, part)
    for row in written:
        row.pk = keys[row.officer]
    PlacementRow.objects.bulk_update(written, _PLACEMENT, batch_size=_BATCH)


def _places_of(plan: Plan) -> dict[str, tuple[object, ...]]:
    """Officer id -> all that their row says."""
    locked = {lock.officer for lock in plan.locks.officers}
    return {
        p.officer: (p.role, p.place, p.minutes, p.leader, p.officer in locked)
        for p in plan.placements
    }


def _change_stations(version: PlanVersion, before: Plan, after: Plan) -> None:
    """Stations whose post or its level differs: one statement a post."""
    old, new = before.post_of_station(), after.post_of_station()
    by_post: dict[tuple[str, str], list[str]] = {}
    for station, post in new.items():
        was = old.get(station)
        if was is None or (was.id, was.level) != (post.id, post.level):
            by_post.setdefault((post.id, post.level.value), []).append(station)
    for (post_id, level), stations in by_post.items():
        PlanStationRow.objects.filter(plan=version, code__in=stations).update(
            post=post_id, level=level
        )


def rows_agree(version: PlanVersion, planned: PlannedOperation, plan: Plan) -> bool:
    """Whether the rows say what ``plan`` says: what the doctor and the tests ask."""
    wanted: tuple[tuple[type[Any], str, list[Any], tuple[str, ...]], ...] = (
        (PostRow, "code", post_rows(version, planned, plan), _POST),
        (PlacementRow, "officer", placement_rows(version, planned, plan), _PLACEMENT),
        (PlanStationRow, "code", station_rows(version, planned, plan), ("post", "level")),
    )
    for model, key, rows, fields in wanted:
        found = {row[0]: row[1:] for row in
                 model.objects.filter(plan=version).values_list(key, *fields)}  # fmt: skip
        said = {getattr(row, key): tuple(getattr(row, f) for f in fields) for row in rows}
        if found != said:
            return False
    return True
