"""Indonesian and English, both complete: nothing missing, nothing left over, nothing in between."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation

from siaga.model.language import LANGUAGES
from siaga.model.places import Access, Tier
from siaga.model.plan import Level
from siaga.model.plan import Role as PlacementRole
from siaga.server.core.access import policy_table
from siaga.server.core.entries import KINDS
from siaga.server.core.ledger_sentences import sentence_key
from siaga.server.core.models import Person
from siaga.server.core.roles import AgencyKind, Role
from siaga.server.core.security.forms import SignInForm
from siaga.server.language import as_language, catalogs, has, say
from siaga.server.plan.models.plans import PlanState
from siaga.server.plan.models.runs import RunState
from support.desk import Desk
from support.signing_in import type_password
from support.spoken import SERVER, TEMPLATES, bare_words, fields, mentioned, said

SENTENCES = [(area, name) for area, catalog in catalogs().items() for name in catalog.keys()]  # noqa: SIM118

ALLOWED = {
    "ID",
    "EN",
    "Bahasa",
    "Indonesia",
    "English",
    "Esc",
    "Ctrl",
    "Shift",
    "Enter",
    "kB",
    "MB",
}
"""Names of the languages in themselves, keys of the keyboard, units."""


def test_every_sentence_that_is_said_exists() -> None:
    missing = [f"{one.place}: {one.key}" for one in said() if not has(one.key)]
    assert len(said()) > 200
    assert not missing


def test_every_sentence_gets_the_values_it_needs() -> None:
    wrong = []
    for one in said():
        if one.values is None or not has(one.key):
            continue
        area, _, name = one.key.partition(".")
        needed = fields(catalogs()[area].pair(name)[0])
        if lacking := needed - one.values:
            wrong.append(f"{one.place}: {one.key} lacks {sorted(lacking)}")
    assert not wrong


@pytest.mark.parametrize("area", sorted(catalogs()))
def test_both_languages_have_the_same_gaps(area: str) -> None:
    catalog = catalogs()[area]
    different = []
    for name in catalog.keys():  # noqa: SIM118
        indonesian, english = catalog.pair(name)
        if fields(indonesian) != fields(english):
            different.append(name)
    assert not different


@pytest.mark.parametrize("area", sorted(catalogs()))
def test_no_sentence_is_left_over(area: str) -> None:
    by_kind = {sentence_key(kind) for kind in KINDS}
    left = [
        name
        for name in catalogs()[area].keys()  # noqa: SIM118
        if not mentioned().has(area, name) and f"{area}.{name}" not in by_kind
    ]
    assert not left, "say them or delete them"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SERVER)))
def test_templates_show_no_words_of_their_own(path: Path) -> None:
    assert [word for word in bare_words(path) if word not in ALLOWED] == []


def test_roles_agencies_and_ledger_entries_have_their_words() -> None:
    for role in Role:
        assert has(f"roles.{role}")
    for kind in AgencyKind:
        assert has(f"agencies.{kind}")
    assert policy_table()
    assert [kind for kind in KINDS if not sentence_key(kind)] == []


def test_a_sentence_nobody_wrote_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("shell.tidak_ada", "id")


@pytest.mark.parametrize(
    ("code", "language"), [("id", "id"), ("en", "en"), ("fr", "id"), ("", "id"), (None, "id")]
)
def test_an_unknown_language_is_indonesian(code: str | None, language: str) -> None:
    assert as_language(code) == language


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("id", "Bidang ini tidak boleh kosong."), ("en", "This field is required.")],
)
def test_djangos_own_messages_follow(language: str, sentence: str) -> None:
    with translation.override(language):
        assert sentence in str(SignInForm({}).errors)


def test_a_form_sent_empty_is_answered_in_the_readers_language(db: None) -> None:
    for language, sentence in (("id", "Bidang ini tidak boleh kosong."), ("en", "is required")):
        client = Client()
        client.cookies["siaga_language"] = language
        assert sentence in client.post("/sign-in/", {}).content.decode()


def test_switching_keeps_the_page_and_is_remembered(desk: Desk) -> None:
    person = desk.people[Role.KPU]
    client = Client()
    type_password(client, person)
    assert '<html lang="id"' in client.get("/account/").content.decode()
    answer = client.post("/language/", {"language": "en", "next": "/account/?x=1"})
    assert answer.headers["Location"] == "/account/?x=1"
    page = client.get("/account/")
    assert '<html lang="en"' in page.content.decode()
    assert page.headers["Content-Language"] == "en"
    assert Person.objects.get(pk=person.pk).language == "en"
    elsewhere = Client()
    type_password(elsewhere, person)
    assert "My account" in elsewhere.get("/account/").content.decode()


def test_switching_works_before_signing_in_and_leads_nowhere_else(db: None) -> None:
    client = Client()
    answer = client.post("/language/", {"language": "en", "next": "https://jahat.example/"})
    assert answer.headers["Location"] == "/"
    assert "Sign in" in client.get("/sign-in/").content.decode()
    client.post("/language/", {"language": "klingon"})
    assert "Masuk" in client.get("/sign-in/").content.decode()


def test_two_languages() -> None:
    assert LANGUAGES == ("id", "en")
    assert len(SENTENCES) == len(set(SENTENCES))


def test_every_state_that_a_page_can_show_has_its_word() -> None:
    """``{% term 'run' row.state %}`` puts the sentence's name together at run time."""
    words = {
        "tier": Tier, "level": Level, "access": Access, "role": PlacementRole, "plan": PlanState,
        "run": RunState,
    }  # fmt: skip
    missing = [
        f"terms.{what}_{value}"
        for what, values in words.items()
        for value in values
        if not has(f"terms.{what}_{value}")
    ]
    assert not missing
