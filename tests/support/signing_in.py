"""Signing in through the pages, as a person does."""

from __future__ import annotations

import time

from django.test import Client
from django_otp.oath import TOTP

from siaga.server.core.models import AppDevice, Person

PASSWORD = "kata-sandi-panjang-sekali"
ARGON2 = ["siaga.server.core.security.passwords.PasswordHasher"]


def code_of(device: AppDevice, *, steps: int = 0) -> str:
    """What the app shows, now or some steps of 30 s from now."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time() + steps * device.step
    return f"{totp.token():06d}"


def enrol(person: Person) -> AppDevice:
    """A proven app."""
    return AppDevice.objects.enrol(person, confirmed=True)


def type_password(client: Client, person: Person, password: str = PASSWORD, **more: str):  # type: ignore[no-untyped-def]
    """Send the sign-in form."""
    return client.post("/sign-in/", {"username": person.username, "password": password, **more})


def type_code(client: Client, code: str):  # type: ignore[no-untyped-def]
    """Send the form of the second step."""
    return client.post("/sign-in/code/", {"code": code})


def is_in(client: Client) -> bool:
    """Whether the browser has an open session."""
    return client.get("/account/").status_code == 200
