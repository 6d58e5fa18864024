"""The rows of a draft after an edit: only those that differ are written."""

from __future__ import annotations

from typing import Any, Final

from siaga.model.operation import Operation as PlannedOperation
from siaga.model.plan import Plan
from siaga.server.plan.models import PlacementRow, PlanStationRow, PlanVersion, PostRow
from siaga.server.plan.storing import placement_rows, post_rows, station_rows

_BATCH: Final = 500
_POST: Final = ("ordinal", "tier", "pattern", "level", "hub", "lat", "lon", "stations", "team_size",
                "officers", "max_minutes", "travel", "access", "threat", "locked")  # fmt: skip
_PLACEMENT: Final = ("role", "place", "minutes", "leader", "locked")


def change_rows(version: PlanVersion, planned: PlannedOperation, before: Plan, after: Plan) -> None:
    """Bring the rows of ``version`` from ``before`` to ``after``, in the caller's transaction."""
    _sync(PostRow, "code", _POST, version,
          post_rows(version, planned, before), post_rows(version, planned, after))  # fmt: skip
    _sync(PlacementRow, "officer", _PLACEMENT, version,
          placement_rows(version, planned, before),
          placement_rows(version, planned, after))  # fmt: skip
    _change_stations(version, before, after)


def _sync(
    model: type[Any],
    key: str,
    fields: tuple[str, ...],
    version: PlanVersion,
    old_rows: list[Any],
    new_rows: list[Any],
) -> None:
    """Delete, add and update rows of ``model`` by ``key``."""
    old = {getattr(row, key): row for row in old_rows}
    new = {getattr(row, key): row for row in new_rows}
    gone = [name for name in old if name not in new]
    if gone:
        model.objects.filter(plan=version, **{f"{key}__in": gone}).delete()
    changed = {
        name: row
        for name, row in new.items()
        if name in old and any(getattr(row, f) != getattr(old[name], f) for f in fields)
    }
    kept = {}
    names = list(changed)
    for start in range(0, len(names), _BATCH):
        part = names[start : start + _BATCH]
        kept |= dict(
            model.objects.filter(plan=version, **{f"{key}__in": part}).values_list(key, "pk")
        )
    for name, row in changed.items():
        row.pk = kept[name]
    model.objects.bulk_update(changed.values(), fields, batch_size=100)
    added = [row for name, row in new.items() if name not in old]
    model.objects.bulk_create(added, batch_size=_BATCH)


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
