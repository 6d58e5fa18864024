"""What ``siaga serve`` does before it becomes the supervisor: check, prepare, then hand over."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from siaga.model.language import Language
from siaga.server.environment import Environment, read_environment
from siaga.server.ops.failures import OperatorError
from siaga.server.ops.installation import InstallationLock, ensure_writable
from siaga.server.ops.supervisor import Plan, command
from siaga.server.ops.texts.ops import TEXTS

Say = Callable[[str], None]

KEPT_BEFORE_UPGRADE: Final = 3
"""Backups made before upgrades that are kept."""


def ensure_port(host: str, port: int) -> None:
    """Open the port once and close it again.

    The server itself would share a port with another server of the same user without a word.

    Raises:
        OperatorError: it is taken, may not be opened, or ``host`` is not of this machine.
    """
    try:
        family, kind, number, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, number) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except socket.gaierror as error:
        raise OperatorError("host.unknown", host=host, problem=error.strerror) from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise OperatorError("port.taken", port=port, host=host, other=port + 1) from None
        key = "host.unknown" if error.errno == errno.EADDRNOTAVAIL else "port.denied"
        raise OperatorError(key, host=host, port=port, problem=error.strerror) from None


def setup_django() -> None:
    """Load Django with the product's settings."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siaga.server.settings")
    django.setup()


def prepare(environment: Environment, language: Language, say: Say) -> InstallationLock:
    """Lock the directory and bring the database up to date; the lock is the caller's.

    Raises:
        OperatorError: what the operator has to mend first.
    """
    os.umask(0o077)  # database, keys, prints: nobody else's
    ensure_writable(environment.data_dir)
    lock = InstallationLock(environment.data_dir)
    lock.take()
    try:
        setup_django()
        from siaga.server.ops import schema

        schema.ensure_reachable()
        schema.upgrade(
            save=lambda: _save_before_upgrade(environment, language, say),
            say=lambda key, values: say(TEXTS.say(key, language, **values)),
        )
        say(
            TEXTS.say(
                "serving.what", language, where=schema.database_name(), path=environment.data_dir
            )
        )
        schema.close_all()
    except BaseException:
        lock.release()
        raise
    return lock


def serve(plan: Plan, language: Language, say: Say) -> None:
    """Check, prepare, and become the supervisor; comes back only with an error.

    Raises:
        OperatorError: what the operator has to mend first.
    """
    environment = read_environment()
    ensure_local_demo(environment, plan)
    ensure_port(plan.host, plan.port)
    lock = prepare(environment, language, say)
    become(plan, lock, language, say)


def become(plan: Plan, lock: InstallationLock, language: Language, say: Say) -> None:
    """Replace this process by the supervisor, which goes on holding ``lock``."""
    say(TEXTS.say("serving", language, url=url_of(plan)))
    lock.keep_over_exec()
    # Two malloc arenas instead of eight a core: threads that come and go leave less behind.
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    words = command(plan)
    os.execv(words[0], list(words))  # noqa: S606 (no shell, and our own interpreter)


def ensure_local_demo(environment: Environment, plan: Plan) -> None:
    """Raises:
    OperatorError: demo accounts, whose passwords lie about, would be served to others.
    """
    if not environment.demo:
        return
    try:
        local = ipaddress.ip_address(plan.host).is_loopback
    except ValueError:
        local = plan.host == "localhost"
    if not local:
        raise OperatorError("demo.public", host=plan.host)


def free_port(host: str, first: int, most: int = 50) -> int:
    """``first``, or the next port that is free.

    Raises:
        OperatorError: none of ``most`` is.
    """
    for port in range(first, first + most):
        try:
            ensure_port(host, port)
        except OperatorError as error:
            if error.key != "port.taken":
                raise
        else:
            return port
    raise OperatorError("port.taken", host=host, port=first, other=first + most)


def url_of(plan: Plan) -> str:
    """Where a browser on this machine finds the server."""
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(plan.host, plan.host)  # noqa: S104
    return f"http://{f'[{host}]' if ':' in host and host[0] != '[' else host}:{plan.port}/"


def _save_before_upgrade(environment: Environment, language: Language, say: Say) -> Path:
    """A backup in ``backups/`` of the data directory; the oldest of these go."""
    from siaga.server.ops.backup import save_backup

    folder = environment.data_dir / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"before-upgrade-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.siaga"
    say(TEXTS.say("migrate.saving", language, path=path))
    save_backup(path, environment, counts=False)  # beside the data, it is none for disasters
    for old in sorted(folder.glob("before-upgrade-*.siaga"))[:-KEPT_BEFORE_UPGRADE]:
        old.unlink()
    return path
