"""Entries and commitments: what was recorded reads back exactly, and nothing else does."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.ledger.canonical import canonical_bytes, read_canonical
from siaga.ledger.commitment import Opening, seal
from siaga.ledger.entry import Entry, entry_bytes, read_entry
from siaga.ledger.texts import LedgerError
from support.ledger import make_entry


@given(
    st.uuids(),
    st.none() | st.uuids(),
    st.datetimes(timezones=st.just(UTC)),
    st.dictionaries(
        st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True),
        st.integers(-9, 9) | st.text(st.characters(exclude_categories=["Cs"])) | st.none(),
    ),
)
def test_an_entry_comes_back_from_its_bytes(
    entry_id: UUID, who: UUID | None, moment: datetime, facts: dict[str, object]
) -> None:
    entry = dataclasses.replace(
        make_entry(1), id=entry_id, who=who, happened=moment, recorded=moment, facts=facts
    )
    assert read_entry(entry_bytes(entry)) == entry


def test_times_are_written_in_utc() -> None:
    wib = timezone(timedelta(hours=7))
    entry = dataclasses.replace(make_entry(1), happened=datetime(2024, 11, 27, 7, tzinfo=wib))
    assert b'"happened":"2024-11-27T00:00:00.000000Z"' in entry_bytes(entry)
    with pytest.raises(LedgerError, match="zone"):
        entry_bytes(dataclasses.replace(entry, happened=datetime(2024, 11, 27)))


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "Approved"},
        {"kind": "approved"},
        {"role": ""},
        {"via": "web page"},
        {"agency": "x" * 201},
        {"agency": "a\nb"},
        {"operation": "two words"},
        {"object_type": "Plan"},
        {"facts": {"a\nb": 1}},
        {"personal": {"reason": "plain text"}},
    ],
)
def test_a_field_that_is_not_as_described_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(LedgerError) as caught:
        entry_bytes(dataclasses.replace(make_entry(1), **changes))  # type: ignore[arg-type]
    assert caught.value.key == "entry.field"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", "00000000-0000-4000-8000-00000000000G"),
        ("happened", "2024-02-30T00:00:00.000000Z"),
        ("recorded", "2024-11-27T00:00:00Z"),
        ("who", ""),
        ("object", {"id": "1"}),
        ("format", "siaga-entry/2"),
        ("facts", []),
        ("personal", {"reason": 1}),
        ("kind", None),
    ],
)
def test_bytes_that_no_entry_has_are_refused(name: str, value: object) -> None:
    record = read_canonical(entry_bytes(make_entry(1)))
    assert isinstance(record, dict)
    with pytest.raises(LedgerError, match=name):
        read_entry(canonical_bytes({**record, name: value}))
    with pytest.raises(LedgerError, match="exactly these fields"):
        read_entry(canonical_bytes({**record, "more": 1}))
    with pytest.raises(LedgerError, match="exactly these fields"):
        read_entry(canonical_bytes([]))


def test_an_entry_has_an_upper_size() -> None:
    with pytest.raises(LedgerError, match="65535"):
        entry_bytes(dataclasses.replace(make_entry(1), facts={"text": "x" * 65_535}))
    with pytest.raises(LedgerError, match="65535"):
        read_entry(b" " * 65_536)


def test_only_the_opening_opens_a_commitment() -> None:
    sealed, openings = seal({"reason": "Perahu rusak", "name": "Personel 0001"})
    again, _ = seal({"reason": "Perahu rusak"})
    assert sealed["reason"] != again["reason"], "the same text must not be recognised again"
    opening = openings["reason"]
    assert opening.opens(sealed["reason"])
    assert not opening.opens(sealed["name"])
    assert not Opening(opening.salt, "Perahu rusak.").opens(sealed["reason"])
    assert not Opening(bytes(32), opening.value).opens(sealed["reason"])
    with pytest.raises(ValueError, match="32"):
        Opening(b"short", "x")


def test_an_entry_names_nobody() -> None:
    entry = make_entry(3, personal={"name": "Personel 0003"})[0]
    assert isinstance(entry, Entry)
    assert b"Personel 0003" not in entry_bytes(entry)
