"""The API as one object: errors as problems, and a description that says so."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, Final

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

import siaga
from siaga.model.problems import InputError
from siaga.protocols import problem as problem_format
from siaga.protocols.problem import FieldError
from siaga.server.api.auth import Session, Token, TooOften
from siaga.server.api.middleware import exception_problem
from siaga.server.api.problems import problem, too_often
from siaga.server.core.middleware import language_of
from siaga.server.language import say

ROOT: Final = "/api/v1"
_CONVERTER: Final = re.compile(r"<(?:[^:>]+:)?([^>]+)>")
_ERRORS: Final = {
    "GET": (304, 400, 401, 403, 404, 405, 422, 429),
    "POST": (400, 401, 403, 404, 405, 409, 413, 422, 429),
}


class SiagaApi(NinjaAPI):
    """Django Ninja with the manners of this house."""

    def get_openapi_schema(self, **options: Any) -> Any:
        """The description, every error with its form, every POST with its key."""
        schema = super().get_openapi_schema(**options)
        schema["components"].setdefault("schemas", {})["Problem"] = problem_format.SCHEMA
        for path, methods in schema["paths"].items():
            for method, operation in methods.items():
                _complete(path, method.upper(), operation)
        return schema

    @cached_property
    def parameters(self) -> dict[str, frozenset[str]]:
        """Path of the description -> the query parameters there are."""
        paths = self.get_openapi_schema()["paths"]
        return {
            path: frozenset(
                parameter["name"]
                for operation in methods.values()
                for parameter in operation["parameters"]
                if parameter["in"] == "query"
            )
            for path, methods in paths.items()
        }

    def check_query(self, request: HttpRequest) -> HttpResponse | None:
        """A problem when the query holds what this address does not know; else None."""
        match = request.resolver_match
        route = "/" + _CONVERTER.sub(r"{\1}", match.route) if match else ""
        known = self.parameters.get(route)
        if known is None:
            return None
        language = language_of(request)
        errors = []
        for name, values in request.GET.lists():
            if name not in known:
                told = ", ".join(sorted(known)) or "\N{EN DASH}"
                detail = say("api.unknown_parameter", language, known=told)
                errors.append(FieldError(name[:60], detail))
            elif len(values) > 1:
                errors.append(FieldError(name, say("api.repeated_parameter", language)))
        return problem(request, 400, errors=errors) if errors else None


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    if path == f"{ROOT}/openapi.json":
        return
    content = {problem_format.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status in _ERRORS[method]:
        told = (
            {"description": "unchanged"}
            if status == 304
            else {
                "description": "problem",
                "content": content,
            }
        )
        operation["responses"].setdefault(status, told)
    if path.endswith("/geojson"):
        answer = operation["responses"][200]
        answer["content"] = {"application/geo+json": {"schema": {"type": "object"}}}
    if method == "POST":
        operation["parameters"].append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "description": "Sent again with the same key, the request acts once.",
                "schema": {"type": "string", "pattern": "^[!-~]{1,100}$"},
            }
        )


api: Final = SiagaApi(
    title="Siaga",
    version=siaga.__version__,
    description=(
        "Plans the guard of a regional election. Errors are application/problem+json (RFC 9457); "
        "lists are paged: follow `next`. Indonesian, or English with Accept-Language: en."
    ),
    urls_namespace="api",
    docs_url=None,
    openapi_url="/openapi.json",
    auth=[Token(), Session()],
)


@api.exception_handler(Http404)
@api.exception_handler(PermissionDenied)
@api.exception_handler(RequestDataTooBig)
@api.exception_handler(Exception)
def _exception(request: HttpRequest, error: Exception) -> HttpResponse:
    return exception_problem(request, error)


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, _error: Exception) -> HttpResponse:
    return problem(request, 401)


@api.exception_handler(TooOften)
def _too_often(request: HttpRequest, error: TooOften) -> HttpResponse:
    return too_often(request, error.wait)


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(request, error.status_code)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [
        FieldError("/".join(str(part) for part in found["loc"]), str(found["msg"]))
        for found in error.errors
    ]
    return problem(request, 422, errors=errors)


@api.exception_handler(InputError)
def _input(request: HttpRequest, error: InputError) -> HttpResponse:
    language = language_of(request)
    errors = [FieldError(found.code, found.text(language)) for found in error.report.errors]
    return problem(request, 422, errors=errors)
