"""A POST with an ``Idempotency-Key`` acts once, however often the network makes it arrive."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from siaga.protocols.problem import FieldError
from siaga.server.api.identity import caller
from siaga.server.api.models import KeptAnswer
from siaga.server.api.problems import problem
from siaga.server.core.middleware import language_of
from siaga.server.language import say

KEPT: Final = timedelta(days=2)
_KEY: Final = re.compile(r"[!-~]{1,100}", re.ASCII)


def once(request: HttpRequest, status: int, act: Callable[[], dict[str, Any]]) -> HttpResponse:
    """Answer with what ``act`` returns; the same key and request again get the same answer.

    The key is written in the same transaction as the act: either both are there or neither.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return JsonResponse(act(), status=status)
    language = language_of(request)
    if not _KEY.fullmatch(key):
        detail = FieldError("Idempotency-Key", say("api.key_form", language))
        return problem(request, 422, errors=[detail])
    person = caller(request).actor.person
    asked = sha256(request.path.encode() + b"\n" + request.body).hexdigest()
    try:
        with transaction.atomic():
            kept = KeptAnswer.objects.create(person=person, key=key, request_hash=asked)
            body = json.loads(json.dumps(act(), cls=DjangoJSONEncoder))
            KeptAnswer.objects.filter(pk=kept.pk).update(status=status, body=body)
    except IntegrityError:
        return _again(request, key, asked)
    KeptAnswer.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    return JsonResponse(body, status=status)


def _again(request: HttpRequest, key: str, asked: str) -> HttpResponse:
    person = caller(request).actor.person
    kept = KeptAnswer.objects.filter(person=person, key=key).first()
    if kept is None:
        return problem(request, 409)
    if kept.request_hash != asked:
        return problem(request, 422, say("api.key_other_request", language_of(request)))
    response = JsonResponse(kept.body, status=kept.status)
    response["Idempotent-Replayed"] = "true"
    return response
