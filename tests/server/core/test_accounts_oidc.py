"""Signing in with an agency's OpenID provider, against a real one on the loopback."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from siaga.server.core.access import Actor
from siaga.server.core.actions import accounts as actions
from siaga.server.core.actions import people
from siaga.server.core.models import LedgerEntry, OutsideIdentity, Person
from siaga.server.core.roles import Role
from siaga.server.environment import EnvironmentVariableError
from siaga.server.oidc_environment import OidcProvider, read_oidc
from support.desk import Desk
from support.oidc_provider import CLIENT_ID, CLIENT_SECRET, Provider, RunningProvider
from support.signing_in import code_of, enrol, is_in, type_code

ENVIRONMENT = {
    "SIAGA_OIDC_ISSUER": "https://sso.example.go.id",
    "SIAGA_OIDC_CLIENT_ID": "siaga",
    "SIAGA_OIDC_CLIENT_SECRET": "rahasia",
}


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    with RunningProvider() as running:
        settings.OIDC = OidcProvider(running.issuer, CLIENT_ID, CLIENT_SECRET, "SSO Polri")
        yield running


def go(client: Client, url: str) -> HttpResponse:
    """From our page to the provider and back, as a browser goes."""
    at_provider = httpx.get(url, follow_redirects=False)
    back = urlsplit(at_provider.headers["Location"])
    return client.get(f"{back.path}?{back.query}")  # type: ignore[return-value]


def sign_in(client: Client, query: str = "?next=/account/") -> HttpResponse:
    return go(client, client.get(f"/sign-in/agency/{query}").headers["Location"])


def linked(person: Person, provider: Provider) -> Person:
    actions.link_identity(Actor(person), issuer=provider.issuer, subject=provider.subject)
    return person


def test_a_linked_account_is_opened(desk: Desk, provider: Provider) -> None:
    linked(desk.people[Role.KPU], provider)
    client = Client()
    assert "SSO Polri" in client.get("/sign-in/").content.decode()
    assert sign_in(client).headers["Location"] == "/account/"
    assert is_in(client)


def test_nobody_gets_an_account_by_coming_from_the_provider(desk: Desk, provider: Provider) -> None:
    before = Person.objects.count()
    answer = sign_in(Client())
    assert answer.status_code == 400
    assert "belum terhubung" in answer.content.decode()
    assert Person.objects.count() == before


def test_a_command_role_still_needs_its_own_second_code(desk: Desk, provider: Provider) -> None:
    person = linked(desk.people[Role.COMMANDER], provider)
    provider.amr = ["pwd", "otp", "mfa"]
    device = enrol(person)
    client = Client()
    assert sign_in(client).headers["Location"] == "/sign-in/code/"
    assert not is_in(client)
    type_code(client, code_of(device))
    assert is_in(client)


def test_the_providers_second_factor_counts_when_the_installation_says_so(
    desk: Desk, provider: Provider, settings: Settings
) -> None:
    linked(desk.people[Role.COMMANDER], provider)
    settings.OIDC = OidcProvider(
        provider.issuer, CLIENT_ID, CLIENT_SECRET, "SSO", frozenset({"otp"})
    )
    client = Client()
    assert sign_in(client).headers["Location"] == "/sign-in/enrol/"
    provider.amr = ["pwd", "otp"]
    assert sign_in(client).headers["Location"] == "/account/"
    assert is_in(client)


@pytest.mark.parametrize(
    "spoil",
    [
        "issuer", "audience", "expired", "future", "nonce", "azp", "other-key", "unsigned",
        "shared-secret", "no-token", "no-subject", "mix-up", "refusal",
    ],
)  # fmt: skip
def test_an_answer_that_is_not_right_in_every_part_opens_nothing(
    desk: Desk, provider: Provider, spoil: str
) -> None:
    linked(desk.people[Role.KPU], provider)
    provider.spoil = spoil
    client = Client()
    assert sign_in(client).status_code == 400
    assert not is_in(client)


def test_a_provider_that_names_another_issuer_is_not_used(desk: Desk, provider: Provider) -> None:
    provider.spoil = "discovery"
    answer = Client().get("/sign-in/agency/")
    assert answer.status_code == 400
    assert "tidak menjawab" in answer.content.decode()


def test_a_provider_that_is_away_gets_a_sentence(desk: Desk, settings: Settings) -> None:
    settings.OIDC = OidcProvider("http://127.0.0.1:9", CLIENT_ID, CLIENT_SECRET, "SSO")
    answer = Client().get("/sign-in/agency/")
    assert answer.status_code == 400
    assert "masuk dengan kata sandi" in answer.content.decode()


def test_an_answer_begun_in_another_browser_opens_nothing(desk: Desk, provider: Provider) -> None:
    """Otherwise an attacker signs a victim in to the attacker's account."""
    linked(desk.people[Role.KPU], provider)
    url = Client().get("/sign-in/agency/").headers["Location"]
    victim = Client()
    assert go(victim, url).status_code == 400
    victim.get("/sign-in/agency/")
    assert go(victim, url).status_code == 400
    assert not is_in(victim)


def test_an_answer_works_once(desk: Desk, provider: Provider) -> None:
    linked(desk.people[Role.KPU], provider)
    client = Client()
    url = client.get("/sign-in/agency/").headers["Location"]
    back = urlsplit(httpx.get(url).headers["Location"])
    assert client.get(f"{back.path}?{back.query}").status_code == 302
    client.post("/sign-out/")
    assert client.get(f"{back.path}?{back.query}").status_code == 400


def test_what_is_sent_away_names_nobody(desk: Desk, provider: Provider) -> None:
    url = Client().get("/sign-in/agency/").headers["Location"]
    query = parse_qs(urlsplit(url).query)
    assert query["scope"] == ["openid"]
    assert query["tenant"] == ["uji"]
    assert set(query) == {
        "tenant", "client_id", "response_type", "redirect_uri", "scope", "state", "nonce",
        "code_challenge", "code_challenge_method",
    }  # fmt: skip


def test_the_owner_joins_and_parts_the_accounts(desk: Desk, provider: Provider) -> None:
    client = Client()
    client.force_login(desk.people[Role.KPU])
    page = client.post("/account/agency/").content.decode()
    url = page.split('button-primary" href="')[1].split('"')[0].replace("&amp;", "&")
    assert go(client, url).headers["Location"] == "/account/"
    assert OutsideIdentity.objects.get().person == desk.people[Role.KPU]
    client.post("/account/agency/remove/")
    assert not OutsideIdentity.objects.exists()
    kinds = set(LedgerEntry.objects.values_list("kind", flat=True))
    assert {"account.identity_linked", "account.identity_removed"} <= kinds


def test_an_identity_belongs_to_one_account(desk: Desk, provider: Provider) -> None:
    linked(desk.people[Role.KPU], provider)
    with pytest.raises(actions.NotAllowedError):
        linked(desk.people[Role.BAWASLU], provider)


def test_an_invitation_may_be_taken_up_with_the_agencys_account(
    desk: Desk, provider: Provider
) -> None:
    done = people.invite(
        desk.actor(Role.OPS_HEAD), desk.operation, username="personel.0001", name="Personel 0001",
        role=Role.PLANNER, agency=desk.operation.agency,
    )  # fmt: skip
    assert done.link is not None
    client = Client()
    page = client.get(done.link).content.decode()
    assert "SSO Polri" in page
    _, _, who, token, _ = done.link.split("/")
    assert sign_in(client, f"?who={who}&token={token}").status_code == 302
    assert is_in(client)
    assert client.get(done.link).status_code == 410
    with pytest.raises(actions.NotAllowedError):
        actions.remove_identity(Actor(done.person), issuer=provider.issuer)


def test_a_void_invitation_joins_nothing(desk: Desk, provider: Provider) -> None:
    person = desk.people[Role.KPU]
    for query in (f"?who={person.pk}&token=abc-def", "?who=bukan-nomor&token=x"):
        assert sign_in(Client(), query).status_code == 400
    assert not OutsideIdentity.objects.exists()


def test_without_a_provider_there_is_no_such_button(desk: Desk, settings: Settings) -> None:
    settings.OIDC = None
    assert "/sign-in/agency/" not in Client().get("/sign-in/").content.decode()
    assert Client().get("/sign-in/agency/").status_code == 400


def test_the_environment_is_read() -> None:
    assert read_oidc({}) is None
    found = read_oidc({**ENVIRONMENT, "SIAGA_OIDC_SECOND_FACTOR": "otp, hwk"})
    assert found is not None
    assert found.name == "sso.example.go.id"
    assert found.second_factor == {"otp", "hwk"}


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SIAGA_OIDC_ISSUER", "http://sso.example.go.id", "https"),
        ("SIAGA_OIDC_ISSUER", "sso.example.go.id", "https"),
        ("SIAGA_OIDC_CLIENT_SECRET", "", "SIAGA_OIDC_CLIENT_SECRET"),
    ],
)
def test_a_provider_that_can_not_be_used_stops_the_start(name: str, value: str, says: str) -> None:
    with pytest.raises(EnvironmentVariableError, match=says):
        read_oidc({**ENVIRONMENT, name: value})
