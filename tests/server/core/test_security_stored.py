"""Who reads the database, or a lost backup of it, can not use what it holds to get in."""

from __future__ import annotations

import base64

from django.contrib.sessions.models import Session
from django.test import Client

from siaga.server.core.models import AppDevice, PersonSession
from siaga.server.core.roles import Role
from siaga.server.core.security import second_factor
from siaga.server.core.security.session_store import SessionStore
from support.desk import Desk
from support.signing_in import enrol, is_in, type_password


def test_session_keys_are_not_in_the_database(desk: Desk) -> None:
    client = Client()
    type_password(client, desk.people[Role.KPU])
    key = client.cookies["siaga_session"].value
    stored = {row.session_key for row in Session.objects.all()}
    stored |= {row.session_key for row in PersonSession.objects.all()}
    assert key not in stored
    for found in stored:
        thief = Client()
        thief.cookies["siaga_session"] = found
        assert not is_in(thief)
    assert is_in(client)


def test_sessions_are_made_kept_and_forgotten_as_djangos_own(db: None) -> None:
    store = SessionStore()
    store["word"] = 1
    store.save()
    key = store.session_key
    assert key is not None
    assert SessionStore(key)["word"] == 1
    assert store.exists(key)
    store.cycle_key()
    assert not store.exists(key)
    assert SessionStore(store.session_key)["word"] == 1
    store.delete()
    assert SessionStore(store.session_key).get("word") is None
    assert not Session.objects.exists()


async def _walk() -> list[object]:
    store = SessionStore()
    await store.aset("word", 1)
    await store.asave()
    key = store.session_key
    assert key is not None
    found: list[object] = [await SessionStore(key).aget("word"), await store.aexists(key)]
    await store.adelete()
    return [*found, await store.aexists(key)]


def test_the_asynchronous_half_does_the_same(transactional_db: None) -> None:
    from asgiref.sync import async_to_sync

    assert async_to_sync(_walk)() == [1, True, False]


def test_the_secret_of_an_app_is_sealed(desk: Desk) -> None:
    device = enrol(desk.people[Role.COMMANDER])
    secret = device.bin_key
    row = AppDevice.objects.values_list("key", flat=True).get()
    assert len(secret) == 20
    assert secret.hex() not in row
    assert bytes.fromhex(row)[20:] != secret
    text = second_factor.secret_text(AppDevice.objects.get()).replace(" ", "")
    assert base64.b32decode(text + "=" * (-len(text) % 8)) == secret


def test_two_apps_are_sealed_differently(desk: Desk) -> None:
    first, second = enrol(desk.people[Role.COMMANDER]), enrol(desk.people[Role.OPS_HEAD])
    assert first.bin_key != second.bin_key
    assert first.key[:40] != second.key[:40]
