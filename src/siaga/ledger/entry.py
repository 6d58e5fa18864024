"""One entry of the ledger: who did what, when, to which object, and the bytes that are hashed.

An entry names nobody. ``who`` is the random id of an account; names, telephone numbers and free
text (a reason may hold anything) are ``personal``: only their commitments are in the entry.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from siaga.ledger.canonical import Plain, canonical_bytes, read_canonical
from siaga.ledger.texts import LedgerError

FORMAT: Final = "siaga-entry/1"
LARGEST_ENTRY: Final = 65_535
"""Bytes; the length prefix of an entry in a C2SP entry bundle has 16 bits."""

_FIELDS: Final = (
    "agency", "facts", "format", "happened", "id", "kind", "object", "operation", "personal",
    "recorded", "role", "via", "who",
)  # fmt: skip
_KIND: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")
_LABEL: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}")
_TITLE: Final = re.compile(r"[^\x00-\x1f\x7f]{0,200}")
_FIELD: Final = re.compile(r"[^\x00-\x1f\x7f]{1,80}")
_HEX: Final = re.compile(r"[0-9a-f]{64}")
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """One action that was done.

    Raises:
        LedgerError: from :func:`entry_bytes`, when a field is not as described.
    """

    id: UUID
    """Made by whoever acts: sending twice is noticed."""
    kind: str
    """``plan.approved``: noun and past participle, dotted."""
    who: UUID | None
    """Pseudonym of the account; None when the server itself acted."""
    role: str
    """In which role: ``ops_head``; ``system`` for the server itself."""
    via: str
    """Over which channel: ``browser``, ``api``, ``job``, ``cli``."""
    agency: str
    """Name of the agency acted for, or empty."""
    operation: str
    """Identifier of the operation, or empty for what concerns the whole server."""
    happened: datetime
    """When it was done (a device without signal reports later)."""
    recorded: datetime
    """When the server took it in."""
    object_type: str
    object_id: str
    """What it was done to; both may be empty."""
    facts: Mapping[str, Plain] = field(default_factory=dict)
    """What was done, in plain values; nothing personal."""
    personal: Mapping[str, str] = field(default_factory=dict)
    """Name of a personal value -> its commitment (:mod:`siaga.ledger.commitment`)."""


def entry_bytes(entry: Entry) -> bytes:
    """The canonical bytes of ``entry``: what is hashed, exported and proven.

    Raises:
        LedgerError: when a field is not as :class:`Entry` describes it, or the whole has more
            than 65,535 bytes.
    """
    recorded = time_text(entry.recorded)
    at_once = entry.happened is entry.recorded
    record: dict[str, Plain] = {
        "agency": entry.agency,
        "facts": entry.facts,
        "format": FORMAT,
        "happened": recorded if at_once else time_text(entry.happened),
        "id": str(entry.id),
        "kind": entry.kind,
        "object": {"id": entry.object_id, "type": entry.object_type},
        "operation": entry.operation,
        "personal": entry.personal,
        "recorded": recorded,
        "role": entry.role,
        "via": entry.via,
        "who": None if entry.who is None else str(entry.who),
    }
    _check(record, _GIVEN)
    data = canonical_bytes(record)
    if len(data) > LARGEST_ENTRY:
        raise LedgerError("entry.large", size=len(data), limit=LARGEST_ENTRY)
    return data


def read_entry(data: bytes) -> Entry:
    """The entry whose bytes are exactly ``data``; the inverse of :func:`entry_bytes`.

    Raises:
        LedgerError: when ``data`` is not canonical or any field is not as it must be.
    """
    if len(data) > LARGEST_ENTRY:
        raise LedgerError("entry.large", size=len(data), limit=LARGEST_ENTRY)
    record = read_canonical(data)
    if not isinstance(record, dict) or tuple(record) != _FIELDS:
        found = ", ".join(record) if isinstance(record, dict) else type(record).__name__
        raise LedgerError("entry.fields", expected=", ".join(_FIELDS), found=found)
    _check(record, _CHECKS)
    thing = record["object"]
    return Entry(
        id=UUID(record["id"]),
        kind=record["kind"],
        who=None if record["who"] is None else UUID(record["who"]),
        role=record["role"],
        via=record["via"],
        agency=record["agency"],
        operation=record["operation"],
        happened=_time(record["happened"]),
        recorded=_time(record["recorded"]),
        object_type=thing["type"],
        object_id=thing["id"],
        facts=record["facts"],
        personal=record["personal"],
    )


def time_text(moment: datetime) -> str:
    """``2024-11-27T00:00:00.000000Z``; LedgerError when ``moment`` names no zone."""
    if moment.tzinfo is None:
        raise LedgerError("entry.field", field="time", value=moment, expected="a time with zone")
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return f"{utc.isoformat(timespec='microseconds')[:26]}Z"  # without the +00:00


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC)


def _is(pattern: re.Pattern[str], *, empty: bool = False) -> Callable[[object], bool]:
    matches = pattern.fullmatch

    def check(value: object) -> bool:
        if not isinstance(value, str):
            return False
        return (empty and not value) or matches(value) is not None

    return check


_is_field: Final = _is(_FIELD)
_is_hex: Final = _is(_HEX)
_is_name: Final = _is(_NAME)
_is_name_or_empty: Final = _is(_NAME, empty=True)
_is_title: Final = _is(_TITLE)
_is_uuid: Final = _is(_UUID)


def _is_time(value: object) -> bool:
    if not (isinstance(value, str) and _TIME.fullmatch(value)):
        return False
    try:
        _time(value)
    except ValueError:
        return False
    return True


def _is_object(value: object) -> bool:
    return (
        isinstance(value, Mapping)
        and value.keys() == {"id", "type"}
        and _is_title(value["id"])
        and _is_name_or_empty(value["type"])
    )


def _is_named(value: object) -> bool:
    return isinstance(value, Mapping) and all(map(_is_field, value))


def _is_personal(value: object) -> bool:
    return _is_named(value) and all(map(_is_hex, value.values()))  # type: ignore[attr-defined]


_CHECKS: Final[tuple[tuple[str, Callable[[object], bool], str], ...]] = (
    ("agency", _is_title, "<= 200 characters"),
    ("facts", _is_named, "{name: value}"),
    ("format", lambda value: value == FORMAT, FORMAT),
    ("happened", _is_time, "2024-11-27T00:00:00.000000Z"),
    ("id", _is_uuid, "UUID"),
    ("kind", _is(_KIND), "plan.approved"),
    ("object", _is_object, "{id, type}"),
    ("operation", _is(_LABEL, empty=True), "identifier / pengenal"),
    ("personal", _is_personal, "{name: 64 hex}"),
    ("recorded", _is_time, "2024-11-27T00:00:00.000000Z"),
    ("role", _is_name, "a-z 0-9 _"),
    ("via", _is_name, "a-z 0-9 _"),
    ("who", lambda value: value is None or _is_uuid(value), "UUID, null"),
)


_GIVEN: Final = tuple(
    check for check in _CHECKS if check[0] not in ("format", "happened", "recorded")
)
"""Checks of what is written as the caller gave it; the others hold by how they are written."""


def _check(
    record: Mapping[str, object], checks: Sequence[tuple[str, Callable[[object], bool], str]]
) -> None:
    for name, holds, expected in checks:
        if not holds(record[name]):
            shown = repr(record[name])[:80]
            raise LedgerError("entry.field", field=name, value=shown, expected=expected)
