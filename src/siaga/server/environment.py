"""What the environment says of this installation: read once, checked, never guessed.

Every variable is in :data:`VARIABLES` and explained in docs/deployment.md.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from siaga.server.ops.failures import OperatorError

DEFAULT_DATA_DIR = "siaga-data"

VARIABLES: Final = (
    "DATABASE_URL",
    "SIAGA_BACKUP_PASSPHRASE",
    "SIAGA_BASEMAP",
    "SIAGA_DATA_DIR",
    "SIAGA_DEMO",
    "SIAGA_HOSTS",
    "SIAGA_HTTPS",
    "SIAGA_LANG",
    "SIAGA_LOG_ADDRESSES",
    "SIAGA_METRICS_TOKEN",
    "SIAGA_OIDC_CLIENT_ID",
    "SIAGA_OIDC_CLIENT_SECRET",
    "SIAGA_OIDC_ISSUER",
    "SIAGA_OIDC_NAME",
    "SIAGA_OIDC_SECOND_FACTOR",
    "SIAGA_SECRET_KEY",
)
"""Every variable an operator may set; a test holds docs/deployment.md against it."""

YES: Final = frozenset({"1", "true", "yes"})
NO: Final = frozenset({"", "0", "false", "no"})
_HOST: Final = re.compile(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9a-fA-F:]+\]")


class EnvironmentVariableError(OperatorError):
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
    metrics_token: str = ""
    """Bearer token for ``/metrics``; without one it answers the machine itself alone."""
    basemap: Path | None = None
    """A PMTiles file under the map; without one the map shows the operation's own outlines."""
    log_addresses: bool = False
    """Whether request logs hold the network address of who asked: personal data, so off."""


def read_environment(variables: Mapping[str, str] | None = None) -> Environment:
    """Read ``SIAGA_*`` and ``DATABASE_URL``.

    Raises:
        EnvironmentVariableError: a value can not be used.
    """
    given = os.environ if variables is None else variables
    data_dir = Path(given.get("SIAGA_DATA_DIR") or DEFAULT_DATA_DIR).absolute()
    return Environment(
        data_dir=data_dir,
        secret_key=_secret(given.get("SIAGA_SECRET_KEY", ""), data_dir),
        hosts=_hosts(given.get("SIAGA_HOSTS", "")),
        https=_flag(given, "SIAGA_HTTPS"),
        demo=_flag(given, "SIAGA_DEMO"),
        database=database_settings(given.get("DATABASE_URL", ""), data_dir),
        basemap=Path(given["SIAGA_BASEMAP"]).absolute() if given.get("SIAGA_BASEMAP") else None,
        metrics_token=given.get("SIAGA_METRICS_TOKEN", ""),
        log_addresses=_flag(given, "SIAGA_LOG_ADDRESSES"),
    )


def database_settings(url: str, data_dir: Path) -> dict[str, Any]:
    """Django's settings for ``url``; without one, SQLite in ``data_dir``.

    Raises:
        EnvironmentVariableError: the address can not be used.
    """
    if not url:
        return _sqlite(data_dir / "siaga.sqlite3")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise EnvironmentVariableError("env.database.broken", problem=error) from None
    if parts.scheme == "sqlite" and parts.path.strip("/"):
        return _sqlite(Path(unquote(parts.path)))
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgresql", "postgres") or not name:
        raise EnvironmentVariableError("env.database", scheme=parts.scheme or "-", name=name or "-")
    options = dict(parse_qsl(parts.query))
    threshold = options.pop("prepare_threshold", "2")
    if not (threshold == "none" or re.fullmatch("[0-9]{1,6}", threshold)):
        raise EnvironmentVariableError("env.database.prepare", value=threshold)
    host = options.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 0,
        # A connection from before a restart of the database is replaced, not handed out.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": "5",
            **options,
            # After so many times the statements of the ledger are prepared. Django's own are not.
            "prepare_threshold": None if threshold == "none" else int(threshold),
            "pool": {"min_size": 1, "max_size": 16, "timeout": 5},
        },
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


def _flag(given: Mapping[str, str], name: str) -> bool:
    value = given.get(name, "").strip().lower()
    if value not in YES | NO:
        raise EnvironmentVariableError("env.flag", name=name, value=value)
    return value in YES


def _hosts(text: str) -> tuple[str, ...]:
    """Names browsers may ask for. The machine itself always may: health probes come from there."""
    named = [host.strip() for host in text.split(",") if host.strip()]
    for host in named:
        if not _HOST.fullmatch(host):
            raise EnvironmentVariableError("env.hosts", host=host)
    return tuple(dict.fromkeys([*named, "127.0.0.1", "localhost", "[::1]"]))


def _secret(given: str, data_dir: Path) -> str:
    """The given secret, or the one kept in the data directory."""
    if given:
        if len(given) < 32:
            raise EnvironmentVariableError("env.secret.short", length=len(given))
        return given
    try:
        return _kept_secret(data_dir / "secret.key")
    except OSError as error:
        raise EnvironmentVariableError(
            "env.data_dir", path=data_dir, problem=error.strerror or error
        ) from None


def _kept_secret(path: Path) -> str:
    """The secret of this installation, made at the first start and readable by its owner only."""
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    secret = secrets.token_urlsafe(48)
    # Linked into place whole: another process never reads half a secret, and the first one wins.
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secret)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    finally:
        draft.unlink()
    return secret
