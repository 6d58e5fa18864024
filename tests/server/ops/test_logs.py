"""Logs: enough to find a fault, nothing that says who did what; measures; probes."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from siaga.server.core.models import Person
from siaga.server.core.roles import Role
from siaga.server.ops.logs import JsonFormatter, logging_settings
from support.desk import Desk

SECRET_NAME = "Personel 4711 Rahasia"


@pytest.fixture
def lines() -> Iterator[list[dict[str, Any]]]:
    """Log lines as they would be written."""
    written: list[dict[str, Any]] = []
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    names = ["", "siaga", "siaga.request", "django", "django.request", "django.security"]
    loggers = [logging.getLogger(name) for name in names]
    before = [(logger.level, logger.propagate) for logger in loggers]
    for logger in loggers[1:]:
        logger.setLevel(logging.DEBUG)
        logger.propagate = True
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)
    for logger, (level, propagate) in zip(loggers, before, strict=True):
        logger.setLevel(level)
        logger.propagate = propagate
    written += [json.loads(line) for line in stream.getvalue().splitlines()]
    assert written, "nothing was logged"
    text = json.dumps(written, ensure_ascii=False)
    for personal in (SECRET_NAME, "Rahasia", "contoh-planner", "203.0.113.9", "kata-sandi"):
        assert personal not in text


def test_no_name_account_address_or_search_word_is_logged(
    desk: Desk, client: Client, lines: list[dict[str, Any]]
) -> None:
    """The fixture looks at every line that these requests write."""
    person = desk.people[Role.PLANNER]
    Person.objects.filter(pk=person.pk).update(name=SECRET_NAME)
    client.post(
        reverse("sign-in"), {"username": person.username, "password": "kata-sandi-salah"},
        REMOTE_ADDR="203.0.113.9",
    )  # fmt: skip
    client.force_login(Person.objects.get(pk=person.pk))
    slug = desk.operation.slug
    for path in (
        reverse("operation", kwargs={"slug": slug}),
        f"/o/{slug}/data/?q={SECRET_NAME}",
        f"/nowhere/{SECRET_NAME}",
        reverse("people", kwargs={"slug": slug}),
    ):
        client.get(path, REMOTE_ADDR="203.0.113.9", HTTP_REFERER=f"http://x/{SECRET_NAME}")


def test_an_exception_is_logged_by_its_kind_and_place_not_its_text(
    lines: list[dict[str, Any]],
) -> None:
    try:
        raise ValueError(f"duplicate key (name)=({SECRET_NAME})")
    except ValueError:
        logging.getLogger("siaga").exception("run failed", extra={"name_of_officer": SECRET_NAME})
        logging.getLogger("django.request").error("Error: %s", SECRET_NAME, exc_info=True)


def test_a_line_says_route_status_time_and_role(desk: Desk, client: Client) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    logger = logging.getLogger("siaga.request")
    level = logger.level
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    try:
        client.force_login(desk.people[Role.BAWASLU])
        response = client.get(reverse("operation", kwargs={"slug": desk.operation.slug}))
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
    line = json.loads(stream.getvalue().splitlines()[-1])
    assert line["route"] == "operation"
    assert line["status"] == response.status_code
    assert line["role"] == "bawaslu"
    assert line["ms"] > 0
    assert line["request_id"] == response.headers["X-Request-ID"]
    assert "address" not in line


def test_log_settings_are_accepted_by_logging() -> None:
    code = (
        "import logging, logging.config; from siaga.server.ops.logs import logging_settings; "
        "logging.config.dictConfig(logging_settings()); "
        "logging.getLogger('siaga.request').info('request', extra={'status': 200})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    line = json.loads(done.stderr)
    assert (line["logger"], line["status"]) == ("siaga.request", 200)
    assert logging_settings()["version"] == 1


def test_the_probe_says_when_nobody_plans_and_when_the_tables_are_old(db: None) -> None:
    from django.db.migrations.recorder import MigrationRecorder

    client = Client()
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    core = MigrationRecorder.Migration.objects.filter(app="core")
    core.filter(name=core.order_by("-name")[0].name).delete()
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["checks"]["migrations"]) == (503, "failed")


def test_measures_are_for_this_machine_or_the_token(db: None) -> None:
    client = Client()
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 403
    for header in ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_VIA"):
        assert client.get("/metrics", **{header: "203.0.113.9"}).status_code == 403
    from dataclasses import replace

    from django.conf import settings

    with override_settings(ENVIRONMENT=replace(settings.ENVIRONMENT, metrics_token="s" * 40)):
        given = client.get(
            "/metrics", REMOTE_ADDR="203.0.113.9", HTTP_AUTHORIZATION=f"Bearer {'s' * 40}"
        )
        wrong = client.get("/metrics", REMOTE_ADDR="203.0.113.9", HTTP_AUTHORIZATION="Bearer x")
    assert (given.status_code, wrong.status_code) == (200, 403)
    text = given.content.decode()
    assert "siaga_ledger_pending 0.0" in text
    assert ("siaga_db_pool_connections" in text) == (connection.vendor == "postgresql")


def test_the_web_process_does_not_load_the_planner_s_solvers() -> None:
    """They are 60 MB of every web process, and seconds of its start."""
    code = (
        "import django, sys; django.setup(); import siaga.server.urls, siaga.server.asgi; "
        "from django.urls import get_resolver; get_resolver().url_patterns; "
        "print(*[m for m in sys.modules if '.' not in m])"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "siaga.server.settings"},
    ).stdout.split()  # fmt: skip
    heavy = {"scipy", "numba", "llvmlite", "highspy", "typst", "osmium"}
    assert heavy & set(loaded) == set()
