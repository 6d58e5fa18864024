"""Refusals and faults are calm pages in both languages; uploads and bodies are bounded."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from siaga.server.core.roles import Role
from siaga.server.core.security import body_limit, uploads
from siaga.server.core.security.errors import Conflict, TooLarge
from siaga.server.core.security.middleware import AccountMiddleware
from siaga.server.core.security.throttle import Throttled
from support.desk import Desk


def failing(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(_: HttpRequest) -> HttpResponse:
        raise error

    return view


@pytest.fixture
def answer_to(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[..., HttpResponse]:
    """What a browser gets when the view of an address fails with an error."""
    from django.urls import get_resolver

    def ask(error: Exception, language: str = "id", **headers: str) -> HttpResponse:
        client = Client(raise_request_exception=False)
        client.cookies["siaga_language"] = language
        pattern = next(
            pattern
            for include in get_resolver().url_patterns
            for pattern in include.url_patterns
            if getattr(pattern, "name", "") == "home"
        )
        monkeypatch.setattr(pattern, "callback", failing(error))
        return client.get("/", headers=headers)  # type: ignore[return-value]

    return ask


CASES = [
    (SuspiciousOperation("x"), 400, "tidak dapat dibaca", "can not be read"),
    (PermissionError("x"), 500, "Ini bukan kesalahan Anda", "not your mistake"),
    (Conflict("Rencana 4 sudah disetujui."), 409, "lebih dulu", "meanwhile"),
    (TooLarge("Paling besar 20 MB."), 413, "terlalu besar", "too large"),
    (RequestDataTooBig("x"), 413, "terlalu besar", "too large"),
    (Throttled(7), 429, "Tunggu 7 detik", "Wait 7 seconds"),
    (OperationalError("connection refused"), 503, "tetap aman", "is safe"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{type(case[0]).__name__}")
def test_each_fault_says_what_to_do_in_both_languages(answer_to, case) -> None:  # type: ignore[no-untyped-def]
    error, status, indonesian, english = case
    for language, sentence in (("id", indonesian), ("en", english)):
        answer = answer_to(error, language)
        text = answer.content.decode()
        assert answer.status_code == status
        assert sentence in text
        assert f'lang="{language}"' in text
        assert "Traceback" not in text
        assert str(type(error).__name__) not in text


def test_a_refusal_repeats_its_own_reason(answer_to) -> None:  # type: ignore[no-untyped-def]
    assert "Rencana 4 sudah disetujui." in answer_to(CASES[2][0]).content.decode()


def test_waiting_times_are_told_to_programs(answer_to) -> None:  # type: ignore[no-untyped-def]
    assert answer_to(Throttled(7)).headers["Retry-After"] == "7"
    assert answer_to(OperationalError("x")).headers["Retry-After"]


def test_programs_get_a_problem_document(answer_to) -> None:  # type: ignore[no-untyped-def]
    answer = answer_to(Conflict("Sudah terbit."), accept="application/json")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 409  # type: ignore[attr-defined]
    assert "Sudah terbit." in answer.json()["detail"]  # type: ignore[attr-defined]


def test_nothing_there_and_nothing_for_you_look_the_same(desk: Desk, client_for) -> None:  # type: ignore[no-untyped-def]
    client = client_for(Role.KPU)
    hidden, missing = client.get("/o/lain/"), client.get("/o/tidak-ada/")
    assert hidden.status_code == missing.status_code == 404
    # The number by which the fault is found in the log is each request's own.
    number = re.compile(rb"<code>.*?</code>")
    assert number.sub(b"", hidden.content) == number.sub(b"", missing.content)


def test_a_role_that_does_not_reach_says_whom_to_ask(desk: Desk, client_for) -> None:  # type: ignore[no-untyped-def]
    answer = client_for(Role.KPU).get("/o/contoh/people/")
    assert answer.status_code == 403
    assert "minta Kabag Ops atau admin" in answer.content.decode()


@pytest.mark.parametrize(("language", "word"), [("id", "kedaluwarsa"), ("en", "out of date")])
def test_an_old_form_is_explained(db: None, language: str, word: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["siaga_language"] = language
    answer = client.post("/sign-in/", {"username": "a", "password": "b"})
    assert answer.status_code == 403
    assert word in answer.content.decode()


def test_a_form_from_another_site_is_refused(desk: Desk) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(desk.people[Role.KPU])
    for url in ("/sign-out/", "/language/", "/account/sessions/end/"):
        assert client.post(url, headers={"Origin": "https://jahat.example"}).status_code == 403


def upload(size: int, *, told: str | None = None) -> HttpRequest:
    file = SimpleUploadedFile("tps.csv", b"x" * size)
    request = RequestFactory().post("/", {"file": file})
    if told is not None:
        request.META["CONTENT_LENGTH"] = told
    return request


def test_uploads_within_the_limit_are_handed_over() -> None:
    (file,) = uploads.limited_upload(upload(1000), 1000)
    assert file.size == 1000


@pytest.mark.parametrize("told", [None, "", "-5", "viel", "99999999999"])
def test_uploads_over_the_limit_or_without_a_size_are_refused(told: str | None) -> None:
    with pytest.raises(TooLarge, match="1 MB"):
        uploads.limited_upload(upload(1001, told=told), 1000)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04...", "zip"),
        (b"%PDF-1.7", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
        (b"MZ\x90\x00", "program"),
        (b"station,voters\n1,2\n", "text"),
        ("desa,Cibaduyut é\n".encode("latin-1"), "text"),
        ("a,b\n".encode("utf-16"), "text"),
        (b"", "text"),
        (b"\x00\x01\x02", "binary"),
    ],
)
def test_files_are_what_their_bytes_say(content: bytes, kind: str) -> None:
    file = SimpleUploadedFile("daftar.xlsx", content)
    assert uploads.kind_of(file) == kind
    assert file.tell() == 0


class Wire:
    """One HTTP request by hand."""

    def __init__(self, chunks: list[bytes], headers: list[tuple[bytes, bytes]]) -> None:
        self.chunks = chunks
        self.scope = {"type": "http", "headers": headers}
        self.sent: list[dict[str, Any]] = []
        self.read = 0

    async def receive(self) -> dict[str, Any]:
        chunk = self.chunks.pop(0)
        return {"type": "http.request", "body": chunk, "more_body": bool(self.chunks)}

    async def send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)

    def run(self, limit: int) -> int:
        async def application(scope: Any, receive: Any, send: Any) -> None:
            while True:
                message = await receive()
                self.read += len(message["body"])
                if not message["more_body"]:
                    break
            await send({"type": "http.response.start", "status": 200, "headers": []})

        asyncio.run(body_limit.BodyLimit(application, limit)(self.scope, self.receive, self.send))
        return int(self.sent[0]["status"])


def test_bodies_are_bounded_before_they_reach_the_disk() -> None:
    assert Wire([b"x" * 10], [(b"content-length", b"10")]).run(10) == 200
    told = Wire([b"x" * 11], [(b"content-length", b"11")])
    assert told.run(10) == 413
    assert told.read == 0
    untold = Wire([b"x" * 6, b"x" * 6, b"x" * 6], [])
    assert untold.run(10) == 413
    assert untold.read == 6
    assert Wire([b"x"], [(b"content-length", b"viele")]).run(10) == 413


def test_pages_that_fail_do_not_ask_the_database(
    settings: Settings, django_assert_num_queries: Any, db: None
) -> None:
    """They are shown when the database is gone, too."""
    middleware = AccountMiddleware(lambda request: HttpResponse())
    request = RequestFactory().get("/")
    with django_assert_num_queries(0):
        answer = middleware.process_exception(request, Conflict("x"))
    assert answer is not None
    assert answer.status_code == 409
