"""Checks of the machine: directory, keys, names, space, assets, backups."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import siaga.server
from siaga.server.environment import Environment
from siaga.server.ops.doctor import Check, Finding, error, ok, stopped, warning
from siaga.server.ops.failures import OperatorError
from siaga.server.ops.installation import ensure_writable

MEGABYTE: Final = 1_000_000
LITTLE_ROOM: Final = 2_000 * MEGABYTE
NO_ROOM: Final = 300 * MEGABYTE
OLD_BACKUP_DAYS: Final = 7
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})


def data_directory(environment: Environment) -> Iterable[Finding]:
    """It can be written, and nobody else reads it."""
    folder = environment.data_dir
    try:
        ensure_writable(folder)
    except OperatorError as problem:
        yield stopped("data", problem)
        return
    if folder.stat().st_uid != os.getuid() and os.getuid() != 0:
        yield warning("data", "data_owner", path=folder)
    elif folder.stat().st_mode & 0o077:
        yield error("data", "data_open", path=folder)
    else:
        yield ok("data", "data_ok", path=folder)


def keys(environment: Environment) -> Iterable[Finding]:
    """Keys are there and private."""
    from siaga.server.ops.keybox import key_files

    found = key_files(environment.data_dir)
    for path in found:
        if path.stat().st_mode & 0o077:
            yield error("keys", "keys_open", path=path)
    if os.environ.get("SIAGA_SECRET_KEY"):
        yield ok("keys", "keys_environment")
    elif (environment.data_dir / "secret.key") in found:
        yield ok("keys", "keys_ok", path=environment.data_dir)
    else:
        yield error("keys", "keys_missing", path=environment.data_dir)


def names(environment: Environment) -> Iterable[Finding]:
    """Names and HTTPS belong together."""
    public = [host for host in environment.hosts if host not in LOOPBACK]
    if public and not environment.https:
        yield error("https", "https_off", hosts=", ".join(public))
    elif environment.https and not public:
        yield error("https", "https_no_host")
    elif environment.https:
        yield ok("https", "https_ok", hosts=", ".join(public))
    else:
        yield ok("https", "https_local")


def room(environment: Environment) -> Iterable[Finding]:
    """Free space where the data lie."""
    folders = {environment.data_dir}
    if environment.database["ENGINE"].endswith("sqlite3"):
        folders.add(Path(str(environment.database["NAME"])).parent)
    for folder in sorted(folders):
        if not folder.is_dir():
            continue
        free = shutil.disk_usage(folder).free
        values = {"path": folder, "free": f"{free / 1e9:.1f}"}
        if free < NO_ROOM:
            yield error("room", "room_none", **values)
        elif free < LITTLE_ROOM:
            yield warning("room", "room_little", **values)
        else:
            yield ok("room", "room_ok", **values)


def clock(_environment: Environment) -> Iterable[Finding]:
    """Whether the machine's clock is kept by a time server."""
    program = shutil.which("timedatectl")
    if program is None:
        yield ok("clock", "clock_unknown", now=_now())
        return
    try:
        said = subprocess.run(  # noqa: S603 (a fixed command)
            [program, "show", "--property=NTPSynchronized", "--value"],
            capture_output=True, text=True, timeout=10, check=False,
        ).stdout.strip()  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        said = ""
    if said == "no":
        yield warning("clock", "clock_alone", now=_now())
    else:
        yield ok("clock", "clock_ok" if said == "yes" else "clock_unknown", now=_now())


def assets(_environment: Environment) -> Iterable[Finding]:
    """Styles and scripts are there."""
    folder = Path(siaga.server.__path__[0]) / "static" / "build"
    manifest = folder / "manifest.json"
    try:
        listed = json.loads(manifest.read_text(encoding="utf-8"))
        missing = [part["file"] for part in listed.values()
                   if not (folder / part["file"]).is_file()]  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError):
        yield error("assets", "assets_missing", path=folder)
        return
    if missing:
        yield error("assets", "assets_missing", path=folder / missing[0])
    else:
        yield ok("assets", "assets_ok", count=len(listed))


def basemap(environment: Environment) -> Iterable[Finding]:
    """The basemap that was asked for is there."""
    if environment.basemap is None:
        return
    try:
        with environment.basemap.open("rb") as file:
            right = file.read(7) == b"PMTiles"
    except OSError:
        right = False
    if right:
        yield ok("basemap", "basemap_ok", path=environment.basemap)
    else:
        yield warning("basemap", "basemap_missing", path=environment.basemap)


def backups(environment: Environment) -> Iterable[Finding]:
    """How old the last backup is."""
    try:
        text = (environment.data_dir / "last-backup.json").read_text(encoding="utf-8")
        last = json.loads(text)
        made = datetime.fromisoformat(last["created"])
    except (OSError, ValueError, KeyError):
        yield warning("backup", "backup_none")
        return
    days = (datetime.now(UTC) - made).days
    if days >= OLD_BACKUP_DAYS:
        yield warning("backup", "backup_old", days=days)
    else:
        yield ok("backup", "backup_ok", created=last["created"], path=last["path"])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


CHECKS: Final[tuple[Check, ...]] = (
    data_directory,
    keys,
    names,
    room,
    clock,
    assets,
    basemap,
    backups,
)
