"""Logs as one JSON object a line, without personal data.

A line of a request holds its id, method, the *name* of its route, status, milliseconds and the role
it was answered in: no path with ids or names in it, no query, no account, no address (unless
``SIAGA_LOG_ADDRESSES=1``). Errors are logged with the type of the exception and where it was
raised, never with its text: texts of exceptions quote values.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Final

FIELDS: Final = (
    "request_id", "method", "route", "status", "ms", "role", "address", "job", "kind",
    "count", "pid", "run", "attempt",
)  # fmt: skip
"""What a line may hold beside time, level, logger and message; everything else is left out."""

OUTSIDE_LOGGERS: Final = ("django", "django_tasks", "django_tasks_db", "psycopg", "granian")
"""Their messages may quote values (paths, SQL parameters): only the unformatted text is kept."""


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of ``record``."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": self._message(record),
        }
        for name in FIELDS:
            value = getattr(record, name, None)
            if isinstance(value, str | int | float | bool):
                line[name] = value
        if record.exc_info and record.exc_info[1] is not None:
            line["exception"] = type(record.exc_info[1]).__name__
            line["at"] = places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)

    def _message(self, record: logging.LogRecord) -> str:
        # Values come as fields. A message with values filled in could carry a name.
        return str(record.msg) if record.name.split(".")[0] in OUTSIDE_LOGGERS else record.msg


def places(trace: TracebackType | None, most: int = 8) -> list[str]:
    """Module and line of the last calls before an exception, innermost last."""
    return [
        f"{frame.f_globals.get('__name__', '?')}:{line}"
        for frame, line in list(traceback.walk_tb(trace))[-most:]
    ]


def logging_settings(level: str = "INFO") -> dict[str, Any]:
    """Settings for :mod:`logging.config`, shared by Django, granian and the job workers."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "siaga.server.ops.logs.JsonFormatter"}},
        "handlers": {
            "json": {
                "class": "logging.StreamHandler",
                "formatter": "json",
                "stream": "ext://sys.stderr",
            }
        },
        "root": {"handlers": ["json"], "level": "WARNING"},
        "loggers": {
            "siaga": {"level": level},
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            # Its lines repeat the path of every refused request; ours have the route.
            "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
            "django_tasks": {"level": "WARNING"},
            "django_tasks_db": {"level": "WARNING"},
            "_granian": {"handlers": ["json"], "level": "WARNING", "propagate": False},
            "granian.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
        },
    }
