"""What changed between two versions of an operation: added, changed field by field, gone.

Rows are matched by their key alone. A changed code is one row gone and one added: guessing that a
station was renamed would put words into somebody's mouth. The order of rows is no change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Final

from siaga.model.operation import Operation

Plain = str | int | float | bool | None
"""A value as it is stored: codes of choices, ISO dates, several joined with ``|``."""

SECTIONS: Final = (
    "stations", "officers", "bases", "areas", "indicators", "measured", "settings",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field's value before and after; None where there was, or is, none."""

    name: str
    """Field of the model, which is also the English column header."""
    old: Plain
    new: Plain


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that was added, or is gone."""

    key: str
    label: str
    """Its name for people, beside its key; may be empty."""


@dataclass(frozen=True, slots=True)
class Change:
    """A row that is in both and differs."""

    key: str
    label: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class SectionDiff:
    """One table (or the settings), in the order of keys."""

    section: str
    added: tuple[Entry, ...] = ()
    changed: tuple[Change, ...] = ()
    gone: tuple[Entry, ...] = ()
    before: int = 0
    """Rows before."""
    after: int = 0
    """Rows after."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.added or self.changed or self.gone)

    @property
    def unchanged(self) -> int:
        """Rows that are in both and do not differ."""
        return self.before - len(self.gone) - len(self.changed)

    @property
    def changed_fields(self) -> tuple[tuple[str, int], ...]:
        """(Field, in how many rows it changed), most first."""
        counts: dict[str, int] = {}
        for change in self.changed:
            for field in change.fields:
                counts[field.name] = counts.get(field.name, 0) + 1
        return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


@dataclass(frozen=True, slots=True)
class OperationDiff:
    """Every section of :data:`SECTIONS`, in that order."""

    sections: tuple[SectionDiff, ...]

    def __getitem__(self, section: str) -> SectionDiff:
        for found in self.sections:
            if found.section == section:
                return found
        raise KeyError(section)

    @property
    def is_empty(self) -> bool:
        """Whether both are the same operation."""
        return all(section.is_empty for section in self.sections)

    @property
    def counts(self) -> tuple[int, int, int]:
        """(Added, changed, gone) over all sections."""
        return (
            sum(len(section.added) for section in self.sections),
            sum(len(section.changed) for section in self.sections),
            sum(len(section.gone) for section in self.sections),
        )


def compare_operations(before: Operation | None, after: Operation) -> OperationDiff:
    """What is different in ``after``; without a ``before`` everything in it is added.

    Same two operations, same result, whatever the order of their rows.
    """
    return OperationDiff(
        (
            _compare("stations", before, after, lambda o: o.stations, _id),
            _compare("officers", before, after, lambda o: o.officers, _id),
            _compare("bases", before, after, lambda o: o.bases, _id),
            _compare("areas", before, after, lambda o: o.areas, lambda a: a.code),
            _compare("indicators", before, after, lambda o: o.indicators,
                     lambda v: f"{v.indicator} @ {v.place}"),
            _compare("measured", before, after, lambda o: o.travel.measured,
                     lambda m: f"{m.origin} \N{RIGHTWARDS ARROW} {m.destination}"),
            _compare_settings(before, after),
        )
    )  # fmt: skip


def _id(row: Any) -> str:
    return str(row.id)


def _compare(
    section: str,
    before: Operation | None,
    after: Operation,
    rows: Callable[[Operation], Sequence[Any]],
    key: Callable[[Any], str],
) -> SectionDiff:
    old_rows = () if before is None else rows(before)
    new_rows = rows(after)
    old, new = _keyed(old_rows, key), _keyed(new_rows, key)
    added: list[Entry] = []
    changed: list[Change] = []
    gone: list[Entry] = []
    for name in sorted(old.keys() | new.keys()):
        were, are = _unpaired(old.get(name, []), new.get(name, []))
        for was, now in zip(were, are, strict=False):
            changed.append(Change(name, _label(now), _fields(was, now)))
        gone += [Entry(name, _label(row)) for row in were[len(are) :]]
        added += [Entry(name, _label(row)) for row in are[len(were) :]]
    return SectionDiff(
        section, tuple(added), tuple(changed), tuple(gone), len(old_rows), len(new_rows)
    )


def _keyed(rows: Iterable[Any], key: Callable[[Any], str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def _unpaired(old: list[Any], new: list[Any]) -> tuple[list[Any], list[Any]]:
    """Rows of one key that differ: equal ones are paired off first, whatever their order."""
    if old == new:
        return [], []
    left, right = list(old), []
    for row in new:
        if row in left:
            left.remove(row)
        else:
            right.append(row)
    return sorted(left, key=repr), sorted(right, key=repr)


def _label(row: Any) -> str:
    name = getattr(row, "name", "")
    village = getattr(row, "village_name", "")
    return ", ".join(part for part in (name, village) if part)


def _fields(was: Any, now: Any) -> tuple[FieldChange, ...]:
    changes = []
    for field in fields(now):
        old, new = getattr(was, field.name), getattr(now, field.name)
        if old != new:
            changes.append(FieldChange(field.name, plain_value(old), plain_value(new)))
    return tuple(changes)


def plain_value(value: Any) -> Plain:
    """A model's value as text, number or flag; an outline as the number of its points."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return "|".join(sorted(str(plain_value(part)) for part in value))
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        return sum(len(ring) for polygon in value for ring in polygon)
    if isinstance(value, tuple):
        return "|".join(str(plain_value(part)) for part in value)
    return str(value)


_TABLES: Final = frozenset({"stations", "officers", "bases", "areas", "indicators", "travel"})


def _compare_settings(before: Operation | None, after: Operation) -> SectionDiff:
    """Settings as paths: ``doctrine.patterns[2-8-16].officers``, ``duties[KPU].officers``."""
    old = {} if before is None else _settings(before)
    new = _settings(after)
    changed = tuple(
        Change(path, "", (FieldChange("value", old[path], new[path]),))
        for path in sorted(old.keys() & new.keys())
        if old[path] != new[path]
    )
    added = tuple(Entry(path, _shown(new[path])) for path in sorted(new.keys() - old.keys()))
    gone = tuple(Entry(path, _shown(old[path])) for path in sorted(old.keys() - new.keys()))
    return SectionDiff("settings", added, changed, gone, len(old), len(new))


def _shown(value: Plain) -> str:
    return "" if value is None else str(value)


def _settings(operation: Operation) -> dict[str, Plain]:
    found: dict[str, Plain] = {}
    for field in fields(operation):
        if field.name not in _TABLES:
            _flatten(field.name, getattr(operation, field.name), found)
    travel = operation.travel
    _flatten("travel.modes", travel.modes, found)
    _flatten("travel.max_snap_km", travel.max_snap_km, found)
    for path in travel.network_files:
        name = path.replace("\\", "/").rpartition("/")[2]
        found[f"travel.network[{name}]"] = name
    return found


def _flatten(path: str, value: Any, found: dict[str, Plain]) -> None:
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            _flatten(f"{path}.{field.name}", getattr(value, field.name), found)
    elif isinstance(value, Mapping):
        for key, part in value.items():
            parts = key if isinstance(key, tuple) else (key,)
            name = ", ".join(str(plain_value(one)) for one in parts)
            _flatten(f"{path}[{name}]", part, found)
    elif isinstance(value, tuple) and any(is_dataclass(part) for part in value):
        for number, part in enumerate(value, start=1):
            name = getattr(part, "id", "") or getattr(part, "station", "") or str(number)
            _flatten(f"{path}[{name}]", part, found)
    else:
        found[path] = plain_value(value)
