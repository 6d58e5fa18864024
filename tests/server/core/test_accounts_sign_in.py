"""The way in: who gets in, who does not, and what a stolen password alone opens (nothing)."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from siaga.server.core.models import LedgerEntry, Membership, Person, PersonSession, SignInTally
from siaga.server.core.roles import COMMAND_ROLES, Role
from siaga.server.core.security import second_factor
from support.desk import Desk
from support.signing_in import ARGON2, PASSWORD, code_of, enrol, is_in, type_code, type_password

STAFF = sorted(set(Role) - COMMAND_ROLES)


@pytest.mark.parametrize("role", STAFF)
def test_staff_gets_in_with_a_password(desk: Desk, role: Role) -> None:
    client = Client()
    assert type_password(client, desk.people[role], next="/account/").headers["Location"] == (
        "/account/"
    )
    assert is_in(client)


@pytest.mark.parametrize("role", sorted(COMMAND_ROLES))
def test_a_command_role_does_not_get_in_with_a_password_alone(desk: Desk, role: Role) -> None:
    client = Client()
    answer = type_password(client, desk.people[role])
    assert answer.headers["Location"] == "/sign-in/enrol/"
    assert not is_in(client)


def test_enrolment_shows_the_secret_and_ten_codes_and_lets_in(desk: Desk) -> None:
    client, person = Client(), desk.people[Role.COMMANDER]
    type_password(client, person, next="/account/")
    page = client.get("/sign-in/enrol/").content.decode()
    device = second_factor.begin_enrolment(person)
    assert second_factor.secret_text(device) in page
    picture = client.get("/second-factor.svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert b"<svg" in picture.content
    assert "no-store" in picture.headers["Cache-Control"]
    answer = client.post("/sign-in/enrol/", {"code": code_of(device)})
    codes = re.findall(r"<code>([a-z2-9]{5}-[a-z2-9]{5})</code>", answer.content.decode())
    assert len(set(codes)) == 10
    assert 'href="/account/"' in answer.content.decode()
    assert is_in(client)
    assert LedgerEntry.objects.filter(kind="account.second_factor_added").count() == 1


def test_a_wrong_first_code_enrols_nothing(desk: Desk) -> None:
    client, person = Client(), desk.people[Role.COMMANDER]
    type_password(client, person)
    client.get("/sign-in/enrol/")
    assert client.post("/sign-in/enrol/", {"code": "000000"}).status_code == 400
    assert second_factor.app_of(person) is None
    assert not is_in(client)


def test_whoever_has_an_app_needs_its_code(desk: Desk) -> None:
    client, person = Client(), desk.people[Role.KPU]
    device = enrol(person)
    assert type_password(client, person).headers["Location"] == "/sign-in/code/"
    assert not is_in(client)
    assert type_code(client, "000000").status_code == 400
    assert not is_in(client)
    assert type_code(client, code_of(device)).status_code == 302
    assert is_in(client)


def test_a_code_that_was_looked_at_over_the_shoulder_does_not_work_twice(desk: Desk) -> None:
    person = desk.people[Role.COMMANDER]
    device = enrol(person)
    code = code_of(device)
    for expected in (302, 400):
        client = Client()
        type_password(client, person)
        assert type_code(client, code).status_code == expected


def test_a_recovery_code_stands_in_once_and_is_on_record(desk: Desk) -> None:
    person = desk.people[Role.COMMANDER]
    enrol(person)
    code = second_factor.new_recovery_codes(person)[0]
    for typed, expected in ((f" {code.upper()} ", 302), (code, 400)):
        client = Client()
        type_password(client, person)
        assert type_code(client, typed).status_code == expected
    assert second_factor.recovery_codes_left(person) == 9
    assert LedgerEntry.objects.filter(kind="account.recovery_code_used").count() == 1


def test_recovery_codes_are_not_in_the_database(desk: Desk) -> None:
    person = desk.people[Role.COMMANDER]
    codes = second_factor.new_recovery_codes(person)
    stored = str(list(person.staticdevice_set.get().token_set.values_list("token", flat=True)))
    assert not any(code in stored or code.replace("-", "") in stored.lower() for code in codes)


def test_codes_of_somebody_else_do_not_work(desk: Desk) -> None:
    person, other = desk.people[Role.COMMANDER], desk.people[Role.OPS_HEAD]
    enrol(person)
    stolen = second_factor.new_recovery_codes(other)[0]
    client = Client()
    type_password(client, person)
    assert type_code(client, stolen).status_code == 400
    assert type_code(client, code_of(enrol(other))).status_code == 400


def test_the_second_step_is_of_no_use_without_the_first(desk: Desk) -> None:
    client = Client()
    device = enrol(desk.people[Role.COMMANDER])
    assert type_code(client, code_of(device)).headers["Location"] == "/sign-in/"
    assert not is_in(client)


def test_a_password_that_changed_meanwhile_ends_the_second_step(desk: Desk) -> None:
    client, person = Client(), desk.people[Role.COMMANDER]
    device = enrol(person)
    type_password(client, person)
    person.set_password("sandi-lain-yang-panjang")
    person.save()
    assert type_code(client, code_of(device)).headers["Location"] == "/sign-in/"


@pytest.mark.parametrize("wanted", ["https://jahat.example/", "//jahat.example", "javascript:1"])
def test_nobody_is_led_to_another_site(desk: Desk, wanted: str) -> None:
    answer = type_password(Client(), desk.people[Role.KPU], next=wanted)
    assert answer.headers["Location"] == "/"


def test_wrong_password_and_unknown_name_get_the_same_answer(desk: Desk) -> None:
    wrong = type_password(Client(), desk.people[Role.KPU], "salah")
    unknown = Client().post("/sign-in/", {"username": "contoh-kpv", "password": "salah"})
    assert wrong.status_code == unknown.status_code == 400
    strip = re.compile(r'value="[^"]*"|content="[^"]*"')
    assert strip.sub("", wrong.content.decode()) == strip.sub("", unknown.content.decode())


@pytest.mark.parametrize("case", ["right", "wrong", "unknown", "invited", "closed", "demo"])
def test_every_answer_costs_one_argon2(
    desk: Desk, settings: Settings, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    """Time tells nobody which names exist: each attempt hashes exactly once."""
    settings.PASSWORD_HASHERS = ARGON2
    person = desk.people[Role.KPU]
    person.set_password(PASSWORD)
    if case == "invited":
        person.set_unusable_password()
    person.is_active = case != "closed"
    person.save()
    Person.objects.filter(pk=person.pk).update(demo=case == "demo")
    hashed: list[str] = []
    work = Argon2PasswordHasher.encode
    check = Argon2PasswordHasher.verify

    def encode(self: Argon2PasswordHasher, password: str, salt: str) -> str:
        hashed.append("encode")
        return work(self, password, salt)

    def verify(self: Argon2PasswordHasher, password: str, encoded: str) -> bool:
        hashed.append("verify")
        return check(self, password, encoded)

    monkeypatch.setattr(Argon2PasswordHasher, "encode", encode)
    monkeypatch.setattr(Argon2PasswordHasher, "verify", verify)
    name = "tidak-ada" if case == "unknown" else person.username
    password = "salah" if case == "wrong" else PASSWORD
    answer = Client().post("/sign-in/", {"username": name, "password": password})
    assert answer.status_code == (302 if case == "right" else 400)
    assert len(hashed) == 1


def test_passwords_are_argon2id_as_owasp_asks(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ARGON2
    encoded = make_password(PASSWORD)
    kind, version, work = encoded.split("$")[1:4]
    numbers = dict(part.split("=") for part in work.split(","))
    assert kind == "argon2id"
    assert version == "v=19"
    # OWASP Password Storage Cheat Sheet: at least 46 MiB with one pass.
    assert int(numbers["m"]) >= 46 * 1024
    assert int(numbers["t"]) >= 1
    assert check_password(PASSWORD, encoded)


def test_a_demo_account_is_refused_outside_demo_mode(desk: Desk, settings: Settings) -> None:
    person = desk.people[Role.COMMANDER]
    Person.objects.filter(pk=person.pk).update(demo=True)  # past the guard of the table
    client = Client()
    settings.DEMO = False
    assert type_password(client, person).status_code == 400
    settings.DEMO = True
    assert type_password(client, person).status_code == 302
    assert is_in(client)
    settings.DEMO = False
    assert client.get("/account/").headers["Location"] == "/sign-in/"
    settings.DEMO = True
    assert not is_in(client)


def test_the_demo_says_that_its_accounts_are_let_off(desk: Desk, settings: Settings) -> None:
    Person.objects.filter(pk=desk.people[Role.KPU].pk).update(demo=True)
    settings.DEMO = True
    page = Client().get("/sign-in/").content.decode()
    assert "mode contoh" in page
    assert desk.people[Role.KPU].username in page
    assert desk.people[Role.BAWASLU].username not in page
    settings.DEMO = False
    assert desk.people[Role.KPU].username not in Client().get("/sign-in/").content.decode()


def test_a_person_who_becomes_commander_confirms_before_going_on(desk: Desk) -> None:
    """A session that was opened with a password alone does not carry a new command role."""
    client, person = Client(), desk.people[Role.PLANNER]
    type_password(client, person)
    assert client.get("/o/contoh/").status_code == 200
    Membership.objects.filter(person=person).update(role=Role.COMMANDER)
    answer = client.get("/o/contoh/")
    assert answer.headers["Location"].startswith("/account/confirm/")
    step = client.get(answer.headers["Location"])
    assert step.headers["Location"] == "/account/second-factor/"
    client.get("/account/second-factor/")
    device = second_factor.begin_enrolment(person)
    client.post("/account/second-factor/", {"code": code_of(device)})
    assert client.get("/o/contoh/").status_code == 200


def test_a_closed_account_is_out_at_once(desk: Desk) -> None:
    client, person = Client(), desk.people[Role.KPU]
    type_password(client, person)
    person.is_active = False
    person.save()
    assert not is_in(client)


def test_the_session_gets_a_new_key_at_each_step(desk: Desk) -> None:
    """A key that somebody planted in the browser before opens nothing."""
    client, person = Client(), desk.people[Role.COMMANDER]
    device = enrol(person)
    keys = [client.session.session_key]
    type_password(client, person)
    keys.append(client.cookies["siaga_session"].value)
    type_code(client, code_of(device))
    keys.append(client.cookies["siaga_session"].value)
    assert len(set(keys)) == 3


def test_guessing_is_answered_with_429_and_the_time_to_wait(desk: Desk) -> None:
    person = desk.people[Role.COMMANDER]
    answers = [type_password(Client(), person, f"tebakan-{n}") for n in range(6)]
    assert [answer.status_code for answer in answers] == [400] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert "Terlalu banyak percobaan" in answers[-1].content.decode()


def test_the_commanders_own_browser_gets_in_while_strangers_guess(desk: Desk) -> None:
    person = desk.people[Role.BAWASLU]
    own = Client()
    type_password(own, person)
    own.post("/sign-out/")
    for n in range(7):
        type_password(Client(), person, f"tebakan-{n}")
    assert type_password(Client(), person).status_code == 429
    assert type_password(own, person).status_code == 302


def test_a_made_up_device_cookie_is_no_shelter(desk: Desk) -> None:
    person = desk.people[Role.BAWASLU]
    statuses = []
    for n in range(6):
        client = Client()
        client.cookies["siaga_device"] = f"buatan-{n}"
        statuses.append(type_password(client, person, f"tebakan-{n}").status_code)
    assert statuses[-1] == 429


def test_somebody_elses_device_cookie_is_no_shelter(desk: Desk) -> None:
    attacker, victim = desk.people[Role.KPU], desk.people[Role.COMMANDER]
    statuses = []
    for n in range(6):
        client = Client()
        type_password(client, attacker)
        client.post("/sign-out/")
        statuses.append(type_password(client, victim, f"tebakan-{n}").status_code)
    assert statuses[-1] == 429


def test_codes_can_not_be_guessed_either(desk: Desk) -> None:
    person = desk.people[Role.COMMANDER]
    enrol(person)
    client = Client()
    type_password(client, person)
    statuses = [type_code(client, f"{n:06d}").status_code for n in range(6)]
    assert statuses[-1] == 429
    assert SignInTally.objects.exists()


def test_names_are_found_whatever_the_size_of_their_letters(desk: Desk) -> None:
    person = desk.people[Role.KPU]
    data = {"username": f" {person.username.upper()} ", "password": PASSWORD}
    assert Client().post("/sign-in/", data).status_code == 302


def test_sign_in_in_english(desk: Desk) -> None:
    client = Client(HTTP_COOKIE="siaga_language=en")
    answer = type_password(client, desk.people[Role.KPU], "wrong")
    assert "do not match" in answer.content.decode()
    assert answer.headers["Content-Language"] == "en"


def test_signing_out_ends_the_session(desk: Desk) -> None:
    client = Client()
    type_password(client, desk.people[Role.KPU])
    client.post("/sign-out/")
    assert not is_in(client)
    assert not PersonSession.objects.exists()
    assert client.get("/sign-out/").status_code == 405


def test_a_page_costs_no_more_queries_for_being_signed_in_properly(
    desk: Desk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client()
    type_password(client, desk.people[Role.KPU])
    with django_assert_max_num_queries(4):
        client.get("/sign-in/")
