"""One's own account: password, sessions, second code, and the fresh confirmation."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from siaga.server.core.access import Actor
from siaga.server.core.actions import accounts as actions
from siaga.server.core.actions.accounts import NotAllowedError
from siaga.server.core.models import LedgerEntry, Person, PersonSession
from siaga.server.core.roles import Role
from siaga.server.core.security import fresh, second_factor
from siaga.server.core.security.client import device_of, network_of
from support.desk import Desk
from support.signing_in import PASSWORD, code_of, enrol, is_in, type_code, type_password

NEW = "empat kuda makan pisang"


def signed_in(person: Person, agent: str = "Mozilla/5.0 (Windows NT 10.0) Chrome/120") -> Client:
    client = Client(HTTP_USER_AGENT=agent)
    type_password(client, person)
    return client


def change_password(client: Client, old: str = PASSWORD, new: str = NEW, again: str = ""):  # type: ignore[no-untyped-def]
    data = {"old_password": old, "new_password": new, "repeated": again or new}
    return client.post("/account/password/", data)


def stale(client: Client) -> None:
    """As if the last confirmation were eleven minutes ago."""
    session = client.session
    session[fresh.CONFIRMED_AT] = int(time.time()) - 660
    session.save()


def test_a_new_password_keeps_this_session_and_ends_the_others(desk: Desk) -> None:
    person = desk.people[Role.KPU]
    here, elsewhere = signed_in(person), signed_in(person)
    assert change_password(here).status_code == 302
    assert is_in(here)
    assert not is_in(elsewhere)
    assert PersonSession.objects.filter(person=person).count() == 1
    assert here.get("/account/").content.decode().count("yang ini") == 1
    assert type_password(Client(), person).status_code == 400
    assert type_password(Client(), person, NEW).status_code == 302


@pytest.mark.parametrize(
    ("language", "new", "sentence"),
    [
        ("id", "pendek", "Kata sandi terlalu pendek"),
        ("id", "password1234", "Kata sandi ini terlalu umum"),
        ("id", "contoh-kpu-contoh", "mirip"),
        ("en", "pendek", "This password is too short"),
        ("en", "password1234", "This password is too common"),
    ],
)
def test_weak_passwords_are_refused_in_the_readers_language(
    desk: Desk, language: str, new: str, sentence: str
) -> None:
    client = signed_in(desk.people[Role.KPU])
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = language
    answer = change_password(client, new=new)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert type_password(Client(), desk.people[Role.KPU]).status_code == 302


def test_a_thief_of_a_session_can_not_change_the_password(desk: Desk) -> None:
    client = signed_in(desk.people[Role.KPU])
    assert [change_password(client, old=f"tebakan-{n}").status_code for n in range(5)] == [400] * 5
    assert "Terlalu banyak" in change_password(client).content.decode()


def test_two_different_new_passwords_change_nothing(desk: Desk) -> None:
    client = signed_in(desk.people[Role.KPU])
    assert "tidak sama" in change_password(client, again="lain-sama-sekali").content.decode()
    assert type_password(Client(), desk.people[Role.KPU]).status_code == 302


def test_sessions_are_listed_and_ended(desk: Desk) -> None:
    person = desk.people[Role.KPU]
    here = signed_in(person)
    phone = signed_in(person, "Mozilla/5.0 (Linux; Android 14) Firefox/121")
    page = here.get("/account/").content.decode()
    assert "Chrome, Windows" in page
    assert "Firefox, Android" in page
    assert "127.0.0.0/24" in page
    row = PersonSession.objects.get(device="Firefox, Android")
    here.post("/account/sessions/end/", {"session": row.pk})
    assert not is_in(phone)
    assert is_in(here)


def test_ending_all_others_spares_this_one(desk: Desk) -> None:
    person = desk.people[Role.KPU]
    here, second, third = (signed_in(person) for _ in range(3))
    here.post("/account/sessions/end/")
    assert [is_in(client) for client in (here, second, third)] == [True, False, False]
    assert LedgerEntry.objects.filter(kind="account.sessions_ended").count() == 1


def test_nobody_ends_sessions_of_somebody_else(desk: Desk) -> None:
    victim, attacker = signed_in(desk.people[Role.BAWASLU]), signed_in(desk.people[Role.KPU])
    row = PersonSession.objects.get(person=desk.people[Role.BAWASLU])
    for wanted in (row.pk, "-1", "1 OR 1=1", "9" * 30):
        attacker.post("/account/sessions/end/", {"session": wanted})
    assert is_in(victim)


def test_last_seen_is_kept_without_writing_on_every_request(desk: Desk) -> None:
    client = signed_in(desk.people[Role.KPU])
    row = PersonSession.objects.get()
    client.get("/account/")
    assert PersonSession.objects.get().seen_at == row.seen_at
    PersonSession.objects.update(seen_at=timezone.now() - timedelta(hours=1))
    session = client.session
    session["siaga_seen_at"] = int(time.time()) - 3600
    session.save()
    client.get("/account/")
    assert PersonSession.objects.get().seen_at > row.seen_at - timedelta(minutes=1)


def test_sessions_that_have_run_out_are_not_shown(desk: Desk) -> None:
    client = signed_in(desk.people[Role.KPU])
    old = timezone.now() - timedelta(days=2)
    PersonSession.objects.create(
        person=desk.people[Role.KPU], session_key="x" * 32, device="Lama", network="-",
        method="password", started_at=old, seen_at=old,
    )  # fmt: skip
    assert "Lama" not in client.get("/account/").content.decode()


def test_staff_may_set_up_and_remove_the_second_code(desk: Desk) -> None:
    person = desk.people[Role.KPU]
    client = signed_in(person)
    client.get("/account/second-factor/")
    device = second_factor.begin_enrolment(person)
    assert client.post("/account/second-factor/", {"code": "1"}).status_code == 400
    assert client.post("/account/second-factor/", {"code": code_of(device)}).status_code == 200
    assert type_password(Client(), person).headers["Location"] == "/sign-in/code/"
    client.post("/account/second-factor/remove/")
    assert second_factor.app_of(person) is None


def test_a_command_role_can_not_remove_it(desk: Desk) -> None:
    person = desk.people[Role.COMMANDER]
    enrol(person)
    with pytest.raises(NotAllowedError):
        actions.remove_second_factor(Actor(person))
    assert second_factor.app_of(person) is not None


def test_new_recovery_codes_make_the_old_ones_void(desk: Desk) -> None:
    person = desk.people[Role.COMMANDER]
    enrol(person)
    old = second_factor.new_recovery_codes(person)[0]
    actions.make_recovery_codes(Actor(person))
    client = Client()
    type_password(client, person)
    assert type_code(client, old).status_code == 400


def test_a_step_that_binds_asks_for_a_fresh_code_and_leads_back(desk: Desk) -> None:
    person = desk.people[Role.COMMANDER]
    device = enrol(person)
    client = Client()
    type_password(client, person)
    type_code(client, code_of(device, steps=-1))
    url = "/account/recovery-codes/"
    assert client.post(url).status_code == 200
    stale(client)
    answer = client.post(url, headers={"Referer": "http://testserver/account/"})
    assert answer.headers["Location"] == (
        "/account/confirm/?next=http%3A%2F%2Ftestserver%2Faccount%2F"
    )
    step = {"next": "http://testserver/account/", "code": code_of(device)}
    assert client.post("/account/confirm/", {**step, "code": "000000"}).status_code == 400
    assert client.post("/account/confirm/", step).headers["Location"].endswith("/account/")
    assert client.post(url).status_code == 200


def test_htmx_is_led_to_the_confirmation_too(desk: Desk) -> None:
    person = desk.people[Role.KPU]
    enrol(person)
    client = Client()
    client.force_login(person)
    stale(client)
    answer = client.post("/account/recovery-codes/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"].startswith("/account/confirm/")


def test_without_a_second_code_the_password_confirms(desk: Desk) -> None:
    client = signed_in(desk.people[Role.KPU])
    stale(client)
    assert client.post("/account/confirm/", {"password": "salah"}).status_code == 400
    assert client.post("/account/confirm/", {"password": PASSWORD}).status_code == 302
    assert time.time() - client.session[fresh.CONFIRMED_AT] < 600


def test_a_confirmation_from_the_future_does_not_count(desk: Desk) -> None:
    request = RequestFactory().get("/")
    request.user = desk.people[Role.KPU]
    request.session = {fresh.CONFIRMED_AT: int(time.time()) + 3600}  # type: ignore[assignment]
    assert not fresh.is_fresh(request)


def test_a_program_can_not_take_steps_that_bind(desk: Desk) -> None:
    request = RequestFactory().post("/")
    request.user = desk.people[Role.COMMANDER]
    with pytest.raises(PermissionDenied):
        fresh.require_fresh(request)


def test_demo_accounts_need_no_confirmation_in_demo_mode_only(
    desk: Desk, settings: Settings
) -> None:
    person = desk.people[Role.COMMANDER]
    person.demo = True
    request = RequestFactory().post("/")
    request.user = person
    request.session = {}  # type: ignore[assignment]
    settings.DEMO = True
    fresh.require_fresh(request)
    settings.DEMO = False
    with pytest.raises(fresh.NotFresh):
        fresh.require_fresh(request)


@pytest.mark.parametrize(
    ("address", "forwarded", "https", "network"),
    [
        ("203.0.113.77", "", False, "203.0.113.0/24"),
        ("2001:db8:1:2::3", "", False, "2001:db8:1::/48"),
        ("::ffff:203.0.113.77", "", False, "203.0.113.0/24"),
        ("", "", False, "-"),
        # Without a proxy the header is whatever the client wrote.
        ("203.0.113.77", "198.51.100.1", False, "203.0.113.0/24"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.9", True, "203.0.113.0/24"),
    ],
)
def test_networks_are_shortened_and_can_not_be_made_up(
    settings: Settings, address: str, forwarded: str, https: bool, network: str
) -> None:
    from dataclasses import replace

    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, https=https)
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR=address, **headers)
    assert network_of(request) == network


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/120 Edg/120", "Edge, Linux"),
        ("QGIS/33400", "QGIS"),
        ("<script>alert(1)</script>", "?"),
        ("", "?"),
    ],
)
def test_devices_are_named_by_kind_alone(agent: str, device: str) -> None:
    assert device_of(RequestFactory().get("/", HTTP_USER_AGENT=agent)) == device
