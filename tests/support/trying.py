"""Trying a line of the routes as somebody, without a trace."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse

from siaga.server.core.models import Person
from support.desk import Desk
from support.routes import Route


def attempt(desk: Desk, line: Route, person: Person | None) -> Any:
    """The answer that ``person`` gets; what the request wrote is taken back.

    ``line.setup`` is the caller's to run, once.
    """
    client = Client()
    url, data = reverse(line.name, kwargs=dict(line.kwargs(desk))), dict(line.data(desk))
    with transaction.atomic():
        headers = {} if person is None else line.sign_in(client, person)
        kind = {"content_type": "application/json"} if line.json else {}
        send = getattr(client, line.method.lower())
        response = send(url, data, headers=headers, **kind)
        if response.streaming:
            list(response.streaming_content)  # the file behind it is closed at its end
        transaction.set_rollback(True)
    return response
