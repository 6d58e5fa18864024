"""The second factor: codes of an authenticator app (RFC 6238), and ten recovery codes.

Codes are taken once: a code of the app is refused when it, or a later one, was taken before; a
recovery code is gone when used. Recovery codes are stored as keyed hashes, the app's secret sealed
with the installation's.
"""

from __future__ import annotations

import base64
import hmac
import io
import secrets
from typing import Final

import segno
from django.conf import settings
from django.db import transaction
from django_otp.plugins.otp_static.models import StaticDevice

from siaga.server.core.models import AppDevice, Membership, Person
from siaga.server.core.roles import COMMAND_ROLES

RECOVERY_CODES: Final = 10
_ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without the signs that look alike on paper."""


def is_required(person: Person) -> bool:
    """Whether a role of ``person`` needs a second factor; in demo mode no demo account does."""
    if person.demo and settings.DEMO:
        return False
    return Membership.objects.filter(person=person, role__in=COMMAND_ROLES).exists()


def app_of(person: Person) -> AppDevice | None:
    """The authenticator app that ``person`` has enrolled and proven."""
    return AppDevice.objects.filter(user=person, confirmed=True).order_by("id").first()


def begin_enrolment(person: Person) -> AppDevice:
    """The app that is being enrolled; the same until it is proven, so that a reload is harmless."""
    device = AppDevice.objects.filter(user=person, confirmed=False).order_by("id").first()
    return device or AppDevice.objects.enrol(person, confirmed=False)


def secret_text(device: AppDevice) -> str:
    """The secret to type where no camera is: Base32 in groups of four."""
    text = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def qr_svg(device: AppDevice) -> bytes:
    """The secret as a QR code, black on white, as an SVG document."""
    out = io.BytesIO()
    segno.make(device.config_url, error="m").save(
        out, kind="svg", scale=5, border=4, dark="#000", light="#fff", xmldecl=True, svgns=True
    )
    return out.getvalue()


def finish_enrolment(person: Person, code: str) -> list[str] | None:
    """Prove the app with its first code; returns ten new recovery codes, None: a wrong code.

    An app enrolled before is replaced. Runs in the caller's transaction.
    """
    device = AppDevice.objects.select_for_update().filter(user=person, confirmed=False).first()
    if device is None or not device.verify_token(_digits(code)):
        return None
    AppDevice.objects.filter(user=person, confirmed=True).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    return new_recovery_codes(person)


def new_recovery_codes(person: Person) -> list[str]:
    """Ten codes; all codes made before are void. Shown once, kept as hashes."""
    StaticDevice.objects.filter(user=person).delete()
    device = StaticDevice.objects.create(user=person, name="recovery")
    codes = [_random_code() for _ in range(RECOVERY_CODES)]
    for code in codes:
        device.token_set.create(token=_hashed(person, code))
    return codes


def recovery_codes_left(person: Person) -> int:
    """How many recovery codes are still good."""
    return sum(device.token_set.count() for device in StaticDevice.objects.filter(user=person))


def take_app_code(person: Person, code: str) -> bool:
    """Take a code of the app once. Two requests with one code: the second is refused."""
    digits = _digits(code)
    if len(digits) != 6:
        return False
    with transaction.atomic():
        apps = AppDevice.objects.select_for_update().filter(user=person, confirmed=True)
        return any(app.verify_token(digits) for app in apps)


def take_recovery_code(person: Person, code: str) -> bool:
    """Use up a recovery code. Runs in the caller's transaction."""
    devices = StaticDevice.objects.select_for_update().filter(user=person)
    return any(device.verify_token(_hashed(person, code)) for device in devices)


def looks_like_recovery(code: str) -> bool:
    """Whether ``code`` can not be one of the app: it is not six digits."""
    return len(_digits(code)) != 6


def remove(person: Person) -> None:
    """Forget app and recovery codes."""
    AppDevice.objects.filter(user=person).delete()
    StaticDevice.objects.filter(user=person).delete()


def _digits(code: str) -> str:
    text = "".join(code.split())
    return text if text.isascii() and text.isdigit() else ""


def _random_code() -> str:
    signs = "".join(secrets.choice(_ALPHABET) for _ in range(10))
    return f"{signs[:5]}-{signs[5:]}"


def _hashed(person: Person, code: str) -> str:
    """80 bits of a keyed hash: as much as django-otp's column holds."""
    plain = "".join(sign for sign in code.lower() if sign.isalnum())
    text = f"siaga/recovery\x00{person.pk}\x00{plain}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), text, "sha256").digest()
    return base64.b32encode(digest[:10]).decode()
