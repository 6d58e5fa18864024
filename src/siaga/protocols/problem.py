"""Errors on the wire as ``application/problem+json`` (RFC 9457)."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

MEDIA_TYPE: Final = "application/problem+json"

SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}
"""JSON Schema of the document, for OpenAPI descriptions."""


@dataclass(frozen=True, slots=True)
class FieldError:
    """One value that can not be used."""

    pointer: str
    """Where: a query parameter's name or a JSON pointer into the body."""
    detail: str
    """What is wrong and what to send instead, for people."""


@dataclass(frozen=True, slots=True)
class ProblemDetails:
    """Why a request was not answered as asked."""

    status: int
    """The HTTP status, 400 to 599."""
    detail: str = ""
    """What happened and what to do, for people."""
    kind: str = "about:blank"
    """A stable name programs may compare: ``about:blank`` says no more than the status does."""
    title: str = ""
    """Short, the same for every problem of this kind; empty: the status' own phrase."""
    instance: str = ""
    """The path that was asked."""
    errors: tuple[FieldError, ...] = ()

    def document(self) -> dict[str, Any]:
        """The JSON object of RFC 9457, empty members left out."""
        try:
            phrase = HTTPStatus(self.status).phrase
        except ValueError:
            phrase = str(self.status)
        document: dict[str, Any] = {
            "type": self.kind,
            "title": self.title or phrase,
            "status": self.status,
        }
        if self.detail:
            document["detail"] = self.detail
        if self.instance:
            document["instance"] = self.instance
        if self.errors:
            document["errors"] = [
                {"pointer": error.pointer, "detail": error.detail} for error in self.errors
            ]
        return document
