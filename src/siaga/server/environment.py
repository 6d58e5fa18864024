"""What the environment says of this installation: read once, checked, never guessed.

Every variable is listed in docs/deployment.md.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

DEFAULT_DATA_DIR = "siaga-data"


class EnvironmentVariableError(Exception):
    """A variable that can not be used; says which and what to write."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The installation's settings."""

    data_dir: Path
    """Database (SQLite), keys and prints live here; private to the server's user."""
    secret_key: str
    hosts: tuple[str, ...]
    """Host names the server answers to."""
    https: bool
    """Whether browsers come over HTTPS (through a proxy): cookies are marked secure then."""
    demo: bool
    """Demo accounts exist only here."""
    database: Mapping[str, Any]
    """Django's settings of the database."""


def read_environment(variables: Mapping[str, str] | None = None) -> Environment:
    """Read ``SIAGA_*`` and ``DATABASE_URL``.

    Raises:
        EnvironmentVariableError: a value can not be used.
    """
    given = os.environ if variables is None else variables
    data_dir = Path(given.get("SIAGA_DATA_DIR") or DEFAULT_DATA_DIR).absolute()
    hosts = tuple(
        host.strip() for host in given.get("SIAGA_HOSTS", "").split(",") if host.strip()
    ) or ("127.0.0.1", "localhost", "[::1]")
    return Environment(
        data_dir=data_dir,
        secret_key=given.get("SIAGA_SECRET_KEY") or _kept_secret(data_dir / "secret.key"),
        hosts=hosts,
        https=given.get("SIAGA_HTTPS", "") in ("1", "true", "yes"),
        demo=given.get("SIAGA_DEMO", "") in ("1", "true", "yes"),
        database=database_settings(given.get("DATABASE_URL", ""), data_dir),
    )


def database_settings(url: str, data_dir: Path) -> dict[str, Any]:
    """Django's settings for ``url``; without one, SQLite in ``data_dir``.

    Raises:
        EnvironmentVariableError: the scheme is neither ``postgresql`` nor ``sqlite``.
    """
    if not url:
        return _sqlite(data_dir / "siaga.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme not in ("postgresql", "postgres"):
        raise EnvironmentVariableError(
            f"DATABASE_URL: unknown database {parts.scheme!r}; "
            "write postgresql://user:password@host:5432/name or sqlite:////path/to/file"
        )
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {**options, "pool": {"min_size": 1, "max_size": 16, "timeout": 10}},
    }


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            # Writers queue up instead of failing when they upgrade a read lock.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000; PRAGMA busy_timeout=20000;"
            ),
        },
    }


def _kept_secret(path: Path) -> str:
    """The secret of this installation, made at the first start and readable by its owner only."""
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    secret = secrets.token_urlsafe(48)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was quicker
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secret)
    return secret
